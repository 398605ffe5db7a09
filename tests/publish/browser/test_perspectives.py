"""The graph, the timeline and the map in a browser: every filter, tool and panel is used."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from kg.graph.store import EmbeddedStore
from kg.publish.pages.map import map_page

from .conftest import NARROW, Open

pytestmark = pytest.mark.browser

PERSPECTIVES = ("graph", "map", "timeline")
GROUPS = {
    "graph": ["Events", "Entities", "Side", "How sure the claim is", "Publisher", "View"],
    "map": ["Events", "Side", "How sure the claim is", "Publisher"],
    "timeline": ["Events", "Side", "How sure the claim is", "Publisher"],
}
"""Page → its groups of filters that are ticked."""

CAPTURE = "NODES.findIndex((node) => node.denied)"


def shown(page: Page) -> str:
    return page.locator("#shown").inner_text()


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_every_filter_takes_out_and_brings_back(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    before = shown(page)
    groups = page.locator("#choices fieldset", has=page.locator(".choice"))
    titles = [group.locator("legend").inner_text() for group in groups.all()]
    assert titles == GROUPS[name]
    for title, group in zip(titles, groups.all(), strict=True):
        boxes = group.locator("input[type=checkbox]").all()
        assert boxes
        if title == "View":
            continue
        for box in boxes:
            box.uncheck()
        assert shown(page) != before, title
        for box in boxes:
            box.check()
        assert shown(page) == before, title


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_nothing_is_left_without_any_type(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    for box in page.locator("#choices fieldset").first.locator("input").all():
        box.uncheck()
    assert shown(page).startswith("0 events")
    if name == "graph":
        for box in page.locator("#choices fieldset").nth(1).locator("input").all():
            box.uncheck()
    assert page.locator("#empty").is_visible()


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_days_bound_what_is_shown(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    before = shown(page)
    low, high = page.get_by_label("Not before"), page.get_by_label("Not after")
    low.focus()
    page.keyboard.press("End")
    assert shown(page) != before
    assert low.get_attribute("aria-valuetext") == "31 May 2024"
    page.keyboard.press("Home")
    assert shown(page) == before
    high.focus()
    page.keyboard.press("Home")
    assert shown(page).startswith("1 event")


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_search_finds_by_any_name_and_opens_the_panel(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    page.keyboard.press("/")
    page.keyboard.type("488th reg")
    assert page.locator("#find-note").inner_text() == "1 match"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "488th Motor Rifle Regiment"
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    page.locator("#find").fill("nobody of that name")
    assert page.locator("#find-note").inner_text() == "No match"


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_the_panel_says_everything_of_an_event(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    page.evaluate(f"select({CAPTURE}, true)")
    panel = page.locator("#panel")
    text = panel.inner_text()
    for part in (
        "Contested: count",
        "Someone denies that it happened",
        "3 documents, 3 publishers, 1 independent origin",
        "12–31 captive (Russia)",
        "3 claims",
        "Northern Wire, 4 Mar 2024",
        "denied",
        "English",
        "Ukrainian",
    ):
        assert part.lower() in text.lower(), part
    assert panel.locator("mark.agent").first.inner_text() == "93rd Mechanized Brigade"
    assert panel.locator("a").first.get_attribute("href") == "https://example.org/wire"
    for label in ("Kharkiv", "93rd Mechanized Brigade", "Mykola Prykladnyi"):
        page.evaluate(f"select({CAPTURE}, true)")
        panel.locator(".links button", has_text=label).first.click()
        assert panel.locator("h2").inner_text() == label
    panel.get_by_label("Close").click()
    assert not panel.is_visible()


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_focus_by_steps_and_back(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name]).page
    before = shown(page)
    page.evaluate("select(NODES.findIndex((node) => node.label === 'Ministry'), true)")
    counts = []
    for steps in ("1 step", "2 steps", "3 steps"):
        page.locator("#panel .focus button", has_text=steps).click()
        assert page.locator("#panel .focus button[aria-pressed=true]").inner_text() == steps
        counts.append(shown(page))
    assert counts[0] != before
    assert len(set(counts)) > 1
    page.locator("#whole").click()
    assert shown(page) == before


@pytest.mark.parametrize("name", PERSPECTIVES)
def test_filters_open_over_a_narrow_screen(name: str, files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files[name], NARROW).page
    assert not page.locator("#filters").is_visible()
    page.locator("#open-filters").click()
    assert page.locator("#filters").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#filters").is_visible()


def test_the_graph_is_drawn_and_clicked(files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files["graph"]).page
    at = page.evaluate(f"network.canvasToDOM(network.getPosition({CAPTURE}))")
    frame = page.locator("#canvas canvas").bounding_box()
    assert frame
    page.mouse.click(frame["x"] + at["x"], frame["y"] + at["y"])
    assert page.locator("#panel h2").inner_text().startswith("Capture")
    scale = page.evaluate("network.getScale()")
    page.locator("#zoom-in").click()
    assert page.evaluate("network.getScale()") > scale
    page.locator("#zoom-out").click()
    page.locator("#fit").click()
    for label in ("Words on the lines", "Who says so", "Things without a link", "Let the graph move"):
        for _ in range(2):
            page.get_by_label(label).click()


def test_the_graph_is_walked_by_keyboard(files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files["graph"]).page
    page.locator("#canvas .vis-network").focus()
    names = []
    for _ in range(3):
        page.keyboard.press("n")
        names.append(page.locator("#spoken").inner_text())
    assert len(set(names)) == 3
    page.keyboard.press("p")
    assert page.locator("#spoken").inner_text() == names[1]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


def test_a_place_in_the_address_opens_its_panel(files: Mapping[str, Path], browser: Browser) -> None:
    page = browser.new_page()
    page.goto(files["graph"].as_uri())
    iri = page.evaluate("NODES.find((node) => node.label === 'Kharkiv').iri")
    page.goto("about:blank")
    page.goto(f"{files['graph'].as_uri()}#{iri}")
    assert page.locator("#panel h2").inner_text() == "Kharkiv"
    page.close()


def test_the_timeline_by_type_and_by_side(files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files["timeline"]).page
    lanes = page.locator("#chart text.name")
    assert lanes.all_text_contents() == ["Attack  1 ", "Capture  2 1 undated"]
    page.locator("#by-side").click()
    assert [text.split("  ")[0] for text in lanes.all_text_contents()] == ["Ukraine", "Russia"]
    page.locator("#by-type").click()
    page.locator("#chart .mark").first.click()
    assert page.locator("#panel").is_visible()
    rows = page.locator("#rows .event")
    assert rows.count() == 3
    for row in rows.all():
        row.click()
        assert page.locator("#rows li.selected").count() == 1
    assert page.locator("#rows h2").all_inner_texts()[-1].startswith("Without a date")


def test_the_map_is_moved_zoomed_and_clicked(files: Mapping[str, Path], opened: Open) -> None:
    page = opened(files["map"]).page
    page.locator("#map .place").click()
    assert page.locator("#panel h2").inner_text() == "Kharkiv"
    assert "49.98° N, 36.25° E" in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    scale = page.evaluate("view.scale")
    page.locator("#zoom-in").click()
    assert page.evaluate("view.scale") > scale
    page.locator("#zoom-out").click()
    page.locator("#map").hover()
    page.mouse.wheel(0, -300)
    page.wait_for_function(f"view.scale > {scale} * 1.1")
    left = page.evaluate("view.x")
    page.mouse.down()
    page.mouse.move(300, 300, steps=4)
    page.mouse.up()
    page.wait_for_function(f"view.x !== {left}")
    page.locator("#map").focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-"):
        page.keyboard.press(key)
    page.locator("#fit").click()
    page.locator("#unplaced summary").click()
    assert page.locator("#unplaced summary").inner_text() == "2 events without a place"
    page.locator("#unplaced button").first.click()
    assert page.locator("#panel").is_visible()
    assert page.locator("#scale").inner_text().endswith(" km")


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class Tiles(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def tiles() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_tiles_are_asked_of_the_named_host_alone(
    tiles: str, store: EmbeddedStore, tmp_path: Path, browser: Browser
) -> None:
    out = tmp_path / "map.html"
    map_page(store, tiles=f"{tiles}/{{z}}/{{x}}/{{y}}.png").write(out)
    page = browser.new_page(viewport={"width": 800, "height": 600})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto(out.as_uri())
    page.wait_for_timeout(400)
    page.close()
    hosts = [url for url in asked if not url.startswith(("file:", "data:"))]
    assert hosts
    assert all(url.startswith(tiles) for url in hosts)
    assert wrong == []
