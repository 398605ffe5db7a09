"""Who says what in sentences built by hand."""

from collections.abc import Callable

import pytest

from kg.extract.parsed import Parsed
from kg.extract.sayings import Sayings

Make = Callable[..., Parsed]

SAID_THAT = """
    Ivanov PROPN nsubj 2 Person:UA
    said VERB root 0 say
    that SCONJ mark 5
    troops NOUN nsubj 5 troop
    fled VERB ccomp 2 flee
"""
SAID_BEHIND = """
    troops NOUN nsubj 2 troop
    fled VERB ccomp 5 flee
    , PUNCT punct 2
    Ministry PROPN nsubj 5 Organization:RU
    said VERB root 0 say
"""
SOURCE = """
    According VERB case 3 accord
    to ADP fixed 1
    SBU PROPN obl 6 Organization:UA
    , PUNCT punct 3
    troops NOUN nsubj 6 troop
    fled VERB root 0 flee
"""
COLON = """
    Ivanov PROPN nsubj 5 Person:UA
    , PUNCT punct 1
    spokesman NOUN appos 1
    : PUNCT punct 1
    burned VERB root 0 burn
    tanks NOUN obj 5 tank
"""
INVERTED = """
    troops NOUN nsubj 2 troop
    fled VERB root 0 flee
    , PUNCT punct 4
    reported VERB parataxis 2 report
    Petrenko PROPN obj 4 Person:UA
"""
DENIES = """
    Moscow PROPN nsubj 2 Place:
    denied VERB root 0 deny
    that SCONJ mark 5
    ships NOUN nsubj 5 ship
    sank VERB ccomp 2 sink
"""
DID_NOT = """
    Ministry PROPN nsubj 4 Organization:RU
    did AUX aux 4 do
    not PART advmod 4 Polarity=Neg
    confirm VERB root 0
    that SCONJ mark 7
    ships NOUN nsubj 7 ship
    sank VERB ccomp 4 sink
"""
NESTED = """
    Ivanov PROPN nsubj 2 Person:UA
    said VERB root 0 say
    Ministry PROPN nsubj 4 Organization:RU
    claimed VERB ccomp 2 claim
    troops NOUN nsubj 6 troop
    fled VERB ccomp 4 flee
"""
HE = """
    He PRON nsubj 2 PronType=Prs
    added VERB root 0 add
    that SCONJ mark 5
    ships NOUN nsubj 5 ship
    sank VERB ccomp 2 sink
"""
BODY = """
    The DET det 2 Definite=Def
    ministry NOUN nsubj 3
    said VERB root 0 say
    ships NOUN nsubj 5 ship
    sank VERB ccomp 3 sink
"""

# name, sentences; of each saying of the last one a word that it covers, its speakers, the side of unnamed ones,
# its stance, and whether it is negated
CASES = [
    ("said that", [SAID_THAT], [("fled", ["Ivanov"], "", "neutral", False)]),
    ("said at the end", [SAID_BEHIND], [("fled", ["Ministry"], "", "neutral", False)]),
    ("according to", [SOURCE], [("fled", ["SBU"], "", "neutral", False)]),
    ("name and colon", [COLON], [("burned", ["Ivanov"], "", "neutral", False)]),
    ("reported X", [INVERTED], [("fled", ["Petrenko"], "", "announce", False)]),
    ("capital denies", [DENIES], [("sank", [], "RU", "deny", False)]),
    ("did not confirm", [DID_NOT], [("sank", ["Ministry"], "", "confirm", True)]),
    (
        "one in another",
        [NESTED],
        [("fled", ["Ivanov"], "", "neutral", False), ("fled", ["Ministry"], "", "claim", False)],
    ),
    ("he is who spoke last", [SAID_THAT, HE], [("sank", ["Ivanov"], "", "neutral", False)]),
    ("the ministry is the one named", [SAID_BEHIND, BODY], [("sank", ["Ministry"], "", "neutral", False)]),
    ("he is nobody", [HE], [("sank", [], "", "neutral", False)]),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 11


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sayings(parsed: Make, rows: list[str], wanted: list[tuple[str, list[str], str, str, bool]]) -> None:
    sentences = [parsed(text, number=n, start=200 * n) for n, text in enumerate(rows)]
    words = sentences[-1].words
    found = Sayings(sentences).of_sentence[-1]
    assert [([n.text for n in s.speakers], "" if s.speakers else s.side, s.stance, s.negated) for s in found] == [
        row[1:] for row in wanted
    ]
    for saying, (told, *_) in zip(found, wanted, strict=True):
        assert told in {words[j].text for j in saying.covers}


def test_an_inner_saying_is_deeper(parsed: Make) -> None:
    outer, inner = Sayings([parsed(NESTED)]).of_sentence[0]
    assert outer.depth < inner.depth
    assert inner.covers < outer.covers


def test_a_speaker_is_not_what_he_says(parsed: Make) -> None:
    for rows in (SAID_THAT, SAID_BEHIND, NESTED, DENIES):
        for saying in Sayings([parsed(rows)]).of_sentence[0]:
            spoken = {parsed(rows).words[j].text for j in saying.covers}
            assert not spoken & {name.text for name in saying.speakers}
