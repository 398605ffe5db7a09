from __future__ import annotations

import networkx as nx
import pytest

from kg.publish.communities import OVERVIEW, apart, communities
from kg.publish.network import Graph


def rings(number: int, size: int, alone: int = 0) -> Graph:
    """Rings of nodes, each linked to the next ring once, and nodes without links."""
    made: Graph = nx.MultiDiGraph()
    made.add_nodes_from(f"alone {n}" for n in range(alone))
    for ring in range(number):
        nodes = [f"{ring} {n}" for n in range(size)]
        made.add_edges_from(zip(nodes, nodes[1:] + nodes[:1], strict=True))
        made.add_edges_from((nodes[0], node) for node in nodes[2:])
        made.add_edge(f"{ring} 0", f"{(ring + 1) % number} 0")
    return made


def test_a_small_graph_is_not_folded() -> None:
    assert not list(communities(rings(10, OVERVIEW // 10)))


@pytest.mark.parametrize("alone", [0, 7])
def test_a_large_graph_falls_into_what_is_linked(alone: int) -> None:
    graph = rings(16, 20, alone)
    found = communities(graph)
    assert sorted(node for group in found for node in group) == sorted(graph)
    assert len(found.others) == alone
    assert all(len({node.split()[0] for node in group}) <= 2 for group in found.groups)
    assert [len(group) for group in found.groups] == sorted(map(len, found.groups), reverse=True)
    assert communities(graph) == found


def test_islands_have_no_bridges() -> None:
    graph = rings(16, 20)
    found = communities(graph)
    parts = list(nx.weakly_connected_components(apart(graph, found)))
    assert sorted(map(sorted, parts)) == sorted(map(sorted, found))
