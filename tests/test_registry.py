"""Reference entities: names in four languages, units by number, and clear errors for files that do not fit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Gazetteer
from kg.registry import ARMS, ECHELONS, FOLDER, Entry, Registry, RegistryError, read_file
from kg.settings import resource
from kg.transliterate import name_key, romanise

NAMES = (
    ("Organization", "SBU", "org-ua-sbu"),
    ("Organization", "Служба безпеки України", "org-ua-sbu"),
    ("Organization", "ГУР МО", "org-ua-hur"),
    ("Organization", "Генштаб ВСУ", "org-ua-general-staff"),
    ("Organization", "Russian Defense Ministry", "org-ru-mod"),
    ("Organization", "Министерство обороны Российской Федерации", "org-ru-mod"),
    ("Organization", "Ministerul rus al Apărării", "org-ru-mod"),
    ("Organization", "Международный комитет Красного Креста", "org-icrc"),
    ("Organization", "CICR", "org-icrc"),
    ("Organization", "Координаційний штаб", "org-ua-coordination-hq"),
    ("Organization", "ТАСС", "org-media-tass"),
    ("Organization", "ТАРС", "org-media-tass"),
    ("Organization", "Institute for the Study of War", "org-isw"),
    ("Organization", "Держприкордонслужба", "org-ua-border-guard"),
    ("Person", "Дмитро Лубінець", "person-dmytro-lubinets"),
    ("Person", "Dmitro Lubineț", "person-dmytro-lubinets"),
    ("Person", "Дмитрий Лубинец", "person-dmytro-lubinets"),
    ("Person", "Igor Konașenkov", "person-igor-konashenkov"),
    ("Person", "Zelenskyy", ""),
    ("Unit", "Азов", "unit-ua-12-azov-brigade"),
    ("Unit", "Ахмат", "unit-ru-akhmat"),
    ("Unit", "423rd Guards Motor Rifle Regiment", "unit-ru-423-motor-rifle-regiment"),
    ("Unit", "Yampol regiment", "unit-ru-423-motor-rifle-regiment"),
    ("Unit", "Ямпольский мотострелковый полк", "unit-ru-423-motor-rifle-regiment"),
    ("Unit", "Ямпільський полк", "unit-ru-423-motor-rifle-regiment"),
    ("Unit", "Кантемировская дивизия", "unit-ru-4-tank-division"),
    ("Unit", "Taman Division", "unit-ru-2-motor-rifle-division"),
    ("Unit", "Сіверська танкова бригада", "unit-ua-1-tank-brigade"),
)

UNITS = (
    (("RU", 488, "regiment", "motor_rifle"), "unit-ru-488-motor-rifle-regiment"),
    (("RU", 488, "regiment", "mechanized"), "unit-ru-488-motor-rifle-regiment"),
    (("RU", 810, "brigade", "marine"), "unit-ru-810-naval-infantry-brigade"),
    (("UA", 80, "brigade", "air_assault"), "unit-ua-80-air-assault-brigade"),
    (("UA", 93, "brigade", ""), "unit-ua-93-mechanized-brigade"),
    (("UA", 92, "brigade", "mechanized"), "unit-ua-92-assault-brigade"),
    (("UA", 22, "brigade", "mechanized"), "unit-ua-22-mechanized-brigade"),
    (("RU", 22, "brigade", ""), "unit-ru-22-special-purpose-brigade"),
)

# A file that does not fit → what the error says.
WRONG = (
    ('[[unti]]\nid = "unit-x-1"', "unknown table unti"),
    ('[unit]\nid = "unit-x-1"', "two brackets"),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"', r"\[\[unit\]\] 1 \(unit-x-1\): source is missing"),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\nsize = "big"', "unknown key size; use id"),
    (
        '[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\nechelon = "brig"',
        "echelon 'brig' is unknown; use one of army",
    ),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\narm = "cavalry"', "arm 'cavalry' is unknown"),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\nnumber = "12"', "number must be a int"),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\nside = "Ukraine"', "side 'Ukraine' must be an ISO 3166"),
    ('[[unit]]\nid = "12th"\nname = "X"\nsource = "s"', "id '12th' must be a slug"),
    ('[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\naliases = [1]', "aliases must be a list of strings"),
    (
        '[[organization]]\nid = "org-x"\nname = "X"\nsource = "s"\nwikidata = "212"',
        "wikidata '212' must be a Wikidata id",
    ),
    ('[[person]]\nid = "person-x"\nname = "X"\nsource = "s"\nposts = [{of = "org-un"}]', "a post lacks its title"),
    (
        '[[person]]\nid = "person-x"\nname = "X"\nsource = "s"\nposts = [{title = "head", since = "May 2022"}]',
        "since 'May 2022' must be an ISO date",
    ),
    (
        '[[person]]\nid = "person-x"\nname = "X"\nsource = "s"\nposts=[{title="x", since="2023", until = "2022"}]',
        r"ends \(2022\) before it begins \(2023\)",
    ),
    ("[[unit\n", "Expected"),
)


@pytest.mark.parametrize(("kind", "name", "expected"), NAMES)
def test_by_name(kind: str, name: str, expected: str) -> None:
    assert [e.id for e in Registry.load().by_name(kind, name_key(name))] == ([expected] if expected else [])


@pytest.mark.parametrize(("query", "expected"), UNITS)
def test_units_by_number(query: tuple[str, int, str, str], expected: str) -> None:
    assert [e.id for e in Registry.load().unit(*query)][:1] == [expected]


def test_an_open_side_finds_both() -> None:
    assert {e.side for e in Registry.load().unit("", 22, "brigade")} == {"UA", "RU"}
    assert Registry.load().unit("UA", 488, "regiment") == []


def test_one_name_may_mean_two_ministries() -> None:
    assert [e.side for e in Registry.load().by_name("Organization", name_key("Минобороны"))] == ["UA", "RU"]


def test_every_entry_is_sound() -> None:
    registry = Registry.load()
    counts = {kind: sum(e.type == kind for e in registry) for kind in ("Unit", "Organization", "Person")}
    assert counts["Unit"] >= 320
    assert counts["Organization"] >= 250
    assert counts["Person"] >= 190
    gazetteer = Gazetteer.load()
    for entry in registry:
        assert registry.get(entry.id) is entry
        assert entry.source
        prefix = {"Unit": "unit-", "Organization": "org-", "Person": "person-"}[entry.type]
        assert entry.id.startswith(prefix)
        assert entry.type != "Person" or entry.posts, f"{entry.id} has no public function"
        for post in entry.posts:
            assert not post.of.startswith("country-") or gazetteer.get(post.of) is not None
        assert not entry.side or gazetteer.get(f"country-{entry.side}") is not None


def test_names_in_cyrillic_agree_with_the_latin_ones() -> None:
    for entry in Registry.load():
        if entry.type == "Person" and entry.side == "UA" and "uk" in entry.names:
            surname = name_key(romanise(entry.names["uk"], "uk")).split()[-1]
            spelt = {name_key(n).split()[-1] for n in entry.spellings()}
            assert surname in spelt


def test_vocabulary_is_the_ontology_s() -> None:
    text = (resource("ontology") / "concepts.ttl").read_text(encoding="utf-8")
    for scheme, values in (("echelon", ECHELONS), ("arm", ARMS)):
        assert values == set(re.findall(rf"^{scheme}:(\w+)", text, re.MULTILINE))


def test_units_derived_leave_out_what_is_curated() -> None:
    def key(entry: Entry) -> tuple[object, ...]:
        return entry.side, entry.number, entry.echelon, entry.arm

    curated = {key(e) for e in read_file(FOLDER / "units.toml") if e.number}
    assert not curated & {key(e) for e in read_file(FOLDER / "units-derived.toml")}


def test_an_honorific_is_a_fact_of_its_unit() -> None:
    entry = Registry.load().get("unit-ru-423-motor-rifle-regiment")
    assert entry is not None
    assert (entry.name, entry.honorific) == ("423rd Guards Yampolsky Motor Rifle Regiment", "Yampolsky")
    assert (entry.military_unit_number, entry.superior) == ("91701", "unit-ru-4-tank-division")
    assert "Wikipedia" in entry.source
    named = [e for e in read_file(FOLDER / "units-derived.toml") if e.honorific]
    assert len(named) >= 65
    assert all(e.honorific in e.name for e in named if e.side == "RU" and '"' not in e.name and e.aliases)


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_errors_name_file_entry_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=message) as error:
        Registry.load([path])
    assert str(path) in str(error.value)


def test_own_entries_are_found(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(
        "type,id,name,uk,aliases,side,number,echelon,arm,superior,title,of,since,source\n"
        "unit,unit-ua-999-mechanized-brigade,999th Brigade,,999 ОМБр;999-ка,UA,999,brigade,mechanized,"
        "org-ua-ground-forces,,,,test\n"
        "person,person-test-official,Test Official,Тест Офіціал,,UA,,,,,spokesperson,org-ua-sbu,2024-01,test\n",
        encoding="utf-8",
    )
    registry = Registry.load([path])
    assert [e.id for e in registry.unit("UA", 999, "brigade")] == ["unit-ua-999-mechanized-brigade"]
    (person,) = registry.by_name("Person", name_key("Тест Офіціал"))
    assert [(p.title, p.of, p.since) for p in person.posts] == [("spokesperson", "org-ua-sbu", "2024-01")]
    assert len(registry) == len(Registry.load()) + 2


WRONG_ROWS = (
    ("army,org-x,X,,,s", "line 2: type 'army' is unknown; use one of unit"),
    ("unit,unit-x-1,X,twelve,,s", "line 2: number 'twelve' must be a whole number"),
    ("unit,unit-x-1,X,12,org-nobody,s", "superior 'org-nobody' is no entry; add it"),
    ("organization,org-ua-sbu,X,,,s", "id org-ua-sbu is taken by"),
    ("unit,unit-x-1,X,12,,s,more", "line 2: more cells than the header has columns"),
)


@pytest.mark.parametrize(("row", "message"), WRONG_ROWS)
def test_errors_of_a_table(tmp_path: Path, row: str, message: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"type,id,name,number,superior,source\n{row}\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=message) as error:
        Registry.load([path])
    assert str(path) in str(error.value)


def test_other_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"ends in \.toml or \.csv"):
        read_file(tmp_path / "own.json")
    with pytest.raises(RegistryError, match="No such file"):
        read_file(tmp_path / "none.toml")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    found: list[object]
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        found = read_file(path)
    except RegistryError as error:
        found = [] if str(path) in str(error) else [str(error)]
    assert found == []


def test_cases_are_there() -> None:
    assert (len(NAMES), len(UNITS), len(WRONG), len(WRONG_ROWS)) == (28, 8, 15, 5)
