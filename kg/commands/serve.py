"""kg serve: the graph as a SPARQL endpoint with pages."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from kg import console, options
from kg.graph.store import open_store
from kg.serve.app import Settings, application
from kg.serve.workers import DEFAULT_LIMITS, Limits

EXAMPLE = "kg serve --port 8000"


def run(
    host: Annotated[str, typer.Option("--host", help="The address to listen on; 0.0.0.0 is all.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    seconds: Annotated[
        float, typer.Option("--timeout", min=0.1, help="How long a query may take.", metavar="SECONDS")
    ] = DEFAULT_LIMITS.seconds,
    rows: Annotated[int, typer.Option("--rows", min=1, help="How many rows an answer may have.")] = DEFAULT_LIMITS.rows,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="How many processes answer.", metavar="NUMBER")
    ] = DEFAULT_LIMITS.workers,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", help="Pages of this origin may ask; * is any; may be given again.", metavar="ORIGIN"),
    ] = None,
    store: options.Folder = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Serve the graph: a SPARQL 1.1 endpoint, JSON, and pages, to be read only.

    /sparql is the endpoint, / a page with the library's questions, /openapi.json the description of the JSON routes;
    each entity and event has a page under its IRI. While it runs, nothing can be built in the store. The endpoint never
    gives names of private persons in captivity; with --include-restricted the pages do, and say so.
    """
    with console.failures():
        open_store(store, read_only=True).close()
        listening = socket.create_server((host, port))
    app = application(Settings(Path(store), Limits(seconds, rows, workers), tuple(cors or ()), include_restricted))
    address = f"http://{host}:{listening.getsockname()[1]}"
    console.tell(f"{address} serves {store}; the endpoint is {address}/sparql; end it with Ctrl-C")
    if include_restricted:
        console.say("note: the pages name private persons in captivity; keep this server from the public")
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
