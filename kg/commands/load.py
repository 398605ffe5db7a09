"""kg load: the graph into a database server."""

from __future__ import annotations

import dataclasses
import os
from typing import Annotated

import typer

from kg import console, options
from kg.load import sparql

EXAMPLE = "kg load sparql http://localhost:3030/war/data"

PASSWORD = "KG_PASSWORD"
"""The environment variable that holds a password where no other is named."""


def run(
    kind: Annotated[str, typer.Argument(help="One of sparql.", metavar="KIND", show_default=False)],
    address: Annotated[str, typer.Argument(help="Where its graph store listens.", metavar="URL", show_default=False)],
    user: Annotated[str, typer.Option("--user", help="The user to log in as.")] = "",
    password_env: Annotated[
        str, typer.Option("--password-env", help="The environment variable that holds the password.", metavar="NAME")
    ] = PASSWORD,
    query: Annotated[
        str, typer.Option("--query", help="For sparql: where it takes queries, if that is elsewhere.", metavar="URL")
    ] = "",
    store: options.Folder = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Write the graph to a database server.

    `sparql` is any triple store with the SPARQL 1.1 Graph Store Protocol: one PUT for each graph. What is there as it
    should be is left alone, so that loading again goes on where it stopped; what the store no longer has is deleted. At
    the end both sides are counted, and the exit code is 1 where they differ. Names of private persons in captivity are
    never loaded.
    """
    if kind != "sparql":
        console.fail(f"there is no kind of server {kind!r}; known is sparql")
    password = os.environ.get(password_env, "") if user else ""
    with console.opened(store) as held:
        with console.progress("loading", len(held.graphs())) as step:
            report = sparql.load(held, address, query=query, user=user, password=password, progress=step)
        console.note_unsettled(held, store)
    if as_json:
        console.print_json(dataclasses.asdict(report))
    else:
        tell(report)
    raise typer.Exit(1 if report.differences else 0)


def tell(report: sparql.Report) -> None:
    """What a load of graphs did."""
    console.tell(
        f"graphs: {report.put} written, {report.unchanged} as before, {report.deleted} deleted; "
        f"{report.statements} statements"
    )
    for difference in report.differences:
        console.say(f"{difference.graph}: {difference.here} statements here, {difference.there} there")
