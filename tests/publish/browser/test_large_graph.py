"""A graph of more than 300 things in a browser: it opens folded, and unfolds where it is asked to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.store import EmbeddedStore
from kg.publish.descriptions import Words
from kg.publish.pages.graph import draw
from kg.publish.pages.perspective import Scene

from .benchmark import graph
from .conftest import Open

pytestmark = pytest.mark.browser

DRAWN = "nodeSet.get({filter: (row) => !row.hidden}).length"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large") / "graph.html"
    draw(Scene(graph(420), {}, (), Words(EmbeddedStore()), "", False)).write(out)
    return out


def test_it_opens_with_its_communities(large: Path, opened: Open) -> None:
    page = opened(large).page
    number = page.evaluate("COMMUNITIES.length")
    assert 4 <= number < 60
    assert page.evaluate(DRAWN) <= number
    assert page.evaluate("[...drawnBubbles.values()].reduce((a, b) => a + b)") == page.evaluate("shown.size")
    assert page.evaluate("drawnBridges.size") > 0


def test_a_click_unfolds_one_community(large: Path, opened: Open) -> None:
    page = opened(large).page
    before = page.evaluate(DRAWN)
    at = page.evaluate("network.canvasToDOM(network.getPosition(bubbleId(0)))")
    frame = page.locator("#canvas canvas").bounding_box()
    assert frame
    page.mouse.click(frame["x"] + at["x"], frame["y"] + at["y"])
    page.wait_for_function("!folded.has(0)")
    assert page.evaluate(DRAWN) == before - 1 + page.evaluate(
        "COMMUNITIES[0].filter((index) => shown.has(index)).length"
    )


def test_all_unfold_and_fold_again(large: Path, opened: Open) -> None:
    page = opened(large).page
    before = page.evaluate(DRAWN)
    page.locator("#unfold").click()
    assert page.evaluate(DRAWN) == page.evaluate("shown.size")
    assert page.locator("#unfold").inner_text() == "Fold"
    page.locator("#unfold").click()
    assert page.evaluate(DRAWN) == before


def test_search_and_focus_reach_what_is_folded(large: Path, opened: Open) -> None:
    page = opened(large).page
    page.locator("#find").fill("Capture 33")
    page.keyboard.press("Enter")
    index = page.evaluate("selected")
    assert not page.evaluate(f"isFolded(NODES[{index}])")
    page.locator("#panel .focus button", has_text="1 step").click()
    assert page.evaluate(DRAWN) == page.evaluate("shown.size")
    page.locator("#whole").click()
    assert page.evaluate("folded.size") > 0


def test_filters_count_in_the_circles(large: Path, opened: Open) -> None:
    page = opened(large).page
    page.get_by_label("Capture").uncheck()
    assert page.locator("#shown").inner_text().startswith("0 events")
    page.get_by_label("Things without a link").check()
    assert page.evaluate("[...drawnBubbles.values()].reduce((a, b) => a + b)") == page.evaluate("shown.size") == 280
