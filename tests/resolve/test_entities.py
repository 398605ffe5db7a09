"""Pairs of entities, judged by themselves and within a store."""

import tomllib
from pathlib import Path

import pytest

from kg.ids import entity_iri, place_iri, registry_iri
from kg.registry import Entry, Post, Registry
from kg.resolve.compare import Judgement
from kg.resolve.entities import compare_traits, resolve_entities
from kg.resolve.items import Traits, all_items, completed

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "resolve.entities.toml").read_text("utf-8"))["pair"]


REGISTRY = Registry(())


def test_all_cases_were_collected():
    assert len(CASES) == 58
    assert {c["judged"] for c in CASES} == {"same", "different", "unsure"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_a_pair_is_judged(case, of_entity):
    items = {i.id: i for i in all_items([of_entity(d, case["type"], case[d]) for d in "ab"])}
    a, b = items["doc:a", "e1"].traits, items["doc:b", "e1"].traits
    found = compare_traits(a, b)
    assert found.judgement == Judgement(case["judged"]), found.reasons
    assert compare_traits(b, a).reasons == found.reasons


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["what"])
def test_a_store_of_two_joins_what_is_the_same(case, of_entity):
    iris, links = resolve_entities(all_items(of_entity(d, case["type"], case[d]) for d in "ab"), REGISTRY)
    joined = iris["doc:a", "e1"] == iris["doc:b", "e1"]
    if case["judged"] != "unsure":
        assert joined == (case["judged"] == "same")
    assert {link.subject for link in links} == {f"{d}#{e}" for d, e in iris}


def resolved(of_entity, kind, *rows, registry=REGISTRY):
    iris, links = resolve_entities(all_items(of_entity(str(n), kind, row) for n, row in enumerate(rows)), registry)
    return [iris[f"doc:{n}", "e1"] for n in range(len(rows))], {link.subject: link for link in links}


def unit(name, **attributes):
    return {"name": name, "side": "UA", "attributes": attributes}


def test_a_surname_joins_the_only_bearer(of_entity):
    (full, other, bare), links = resolved(
        of_entity, "Person", {"name": "Sergei Ivanov"}, {"name": "Pavel Koval"}, {"name": "Іванов"}
    )
    assert bare == full != other
    assert "the only candidate" in links["doc:2#e1"].reasons


def test_a_surname_of_two_joins_neither(of_entity):
    (a, b, bare), _ = resolved(
        of_entity, "Person", {"name": "Sergei Ivanov"}, {"name": "Pavel Ivanov"}, {"name": "Ivanov"}
    )
    assert len({a, b, bare}) == 3


def test_two_bare_surnames_stay_apart(of_entity):
    (a, b), _ = resolved(of_entity, "Person", {"name": "Ivanov"}, {"name": "Ivanov"})
    assert a != b


def test_a_number_joins_the_only_unit(of_entity):
    brigade = unit("82nd Brigade", number=82, echelon="brigade", arm="air_assault")
    regiment = unit("82nd Regiment", number=82, echelon="regiment")
    bare = unit("the 82nd", number=82)
    (a, b), _ = resolved(of_entity, "Unit", brigade, bare)
    assert a == b
    (a, b, c), _ = resolved(of_entity, "Unit", brigade, regiment, bare)
    assert len({a, b, c}) == 3


def test_a_name_of_a_corps_and_a_brigade_joins_neither(of_entity):
    corps = unit("1st Corps", number=1, echelon="corps", honorific="Azov")
    brigade = unit("12th Brigade", number=12, echelon="brigade", honorific="Azov")
    bare = unit("Azov", honorific="Азов")
    (a, b, c), _ = resolved(of_entity, "Unit", corps, brigade, bare)
    assert len({a, b, c}) == 3


def test_a_ministry_of_no_state_joins_the_only_one(of_entity):
    russian, ukrainian = ({"name": "Defence Ministry", "side": side} for side in ("RU", "UA"))
    (a, b), _ = resolved(of_entity, "Organization", russian, {"name": "Defence Ministry"})
    assert a == b
    (a, b, c), _ = resolved(of_entity, "Organization", russian, ukrainian, {"name": "Defence Ministry"})
    assert len({a, b, c}) == 3


def test_what_is_known_has_the_iri_of_its_key(of_entity):
    (place,), links = resolved(of_entity, "Place", {"name": "Kyiv", "key": "place:Q1899"})
    (person,), _ = resolved(of_entity, "Person", {"name": "Sergei Ivanov", "key": "registry:ivanov"})
    assert (place, person) == (place_iri("Q1899"), registry_iri("ivanov"))
    assert (links["doc:0#e1"].score, links["doc:0#e1"].reasons) == (1.0, ("is place:Q1899",))


def test_an_unkeyed_mention_joins_what_is_known(of_entity):
    (a, b), _ = resolved(
        of_entity, "Person", {"name": "Sergei Ivanov", "key": "registry:ivanov"}, {"name": "Сергій Іванов"}
    )
    assert a == b == registry_iri("ivanov")


def test_namesakes_get_different_iris(of_entity):
    rows = [{"name": "Igor Koval", "side": side} for side in ("UA", "RU")]
    (a, b), _ = resolved(of_entity, "Person", *rows)
    assert a != b


def test_the_iri_of_a_unit_is_that_of_its_number(of_entity):
    tellings = [unit("93rd Brigade", number=93, echelon="brigade"), unit("93-тя бригада", number=93, echelon="brigade")]
    (a, b), _ = resolved(of_entity, "Unit", *tellings)
    (c,), _ = resolved(of_entity, "Unit", unit("the 93rd Mechanized Brigade", number=93, echelon="brigade"))
    assert a == b == c == entity_iri("Unit", "UA", "93", "brigade")


def test_the_iri_of_a_private_person_does_not_depend_on_the_name(of_entity):
    (a,), _ = resolved(of_entity, "Person", {"name": "Testan Placeholderov", "private": True, "side": "RU"})
    (b,), _ = resolved(of_entity, "Person", {"name": "Demo Samplenko", "private": True, "side": "RU"})
    assert a == b


def test_reasons_never_quote_a_private_name(of_entity):
    row = {"name": "Testan Placeholderov", "private": True, "side": "RU"}
    _, links = resolved(of_entity, "Person", row, row)
    reasons = " ".join(r for link in links.values() for r in link.reasons).casefold()
    assert "testan" not in reasons
    assert "placeholder" not in reasons


def test_a_type_joins_its_only_model(of_entity):
    (a, b), _ = resolved(of_entity, "Equipment", {"name": "Shahed"}, {"name": "Shahed-136"})
    assert a == b
    (a, b, c), _ = resolved(of_entity, "Equipment", {"name": "Shahed"}, {"name": "Shahed-136"}, {"name": "Shahed-131"})
    assert len({a, b, c}) == 3


def test_an_army_of_no_side_told_stays_out_where_both_sides_have_its_number(of_entity):
    attributes = {"number": 5, "echelon": "brigade", "arm": "tank"}
    rows = [{"name": "5th Tank Brigade", "side": side, "attributes": attributes} for side in ("UA", "RU", "")]
    (a, b, c), _ = resolved(of_entity, "Unit", *rows)
    assert len({a, b, c}) == 3


def test_the_registry_lends_its_spellings(of_entity):
    entry = Entry("org-xx-sample", "Organization", {"en": "Sample Office", "uk": "Зразкове управління"}, "a sample")
    registry = Registry([("here", entry)])
    rows = [{"name": "Sample Office", "key": "registry:org-xx-sample"}, {"name": "Зразкове управління"}]
    (a, b), _ = resolved(of_entity, "Organization", *rows, registry=registry)
    assert a == b == registry_iri("org-xx-sample")


def test_the_registry_knows_superiors_and_posts(of_entity):
    brigade = Entry("unit-xx-93", "Unit", {"en": "93rd Brigade"}, "a sample", side="UA", number=93, echelon="brigade")
    battalion = Entry(
        "unit-xx-1", "Unit", {"en": "1st Battalion"}, "a sample", number=1, echelon="battalion", superior="unit-xx-93"
    )
    person = Entry("person-x", "Person", {"en": "Demo Samplenko"}, "a sample", posts=(Post("commander", "unit-xx-93"),))
    registry = Registry([("here", entry) for entry in (brigade, battalion, person)])
    found = completed(Traits("Unit", key="registry:unit-xx-1"), registry)
    assert (found.superior.number, found.superior.side) == (93, "UA")
    assert completed(Traits("Person", key="registry:person-x"), registry).posts == {"registry:unit-xx-93"}
    assert completed(Traits("Unit", key="registry:unit-xx-9"), registry) == Traits("Unit", key="registry:unit-xx-9")
