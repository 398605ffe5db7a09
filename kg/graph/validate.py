"""Whether a store is sound: SHACL shapes over each graph, then the checks that need several graphs.

Each fault names the document and the quote concerned, so that a person can look at the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from kg.graph.queries import Query, answer, checks
from kg.graph.store import Store
from kg.graph.vocabulary import KG, OA
from kg.ids import graph_iri
from kg.settings import resource

DERIVED = ("registry", "identity", "review", "consolidated")
"""Graphs beside the documents' that have shapes."""

_QUOTING = (OA.exact, KG.evidence, KG.mention)
"""The way from a node to the words behind it: its own, its evidence's, its mention's."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be.

    rule      the shape or the check
    document  IRI of the document (or of the graph) concerned
    node      IRI of what is at fault
    quote     the words behind it, "" where there are none
    message   what is wrong
    """

    rule: str
    document: str
    node: str
    quote: str
    message: str


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resource("ontology") / "shapes.ttl", format="turtle")


def _load(store: Store, graph: str) -> rdflib.Graph:
    rows = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    lines = (f"{s} {p} {o} .\n" for s, p, o in cast("Iterable[tuple[Any, Any, Any]]", rows))
    return rdflib.Graph().parse(data="".join(lines), format="nt")


def _quote(data: rdflib.Graph, node: Any) -> str:
    exact, *ways = (rdflib.URIRef(term.value) for term in _QUOTING)
    for span in (node, *(span for way in ways for span in sorted(data.objects(node, way), key=str))):
        words = data.value(span, exact)
        if words is not None:
            return str(words)
    return ""


def graph_faults(store: Store, graph: str) -> list[Fault]:
    """What the shapes find in one graph."""
    data = _load(store, graph)
    conforms, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), inference="none")
    if conforms:
        return []
    report = cast("rdflib.Graph", report)
    faults = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node = report.value(result, SH.focusNode)
        rule = str(report.value(result, SH.sourceShape)).rsplit("/", 1)[1]
        message = str(report.value(result, SH.resultMessage))
        faults.append(Fault(rule, graph, str(node), _quote(data, node), message))
    return sorted(set(faults), key=lambda f: (f.node, f.rule, f.message))


def check_faults(store: Store, check: Query) -> Iterator[Fault]:
    """What one check finds over all graphs: each row of its answer is a fault."""
    table = answer(store, check, {})
    for row in table.texts():
        cells = dict(zip(table.columns, row, strict=True))
        yield Fault(check.name, cells["document"], cells["node"], cells["quote"], check.title)


def validate(store: Store, progress: Callable[[str], None] = lambda _: None) -> Iterator[Fault]:
    """Every fault of a store, document by document. `progress` is told the name of each graph and check."""
    for graph in (*store.documents(), *(graph_iri(name) for name in DERIVED)):
        progress(graph)
        yield from graph_faults(store, graph)
    for check in checks().values():
        progress(check.name)
        yield from check_faults(store, check)
