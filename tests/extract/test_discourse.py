"""What sentences built by hand leave in mind."""

from collections.abc import Callable

from kg.extract.clauses import Tree
from kg.extract.discourse import Discourse, is_definite, possessed_side
from kg.extract.phrases import Reader

Make = Callable[[str], Tree]

ENTERED = """
    93rd_Brigade PROPN nsubj 2 Unit:UA
    entered VERB root 0 enter
    Sudzha PROPN obj 2 Place::settlement
    in ADP case 5
    Kursk_Oblast PROPN obl 2 Place::region
    of ADP case 7
    Russia PROPN nmod 5 Place:RU:country
"""
THEY = """
    They PRON nsubj 2 PronType=Prs
    rested VERB root 0 rest
"""
ENEMY = """
    Russian ADJ amod 2 russian
    troops NOUN nsubj 3 troop
    fled VERB root 0 flee
"""
SOUTH = """
    fighting NOUN nsubj 2
    raged VERB root 0 rage
    in ADP case 4
    Klishchiivka PROPN obl 2 Place::settlement
    south ADV advmod 4
    of ADP case 7
    Bakhmut PROPN nmod 4 Place::settlement
"""
ITS = """
    Russia PROPN nsubj 2 Place:RU:country
    praised VERB root 0 praise
    its PRON nmod:poss 4 PronType=Prs
    soldiers NOUN obj 2 soldier
"""
DEFINITE = """
    the DET det 2 Definite=Def
    exchange NOUN nsubj 5
    this DET det 4 PronType=Dem
    swap NOUN appos 2
    was VERB root 0 be
    an DET det 7 Definite=Ind
    exchange NOUN obj 5
    обмін NOUN obj 5 Definite=Def
"""


def _after(sentence: Tree, before: Discourse | None = None) -> Discourse:
    return (before or Discourse()).after(sentence, Reader(sentence, "en", ()))


def test_unit_place_area_and_actor(tree: Make) -> None:
    left = _after(tree(ENTERED))
    assert left.unit is not None
    assert left.unit.text == "93rd Brigade"
    assert left.actor == left.unit
    assert left.side == "UA"
    assert left.place is not None
    assert left.place.text == "Sudzha"
    assert left.area is not None
    assert left.area.text == "Kursk Oblast"


def test_a_pronoun_changes_nothing(tree: Make) -> None:
    before = _after(tree(ENTERED))
    assert _after(tree(THEY), before) == before


def test_a_new_subject_takes_over_and_the_place_stays(tree: Make) -> None:
    before = _after(tree(ENTERED))
    left = _after(tree(ENEMY), before)
    assert (left.actor, left.side, left.place, left.unit) == (None, "RU", before.place, before.unit)


def test_a_place_that_only_locates_another_is_not_kept(tree: Make) -> None:
    left = _after(tree(SOUTH))
    assert left.place is not None
    assert left.place.text == "Klishchiivka"


def test_possessive_of_the_subject_before(tree: Make) -> None:
    sentence = tree(ITS)
    reader = Reader(sentence, "en", ())
    assert possessed_side(sentence, reader, reader.read(3), Discourse(side="UA")) == "RU"
    assert possessed_side(sentence, reader, reader.read(0), Discourse(side="UA")) == ""


def test_possessive_of_the_last_actor(tree: Make) -> None:
    sentence = tree("its PRON nmod:poss 2 PronType=Prs\nsoldiers NOUN nsubj 3 soldier\nfled VERB root 0 flee")
    reader = Reader(sentence, "en", ())
    assert possessed_side(sentence, reader, reader.read(1), Discourse(side="UA")) == "UA"


def test_what_points_back(tree: Make) -> None:
    sentence = tree(DEFINITE)
    assert [is_definite(sentence, i) for i in (1, 3, 6, 7)] == [True, True, False, True]
