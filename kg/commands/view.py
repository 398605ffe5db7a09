"""kg view: the graph as an interactive page."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import console, options
from kg.publish.network import Cut, CutError
from kg.publish.visualise import view
from kg.settings import DEFAULT_EXPORTS

EXAMPLE = "kg view --about 'Kursk Oblast' --hops 2"

PAGE = DEFAULT_EXPORTS / "graph.html"


def run(
    about: Annotated[
        str, typer.Option("--about", help="A name or an IRI: only what lies around it.", metavar="NAME|IRI")
    ] = "",
    hops: Annotated[int, typer.Option("--hops", min=1, help="How far around.")] = 1,
    since: Annotated[str, typer.Option("--from", help="Only events from this day on.", metavar="DATE")] = "",
    until: Annotated[str, typer.Option("--to", help="Only events up to this day.", metavar="DATE")] = "",
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only events of this type; may be given again.", metavar="TYPE")
    ] = None,
    sides: Annotated[
        list[str] | None, typer.Option("--side", help="Only events with this side; may be given again.", metavar="UA")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The file to write.", metavar="FILE")] = PAGE,
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write the graph, or a part of it, as an interactive page.

    The page is one HTML file that needs no network.
    """
    for option, day in (("--from", since), ("--to", until)):
        if day and not is_day(day):
            console.fail(f"{option} {day}: write a day, as 2024-08-24")
    cut = Cut(console.full(about), hops, since, until, tuple(types or ()), tuple(side.upper() for side in sides or ()))
    with console.opened(store) as held, console.failures(CutError):
        with console.waiting("drawing"):
            nodes = view(held, out, cut, include_restricted=include_restricted)
        console.note_unsettled(held, store)
    console.tell(f"{out}: {nodes} entities and events; open it in a browser")


def is_day(text: str) -> bool:
    """Whether a text is an ISO date."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
