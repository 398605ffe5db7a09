"""kg train: the weights of a language, from treebanks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import console
from kg.settings import DATA
from kg.train import train

EXAMPLE = "kg train uk --data treebanks/"


def run(
    lang: Annotated[str, typer.Argument(help="en, ro, uk or ru.", metavar="LANG", show_default=False)],
    data: Annotated[
        Path,
        typer.Option("--data", help="The folder of treebanks that kg/train/README.md lists.", show_default=False),
    ],
    out: Annotated[
        Path | None, typer.Option("--out", help="Where to write; left out, into the package itself.", metavar="DIR")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option("--minutes", help="Bound each of the two trainings.", show_default="all passes")
    ] = None,
) -> None:
    """Train the weights that a language is read with.

    Nobody needs this to read documents: the weights come with the package.
    """
    with console.failures(ValueError):
        train(lang, data, out or DATA / "models" / lang, minutes, console.say)
