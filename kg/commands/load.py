"""kg load: the graph into a database server."""

from __future__ import annotations

import dataclasses
import os
from enum import StrEnum
from typing import Annotated

import typer

from kg import console, options
from kg.load import neo4j, sparql
from kg.publish.property_graph import KINDS

EXAMPLE = "kg load neo4j bolt://localhost:7687 --user neo4j"

PASSWORD = "KG_PASSWORD"
"""The environment variable that holds a password where no other is named."""


class Kind(StrEnum):
    """What kind of server."""

    neo4j = "neo4j"
    sparql = "sparql"


def run(
    kind: Annotated[Kind, typer.Argument(help="What kind of server: neo4j or sparql.", show_default=False)],
    address: Annotated[
        str,
        typer.Argument(
            help="bolt://HOST:PORT, or the address of a graph store: http://HOST:PORT/PATH.",
            metavar="URL",
            show_default=False,
        ),
    ],
    user: Annotated[str, typer.Option("--user", help="The user to log in as.")] = "",
    password_env: Annotated[
        str, typer.Option("--password-env", help="The environment variable that holds the password.", metavar="NAME")
    ] = PASSWORD,
    database: Annotated[str, typer.Option("--database", help="For neo4j: a database that is not the default.")] = "",
    batch: Annotated[int, typer.Option("--batch", min=1, help="For neo4j: rows of a transaction.")] = neo4j.BATCH,
    query: Annotated[
        str, typer.Option("--query", help="For sparql: where it takes queries, if that is elsewhere.", metavar="URL")
    ] = "",
    store: options.Folder = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Write the graph to a database server.

    `neo4j` makes a property graph that Cypher reads with ease. `sparql` is any triple store with the SPARQL 1.1 Graph
    Store Protocol: one PUT for each graph. What is there as it should be is left alone, so that loading again goes on
    where it stopped; what the store no longer has is deleted. At the end both sides are counted, and the exit code is 1
    where they differ. Names of private persons in captivity are never loaded.
    """
    password = os.environ.get(password_env, "") if user else ""
    report: neo4j.Report | sparql.Report
    with console.opened(store) as held, console.progress("loading") as step:
        if kind == Kind.neo4j:
            report = neo4j.load(
                held, address, user=user, password=password, database=database or None, batch=batch, progress=step
            )
        else:
            report = sparql.load(held, address, query=query, user=user, password=password, progress=step)
        console.note_unsettled(held, store)
    if as_json:
        console.print_json(dataclasses.asdict(report))
    elif isinstance(report, neo4j.Report):
        tell_things(report)
    else:
        tell(report)
    raise typer.Exit(1 if report.differences else 0)


def tell_things(report: neo4j.Report) -> None:
    """What a load of nodes and relationships did."""
    number = sum(report.here.get(kind, 0) for kind in KINDS)
    joints = sum(count for name, count in report.here.items() if name.startswith("["))
    console.tell(
        f"{report.written} written, {report.deleted} deleted; {number} nodes and {joints} relationships in all"
    )
    for name, (here, there) in report.differences.items():
        console.say(f"{name}: {here} here, {there} there")


def tell(report: sparql.Report) -> None:
    """What a load of graphs did."""
    console.tell(
        f"graphs: {report.put} written, {report.unchanged} as before, {report.deleted} deleted; "
        f"{report.statements} statements"
    )
    for difference in report.differences:
        console.say(f"{difference.graph}: {difference.here} statements here, {difference.there} there")
