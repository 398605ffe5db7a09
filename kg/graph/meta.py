"""The meta graph: which runs made a store, and a description of the dataset (VoID, DCAT). It alone has a clock."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import META, Store
from kg.graph.terms import Term, scalar, text
from kg.graph.vocabulary import DCAT, DCTERMS, KG, PROV, RDF, VOID, XSD
from kg.ids import BASE, digest

DATASET = NamedNode(f"{BASE}dataset")


def run_quads(store: Store, started: str, version: str) -> Iterator[Quad]:
    """What the meta graph says of a run that has ended.

    started  when it began, as an XML Schema dateTime with its zone
    version  of the product
    """
    run = NamedNode(f"{BASE}run/{digest(started, version)}")
    facts: list[tuple[NamedNode, NamedNode, Term]] = [
        (DATASET, RDF.type, VOID.Dataset),
        (DATASET, RDF.type, DCAT.Dataset),
        (DATASET, DCTERMS.title, text("War news knowledge graph", "en")),
        (DATASET, VOID.vocabulary, NamedNode(KG.Document.value.partition("#")[0])),
        (run, RDF.type, PROV.Activity),
        (run, PROV.startedAtTime, Literal(started, datatype=XSD.dateTime)),
        (run, DCAT.version, text(version)),
        (run, VOID.documents, scalar(len(store.documents()))),
        (run, PROV.used, DATASET),
    ]
    for fact in facts:
        yield Quad(*fact, META)


def record_run(store: Store, started: str, version: str) -> None:
    """Note a run in the meta graph."""
    store.extend_graph(META.value, run_quads(store, started, version))
