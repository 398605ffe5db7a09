from __future__ import annotations

import pytest

from kg.graph.store import EmbeddedStore
from kg.ids import entity_iri, event_iri
from kg.publish.network import Cut, CutError, network

CAPTURE = event_iri("Capture", "kharkiv")
BRIGADE = entity_iri("Unit", "93")

KINDS = {"Event": 3, "Organization": 3, "Person": 2, "Unit": 2, "Place": 1}

CUTS = [
    (Cut(about="93rd Mechanized Brigade"), {"93rd Mechanized Brigade", "capture"}),
    (Cut(about=BRIGADE, hops=0), {"93rd Mechanized Brigade"}),
    (Cut(about="488th regiment", hops=1), {"488th Motor Rifle Regiment", "capture"}),
    (Cut(since="2024-05-31"), {"attack"}),
    (Cut(until="2024-03-03", types=("Capture",)), {"capture"}),
    (Cut(types=("Attack",), sides=("UA",)), set()),
    (Cut(types=("Attack",), sides=("RU",)), {"attack"}),
    (Cut(since="2024-03-03", until="2024-03-03", about="Ministry", hops=1), {"Ministry"}),
]
"""Cut → beginnings of labels that are in it."""

WRONG = [
    (Cut(about="Atlantis"), "nothing in the store is called 'Atlantis'"),
    (Cut(about="4"), "say which"),
    (Cut(types=("Picnic",)), "no event type Picnic; there are Attack, Capture"),
]


def test_kinds(store: EmbeddedStore) -> None:
    kinds = [node["kind"] for _, node in network(store).nodes(data=True)]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == KINDS


def test_event(store: EmbeddedStore) -> None:
    graph = network(store)
    node = graph.nodes[CAPTURE]
    assert node["date"] == "2024-03-03"
    assert node["counts"] == ("12–31 captive (Russia)",)
    assert node["publishers"] == 3
    assert node["denied"] is True
    assert "count" in node["contested"]
    assert node["involved"] == ("RU", "UA")
    assert set(node["labels"]) == {"en", "ro", "ru", "uk"}
    words = {(graph.nodes[a]["label"], d["label"], graph.nodes[b]["label"]) for a, b, d in graph.edges(data=True)}
    label = node["label"]
    assert (label, "captor", "93rd Mechanized Brigade") in words
    assert (label, "captive", "488th Motor Rifle Regiment") in words
    assert (label, "place", "Kharkiv") in words
    assert ("Mykola Prykladnyi", "claimant", label) in words
    assert ("Mykola Prykladnyi", "spokesperson", "Ministry") in words


def test_edges_of_what_is_denied_are_contested(store: EmbeddedStore) -> None:
    graph = network(store)
    assert all(data["contested"] for _, _, data in graph.out_edges(CAPTURE, data=True))


def test_unit(store: EmbeddedStore) -> None:
    node = network(store).nodes[BRIGADE]
    assert (node["side"], node["arm"], node["echelon"], node["number"]) == ("UA", "mechanized", "brigade", "93")
    assert node["attributes"]["echelon"] == "brigade"


@pytest.mark.parametrize(("cut", "wanted"), CUTS)
def test_cuts(store: EmbeddedStore, cut: Cut, wanted: set[str]) -> None:
    graph = network(store, cut)
    found = {node["label"].split(" · ")[0] for _, node in graph.nodes(data=True)}
    if wanted:
        assert wanted <= found
    else:
        assert not found
    whole = network(store)
    assert set(graph.edges(keys=True)) <= set(whole.edges(keys=True))
    assert len(graph) < len(whole)


def test_every_cut_is_run() -> None:
    assert len(CUTS) == 8
    assert len(WRONG) == 3


@pytest.mark.parametrize(("cut", "words"), WRONG)
def test_wrong_cuts(store: EmbeddedStore, cut: Cut, words: str) -> None:
    with pytest.raises(CutError, match=words):
        network(store, cut)


def test_captives_stand_under_pseudonyms(store: EmbeddedStore) -> None:
    assert "Placeholder" not in str(dict(network(store).nodes(data=True)))
    labels = [node["label"] for _, node in network(store, restricted=True).nodes(data=True)]
    assert "Placeholder Captive" in labels


def test_the_same_each_time(store: EmbeddedStore) -> None:
    first, second = network(store), network(store)
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(data=True)) == list(second.edges(data=True))
