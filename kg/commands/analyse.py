"""kg analyse: who shares events with whom, as tables."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg import console, options
from kg import cut_options as cuts
from kg.publish.analyses import ANALYSES
from kg.publish.network import CutError, network

EXAMPLE = "kg analyse brokers --from 2024-08-01 --limit 10"


class Analysis(StrEnum):
    """What to find out."""

    together = "together"
    brokers = "brokers"
    communities = "communities"


def run(
    analysis: Annotated[Analysis, typer.Argument(help="together, brokers or communities.")],
    about: cuts.About = "",
    hops: cuts.Hops = 1,
    since: cuts.Since = "",
    until: cuts.Until = "",
    types: cuts.Types = None,
    sides: cuts.Sides = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many rows to print.", metavar="N")] = 20,
    store: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Show who appears with whom, who stands between others, or which groups there are.

    All three go by the events that persons, units and organizations share, having a part in them or telling of them.
    `together` counts these for each two; `brokers` gives the share of the shortest ways between any two others that
    lead over each (betweenness, estimated where there are over 1,000); `communities` are groups that share more among
    themselves than with others (Louvain's method).
    """
    cut = cuts.cut(about, hops, since, until, types, sides)
    with console.opened(store) as held, console.failures(CutError):
        with console.waiting("counting"):
            found = ANALYSES[analysis.value](network(held, cut))
        console.note_unsettled(held, store)
    rows = found.rows[:limit]
    if as_json:
        console.print_json([dict(zip(found.columns, row, strict=True)) for row in rows])
    elif rows:
        console.print_rows(found.columns, [[str(cell) for cell in row] for row in rows])
        if len(rows) < len(found.rows):
            console.say(f"{len(rows)} of {len(found.rows)} rows; --limit N prints more")
    else:
        console.tell("no two share an event there; with fewer of --about, --from, --to, --type, --side there may be")
