"""The command line: `kg COMMAND`. Answers go to standard output, messages to standard error.

Exit codes: 0 all went well, 1 something was left out or is not as it should be, 2 the command could not be carried out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import console, pipeline
from kg.evaluate import GoldError, Report, evaluate
from kg.graph.records import records as stored_records
from kg.graph.store import EmbeddedStore, StoreError, open_store
from kg.ingest.reader import Problem
from kg.lexicon import LexiconError
from kg.settings import DEFAULT_STORE

app = typer.Typer(
    name="kg",
    help="War reporting in English, Romanian, Ukrainian and Russian, read into a knowledge graph whose every statement "
    "has its sentence and its speaker.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Paths = Annotated[
    list[str],
    typer.Argument(help="Files (.txt, .html, .jsonl), folders, URLs, or - for standard input.", metavar="PATH..."),
]
StoreOption = Annotated[Path, typer.Option("--store", help="The folder of the store.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON instead of tables.")]


@contextmanager
def failures() -> Iterator[None]:
    """Turns what a user can mend into one line on standard error and exit code 2."""
    try:
        yield
    except (StoreError, GoldError, LexiconError, OSError) as error:
        console.ERR.print(f"kg: {error}", markup=False)
        raise typer.Exit(2) from error


@contextmanager
def opened(store: Path, *, read_only: bool = True) -> Iterator[EmbeddedStore]:
    """A store that is closed again, whatever happens."""
    with failures(), open_store(store, read_only=read_only) as held:
        yield held


@app.command(epilog="Example: kg extract news/ > records.jsonl")
def extract(paths: Paths) -> None:
    """Read documents and print their records, one JSON object a line, before resolution."""
    skipped = 0
    with failures():
        for record in pipeline.extract(paths):
            if isinstance(record, Problem):
                console.print_problem(record)
                skipped += 1
            else:
                console.print_json(record.to_json())
    raise typer.Exit(1 if skipped else 0)


@app.command(epilog="Example: kg build news/ report.html --store .kg")
def build(paths: Paths, store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Read documents into a store, resolve what they name, and build the graph."""
    with opened(store, read_only=False) as held:
        summary = build_with_progress(paths, held)
    for problem in summary.problems:
        console.print_problem(problem)
    if as_json:
        console.print_json({"read": summary.read, "changed": summary.changed, "skipped": len(summary.problems)})
    else:
        console.OUT.print(
            f"{len(summary.read)} documents read, {len(summary.changed)} new or changed, "
            f"{len(summary.problems)} skipped; store: {store}",
            highlight=False,
            soft_wrap=True,
        )
    raise typer.Exit(1 if summary.problems else 0)


def build_with_progress(paths: list[str], store: EmbeddedStore) -> pipeline.Summary:
    """A build that shows which document it is at."""
    with console.progress("reading", None) as bar:
        task = bar.task_ids[0]

        def step(name: str) -> None:
            bar.update(task, description=name, advance=1)

        return pipeline.build(paths, store, step)


@app.command(epilog="Example: kg records --store .kg > records.jsonl")
def records(store: StoreOption = DEFAULT_STORE) -> None:
    """Print the records of all documents, read back out of the graph by SPARQL, with resolved IRIs."""
    with opened(store) as held:
        for record in stored_records(held, restricted=True):
            console.print_json(record.to_json())


@app.command(name="evaluate", epilog="Example: kg evaluate tests/gold/en --errors")
def evaluate_command(
    gold: Annotated[str, typer.Argument(help="A gold folder, or several with commas between.", metavar="GOLD")],
    predictions: Annotated[
        Path | None, typer.Argument(help="Records, one JSON object a line; left out, the gold's texts are read now.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every false alarm.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="Only documents of this language.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Measure records against gold: precision, recall and F1 by kind."""
    folders = [Path(folder) for folder in gold.split(",")]
    with failures():
        report = _evaluated(folders, predictions, lang)
    if as_json:
        console.print_json(report.to_json())
    else:
        console.print_report(report, errors)


def _evaluated(folders: list[Path], predictions: Path | None, lang: str) -> Report:
    if predictions is None:
        with EmbeddedStore() as memory:
            pipeline.build([str(folder) for folder in folders], memory)
            return evaluate(folders, [r.to_json() for r in stored_records(memory, restricted=True)], lang)
    rows: list[Any] = []
    with predictions.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise GoldError(f"{predictions}:{number}: not JSON: {error}") from error
    return evaluate(folders, rows, lang)


@app.command(epilog="Example: kg remove 003_kursk-largest-surrender")
def remove(
    document: Annotated[str, typer.Argument(help="A document's id, URL or IRI.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take a document out of a store, with everything that rests on it alone."""
    with opened(store, read_only=False) as held:
        removed = pipeline.remove(held, document)
    if not removed:
        console.ERR.print(f"kg: no document {document!r} in {store}; `kg stats` lists them", markup=False)
        raise typer.Exit(2)
    console.OUT.print(f"removed {', '.join(removed)}", markup=False, highlight=False, soft_wrap=True)


@app.command(epilog="Example: kg stats --json")
def stats(store: StoreOption = DEFAULT_STORE, as_json: JsonOption = False) -> None:
    """Count what a store holds: documents, entities and events by type."""
    with opened(store) as held:
        figures = store_figures(held)
    if as_json:
        console.print_json(figures)
        return
    for title, counts in figures.items():
        console.print_counts(title, counts)


def store_figures(store: EmbeddedStore) -> dict[str, dict[str, int]]:
    """Documents by language, entities and events by type; what resolution joined counts once."""
    languages: Counter[str] = Counter()
    entities: dict[str, str] = {}
    events: dict[str, str] = {}
    for record in stored_records(store):
        languages[record.doc.lang] += 1
        entities.update({e.iri: e.type for e in record.entities})
        events.update({e.iri: e.type for e in record.events})
    return {
        "documents": dict(languages),
        "entities": dict(Counter(entities.values())),
        "events": dict(Counter(events.values())),
    }


def main() -> None:
    """Entry point for `python -m kg.cli`."""
    sys.exit(app())


if __name__ == "__main__":
    main()
