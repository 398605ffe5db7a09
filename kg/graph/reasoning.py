"""What follows from the registry and the consolidated graph by the rules of `queries/rules/`, applied to a fixpoint.

A rule is a CONSTRUCT of one triple from a pattern of triples and filters, so that an inferred triple can name its rule
and its premises. What is inferred lies in a graph of its own and never repeats what is stated elsewhere.

    # title: Containment of places
    # rule: What lies in a place lies in all that holds that place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pyoxigraph as ox
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.graph.queries import read
from kg.graph.reference import REGISTRY
from kg.graph.store import Store, WritableStore
from kg.graph.terms import Term
from kg.ids import graph_iri
from kg.settings import resource

INFERRED = graph_iri("inferred")
STATED = (REGISTRY, graph_iri("consolidated"), graph_iri("vocabulary"))
"""The graphs that rules draw on: documents are left alone, for what they say are claims."""

Triple = tuple[ox.NamedNode, ox.NamedNode, Term]
Pattern = tuple[str, str, str]
"""A triple whose parts are terms, or variables with their question mark."""

_HEADER = re.compile(r"^#\s*(title|rule):\s*(.*)$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*\{(.*)\}\s*$", re.DOTALL)


class RuleError(ValueError):
    """A file in `queries/rules/` that is no rule."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    text        the CONSTRUCT
    where       what stands in its WHERE, filters and all, with the prefixes in front
    conclusion  the triple that it makes
    premises    the triples that it needs
    """

    name: str
    title: str
    about: str
    text: str
    prefixes: str
    where: str
    conclusion: Pattern
    premises: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One triple of an explanation.

    triple    what holds
    rule      the rule that makes it, None where it is stated
    graph     where it is stated, "" where it is inferred
    premises  the triples that the rule needs; each is a step before this one
    """

    triple: Triple
    rule: Rule | None = None
    graph: str = ""
    premises: tuple[Triple, ...] = ()


def _pattern(triple: Iterable[Any]) -> Pattern:
    subject, predicate, value = (term.n3() for term in triple)
    return subject, predicate, value


def _triples(algebra: CompValue) -> Iterator[Pattern]:
    """The triples of a WHERE that is made of triples and filters alone."""
    if algebra.name == "BGP":
        yield from map(_pattern, algebra.triples)
    else:
        yield from _triples(algebra.p)


def parse(name: str, text: str) -> Rule:
    """A rule from the text of its file. Raises RuleError where it is none."""
    header = dict(_HEADER.findall(text))
    where = _WHERE.search(text)
    query = prepareQuery(text).algebra
    if set(header) != {"title", "rule"} or not where or query.name != "ConstructQuery":
        raise RuleError(f"{name}: a rule has a title, a rule in words, and a CONSTRUCT with a WHERE")
    try:
        premises = tuple(sorted(_triples(query.p)))
    except AttributeError as error:
        raise RuleError(f"{name}: a rule needs triples and filters, and nothing else") from error
    if len(query.template) != 1:
        raise RuleError(f"{name}: a rule makes one triple")
    conclusion = _pattern(query.template[0])
    prefixes = "\n".join(line for line in text.splitlines() if line.startswith("PREFIX"))
    return Rule(name, header["title"], header["rule"], text, prefixes, where.group(1), conclusion, premises)


@cache
def rules() -> Mapping[str, Rule]:
    """The rules of the package, by name."""
    return read(resource("queries") / "rules", parse)


def _quad(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object)


def _gather(store: Store, graphs: Iterable[str]) -> Iterator[ox.Triple]:
    for graph in graphs:
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        yield from cast("ox.QueryTriples", store.query(sparql))


def closure(stated: Iterable[ox.Triple], applied: Sequence[Rule]) -> set[ox.Triple]:
    """What the rules make of these triples, and of what they make, until nothing new comes."""
    aside = ox.Store()
    aside.extend(map(_quad, stated))
    inferred: set[ox.Triple] = set()
    grows = True
    while grows:
        made = {triple for rule in applied for triple in cast("ox.QueryTriples", aside.query(rule.text))}
        new = {triple for triple in made if _quad(triple) not in aside}
        aside.extend(map(_quad, new))
        inferred |= new
        grows = bool(new)
    return inferred


def infer(store: WritableStore) -> bool:
    """Make the graph of what is inferred anew; whether that changed anything."""
    graph = ox.NamedNode(INFERRED)
    found = closure(_gather(store, STATED), tuple(rules().values()))
    return store.replace_graph(INFERRED, (ox.Quad(t.subject, t.predicate, t.object, graph) for t in found))


def triple(subject: str, predicate: str, value: str) -> Triple:
    """A triple of three IRIs. Raises ValueError where one of them is none."""
    return ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value)


def _stated_in(store: Store, triple: Triple) -> str:
    subject, predicate, value = triple
    rows = store.query(f"SELECT ?g WHERE {{ GRAPH ?g {{ {subject} {predicate} {value} }} FILTER(?g != <{INFERRED}>) }}")
    return min((row["g"].value for row in cast("Iterable[Any]", rows)), default="")


def _ways(store: Store, rule: Rule, triple: Triple) -> Iterator[tuple[Triple, ...]]:
    """The premises from which a rule makes a triple, one tuple for each way, in a fixed order."""
    bound: dict[str, Term] = {}
    for part, term in zip(rule.conclusion, triple, strict=True):
        if part.startswith("?"):
            if bound.setdefault(part, term) != term:
                return
        elif part != str(term):
            return
    values = f"VALUES ({' '.join(bound)}) {{ ({' '.join(map(str, bound.values()))}) }}"
    graphs = " ".join(f"FROM <{graph}>" for graph in (*STATED, INFERRED))
    rows = store.query(f"{rule.prefixes}\nSELECT * {graphs} WHERE {{ {values} {rule.where} }}")
    found = cast("Iterable[ox.QuerySolution]", rows)
    yield from sorted((tuple(_filled(premise, row) for premise in rule.premises) for row in found), key=str)


def _filled(pattern: Pattern, row: ox.QuerySolution) -> Triple:
    terms = [row[part[1:]] if part.startswith("?") else ox.NamedNode(part.strip("<>")) for part in pattern]
    subject, predicate, value = cast("tuple[Any, Any, Any]", terms)
    return subject, predicate, value


def explain(store: Store, triple: Triple, above: frozenset[Triple] = frozenset()) -> list[Step]:
    """Why a triple holds: its premises and theirs before it, down to what is stated. Empty where it does not follow.

    `above` are the triples that it is to explain, which can't be among its own grounds.
    """
    graph = _stated_in(store, triple)
    if graph:
        return [Step(triple, graph=graph)]
    for rule in rules().values():
        for premises in _ways(store, rule, triple):
            if (above | {triple}) & set(premises):
                continue
            grounds = [explain(store, premise, above | {triple}) for premise in premises]
            if all(grounds):
                steps = dict.fromkeys(step for steps in grounds for step in steps)
                return [*steps, Step(triple, rule, premises=premises)]
    return []
