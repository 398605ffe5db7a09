from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.store import EmbeddedStore
from kg.publish.cypher import CONSTRAINTS, literal, script
from kg.publish.neo4j_csv import ARRAY, LINE, write_folder
from kg.publish.property_graph import KINDS, Node, Point, PropertyGraph, counted, property_graph, screaming


@pytest.fixture(scope="module")
def graph(store: EmbeddedStore) -> PropertyGraph:
    return property_graph(store)


def of(graph: PropertyGraph, label: str) -> list[Node]:
    return [node for node in graph.nodes if label in node.labels]


def test_an_event_is_readable(graph: PropertyGraph) -> None:
    (capture,) = [node for node in of(graph, "Capture") if node.properties.get("date") == "2024-03-03"]
    assert capture.properties["earliest"] == datetime.date(2024, 3, 3)
    assert capture.properties["counts"] == ("12–31 captive (Russia)",)
    joints = {(r.type, r.end[0]) for r in graph.relationships if r.start[1] == capture.iri}
    assert {("CAPTOR", "Entity"), ("CAPTIVE", "Entity"), ("PLACE", "Entity")} <= joints


def test_claims_stand_between_what_they_say_and_where(graph: PropertyGraph) -> None:
    claims = of(graph, "Claim")
    assert claims
    for type_ in ("ABOUT", "FROM"):
        assert {r.start[1] for r in graph.relationships if r.type == type_} == {claim.iri for claim in claims}
    assert all(claim.properties["quote"] for claim in claims)


def test_derived_relationships_say_what_they_rest_on(graph: PropertyGraph) -> None:
    (captured,) = [r for r in graph.relationships if r.type == "CAPTURED_BY"]
    assert captured.properties["first"] == datetime.date(2024, 3, 3)
    assert captured.properties["events"] == 1
    about = [r for r in graph.relationships if r.type == "ABOUT" and r.end[0] == "Event"]
    assert 0 < int(str(captured.properties["claims"])) <= len(about)


def test_every_end_is_a_node_and_every_thing_is_there_once(graph: PropertyGraph) -> None:
    iris = [node.iri for node in graph.nodes]
    assert len(iris) == len(set(iris))
    assert {end[1] for r in graph.relationships for end in (r.start, r.end)} <= set(iris)
    identities = [r.identity for r in graph.relationships]
    assert len(identities) == len(set(identities))
    assert {node.labels[0] for node in graph.nodes} == set(KINDS)


def test_every_property_has_one_type(graph: PropertyGraph) -> None:
    types: dict[tuple[str, str], set[type]] = defaultdict(set)
    for kind, properties in [
        *((node.labels[0], node.properties) for node in graph.nodes),
        *((one.type, one.properties) for one in graph.relationships),
    ]:
        for name, value in properties.items():
            types[kind, name].add(type(value))
    assert {key: found for key, found in types.items() if len(found) > 1} == {}


def test_names_of_captives_are_left_out(graph: PropertyGraph) -> None:
    assert "Placeholder" not in str(graph)


def test_the_same_store_makes_the_same_graph(store: EmbeddedStore, graph: PropertyGraph) -> None:
    assert property_graph(store) == graph


def test_counts_by_label_and_type() -> None:
    assert counted([("Entity", "Unit"), ("Entity",)], ["PART_OF", "PART_OF"]) == {
        "Entity": 2,
        "Unit": 1,
        "[:PART_OF]": 2,
    }


@pytest.mark.parametrize(("name", "wanted"), [("captor", "CAPTOR"), ("losingSide", "LOSING_SIDE")])
def test_types(name: str, wanted: str) -> None:
    assert screaming(name) == wanted


LITERALS = (
    ("it's", r"'it\'s'"),
    ("a\\b\nc", r"'a\\b\nc'"),
    (True, "true"),
    (3, "3"),
    (2.5, "2.5"),
    (datetime.date(2024, 8, 24), "date('2024-08-24')"),
    (Point(50.5, 36.25), "point({latitude: 50.5, longitude: 36.25})"),
    (("a", "b"), "['a', 'b']"),
    ({"iri": "x", "n": 1}, "{iri: 'x', n: 1}"),
)


@pytest.mark.parametrize(("value", "wanted"), LITERALS)
def test_literals(value: object, wanted: str) -> None:
    assert literal(value) == wanted
    assert len(LITERALS) == 9


@given(st.text())
def test_no_text_ends_its_literal(text: str) -> None:
    written = literal(text)
    inside = written[1:-1].replace("\\\\", "").replace("\\'", "")
    assert "'" not in inside
    assert not inside.endswith("\\")


def test_the_script_begins_with_its_constraints(store: EmbeddedStore) -> None:
    text = script(store)
    assert text.startswith(";\n".join(CONSTRAINTS))
    assert "$rows" not in text


def test_files_for_the_import(store: EmbeddedStore, graph: PropertyGraph, tmp_path: Path) -> None:
    """As many rows as there are nodes and relationships; each file is named in the line that imports them."""
    write_folder(store, tmp_path)
    line = (tmp_path / LINE).read_text(encoding="utf-8")
    rows = 0
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            head, *body = csv.reader(stream)
        rows += len(body)
        assert path.name in line
        assert all(len(row) == len(head) for row in body)
    assert rows == len(graph.nodes) + len(graph.relationships)
    assert not [node for node in graph.nodes if ARRAY in str(node.properties)]
