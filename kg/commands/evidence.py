"""kg evidence: all that is said of one thing, as a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from kg import console, options
from kg.publish.network import CutError
from kg.publish.pages.evidence import evidence_page
from kg.settings import DEFAULT_EXPORTS

EXAMPLE = "kg evidence 'Dmytro Lubinets'"


def run(
    what: Annotated[
        str, typer.Argument(help="An event, person, unit, organization or place: a name, an id or an IRI.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; named after the thing otherwise.", metavar="FILE")
    ] = None,
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write all that is said of one event, person, unit or place as a page.

    Every sentence with its words by role, every claim, contradictions side by side, and what to check it by.
    The page is one HTML file that needs no network.
    """
    name = console.full(what)
    stem = re.sub(r"[^\w-]+", "-", what.rsplit("/", 1)[-1]).strip("-")
    path = out or DEFAULT_EXPORTS / f"evidence-{stem}.html"
    with console.opened(store, restricted=include_restricted) as held, console.failures(CutError):
        with console.waiting("drawing"):
            page = evidence_page(held, name, include_restricted=include_restricted)
        page.write(path)
        console.note_unsettled(held, store)
    console.tell(f"{path}: {page.shows}; open it in a browser")
