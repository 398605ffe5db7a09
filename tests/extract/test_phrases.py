"""What noun phrases of trees built by hand stand for."""

from collections.abc import Callable

import pytest

from kg.extract.clauses import Tree
from kg.extract.phrases import OTHER, OWN, Reader, classes_of_counted, side_lexicon
from kg.extract.quantities import Quantity

Make = Callable[[str], Tree]

UNIT = """
    soldiers NOUN nsubj 4 soldier
    of ADP case 3
    93rd_Brigade PROPN nmod 1 Unit:UA
    fought VERB root 0 fight
"""
ADJECTIVE = """
    two NUM nummod 3
    Russian ADJ amod 3 russian
    occupiers NOUN obj 4 occupier
    seized VERB root 0 seize
"""
POSSESSOR = """
    Ukraine PROPN nmod:poss 3 Place:UA:country
    's PART case 1
    forces NOUN nsubj 4 force
    advanced VERB root 0 advance
"""
PAIR = """
    North ADJ amod 3
    Korean ADJ amod 3 korean
    troops NOUN root 0 troop
"""
OUR = """
    our PRON nmod:poss 2
    defenders NOUN nsubj 6 defender
    and CCONJ cc 5
    the DET det 5
    enemy NOUN conj 2
    met VERB root 0 meet
"""
CAPITAL = """
    Kyiv PROPN nsubj 2 Place:
    handed VERB root 0 hand
"""
RANK = """
    Colonel NOUN nsubj 3
    Ivanov PROPN flat 1 Person:RU
    said VERB root 0 say
"""
MEASURED = """
    a DET det 2
    number NOUN nsubj 5
    of ADP case 4
    servicemen NOUN nmod 2 serviceman
    left VERB root 0 leave
"""
CLAUSE = """
    men NOUN nsubj 7 man
    who PRON nsubj 3 PronType=Rel
    served VERB acl:relcl 1 serve
    in ADP case 6
    Russian ADJ amod 6 russian
    army NOUN obl 3
    left VERB root 0 leave
"""
PLACED = """
    troops NOUN nsubj 4 troop
    near ADP case 3
    Sudzha PROPN nmod 1 Place:
    dug VERB root 0 dig
"""

CASES = [
    ("unit of the men", UNIT, 0, ["93rd Brigade"], "UA", {"soldier"}),
    ("adjective", ADJECTIVE, 2, [], "RU", {"soldier"}),
    ("possessor", POSSESSOR, 2, [], "UA", {"force"}),
    ("country", POSSESSOR, 0, ["Ukraine"], "UA", {"Place"}),
    ("two words of one side", PAIR, 2, [], "KP", {"soldier"}),
    ("ours", OUR, 1, [], OWN, {"soldier", "defender"}),
    ("the enemy", OUR, 4, [], OTHER, {"force"}),
    ("capital for a government", CAPITAL, 0, [], "UA", {"government"}),
    ("rank and name", RANK, 0, ["Ivanov"], "RU", {"soldier"}),
    ("noun of measure", MEASURED, 1, [], "", {"soldier"}),
    ("a clause says nothing of the side", CLAUSE, 0, [], "", {"person"}),
    ("a place is not the men", PLACED, 0, [], "", {"soldier"}),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 12


@pytest.mark.parametrize(("rows", "head", "names", "side", "kinds"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_phrase(tree: Make, rows: str, head: int, names: list[str], side: str, kinds: set[str]) -> None:
    found = Reader(tree(rows), "en", ()).read(head)
    assert [name.text for name in found.names] == names
    assert found.side == side
    assert kinds <= found.kinds


def test_counts_stand_inside_the_phrase(tree: Make) -> None:
    words = tree(OUR.replace("our PRON nmod:poss 2", "nine NUM nummod 2")).words
    quantity = Quantity(words[0].start, words[0].end, "nine", 0, 1, 9)
    reader = Reader(Tree(words), "en", (quantity,))
    assert reader.read(1).counts == (quantity,)
    assert reader.read(4).counts == ()


@pytest.mark.parametrize("lang", ["en", "ro", "uk", "ru"])
def test_lexicons_know_both_sides_and_classes(lang: str) -> None:
    sides = side_lexicon(lang)
    assert {"UA", "RU"} <= set(sides.adjectives.values()) & set(sides.nouns.values())
    assert {OWN, OTHER} == set(sides.deixis.values())
    assert any("drone" in classes for classes in classes_of_counted(lang).values())
