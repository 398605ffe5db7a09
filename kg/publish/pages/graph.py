"""The graph as a page: entities and events, drawn by the vis-network that the pyvis package brings."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kg.graph.store import Store
from kg.publish.communities import apart, communities
from kg.publish.layout import positions
from kg.publish.network import Cut
from kg.publish.pages.perspective import Scene, carried, scene
from kg.publish.pages.shell import Page, render

SCRIPTS = ("state.js", "filters.js", "panel.js", "perspective.js", "overview.js", "graph.js", "main.js")
LIBRARY = Path("templates/lib/vis-9.1.2/vis-network.min.js")

TITLE = "War news graph"


def graph_library() -> str:
    """The source of vis-network. The package is not imported: that would bring IPython with it."""
    spec = find_spec("pyvis")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / LIBRARY).read_text(encoding="utf-8")


def draw(seen: Scene) -> Page:
    """The interactive graph of a scene; more than a few hundred things are folded into their communities."""
    data = carried(seen)
    found = communities(seen.graph)
    index = {iri: n for n, iri in enumerate(seen.graph)}
    data["communities"] = [[index[iri] for iri in group] for group in found]
    data["others"] = len(found.groups) if found.others else -1
    places = positions(apart(seen.graph, found) if found.groups else seen.graph)
    for node in data["nodes"]:
        node["x"], node["y"] = places[node["iri"]]
    html = render(
        "graph.html",
        title=f"{seen.name} · {TITLE}" if seen.name else TITLE,
        read=seen.read.values(),
        styles=("perspective.css",),
        scripts=SCRIPTS,
        library=graph_library(),
        data=data,
        restricted=seen.restricted,
        stage="Graph",
    )
    return Page(html, seen.shows)


def graph_page(store: Store, cut: Cut | None = None, *, include_restricted: bool = False) -> Page:
    """The interactive graph of a store, or of a part of it.

    Raises CutError where `cut.about` names nothing, or several things.
    """
    return draw(scene(store, cut, restricted=include_restricted))
