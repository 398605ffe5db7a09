"""Where the graph lives: an Oxigraph database on disk, with one transaction for each document.

What is withheld of private captives lies in a second database beside the first, so that no query, page or export can
reach it by accident; `restricted` says where it is asked for. A query without GRAPH sees the union of all graphs but
those. No triple stands in two graphs (`tests/graph` proves it), so that counting over the union counts each once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyoxigraph as ox

from kg.graph.lock import BusyError, Lock
from kg.graph.privacy import restricted_folder
from kg.graph.terms import plain
from kg.graph.tokens import keywords
from kg.graph.vocabulary import KG, PROV
from kg.ids import BASE, graph_iri

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

DOCUMENTS = f"{BASE}document/"
META = ox.NamedNode(graph_iri("meta"))
"""The one graph with a clock, which a dump leaves out unless it is asked for."""


class StoreError(RuntimeError):
    """A store that can't be opened: the message says why and what to do."""


class Store(Protocol):
    """A dataset that holds the graph, to be read: on this machine (`EmbeddedStore`) or behind a SPARQL endpoint.

    path  the folder that it lies in, None where it lies in none
    """

    path: Path | None

    def documents(self) -> dict[str, str]:
        """IRI of each document → SHA-256 of the text that was read."""

    def graphs(self, *, restricted: bool = False) -> list[str]:
        """The IRIs of the graphs, sorted."""

    def query(self, sparql: str, *, restricted: bool = False) -> Results:
        """The answer to a query over the union of the graphs; over the withheld ones alone where `restricted`.

        Raises SyntaxError where it is no SPARQL query.
        """

    def dump(self, *, restricted: bool = False, meta: bool = False) -> Iterator[str]:
        """The lines of the dataset as sorted N-Quads, its canonical form."""


class WritableStore(Store, Protocol):
    """A dataset that the graph is built in."""

    def put_document(self, document: str, quads: Iterable[ox.Quad]) -> bool:
        """Replace all that a document says, in one transaction; whether that changed anything."""

    def remove_document(self, document: str) -> bool:
        """Take a document out, with what was withheld of it; whether it was there."""

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        """Replace a graph that is derived from others, in one transaction; whether that changed anything."""

    def extend_graph(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Add to a graph that only grows."""

    def note(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: str) -> None:
        """Make `value` the one thing that the meta graph says by a predicate of a subject; "" takes it away."""


def _open(path: Path, *, read_only: bool) -> tuple[Lock, ox.Store, ox.Store]:
    """The lock of a store's folder and its two databases, the open one and the restricted one."""
    try:
        if not read_only:
            path.mkdir(parents=True, exist_ok=True)
        lock = Lock(path, shared=read_only)
    except BusyError as error:
        raise StoreError(f"{path} is in use by another process: wait until that has ended") from error
    except FileNotFoundError as error:
        raise StoreError(f"there is no store at {path}") from error
    except OSError as error:
        raise StoreError(f"{path} can't be opened as a store: {error}") from error
    make = ox.Store.read_only if read_only else ox.Store
    try:
        return lock, make(str(path / "open")), make(str(path / "restricted"))
    except OSError as error:
        lock.release()
        raise StoreError(f"{path} can't be opened as a store: {error}") from error


def _body(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


def _swap(store: ox.Store, graph: ox.NamedNode, quads: set[ox.Quad], also: str = "") -> bool:
    """Make a graph hold exactly `quads`, in one transaction with the update `also`; whether that changed anything."""
    stored = set(store.quads_for_pattern(None, None, None, graph))
    gone, new = sorted(stored - quads, key=str), sorted(quads - stored, key=str)
    if not gone and not new:
        return False
    if not gone and not also:
        store.extend(new)
        return True
    parts = [
        f"{verb} DATA {{ GRAPH {graph} {{ {_body(part)} }} }}" for verb, part in (("DELETE", gone), ("INSERT", new))
    ]
    store.update(" ;\n".join([*parts, also] if also else parts))
    return True


def _nodes(graphs: Iterable[str]) -> list[Any]:
    return [ox.NamedNode(graph) for graph in graphs]


class EmbeddedStore:
    """A store of this machine: a folder, or memory where no folder is named.

    Raises StoreError where the folder is no store, or another process is at it. With `read_only` any number of
    processes may look at a folder that none writes to, and none of the methods that change it work.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self._writes = path is not None and not read_only
        self._lock: Lock | None = None
        if path is None:
            self._open, self._restricted = ox.Store(), ox.Store()
        else:
            self._lock, self._open, self._restricted = _open(path, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder, so that another process may write to it. The store is of no use afterwards.

        What was written is flushed, or else each reader would first go through the log of a large build by itself.
        """
        if self._writes:
            self._open.flush()
            self._restricted.flush()
        del self._open, self._restricted
        if self._lock:
            self._lock.release()

    def put_document(self, document: str, quads: Iterable[ox.Quad]) -> bool:
        """Replace all that a document says. What is withheld is written before the document and cleared away after it,
        so that a process killed between the two leaves the earlier reading whole."""
        parts: dict[str, set[ox.Quad]] = {document: set()}
        for quad in quads:
            parts.setdefault(plain(quad.graph_name), set()).add(quad)
        withheld = sorted(set(parts) - {document})
        if strange := [name for name in withheld if not name.startswith(restricted_folder(document))]:
            raise ValueError(f"{strange[0]} is no graph of {document}")
        changed = False
        for name in withheld:
            changed |= _swap(self._restricted, ox.NamedNode(name), parts[name])
        changed |= _swap(self._open, ox.NamedNode(document), parts[document], self._revision(document, parts[document]))
        return self._clear_restricted(document, keep=withheld) or changed

    def _revision(self, document: str, quads: set[ox.Quad]) -> str:
        """The update that keeps the hash of the text that a document replaces, in the graph that is no export."""
        node = ox.NamedNode(document)
        old = {plain(q.object) for q in self._open.quads_for_pattern(node, KG.sha256, None, node)}
        new = {plain(q.object) for q in quads if q.subject == node and q.predicate == KG.sha256}
        facts = "".join(f"{node} {PROV.wasRevisionOf} <urn:sha256:{sha256}> .\n" for sha256 in sorted(old - new))
        return f"INSERT DATA {{ GRAPH {META} {{ {facts} }} }}" if facts else ""

    def _clear_restricted(self, document: str, keep: Iterable[str]) -> bool:
        stale = [
            node
            for node in self._restricted.named_graphs()
            if node.value.startswith(restricted_folder(document)) and node.value not in keep
        ]
        for node in stale:
            self._restricted.remove_graph(node)
        return bool(stale)

    def remove_document(self, document: str) -> bool:
        """Take a document out, with what was withheld of it and what the meta graph says of it."""
        node = ox.NamedNode(document)
        there = self._open.contains_named_graph(node)
        if there:
            self._open.update(f"DROP GRAPH {node} ; DELETE WHERE {{ GRAPH {META} {{ {node} ?p ?o }} }}")
        return self._clear_restricted(document, keep=()) or there

    def replace_graph(self, graph: str, quads: Iterable[ox.Quad]) -> bool:
        """Make a derived graph hold exactly `quads`; every one of them must name it."""
        wanted = set(quads)
        if any(plain(quad.graph_name) != graph for quad in wanted):
            raise ValueError(f"a quad of another graph than {graph}")
        return _swap(self._open, ox.NamedNode(graph), wanted)

    def extend_graph(self, graph: str, quads: Iterable[ox.Quad]) -> None:
        """Add to a graph that only grows; every one of the quads must name it."""
        new = list(quads)
        if any(plain(quad.graph_name) != graph for quad in new):
            raise ValueError(f"a quad of another graph than {graph}")
        self._open.extend(new)

    def note(self, subject: ox.NamedNode, predicate: ox.NamedNode, value: str) -> None:
        fact = f"{subject} {predicate}"
        said = f" ; INSERT DATA {{ GRAPH {META} {{ {fact} {ox.Literal(value)} }} }}" if value else ""
        self._open.update(f"DELETE WHERE {{ GRAPH {META} {{ {fact} ?said }} }}{said}")

    def documents(self) -> dict[str, str]:
        found = self._open.quads_for_pattern(None, KG.sha256, None, None)
        return dict(
            sorted((plain(quad.subject), plain(quad.object)) for quad in found if quad.subject == quad.graph_name)
        )

    def graphs(self, *, restricted: bool = False) -> list[str]:
        stores = [self._open, self._restricted] if restricted else [self._open]
        return sorted(node.value for store in stores for node in store.named_graphs())

    def query(
        self, sparql: str, *, restricted: bool = False, default: Collection[str] = (), named: Collection[str] = ()
    ) -> Results:
        """The answer over the union of the graphs, or over the dataset that the query names by FROM. `default` and
        `named` are another dataset, as the SPARQL 1.1 Protocol has it: it goes before that of the query."""
        store = self._restricted if restricted else self._open
        if default or named:
            return store.query(sparql, default_graph=_nodes(default), named_graphs=_nodes(named))
        return store.query(sparql, use_default_graph_as_union="FROM" not in keywords(sparql))

    def quads(self, *, restricted: bool = False, meta: bool = False) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        for store in (self._open, self._restricted) if restricted else (self._open,):
            yield from (quad for quad in store if meta or quad.graph_name != META)

    def dump(self, *, restricted: bool = False, meta: bool = False) -> Iterator[str]:
        yield from sorted(f"{quad} .\n" for quad in self.quads(restricted=restricted, meta=meta))


def open_store(location: str | Path, *, read_only: bool = False) -> EmbeddedStore:
    """The store at a folder. Raises StoreError where it can't be opened."""
    return EmbeddedStore(Path(location), read_only=read_only)
