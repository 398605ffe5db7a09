"""kg records: the records read back out of the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import console, options
from kg.graph import records

EXAMPLE = "kg records --store .kg > records.jsonl"


def run(
    store: options.Store = options.STORE,
    pseudonyms: Annotated[
        bool,
        typer.Option("--pseudonyms", help="Leave out the names of private persons in captivity, for passing on."),
    ] = False,
) -> None:
    """Print the records of all documents, read back out of the graph.

    One JSON object a line, as `kg extract` prints them, with what resolution found: the same iri in two documents is
    one entity or one event.
    """
    with console.opened(store) as held:
        for record in records.records(held, restricted=not pseudonyms):
            console.print_json(record.to_json())
