"""The graph from Python: `import kg; g = kg.open()`.

    import kg

    with kg.open(".kg") as g:
        rows = g.query("who-captured-whom", side="RU")   # pandas.DataFrame(rows) takes them as they are
        rows.columns, rows[0]["captor"]
        g.sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        g.network()                                      # a networkx.MultiDiGraph of entities and events
        g.dataset()                                      # an rdflib.Dataset of every graph

A store is read, never changed: building is the work of the command line, or of `kg.pipeline`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast, overload

import pyoxigraph as ox
import rdflib

from kg.graph import queries
from kg.graph.queries import LIST_SEPARATOR, Query, Table
from kg.graph.records import records
from kg.graph.remote import RemoteStore
from kg.graph.store import EmbeddedStore, Store, open_store
from kg.graph.terms import unscalar
from kg.graph.vocabulary import XSD
from kg.model import Record
from kg.publish import answers
from kg.publish.network import Cut, network
from kg.publish.network import Graph as Network
from kg.settings import DEFAULT_STORE

Value = str | int | float | bool | datetime.date | tuple[str, ...] | None
"""What a cell holds: None where it is empty, a tuple in a `list` column, a date where it is a whole day."""


class Rows(Sequence[dict[str, Value]]):
    """An answer: one dict a row, column → value, in the order of the answer."""

    def __init__(self, columns: Sequence[str], rows: Sequence[dict[str, Value]]) -> None:
        self.columns = tuple(columns)
        self._rows = rows

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[dict[str, Value]]: ...
    def __getitem__(self, index: int | slice) -> dict[str, Value] | Sequence[dict[str, Value]]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"


def _value(term: ox.NamedNode | ox.Literal | None, kind: str) -> Value:
    if kind == "list":
        return tuple(term.value.split(LIST_SEPARATOR)) if term else ()
    if term is None or isinstance(term, ox.NamedNode):
        return term.value if term else None
    if term.datatype == XSD.date:
        return datetime.date.fromisoformat(term.value)
    value: Value = unscalar(term)
    return value


def _rows(table: Table, kinds: dict[str, str]) -> Rows:
    made = [
        {name: _value(term, kinds.get(name, "")) for name, term in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]
    return Rows(table.columns, made)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


class Graph:
    """A store that is open for questions; a context manager that closes it."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store, so that another process may write to it. The graph is of no use afterwards."""
        if isinstance(self.store, EmbeddedStore):
            self.store.close()

    def questions(self) -> dict[str, Query]:
        """The questions of the library by name, each with its parameters and columns."""
        return dict(queries.library())

    def query(self, name: str, /, **values: object) -> Rows:
        """The answer to a question of the library. Parameters are texts, numbers, dates or IRIs, as its header says;
        one whose name is a Python keyword is written with an underscore (`from_="2024-08-01"`).

        Raises kg.graph.queries.QueryError for a question or a parameter that there is not, or a value that does not
        fit.
        """
        query = queries.find(name)
        given = {key.removesuffix("_"): _text(value) for key, value in values.items() if value is not None}
        return _rows(queries.answer(self.store, query, given), {c.name: c.type for c in query.columns})

    def sparql(self, text: str) -> Rows:
        """The answer to any SPARQL query; without GRAPH it sees all graphs. Raises SyntaxError where it is none."""
        return _rows(answers.table(answers.ask(self.store, text)), {})

    def records(self) -> Iterator[Record]:
        """What each document says, as read back out of the graph. Private captives stand under pseudonyms."""
        return records(self.store)

    def network(self, **cut: Any) -> Network:
        """The entities and events as a networkx.MultiDiGraph; `about`, `hops`, `since`, `until`, `types` and `sides`
        cut a part out, as those of `kg.publish.network.Cut`."""
        return network(self.store, Cut(**cut) if cut else None)

    def dataset(self) -> rdflib.Dataset:
        """A copy of every graph as an rdflib.Dataset, whose default graph is the union of all."""
        made = rdflib.Dataset(default_union=True)
        for name in self.store.graphs():
            rows = self.store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
            lines = (f"{s} {p} {o} .\n" for s, p, o in cast("Iterable[tuple[Any, Any, Any]]", rows))
            made.graph(rdflib.URIRef(name)).parse(data="".join(lines), format="nt")
        return made


def open_graph(store: str | Path = DEFAULT_STORE) -> Graph:
    """The graph of a store: of a folder, or of a SPARQL endpoint by its address.

    Raises kg.graph.store.StoreError where it can't be opened.
    """
    location = str(store)
    return Graph(RemoteStore(location) if "://" in location else open_store(location, read_only=True))
