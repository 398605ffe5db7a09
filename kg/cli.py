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

COMMANDS = {
    "demo": "Read the bundled documents, answer some questions, and draw the graph.",
    "build": "Read documents into a store, and build the graph.",
    "query": "Ask a question: one of the library by its name, or any SPARQL.",
    "view": "Write the graph, or a part of it, as an interactive page.",
    "evidence": "Write all that is said of one event, person, unit or place as a page.",
    "timeline": "Write the events in time, by type and side, as a page.",
    "map": "Write the events on a map, with how exactly each is placed, as a page.",
    "ledger": "Write the ledger of prisoner exchanges as a page.",
    "path": "Show how two persons, units, organizations or places are linked, sentence by sentence.",
    "analyse": "Show who appears with whom, who stands between others, or which groups there are.",
    "export": "Write the graph to a file that other tools read.",
    "serve": "Serve the graph: a SPARQL 1.1 endpoint, JSON, and pages, to be read only.",
    "load": "Write the graph to a database server.",
    "stats": "Count documents, entities, events and claims.",
    "validate": "Check that the graph is sound.",
    "remove": "Take a document out of a store, with everything that rests on it alone.",
    "extract": "Print what documents say, one JSON record a line.",
    "records": "Print the records of all documents, read back out of the graph.",
    "evaluate": "Measure records against gold: precision, recall and F1.",
    "explain": "Say why two things are held to be one, or not, or from what a statement follows.",
    "review": "Decide that two things are one, or two, in place of the program.",
    "registry": "Add your own units, organizations and people to those that documents are read with.",
    "bench": "Measure how fast documents are read, or how fast questions are answered.",
    "train": "Train the weights that a language is read with.",
}
"""The commands in the order in which `kg --help` lists them, each with the first sentence of its own help."""


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


def _listed() -> None:
    """Stands in the list of commands for one that is not loaded."""


def application(loaded: Iterable[str] = tuple(COMMANDS)) -> typer.Typer:
    """The program. A command that is not among the loaded ones is only listed: some bring spaCy or pySHACL with them,
    which takes seconds."""
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
    for name, summary in COMMANDS.items():
        if name in loaded:
            module = importlib.import_module(f"kg.commands.{name}")
            app.command(name, epilog=f"Example: {module.EXAMPLE}")(module.run)
        else:
            app.command(name, help=summary)(_listed)
    return app


def called(arguments: Sequence[str]) -> Sequence[str]:
    """The command that the arguments call, if they call one."""
    return [name for name in arguments[:1] if name in COMMANDS]


def main() -> None:
    """Entry point of the program."""
    application(called(sys.argv[1:]))(prog_name="kg")
