"""Communities of a large graph: what is linked more among itself than with the rest. A large page opens with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from kg.publish.network import Graph

OVERVIEW = 300
"""A graph of more nodes than that opens folded."""

_SMALLEST = 5
"""Smaller communities are put together: a circle for each would be no overview."""

_SEED = 7


@dataclass(frozen=True, slots=True)
class Communities:
    """The communities of a graph, the largest first, and what belongs to none: things with few links or without any."""

    groups: tuple[tuple[str, ...], ...] = ()
    others: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        """The communities, and then the others as one, if there are any."""
        yield from self.groups
        if self.others:
            yield self.others


def communities(graph: Graph) -> Communities:
    """The communities of a graph by Louvain's method; none where the graph is small enough to be seen as it is."""
    if len(graph) <= OVERVIEW:
        return Communities()
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((a, b) for a, b in graph.edges() if a != b))
    found = sorted(map(sorted, nx.community.louvain_communities(simple, seed=_SEED)), key=lambda c: (-len(c), c))
    large = tuple(tuple(community) for community in found if len(community) >= _SMALLEST)
    return Communities(large, tuple(sorted(iri for c in found if len(c) < _SMALLEST for iri in c)))


def apart(graph: Graph, found: Communities) -> Graph:
    """The same graph with only the edges that lie inside a community: laid out, each is an island of its own."""
    of = {iri: number for number, group in enumerate(found) for iri in group}
    made: Graph = nx.MultiDiGraph()
    made.add_nodes_from(graph)
    made.add_edges_from((a, b) for a, b in graph.edges() if of[a] == of[b])
    return made
