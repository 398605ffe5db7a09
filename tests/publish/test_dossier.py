from __future__ import annotations

import json

from kg.graph.store import EmbeddedStore
from kg.publish.descriptions import Words
from kg.publish.dossier import ClaimRow, claims_of, claims_query, differences, graph_query, linked_data
from kg.publish.network import network

from .conftest import SHARED


def claims(store: EmbeddedStore, key: str) -> list[ClaimRow]:
    return claims_of(store, SHARED[key], Words(store), network(store))


def test_claims_of_an_event(store: EmbeddedStore) -> None:
    found = claims(store, "v1")
    assert {claim.property for claim in found} == {"type", "date", "place", "captor", "captive", "count"}
    assert len({claim.document for claim in found}) == 3
    assert {c.value for c in found if c.property == "count"} == {"12 captive (Russia)", "31 captive (Russia)"}
    assert {c.entity for c in found if c.property == "place"} == {SHARED["e4"]}
    assert {c.modality for c in found} == {"claimed", "denied"}
    assert all(claim.start == 0 < claim.end for claim in found)


def test_claims_of_a_unit_are_those_it_has_a_part_in(store: EmbeddedStore) -> None:
    found = claims(store, "e2")
    assert {(claim.property, claim.subject == SHARED["e2"]) for claim in found if claim.property == "captor"} == {
        ("captor", False)
    }
    assert {"number", "echelon", "arm"} <= {claim.property for claim in found if claim.subject == SHARED["e2"]}


def test_claims_of_a_person_are_those_it_makes(store: EmbeddedStore) -> None:
    found = claims(store, "e1")
    assert {claim.claimant for claim in found if claim.subject == SHARED["v1"]} == {SHARED["e1"]}
    assert [(claim.value, claim.entity) for claim in found if claim.property == "position"] == [
        ("spokesperson", SHARED["e5"])
    ] * 3


def test_what_differs_stands_side_by_side(store: EmbeddedStore) -> None:
    happened, count = differences(store, SHARED["v1"], claims(store, "v1"))
    assert happened.property == "type"
    assert [(value, len(said)) for value, said in happened.values] == [("it happened", 2), ("it did not", 1)]
    assert (count.property, count.counted[0]) == ("count", "captive")
    assert [value for value, _ in count.values] == ["12 captive (Russia)", "31 captive (Russia)"]


def test_nothing_differs_about_a_place(store: EmbeddedStore) -> None:
    assert differences(store, SHARED["e4"], claims(store, "e4")) == []


def test_the_graph_around_a_thing(store: EmbeddedStore) -> None:
    nodes = {node["@id"] for node in linked_data(store, SHARED["v1"])}
    assert SHARED["v1"] in nodes
    assert {claim.claim for claim in claims(store, "v1")} <= nodes
    assert "Placeholder" not in json.dumps(linked_data(store, SHARED["v1"]))


def test_the_queries_name_the_thing(store: EmbeddedStore) -> None:
    for text in (claims_query(SHARED["v1"]), graph_query(SHARED["v1"])):
        assert f"<{SHARED['v1']}>" in text
        assert "$thing" not in text
