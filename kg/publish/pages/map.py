"""Events on a map as a page: a dot where a place is named, an area where only a region or a country is told."""

from __future__ import annotations

import math
from typing import Any

from kg.graph.store import Store
from kg.graph.vocabulary import KG
from kg.publish.basemap import SPREAD, lines
from kg.publish.descriptions import local_name, rows
from kg.publish.network import EVENT, Cut, Graph
from kg.publish.pages.perspective import PLACED, carried, scene
from kg.publish.pages.shell import Page, host, render

SCRIPTS = ("state.js", "filters.js", "panel.js", "perspective.js", "map.js", "main.js")

TITLE = "Map of events"

_MIDDLE = (49.0, 33.0)
_NEAR = 16.0
"""Degrees from the middle of Ukraine within which a place is in view when the page opens."""


class TilesError(ValueError):
    """An address of tiles that is no web address, or that lacks one of its parts."""


def _check(tiles: str) -> None:
    if tiles and not (
        tiles.startswith(("https://", "http://")) and all(part in tiles for part in ("{z}", "{x}", "{y}"))
    ):
        raise TilesError(f"{tiles}: tiles are wanted as https://HOST/{{z}}/{{x}}/{{y}}.png")


def _within(store: Store) -> set[tuple[str, str]]:
    """Places with what they lie in."""
    return {(inner.value, outer.value) for inner, outer in rows(store, f"SELECT ?a ?b WHERE {{ ?a {KG.within} ?b }}")}


def events_at(graph: Graph, within: set[tuple[str, str]]) -> dict[str, list[str]]:
    """Event → its places that have a position, without those that hold another of them."""
    found = {}
    for event, node in graph.nodes(data=True):
        if node["kind"] != EVENT:
            continue
        places = [
            place
            for _, place, role in graph.out_edges(event, keys=True)
            if role in PLACED and graph.nodes[place].get("lat") is not None
        ]
        places = [place for place in places if not any((other, place) in within for other in places)]
        if places:
            found[event] = sorted(set(places))
    return found


def _place_row(iri: str, node: dict[str, Any], number: int) -> dict[str, Any]:
    kind = node["attributes"].get("kind", "")
    lat, lon = node["lat"], node["lon"]
    return {
        "node": number,
        "id": local_name(iri),
        "lat": lat,
        "lon": lon,
        "spread": SPREAD.get(kind, 0),
        "near": kind != "country" and math.hypot(lat - _MIDDLE[0], (lon - _MIDDLE[1]) * 0.66) < _NEAR,
    }


def map_page(store: Store, cut: Cut | None = None, *, tiles: str = "", include_restricted: bool = False) -> Page:
    """The map of a store, or of a part of it. `tiles` is the address of a tile server, which the page then asks.

    Raises CutError where `cut.about` names nothing, or several things, and TilesError.
    """
    _check(tiles)
    seen = scene(store, cut, restricted=include_restricted)
    index = {iri: n for n, iri in enumerate(seen.graph)}
    at = events_at(seen.graph, _within(store))
    places = sorted({place for found in at.values() for place in found})
    number = {place: n for n, place in enumerate(places)}
    data = carried(seen) | {
        "basemap": lines(),
        "places": [_place_row(place, seen.graph.nodes[place], index[place]) for place in places],
        "at": {index[event]: [number[place] for place in found] for event, found in at.items()},
        "tiles": tiles,
    }
    html = render(
        "map.html",
        title=f"{seen.name} · {TITLE}" if seen.name else TITLE,
        read=seen.read.values(),
        styles=("perspective.css", "basemap.css", "map.css"),
        scripts=SCRIPTS,
        data=data,
        restricted=include_restricted,
        images=host(tiles) if tiles else "",
        stage="Map",
    )
    return Page(html, seen.shows)
