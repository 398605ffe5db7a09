"""kg evaluate: records laid beside gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import console, options, pipeline
from kg.evaluate import Report, evaluate
from kg.gold import GoldError, Json, gold_texts, read_predictions
from kg.graph.records import records
from kg.graph.store import EmbeddedStore

EXAMPLE = "kg evaluate tests/gold/opened/en --errors"


def run(
    gold: Annotated[
        str,
        typer.Argument(help="A folder of gold, or several with commas between.", metavar="GOLD"),
    ],
    predictions: Annotated[
        Path | None,
        typer.Argument(help="Records, one a line; left out, the texts of the gold are read now.", metavar="[PRED]"),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and every false alarm.")] = False,
    lang: Annotated[str, typer.Option("--lang", help="Only documents of this language.", metavar="en")] = "",
    as_json: options.Json = False,
) -> None:
    """Measure records against gold: precision, recall and F1.

    The gold format and what counts as right are told in tests/gold/README.md."""
    folders = [Path(folder) for folder in gold.split(",")]
    with console.failures(GoldError):
        rows = read_predictions(predictions) if predictions else _read_now(folders)
        report = evaluate(folders, rows, lang)
    if as_json:
        console.print_json(report.to_json() | ({"errors": report.errors} if errors else {}))
    else:
        show(report)
        for line in report.errors if errors else ():
            console.tell(line)


def _read_now(folders: list[Path]) -> list[Json]:
    """The records of the gold's texts as they come back out of a graph, resolved folder by folder."""
    found: list[Json] = []
    for folder in folders:
        with EmbeddedStore() as memory, console.progress("reading") as step:
            summary = pipeline.build(gold_texts(folder), memory, step)
            for problem in summary.problems:
                console.problem(str(problem), skipped=problem.skipped)
            found += [record.to_json() for record in records(memory, restricted=True)]
    return found


def show(report: Report) -> None:
    """The figures as tables."""
    console.tell(f"{report.documents} documents, {report.predicted} with a prediction")
    figures = [
        (f"{name} {key}", row.gold, row.predicted, *(f"{value:.3f}" for value in row[2:]))
        for name, tally in report.tallies.items()
        for key, row in tally.rows().items()
    ]
    console.OUT.print(console.table(("", "gold", "predicted", "precision", "recall", "F1"), figures))
    if report.accuracy:
        rows = [(name, right, of, f"{right / of:.3f}") for name, (right, of) in sorted(report.accuracy.items())]
        console.OUT.print(console.table(("accuracy of", "right", "of", "share"), rows))
