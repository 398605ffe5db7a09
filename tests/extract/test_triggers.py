"""Words of sentences built by hand that may tell an event."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kg.extract.clauses import Tree
from kg.extract.triggers import triggers

PRISONER = """
    marines NOUN nsubj 2
    took VERB root 0 take
    forty NUM nummod 4
    soldiers NOUN obj 2 soldier
    prisoner NOUN obl 2
"""
FAR = """
    marines NOUN nsubj 2
    took VERB root 0 take
    a DET det 4
    village NOUN obj 2
    ; PUNCT punct 2
    one NUM nsubj 8
    became VERB cop 8 become
    prisoner NOUN conj 2
"""
HANDS = """
    they PRON nsubj 2
    fell VERB root 0 fall
    into ADP case 5
    Ukrainian ADJ amod 5 ukrainian
    hands NOUN obl 2 hand
"""
CAPTURED = """
    captured ADJ amod 2 captured VerbForm=Part
    soldiers NOUN nsubj 3 soldier
    left VERB root 0 leave
"""
SHELLING = """
    Russian ADJ amod 2 russian
    shelling VERB nsubj 3 shell VerbForm=Ger
    killed VERB root 0 kill
"""
NAMED = """
    Assault_Brigade PROPN nsubj 2 Unit:UA
    rested VERB root 0 rest
"""
BEFORE = """
    у ADP case 2
    полон NOUN obl 3
    взяли VERB root 0 взяти
"""

CASES = [
    ("phrase with its object inside", PRISONER, 1, "capture/take-prisoner", "phrase", (4,)),
    ("phrase with words inside its rest", HANDS, 1, "capture/fall-captive", "phrase", (2, 4)),
    ("participle", CAPTURED, 0, "capture/seize-person", "participle", ()),
    ("gerund with an adjective is a noun", SHELLING, 1, "attack/noun", "noun", ()),
]


def _first(sentence: Tree, free_order: bool = False, lang: str = "en") -> dict[int, tuple[str, str, tuple[int, ...]]]:
    found = triggers(sentence.words, lang, free_order)
    return {readings[0].word: (readings[0].frame.id, readings[0].kind, readings[0].rest) for readings in found}


def test_number_of_cases() -> None:
    assert len(CASES) == 4


@pytest.mark.parametrize(("rows", "word", "frame", "kind", "rest"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_likeliest_reading(
    tree: Callable[[str], Tree], rows: str, word: int, frame: str, kind: str, rest: tuple[int, ...]
) -> None:
    assert _first(tree(rows))[word] == (frame, kind, rest)


def test_a_phrase_ends_at_a_semicolon(tree: Callable[[str], Tree]) -> None:
    assert _first(tree(FAR))[1][1] == "verb"


def test_names_trigger_nothing(tree: Callable[[str], Tree]) -> None:
    assert _first(tree(NAMED)) == {}


def test_a_word_without_a_tag_may_be_anything(tree: Callable[[str], Tree]) -> None:
    words = [replace(word, pos="", dep="") for word in tree(PRISONER).words]
    assert [t.kind for readings in triggers(words, "en", False) for t in readings][:1] == ["phrase"]
    tagged = [replace(word, pos="X") for word in words]
    assert not list(triggers(tagged, "en", False))


def test_free_order_looks_before_the_verb(tree: Callable[[str], Tree]) -> None:
    words = tree(BEFORE).words
    assert [t.rest for readings in triggers(words, "uk", True) for t in readings if t.kind == "phrase"] == [(0, 1)]
    assert not [t for readings in triggers(words, "uk", False) for t in readings if t.kind == "phrase"]


def test_each_reading_once(tree: Callable[[str], Tree]) -> None:
    for rows in (PRISONER, FAR, HANDS, CAPTURED, SHELLING):
        for readings in triggers(tree(rows).words, "en", False):
            keys = [(t.frame.id, t.kind) for t in readings]
            assert len(keys) == len(set(keys))
            assert len({t.word for t in readings}) == 1
