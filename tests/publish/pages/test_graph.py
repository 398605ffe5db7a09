from __future__ import annotations

import json
from typing import Any

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.network import Cut, CutError
from kg.publish.pages.graph import graph_page
from kg.publish.pages.shell import ASSETS

from .conftest import Parsed


@pytest.fixture(scope="module")
def parsed(pages: dict[str, Parsed]) -> Parsed:
    return pages["graph"]


def data_of(parsed: Parsed) -> Any:
    return json.loads(parsed.scripts[0])


def test_only_web_addresses_become_links() -> None:
    source = (ASSETS / "panel.js").read_text(encoding="utf-8")
    assert source.count("href:") == 1
    assert r"if (/^https?:\/\//i.test(document_.url)) line.append" in source


def test_what_the_page_carries(parsed: Parsed) -> None:
    data = data_of(parsed)
    assert len(data["documents"]) == 5
    assert len(data["nodes"]) == 11
    labels = [node["label"] for node in data["nodes"]]
    capture = next(n for n, node in enumerate(data["nodes"]) if node["kind"] == "Event" and node["denied"])
    said = [s for s in data["sayings"] if s["subject"] == capture]
    assert [data["documents"][s["document"]]["publisher"] for s in said] == [
        "Northern Wire",
        "Capital Gazette",
        "Steppe Herald",
    ]
    assert [s["modality"] for s in said] == ["claimed", "claimed", "denied"]
    assert {labels[s["by"]] for s in said} == {"Mykola Prykladnyi"}
    assert data["nodes"][capture]["origins"] == 1
    assert {node["symbol"] for node in data["nodes"]} <= set(data["symbols"])
    assert all(edge["label"] for edge in data["edges"])
    assert any(document["title"].startswith("</script><script>") for document in data["documents"])
    assert any(node["label"].startswith("<img src=") for node in data["nodes"])
    assert "abc\ufffdfed\ufffdghi\ufffd" in labels


def test_a_captive_is_named_where_that_is_asked_for(store: EmbeddedStore) -> None:
    assert "Placeholder Captive" in graph_page(store, include_restricted=True).html


def test_a_cut_page(store: EmbeddedStore) -> None:
    page = graph_page(store, Cut(about="93rd Mechanized Brigade"))
    data = data_of(Parsed(page.html))
    assert page.shows == "1 event and 1 entity"
    assert "<title>93rd Mechanized Brigade · War news graph</title>" in page.html
    assert data["nodes"][data["about"]]["label"] == "93rd Mechanized Brigade"
    assert len(data["nodes"]) == 2
    assert {s["claimant"] for s in data["sayings"] if s["by"] < 0} <= {"", "Mykola Prykladnyi"}


def test_an_unknown_name_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(CutError, match="Atlantis"):
        graph_page(store, Cut(about="Atlantis"))


def test_an_empty_store() -> None:
    page = graph_page(EmbeddedStore())
    assert page.shows == "0 events and 0 entities"
    assert data_of(Parsed(page.html))["nodes"] == []
