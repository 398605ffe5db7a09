"""How long a large graph takes to be drawn and to answer: `python -m tests.publish.browser.benchmark`.

Prints for 2,000 and 10,000 nodes the seconds that making the page takes, those from opening the file until a click on
the graph is answered (folded, as it opens, and unfolded as a whole), and the frames a second while it is moved.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from pathlib import Path

import networkx as nx
from playwright.sync_api import sync_playwright

from kg.graph.store import EmbeddedStore
from kg.publish.descriptions import Words
from kg.publish.network import Graph
from kg.publish.pages.graph import draw
from kg.publish.pages.perspective import Scene

SIZES = (2_000, 10_000)
PER_CLUSTER = 60

COMMON = {"names": (), "documents": 1, "publishers": 1, "contested": (), "private": False, "attributes": {}}
EVENT = COMMON | {
    "kind": "Event", "type": "Capture", "side": "", "date": "2024-08-14", "earliest": "2024-08-14",
    "latest": "2024-08-14", "counts": (), "sides": {}, "involved": ("RU", "UA"), "modalities": (), "denied": False,
}  # fmt: skip
UNIT = COMMON | {"kind": "Unit", "type": "Unit", "side": "UA", "arm": "mechanized", "echelon": "brigade", "number": "1"}


def graph(size: int) -> Graph:
    """Clusters of events with units around them, some of which have a part in other clusters."""
    chance = random.Random(size)
    made: Graph = nx.MultiDiGraph()
    for n in range(size):
        kind = EVENT if n % 3 == 0 else UNIT
        made.add_node(f"urn:{n}", **kind, label=f"{kind['type']} {n}", labels={"en": f"{kind['type']} {n}"})
    for n in range(0, size, 3):
        start = n // PER_CLUSTER * PER_CLUSTER
        for _ in range(3):
            near = chance.random() < 0.9
            other = chance.randrange(start, min(size, start + PER_CLUSTER)) if near else chance.randrange(size)
            if other % 3:
                made.add_edge(f"urn:{n}", f"urn:{other}", key="captor", label="captor", contested=False)
    return made


FRAMES = """() => new Promise((done) => {
  const start = performance.now();
  let frames = 0;
  const next = () => {
    frames += 1;
    network.moveTo({ offset: { x: frames % 2 ? 3 : -3, y: 0 } });
    if (performance.now() - start < 2000) requestAnimationFrame(next);
    else done(frames / 2);
  };
  requestAnimationFrame(next);
})"""


def main() -> None:
    """Measures and prints."""
    program = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for size in SIZES:
            start = time.perf_counter()
            page_ = draw(Scene(graph(size), {}, (), Words(EmbeddedStore()), "", False))
            making = time.perf_counter() - start
            out = Path(folder) / "graph.html"
            page_.write(out)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            start = time.perf_counter()
            page.goto(out.as_uri())
            page.mouse.click(700, 400)
            page.evaluate("new Promise(requestAnimationFrame)")
            opening = time.perf_counter() - start
            folded = page.evaluate(FRAMES)
            start = time.perf_counter()
            page.locator("#unfold").click()
            page.evaluate("new Promise(requestAnimationFrame)")
            unfolding = time.perf_counter() - start
            print(
                f"{size:>6} nodes: made in {making:.1f} s, {out.stat().st_size / 1e6:.1f} MB; open and answering in"
                f" {opening:.2f} s, {folded:.0f} frames/s; unfolded in {unfolding:.2f} s,"
                f" {page.evaluate(FRAMES):.0f} frames/s"
            )
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
