"""What a store says of things, as plain mappings: the only SPARQL that pages and graph files need.

`restricted` lays what is withheld of private captives (names, quotes) over what stands openly; without it nothing of
that is ever read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pyoxigraph import Literal, NamedNode

from kg.graph.store import Store
from kg.graph.vocabulary import KG, RDFS, SKOS
from kg.ids import BASE, graph_iri

Term = NamedNode | Literal
Description = Mapping[NamedNode, tuple[Term, ...]]
"""Predicate → values, sorted."""

LABEL_LANGUAGE = "en"
"""The language of the words on pages and edges; labels in the other languages go with each thing."""


def rows(store: Store, sparql: str, *, restricted: bool = False) -> Iterator[tuple[Any, ...]]:
    """The rows of a SELECT, as tuples of terms."""
    return map(tuple, cast("Any", store.query(sparql, restricted=restricted)))


def describe(store: Store, pattern: str, *, restricted: bool = False) -> dict[str, Description]:
    """IRI → what is said of it, for each `?s` of a graph pattern."""
    found: dict[str, dict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, value in rows(store, f"SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} ?s ?p ?o }}"):
        found[subject.value][predicate].add(value)
    if restricted:
        withheld: dict[tuple[str, NamedNode], set[Term]] = defaultdict(set)
        for subject, predicate, value in rows(store, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }", restricted=True):
            if subject.value in found:
                withheld[subject.value, predicate].add(value)
        for (subject, predicate), values in withheld.items():
            found[subject][predicate] = values
    return {
        subject: {predicate: tuple(sorted(values, key=str)) for predicate, values in said.items()}
        for subject, said in sorted(found.items())
    }


def of_class(term: NamedNode) -> str:
    """The pattern for all that have a class."""
    return f"?s a {term} ."


def in_graph(name: str) -> str:
    """The pattern for all that a graph says something of; what other graphs say of the same things goes with it."""
    return f"{{ SELECT DISTINCT ?s WHERE {{ GRAPH <{graph_iri(name)}> {{ ?s ?any ?thing }} }} }}"


def first(said: Description, predicate: NamedNode) -> str:
    """The first value, or ""."""
    values = said.get(predicate, ())
    return values[0].value if values else ""


def labels(said: Description, predicate: NamedNode = RDFS.label) -> dict[str, str]:
    """Language → label; of several in one language, the first."""
    named: dict[str, str] = {}
    for value in said.get(predicate, ()):
        if isinstance(value, Literal):
            named.setdefault(value.language or "", value.value)
    return dict(sorted(named.items()))


def preferred(named: Mapping[str, str]) -> str:
    """The label to show: the English one, else the first."""
    return named.get(LABEL_LANGUAGE) or next(iter(named.values()), "")


def local_name(iri: str) -> str:
    """The last segment of an IRI: `…/ontology#captor` → captor, `…/concept/arm/tank` → tank."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


class Words:
    """The words that the ontology has for its terms and concepts."""

    def __init__(self, store: Store) -> None:
        self._labels: dict[str, str] = {}
        for subject, label in rows(
            store,
            f"SELECT ?s ?l WHERE {{ GRAPH <{graph_iri('vocabulary')}> {{ ?s {RDFS.label}|{SKOS.prefLabel} ?l }}"
            f' FILTER(LANG(?l) = "{LABEL_LANGUAGE}") }}',
        ):
            self._labels[subject.value] = label.value

    def __call__(self, iri: str) -> str:
        """The label of a term or concept; its local name where it has none."""
        return self._labels.get(iri) or local_name(iri).replace("_", " ")

    def term(self, name: str) -> str:
        """The label of a term of the ontology by its local name."""
        return self(f"{BASE}ontology#{name}")


def referents(store: Store) -> dict[str, str]:
    """What a document tells of → the entity or event that it stands for."""
    return {
        telling.value: thing.value for telling, thing in rows(store, f"SELECT ?t ?e WHERE {{ ?t {KG.refersTo} ?e }}")
    }
