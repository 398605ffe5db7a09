"""Analyses of who shares events with whom: pairs, brokers, communities, each as a table.

Two persons, units or organizations share an event where each has a part in it or tells of it. A place or a kind of
equipment links nobody: two things that happened in one country have nothing to do with each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from kg.publish.network import ACTORS, EVENT, Graph

Cell: TypeAlias = str | int | float

SAMPLED = 1000
"""Entities that shortest paths are counted from; in a graph of more, betweenness is estimated from so many of them."""

_SEED = 7


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under the names of their columns, the weightiest first."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def shared(graph: Graph) -> nx.Graph[str]:
    """The entities of a projection, each pair linked by the events that they share; those without a link left out."""
    made: nx.Graph[str] = nx.Graph()
    for event, node in graph.nodes(data=True):
        if node["kind"] != EVENT:
            continue
        around = sorted(n for n in set(nx.all_neighbors(graph, event)) if graph.nodes[n]["kind"] in ACTORS)
        for one, other in itertools.combinations(around, 2):
            if not made.has_edge(one, other):
                made.add_edge(one, other, events=[])
            made.edges[one, other]["events"].append(event)
    return made


def together(graph: Graph) -> Table:
    """Who appears with whom, in how many events, from when to when."""
    rows = []
    for one, other, link in shared(graph).edges(data=True):
        dates = sorted(date for event in link["events"] if (date := graph.nodes[event]["date"]))
        one, other = sorted((one, other), key=lambda iri: (graph.nodes[iri]["label"], iri))
        span = (dates[0], dates[-1]) if dates else ("", "")
        rows.append((graph.nodes[one]["label"], graph.nodes[other]["label"], len(link["events"]), *span, one, other))
    rows.sort(key=lambda row: (-row[2], row))
    return Table(("one", "other", "events", "first", "last", "one_id", "other_id"), tuple(rows))


def brokers(graph: Graph) -> Table:
    """Who stands between others: betweenness, the share of shortest paths between any two others that lead over it."""
    links = shared(graph)
    sample = SAMPLED if len(links) > SAMPLED else None
    between = nx.betweenness_centrality(links, k=sample, seed=_SEED)
    rows = [
        (
            graph.nodes[iri]["label"],
            graph.nodes[iri]["kind"],
            graph.nodes[iri]["side"],
            round(value, 4),
            links.degree(iri),
            iri,
        )
        for iri, value in between.items()
        if value
    ]
    rows.sort(key=lambda row: (-row[3], row))
    return Table(("name", "kind", "side", "betweenness", "linked_to", "id"), tuple(rows))


def communities(graph: Graph) -> Table:
    """Groups that share events more among themselves than with others, by Louvain's method, weighted by the events."""
    links = shared(graph)
    for *_, link in links.edges(data=True):
        link["weight"] = len(link["events"])
    groups = [sorted(group) for group in nx.community.louvain_communities(links, seed=_SEED)]
    rows = []
    for number, group in enumerate(sorted(groups, key=lambda g: (-len(g), g)), 1):
        members = sorted(group, key=lambda iri: (-links.degree(iri, weight="weight"), graph.nodes[iri]["label"], iri))
        events = {event for *_, link in links.subgraph(group).edges(data=True) for event in link["events"]}
        rows.append((number, len(group), len(events), "; ".join(graph.nodes[iri]["label"] for iri in members)))
    return Table(("community", "members", "events", "names"), tuple(rows))


ANALYSES: Mapping[str, Callable[[Graph], Table]] = {
    "together": together,
    "brokers": brokers,
    "communities": communities,
}
