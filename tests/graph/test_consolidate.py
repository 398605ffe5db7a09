from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

import pytest

from kg.graph import policy
from kg.graph.consolidate import consolidate
from kg.graph.mapping import document_quads
from kg.graph.policy import Voice
from kg.graph.store import EmbeddedStore
from kg.model import Count, DateRange, Record

PREFIXES = """
PREFIX kg: <https://w3id.org/war-news-kg/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
"""


def ask(store: EmbeddedStore, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}"))


def column(store: EmbeddedStore, pattern: str) -> list[str]:
    rows = cast("Iterable[Any]", store.query(f"{PREFIXES} SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x"))
    return [row[0].value for row in rows]


CAPTURE = '?e a kg:Capture ; schema:name ?n FILTER(CONTAINS(?n, "Kursk") && CONTAINS(?n, "102"))'
FACTS = (
    (f"{CAPTURE} ?e kg:documents 3 ; kg:publishers 3", True),
    (f"{CAPTURE} ?e kg:contested kg:count", True),
    (f"{CAPTURE} ?e kg:denied true", True),
    (f"{CAPTURE} ?e kg:contested kg:date", False),
    (f"{CAPTURE} ?e kg:count/kg:lowest 88 ; kg:count/kg:highest 102 ; kg:count/kg:value 102", True),
    (f"{CAPTURE} ?e kg:captive/kg:militaryUnitNumber '12721'", True),
    (f"{CAPTURE} ?e kg:captive <https://w3id.org/war-news-kg/concept/side/RU>", False),
    ("?p a kg:Place ; rdfs:label 'Kursk region'@en, 'Курська область'@uk, 'Курская область'@ru", True),
    ("?p a kg:Person ; rdfs:label 'Mykola Prykladnyi'@en, 'Микола Прикладний'@uk ; kg:documents 3", True),
    ("?m a kg:Membership ; kg:title 'ombudsman'@en ; kg:holder ?p . ?o kg:holder ?p ; kg:title 'речник'@uk", True),
    ("?e a kg:PrisonerExchange ; kg:contested ?any", False),
    ("?e a kg:PrisonerExchange ; kg:mediator/schema:name 'United Arab Emirates'", True),
    ("?d a kg:DocumentEvent ; kg:captor ?any", False),
)


@pytest.mark.parametrize(("pattern", "wanted"), FACTS)
def test_what_the_documents_together_say(sample_store: EmbeddedStore, pattern: str, wanted: bool) -> None:
    assert ask(sample_store, pattern) is wanted


def test_every_fact_was_tried() -> None:
    assert len(FACTS) == 13


def test_an_event_has_a_label_in_every_language(sample_store: EmbeddedStore) -> None:
    labels = column(sample_store, "?e a kg:PrisonerExchange ; rdfs:label ?x")
    assert labels == [
        "prisoner exchange · 115 RU, 115 UA · 2024-08-24",
        "schimb de prizonieri · 115 RU, 115 UA · 2024-08-24",
        "обмен пленными · 115 RU, 115 UA · 2024-08-24",
        "обмін полоненими · 115 RU, 115 UA · 2024-08-24",
    ]


def test_two_posts_of_one_person_stay_two_claims(sample_store: EmbeddedStore) -> None:
    claims = "?c kg:property kg:position ; kg:subject/kg:refersTo/schema:name 'Mykola Prykladnyi' ; kg:title ?x"
    assert column(sample_store, claims) == ["ombudsman", "речник"]


def test_a_rebuild_is_the_same_in_any_order(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    before = list(own_store.dump())
    assert not consolidate(own_store)
    shuffled = sample_records[:]
    random.Random(7).shuffle(shuffled)
    for record in shuffled:
        own_store.remove_document(record.doc.iri)
    assert consolidate(own_store)
    for record in shuffled:
        own_store.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    assert consolidate(own_store)
    assert list(own_store.dump()) == before


def test_the_consolidated_graph_follows_a_removal(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    own_store.remove_document(sample_records[0].doc.iri)
    consolidate(own_store)
    assert not ask(own_store, "?e kg:captive/kg:militaryUnitNumber ?n")
    assert not ask(own_store, "?e a kg:Capture ; kg:contested kg:count")


COUNTS = (
    (("exact", 102), ("at_least", 100), True),
    (("exact", 102), ("exact", 102), True),
    (("exact", 31), ("exact", 12), False),
    (("approx", 100), ("exact", 95), True),
    (("approx", 100), ("exact", 80), False),
    (("at_most", 20), ("at_least", 24), False),
    (("at_least", 24), ("at_most", 24), True),
    (("exact", 99), ("at_least", 100), False),
)


@pytest.mark.parametrize(("one", "other", "wanted"), COUNTS)
def test_which_figures_can_both_be_true(one: tuple[Any, int], other: tuple[Any, int], wanted: bool) -> None:
    a, b = (Count("captive", value, qualifier) for qualifier, value in (one, other))
    assert policy.counts_agree(a, b) is policy.counts_agree(b, a) is wanted
    assert len(COUNTS) == 8


def test_a_figure_without_a_side_gives_way_to_the_same_with_one(sample_records: list[Record]) -> None:
    record = sample_records[0]
    event = record.events[0]
    counts = (*event.counts, replace(event.counts[0], side=""), replace(event.counts[0], value=7, side=""))
    store = EmbeddedStore()
    told = replace(record, events=(replace(event, counts=counts),))
    store.put_document(record.doc.iri, document_quads(told, record.doc.iri))
    consolidate(store)
    assert column(store, "?n a kg:Count ; kg:value ?x") == ["7", "102"]


def test_dates_agree_where_they_can_be_one_day() -> None:
    month = DateRange("2024-08", "2024-08-01", "2024-08-31")
    day = DateRange("2024-08-15", "2024-08-15", "2024-08-15")
    later = DateRange("2024-09", "2024-09-01", "2024-09-30")
    assert policy.dates_agree(month, day)
    assert not policy.dates_agree(later, day)


def test_the_most_publishers_win_then_the_first() -> None:
    a, b, c = (Voice(f"d{n}", f"p{n}", f"2024-08-1{n}") for n in range(3))
    denial = Voice("d9", "p9", "2024-08-01", modality="denied")
    assert policy.preferred({1: {b}, 2: {a, c}}, order=str) == 2
    assert policy.preferred({1: {b}, 2: {a}}, order=str) == 2
    assert policy.preferred({1: {b}, 2: {c, denial}}, order=str) == 1
    assert policy.preferred({2: {a}, 1: {a}}, order=str) == 1


def test_one_voice_does_not_contradict_itself() -> None:
    a, b = Voice("d1", "p1", ""), Voice("d2", "p1", "")
    assert not policy.contested({1: {a}, 2: {a}}, policy.equal)
    assert policy.contested({1: {a}, 2: {b}}, policy.equal)
