"""Pairs of tellings, judged by themselves and within a store."""

import dataclasses
import tomllib
from itertools import permutations
from pathlib import Path

import pytest

from kg.gazetteer import COLUMNS, Gazetteer
from kg.model import Relation
from kg.registry import Entry, Registry
from kg.resolve.compare import Judgement
from kg.resolve.resolver import explain, resolve

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "resolve.events.toml").read_text("utf-8"))["pair"]

PLACES = (
    ("RU", "country", "RU", "", 60.0, 90.0),
    ("UA", "country", "UA", "", 49.0, 32.0),
    ("kursk-region", "region", "RU", "RU", 51.7, 36.2),
    ("kharkiv-region", "region", "UA", "UA", 49.6, 36.5),
    ("kursk", "settlement", "RU", "kursk-region", 51.73, 36.19),
    ("sudzha", "settlement", "RU", "kursk-region", 51.19, 35.27),
    ("kharkiv", "settlement", "UA", "kharkiv-region", 50.0, 36.2),
)


def table():
    """The places above as the gazetteer's own table."""
    rows = []
    for place, kind, country, within, lat, lon in PLACES:
        row = dict.fromkeys(COLUMNS, "") | {
            "id": place,
            "kind": kind,
            "country": country,
            "within": within,
            "en": place,
        }
        row |= {"rank": "3", "lat": str(lat), "lon": str(lon), "population": "0"}
        rows.append("\t".join(row[c] for c in COLUMNS))
    return Gazetteer("\n".join(rows), "")


GAZETTEER = table()
REGISTRY = Registry(())


def located(record):
    """The record with the attributes that the recogniser of places gives."""
    known = {place: {"kind": kind, "country": c, "lat": lat, "lon": lon} for place, kind, c, _, lat, lon in PLACES}
    return record.from_json(
        record.to_json()
        | {
            "entities": [
                e.to_json() | ({"attributes": known[e.name]} if e.type == "Place" else {}) for e in record.entities
            ]
        }
    )


def told(of_events, **documents):
    """One record a document, from its rows; the day of publication is that of its first row."""
    return [located(of_events(name, rows, rows[0].get("published", "2025-06-01"))) for name, rows in documents.items()]


def joined(of_events, **documents):
    """Sets of "document.event" that are one happening, and the resolution."""
    found = resolve(told(of_events, **documents), REGISTRY, GAZETTEER)
    clusters = {}
    for (document, event), iri in found.events.items():
        clusters.setdefault(iri, set()).add(f"{document.removeprefix('doc:')}.{event}")
    return sorted(sorted(c) for c in clusters.values()), found


def test_all_cases_were_collected():
    assert len(CASES) == 29
    assert {c["judged"] for c in CASES} == {"same", "different", "unsure"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_a_pair_is_judged(case, of_events):
    records = told(of_events, a=[case["a"]], b=[case["b"]])
    found = explain(records, REGISTRY, GAZETTEER, ("doc:a", "v1"), ("doc:b", "v1"))
    assert found.judgement == Judgement(case["judged"]), (found.score, found.reasons)
    assert explain(records, REGISTRY, GAZETTEER, ("doc:b", "v1"), ("doc:a", "v1")) == found


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_a_store_of_two_joins_what_is_the_same(case, of_events):
    clusters, found = joined(of_events, a=[case["a"]], b=[case["b"]])
    assert clusters == ([["a.v1", "b.v1"]] if case["judged"] == "same" else [["a.v1"], ["b.v1"]])
    assert {link.subject for link in found.links if link.kind == "event"} == {"doc:a#v1", "doc:b#v1"}


EXCHANGE = {
    "type": "PrisonerExchange",
    "sides": [["party", "UA"], ["party", "RU"]],
    "counts": [["returned", "UA", 115]],
}


def test_a_report_without_a_date_that_fits_two_exchanges_joins_neither(of_events):
    clusters, _ = joined(
        of_events,
        a=[EXCHANGE | {"date": "2024-08-22"}],
        b=[EXCHANGE | {"date": "2024-08-24"}],
        c=[EXCHANGE | {"published": "2024-08-25"}],
    )
    assert clusters == [["a.v1"], ["b.v1"], ["c.v1"]]


def test_two_events_of_one_document_stay_two(of_events):
    clusters, _ = joined(of_events, a=[EXCHANGE | {"date": "2024-08-24"}, EXCHANGE | {"date": "2024-08-24"}])
    assert clusters == [["a.v1"], ["a.v2"]]


def test_a_chain_of_like_tellings_does_not_join_its_ends(of_events):
    """A month fits two days; the days don't fit each other."""
    capture = {"type": "Capture", "places": ["sudzha"], "who": [["captor", "Unit:93:UA"]]}
    clusters, _ = joined(
        of_events,
        a=[capture | {"date": "2024-08-03"}],
        b=[capture | {"date": "2024-08"}],
        c=[capture | {"date": "2024-08-19"}],
    )
    assert not any({"a.v1", "c.v1"} <= set(c) for c in clusters)


def test_the_order_of_documents_does_not_matter(of_events):
    rows = {
        "a": [EXCHANGE | {"date": "2024-08-24"}, {"type": "Capture", "date": "2024-08-21", "places": ["sudzha"]}],
        "b": [EXCHANGE | {"date": "2024-08-24"}],
        "c": [EXCHANGE | {"published": "2024-08-25"}],
        "d": [EXCHANGE | {"date": "2024-08-26"}],
    }
    records = told(of_events, **rows)
    first = resolve(records, REGISTRY, GAZETTEER)
    for order in permutations(records):
        assert resolve(order, REGISTRY, GAZETTEER) == first


def test_a_capture_told_as_a_surrender_is_linked(of_events):
    told_as = {"date": "2025-03-12", "places": ["kursk-region"], "counts": [["captive", "UA", 430]]}
    roles = {"sides": [["captor", "RU"], ["captive", "UA"]]}
    _, found = joined(of_events, a=[{"type": "Capture"} | told_as | roles], b=[{"type": "Surrender"} | told_as | roles])
    (link,) = found.counterparts
    assert {link.subject, link.object} == set(found.events.values())
    assert "same figures: 430 captive (+0.25)" in link.reasons


def test_a_release_that_is_one_side_of_an_exchange_is_linked(of_events):
    release = {"type": "Release", "date": "2024-08-24", "counts": [["returned", "UA", 115]]}
    _, found = joined(
        of_events, a=[EXCHANGE | {"date": "2024-08-24"}], b=[release], c=[release | {"date": "2024-08-23"}]
    )
    assert len(found.counterparts) == 1


def test_nothing_to_resolve():
    assert resolve([], REGISTRY, GAZETTEER).links == ()


def test_the_registry_knows_that_a_battalion_is_of_the_brigade(of_events):
    brigade = Entry("unit-xx-93", "Unit", {"en": "93rd Brigade"}, "a sample", number=93, echelon="brigade")
    part = Entry("unit-xx-1", "Unit", {"en": "1st"}, "a sample", number=1, echelon="battalion", superior="unit-xx-93")
    capture = {"type": "Capture", "date": "2024-08-21", "places": ["sudzha"]}
    records = told(
        of_events,
        a=[capture | {"who": [["captor", "Unit:93:UA"]]}],
        b=[capture | {"who": [["captor", "Unit:1:UA"]]}],
    )
    keyed = [
        dataclasses.replace(
            record,
            entities=tuple(
                dataclasses.replace(e, key=f"registry:unit-xx-{e.name}") if e.type == "Unit" else e
                for e in record.entities
            ),
        )
        for record in records
    ]
    registry = Registry([("here", brigade), ("here", part)])
    found = explain(keyed, registry, GAZETTEER, ("doc:a", "v1"), ("doc:b", "v1"))
    assert not any(r.startswith("different units") for r in found.reasons)


def test_entities_are_explained_too(of_entity):
    rows = {"a": {"name": "Sergei Ivanov"}, "b": {"name": "Pavel Ivanov"}}
    records = [of_entity(document, "Person", row) for document, row in rows.items()]
    found = explain(records, REGISTRY, GAZETTEER, ("doc:a", "e1"), ("doc:b", "e1"))
    assert found.reasons == ("full names differ (forbids)",)


def test_explaining_what_is_not_there_is_an_error(of_events):
    with pytest.raises(KeyError):
        explain(told(of_events, a=[EXCHANGE]), REGISTRY, GAZETTEER, ("doc:a", "v1"), ("doc:a", "v9"))


@pytest.mark.parametrize(("part_of", "against"), [(True, False), (False, True)])
def test_a_battalion_of_the_brigade_does_not_speak_against_it(of_events, part_of, against):
    capture = {"type": "Capture", "date": "2024-08-21", "places": ["sudzha"]}
    records = told(
        of_events,
        a=[capture | {"who": [["captor", "Unit:93:UA"]]}],
        b=[capture | {"who": [["captor", "Unit:1:UA"], ["mediator", "Unit:93:UA"]]}],
    )
    if part_of:
        small, large = (e.id for e in records[1].entities if e.type == "Unit")
        records[1] = dataclasses.replace(records[1], relations=(Relation("partOf", small, large),))
    found = explain(records, REGISTRY, GAZETTEER, ("doc:a", "v1"), ("doc:b", "v1"))
    assert any(r.startswith("different units") for r in found.reasons) == against
