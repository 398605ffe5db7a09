"""The review graph: what a person decided of two things that documents tell of. It survives every rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast

import pyoxigraph as ox

from kg.graph.store import Store, WritableStore
from kg.graph.terms import local_id, text
from kg.graph.vocabulary import KG, RDF
from kg.ids import BASE, digest, graph_iri
from kg.resolve.items import Key
from kg.resolve.judgements import Judgements

REVIEW = graph_iri("review")

Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision: two nodes of documents, smaller IRI first, and whether they are one."""

    one: str
    other: str
    verdict: Verdict


def decision(one: str, other: str, verdict: Verdict) -> Decision:
    """A decision of two nodes in either order."""
    return Decision(min(one, other), max(one, other), verdict)


def decisions(store: Store) -> list[Decision]:
    """What a person decided, sorted."""
    told = f"?j {KG.subject} ?one ; {KG.value} ?other ; {KG.judged} ?verdict"
    rows = store.query(f"SELECT ?one ?other ?verdict WHERE {{ GRAPH <{REVIEW}> {{ {told} }} }}")
    found = cast("Iterable[tuple[Any, Any, Any]]", rows)
    return sorted(Decision(one.value, other.value, verdict.value) for one, other, verdict in found)


def _quads(made: Iterable[Decision]) -> Iterator[ox.Quad]:
    graph = ox.NamedNode(REVIEW)
    for one in made:
        node = ox.NamedNode(f"{BASE}review/{digest(one.one, one.other)}")
        yield ox.Quad(node, RDF.type, KG.Judgement, graph)
        yield ox.Quad(node, KG.subject, ox.NamedNode(one.one), graph)
        yield ox.Quad(node, KG.value, ox.NamedNode(one.other), graph)
        yield ox.Quad(node, KG.judged, text(one.verdict), graph)


def decide(store: WritableStore, made: Iterable[Decision], undone: Iterable[tuple[str, str]] = ()) -> bool:
    """Keep decisions, each in place of an earlier one of the same two, and drop those of some pairs; whether that
    changed anything."""
    held = {(d.one, d.other): d for d in decisions(store)}
    held.update(((d.one, d.other), d) for d in made)
    for pair in undone:
        held.pop((min(pair), max(pair)), None)
    return store.replace_graph(REVIEW, _quads(held.values()))


def judgements(store: Store) -> Judgements:
    """What a person decided, as resolution takes it."""
    found = decisions(store)

    def key(node: str) -> Key:
        return node.rsplit("#", 1)[0], local_id(node)

    def pairs(verdict: Verdict) -> list[tuple[Key, Key]]:
        return [(key(d.one), key(d.other)) for d in found if d.verdict == verdict]

    return Judgements(pairs("same"), pairs("different"))
