"""Options of the commands that show a part of the graph: what it lies around, when, of which types and sides."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import console
from kg.publish.network import Cut

About = Annotated[str, typer.Option("--about", help="A name or an IRI: only what lies around it.", metavar="NAME|IRI")]
Hops = Annotated[int, typer.Option("--hops", min=1, help="How far around.")]
Since = Annotated[str, typer.Option("--from", help="Only events from this day on.", metavar="DATE")]
Until = Annotated[str, typer.Option("--to", help="Only events up to this day.", metavar="DATE")]
Types = Annotated[
    list[str] | None, typer.Option("--type", help="Only events of this type; may be given again.", metavar="TYPE")
]
Sides = Annotated[
    list[str] | None, typer.Option("--side", help="Only events with this side; may be given again.", metavar="UA")
]
Out = Annotated[Path, typer.Option("--out", help="The file to write.", metavar="FILE")]


def cut(about: str, hops: int, since: str, until: str, types: list[str] | None, sides: list[str] | None) -> Cut:
    """The part of the graph that these options ask for; ends the command where a day is none."""
    for option, day in (("--from", since), ("--to", until)):
        if day and not is_day(day):
            console.fail(f"{option} {day}: write a day, as 2024-08-24")
    return Cut(console.full(about), hops, since, until, tuple(types or ()), tuple(side.upper() for side in sides or ()))


def is_day(text: str) -> bool:
    """Whether a text is an ISO date."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
