"""kg stats: how much a store holds."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from kg import console, options
from kg.publish.summary import Summary, documents, summary

EXAMPLE = "kg stats --documents"


def run(
    listed: Annotated[bool, typer.Option("--documents", help="List the documents instead.")] = False,
    store: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Count documents, entities, events and claims."""
    with console.opened(store) as held, console.waiting("counting"):
        found = documents(held)
        numbers = summary(held)
        console.note_unsettled(held, store)
    if listed and as_json:
        console.print_json([dataclasses.asdict(document) for document in found])
    elif listed:
        columns = ("id", "lang", "publisher", "published", "title")
        console.print_rows(columns, [(d.id, d.lang, d.publisher, d.published, d.title) for d in found])
    elif as_json:
        console.print_json(dataclasses.asdict(numbers))
    else:
        show(numbers)


def show(numbers: Summary) -> None:
    """The numbers, in tables side by side."""
    console.print_beside(
        console.counted("documents", numbers.documents),
        console.counted("entities", numbers.entities),
        console.counted("events", numbers.events),
        console.counted("claims", numbers.claims),
    )
    console.tell(
        f"{numbers.contested} entities and events have values that exclude each other; "
        f"{numbers.withheld} private captives are withheld"
    )
