from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publish.claims import Source
from kg.publish.pages.shell import clean, day, embedded, host, reading, render, web_address

DAYS = [
    ("2024-08-15", "15 Aug 2024"),
    ("2024-08", "Aug 2024"),
    ("2024", "2024"),
    ("", ""),
    ("on Thursday", "on Thursday"),
]

ADDRESSES = [
    ("https://example.org/a", "https://example.org/a"),
    ("HTTP://example.org", "HTTP://example.org"),
    ("javascript:alert(1)", ""),
    (" https://example.org", ""),
    ("data:text/html,x", ""),
    ("", ""),
]


def source(publisher: str, published: str, lang: str) -> Source:
    return Source("iri", "id", "title", publisher, published, lang, "", "sha")


@pytest.mark.parametrize(("value", "words"), DAYS)
def test_days_in_words(value: str, words: str) -> None:
    assert day(value) == words


@pytest.mark.parametrize(("url", "link"), ADDRESSES)
def test_only_web_addresses_become_links(url: str, link: str) -> None:
    assert web_address(url) == link


def test_the_host_of_an_address() -> None:
    assert host("https://tile.example.org/{z}/{x}/{y}.png") == "https://tile.example.org"


def test_what_was_read() -> None:
    read = [source("B", "2024-03-02", "uk"), source("", "", "en"), source("B", "2024-03-05", "uk")]
    said = reading(read)
    assert said["summary"] == "3 documents of 1 publisher; published 2 Mar 2024 to 5 Mar 2024; Ukrainian, English"
    assert said["publishers"] == [("", 1, "", "", "English"), ("B", 2, "2024-03-02", "2024-03-05", "Ukrainian")]
    assert reading([])["summary"] == "0 documents"


def test_titles_and_markers_are_escaped() -> None:
    html = render("graph.html", title="<b>{{ title }}\u202e</b>", read=(), styles=(), stage="x")
    assert "<title>&lt;b&gt;{{ title }}\ufffd&lt;/b&gt;</title>" in html


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["C"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc<>&", max_size=5), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_embedding_keeps_every_value(value: object) -> None:
    text = embedded(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@given(st.text())
def test_cleaning_keeps_offsets(text: str) -> None:
    assert len(clean(text)) == len(text)
