"""kg build: documents into a store."""

from __future__ import annotations

import dataclasses
import datetime

import typer

from kg import console, options, pipeline
from kg.commands import load as loading
from kg.lexicon import LexiconError
from kg.load import sparql
from kg.registry import RegistryError

EXAMPLE = "kg build news/ report.html --store .kg"

SHOWN = 20
"""Names of changed documents that are listed; more are counted."""


def run(paths: options.Paths, store: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Read documents into a store, and build the graph.

    A document that has changed replaces its earlier reading; one that has not is not read again, unless by another
    version of the program. A build that was broken off goes on where it ended. What can't be read is told and left
    out, and the exit code is then 1. Where --store is the address of a graph store, the graph is built in .kg, which
    keeps what is withheld of private captives, and loaded from there.
    """
    started = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    folder = options.STORE if console.is_address(store) else store
    loaded = None
    with (
        console.written(folder) as held,
        console.failures(LexiconError, RegistryError),
        console.progress("reading") as step,
    ):
        summary = pipeline.build(paths, held, step, started)
        if console.is_address(store):
            loaded = sparql.load(held, store, progress=step)
    for problem in summary.problems:
        console.problem(str(problem), skipped=problem.skipped)
    if as_json:
        console.print_json(
            {
                "store": folder,
                "new": summary.new,
                "changed": summary.changed,
                "unchanged": summary.unchanged,
                "kept": summary.kept,
                "problems": [dataclasses.asdict(problem) for problem in summary.problems],
                **({"loaded": dataclasses.asdict(loaded)} if loaded else {}),
            }
        )
    else:
        report(summary, folder)
        if loaded:
            loading.tell(loaded)
    raise typer.Exit(1 if summary.skipped or (loaded and loaded.differences) else 0)


def report(summary: pipeline.Summary, store: str) -> None:
    """What became of the documents, and what can be done now."""
    console.tell(
        f"documents: {len(summary.new)} new, {len(summary.changed)} changed, {len(summary.unchanged)} as before"
        f"{f' ({len(summary.kept)} not read again)' if summary.kept else ''}; {summary.skipped} left out"
    )
    if summary.changed:
        more = len(summary.changed) - SHOWN
        console.tell(f"changed: {', '.join(summary.changed[:SHOWN])}{f' and {more} more' if more > 0 else ''}")
    if not summary.read:
        return
    at = "" if store == options.STORE else f" --store {store}"
    console.tell(f"The store is {store}. Now try: kg query who-captured-whom{at}")
