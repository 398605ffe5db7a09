from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg.graph.store import EmbeddedStore
from kg.publish.export import FORMATS, ExportError, export
from kg.publish.files import write
from kg.publish.network import network

RDF = {
    "nq": ("nquads", ox.RdfFormat.N_QUADS),
    "nt": ("nt", ox.RdfFormat.N_TRIPLES),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "ttl": ("turtle", ox.RdfFormat.TURTLE),
    "jsonld": ("json-ld", ox.RdfFormat.JSON_LD),
    "xml": ("xml", ox.RdfFormat.RDF_XML),
}
GRAPHS = ("nq", "trig", "jsonld")
NEO4J = ("cypher", "neo4j-csv")
QUESTION = {"csv": "timeline"}


def exported(store: EmbeddedStore, folder: Path, name: str, *, restricted: bool = False) -> bytes:
    dest = folder / f"graph.{name}"
    size = export(store, name, dest, include_restricted=restricted, question=QUESTION.get(name, ""))
    data = dest.read_bytes() if dest.is_file() else b"".join(p.read_bytes() for p in sorted(dest.iterdir()))
    assert len(data) == size
    return data


def test_every_format_is_tested() -> None:
    assert set(FORMATS) == {*RDF, "graphml", "gexf", "geojson", "csv", *NEO4J}


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")  # its readers use what it deprecates
@pytest.mark.parametrize("name", sorted(RDF))
def test_rdf_reads_back(store: EmbeddedStore, tmp_path: Path, name: str) -> None:
    """In both libraries: as many statements as the store has, or as many triples where the format has no graphs."""
    data = exported(store, tmp_path, name)
    quads = list(ox.parse("".join(store.dump()), format=ox.RdfFormat.N_QUADS))
    expected = len(quads) if name in GRAPHS else len({quad.triple for quad in quads})
    by_rdflib, by_oxigraph = RDF[name]
    assert len(set(ox.parse(data, format=by_oxigraph))) == expected
    dataset = rdflib.Dataset() if name in GRAPHS else rdflib.Graph()
    dataset.parse(data=data, format=by_rdflib)
    read = set(dataset.quads()) if isinstance(dataset, rdflib.Dataset) else set(dataset)
    assert len(read) == expected


def test_graph_files_read_back(store: EmbeddedStore, tmp_path: Path) -> None:
    graph = network(store)
    exported(store, tmp_path, "graphml")
    exported(store, tmp_path, "gexf")
    for read in (
        nx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True),
        nx.read_gexf(tmp_path / "graph.gexf", version="1.2draft"),
    ):
        assert set(read) == set(graph)
        assert read.number_of_edges() == graph.number_of_edges()
        labels = {node["label"] for _, node in read.nodes(data=True)}
        assert "93rd Mechanized Brigade" in labels


def test_geojson(store: EmbeddedStore, tmp_path: Path) -> None:
    collection = json.loads(exported(store, tmp_path, "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == 1
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.2527, 49.9808]}
    assert feature["properties"]["type"] == "Capture"
    assert feature["properties"]["placeLabel"] == "Kharkiv"
    assert feature["properties"]["counts"] == ["12–31 captive (Russia)"]


def test_csv_is_an_answer(store: EmbeddedStore, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, tmp_path, "csv").decode())))
    assert rows
    assert {"date", "type"} <= set(rows[0])


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bytes_each_time(store: EmbeddedStore, tmp_path: Path, name: str) -> None:
    assert exported(store, tmp_path, name) == exported(store, tmp_path, name)


@pytest.mark.parametrize("name", FORMATS)
def test_names_of_captives_are_left_out(store: EmbeddedStore, tmp_path: Path, name: str) -> None:
    assert b"Placeholder" not in exported(store, tmp_path, name)


@pytest.mark.parametrize("name", sorted({*FORMATS} - {"csv", "geojson", *NEO4J}))
def test_names_of_captives_on_demand(store: EmbeddedStore, tmp_path: Path, name: str) -> None:
    """Where they are asked for, the file says so, if its format has comments; and it still reads."""
    data = exported(store, tmp_path, name, restricted=True)
    assert b"Placeholder Captive" in data
    if name != "jsonld":
        assert b"Geneva Convention III" in data
    if name in RDF:
        assert list(ox.parse(data, format=RDF[name][1]))
    else:
        ElementTree.fromstring(data)


def test_characters_that_xml_lacks(store: EmbeddedStore, tmp_path: Path) -> None:
    for name in ("xml", "graphml", "gexf"):
        text = exported(store, tmp_path, name).decode()
        assert "\x0b" not in text
        ElementTree.fromstring(text)
    assert "\\u000B" in exported(store, tmp_path, "ttl").decode()


def test_an_unknown_format_names_the_known(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no format 'docx'; known are nq, nt, trig"):
        export(store, "docx", tmp_path / "x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", NEO4J)
def test_the_property_graph_never_has_names_of_captives(store: EmbeddedStore, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="never has names that are withheld"):
        export(store, name, tmp_path / "x", include_restricted=True)


def test_csv_wants_a_question(store: EmbeddedStore, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="who-captured-whom"):
        export(store, "csv", tmp_path / "x.csv")


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    dest = tmp_path / "new" / "x"
    write(dest, b"first")
    write(dest, b"second")
    assert dest.read_bytes() == b"second"
    assert list(dest.parent.iterdir()) == [dest]
