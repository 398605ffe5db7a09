"""Who tells an event and how sure they are: in sentences built by hand, and in whole readings against a table."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.extract.attribution import Attributions, Signature
from kg.extract.parsed import Parsed
from kg.extract.telling import Telling
from kg.extract.tokens import Name

GROUPS = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution.toml").read_text(encoding="utf-8"))["group"]
CASES = [
    (g.get("lang", "en"), g.get("published", "2024-08-17"), text, wanted)
    for g in GROUPS
    for text, *wanted in g["cases"]
]

PLAIN = """
    troops NOUN nsubj 2 troop
    fled VERB root 0 flee
"""
CLAIMED = """
    Ministry PROPN nsubj 2 Organization:RU
    claims VERB root 0 claim
    troops NOUN nsubj 4 troop
    fled VERB ccomp 2 flee
"""
DENIED = CLAIMED.replace("claims VERB root 0 claim", "denies VERB root 0 deny")
NEGATED = """
    troops NOUN nsubj 4 troop
    did AUX aux 4 do
    not PART advmod 4
    flee VERB root 0
"""
NEGATED_BY = """
    Ministry PROPN nsubj 2 Organization:RU
    says VERB root 0 say
    troops NOUN nsubj 6 troop
    did AUX aux 6 do
    not PART advmod 6
    flee VERB ccomp 2
"""
DENIED_NEGATION = NEGATED_BY.replace("says VERB root 0 say", "denies VERB root 0 deny")
HEDGED = """
    troops NOUN nsubj 3 troop
    reportedly ADV advmod 3
    fled VERB root 0 flee
"""
PLANNED = """
    troops NOUN nsubj 3 troop
    will AUX aux 3
    flee VERB root 0
"""
SUPPOSED = """
    troops NOUN nsubj 3 troop
    could AUX aux 3
    flee VERB root 0
"""
QUOTED = """
    " PUNCT punct 5
    nine NUM nummod 3
    men NOUN nsubj 5 man
    here ADV advmod 5
    fled VERB root 0 flee
    " PUNCT punct 5
    Ivanov PROPN nsubj 8 Person:UA
    said VERB parataxis 5 say
"""

UNITS = [
    ("own voice", PLAIN, 1, ([], "asserted")),
    ("claimed", CLAIMED, 3, (["Ministry"], "claimed")),
    ("denied", DENIED, 3, (["Ministry"], "denied")),
    ("not so, by nobody", NEGATED, 3, None),
    ("not so, by somebody", NEGATED_BY, 5, (["Ministry"], "denied")),
    ("denied that it is not so", DENIED_NEGATION, 5, (["Ministry"], "claimed")),
    ("hedged", HEDGED, 2, ([], "alleged")),
    ("lies ahead", PLANNED, 2, ([], "planned")),
    ("supposed", SUPPOSED, 2, None),
    ("quoted", QUOTED, 4, (["Ivanov"], "claimed")),
]


def test_numbers_of_cases() -> None:
    assert len(CASES) == 43
    assert len(UNITS) == 10


@pytest.mark.parametrize(("lang", "published", "text", "wanted"), CASES, ids=[text[:60] for _, _, text, _ in CASES])
def test_readings(
    differences: Callable[..., list[str]], lang: str, published: str, text: str, wanted: list[str]
) -> None:
    assert differences(text, wanted, published, lang) == []


@pytest.mark.parametrize(("rows", "word", "wanted"), [u[1:] for u in UNITS], ids=[u[0] for u in UNITS])
def test_attribution(
    parsed: Callable[..., Parsed],
    telling: Callable[..., Telling],
    rows: str,
    word: int,
    wanted: tuple[list[str], str] | None,
) -> None:
    sentence = parsed(rows)
    text = " ".join(w.text for w in sentence.words)
    at = sentence.words[word].start
    found = Attributions([sentence], text, {}).of(telling("Movement", word=word, start=at, end=at + 4))
    assert (found and ([name.text for name in found.speakers], found.modality)) == wanted


def test_a_post_is_its_signer_s(parsed: Callable[..., Parsed], telling: Callable[..., Telling]) -> None:
    author = Name("Person", 50, 56, 0, 0, 0, "Ivanov", "Ivanov", "signature", side="UA")
    found = Attributions([parsed(PLAIN)], "troops fled", {0: Signature(author)}).of(
        telling("Movement", word=1, start=7)
    )
    assert found is not None
    assert (found.speakers, found.side, found.modality) == ((author,), "UA", "claimed")
