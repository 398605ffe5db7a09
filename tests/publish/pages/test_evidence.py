from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.store import EmbeddedStore
from kg.publish.network import CutError
from kg.publish.pages.evidence import Highlight, evidence_page, latin, segments

from ..conftest import CAPTIVE, HOSTILE, SHARED
from .conftest import Parsed


@pytest.fixture(scope="module")
def event(pages: dict[str, Parsed]) -> Parsed:
    return pages["evidence"]


def words(parsed: Parsed) -> str:
    return " ".join(" ".join(parsed.words).split())


def test_it_needs_no_script(event: Parsed) -> None:
    assert [attributes.get("type") for tag, attributes in event.tags if tag == "script"] == ["application/ld+json"]
    assert SHARED["v1"] in {node["@id"] for node in json.loads(event.scripts[0])}


def test_everything_that_is_said_of_an_event(event: Parsed) -> None:
    text = words(event)
    for part in (
        "3 documents 3 publishers 1 independent origin denied by someone contested: count",
        "Did it happen? it happened 1 independent origin",
        "Count: captive (Russia) 12 captive (Russia) 1 independent origin",
        "captured capture 12 soldiers of the 488th Motor Rifle Regiment captive near Kharkiv place",
        "The claims (SPARQL)",
    ):
        assert part in text
    marks = [attributes["class"] for tag, attributes in event.tags if tag == "mark"]
    assert marks.count("agent") == 4  # three sentences and the key
    assert marks.count("patient") == 4
    hashes = [word for word in event.words if len(word) == 64]
    assert len(hashes) == 3


@pytest.mark.parametrize(
    ("what", "heading"),
    [
        ("Kharkiv", "Kharkiv"),
        ("93rd Mechanized Brigade", "93rd Mechanized Brigade"),
        ("Mykola Prykladnyi", "Mykola Prykladnyi"),
        (SHARED["v1"], "Capture · 12 RU · Kharkiv · 3 Mar 2024"),
        (SHARED["v1"].rsplit("/", 1)[1], "Capture · 12 RU · Kharkiv · 3 Mar 2024"),
    ],
)
def test_a_thing_by_name_by_id_and_by_iri(what: str, heading: str, store: EmbeddedStore) -> None:
    assert f"<h1><bdi>{heading}</bdi></h1>" in evidence_page(store, what).html


def test_an_unknown_name_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(CutError, match="Atlantis"):
        evidence_page(store, "Atlantis")


def test_a_hostile_name_is_text(store: EmbeddedStore) -> None:
    parsed = Parsed(evidence_page(store, HOSTILE["name"]).html)
    assert HOSTILE["name"] in parsed.words
    assert not [attributes for _, attributes in parsed.tags if any(name.startswith("on") for name in attributes)]
    links = [str(attributes.get("href")) for tag, attributes in parsed.tags if tag == "a"]
    assert links
    assert not [link for link in links if "javascript" in link]


def test_a_withheld_name_stands_where_it_is_asked_for(store: EmbeddedStore) -> None:
    named = evidence_page(store, CAPTIVE, include_restricted=True)
    assert f"<h1><bdi>{CAPTIVE}</bdi></h1>" in named.html
    with pytest.raises(CutError):
        evidence_page(store, CAPTIVE)


@pytest.mark.parametrize(
    ("text", "lang", "spelt"),
    [
        ("Курщині", "uk", "Kurshchyni"),
        ("Курск", "ru", "Kursk"),
        ("Kursk", "uk", ""),
        ("Курск", "en", ""),
        ("102", "uk", ""),
    ],
)
def test_names_in_latin_letters(text: str, lang: str, spelt: str) -> None:
    assert latin(text, lang) == spelt


HIGHLIGHTS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda p: Highlight(p[0], p[0] + p[1], "agent", "captor", ""))
)


@given(st.text(min_size=40), HIGHLIGHTS)
def test_segments_join_to_the_quote(quote: str, highlights: list[Highlight]) -> None:
    parts = segments(quote, highlights)
    assert "".join(part["text"] for part in parts) == quote
    assert bool(highlights) == any(part["group"] for part in parts)
