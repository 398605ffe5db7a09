"""The identity graph: what resolution decided, scored and reversible. The vocabulary graph: a copy of the ontology."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.store import WritableStore
from kg.graph.terms import Term, scalar, text
from kg.graph.vocabulary import KG, RDF
from kg.ids import BASE, digest, graph_iri
from kg.resolve.resolution import Resolution
from kg.settings import resource

IDENTITY = graph_iri("identity")


def identity_quads(resolution: Resolution) -> Iterator[ox.Quad]:
    """An identity claim for each link, and beside those of what documents tell the plain triple that questions follow.

    What a document tells of `kg:refersTo` an entity or event. That an event is a `kg:counterpart` of another is said of
    resolved events, and so its plain triple stands in the consolidated graph.
    """
    graph = ox.NamedNode(IDENTITY)
    decided = [(KG.refersTo, link) for link in resolution.links]
    decided += [(KG.counterpart, link) for link in resolution.counterparts]
    for predicate, link in decided:
        subject, value = ox.NamedNode(link.subject), ox.NamedNode(link.object)
        claim = ox.NamedNode(f"{BASE}identity/{digest(link.subject, link.object)}")
        if predicate == KG.refersTo:
            yield ox.Quad(subject, predicate, value, graph)
        facts: list[tuple[ox.NamedNode, ox.NamedNode, Term]] = [
            (claim, RDF.type, KG.IdentityClaim),
            (claim, KG.subject, subject),
            (claim, KG.property, predicate),
            (claim, KG.value, value),
            (claim, KG.score, scalar(float(link.score))),
            *((claim, KG.reason, text(reason)) for reason in link.reasons),
        ]
        yield from (ox.Quad(*fact, graph) for fact in facts)


def put_resolution(store: WritableStore, resolution: Resolution) -> bool:
    """Write the identity graph anew; whether that changed anything."""
    return store.replace_graph(IDENTITY, identity_quads(resolution))


def put_vocabulary(store: WritableStore) -> bool:
    """Write the ontology and the concept schemes into their graph, for labels; whether that changed anything."""
    graph = ox.NamedNode(graph_iri("vocabulary"))
    quads = [
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for stem in ("kg", "concepts")
        for triple in ox.parse(path=str(resource("ontology") / f"{stem}.ttl"), format=ox.RdfFormat.TURTLE)
    ]
    return store.replace_graph(graph.value, quads)
