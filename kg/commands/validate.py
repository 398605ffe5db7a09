"""kg validate: whether a store is sound."""

from __future__ import annotations

import dataclasses

import typer

from kg import console, options
from kg.graph.queries import checks
from kg.graph.validate import DERIVED, validate

EXAMPLE = "kg validate --store .kg"


def run(store: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Check that the graph is sound.

    SHACL shapes over each document, then rules across documents. Each fault names the document and the words concerned,
    and makes the exit code 1.
    """
    with console.opened(store) as held:
        documents = len(held.documents())
        with console.progress("checking", documents + len(DERIVED) + len(checks())) as step:
            faults = list(validate(held, step))
        console.note_unsettled(held, store)
    if as_json:
        console.print_json([dataclasses.asdict(fault) for fault in faults])
    elif faults:
        columns = ("rule", "document", "node", "quote", "message")
        console.print_rows(columns, [dataclasses.astuple(fault) for fault in faults], f"{len(faults)} faults")
    else:
        console.tell(f"{documents} documents checked: no faults")
    raise typer.Exit(1 if faults else 0)
