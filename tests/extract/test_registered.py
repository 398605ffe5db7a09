"""What a registry of a few entries knows of names."""

# ruff: noqa: E501 - a case is a line

from dataclasses import replace

import pytest

from kg.extract.registered import identify
from kg.extract.tokens import Name
from kg.model import EntityType
from kg.registry import Entry, Registry

ENTRIES = [
    Entry("unit-ua-mech-7", "Unit", {"en": "7th Mechanized Brigade"}, "x", side="UA", number=7, echelon="brigade", arm="mechanized"),
    Entry("unit-ua-assault-9", "Unit", {"en": "9th Assault Brigade"}, "x", side="UA", number=9, echelon="brigade", arm="assault"),
    Entry("unit-ru-tank-9", "Unit", {"en": "9th Tank Brigade"}, "x", side="RU", number=9, echelon="brigade", arm="tank"),
    Entry("unit-ru-rifle-8", "Unit", {"en": "8th Motor Rifle Brigade"}, "x", side="RU", number=8, echelon="brigade", arm="motor_rifle"),
    Entry("unit-ru-tank-8", "Unit", {"en": "8th Tank Brigade"}, "x", side="RU", number=8, echelon="brigade", arm="tank"),
    Entry("org-bridge", "Organization", {"en": "Bridge Fund"}, "x", aliases=("BF",), side="UA"),
]  # fmt: skip
REGISTRY = Registry([("test", entry) for entry in ENTRIES])


def name(text: str, kind: EntityType = "Unit", side: str = "", **attributes: object) -> Name:
    return Name(kind, 0, len(text), 0, 1, 0, text, text, "test", side=side, attributes=attributes)


CASES = [
    ("only one fits", name("7th Brigade", number=7, echelon="brigade"), "registry:unit-ua-mech-7", "UA"),
    ("several sides fit", name("9th Brigade", number=9, echelon="brigade"), "", ""),
    ("the side tells", name("9th Brigade", side="RU", number=9, echelon="brigade"), "registry:unit-ru-tank-9", "RU"),
    ("several of one side fit", name("8th Brigade", number=8, echelon="brigade"), "", "RU"),
    ("no echelon", name("the 7th", number=7), "", ""),
    ("arm of one side", name("66th Motor Rifle Regiment", number=66, echelon="regiment", arm="motor_rifle"), "", "RU"),
    ("the side of the words wins", name("66th Regiment", side="UA", number=66, echelon="regiment", arm="motor_rifle"), "", "UA"),
    ("by alias", name("BF", "Organization"), "registry:org-bridge", "UA"),
    ("another side", name("Bridge Fund", "Organization", side="RU"), "", "RU"),
    ("another type", name("Bridge Fund", "Person"), "", ""),
    ("a place", name("Bridge", "Place"), "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("found", "key", "side"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_identify(found: Name, key: str, side: str) -> None:
    known = identify(found, REGISTRY)
    assert (known.key, known.side) == (key, side)
    assert replace(known, key="", side=found.side, attributes=found.attributes) == found
    assert known.attributes.get("assumed", False) == (side != found.side)  # told by the registry, not by the words


def test_a_name_with_a_key_stays_as_it_is() -> None:
    keyed = replace(name("7th Brigade", number=7, echelon="brigade"), key="registry:unit-other")
    assert identify(keyed, REGISTRY) is keyed


def test_number_of_cases() -> None:
    assert len(CASES) == 11
