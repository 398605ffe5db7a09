"""kg extract: documents as records, before resolution."""

from __future__ import annotations

import typer

from kg import console, options, pipeline
from kg.ingest.reader import Problem
from kg.lexicon import LexiconError
from kg.registry import RegistryError

EXAMPLE = "kg extract news/ > records.jsonl"


def run(paths: options.Paths) -> None:
    """Print what documents say, one JSON record a line.

    Nothing is stored, and nothing is resolved across documents. The records hold the names of private persons in
    captivity, as the documents do.
    """
    skipped = 0
    with console.failures(LexiconError, RegistryError), console.progress("reading") as step:
        for record in pipeline.extract(paths):
            if isinstance(record, Problem):
                console.problem(str(record), skipped=record.skipped)
                skipped += record.skipped
            else:
                step(record.doc.id)
                console.print_json(record.to_json())
    raise typer.Exit(1 if skipped else 0)
