"""The evidence and the ledger in a browser: they are read from top to bottom, and every part that opens is opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.pages.ledger import ledger_page

from .conftest import NARROW, WIDE, Open, Screen

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=str)
def test_evidence(screen: Screen, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files["evidence"], screen).page
    assert page.locator("h2").all_inner_texts() == [
        "What is known",
        "When",
        "Where they differ",
        "What the documents say",
        "Every claim",
        "Who and where",
        "The documents that were read",
        "How to check it",
    ]
    assert page.locator(".map .point").count() == 1
    assert page.locator(".timeline .published").count() == 3
    for details in page.locator("details").all():
        details.locator("summary").click()
        assert details.evaluate("(part) => part.open")
    assert page.locator("pre").first.inner_text().count("kg:subject") >= 2
    link = page.locator(".voices a").first
    link.click()
    target = page.locator(str(link.get_attribute("href")))
    assert target.locator("blockquote").is_visible()
    assert "93rd Mechanized Brigade" in target.inner_text()


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=str)
def test_ledger(screen: Screen, exchanges: EmbeddedStore, tmp_path: Path, opened: Open) -> None:
    out = tmp_path / "ledger.html"
    ledger_page(exchanges).write(out)
    page = opened(out, screen).page
    assert page.locator(".chart").locator("visible=true").count() == 1
    assert page.locator(".chart:visible .run").count() == 2
    assert page.locator(".chart:visible .stated").count() == 1
    for details in page.locator("main details").all():
        details.locator("summary").click()
        assert details.locator("pre, table").is_visible()
    assert page.locator("section[aria-labelledby=exchanges] tbody tr").count() == 2
