"""The analysts' questions: the files of `queries/`, their headers, and their answers.

A file is SPARQL 1.1 that any engine runs as it stands. Its header says what it asks:

    # title: Who captured whom
    # question: Who took whom prisoner, where, when and how many, and who says so?
    # param side (side): the side of the captives
    # param km (number) = 50: how far
    # column captor (list): who took prisoner

The parameter `side` is the variable `?p_side`, which a VALUES block binds to its default, or to UNDEF where it may be
left open. Giving it a value puts another RDF term into each such block; no text of the caller's becomes a part of the
query. A parameter that chooses by a property does so by an OPTIONAL set of what fits, computed once, and not by EXISTS,
which Oxigraph evaluates anew for each row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import pyoxigraph as ox

from kg.graph.store import Store
from kg.graph.terms import Term, concept, date, plain
from kg.graph.vocabulary import XSD
from kg.settings import resource

Parsed = TypeVar("Parsed")

LIST_SEPARATOR = " | "
"""Between the parts of a cell of a `list` column."""

_HEADER = re.compile(r"#\s*(title|question|param|column)\s*(.*)")
_NAMED = re.compile(r"(\w+)(?:\s*\((\w+)\))?(?:\s*=\s*([^:]*?))?\s*:\s*(.*)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class QueryError(ValueError):
    """A question that does not exist, a parameter that it lacks, or a value of another type than it asks for."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that the caller may set. `default` is "" where it may be left open."""

    name: str
    type: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer; the parts of a `list` cell have no order of their own and are sorted."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question: a file of `queries/`."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """An answer: the names of the columns, and rows of terms (None where a cell is empty)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as texts, for people to read."""
        return [tuple("" if term is None else term.value for term in row) for row in self.rows]


def _text(value: str) -> Term:
    return ox.Literal(value)


def _iri(value: str) -> Term:
    if not _SCHEME.fullmatch(value):
        raise ValueError("an IRI")
    return ox.NamedNode(value)


def _date(value: str) -> Term:
    if not _DAY.fullmatch(value):
        raise ValueError("a day, as 2024-08-24")
    return date(value)


def _number(value: str) -> Term:
    if not _NUMBER.fullmatch(value):
        raise ValueError("a number")
    return ox.Literal(float(value)) if "." in value else ox.Literal(value, datatype=XSD.integer)


def _side(value: str) -> Term:
    if not re.fullmatch(r"[A-Za-z]{2}", value):
        raise ValueError("a country of two letters, as UA")
    return concept("side", value.upper())


TYPES: dict[str, Callable[[str], Term]] = {
    "text": _text,
    "iri": _iri,
    "date": _date,
    "number": _number,
    "side": _side,
    "lang": _text,
}
"""Type of a parameter → how its value is read. Each raises ValueError with the words for what it wants."""


def parse(name: str, text: str) -> Query:
    """A question from the text of its file. Raises QueryError where its header or a VALUES block is at fault."""
    facts: dict[str, str] = {}
    parameters, columns = [], []
    for line in text.splitlines():
        found = _HEADER.fullmatch(line.strip())
        if not found:
            continue
        kind, rest = found.groups()
        if kind in ("title", "question"):
            facts[kind] = rest.lstrip(": ").strip()
            continue
        named = _NAMED.fullmatch(rest)
        if not named:
            raise QueryError(f"{name}: can't read the header line {line!r}")
        key, kind_of, default, about = named.groups()
        if kind == "param":
            parameters.append(Parameter(key, kind_of or "text", default or "", about))
        else:
            columns.append(Column(key, kind_of or "text", about))
    if set(facts) != {"title", "question"} or not columns:
        raise QueryError(f"{name}: a title, a question and columns are wanted in the header")
    for parameter in parameters:
        if parameter.type not in TYPES:
            raise QueryError(f"{name}: {parameter.name} is of type {parameter.type}; known are {', '.join(TYPES)}")
        if not _block(parameter.name).search(text):
            raise QueryError(f"{name}: there is no VALUES block for the parameter {parameter.name}")
    return Query(name, facts["title"], facts["question"], tuple(parameters), tuple(columns), text)


def _block(parameter: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?p_{re.escape(parameter)} \{{[^}}]*\}}")


def read(folder: Path, parsed: Callable[[str, str], Parsed]) -> dict[str, Parsed]:
    """The files of a folder by their stems, as `parsed` makes them of stem and text."""
    return {path.stem: parsed(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))}


@cache
def library() -> Mapping[str, Query]:
    """The analysts' questions, by name."""
    return read(resource("queries"), parse)


@cache
def checks() -> Mapping[str, Query]:
    """The checks: questions of which each row of an answer is an error."""
    return read(resource("queries") / "checks", parse)


def find(name: str) -> Query:
    """The question of this name. Raises QueryError, with the names that there are."""
    query = library().get(name)
    if query is None:
        raise QueryError(f"there is no question {name}; there are {', '.join(library())}")
    return query


def bind(query: Query, values: Mapping[str, str]) -> str:
    """The SPARQL of a question with its parameters set. Raises QueryError for what is not one of its parameters."""
    known = {parameter.name: parameter for parameter in query.parameters}
    text = query.text
    for name, value in values.items():
        if name not in known:
            raise QueryError(f"{query.name} has no parameter {name}; it has {', '.join(known) or 'none'}")
        try:
            term = TYPES[known[name].type](value)
        except ValueError as error:
            raise QueryError(f"{query.name}: {name} is to be {error}, not {value!r}") from error
        block = f"VALUES ?p_{name} {{ {term} }}"
        text = _block(name).sub(block.replace("\\", r"\\"), text)
    return text


def _cell(term: Any, kind: str) -> Term | None:
    if term is None:
        return None
    if kind == "list":
        return ox.Literal(LIST_SEPARATOR.join(sorted(set(plain(term).split(LIST_SEPARATOR))))) if plain(term) else None
    return cast("Term", term)


def answer(store: Store, query: Query, values: Mapping[str, str]) -> Table:
    """The answer to a question."""
    results = cast("ox.QuerySolutions", store.query(bind(query, values)))
    columns = tuple(variable.value for variable in results.variables)
    kinds = {column.name: column.type for column in query.columns}
    rows = cast("Iterable[ox.QuerySolution]", results)
    return Table(columns, tuple(tuple(_cell(row[name], kinds.get(name, "")) for name in columns) for row in rows))


def run(store: Store, name: str, values: Mapping[str, str] | None = None) -> Table:
    """The answer to the question of this name: `run(store, "who-captured-whom", {"side": "RU"})`."""
    return answer(store, find(name), values or {})
