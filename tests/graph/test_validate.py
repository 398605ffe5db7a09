from __future__ import annotations

import tomllib
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from kg.graph.queries import checks
from kg.graph.store import EmbeddedStore
from kg.graph.validate import graph_faults, validate
from kg.ids import graph_iri
from kg.model import Record
from kg.settings import resource

PREFIXES = """
PREFIX kg: <https://w3id.org/war-news-kg/ontology#>
PREFIX modality: <https://w3id.org/war-news-kg/concept/modality/>
PREFIX side: <https://w3id.org/war-news-kg/concept/side/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def test_the_shapes_are_shapes() -> None:
    shapes = rdflib.Graph().parse(resource("ontology") / "shapes.ttl", format="turtle")
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert conforms, report


def test_a_sound_store_has_no_faults(sample_store: EmbeddedStore) -> None:
    steps: list[str] = []
    assert list(validate(sample_store, steps.append)) == []
    assert len(steps) == 6 + 4 + len(checks())


CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "graph_faults.toml").read_text(encoding="utf-8"))

SHORT = {
    "DATE": "?c kg:property kg:date . ?c",
    "EVIDENCE": "?c kg:property rdf:type . ?c kg:evidence ?s . ?s",
    "CLAIM": "?c kg:property rdf:type",
    "UNIT": "?e kg:ofType kg:Unit",
}


def updated(store: EmbeddedStore, graph: str, update: str) -> list[ox.Quad]:
    """The quads of a graph after an update of it alone."""
    name = ox.NamedNode(graph)
    aside = ox.Store()
    aside.extend(ox.Quad(q.subject, q.predicate, q.object) for q in store.quads() if q.graph_name == name)
    for short, pattern in SHORT.items():
        update = update.replace(f"{short} ", f"{pattern} ")
    aside.update(PREFIXES + update)
    return [ox.Quad(q.subject, q.predicate, q.object, name) for q in aside]


def with_fault(store: EmbeddedStore, records: list[Record], case: dict[str, str]) -> str:
    """Seed a fault; the IRI of the graph that has it."""
    if case["graph"] == "document":
        iri = records[0].doc.iri
        store.put_document(iri, updated(store, iri, case["update"]))
        return iri
    iri = graph_iri(case["graph"])
    store.replace_graph(iri, updated(store, iri, case["update"]))
    return iri


@pytest.mark.parametrize("case", CASES["shape"], ids=lambda case: case["rule"])
def test_a_shape_finds_its_fault(own_store: EmbeddedStore, sample_records: list[Record], case: dict[str, str]) -> None:
    graph = with_fault(own_store, sample_records, case)
    found = graph_faults(own_store, graph)
    assert {fault.rule for fault in found} == {case["rule"]}, found
    assert {fault.document for fault in found} == {graph}


@pytest.mark.parametrize("case", CASES["check"], ids=lambda case: case["rule"])
def test_a_check_finds_its_fault(own_store: EmbeddedStore, sample_records: list[Record], case: dict[str, str]) -> None:
    with_fault(own_store, sample_records, case)
    found = {check.name for check in checks().values() if list(own_store.query(check.text))}
    assert found == {case["rule"]}


def test_every_shape_and_check_was_broken_once() -> None:
    shapes = rdflib.Graph().parse(resource("ontology") / "shapes.ttl", format="turtle")
    names = {str(s).rsplit("/", 1)[1] for s in shapes.subjects(rdflib.RDF.type, rdflib.SH.PropertyShape)}
    assert {case["rule"] for case in CASES["shape"]} == names
    assert {case["rule"] for case in CASES["check"]} == set(checks())
    assert (len(CASES["shape"]), len(CASES["check"])) == (len(names), len(checks())) == (47, 8)


def test_a_fault_shows_its_words(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    case = next(case for case in CASES["shape"] if case["rule"] == "Claim-polarity")
    (fault,) = graph_faults(own_store, with_fault(own_store, sample_records, case))
    assert fault.quote.startswith("The security service said on Thursday")
    assert fault.message == "a claim affirms or negates"
