"""The meta graph: which runs made a store, what was read with which program, and a description of the dataset.

It alone has a clock. What it notes of readings is what a build need not do again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.store import META, Store, WritableStore
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


def record_run(store: WritableStore, started: str, version: str) -> None:
    """Note a run in the meta graph."""
    store.extend_graph(META.value, run_quads(store, started, version))


def readings(store: Store) -> dict[str, str]:
    """IRI of each document whose reading was finished → the fingerprint that it was noted with."""
    rows = store.query(f"SELECT ?d ?f WHERE {{ GRAPH {META} {{ ?d {KG.reading} ?f }} }}")
    return {document.value: fingerprint.value for document, fingerprint in cast("Iterable[tuple[Any, Any]]", rows)}


def note_reading(store: WritableStore, document: str, fingerprint: str) -> None:
    """Note with which fingerprint a document was read; "" while it is being replaced."""
    store.note(NamedNode(document), KG.reading, fingerprint)


def settled(store: Store) -> str:
    """The program that resolved and consolidated all that a store holds; "" where documents came or went since."""
    rows = store.query(f"SELECT ?program WHERE {{ GRAPH {META} {{ {DATASET} {KG.settled} ?program }} }}")
    return next((program.value for (program,) in cast("Iterable[tuple[Any]]", rows)), "")


def note_settled(store: WritableStore, program: str) -> None:
    """Note which program settled a store; "" before documents come or go."""
    store.note(DATASET, KG.settled, program)
