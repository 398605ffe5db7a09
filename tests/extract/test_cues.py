"""Cue words found in words built by hand."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import cues
from kg.extract.clauses import Tree
from kg.settings import LANGUAGES

ROWS = """
    According VERB case 4
    to ADP fixed 1
    the DET det 4
    ministry NOUN obl 6
    nobody PRON nsubj 6
    surrendered VERB root 0 surrender
"""


def test_longest_at_each_word(tree: Callable[[str], Tree]) -> None:
    words = tree(ROWS).words
    found = cues.spans(words, cues.index(["according", "according to", "the ministry", "Surrender", "to the moon"]))
    assert found == [(0, 2), (2, 4), (5, 6)]


def test_names_are_no_cues(tree: Callable[[str], Tree]) -> None:
    words = tree("Not PROPN nsubj 2 Organization:\nfought VERB root 0 fight").words
    assert cues.spans(words, cues.index(["not", "fight"])) == [(1, 2)]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("table", ["source", "hedge", "negation", "plan", "condition", "mediate", "generic"])
def test_tables_of_every_language(lang: str, table: str) -> None:
    found = cues.of(lang, table)
    assert found
    assert all(first == first.casefold() and first for first in found)


@given(st.lists(st.text(st.characters(categories=["L", "Zs"]), min_size=1).filter(str.strip), max_size=8))
def test_index_holds_every_form_once_longest_first(forms: list[str]) -> None:
    found = cues.index(forms)
    rebuilt = {" ".join((first, *rest)) for first, rests in found.items() for rest in rests}
    assert rebuilt == {" ".join(form.casefold().split()) for form in forms}
    assert all([len(r) for r in rests] == sorted((len(r) for r in rests), reverse=True) for rests in found.values())
