"""kg timeline: events in time as a page."""

from __future__ import annotations

from kg import console, options
from kg import cut_options as cuts
from kg.publish.network import CutError
from kg.publish.pages.timeline import timeline_page
from kg.settings import DEFAULT_EXPORTS

EXAMPLE = "kg timeline --type PrisonerExchange --from 2024-01-01"

PAGE = DEFAULT_EXPORTS / "timeline.html"


def run(
    about: cuts.About = "",
    hops: cuts.Hops = 1,
    since: cuts.Since = "",
    until: cuts.Until = "",
    types: cuts.Types = None,
    sides: cuts.Sides = None,
    out: cuts.Out = PAGE,
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write the events in time, by type and side, as a page.

    The page is one HTML file that needs no network.
    """
    cut = cuts.cut(about, hops, since, until, types, sides)
    with console.opened(store, restricted=include_restricted) as held, console.failures(CutError):
        with console.waiting("drawing"):
            page = timeline_page(held, cut, include_restricted=include_restricted)
        page.write(out)
        console.note_unsettled(held, store)
    console.tell(f"{out}: {page.shows}; open it in a browser")
