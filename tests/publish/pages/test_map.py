from __future__ import annotations

import json
from typing import Any

import networkx as nx
import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.network import Cut, Graph
from kg.publish.pages.map import TilesError, events_at, map_page

from ..conftest import SHARED
from .conftest import Parsed

TILES = "https://tile.example.org/{z}/{x}/{y}.png"


def data_of(html: str) -> Any:
    return json.loads(Parsed(html).scripts[0])


def test_events_stand_at_their_places(store: EmbeddedStore) -> None:
    data = data_of(map_page(store).html)
    (place,) = data["places"]
    assert (place["spread"], place["near"]) == (0, True)
    assert data["nodes"][place["node"]]["iri"] == SHARED["e4"]
    assert {data["nodes"][int(event)]["iri"]: at for event, at in data["at"].items()} == {SHARED["v1"]: [0]}
    assert len(data["basemap"]["regions"]) > 80


def test_no_host_is_allowed_but_that_of_the_tiles(store: EmbeddedStore) -> None:
    assert "img-src data:;" in map_page(store).html
    tiled = map_page(store, tiles=TILES).html
    assert "img-src data: https://tile.example.org;" in tiled
    assert data_of(tiled)["tiles"] == TILES


@pytest.mark.parametrize("tiles", ["tile.example.org", "javascript:{z}{x}{y}", "https://tile.example.org/{z}/{x}.png"])
def test_bad_tiles(tiles: str, store: EmbeddedStore) -> None:
    with pytest.raises(TilesError, match="tiles are wanted as"):
        map_page(store, tiles=tiles)


def graph_of(*places: str) -> Graph:
    made: Graph = nx.MultiDiGraph()
    made.add_node("event", kind="Event")
    for place in places:
        made.add_node(place, kind="Place", lat=None if place == "nowhere" else 50.0, lon=30.0)
        made.add_edge("event", place, key="place")
    return made


@pytest.mark.parametrize(
    ("places", "at"),
    [
        (("village",), ["village"]),
        (("village", "oblast"), ["village"]),
        (("village", "town", "oblast"), ["town", "village"]),
        (("oblast",), ["oblast"]),
        (("nowhere", "oblast"), ["oblast"]),
        (("nowhere",), None),
    ],
)
def test_what_holds_another_place_gives_way(places: tuple[str, ...], at: list[str] | None) -> None:
    within = {("village", "oblast"), ("town", "oblast"), ("nowhere", "oblast")}
    assert events_at(graph_of(*places), within) == ({"event": at} if at else {})


def test_a_cut_map(store: EmbeddedStore) -> None:
    assert data_of(map_page(store, Cut(types=("Attack",))).html)["places"] == []
