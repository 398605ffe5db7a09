"""kg remove: a document out of a store."""

from __future__ import annotations

from typing import Annotated

import typer

from kg import console, options, pipeline

EXAMPLE = "kg remove en_kursk_102"


def run(
    document: Annotated[
        str, typer.Argument(help="Its id, URL or IRI; `kg stats --documents` lists them.", show_default=False)
    ],
    store: options.Folder = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Take a document out of a store, with everything that rests on it alone."""
    with console.written(store) as held, console.failures(pipeline.AmbiguousError):
        with console.waiting("removing"):
            removed = pipeline.remove(held, console.full(document))
        if not removed:
            console.fail(f"{store} has no document {document}; `kg stats --documents` lists them")
    if as_json:
        console.print_json({"removed": removed})
    else:
        console.tell(f"removed {', '.join(removed)}")
