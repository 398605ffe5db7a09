from __future__ import annotations

import re

import pytest

from kg.gazetteer import Gazetteer, Place
from kg.publish.basemap import SPREAD, Spot, inset, kilometre, lines, position, project, shape
from kg.settings import BASEMAP
from kg.train.basemap import holds

LARGEST = 300_000


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def spot(place: Place | None) -> Spot:
    assert place is not None
    return Spot(place.id, place.name, place.kind, place.lat, place.lon)


def outlines(place: str) -> list[list[tuple[float, float]]]:
    scale, found = lines()["scale"], []
    for ring in shape(place):
        points: list[tuple[float, float]] = []
        for n in ring:
            x = y = 0
            arc = []
            steps = lines()["arcs"][n if n >= 0 else ~n]
            for k in range(0, len(steps), 2):
                x, y = x + steps[k], y + steps[k + 1]
                arc.append((x / scale, y / scale))
            points += arc if n >= 0 else arc[::-1]
        found.append(points)
    return found


def test_the_file_is_small() -> None:
    assert BASEMAP.stat().st_size < LARGEST


def test_every_region_of_ukraine_holds_its_middle(gazetteer: Gazetteer) -> None:
    regions = [place for place in gazetteer if place.kind == "region" and re.fullmatch(r"UA-\d\d", place.id)]
    assert len(regions) == 25
    for place in regions:
        assert holds(outlines(place.id), place.lon, place.lat), place.name


CRIMEA = (34.2, 45.3)


def test_crimea_is_ukraines() -> None:
    assert holds(outlines("country-UA"), *CRIMEA)
    assert not holds(outlines("country-RU"), *CRIMEA)
    assert holds(outlines("country-RU"), 37.6, 55.7)


@pytest.mark.parametrize(("lon", "lat", "x", "y"), [(0, 0, 0.5, 0.5), (180, 0, 1, 0.5), (0, 66.51326, 0.5, 0.25)])
def test_projection(lon: float, lat: float, x: float, y: float) -> None:
    assert project(lon, lat) == pytest.approx((x, y), abs=0.0006)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("settlement", "51.73° N, 36.19° E"),
        ("district", "51.7° N, 36.2° E"),
        ("region", "about 52° N, 36° E"),
        ("country", "about 52° N, 36° E"),
    ],
)
def test_positions_are_as_precise_as_their_places(kind: str, words: str) -> None:
    assert position(kind, 51.7304, 36.1926) == words


def test_a_kilometre_grows_to_the_north() -> None:
    assert kilometre(60) == pytest.approx(2 * kilometre(0), rel=0.01)


def test_a_settlement_is_a_point_and_a_region_an_area(gazetteer: Gazetteer) -> None:
    made = inset(
        [spot(gazetteer.get("Q42308")), spot(gazetteer.get("RU-KRS")), spot(gazetteer.get("donbas"))], 400, 300
    )
    kharkiv, kursk, donbas = made["marks"]
    assert kharkiv["point"]
    assert not kharkiv["area"]
    assert not kharkiv["reach"]
    assert kursk["area"].startswith("M")
    assert not kursk["point"]
    assert not kursk["reach"]
    assert donbas["reach"] > 20
    assert not donbas["point"]
    assert not donbas["area"]
    assert all(0 < mark["x"] < 400 and 0 < mark["y"] < 300 for mark in made["marks"])
    assert {"Kyiv", "Donetsk"} & {town["name"] for town in made["towns"]}
    assert made["land"]
    assert made["borders"]
    assert made["inner"]


def test_every_kind_that_is_wide_has_a_spread(gazetteer: Gazetteer) -> None:
    points = {"settlement", "facility", "checkpoint"}
    assert {place.kind for place in gazetteer} - points == set(SPREAD)
