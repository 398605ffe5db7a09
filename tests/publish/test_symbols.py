from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kg.graph.vocabulary import CONCEPTS
from kg.model import ENTITY_TYPES
from kg.publish.symbols import ARMS, entity_symbol, event_symbol, hue, unit_symbol

SIDES = ("UA", "RU", "KP", "")
UNITS = [(side, arm, echelon) for side in SIDES for arm in (*ARMS, "") for echelon in CONCEPTS["echelon"]]


def test_every_arm_has_an_icon() -> None:
    assert set(ARMS) == set(CONCEPTS["arm"])


def test_units_are_drawn_apart() -> None:
    """Each side, arm and echelon gives well-formed SVG; all echelons but `unit` are told apart, and all sides."""
    assert len(UNITS) == 4 * 28 * 11
    for side, arm, echelon in UNITS:
        assert ElementTree.fromstring(unit_symbol(side, arm, echelon)).get("viewBox") == "0 0 120 120"
    assert len({unit_symbol("UA", "tank", echelon) for echelon in CONCEPTS["echelon"]}) == len(CONCEPTS["echelon"])
    assert len({unit_symbol(side) for side in SIDES}) == len(SIDES)


def test_what_is_not_known_is_left_out() -> None:
    assert unit_symbol("UA", "cavalry", "horde") == unit_symbol("UA")


@pytest.mark.parametrize("kind", sorted(set(ENTITY_TYPES) - {"Unit"}))
@pytest.mark.parametrize("side", SIDES)
def test_entities(kind: str, side: str) -> None:
    ElementTree.fromstring(entity_symbol(kind, side))


@pytest.mark.parametrize("event_type", CONCEPTS["event"])
def test_events(event_type: str) -> None:
    ElementTree.fromstring(event_symbol(event_type))


def test_sides_have_hues_of_their_own() -> None:
    assert len({hue(side) for side in SIDES}) == len(SIDES)
