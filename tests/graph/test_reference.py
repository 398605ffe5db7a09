from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import pytest

from kg.gazetteer import Gazetteer
from kg.graph.consolidate import rebuild
from kg.graph.mapping import document_quads
from kg.graph.store import EmbeddedStore
from kg.ids import event_iri, graph_iri, local_iri, place_iri, registry_iri
from kg.model import DocumentInfo, Entity, Event, Mention, Place, Record
from kg.registry import Registry
from kg.resolve.resolution import Link, Resolution

PREFIXES = """
PREFIX kg: <https://w3id.org/war-news-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""


def column(store: EmbeddedStore, pattern: str) -> list[str]:
    rows = cast("Iterable[Any]", store.query(f"{PREFIXES} SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x"))
    return [row[0].value for row in rows]


def built() -> tuple[EmbeddedStore, str]:
    """A store with one document that names Kharkiv in its own way, and the IRI of the place."""
    gazetteer = Gazetteer.load()
    kharkiv = gazetteer.choose(gazetteer.lookup("Kharkiv"))
    assert kharkiv is not None
    document = "https://w3id.org/war-news-kg/document/0000000000000001"
    mention = Mention(0, 7, "Kharkov", "en")
    place = Entity("e1", "Place", "Kharkov", (mention,), attributes={"lat": 1.0, "lon": 2.0}, key=f"place:{kharkiv.id}")
    event = Event("v1", "Capture", (mention,), (), places=(Place("e1"),))
    info = DocumentInfo("x", "en", "0" * 64, 7, iri=document)
    store = EmbeddedStore()
    store.put_document(document, document_quads(Record(info, (place,), (), (event,)), document))
    capture, surrender = event_iri("Capture", "x"), event_iri("Surrender", "x")
    resolution = Resolution(
        links=(
            Link(local_iri(document, "e1"), place_iri(kharkiv.id), "entity", 1.0, ("the gazetteer",)),
            Link(local_iri(document, "v1"), capture, "event", 1.0, ("the only one",)),
        ),
        counterparts=(Link(capture, surrender, "event", 0.8, ("the same day and place",)),),
    )
    registry = Registry(())
    assert rebuild(store, resolution, registry, gazetteer)
    assert not rebuild(store, resolution, registry, gazetteer)
    return store, f"<{place_iri(kharkiv.id)}>"


def test_what_the_gazetteer_knows_stands_before_what_a_document_says() -> None:
    store, node = built()
    assert column(store, f"{node} rdfs:label ?x FILTER(LANG(?x) = 'uk')") == ["Харків"]
    assert column(store, f"{node} rdfs:label ?x FILTER(LANG(?x) = 'en')") == ["Kharkiv"]
    assert column(store, f"{node} skos:altLabel ?x") == ["Kharkov"]
    assert column(store, f"{node} schema:name ?x") == ["Kharkiv"]
    (lat,) = column(store, f"{node} kg:lat ?x")
    assert 49 < float(lat) < 51
    (point,) = column(store, f"{node} geo:hasGeometry/geo:asWKT ?x")
    assert point.startswith("POINT(36.")


def test_what_holds_a_place_is_written_out() -> None:
    store, node = built()
    assert "Ukraine" in column(store, f"{node} kg:within/schema:name ?x")
    held = column(store, f"{node} kg:within ?x")
    assert len(held) == len(set(held)) >= 2


def test_counterparts_are_identity_claims_too() -> None:
    store, _ = built()
    counterpart = f"GRAPH <{graph_iri('consolidated')}> {{ ?event kg:counterpart ?x }}"
    assert column(store, counterpart) == [event_iri("Surrender", "x")]
    assert column(store, "?c kg:property kg:counterpart ; kg:reason ?x") == ["the same day and place"]


UNIT = f"<{registry_iri('unit-ru-488-motor-rifle-regiment')}>"
OFFICIAL = f"<{registry_iri('person-mykola-prykladnyi')}>"
POST = f"?m a kg:Membership ; kg:holder {OFFICIAL}"
FACTS = (
    (f"{UNIT} rdfs:label ?x", ["488-й гвардейский мотострелковый полк", "488th Guards Motor Rifle Regiment"]),
    (f"{UNIT} kg:honorific ?x", ["Simferopol"]),
    (f"{UNIT} kg:militaryUnitNumber ?x", ["12721"]),
    (f"{UNIT} kg:number ?x", ["488"]),
    (f"{UNIT} dcterms:source ?x", ["a public list"]),
    (f"{UNIT} kg:partOf/schema:name ?x", ["144th Guards Motor Rifle Division"]),
    (f"{UNIT} kg:partOf/kg:partOf/schema:name ?x", ["20th Guards Combined Arms Army"]),
    (f"<{registry_iri('org-ua-sbu')}> skos:altLabel ?x", ["SBU", "security service", "СБУ"]),
    (f"<{registry_iri('org-ua-sbu')}> schema:name ?x", ["Security Service of Ukraine"]),
    (f"<{registry_iri('org-ua-sbu')}> kg:kind ?x", ["service"]),
    (f"{POST} ; kg:since ?x", ["2019", "2021", "2023-07"]),
    (f"{POST} ; kg:until ?x", ["2021", "2023-06-30"]),
    (
        f"{POST} ; kg:title ?x",
        ["author", "commissioner for human rights", "deputy head", "head", "ombudsman", "речник"],
    ),
    (f"{POST} ; kg:since '2023-07'^^xsd:gYearMonth ; kg:title ?x", ["commissioner for human rights"]),
    (f"<{registry_iri('unit-ru-1-army')}> ?p ?x", []),
)


@pytest.mark.parametrize(("pattern", "wanted"), FACTS)
def test_what_the_registry_knows(sample_store: EmbeddedStore, pattern: str, wanted: list[str]) -> None:
    assert column(sample_store, pattern) == wanted
    assert len(FACTS) == 15


def test_an_entity_has_one_type_and_one_name(sample_store: EmbeddedStore) -> None:
    for things in ("?x kg:describedIn ?d", "?x a kg:Membership"):
        types = column(sample_store, f"{{ SELECT DISTINCT ?x {{ {things} }} }} ?x a ?type")
        assert len(types) == len(set(types)) > 3
    names = column(sample_store, "{ SELECT DISTINCT ?x { ?x kg:describedIn ?d } } ?x schema:name ?name")
    assert len(names) == len(set(names))
