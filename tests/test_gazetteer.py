"""The table of places: names in four languages, containment, choice among places of one name, curated sources."""

from __future__ import annotations

import csv

import pytest

from kg.gazetteer import COLUMNS, CURATED, KEYS, KINDS, PLACES, Context, Gazetteer, Place, kilometres
from kg.transliterate import name_key

MEGABYTE = 1_000_000

# Names of one place → its id, or a place that it must be near (lat, lon).
SAME_PLACE = (
    (("Kharkiv", "Харків", "Харьков", "Harkov", "Kharkov"), (49.99, 36.23)),
    (("Kyiv", "Київ", "Киев", "Kiev"), (50.45, 30.52)),
    (("Bakhmut", "Бахмут", "Artemivsk", "Артемівськ", "Артёмовск"), (48.59, 38.00)),
    (("Dnipro", "Дніпро", "Днепр", "Dnipropetrovsk", "Днепропетровск"), (48.46, 35.04)),
    (("Sudzha", "Суджа", "Sudja"), (51.19, 35.27)),
    (("Malaya Loknya", "Малая Локня", "Мала Локня"), (51.33, 35.28)),
    (("Moscow", "Москва", "Moscova"), (55.75, 37.62)),
    (("Chișinău", "Кишинев", "Кишинів", "Chisinau"), (47.01, 28.86)),
    (("Geneva", "Женева", "Женева"), (46.20, 6.15)),
    (("Abu Dhabi", "Абу-Дабі", "Абу-Даби"), (24.45, 54.38)),
    (("Istanbul", "Стамбул"), (41.01, 28.97)),
    (("Azovstal", "Азовсталь", "combinatul Azovstal"), (47.09, 37.61)),
    (("Snake Island", "Insula Șerpilor", "острів Зміїний", "остров Змеиный"), (45.26, 30.20)),
    (("Zaporizhzhia nuclear power plant", "Запорізька АЕС", "ЗАЭС"), (47.51, 34.59)),
    (("Donbas", "Донбас", "Донбасс"), (48.3, 38.0)),
    (("Сумщина", "Сумська область", "Сумская область", "Sumy Oblast"), (50.9, 34.0)),
    (("Ukraine", "Україна", "Украина", "Ucraina"), (49.0, 31.5)),
    (("United Arab Emirates", "UAE", "ОАЕ", "ОАЭ", "Emiratele Arabe Unite"), (24.5, 55.0)),
    (("Black Sea", "Чорне море", "Чёрное море", "Marea Neagră"), (43.5, 34.0)),
)

WITH_KIND = (
    ("Kursk", "region", "RU-KRS"),
    ("Курская", "region", "RU-KRS"),
    ("Харківська", "region", "UA-63"),
    ("Harkov", "region", "UA-63"),
    ("Ialomița", "region", "RO-IL"),
    ("Dnipro", "river", "dnipro-river"),
    ("Корочанский район", "district", "ru-district-korocha"),
)

HELD = (
    ("UA-63", "Kupiansk"),
    ("country-UA", "Kupiansk"),
    ("RU-KRS", "Sudzha"),
    ("country-RU", "Kursk Oblast"),
    ("country-UA", "Azovstal"),
    ("UA-14", "Azovstal"),
    ("country-MD", "Chisinau"),
)


def first(name: str) -> Place:
    return Gazetteer.load().lookup(name)[0]


@pytest.mark.parametrize(("names", "spot"), SAME_PLACE)
def test_names_of_one_place(names: tuple[str, ...], spot: tuple[float, float]) -> None:
    found = {name: first(name) for name in names}
    assert len({p.id for p in found.values()}) == 1, {n: p.id for n, p in found.items()}
    place = found[names[0]]
    reach = {"country": 400, "region": 60, "sea": 60}.get(place.kind, 15)
    assert kilometres(place, Place("x", "settlement", 0, "", "", *spot, 0, {})) < reach


@pytest.mark.parametrize(("name", "kind", "expected"), WITH_KIND)
def test_bare_names_count_beside_their_kind(name: str, kind: str, expected: str) -> None:
    assert [p.id for p in Gazetteer.load().lookup(name, [kind])] == [expected]


def test_a_bare_name_alone_is_the_town() -> None:
    assert {p.kind for p in Gazetteer.load().lookup("Kursk")} == {"settlement"}


@pytest.mark.parametrize(("outer", "inner"), HELD)
def test_contains(outer: str, inner: str) -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.contains(outer, first(inner))
    assert not gazetteer.contains("country-PL", first(inner))


def test_choice_by_a_region_beside() -> None:
    gazetteer = Gazetteer.load()
    options = gazetteer.lookup("Олександрівка")
    chosen = gazetteer.choose([p for p in options if not gazetteer.contains("UA-43", p)], Context(regions=("UA-65",)))
    held = [p for p in options if gazetteer.contains("UA-65", p)]
    assert chosen is None or gazetteer.contains("UA-65", chosen)
    assert len(held) < len(options)


def test_choice_by_the_other_places() -> None:
    gazetteer = Gazetteer.load()
    chosen = gazetteer.choose(gazetteer.lookup("Andriivka"), Context(places=(first("Bakhmut"), first("Klishchiivka"))))
    assert chosen is not None
    assert kilometres(chosen, first("Klishchiivka")) < 10


def test_choice_by_prominence() -> None:
    gazetteer = Gazetteer.load()
    chosen = gazetteer.choose(gazetteer.lookup("Pokrovsk"))
    assert chosen is not None
    assert gazetteer.contains("UA-14", chosen)


def test_choice_refused() -> None:
    gazetteer = Gazetteer.load()
    options = gazetteer.lookup("Миколаївка")
    assert len(options) >= 30
    assert gazetteer.choose(options) is None
    assert gazetteer.choose([]) is None


def test_everyday_words_are_known_as_such() -> None:
    gazetteer = Gazetteer.load()
    assert "w" in gazetteer.ordinary(name_key("Перемога"))
    assert "p" in gazetteer.ordinary(name_key("Владимир"))
    assert gazetteer.ordinary(name_key("Avdiivka")) == ""


def test_every_row_is_sound() -> None:
    gazetteer = Gazetteer.load()
    places = list(gazetteer)
    assert len(places) == len(gazetteer) > 39_000
    for place in places:
        assert place.kind in KINDS
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.name
        assert place.names["ro"]
        assert not place.within or gazetteer.get(place.within) is not None, place.id
    assert sum(bool(p.katottg) for p in places) > 24_000
    assert sum(bool(p.wikidata) for p in places) > 25_000


def test_chains_end() -> None:
    gazetteer = Gazetteer.load()
    assert max(sum(1 for _ in gazetteer.chain(p)) for p in gazetteer) <= 4


@pytest.mark.parametrize("stem", ["regions", "areas", "border", "facilities"])
def test_curated_tables_are_in_the_gazetteer(stem: str) -> None:
    gazetteer = Gazetteer.load()
    with (CURATED / f"{stem}.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="|"))
    assert len(rows) > 40
    for row in rows:
        place = gazetteer.get(row["id"])
        assert place is not None, f"{row['id']} is missing: run python -m kg.train.gazetteer"
        assert (place.lat, place.lon) == (float(row["lat"]), float(row["lon"]))
        for name in (row.get("alone") or "").split(";"):
            if name.strip():
                assert place in gazetteer.lookup(name, [place.kind]), name


def test_curated_names_lead_to_their_places() -> None:
    gazetteer = Gazetteer.load()
    with (CURATED / "names.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="|"))
    assert len(rows) > 100
    for row in rows:
        name, _, region = row["place"].partition("@")
        targets = {p.id for p in gazetteer.lookup(name) if gazetteer.contains(region, p)}
        for other in row["names"].split(";"):
            assert targets & {p.id for p in gazetteer.lookup(other)}, (row["place"], other)


def test_the_tables_are_small() -> None:
    assert PLACES.stat().st_size + KEYS.stat().st_size < 5 * MEGABYTE
    assert len(COLUMNS) == len(set(COLUMNS))


def test_cases_are_there() -> None:
    assert (len(SAME_PLACE), len(WITH_KIND), len(HELD)) == (19, 7, 7)
