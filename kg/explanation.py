"""Why two things are held to be one, or not: what resolution found when it compared them, and what it decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg import own_registry
from kg.gazetteer import Gazetteer
from kg.graph.records import records, resolved_iris
from kg.graph.store import Store
from kg.graph.terms import local_id
from kg.resolve.compare import Comparison
from kg.resolve.items import Key
from kg.resolve.resolver import comparer

COMPARED = 30
"""Mentions of each of two things that are compared with each other; of a country there are thousands."""


class UnknownError(ValueError):
    """An IRI that stands for nothing that documents tell of; the message names it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What resolution says of two things.

    one, other  the nodes of documents that were compared: those that are most alike, where things are told of often
    joined      what both are held to be; "" where they are held to be two
    """

    one: str
    other: str
    comparison: Comparison
    joined: str


def _key(node: str) -> Key:
    return node.rsplit("#", 1)[0], local_id(node)


def told(iri: str, iris: dict[str, str]) -> list[str]:
    """The nodes of documents that an IRI names: itself, or those that stand for it by `iris`, sorted, and not all where
    there are many. Raises UnknownError for none."""
    found = [iri] if iri in iris else sorted(node for node, thing in iris.items() if thing == iri)
    if not found:
        raise UnknownError(f"no document tells of {iri}; name an IRI of an answer, or a node as document/…#e1")
    return found[:COMPARED]


def _likeness(comparison: Comparison) -> tuple[bool, float]:
    return not comparison.forbidden, sum(finding.weight for finding in comparison.findings)


def pair(store: Store, one: str, other: str) -> Pair:
    """What speaks for and against two things being one; each is a thing of the graph, or what a document calls one.

    Raises UnknownError where no document tells of them.
    """
    iris = resolved_iris(store)
    compare = comparer(records(store, restricted=True), own_registry.load(store.path), Gazetteer.load())
    pairs: Iterable[tuple[str, str]] = [(a, b) for a in told(one, iris) for b in told(other, iris) if a != b]
    found = [(a, b, compare(_key(a), _key(b))) for a, b in pairs]
    if not found:
        raise UnknownError(f"{one} is told of once: name two things")
    a, b, comparison = max(found, key=lambda row: _likeness(row[2]))
    return Pair(a, b, comparison, iris[a] if iris[a] == iris[b] else "")
