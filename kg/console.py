"""What the command line prints: tables, figures, problems. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from kg.evaluate import Report
from kg.ingest.reader import Problem

OUT = Console()
ERR = Console(stderr=True)

FIGURES = ("gold", "predicted", "precision", "recall", "f1")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """A table on standard output; every cell as plain text, whatever brackets it holds."""
    table = Table(title=title or None, title_justify="left", header_style="bold", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell).replace("[", "\\[") for cell in row))
    OUT.print(table)


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def print_problem(problem: Problem) -> None:
    """A document or line that was left out, and what to do."""
    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    ERR.print(f"skipped {where}: {problem.message}" + (f" ({problem.remedy})" if problem.remedy else ""), markup=False)


def print_report(report: Report, errors: bool) -> None:
    """The figures of an evaluation, and every miss and false alarm where asked for."""
    OUT.print(f"{report.documents} documents, {report.predicted} with a prediction")
    rows = [
        (f"{name} {key}", row.gold, row.predicted, *(f"{value:.3f}" for value in row[2:]))
        for name, tally in report.tallies.items()
        for key, row in tally.rows().items()
    ]
    print_table(("", *FIGURES), rows)
    if report.accuracy:
        print_table(
            ("accuracy", "right", "of", ""),
            [(name, right, of, f"{right / of:.3f}") for name, (right, of) in sorted(report.accuracy.items())],
        )
    if errors:
        for line in report.errors:
            OUT.print(line, markup=False, highlight=False)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """Things and how many of them there are, most first."""
    print_table((title, "count"), sorted(counts.items(), key=lambda row: (-row[1], row[0])))


@contextmanager
def progress(label: str, total: int | None) -> Iterator[Progress]:
    """A progress bar on standard error, gone when it ends; silent where standard error is no terminal."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        bar.add_task(label, total=total)
        yield bar
