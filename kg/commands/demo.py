"""kg demo: the bundled documents read, asked and drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from kg import console, pipeline
from kg.graph import queries
from kg.graph.store import Store
from kg.publish.pages.graph import graph_page
from kg.publish.pages.ledger import ledger_page
from kg.publish.pages.map import map_page
from kg.publish.pages.shell import Page
from kg.publish.pages.timeline import timeline_page
from kg.publish.summary import summary
from kg.settings import DATA, DEFAULT_EXPORTS

EXAMPLE = "kg demo"

SAMPLES = DATA / "samples"

Row = Mapping[str, str]


def run(
    out: Annotated[
        Path, typer.Option("--out", help="The folder for the store and the pages.", metavar="DIR")
    ] = DEFAULT_EXPORTS,
) -> None:
    """Read the bundled documents, answer some questions, and draw the graph.

    The store and the pages are written to exports/; no other store is touched.
    """
    store = out / "demo-store"
    with console.written(str(store)) as held:
        with console.progress("reading", len(list(SAMPLES.glob("*.txt"))) + 2) as step:
            built = pipeline.build([SAMPLES], held, step)
        for problem in built.problems:
            console.problem(str(problem), skipped=problem.skipped)
        report(held)
        with console.waiting("drawing"):
            for name, (make, _) in PAGES.items():
                make(held).write(out / name)
    console.heading("Where everything is")
    for name, (_, about) in PAGES.items():
        console.print_definition(str(out / name), about)
    console.print_definition(str(store), "the store, for every command below")
    console.tell(f"the documents           {SAMPLES}")
    console.heading("What to try next")
    for line in following(store):
        console.tell(line)
    raise typer.Exit(1 if built.skipped else 0)


PAGES: Mapping[str, tuple[Callable[[Store], Page], str]] = {
    "demo.html": (graph_page, "the graph: open it in a browser; it needs no network"),
    "demo-timeline.html": (timeline_page, "what happened when"),
    "demo-map.html": (map_page, "and where"),
    "demo-ledger.html": (ledger_page, "who came back in which exchange"),
}
"""File → how its page is made, and what it shows."""


def report(store: Store) -> None:
    """What the store holds, three questions with their answers, and one contradiction."""
    numbers = summary(store)
    languages = ", ".join(f"{number} {lang}" for lang, number in numbers.documents.items())
    console.heading(f"{sum(numbers.documents.values())} documents ({languages}) say of the war")
    console.print_beside(
        console.counted("entities", numbers.entities),
        console.counted("events", numbers.events),
        console.counted("claims", numbers.claims),
    )
    for name, columns, needed, limit in QUESTIONS:
        query = queries.find(name)
        rows = [row for row in answer(store, name) if all(row[column] for column in needed)]
        console.heading(query.question)
        titles = ["who says so" if column == "voice" else column for column in columns]
        console.OUT.print(console.table(titles, grouped(rows, columns)[:limit]))
    found = contradiction(answer(store, "contradictions"))
    if found:
        one, other = found
        console.heading(f"Who says otherwise? {one['event_label']}: {one['property']}")
        console.OUT.print(beside(one, other))


QUESTIONS = (
    ("who-captured-whom", ("date", "place", "captor", "captive", "count", "voice"), ("date", "captive", "count"), 8),
    ("exchange-balance", ("date", "side", "returned", "total", "exchange"), ("date",), 8),
    ("exchange-mediators", ("date", "mediator", "modality", "publisher"), ("date",), 4),
)
"""Questions of the library with the columns that are shown, those that must be filled, and how many rows at most."""


def answer(store: Store, name: str) -> list[Row]:
    """The answer to a question of the library, each row by column; whoever has no name is known by the publisher."""
    table = queries.run(store, name)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.texts()]
    return [row | {"voice": row.get("claimant") or f"({row.get('publisher', '')})"} for row in rows]


def grouped(rows: Sequence[Row], columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Some columns of the rows, each combination once; the first columns stay empty as far as they repeat the row above
    on the same event."""
    made: list[tuple[str, ...]] = []
    above: Row = {}
    for row in rows:
        same = row["event"] == above.get("event")
        new = next((n for n, column in enumerate(columns) if not same or row[column] != above[column]), None)
        if new is not None:
            made.append(tuple("" if n < new else row[column] for n, column in enumerate(columns)))
            above = row
    return made


def contradiction(rows: Sequence[Row]) -> tuple[Row, Row] | None:
    """Two claims about one thing with different values, rather of two who have a name; None where there are none."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["event"], row["property"]].append(row)
    pairs = [
        (one, other)
        for group in groups.values()
        for one in group
        for other in group
        if one["value"] < other["value"] and one["claimant"] != other["claimant"]
    ]

    def rank(pair: tuple[Row, Row]) -> tuple[bool, bool, int]:
        one, other = pair
        unnamed = not (one["claimant"] and other["claimant"])
        return unnamed, not one["date"], len(one["quote"]) + len(other["quote"])

    return min(pairs, key=rank, default=None)


def beside(one: Row, other: Row) -> Table:
    """Two claims side by side: the value, who says so, and the words."""
    grid = Table.grid(expand=True, padding=(0, 1))
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)

    def panel(row: Row) -> Panel:
        said = row["claimant"] or f"{row['publisher']} (own voice)"
        return Panel(
            Text.assemble(
                (row["value"], "bold"), f"\n{row['modality']} by {said}\n\n", (f"“{row['quote']}”", "italic"),
                f"\n\n{row['publisher']}, {row['published']}",
            )
        )  # fmt: skip

    grid.add_row(panel(one), panel(other))
    return grid


def following(store: Path) -> Iterator[str]:
    """Commands that show more."""
    at = f"--store {store}"
    yield f"  kg query contradictions {at}"
    yield f"  kg query timeline --param from=2024-01-01 {at}"
    yield f"  kg evidence Lubinets {at}"
    yield f"  kg view --about Lubinets {at}"
    yield f"  kg export ttl {store.parent / 'demo.ttl'} {at}"
    yield "  kg query --list"
    yield "  kg build FOLDER          your own documents; then the same, without --store"
