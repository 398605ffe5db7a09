"""Events in time as a page: by type and by side, with a range of days where no day is told."""

from __future__ import annotations

from kg.graph.store import Store
from kg.publish.network import Cut
from kg.publish.pages.perspective import carried, scene
from kg.publish.pages.shell import Page, render

SCRIPTS = ("state.js", "filters.js", "panel.js", "perspective.js", "timeline.js", "main.js")

TITLE = "Timeline of events"


def timeline_page(store: Store, cut: Cut | None = None, *, include_restricted: bool = False) -> Page:
    """The timeline of a store, or of a part of it.

    Raises CutError where `cut.about` names nothing, or several things.
    """
    seen = scene(store, cut, restricted=include_restricted)
    html = render(
        "timeline.html",
        title=f"{seen.name} · {TITLE}" if seen.name else TITLE,
        read=seen.read.values(),
        styles=("perspective.css", "timeline.css"),
        scripts=SCRIPTS,
        data=carried(seen),
        restricted=include_restricted,
        stage="Timeline",
    )
    return Page(html, seen.shows)
