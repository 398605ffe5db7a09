"""The property graph into Neo4j, by its own driver.

Constraints first; then what is missing or different is written in batches, each in a transaction, by MERGE; then what
the store no longer has is deleted. What is there as it should be is left alone: a load that was broken off goes on
where it stopped, and loading again writes nothing. Nodes of others are not touched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from neo4j.spatial import WGS84Point

from kg.graph.store import Store, StoreError
from kg.ids import BASE
from kg.publish.cypher import CONSTRAINTS, SUBLABELS, node_groups, relationship_groups
from kg.publish.property_graph import KINDS, Node, Point, PropertyGraph, Relationship, counted, property_graph

T = TypeVar("T")

BATCH = 1000
"""Rows of one transaction."""

_OURS = f"n.iri STARTS WITH '{BASE}'"


class Neo4jLoadError(StoreError):
    """A server that can't be reached, or that refuses: the message says why and what to do."""


SCHEMES = ("bolt://", "bolt+s://", "bolt+ssc://", "neo4j://", "neo4j+s://", "neo4j+ssc://")
"""What the address of a Neo4j begins with; the driver's way through HTTP is a preview."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a load did, and what a count of both sides found afterwards.

    written      nodes and relationships that were missing or different
    deleted      nodes and relationships that the store does not have
    here, there  label, or type in brackets → how many
    """

    written: int
    deleted: int
    here: Mapping[str, int]
    there: Mapping[str, int]

    @property
    def differences(self) -> dict[str, tuple[int, int]]:
        """Labels and types of which the two sides have not as many."""
        both = sorted({*self.here, *self.there})
        counts = {name: (self.here.get(name, 0), self.there.get(name, 0)) for name in both}
        return {name: count for name, count in counts.items() if count[0] != count[1]}


def _sent(value: Any) -> Any:
    """A value as the driver takes it."""
    match value:
        case Point():
            return WGS84Point((value.lon, value.lat))
        case tuple():
            return list(value)
        case dict():
            return {name: _sent(part) for name, part in value.items()}
    return value


def _read(value: Any) -> Any:
    """A value as the property graph has it."""
    match value:
        case neo4j.time.Date():
            return value.to_native()
        case WGS84Point():
            return Point(value.latitude, value.longitude)
        case list():
            return tuple(value)
    return value


def _properties(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _read(value) for name, value in found.items()}


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def _run(transaction: neo4j.ManagedTransaction, statement: str, rows: list[Any]) -> None:
    transaction.run(statement, rows=rows).consume()


class _Loader:
    """One load into one database."""

    def __init__(self, session: neo4j.Session, batch: int, progress: Callable[[str], None]) -> None:
        self.session, self.batch, self.progress = session, batch, progress

    def write(self, statement: str, rows: Sequence[Any], label: str) -> None:
        for batch in _batches(rows, self.batch):
            self.progress(label)
            self.session.execute_write(_run, statement, [_sent(row) for row in batch])

    def present_nodes(self) -> dict[str, tuple[frozenset[str], dict[str, Any]]]:
        """IRI → labels and properties, of the nodes that a load has written."""
        found = {}
        for kind in KINDS:
            for iri, labels, properties in self.session.run(
                f"MATCH (n:{kind}) WHERE {_OURS} RETURN n.iri, labels(n), properties(n)"
            ):
                found[iri] = (frozenset(labels), _properties(properties))
        return found

    def present_relationships(self) -> dict[tuple[str, str, str], list[tuple[str, dict[str, Any]]]]:
        """(type, start, end) → id and properties of each relationship between such nodes."""
        found: dict[tuple[str, str, str], list[tuple[str, dict[str, Any]]]] = {}
        for row in self.session.run(
            f"MATCH (n)-[r]->(m) WHERE {_OURS} AND m.iri STARTS WITH '{BASE}'"
            " RETURN type(r), n.iri, m.iri, elementId(r), properties(r)"
        ):
            type_, start, end, identifier, properties = row
            found.setdefault((type_, start, end), []).append((identifier, _properties(properties)))
        return found

    def nodes(self, wanted: Sequence[Node]) -> tuple[int, int]:
        """Make the nodes as they should be; how many were written and deleted."""
        present = self.present_nodes()
        new = [n for n in wanted if present.get(n.iri) != (frozenset(n.labels), n.properties)]
        for statement, rows in node_groups(new).items():
            self.write(statement, rows, "nodes")
        gone = sorted(set(present) - {node.iri for node in wanted})
        for kind in KINDS:
            mine = [iri for iri in gone if kind in present[iri][0]]
            self.write(f"UNWIND $rows AS iri MATCH (n:{kind} {{iri: iri}}) DETACH DELETE n", mine, "removing")
        return len(new), len(gone)

    def relationships(self, wanted: Sequence[Relationship]) -> tuple[int, int]:
        """Make the relationships as they should be; how many were written and deleted."""
        present = self.present_relationships()
        new = []
        for one in wanted:
            held = present.get((one.type, one.start[1], one.end[1]), [])
            same = [entry for entry in held if entry[1] == one.properties]
            if same:
                held.remove(same[0])
                continue
            new.append(one)
            if like := [e for e in held if all(e[1].get(name) == one.properties[name] for name in one.key)]:
                held.remove(like[0])  # written over, as MERGE finds it by its key
        gone = [identifier for held in present.values() for identifier, _ in held]
        self.write("UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", gone, "removing")
        for statement, rows in relationship_groups(new).items():
            self.write(statement, rows, "relationships")
        return len(new), len(gone)

    def counted(self) -> dict[str, int]:
        labels = {label for kind in KINDS for label in (kind, *SUBLABELS[kind])}
        nodes = self.session.run(f"MATCH (n) WHERE {_OURS} RETURN labels(n)")
        found = [tuple(label for label in row[0] if label in labels) for row in nodes]
        types = self.session.run(f"MATCH (n)-[r]->(m) WHERE {_OURS} AND m.iri STARTS WITH '{BASE}' RETURN type(r)")
        return counted(found, [row[0] for row in types])


def _loaded(session: neo4j.Session, graph: PropertyGraph, batch: int, progress: Callable[[str], None]) -> Report:
    for statement in CONSTRAINTS:
        session.run(statement).consume()
    loader = _Loader(session, batch, progress)
    nodes = loader.nodes(graph.nodes)
    joints = loader.relationships(graph.relationships)
    here = counted((node.labels for node in graph.nodes), (one.type for one in graph.relationships))
    return Report(nodes[0] + joints[0], nodes[1] + joints[1], here, loader.counted())


def load(
    store: Store,
    address: str,
    *,
    user: str = "",
    password: str = "",
    database: str | None = None,
    batch: int = BATCH,
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Make a Neo4j database hold the property graph of `store`, and count both sides.

    `database` is by default the user's own. `progress` is told what each batch is of. Raises Neo4jLoadError where the
    server does not answer or refuses.
    """
    if not address.startswith(SCHEMES):
        raise Neo4jLoadError(f"{address} is no address of Neo4j: write it as bolt://HOST:PORT or neo4j://HOST:PORT")
    graph = property_graph(store)
    try:
        with (
            neo4j.GraphDatabase.driver(address, auth=(user, password) if user else None) as driver,
            driver.session(database=database) as session,
        ):
            return _loaded(session, graph, batch, progress)
    except AuthError as error:
        raise Neo4jLoadError(f"{address} refuses the user {user or 'without a name'}: name one with --user") from error
    except (DriverError, Neo4jError, ValueError, OSError) as error:
        words = " ".join(str(error).split())[:300]
        raise Neo4jLoadError(
            f"{address} does not do it ({words}): is Neo4j running there, and the database up?"
        ) from error
