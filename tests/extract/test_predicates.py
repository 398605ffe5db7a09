"""Verbs of short clauses that a parser takes for something else."""

from collections.abc import Callable

import pytest

from kg.extract.clauses import Tree
from kg.extract.predicates import restored

READS = Callable[[str], Tree]

AS_MODIFIER = """
    Guards NOUN compound 4 guard
    detained VERB amod 4 detain VerbForm=Part
    eight NUM nummod 4
    soldiers NOUN root 0 soldier
"""
AS_NOUN = """
    Pilots NOUN nsubj 6 pilot
    of ADP case 4
    Brigade PROPN compound 4 Unit:UA
    shot NOUN nmod 1
    down ADP compound:prt 4
    said VERB root 0 say
"""
ADJECTIVE = """
    Ukrainian ADJ amod 2
    troops NOUN root 0 troop
    advanced ADJ amod 2
    near ADP case 5
    Robotyne PROPN obl 3 Place:UA
"""
COUNTED = """
    Eleven NUM nummod 3
    badly ADV advmod 3
    wounded VERB amod 4 wound VerbForm=Part
    soldiers NOUN root 0 soldier
"""


@pytest.mark.parametrize(
    ("rows", "verb", "relations"),
    [
        (AS_MODIFIER, "detained", {"Guards": "nsubj", "soldiers": "obj"}),
        (ADJECTIVE, "advanced", {"troops": "nsubj", "Robotyne": "obl"}),
    ],
)
def test_verbs_are_restored(tree: READS, rows: str, verb: str, relations: dict[str, str]) -> None:
    words = restored(tree(rows).words, "en", ())
    found = next(w for w in words if w.text == verb)
    assert (found.pos, found.dep) == ("VERB", "root")
    assert {w.text: w.dep for w in words if w.text in relations} == relations
    assert all(w.head == found.i for w in words if w.text in relations)


@pytest.mark.parametrize("rows", [COUNTED, AS_NOUN])
def test_other_words_stay(tree: READS, rows: str) -> None:
    words = tree(rows).words
    assert restored(words, "en", ()) == tuple(words)


def test_languages_with_endings_stay(tree: READS) -> None:
    words = tree(AS_MODIFIER).words
    assert restored(words, "uk", ()) == tuple(words)
