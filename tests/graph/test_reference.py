from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from kg.gazetteer import Gazetteer
from kg.graph.consolidate import rebuild
from kg.graph.mapping import document_quads
from kg.graph.store import EmbeddedStore
from kg.ids import event_iri, local_iri, place_iri
from kg.model import DocumentInfo, Entity, Event, Mention, Place, Record
from kg.resolve.resolution import Link, Resolution

PREFIXES = """
PREFIX kg: <https://w3id.org/war-news-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
PREFIX geo: <http://www.opengis.net/ont/geosparql#>
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
    assert rebuild(store, resolution, None, gazetteer)
    assert not rebuild(store, resolution, None, gazetteer)
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
    assert "Ukraine" in column(store, f"{node} geo:sfWithin/schema:name ?x")
    held = column(store, f"{node} geo:sfWithin ?x")
    assert len(held) == len(set(held)) >= 2


def test_no_triple_stands_in_the_registry_and_in_the_consolidated_graph() -> None:
    store, _ = built()
    triples = [(q.subject, q.predicate, q.object) for q in store.quads()]
    assert len(triples) == len(set(triples))


def test_counterparts_are_identity_claims_too() -> None:
    store, _ = built()
    assert column(store, "?event kg:counterpart ?x") == [event_iri("Surrender", "x")]
    assert column(store, "?c kg:property kg:counterpart ; kg:reason ?x") == ["the same day and place"]
