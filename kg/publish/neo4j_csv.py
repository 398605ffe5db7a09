"""The property graph as the CSV files of `neo4j-admin database import`, and the line that imports them.

https://neo4j.com/docs/operations-manual/5/import/
"""

from __future__ import annotations

import csv
import datetime
import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.graph.store import Store
from kg.publish.cypher import CONSTRAINTS
from kg.publish.files import write
from kg.publish.property_graph import Point, Properties, Value, property_graph

ARRAY = "\x1f"
"""Between the parts of a list: the unit separator, which no name holds. `--array-delimiter=U+001F`."""

IMPORT = "neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true"
LINE = "import.txt"
CYPHER = "constraints.cypher"


def _type(values: Iterable[Value]) -> str:
    """The type of a column, as a header names it; all of its values have one."""
    for value in values:
        match value:
            case bool():
                return "boolean"
            case int():
                return "long"
            case float():
                return "double"
            case datetime.date():
                return "date"
            case Point():
                return "point{crs:WGS-84}"
            case tuple():
                return "string[]"
    return "string"


def _cell(value: Value | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Point():
            return f"{{latitude:{value.lat!r},longitude:{value.lon!r}}}"
        case tuple():
            return ARRAY.join(value)
    return str(value)


def _file(first: list[str], rows: list[tuple[list[str], Properties]]) -> bytes:
    """A file of rows that begin with some cells and go on with their properties."""
    names = sorted({name for _, properties in rows for name in properties})
    types = {name: _type(p[name] for _, p in rows if name in p) for name in names}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*first, *(f"{name}:{types[name]}" for name in names)])
    for start, properties in rows:
        writer.writerow([*start, *(_cell(properties.get(name)) for name in names)])
    return out.getvalue().encode("utf-8")


def write_folder(store: Store, folder: Path) -> int:
    """Write the files of a store's property graph into a folder; how many bytes.

    `import.txt` is the line that imports them, to be run in the folder; `constraints.cypher` is to be run after it.
    """
    graph = property_graph(store)
    nodes: dict[tuple[str, ...], list[tuple[list[str], Properties]]] = defaultdict(list)
    for node in graph.nodes:
        rest = {name: value for name, value in node.properties.items() if name != "iri"}
        nodes[node.labels].append(([node.iri], rest))
    joints: dict[str, list[tuple[list[str], Properties]]] = defaultdict(list)
    for one in graph.relationships:
        joints[one.type].append(([one.start[1], one.end[1]], one.properties))
    files: dict[str, bytes] = {}
    options = []
    for labels, rows in sorted(nodes.items()):
        name = f"{'-'.join(labels)}.csv"
        files[name] = _file(["iri:ID"], rows)
        options.append(f"--nodes={':'.join(labels)}={name}")
    for type_, rows in sorted(joints.items()):
        name = f"{type_}.csv"
        files[name] = _file([":START_ID", ":END_ID"], rows)
        options.append(f"--relationships={type_}={name}")
    line = " ".join(
        ["neo4j-admin database import full neo4j --array-delimiter=U+001F --multiline-fields=true", *options]
    )
    files[LINE] = f"{line}\n".encode()
    files[CYPHER] = "".join(f"{statement};\n" for statement in CONSTRAINTS).encode()
    for name, data in files.items():
        write(folder / name, data)
    return sum(map(len, files.values()))
