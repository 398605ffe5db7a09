"""The graph as files that other tools read, with the same bytes for the same graph.

What is withheld of private captives, and the meta graph with its clock, are left out unless `include_restricted` asks
for the former; a file that holds them says so in its first line where its format has comments.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.graph import queries
from kg.graph.store import Store
from kg.graph.vocabulary import DC, DCTERMS, GEO, KG, OA, PROV, RDFS, SCHEMA, SKOS, XSD
from kg.publish.cypher import script
from kg.publish.files import write
from kg.publish.neo4j_csv import write_folder
from kg.publish.network import Graph, network

PREFIXES = {
    "kg": KG.Document.value.removesuffix("Document"),
    "rdfs": RDFS.label.value.removesuffix("label"),
    "skos": SKOS.prefLabel.value.removesuffix("prefLabel"),
    "schema": SCHEMA.name.value.removesuffix("name"),
    "dc": DC.publisher.value.removesuffix("publisher"),
    "dcterms": DCTERMS.title.value.removesuffix("title"),
    "prov": PROV.used.value.removesuffix("used"),
    "oa": OA.start.value.removesuffix("start"),
    "geo": GEO.asWKT.value.removesuffix("asWKT"),
    "xsd": XSD.date.value.removesuffix("date"),
}

NOTICE = "holds names and personal data of private persons in captivity (Geneva Convention III, article 13)"
"""What a file with restricted content says of itself."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, even escaped."""

_PRECISION = {"region": 1, "country": 0, "district": 2}
"""Decimals of a degree that a kind of place can bear; others get four (about ten metres)."""


class ExportError(ValueError):
    """A format that is not known, or one that wants something that was not given."""


def _quads(store: Store, restricted: bool) -> Iterable[ox.Quad]:
    lines = "".join(store.dump(restricted=restricted))
    return ox.parse(lines, format=ox.RdfFormat.N_QUADS)


def _by_name(quad: ox.Quad | ox.Triple) -> tuple[str, ...]:
    graph = str(quad.graph_name) if isinstance(quad, ox.Quad) else ""
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)


def _xml_safe(term: Any) -> Any:
    if not isinstance(term, ox.Literal) or not _NOT_XML.search(term.value):
        return term
    value = _NOT_XML.sub("\ufffd", term.value)
    return ox.Literal(value, language=term.language) if term.language else ox.Literal(value, datatype=term.datatype)


def _rdf(rdf_format: ox.RdfFormat, store: Store, restricted: bool) -> bytes:
    """The whole dataset, or its triples where the format has no graphs."""
    quads = _quads(store, restricted)
    statements: list[ox.Quad] | list[ox.Triple]
    if rdf_format.supports_datasets:
        statements = sorted(quads, key=_by_name)
    else:
        triples = {quad.triple for quad in quads}
        if rdf_format == ox.RdfFormat.RDF_XML:
            triples = {ox.Triple(t.subject, t.predicate, _xml_safe(t.object)) for t in triples}
        statements = sorted(triples, key=_by_name)
    prefixed = rdf_format in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.RDF_XML)
    written = ox.serialize(statements, format=rdf_format, prefixes=PREFIXES if prefixed else None)
    assert written is not None
    return written


def _flat(value: Any) -> str | int | float | bool:
    """An attribute as graph files can hold it."""
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return value
        case str():
            return _NOT_XML.sub("\ufffd", value)
        case Mapping():
            return _flat("; ".join(f"{key}: {_flat(part)}" for key, part in value.items()))
    return _flat(", ".join(str(part) for part in value))


def flat(graph: Graph) -> Graph:
    """A graph whose attributes are texts, numbers and truth values, with a label in each language of its own."""
    made: Graph = nx.MultiDiGraph()
    for iri, node in graph.nodes(data=True):
        named = {f"label_{lang}": _flat(name) for lang, name in node["labels"].items() if lang}
        rest = {key: _flat(value) for key, value in node.items() if key != "labels" and value is not None}
        made.add_node(iri, **rest, **named)
    for start, end, key, data in graph.edges(keys=True, data=True):
        made.add_edge(start, end, key=key, **{name: _flat(value) for name, value in data.items()})
    return made


def _graphml(store: Store, restricted: bool) -> bytes:
    lines = nx.generate_graphml(flat(network(store, restricted=restricted)), named_key_ids=True)
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + "\n".join(lines) + "\n").encode("utf-8")


def _gexf(store: Store, restricted: bool) -> bytes:
    """networkx dates the file; the date is taken out, so that the same graph gives the same bytes."""
    graph = flat(network(store, restricted=restricted))
    for _, node in graph.nodes(data=True):
        node["kg_type"] = node.pop("type")
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + text + "\n").encode("utf-8")


def _geojson(store: Store, restricted: bool) -> bytes:
    """A point for each place of each event, no more precise than its kind of place."""
    graph = network(store, restricted=restricted)
    features = []
    for event, place, role in sorted(graph.edges(keys=True)):
        node, where = graph.nodes[event], graph.nodes[place]
        if role != "place" or where["lat"] is None or where["lon"] is None:
            continue
        kind = where["attributes"].get("kind", "")
        decimals = _PRECISION.get(kind, 4)
        features.append(
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [round(where["lon"], decimals), round(where["lat"], decimals)],
                },
                "properties": {
                    "event": event,
                    "type": node["type"],
                    "label": node["label"],
                    "date": node["date"],
                    "earliest": node["earliest"],
                    "latest": node["latest"],
                    "counts": list(node["counts"]),
                    "sides": list(node["involved"]),
                    "contested": list(node["contested"]),
                    "denied": node["denied"],
                    "documents": node["documents"],
                    "publishers": node["publishers"],
                    "place": place,
                    "placeLabel": where["label"],
                    "placeKind": kind,
                },
            }
        )
    collection: dict[str, Any] = {"type": "FeatureCollection"}
    if restricted:
        collection["notice"] = NOTICE
    collection["features"] = features
    return (json.dumps(collection, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _csv(store: Store, question: str) -> bytes:
    if not question:
        raise ExportError(f"csv is the answer to a question; name one of: {', '.join(queries.library())}")
    table = queries.run(store, question)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.texts())
    return out.getvalue().encode("utf-8")


_RDF = {
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}
_GRAPHS: dict[str, Callable[[Store, bool], bytes]] = {"graphml": _graphml, "gexf": _gexf, "geojson": _geojson}

CYPHER = "cypher"
NEO4J_CSV = "neo4j-csv"

FORMATS: tuple[str, ...] = (*_RDF, *_GRAPHS, "csv", CYPHER, NEO4J_CSV)
"""nq, trig and jsonld hold the named graphs; nt, ttl and xml (RDF/XML) hold the union of their triples; graphml and
gexf the consolidated graph; geojson its events that have a place; csv the answer to one question; cypher and neo4j-csv
(a folder of files) the property graph, never with what is withheld."""

_HASH_COMMENTS = ("nq", "nt", "trig", "ttl")
_XML = ("xml", "graphml", "gexf")


def _noticed(name: str, data: bytes) -> bytes:
    """A file with what it says of its restricted content."""
    if name in _HASH_COMMENTS:
        return f"# This file {NOTICE}.\n".encode() + data
    if name in _XML:
        head, _, rest = data.partition(b"\n")
        return head + f"\n<!-- This file {NOTICE}. -->\n".encode() + rest
    return data


def export(store: Store, name: str, dest: Path, *, include_restricted: bool = False, question: str = "") -> int:
    """Write the graph of a store to a file in the format `name`, one of FORMATS; the number of bytes.

    `question` is the name of the question whose answer `csv` writes. Raises ExportError for an unknown format.
    """
    if name not in FORMATS:
        raise ExportError(f"there is no format {name!r}; known are {', '.join(FORMATS)}")
    if include_restricted and name in (CYPHER, NEO4J_CSV):
        raise ExportError(f"{name} never has names that are withheld; take trig for them")
    if name == NEO4J_CSV:
        return write_folder(store, dest)
    if name == "csv":
        data = _csv(store, question)
    elif name == CYPHER:
        data = script(store).encode("utf-8")
    else:
        data = _rdf(_RDF[name], store, include_restricted) if name in _RDF else _GRAPHS[name](store, include_restricted)
        if include_restricted:
            data = _noticed(name, data)
    write(dest, data)
    return len(data)
