"""Names of sentences built by hand, gathered into entities."""

# ruff: noqa: E501 - a case is a line

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.clauses import Tree
from kg.extract.coreference import Entities
from kg.extract.parsed import Parsed
from kg.extract.tokens import Name, Sentence

Row = tuple[str, str, str, dict[str, object]]


def gather(rows: Iterable[Row], text: str = "") -> tuple[Entities, list[Name]]:
    """The entities of names given as (type, text, side, attributes); a key stands among the attributes."""
    names = []
    at = 0
    for kind, form, side, attributes in rows:
        found = text.find(form, at) if text else at
        rest = {k: v for k, v in attributes.items() if k != "key"}
        key = str(attributes.get("key", ""))
        names.append(Name(kind, found, found + len(form), 0, 1, 0, form, form, "test", key, side=side, attributes=rest))  # type: ignore[arg-type]
        at = found + len(form) + 1
    sentence = Sentence("en", 0, at, ())
    parsed = Parsed(0, 0, sentence, tuple(names), Tree([]), (), ())
    return Entities([parsed], [], text or " " * at), names


CASES: list[tuple[str, list[Row], list[int]]] = [
    ("surname", [("Person", "Oleh Petrenko", "", {}), ("Person", "Petrenko", "", {})], [1, 1]),
    ("surname first", [("Person", "Petrenko", "", {}), ("Person", "Oleh Petrenko", "", {})], [1, 1]),
    ("two of a surname", [("Person", "Oleh Petrenko", "", {}), ("Person", "Ivan Petrenko", "", {}), ("Person", "Petrenko", "", {})], [1, 2, 3]),
    ("middle name", [("Person", "Oleh I Petrenko", "", {}), ("Person", "Oleh Petrenko", "", {})], [1, 1]),
    ("number and echelon", [("Unit", "93rd Mechanized Brigade", "UA", {"number": 93, "echelon": "brigade", "arm": "mechanized"}), ("Unit", "93rd Brigade", "", {"number": 93, "echelon": "brigade"})], [1, 1]),
    ("other number", [("Unit", "93rd Brigade", "UA", {"number": 93, "echelon": "brigade"}), ("Unit", "92nd Brigade", "UA", {"number": 92, "echelon": "brigade"})], [1, 2]),
    ("other side", [("Unit", "57th Brigade", "UA", {"number": 57, "echelon": "brigade"}), ("Unit", "57th Brigade", "RU", {"number": 57, "echelon": "brigade"})], [1, 2]),
    ("other echelon", [("Unit", "57th Brigade", "UA", {"number": 57, "echelon": "brigade"}), ("Unit", "57th Regiment", "UA", {"number": 57, "echelon": "regiment"})], [1, 2]),
    ("other whole", [("Unit", "1st Battalion", "UA", {"number": 1, "echelon": "battalion", "superior": "a"}), ("Unit", "1st Battalion of B", "UA", {"number": 1, "echelon": "battalion", "superior": "b"})], [1, 2]),
    ("unit number", [("Unit", "91701", "RU", {"militaryUnitNumber": "91701"}), ("Unit", "regiment 91701", "", {"militaryUnitNumber": "91701", "number": 423})], [1, 1]),
    ("left-out word", [("Organization", "Russian Defence Ministry", "RU", {}), ("Organization", "Defence Ministry", "", {})], [1, 1]),
    ("ministries of two states", [("Organization", "Defence Ministry", "RU", {}), ("Organization", "Defence Ministry", "UA", {})], [1, 2]),
    ("one word is not enough", [("Organization", "Foreign Ministry", "UA", {}), ("Organization", "Ministry", "UA", {})], [1, 2]),
    ("one key", [("Place", "Kyiv", "", {"key": "place:1"}), ("Place", "Kiev", "", {"key": "place:1"})], [1, 1]),
    ("two keys", [("Place", "Mykolaivka", "", {"key": "place:1"}), ("Place", "Mykolaivka", "", {"key": "place:2"})], [1, 2]),
    ("another type", [("Place", "Azov", "", {}), ("Unit", "Azov", "UA", {})], [1, 2]),
]  # fmt: skip


def test_number_of_cases() -> None:
    assert len(CASES) == 16


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_entities(rows: list[Row], wanted: list[int]) -> None:
    entities, names = gather(rows)
    assert [entities.of(name) for name in names] == [f"e{n}" for n in wanted]


def test_bracketed_acronym() -> None:
    text = "Security Service of Ukraine (SBU) spoke; SBU did"
    rows: list[Row] = [("Organization", form, "UA", {}) for form in ("Security Service of Ukraine", "SBU", "SBU")]
    entities, names = gather(rows, text)
    assert len({entities.of(name) for name in names}) == 1
    (entity,) = entities.entities(frozenset(), {})
    assert entity.name == "Security Service of Ukraine"
    assert "SBU" in entity.aliases


def test_an_entity_has_what_its_names_tell() -> None:
    rows: list[Row] = [
        ("Unit", "93rd Brigade", "", {"number": 93, "echelon": "brigade"}),
        ("Unit", "93rd Mechanized Brigade", "UA", {"number": 93, "echelon": "brigade", "arm": "mechanized", "generic": True}),
    ]  # fmt: skip
    entities, _ = gather(rows)
    (entity,) = entities.entities(frozenset({"e1"}), {})
    assert (entity.name, entity.side, entity.private) == ("93rd Mechanized Brigade", "UA", True)
    assert entity.aliases == ("93rd Brigade",)
    assert entity.attributes == {"number": 93, "echelon": "brigade", "arm": "mechanized"}
    assert [m.start for m in entity.mentions] == [0, 13]


def test_what_is_not_kept() -> None:
    entities, names = gather([("Place", "Kyiv", "", {}), ("Place", "Sudzha", "", {})])
    assert [e.id for e in entities.entities(frozenset(), {"e1": False})] == ["e2"]
    assert entities.group(entities.of(names[1])).type == "Place"


NAMES = st.tuples(
    st.sampled_from(["Person", "Unit", "Organization", "Place"]),
    st.sampled_from(["Oleh Petrenko", "Petrenko", "93rd Brigade", "Defence Ministry", "Kyiv", "SBU", "Russian Defence Ministry"]),
    st.sampled_from(["", "UA", "RU"]),
    st.sampled_from([{}, {"number": 93, "echelon": "brigade"}, {"key": "place:1"}, {"key": "registry:a"}]),
)  # fmt: skip


@given(st.lists(NAMES, max_size=8))
def test_every_name_has_one_entity_in_the_order_of_the_text(rows: list[Row]) -> None:
    entities, names = gather(rows)
    ids = [entities.of(name) for name in names]
    firsts = list(dict.fromkeys(ids))
    assert firsts == [f"e{n + 1}" for n in range(len(firsts))]
    assert {e.id for e in entities.entities(frozenset(), {})} == set(ids)
    assert all(entities.group(i).type == n.type for i, n in zip(ids, names, strict=True))
