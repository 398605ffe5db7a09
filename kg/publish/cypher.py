"""The property graph in Cypher: its constraints, the statements that write it, and a script of them all."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.graph.store import Store
from kg.graph.vocabulary import CONCEPTS
from kg.model import ENTITY_TYPES
from kg.publish.property_graph import KINDS, Node, Point, Properties, Relationship, Value, property_graph

SUBLABELS = {"Entity": ENTITY_TYPES, "Event": tuple(CONCEPTS["event"]), "Claim": (), "Document": ()}
"""First label → the labels of which a node may have one beside it."""

CONSTRAINTS = (
    *(f"CREATE CONSTRAINT kg_{kind.lower()} IF NOT EXISTS FOR (n:{kind}) REQUIRE n.iri IS UNIQUE" for kind in KINDS),
    "CREATE INDEX kg_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "CREATE INDEX kg_unit_number IF NOT EXISTS FOR (n:Unit) ON (n.number)",
    "CREATE INDEX kg_event_earliest IF NOT EXISTS FOR (n:Event) ON (n.earliest)",
    "CREATE POINT INDEX kg_place_location IF NOT EXISTS FOR (n:Place) ON (n.location)",
    "CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:Entity|Event) ON EACH [n.name, n.names]",
)
"""What is made before anything is written; making it again does nothing."""

BATCH = 500
"""Rows of one statement of a script."""


def node_statement(labels: tuple[str, ...]) -> str:
    """Writes the nodes of these labels that `$rows` has the properties of."""
    kind, *more = labels
    others = "".join(f":{label}" for label in SUBLABELS[kind] if label not in more)
    cleared = f" REMOVE n{others}" if others else ""
    named = "".join(f" SET n:{label}" for label in more)
    return f"UNWIND $rows AS row MERGE (n:{kind} {{iri: row.iri}}) SET n = row{cleared}{named}"


def relationship_statement(type_: str, start: str, end: str, key: tuple[str, ...]) -> str:
    """Writes the relationships of a type between nodes of these labels that `$rows` has the ends and properties of."""
    identity = ", ".join(f"{name}: row.properties.{name}" for name in key)
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{iri: row.start}}) MATCH (b:{end} {{iri: row.end}})"
        f" MERGE (a)-[r:{type_}{f' {{{identity}}}' if identity else ''}]->(b) SET r = row.properties"
    )


Row = dict[str, object]


def node_groups(nodes: Iterable[Node]) -> dict[str, list[Properties]]:
    """Statement → its rows."""
    groups: dict[str, list[Properties]] = defaultdict(list)
    for node in nodes:
        groups[node_statement(node.labels)].append(node.properties)
    return groups


def relationship_groups(relationships: Iterable[Relationship]) -> dict[str, list[Row]]:
    """Statement → its rows."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for one in relationships:
        statement = relationship_statement(one.type, one.start[0], one.end[0], one.key)
        groups[statement].append({"start": one.start[1], "end": one.end[1], "properties": one.properties})
    return groups


_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def literal(value: Value | Row | object) -> str:
    """A value as Cypher writes it."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case str():
            return f"'{value.translate(_ESCAPES)}'"
        case datetime.date():
            return f"date('{value.isoformat()}')"
        case Point():
            return f"point({{latitude: {value.lat!r}, longitude: {value.lon!r}}})"
        case dict():
            return f"{{{', '.join(f'{name}: {literal(part)}' for name, part in value.items())}}}"
        case tuple() | list():
            return f"[{', '.join(map(literal, value))}]"
    raise TypeError(f"Cypher has no form for {value!r}")


def _filled(groups: Mapping[str, Sequence[Properties | Row]]) -> Iterator[str]:
    for statement, found in sorted(groups.items()):
        for n in range(0, len(found), BATCH):
            values = ",\n  ".join(literal(row) for row in found[n : n + BATCH])
            yield statement.replace("$rows", f"[\n  {values}\n]", 1)


def script(store: Store) -> str:
    """The whole graph as statements that can be run any number of times (`cypher-shell -f FILE`)."""
    graph = property_graph(store)
    statements = [*CONSTRAINTS, *_filled(node_groups(graph.nodes)), *_filled(relationship_groups(graph.relationships))]
    return "".join(f"{statement};\n" for statement in statements)
