"""Units: their spans, attributes and dictionary forms, their wholes."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import mentions, units
from kg.extract.nlp import tokenise

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "units.toml").read_text(encoding="utf-8")
)["case"]

ATTRIBUTES = ("number", "echelon", "arm", "honorific", "militaryUnitNumber")


def ordinal(number: int) -> str:
    """The number as English writes its ordinal."""
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


def test_case_count() -> None:
    assert len(CASES) == 39


@pytest.mark.parametrize("case", CASES, ids=[f"{c['lang']}: {c['text'][:40]}" for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = units.find(tokenise(case["lang"], case["text"]))
    assert [n.text for n in found] == [u["text"] for u in case["units"]]
    for name, wanted in zip(found, case["units"], strict=True):
        assert case["text"][name.start : name.end] == name.text
        assert {a: name.attributes[a] for a in ATTRIBUTES if a in name.attributes} == {
            a: wanted[a] for a in ATTRIBUTES if a in wanted
        }
        assert name.side == wanted.get("side", "")
        assert name.lemma == wanted.get("lemma", name.text)


@given(
    number=st.integers(1, 999),
    arm=st.sampled_from(["Mechanized", "Motor Rifle", "Air Assault", "Separate Tank", "Guards Airborne", ""]),
    size=st.sampled_from(["Brigade", "Regiment", "Battalion", "Division"]),
)
def test_number_round_trip(number: int, arm: str, size: str) -> None:
    name = " ".join(filter(None, (ordinal(number), arm, size)))
    found = units.find(tokenise("en", f"It was the {name} that came."))
    assert [(n.text, n.attributes["number"], n.attributes["echelon"]) for n in found] == [(name, number, size.lower())]


WORDS = [
    "the",
    "3rd",
    "22",
    "Assault",
    "Brigade",
    "brigades",
    ",",
    "and",
    "Azov",
    '"',
    "(",
    ")",
    "of",
    "No.",
    "unit",
    "A",
    "91701",
]


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_any_order_of_words_gives_sound_names(parts: list[str]) -> None:
    text = " ".join(parts)
    sentence = tokenise("en", text)
    found = units.find(sentence)
    for name in found:
        assert text[name.start : name.end].replace(" ", "") == name.text.replace(" ", "")
        assert name.first <= name.head < name.last <= len(sentence.tokens)
    assert all(a.last <= b.first for a, b in pairwise(found))


WHOLES = [
    ("en", "The 1st Battalion of the 3rd Assault Brigade held out.", [("1st Battalion", "3rd Assault Brigade")]),
    (
        "en",
        "It was the 810th Naval Infantry Brigade (Black Sea Fleet).",
        [("810th Naval Infantry Brigade", "Black Sea Fleet")],
    ),
    (
        "en",
        "Men of the 488th Motor Rifle Regiment (144th Motor Rifle Division) gave up.",
        [("488th Motor Rifle Regiment", "144th Motor Rifle Division")],
    ),
    (
        "en",
        "Group 13, a special unit of the Main Intelligence Directorate, did it.",
        [("Group 13", "Main Intelligence Directorate")],
    ),
    ("en", 'The National Police "Lyut" Assault Brigade came.', [('"Lyut" Assault Brigade', "National Police")]),
    ("en", "The 3rd Assault Brigade and the 1st Battalion met.", []),
    ("en", "The 2nd Battalion, 92nd Assault Brigade came.", [("2nd Battalion", "92nd Assault Brigade")]),
    ("uk", "Воїни 3-го батальйону, 47 ОМБр та 5-ї бригади тримаються.", []),
    (
        "uk",
        "Бійці 1-го батальйону 3-ї окремої штурмової бригади відійшли.",
        [("1-го батальйону", "3-ї окремої штурмової бригади")],
    ),
    ("uk", "Працювала група «13» ГУР МО.", [("група «13»", "ГУР МО")]),
    ("ru", "В плену 36-я бригада морской пехоты ВСУ.", [("36-я бригада морской пехоты", "ВСУ")]),
    ("ro", "Militari ai Brigăzii 12 „Azov” din Garda Națională.", [("Brigăzii 12 „Azov”", "Garda Națională")]),
]


@pytest.mark.parametrize(("lang", "text", "pairs"), WHOLES)
def test_part_of(lang: str, text: str, pairs: list[tuple[str, str]]) -> None:
    sentence = tokenise(lang, text)
    names = mentions.arbitrate([*units.find(sentence), *mentions.find(sentence)])
    assert [(a.text, b.text) for a, b in units.part_of(names, sentence)] == pairs
