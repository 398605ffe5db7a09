"""The command line: `kg COMMAND`. Each module of `kg.commands` is a command, and only the one that is called is loaded.

Exit codes: 0 all went well, 1 something was left out or is not as it should be, 2 the command could not be carried out.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from kg import __version__

COMMANDS = (
    "demo",
    "build",
    "query",
    "view",
    "export",
    "stats",
    "validate",
    "remove",
    "extract",
    "records",
    "evaluate",
    "train",
)
"""The commands, in the order in which `kg --help` lists them."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """War reporting in English, Romanian, Ukrainian and Russian, read into a knowledge graph.

    Every statement of the graph has its sentence and its speaker. Begin with `kg demo`.
    """


def application(commands: Iterable[str] = COMMANDS) -> typer.Typer:
    """The program with these commands. Loading them all takes seconds, for some bring spaCy or pySHACL with them."""
    app = typer.Typer(
        name="kg",
        no_args_is_help=True,
        rich_markup_mode="markdown",
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="Exit codes: 0 all went well, 1 something was left out or is not as it should be, 2 it can't be done.",
    )
    app.callback()(_kg)
    for name in commands:
        module = importlib.import_module(f"kg.commands.{name}")
        app.command(name, epilog=f"Example: {module.EXAMPLE}")(module.run)
    return app


def called(arguments: Sequence[str]) -> Iterable[str]:
    """The command that the arguments call, or all where help is wanted or the name is unknown."""
    return arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS


def main() -> None:
    """Entry point of the program."""
    application(called(sys.argv[1:]))(prog_name="kg")
