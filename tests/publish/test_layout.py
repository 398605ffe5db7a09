from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.publish.layout import ROOM, positions
from kg.publish.network import Graph

NAMES = [f"n{n}" for n in range(24)]


def graph_of(edges: list[tuple[str, str]]) -> Graph:
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(NAMES)
    graph.add_edges_from(edges)
    return graph


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=40))
def test_every_node_has_a_place_of_its_own(edges: list[tuple[str, str]]) -> None:
    placed = positions(graph_of(edges))
    assert set(placed) == set(NAMES)
    assert len(set(placed.values())) == len(NAMES)


def test_the_same_each_time() -> None:
    edges = [(NAMES[n], NAMES[n * 7 % 24]) for n in range(24)]
    assert positions(graph_of(edges)) == positions(graph_of(edges[::-1]))


def test_labels_have_room() -> None:
    graph: Graph = nx.MultiDiGraph(nx.relabel_nodes(nx.barabasi_albert_graph(120, 1, seed=3), str))
    placed = positions(graph)
    close = [
        (a, b)
        for a, b in itertools.combinations(placed.values(), 2)
        if abs(a[0] - b[0]) < ROOM[0] / 2 and abs(a[1] - b[1]) < ROOM[1] / 2
    ]
    assert len(close) <= 3


def test_parts_lie_apart() -> None:
    edges = [("n0", "n1"), ("n2", "n3"), ("n4", "n5")]
    placed = positions(graph_of(edges))
    for (a, _), (b, _) in itertools.combinations(edges, 2):
        assert abs(placed[a][0] - placed[b][0]) >= ROOM[0] / 2 or abs(placed[a][1] - placed[b][1]) >= ROOM[1] / 2


def test_nothing_to_place() -> None:
    assert positions(nx.MultiDiGraph()) == {}
