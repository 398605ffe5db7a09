"""Analyses: pairs, brokers and communities of a drawn graph, checked by hand; the command over the samples."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from typer.testing import CliRunner

from kg.cli import application
from kg.graph.store import EmbeddedStore
from kg.publish import analyses
from kg.publish.analyses import ANALYSES, Table, brokers, communities, shared, together
from kg.publish.network import Graph, network

EVENTS = {
    "v1": ("2024-08-01", "ABC"),
    "v2": ("2024-08-03", "AB"),
    "v3": ("", "CD"),
    "v4": ("2024-08-02", "DEF"),
    "v5": ("2024-08-05", "DEFP"),
    "v6": ("2024-08-06", "GPT"),
    "v7": ("2024-08-07", "AT"),
}
"""Event → date, and those around it; P is a place, and T a tank. C and D are the bridge between two triangles."""


@pytest.fixture
def drawn() -> Graph:
    graph: Graph = nx.MultiDiGraph()
    for event, (date, around) in EVENTS.items():
        graph.add_node(event, kind="Event", label=event, date=date)
        for name in around:
            graph.add_node(
                name, kind={"P": "Place", "T": "Equipment"}.get(name, "Unit"), label=f"Unit {name}", side="UA"
            )
            graph.add_edge(event, name)
    return graph


def test_places_and_equipment_link_nobody(drawn: Graph) -> None:
    links = shared(drawn)
    assert sorted(links) == list("ABCDEF")
    assert links.number_of_edges() == 7


def test_together(drawn: Graph) -> None:
    rows = [row[:5] for row in together(drawn).rows]
    assert rows[:4] == [
        ("Unit A", "Unit B", 2, "2024-08-01", "2024-08-03"),
        ("Unit D", "Unit E", 2, "2024-08-02", "2024-08-05"),
        ("Unit D", "Unit F", 2, "2024-08-02", "2024-08-05"),
        ("Unit E", "Unit F", 2, "2024-08-02", "2024-08-05"),
    ]
    assert ("Unit C", "Unit D", 1, "", "") in rows
    assert len(rows) == 7


def test_brokers(drawn: Graph) -> None:
    """Of the ten pairs of others, the six that lie across the bridge go over C, and over D."""
    assert [row[:5] for row in brokers(drawn).rows] == [
        ("Unit C", "Unit", "UA", 0.6, 3),
        ("Unit D", "Unit", "UA", 0.6, 3),
    ]


def test_brokers_of_a_large_graph_are_estimated(drawn: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analyses, "SAMPLED", 4)
    assert brokers(drawn) == brokers(drawn)
    assert {row[0] for row in brokers(drawn).rows} == {"Unit C", "Unit D"}


def test_communities(drawn: Graph) -> None:
    rows = communities(drawn).rows
    assert [row[:3] for row in rows] == [(1, 3, 2), (2, 3, 2)]
    assert {frozenset(str(row[3]).split("; ")) for row in rows} == {
        frozenset(f"Unit {name}" for name in group) for group in ("ABC", "DEF")
    }


@pytest.mark.parametrize("name", ANALYSES)
def test_nothing_gives_no_rows(name: str) -> None:
    table = ANALYSES[name](nx.MultiDiGraph())
    assert isinstance(table, Table)
    assert table.rows == ()


def test_the_parts_of_an_event_are_together(store: EmbeddedStore) -> None:
    pairs = {frozenset(row[:2]) for row in together(network(store)).rows}
    assert frozenset(("93rd Mechanized Brigade", "488th Motor Rifle Regiment")) in pairs
    assert not any("Kharkiv" in pair for pair in pairs)


def kg(store: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(application(["analyse"]), ["analyse", *words, "--store", str(store)])
    return result.exit_code, result.output


@pytest.mark.parametrize("name", ANALYSES)
def test_the_command_prints_rows(samples_store: Path, name: str) -> None:
    code, output = kg(samples_store, name, "--json")
    assert code == 0
    rows = json.loads(output)
    assert rows
    code, output = kg(samples_store, name, "--limit", "1")
    assert code == 0
    assert f"1 of {len(rows)} rows" in output or len(rows) in (1, 20)
    assert kg(samples_store, name, "--from", "1990-01-01", "--to", "1990-01-02")[1].startswith("no two share an event")
    assert kg(samples_store, name, "--about", "Atlantis")[0] == 2
