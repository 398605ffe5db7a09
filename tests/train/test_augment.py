from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.train.augment import fold, names, shuffled, vary
from kg.train.treebanks import Node, Tree, _check


def _tree(*rows: tuple[str, str, int, str]) -> Tree:
    return Tree(tuple(Node(form, form.lower(), pos, "", head, dep) for form, pos, head, dep in rows), "test", "", "en")


UNIT = _tree(
    ("Troops", "NOUN", 7, "nsubj"),
    ("of", "ADP", 6, "case"),
    ("the", "DET", 6, "det"),
    ("12th", "ADJ", 6, "amod"),
    ("Guards", "PROPN", 6, "compound"),
    ("Rifle", "PROPN", 6, "compound"),
    ("Regiment", "PROPN", 0, "nmod"),
    ("met", "VERB", 7, "root"),
    ("Ivan", "PROPN", 7, "obj"),
    ("Example", "PROPN", 8, "flat"),
)
MINISTRY = _tree(
    ("The", "DET", 1, "det"),
    ("Ministry", "PROPN", 4, "nsubj"),
    ("of", "ADP", 3, "case"),
    ("Defence", "PROPN", 1, "nmod"),
    ("denies", "VERB", 4, "root"),
    ("it", "PRON", 4, "obj"),
)
PLAIN = _tree(
    ("Soldiers", "NOUN", 1, "nsubj"),
    ("crossed", "VERB", 1, "root"),
    ("the", "DET", 3, "det"),
    ("river", "NOUN", 1, "obj"),
)
CASES = [
    (UNIT, [(3, 7, 6), (8, 10, 8)], ["Troops", "of", "the", "Regiment", "met", "Example"]),
    (MINISTRY, [(1, 4, 1)], ["The", "Ministry", "denies", "it"]),
    (PLAIN, [], ["Soldiers", "crossed", "the", "river"]),
]


@pytest.mark.parametrize(("tree", "spans", "forms"), CASES)
def test_names_become_one_word(tree: Tree, spans: list[tuple[int, int, int]], forms: list[str]) -> None:
    assert names(tree) == spans
    nodes, marked = fold(tree.nodes, spans)
    _check(nodes)
    assert [node.form for node in nodes] == forms
    assert len(marked) == len(spans)


def test_a_folded_name_hangs_where_its_head_did() -> None:
    nodes, marked = fold(UNIT.nodes, names(UNIT))
    assert marked == {3, 5}
    assert [(nodes[i].dep, nodes[nodes[i].head].form) for i in sorted(marked)] == [("nmod", "Troops"), ("obj", "met")]


@given(st.integers(0, 10_000), st.sampled_from([UNIT, MINISTRY, PLAIN]))
def test_a_varied_tree_is_a_tree(seed: int, tree: Tree) -> None:
    sample = vary(tree, 0.2, Random(seed))
    _check(list(sample.tree.nodes))
    assert all(0 <= at < len(sample.tree.nodes) for at in sample.names)
    assert sample == vary(tree, 0.2, Random(seed))


@given(st.integers(0, 10_000))
def test_our_own_trees_stay_as_they_are_read(seed: int) -> None:
    nodes = (*UNIT.nodes[:6], replace(UNIT.nodes[6], name=True), *UNIT.nodes[7:])
    sample = vary(replace(UNIT, nodes=nodes, folded=True), 0.0, Random(seed))
    assert sample.names == {6}
    assert [node.form.lower() for node in sample.tree.nodes] == [node.form.lower() for node in nodes]


@given(st.text("abcdefgh", min_size=5, max_size=15), st.integers(0, 99))
def test_an_unknown_word_keeps_its_ends_and_letters(form: str, seed: int) -> None:
    unknown = shuffled(form, Random(seed))
    assert (unknown[0], unknown[-3:], sorted(unknown)) == (form[0], form[-3:], sorted(form))


def test_some_words_are_unknown_to_the_network() -> None:
    shown = [vary(UNIT, 0.2, Random(seed)).shown for seed in range(40)]
    assert any(shown)
    assert not all(shown)
