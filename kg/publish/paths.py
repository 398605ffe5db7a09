"""The shortest evidence path between two entities: which events link them, and the sentences that say so.

A step is an event that two entities have a part in, or of which one of them tells. A place or a kind of equipment
is no step: two things that happened in one country have nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from kg.graph.store import Store
from kg.publish.claims import Saying, Source, sayings, sources
from kg.publish.network import ACTORS, EVENT, CutError, Graph, network, only

CLAIMANT = "claimant"
PARTICIPANT, TELLER = 1.0, 1.001
"""Costs of a link: of paths of one length, that on which most have a part in the events, rather than tell of them."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that says of an entity's part in an event, and where it stands."""

    text: str
    publisher: str
    published: str
    document: str
    modality: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity over an event to the next.

    roles   the words of the part that each of the two has in the event
    quotes  the fewest sentences that say so of both; none where a role follows from elsewhere
    """

    start: str
    start_label: str
    event: str
    event_label: str
    date: str
    end: str
    end_label: str
    roles: tuple[str, str]
    quotes: tuple[Quote, ...]


def _links(graph: Graph, ends: tuple[str, str]) -> nx.Graph[str]:
    """Entities and events with the cost of each link. Of entities only actors lead on; others begin or end a path."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(ends)
    for start, end, data in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["role"])):
        kinds = [graph.nodes[node]["kind"] for node in (start, end)]
        if kinds.count(EVENT) != 1 or any(
            kind not in (EVENT, *ACTORS) and node not in ends for kind, node in zip(kinds, (start, end), strict=True)
        ):
            continue
        cost = TELLER if data["role"] == CLAIMANT else PARTICIPANT
        if not made.has_edge(start, end) or made.edges[start, end]["cost"] > cost:
            made.add_edge(start, end, cost=cost, role=data["role"], label=data["label"])
    return made


def _tells(saying: Saying, entity: str, role: str) -> bool:
    """Whether a saying tells of the part of an entity: it is who says so, or the sentence has it in a role."""
    return saying.claimant == entity if role == CLAIMANT else any(d.entity == entity for d in saying.details)


def _evidence(said: Iterable[Saying], parts: Iterable[tuple[str, str]]) -> list[Saying]:
    """The fewest sayings that tell of both parts, each an entity and its role; the earlier first, a denial last."""
    ranked = sorted(said, key=lambda s: s.modality == "denied")
    telling = [[saying for saying in ranked if _tells(saying, *part)] for part in parts]
    both = [saying for saying in ranked if all(saying in found for found in telling)]
    return both[:1] or [found[0] for found in telling if found]


def _quote(saying: Saying, read: dict[str, Source]) -> Quote:
    source = read[saying.document]
    return Quote(saying.quote, source.publisher, source.published, source.id, saying.modality)


def _entity(graph: Graph, name: str) -> str:
    found = only(graph, name)
    if graph.nodes[found]["kind"] == EVENT:
        raise CutError(f"{name!r} is an event; a path is between two entities")
    return found


def shortest_path(store: Store, one: str, other: str) -> list[Step]:
    """The steps from one entity to another, each an IRI, its last part, or a name; none where no events link them.

    Raises kg.publish.network.CutError where a name means nothing of the store, several things, or an event.
    """
    graph = network(store)
    ends = _entity(graph, one), _entity(graph, other)
    if ends[0] == ends[1]:
        raise CutError(f"{one!r} and {other!r} are one; name two entities")
    links = _links(graph, ends)
    try:
        nodes = nx.dijkstra_path(links, *ends, weight="cost")
    except nx.NetworkXNoPath:
        return []
    read = sources(store)
    said: dict[str, list[Saying]] = {event: [] for event in nodes[1::2]}
    for saying in sorted(sayings(store), key=lambda s: (read[s.document].published, s.document, s.start)):
        if saying.subject in said:
            said[saying.subject].append(saying)

    def step(start: str, event: str, end: str) -> Step:
        sides = [(entity, links.edges[entity, event]) for entity in (start, end)]
        evidence = _evidence(said[event], [(entity, link["role"]) for entity, link in sides])
        return Step(
            start,
            graph.nodes[start]["label"],
            event,
            graph.nodes[event]["label"],
            graph.nodes[event]["date"],
            end,
            graph.nodes[end]["label"],
            (sides[0][1]["label"], sides[1][1]["label"]),
            tuple(_quote(saying, read) for saying in evidence),
        )

    return [step(*part) for part in zip(nodes[::2], nodes[1::2], nodes[2::2], strict=False)]
