"""What holds of every page: it loads nothing, runs only its own scripts, keeps texts texts and captives unnamed."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.pages.shell import ASSETS

from ..conftest import HOSTILE
from .conftest import PAGES, Parsed

LOADING = {"srcset", "data", "poster", "background", "action", "formaction", "ping"}
UNSAFE = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "javascript:")
NETWORK = ("fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "importScripts")
SCRIPTS = sorted(path.name for path in ASSETS.glob("*.js"))
STYLES = sorted(path.name for path in ASSETS.glob("*.css"))


def test_nothing_is_loaded(page: Parsed) -> None:
    assert len(page.tags) > 30
    for tag, attributes in page.tags:
        assert tag not in ("iframe", "object", "embed", "base"), tag
        assert not LOADING & set(attributes), (tag, attributes)
        assert (attributes.get("src") or "data:").startswith("data:"), attributes
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        href = attributes.get("href") or "#"
        assert href.startswith("#") or href == "data:," or (tag == "a" and href.startswith("https://example.org/")), (
            href
        )


def test_the_policy_lets_only_its_own_scripts_run(page: Parsed) -> None:
    policy = next(a["content"] or "" for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-") or "script-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    kinds = [attributes.get("type") for tag, attributes in page.tags if tag == "script"]
    run = [script for script, kind in zip(page.scripts, kinds, strict=True) if kind is None]
    hashes = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in run]
    assert re.findall(r"'sha256-([^']+)'", policy) == hashes


def test_hostile_text_stays_text(page: Parsed) -> None:
    """What a document says is in the data or in the words; no tag comes of it, and the data can't end their element."""
    assert "alert(" in page.text
    assert HOSTILE["title"] not in page.text
    assert HOSTILE["name"] not in page.text
    for script, (_, attributes) in zip(page.scripts, [row for row in page.tags if row[0] == "script"], strict=True):
        assert not (attributes.get("type") and set(script) & set("<>&\u2028\u2029"))


def test_turned_text_is_made_visible(page: Parsed) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x0b]", page.text)


def test_what_was_read(page: Parsed) -> None:
    words = " ".join(" ".join(page.words).split())
    assert "Read: 5 documents of 5 publishers; published 4 Mar 2024 to 1 Jun 2024; English." in words
    assert "Names of private persons in captivity are withheld" in words
    assert {"Northern Wire", "Village Observer"} <= set(page.words)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_captives_are_not_named(name: str, store: EmbeddedStore, pages: dict[str, Parsed]) -> None:
    assert "Placeholder" not in pages[name].text
    assert "Restricted:" not in pages[name].text
    named = PAGES[name](store, True).html
    assert "Restricted: names and personal data of private persons in captivity are shown." in named


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_same_bytes_each_time(name: str, store: EmbeddedStore, pages: dict[str, Parsed]) -> None:
    assert PAGES[name](store, False).html == pages[name].text


@pytest.mark.parametrize("name", SCRIPTS)
def test_own_scripts_make_no_markup_and_ask_no_host(name: str) -> None:
    source = (ASSETS / name).read_text(encoding="utf-8")
    assert not [word for word in (*UNSAFE, *NETWORK) if word in source]
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", source)


@pytest.mark.parametrize("name", STYLES)
def test_own_styles_ask_no_host(name: str) -> None:
    style = (ASSETS / name).read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
