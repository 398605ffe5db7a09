"""Every page of the product, made of the small store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.pages.evidence import evidence_page
from kg.publish.pages.graph import graph_page
from kg.publish.pages.ledger import ledger_page
from kg.publish.pages.map import map_page
from kg.publish.pages.shell import Page
from kg.publish.pages.timeline import timeline_page

from ..conftest import HOSTILE, SHARED

Make = Callable[[EmbeddedStore, bool], Page]

PAGES: Mapping[str, Make] = {
    "evidence": lambda store, restricted: evidence_page(store, SHARED["v1"], include_restricted=restricted),
    "evidence of harm": lambda store, restricted: evidence_page(store, HOSTILE["name"], include_restricted=restricted),
    "graph": lambda store, restricted: graph_page(store, include_restricted=restricted),
    "ledger": lambda store, restricted: ledger_page(store, include_restricted=restricted),
    "map": lambda store, restricted: map_page(store, include_restricted=restricted),
    "timeline": lambda store, restricted: timeline_page(store, include_restricted=restricted),
}
"""Name → how the page is made; a new page is tested by its row here."""


class Parsed(HTMLParser):
    """Tags with their attributes, and the content of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] += data
        elif self.cdata_elem is None:
            self.words.append(data)


@pytest.fixture(scope="session")
def pages(store: EmbeddedStore) -> dict[str, Parsed]:
    return {name: Parsed(make(store, False).html) for name, make in PAGES.items()}


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest, pages: dict[str, Parsed]) -> Parsed:
    return pages[request.param]
