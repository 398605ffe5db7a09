"""kg build: documents into a store."""

from __future__ import annotations

import dataclasses
import datetime

import typer

from kg import console, options, pipeline
from kg.lexicon import LexiconError
from kg.registry import RegistryError

EXAMPLE = "kg build news/ report.html --store .kg"

SHOWN = 20
"""Names of changed documents that are listed; more are counted."""


def run(paths: options.Paths, store: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Read documents into a store, and build the graph.

    A document that has changed replaces its earlier reading; one that has not is not read again, unless by another
    version of the program. A build that was broken off goes on where it ended. What can't be read is told and left
    out, and the exit code is then 1.
    """
    started = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    with (
        console.opened(store, write=True) as held,
        console.failures(LexiconError, RegistryError),
        console.progress("reading") as step,
    ):
        summary = pipeline.build(paths, held, step, started)
    for problem in summary.problems:
        console.problem(str(problem), skipped=problem.skipped)
    if as_json:
        console.print_json(
            {
                "store": store,
                "new": summary.new,
                "changed": summary.changed,
                "unchanged": summary.unchanged,
                "kept": summary.kept,
                "problems": [dataclasses.asdict(problem) for problem in summary.problems],
            }
        )
    else:
        report(summary, store)
    raise typer.Exit(1 if summary.skipped else 0)


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
