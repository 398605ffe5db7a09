"""What the derivations make of names in the open lists."""

from __future__ import annotations

import pytest

from kg.train.ukraine import russian_of
from kg.train.units import read

UNITS = (
    ("488th Mechanized Regiment", "RU", "unit-ru-488-motor-rifle-regiment", "488th Motor Rifle Regiment"),
    ("1st Army Corps HQ", "RU", "unit-ru-1-corps", "1st Army Corps"),
    ("4th Separate Motorized Rifle Brigade (LPR)", "RU", "unit-ru-4-motor-rifle-brigade-luhansk", None),
    ("103rd Territorial Defense Brigade", "UA", "unit-ua-103-territorial-defence-brigade", None),
    ("57th Separate Motorized Brigade", "UA", "unit-ua-57-motorized-brigade", None),
    ('208th Separate "Cossack" Motorized Rifle Regiment (LPR)', "RU", "unit-ru-208-motor-rifle-regiment-luhansk", None),
    ("Foreign Legion", "UA", "", None),
    ("10th Something", "UA", "", None),
)

RUSSIAN = (
    ("Мар'янівка", "Мар'яновка"),
    ("Андріївка", "Андріевка"),
    ("Новопокровське", "Новопокровское"),
    ("Чугуїв", "Чугуев"),
    ("Суми", ""),
)


@pytest.mark.parametrize(("name", "side", "unit_id", "plain"), UNITS)
def test_a_unit_is_read_from_its_name(name: str, side: str, unit_id: str, plain: str | None) -> None:
    unit = read(name, side, "test")
    assert (unit.id if unit else "") == unit_id
    assert plain is None or (unit is not None and unit.name == plain)


@pytest.mark.parametrize(("ukrainian", "russian"), RUSSIAN)
def test_russian_endings(ukrainian: str, russian: str) -> None:
    assert russian_of(ukrainian) == russian


def test_cases_are_there() -> None:
    assert (len(UNITS), len(RUSSIAN)) == (8, 5)
