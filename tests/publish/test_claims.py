from __future__ import annotations

from kg.graph.store import EmbeddedStore
from kg.ids import entity_iri, event_iri
from kg.publish.claims import Detail, sayings, sources

CAPTURE = event_iri("Capture", "kharkiv")


def test_a_saying_gathers_the_claims_of_a_sentence(store: EmbeddedStore) -> None:
    about = [s for s in sayings(store) if s.subject == CAPTURE and s.modality == "claimed"]
    assert len(about) == 2
    saying = next(s for s in about if "12 soldiers" in s.quote)
    assert saying.claimant == entity_iri("Person", "prykladnyi")
    assert saying.claimed_on == "2024-03-03"
    assert saying.quote.startswith("Mykola Prykladnyi said the 93rd")
    assert Detail("count", "12 captive (Russia)") in saying.details
    assert Detail("captor", "", entity_iri("Unit", "93")) in saying.details
    assert Detail("date", "2024-03-03") in saying.details


def test_both_figures_stand(store: EmbeddedStore) -> None:
    figures = {d.value for s in sayings(store) if s.subject == CAPTURE for d in s.details if d.property == "count"}
    assert figures == {"12 captive (Russia)", "31 captive (Russia)"}


def test_marks_fit_the_quote(store: EmbeddedStore) -> None:
    saying = next(s for s in sayings(store) if s.subject == CAPTURE)
    marked = {saying.quote[mark.start : mark.end]: mark.what for mark in saying.marks}
    assert marked["captured"] == "subject"
    assert marked["93rd Mechanized Brigade"] == "captor"
    assert marked["488th Motor Rifle Regiment"] == "captive"
    assert marked["Kharkiv"] == "place"


def test_marks_do_not_overlap(store: EmbeddedStore) -> None:
    for saying in sayings(store):
        ends = [0, *(mark.end for mark in saying.marks)]
        assert all(end <= mark.start for end, mark in zip(ends, saying.marks, strict=False))


def test_a_post_is_a_claim(store: EmbeddedStore) -> None:
    about = [s for s in sayings(store) if s.subject == entity_iri("Person", "prykladnyi")]
    assert {d for s in about for d in s.details} == {
        Detail("position", "spokesperson", entity_iri("Organization", "ministry"))
    }


def test_names_are_withheld(store: EmbeddedStore) -> None:
    assert "Placeholder" not in str(sayings(store)) + str(sources(store))
    assert "Placeholder Captive" in str(sayings(store, restricted=True))
    assert "Placeholder Captive and others" in [s.title for s in sources(store, restricted=True).values()]


def test_a_quote_without_names_has_no_marks(store: EmbeddedStore) -> None:
    hidden = [s for s in sayings(store) if "[captive]" in s.quote]
    assert hidden
    assert all(not saying.marks for saying in hidden)


def test_sources_are_oldest_first(store: EmbeddedStore) -> None:
    read = list(sources(store).values())
    assert [s.id for s in read] == ["wire", "gazette", "steppe", "hostile", "village"]
    assert read[0].url == "https://example.org/wire"
