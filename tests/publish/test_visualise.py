from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.store import EmbeddedStore
from kg.publish.network import Cut, CutError
from kg.publish.visualise import ASSETS, SCRIPTS, embedded, page, view

LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}
UNSAFE = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "javascript:")
NETWORK = ("fetch(", "XMLHttpRequest", "WebSocket", "EventSource", "sendBeacon", "import(", "importScripts")


class Page(HTMLParser):
    """Tags with their attributes, and the content of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and self.scripts and self.in_script:
            self.scripts[-1] += data

    @property
    def in_script(self) -> bool:
        return self.cdata_elem == "script"


def written(store: EmbeddedStore, folder: Path, cut: Cut | None = None, *, restricted: bool = False) -> str:
    out = folder / "graph.html"
    view(store, out, cut, include_restricted=restricted)
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(store, tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def parsed(text: str) -> Page:
    return Page(text)


def data_of(parsed: Page) -> Any:
    return json.loads(parsed.scripts[0])


def test_nothing_is_loaded(parsed: Page, text: str) -> None:
    assert len(parsed.tags) > 30
    for tag, attributes in parsed.tags:
        assert tag not in ("iframe", "object", "embed", "base", "img"), tag
        assert not LOADING & set(attributes), (tag, attributes)
        href = attributes.get("href") or "#"
        assert href.startswith("#") or href == "data:,", href
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_lets_only_its_own_scripts_run(parsed: Page) -> None:
    policy = next(a["content"] or "" for tag, a in parsed.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert len(parsed.scripts) == 3
    hashes = re.findall(r"'sha256-([^']+)'", policy)
    assert hashes == [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in parsed.scripts[1:]
    ]


def test_hostile_text_stays_text(parsed: Page, text: str) -> None:
    """It stands in the data, and nowhere else; the data can't end their element."""
    assert not set(parsed.scripts[0]) & set("<>&\u2028\u2029")
    carried, library, _ = parsed.scripts
    assert "alert(" not in text.replace(carried, "").replace(library, "")
    assert text.count("<script") == 3 + sum(script.count("<script") for script in parsed.scripts)
    data = data_of(parsed)
    assert any(document["title"].startswith("</script><script>") for document in data["documents"])
    assert any(node["label"].startswith("<img src=") for node in data["nodes"])


def test_turned_text_is_made_visible(parsed: Page) -> None:
    data = data_of(parsed)
    assert "abc\ufffdfed\ufffdghi\ufffd" in [node["label"] for node in data["nodes"]]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x0b]", json.dumps(data, ensure_ascii=False))


@pytest.mark.parametrize("name", SCRIPTS)
def test_own_scripts_make_no_markup_and_ask_no_host(name: str) -> None:
    source = (ASSETS / name).read_text(encoding="utf-8")
    assert not [word for word in (*UNSAFE, *NETWORK) if word in source]
    assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", source)


def test_only_web_addresses_become_links() -> None:
    source = (ASSETS / "panel.js").read_text(encoding="utf-8")
    assert source.count("href:") == 1
    assert r"if (/^https?:\/\//i.test(document_.url)) line.append" in source


def test_every_element_that_the_scripts_ask_for_is_there(parsed: Page) -> None:
    ids = {attributes["id"] for _, attributes in parsed.tags if "id" in attributes}
    asked = {found for name in SCRIPTS for found in re.findall(r'byId\("([\w-]+)"\)', (ASSETS / name).read_text())}
    assert len(asked) > 12
    assert asked <= ids


def test_what_the_page_carries(parsed: Page) -> None:
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
    assert {node["symbol"] for node in data["nodes"]} <= set(data["symbols"])
    assert all(edge["label"] for edge in data["edges"])


def test_captives_are_not_named(store: EmbeddedStore, text: str, tmp_path: Path) -> None:
    assert "Placeholder" not in text
    assert data_of(Page(text))["restricted"] is False
    named = written(store, tmp_path, restricted=True)
    assert "Placeholder Captive" in named
    assert data_of(Page(named))["restricted"] is True


def test_the_same_bytes_each_time(store: EmbeddedStore, text: str, tmp_path: Path) -> None:
    assert written(store, tmp_path) == text


def test_a_cut_page(store: EmbeddedStore, tmp_path: Path) -> None:
    text = written(store, tmp_path, Cut(about="93rd Mechanized Brigade"))
    data = data_of(Page(text))
    assert "<title>93rd Mechanized Brigade · War news graph</title>" in text
    assert data["nodes"][data["about"]]["label"] == "93rd Mechanized Brigade"
    assert len(data["nodes"]) == 2
    assert {s["claimant"] for s in data["sayings"] if s["by"] < 0} <= {"", "Mykola Prykladnyi"}


def test_an_unknown_name_writes_nothing(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(CutError, match="Atlantis"):
        written(store, tmp_path, Cut(about="Atlantis"))
    assert not list(tmp_path.iterdir())


def test_a_hostile_title(store: EmbeddedStore, tmp_path: Path) -> None:
    text = written(store, tmp_path, Cut(about='<img src="http://tracker.invalid/x.png" onerror="alert(1)">'))
    assert "<title>&lt;img src=&quot;" in text
    assert not [tag for tag, _ in Page(text).tags if tag == "img"]


def test_an_empty_store(tmp_path: Path) -> None:
    assert data_of(Page(written(EmbeddedStore(), tmp_path)))["nodes"] == []


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
def test_embedding_keeps_lengths(value: str) -> None:
    assert len(json.loads(embedded(value))) == len(value)


def test_markers_in_data_are_no_markers() -> None:
    assert page({"nodes": ["{{script}}"]}, "{{style}}").count("{{s") == 3
