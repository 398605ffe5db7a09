"""What the commands print. Answers go to standard output, everything else to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Never

import typer
from rich import box
from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from kg.graph.meta import settled
from kg.graph.remote import RemoteStore
from kg.graph.store import EmbeddedStore, Store, StoreError, open_store
from kg.ids import BASE
from kg.registry import RegistryError

OUT = Console(highlight=False)
ERR = Console(stderr=True, highlight=False)

COLUMN = 14
"""Cells of the screen in which a longer text can be read; with less, each row is shown as a card of its own."""


def say(text: str) -> None:
    """A line on standard error, as it stands."""
    ERR.print(text, markup=False, soft_wrap=True)


def tell(text: str) -> None:
    """A line on standard output, as it stands."""
    OUT.print(text, markup=False, soft_wrap=True)


def fail(message: str) -> Never:
    """One line on standard error and exit code 2: the command could not be carried out."""
    say(f"kg: {message}")
    raise typer.Exit(2)


@contextmanager
def failures(*kinds: type[Exception]) -> Iterator[None]:
    """Turns errors that a user can mend (of `kinds`, a store, the system) into one line and exit code 2."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read the output has seen enough: no failure
    except Exception as error:
        if not isinstance(error, (StoreError, RegistryError, OSError, *kinds)):
            raise
        message = str(error)
        if isinstance(error, OSError) and error.strerror:
            message = f"{error.filename2 or error.filename}: {error.strerror}; check the name and the permissions"
        fail(" ".join(message.split()))


def is_address(location: str) -> bool:
    """Whether a store is behind a SPARQL endpoint rather than in a folder."""
    return "://" in location


@contextmanager
def opened(location: str, *, restricted: bool = False) -> Iterator[Store]:
    """The store of a folder or of a SPARQL endpoint, to be read; closed again whatever happens.

    `restricted` says that what is withheld of private captives is asked for, which no endpoint has.
    """
    with failures():
        if is_address(location):
            if restricted:
                fail("--include-restricted: names of captives are in no endpoint; name the folder of a store")
            yield RemoteStore(location)
            return
        with open_store(location, read_only=True) as store:
            yield store


@contextmanager
def written(location: str) -> Iterator[EmbeddedStore]:
    """The store of a folder, to be changed; closed again whatever happens."""
    if is_address(location):
        fail(f"{location}: only a folder can be changed; do so, then `kg load sparql {location} --store FOLDER`")
    with failures(), open_store(location) as store:
        yield store


def problem(text: str, *, skipped: bool) -> None:
    """A line on standard error for something wrong with the input; whether a document is left out for it."""
    say(f"{'left out' if skipped else 'note'}: {text}")


def note_unsettled(store: Store, location: str) -> None:
    """Say so where a build was broken off, for then the graph lacks what was read last."""
    if not is_address(location) and store.documents() and not settled(store):
        say(f"note: the last build of {location} was broken off, and answers may lack documents; run it again")


def print_definition(term: str, text: str, width: int = 22) -> None:
    """A word and what it means, hanging beside it; `width` is that of the words' column."""
    for n, line in enumerate(Text(text).wrap(OUT, max(20, OUT.width - width - 2))):
        line.rstrip()
        OUT.print(Text.assemble((("" if n else term).ljust(width), "bold"), "  ", line))


def print_json(value: Any) -> None:
    """One JSON value on one line of standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def short(value: str) -> str:
    """An IRI without the product's namespace; any other text as it is."""
    return value.removeprefix(BASE)


def full(value: str) -> str:
    """The IRI of a shortened one (`event/capture-04b9`)."""
    kinds = ("document/", "entity/", "event/", "place/")
    return BASE + value if value.startswith(kinds) else value


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "", least: Sequence[int] | None = None
) -> Table:
    """A table whose cells are plain text, whatever brackets they hold; `least` are widths to keep to."""
    made = Table(
        title=escape(title) or None,
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        padding=(0, 1, 0, 0),
    )
    cells = [[short(str(cell)) for cell in row] for row in rows]
    for column, width in zip(columns, least or [0] * len(columns), strict=True):
        made.add_column(column, overflow="fold", min_width=width)
    for row in cells:
        made.add_row(*map(Text, row))
    return made


def least_widths(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The cells of the screen that each column needs: all of a text without spaces, which may be copied elsewhere."""
    return [
        max(cell_len(cell) if " " not in cell else min(cell_len(cell), COLUMN) for cell in cells)
        for cells in zip(columns, *rows, strict=True)
    ]


def _print_cards(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Each row by itself: what the columns are called, and what the row has in them."""
    for number, row in enumerate(rows, 1):
        OUT.print(Text(f"── {number} ".ljust(40, "─"), style="dim"))
        for column, cell in zip(columns, row, strict=True):
            if cell:
                print_definition(column, short(cell), max(map(len, columns)))


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """Rows on standard output: as a table where its columns have room, else as cards."""
    least = least_widths(columns, [list(map(short, row)) for row in rows])
    if sum(width + 2 for width in least) <= OUT.width:
        OUT.print(table(columns, rows, title, least))
        return
    if title:
        OUT.print(Text(title, style="bold"))
    _print_cards(columns, rows)


def counted(title: str, counts: Mapping[str, int]) -> Table:
    """Things and how many of them there are, most first."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    made = table((title, "number"), rows)
    made.columns[1].justify = "right"
    return made


def heading(text: str) -> None:
    """A line that opens a part of a report."""
    OUT.print()
    OUT.print(Text(text, style="bold cyan"))


def print_beside(*tables: Table) -> None:
    """Tables side by side as far as there is room."""
    OUT.print(Columns(tables, padding=(0, 2)))


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """A sign on standard error that something is going on, gone when it ends; silent where that is no terminal."""
    if not ERR.is_terminal:
        yield
        return
    with ERR.status(label):
        yield


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """A bar on standard error that each call moves on by one, with the name of what comes next; gone when it ends.

    Silent where standard error is no terminal.
    """
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(label, total=total)

        def step(name: str) -> None:
            bar.update(task, description=f"{label} {short(name)}", advance=1)

        yield step
