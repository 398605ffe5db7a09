"""Argument slots of trees built by hand."""

from collections.abc import Callable, Sequence

import pytest

from kg.extract.clauses import Tree, base

Make = Callable[[str], Tree]

ACTIVE = """
    soldiers  NOUN  nsubj 2
    captured  VERB  root  0 capture VerbForm=Fin
    nine      NUM   nummod 4
    men       NOUN  obj   2 man
    near      ADP   case  6
    Sudzha    PROPN obl   2 Place:
"""
PASSIVE = """
    men       NOUN  nsubj:pass 3 man
    were      AUX   aux:pass   3 be
    captured  VERB  root       0 capture VerbForm=Part Voice=Pass
    by        ADP   case       5
    marines   NOUN  obl:agent  3
"""
RELATIVE = """
    village   NOUN  nsubj     7
    which     PRON  obj       4 PronType=Rel
    troops    NOUN  nsubj     4
    took      VERB  acl:relcl 1 take VerbForm=Fin
    was       AUX   aux:pass  7 be
    then      ADV   advmod    7
    burned    VERB  root      0 burn VerbForm=Part Voice=Pass
"""
CHAIN = """
    brigade   NOUN  nsubj   2
    entered   VERB  root    0 enter VerbForm=Fin
    and       CCONJ cc      4
    tried     VERB  conj    2 try VerbForm=Fin
    to        PART  mark    6
    hold      VERB  xcomp   4 VerbForm=Inf
    village   NOUN  obj     6
    taking    VERB  advcl   4 take VerbForm=Part Tense=Pres
    prisoners NOUN  obj     8 prisoner
"""
CONTROL = """
    Kyiv      PROPN nsubj   2
    ordered   VERB  root    0 order VerbForm=Fin
    troops    NOUN  obj     2
    to        PART  mark    5
    leave     VERB  xcomp   2 VerbForm=Inf
"""
NOUN = """
    capture   NOUN  root    0
    of        ADP   case    4
    twelve    NUM   nummod  4
    men       NOUN  nmod    1 man
    and       CCONJ cc      6
    officers  NOUN  conj    4 officer
    by        ADP   case    8
    marines   NOUN  nmod    1
"""
FIXED = """
    troops    NOUN  nsubj 2
    moved     VERB  root  0 move VerbForm=Fin
    out       ADP   case  5
    of        ADP   fixed 3
    Sudzha    PROPN obl   2
    and       CCONJ cc    7
    Sumy      PROPN conj  5
"""
CASES = """
    бійці     NOUN  nsubj 2 боєць Case=Nom
    узяли     VERB  root  0 узяти VerbForm=Fin
    в         ADP   case  4
    полон     NOUN  obl   2 Case=Acc
    солдатів  NOUN  obj   2 солдат Case=Acc
    бригади   NOUN  nmod  5 бригада Case=Gen
    дроном    NOUN  obl   2 дрон Case=Ins
"""
HEADLINE = """
    13        NUM   nummod 3
    Shaheds   PROPN compound 3
    shot      VERB  root   0 shoot VerbForm=Part Voice=Pass
    down      ADP   compound:prt 3
"""

SLOTS = [
    ("active", ACTIVE, 1, {"subj": [0], "obj": [3], "near": [5]}),
    ("passive", PASSIVE, 2, {"passive_subj": [0], "agent": [4]}),
    ("relative object", RELATIVE, 3, {"subj": [2], "obj": [0]}),
    ("passive of a noun with a clause", RELATIVE, 6, {"passive_subj": [0]}),
    ("coordinated verb", CHAIN, 3, {"subj": [0]}),
    ("open complement of a coordinated verb", CHAIN, 5, {"subj": [0], "obj": [6]}),
    ("participle clause", CHAIN, 7, {"subj": [0], "obj": [8]}),
    ("object of the governing verb", CONTROL, 4, {"subj": [2]}),
    ("noun with of and by", NOUN, 0, {"of": [3, 5], "by": [7]}),
    ("fixed preposition shared by a conjunct", FIXED, 1, {"subj": [0], "out of": [4, 6]}),
    (
        "preposition with case",
        CASES,
        1,
        {"subj": [0], "в": [3], "в+Acc": [3], "obj": [4], "obl:Ins": [6]},
    ),
    ("genitive of a noun", CASES, 4, {"nmod:Gen": [5], "of": [5]}),
    ("headline", HEADLINE, 2, {"passive_subj": [1]}),
]


def test_number_of_cases() -> None:
    assert len(SLOTS) == 13


@pytest.mark.parametrize(("rows", "trigger", "wanted"), [c[1:] for c in SLOTS], ids=[c[0] for c in SLOTS])
def test_slots(tree: Make, rows: str, trigger: int, wanted: dict[str, Sequence[int]]) -> None:
    found = tree(rows).slots(trigger)
    assert {slot: found.get(slot) for slot in wanted} == wanted
    assert {"subj", "passive_subj", "obj", "agent"} & set(found) <= set(wanted)


def test_clause_leaves_out_what_other_predicates_govern(tree: Make) -> None:
    sentence = tree(RELATIVE)
    assert sentence.clause(3) == [1, 2, 3]
    assert sentence.clause(6) == [0, 4, 5, 6]
    assert tree(CHAIN).clause(1) == [0, 1]
    assert tree(CHAIN).clause(6) == [2, 3, 4, 5, 6]


def test_walks(tree: Make) -> None:
    sentence = tree(NOUN)
    assert sentence.kids(0) == [3, 7]
    assert sentence.kids(3, "conj", "nummod") == [2, 5]
    assert sentence.subtree(3) == [1, 2, 3, 4, 5]
    assert sentence.subtree(0, frozenset({"conj"})) == [0, 1, 2, 3, 6, 7]
    assert list(sentence.ancestors(4)) == [5, 3, 0]
    assert sentence.conjuncts(3) == [3, 5]
    assert sentence.first_conjunct(5) == 3
    assert sentence.prepositions(5) == ["of"]


def test_a_loop_of_governors_ends(tree: Make) -> None:
    sentence = tree("one NOUN nmod 2\ntwo NOUN nmod 1")
    assert list(sentence.ancestors(0)) == [1]


def test_a_sentence_without_relations_is_not_parsed() -> None:
    assert not Tree([]).parsed


def test_base() -> None:
    assert [base(dep) for dep in ("nsubj:pass", "obl", "")] == ["nsubj", "obl", ""]
