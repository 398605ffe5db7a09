"""What holds of every page in a browser: it asks no host, complains of nothing and fits; harm stays text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ..conftest import HOSTILE
from ..pages.conftest import PAGES
from .conftest import NARROW, WIDE, Open, Screen

pytestmark = pytest.mark.browser

NAMES = sorted(PAGES)
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


def test_every_page_is_here() -> None:
    assert len(NAMES) == 6


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_it_opens_and_fits(name: str, screen: Screen, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name], screen).page
    assert page.locator("h1").is_visible()
    assert page.locator("#withheld").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= screen[0]


@pytest.mark.parametrize("name", NAMES)
def test_harm_does_nothing(name: str, files: Mapping[str, Path], opened: Open) -> None:
    """Dialogs, errors and requests are watched by the fixture; here it is what became of the texts."""
    page = opened(files[name]).page
    assert page.locator("iframe, object, embed, base, [onload], [onerror]").count() == 0
    assert page.locator("script:not([type])").count() == (
        2 if name == "graph" else 1 if name in ("map", "timeline") else 0
    )
    assert page.evaluate("[...document.images].every((i) => i.src.startsWith('data:'))")
    page.locator("footer summary").click()
    publishers = page.locator("footer th[scope=row]").all_inner_texts()
    assert HOSTILE["publisher"] in publishers
    links = page.locator("a").evaluate_all("all => all.map((a) => a.href)")
    assert not [link for link in links if link.startswith("javascript")]


@pytest.mark.parametrize("name", NAMES)
def test_colours_can_be_chosen(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").select_option("dark")
    dark = page.evaluate(paper)
    assert light != dark
    page.locator("#theme").select_option("light")
    assert page.evaluate(paper) == light


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_accessibility(name: str, dark: bool, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name], dark=dark).page
    page.wait_for_timeout(200)
    if page.locator("#panel").count():
        page.evaluate("select(NODES.findIndex((node) => node.denied))")
    # axe is evaluated by the driver, past the policy that lets no foreign script into the page.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document).then(({violations, passes}) => ({violations, passes: passes.length}))")
    grave = [
        (rule["id"], rule["help"], node["html"][:120], node["failureSummary"][:200])
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
    assert grave == []
    assert found["passes"] > 15


@pytest.mark.parametrize("name", NAMES)
def test_it_prints(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert page.locator("#printed").count() == (1 if name == "graph" else 0)
    page.emulate_media(media="print")
    assert not page.locator("#theme").is_visible()
    assert page.locator("h1").is_visible()
    if page.locator("#filters").count():
        assert not page.locator("#filters").is_visible()
