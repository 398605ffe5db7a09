"""What the graph, the timeline and the map share."""

from __future__ import annotations

import json
import re

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.network import Cut
from kg.publish.pages import graph, timeline
from kg.publish.pages import map as map_
from kg.publish.pages.perspective import carried, scene
from kg.publish.pages.shell import ASSETS

from ..conftest import SHARED
from .conftest import Parsed

SCRIPTS = {"graph": graph.SCRIPTS, "map": map_.SCRIPTS, "timeline": timeline.SCRIPTS}


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_every_element_that_the_scripts_ask_for_is_there(name: str, pages: dict[str, Parsed]) -> None:
    ids = {attributes["id"] for _, attributes in pages[name].tags if "id" in attributes}
    sources = [(ASSETS / script).read_text(encoding="utf-8") for script in SCRIPTS[name]]
    asked = {found for source in sources for found in re.findall(r'byId\("([\w-]+)"\)', source)}
    assert len(asked) > 12
    assert asked <= ids


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_they_carry_the_same(name: str, pages: dict[str, Parsed], store: EmbeddedStore) -> None:
    data = json.loads(pages[name].scripts[0])
    own = carried(scene(store))
    assert [node["iri"] for node in data["nodes"]] == [node["iri"] for node in own["nodes"]]
    assert len(data["sayings"]) == len(own["sayings"]) > 4


def test_a_place_says_no_more_than_it_knows(store: EmbeddedStore) -> None:
    (place,) = [node for node in carried(scene(store))["nodes"] if node["kind"] == "Place"]
    assert place["position"] == "49.98° N, 36.25° E"
    assert "lat" not in place


def test_marks_have_a_group(store: EmbeddedStore) -> None:
    groups = carried(scene(store))["groups"]
    assert groups["subject"] == "subject"
    assert (groups["captor"], groups["captive"], groups["place"]) == ("agent", "patient", "place")
    assert groups["position"] == "other"


def test_what_a_scene_shows(store: EmbeddedStore) -> None:
    seen = scene(store, Cut(about="Kharkiv"))
    assert (seen.name, seen.middle, seen.shows) == ("Kharkiv", SHARED["e4"], "1 event and 1 entity")
