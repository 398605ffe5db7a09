"""kg map: events on a map as a page."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import console, options
from kg import cut_options as cuts
from kg.publish.network import CutError
from kg.publish.pages.map import TilesError, map_page
from kg.settings import DEFAULT_EXPORTS

EXAMPLE = "kg map --about 'Kursk Oblast' --hops 2"

PAGE = DEFAULT_EXPORTS / "map.html"


def run(
    about: cuts.About = "",
    hops: cuts.Hops = 1,
    since: cuts.Since = "",
    until: cuts.Until = "",
    types: cuts.Types = None,
    sides: cuts.Sides = None,
    tiles: Annotated[
        str,
        typer.Option(
            "--tiles", help="Tiles to lay under the map, as https://HOST/{z}/{x}/{y}.png; the page asks HOST for them."
        ),
    ] = "",
    out: cuts.Out = PAGE,
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write the events on a map, with how exactly each is placed, as a page.

    The page is one HTML file that needs no network, unless --tiles names a server.
    """
    cut = cuts.cut(about, hops, since, until, types, sides)
    with console.opened(store, restricted=include_restricted) as held, console.failures(CutError, TilesError):
        with console.waiting("drawing"):
            page = map_page(held, cut, tiles=tiles, include_restricted=include_restricted)
        page.write(out)
        console.note_unsettled(held, store)
    console.tell(f"{out}: {page.shows}; open it in a browser")
