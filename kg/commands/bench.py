"""kg bench: how fast the product is on this machine."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import benchmark, console, options
from kg.benchmark import Reading, Timing

EXAMPLE = "kg bench query --documents 1130 --store exports/bench-store"

STORE = "exports/bench-store"


class What(StrEnum):
    """What is measured."""

    extract = "extract"
    query = "query"


def run(
    what: Annotated[What, typer.Argument(help="extract: reading documents; query: answering the questions.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="For extract: documents to read, else the bundled ones.", metavar="[PATH...]"),
    ] = None,
    documents: Annotated[
        int, typer.Option("--documents", min=1, help="For query: how many documents the store is made of.")
    ] = benchmark.DOCUMENTS,
    store: Annotated[
        str, typer.Option("--store", help="For query: where the store is made, and kept.", metavar="DIR")
    ] = STORE,
    as_json: options.Json = False,
) -> None:
    """Measure how fast documents are read, or how fast questions are answered.

    `extract` gives words a second of processor time by language, after start-up, and a profile. `query` asks every
    question, with parameters, of a store with a million triples, which is made once from variations of the bundled
    documents.
    """
    if what is What.extract:
        show_reading(benchmark.extraction(paths or [str(benchmark.SAMPLES)]), as_json)
    else:
        show_questions(asked(store, documents), as_json)


def asked(location: str, documents: int) -> Sequence[Timing]:
    """The time of each question on the store of a folder, which is made where it is missing or of another size."""
    if not Path(location).is_dir():
        with (
            console.written(location) as held,
            console.progress("making a store", documents + 2) as step,
        ):
            benchmark.fill(held, documents, step)
    with console.opened(location) as held:
        if len(held.documents()) != documents:
            console.fail(f"{location} is a store of {len(held.documents())} documents; name another, or --documents")
        with console.progress("asking", len(benchmark.ASKED)) as step:
            timings = []
            for timing in benchmark.ask(held):
                step(timing.question)
                timings.append(timing)
    return timings


def show_questions(timings: Sequence[Timing], as_json: bool) -> None:
    """What each question took, slowest first."""
    slowest = sorted(timings, key=lambda timing: -timing.cpu)
    if as_json:
        console.print_json([dataclasses.asdict(timing) for timing in slowest])
        return
    rows = [
        (t.question, " ".join(f"{k}={v}" for k, v in t.values.items()), t.rows, f"{t.cpu:.3f}", f"{t.wall:.3f}")
        for t in slowest
    ]
    console.OUT.print(console.table(("question", "asked with", "rows", "processor s", "wall s"), rows))


def show_reading(reading: Reading, as_json: bool) -> None:
    """Words a second by language, and where the time went."""
    if as_json:
        console.print_json(dataclasses.asdict(reading))
        return
    rows = [
        (lang, number, f"{reading.spent[lang]:.2f}", f"{number / reading.spent[lang]:.0f}")
        for lang, number in sorted(reading.words.items())
    ]
    console.OUT.print(console.table(("language", "words", "seconds", "words a second"), rows))
    console.tell(f"start-up took {reading.start:.1f} s")
    shares = [(name, f"{share:.0%}") for name, share in reading.shares.items()]
    console.OUT.print(console.table(("spent in", "of the time"), shares))
