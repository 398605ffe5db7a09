"""Options and arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.settings import DEFAULT_STORE

Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt, .html, .jsonl), folders of them, web addresses, or - for standard input.",
        metavar="PATH...",
        show_default=False,
    ),
]
Store = Annotated[
    str,
    typer.Option("--store", help="The folder of the store, or the address of a SPARQL endpoint.", metavar="DIR|URL"),
]
Folder = Annotated[str, typer.Option("--store", help="The folder of the store.", metavar="DIR")]
"""A store that is written to, or whose every part is wanted."""
STORE = str(DEFAULT_STORE)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Restricted = Annotated[
    bool,
    typer.Option(
        "--include-restricted",
        help="Also the names of private persons in captivity, which the third Geneva Convention protects.",
    ),
]
