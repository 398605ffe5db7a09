"""kg query: the analysts' questions, or any SPARQL."""

from __future__ import annotations

import dataclasses
import difflib
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import console, options
from kg.graph import queries
from kg.graph.queries import Query, QueryError, Table
from kg.graph.store import Store
from kg.publish import answers
from kg.publish.answers import Answer, AnswerError

EXAMPLE = "kg query who-captured-whom --param side=RU --format csv"

STDIN = "-"


class Format(StrEnum):
    """How an answer is printed; all but `table` as the W3C says."""

    table = "table"
    csv = "csv"
    json = "json"
    xml = "xml"
    ttl = "ttl"


def run(
    question: Annotated[
        str,
        typer.Argument(help="A name of --list, a file of SPARQL, or - for SPARQL on standard input.", metavar="QUERY"),
    ] = "",
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="Set a parameter of the question.", metavar="NAME=VALUE")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
    columns: Annotated[
        str, typer.Option("--columns", "-c", help="Only these columns, each row once.", metavar="A,B,…")
    ] = "",
    listed: Annotated[
        bool, typer.Option("--list", "-l", help="List the questions and their parameters; of QUERY, all of its header.")
    ] = False,
    store: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Ask a question: one of the library by its name, or any SPARQL.

    Parameters are bound as values, never pasted into the query. A query without GRAPH sees all graphs at once.
    """
    with console.failures(QueryError, AnswerError):
        if listed:
            show([find(question)] if question else list(queries.library().values()), as_json, bool(question))
            return
        if not question:
            raise QueryError("which question? name one of `kg query --list`, a file, or -")
        values = dict(map(pair, param or []))
        chosen = find(question)
        with console.opened(store) as held:
            with console.waiting("asking"):
                answer = projected(answered(held, chosen, values), columns)
            console.note_unsettled(held, store)
        show_answer(chosen, answer, Format.json if as_json else form)


def pair(text: str) -> tuple[str, str]:
    """The name and the value of `name=value`; an IRI may stand without the product's namespace."""
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"--param {text}: write it as NAME=VALUE")
    return name, console.full(value)


def find(question: str) -> Query | str:
    """The question of a name or a file; SPARQL without a header as it stands."""
    if question == STDIN:
        return read("standard input", sys.stdin.read())
    if question in queries.library():
        return queries.find(question)
    path = Path(question)
    if path.is_file():
        try:
            return read(str(path), path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise QueryError(f"{path}: it is not UTF-8 text; name a file of SPARQL") from error
    near = difflib.get_close_matches(question, queries.library(), 3, 0.5)
    meant = f"did you mean {' or '.join(near)}?" if near else "`kg query --list` shows them"
    raise QueryError(f"there is no question and no file {question}; {meant}")


def read(name: str, text: str) -> Query | str:
    """A question, where the text has a header; else plain SPARQL."""
    return queries.parse(name, text) if any(line.startswith("# title:") for line in text.splitlines()) else text


def answered(store: Store, question: Query | str, values: dict[str, str]) -> Answer:
    """The answer of the store. Raises QueryError where the question is no SPARQL, or plain SPARQL is given values."""
    try:
        if isinstance(question, Query):
            return queries.answer(store, question, values)
        if values:
            raise QueryError("plain SPARQL has no parameters; give it a header as the files in queries/ have")
        return answers.ask(store, question)
    except SyntaxError as error:
        name = question.name if isinstance(question, Query) else "the query"
        raise QueryError(f"{name} is no SPARQL query: {error.msg}") from error


def projected(answer: Answer, columns: str) -> Answer:
    """The named columns of an answer, each of the rows once; the whole answer where no column is named."""
    if not columns:
        return answer
    rows = answers.table(answer)
    names = tuple(name.strip() for name in columns.split(","))
    if unknown := [name for name in names if name not in rows.columns]:
        raise QueryError(f"there is no column {', '.join(unknown)}; there are {', '.join(rows.columns)}")
    places = [rows.columns.index(name) for name in names]
    return Table(names, tuple(dict.fromkeys(tuple(row[n] for n in places) for row in rows.rows)))


def show_answer(question: Query | str, answer: Answer, form: Format) -> None:
    """Print an answer; one without a row says so on standard error too, where people look for it."""
    if form != Format.table:
        sys.stdout.write(answers.serialise(answer, form))
        return
    rows = answers.table(answer)
    if rows.rows:
        console.print_rows(rows.columns, rows.texts(), question.title if isinstance(question, Query) else "")
    else:
        console.say("no answer: nothing in the store fits")


def show(found: list[Query | str], as_json: bool, whole: bool) -> None:
    """Print headers of questions: the columns of the answer too where `whole`."""
    headed = [query for query in found if isinstance(query, Query)]
    if as_json:
        console.print_json([header(query) for query in headed])
        return
    for query in headed:
        console.print_definition(query.name, query.question)
        for parameter in query.parameters:
            default = f" = {parameter.default}" if parameter.default else ""
            console.print_definition(f"  {parameter.name}", f"({parameter.type}{default}) {parameter.about}")
        for column in query.columns if whole else ():
            console.print_definition(f"  → {column.name}", column.about)


def header(query: Query) -> dict[str, object]:
    """What the header of a question says."""
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [dataclasses.asdict(parameter) for parameter in query.parameters],
        "columns": [dataclasses.asdict(column) for column in query.columns],
    }
