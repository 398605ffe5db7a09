"""kg export: the graph as files that other tools read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import console, options
from kg.graph.queries import QueryError
from kg.publish.export import FORMATS, ExportError, export

EXAMPLE = "kg export ttl exports/graph.ttl"


def run(
    form: Annotated[str, typer.Argument(help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT", show_default=False)],
    dest: Annotated[Path, typer.Argument(help="The file to write.", metavar="DEST", show_default=False)],
    question: Annotated[
        str, typer.Option("--query", help="For csv: the question whose answer is written.", metavar="NAME")
    ] = "",
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write the graph to a file that other tools read.

    The same graph gives the same bytes. nq, trig and jsonld keep the named graphs; ttl, nt and xml hold all triples
    without them; graphml, gexf and geojson hold entities and events; csv is the answer to one question; cypher is a
    script for Neo4j, and neo4j-csv a folder of files for its import.
    """
    with console.opened(store, restricted=include_restricted) as held, console.failures(ExportError, QueryError):
        with console.waiting("writing"):
            export(held, form, dest, include_restricted=include_restricted, question=question)
        console.note_unsettled(held, store)
    console.tell(f"{dest} is written")
