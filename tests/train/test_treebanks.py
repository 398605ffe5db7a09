from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from kg.train.treebanks import BrokenTreeError, Node, _check, read, relation


def _row(name: str, form: str, pos: str, head: str, dep: str, feats: str = "_", misc: str = "_") -> str:
    return "\t".join((name, form, form.lower(), pos, "_", feats, head, dep, "_", misc))


GOOD = [
    _row("1", "They", "PRON", "2", "nsubj", "Case=Nom|Foreign=Yes|Number=Plur"),
    _row("2", "surrendered", "VERB", "0", "root"),
    _row("3", "yesterday", "NOUN", "2", "obl:unmarked", misc="SpaceAfter=No"),
    _row("4", ".", "PUNCT", "2", "punct"),
]

BROKEN = {
    "a row of too few columns": ["1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_"],
    "numbering": [_row("2", "Yes", "INTJ", "0", "root")],
    "no head": [_row("1", "Yes", "INTJ", "_", "root")],
    "a form of several words": [_row("1", "in_part", "ADV", "0", "root")],
    "not one root": [_row("1", "Yes", "INTJ", "0", "root"), _row("2", "no", "INTJ", "0", "root")],
    "no part of speech": [_row("1", "Yes", "_", "0", "root")],
    "no relation": [_row("1", "Yes", "INTJ", "2", "8"), _row("2", "no", "INTJ", "0", "root")],
    "head out of range": [_row("1", "Yes", "INTJ", "3", "dep"), _row("2", "no", "INTJ", "0", "root")],
    "a word that is its own head": [_row("1", "Yes", "INTJ", "1", "dep"), _row("2", "no", "INTJ", "0", "root")],
    "a cycle": [
        _row("1", "Yes", "INTJ", "2", "dep"),
        _row("2", "no", "INTJ", "1", "dep"),
        _row("3", "so", "INTJ", "0", "root"),
    ],
    "ellipsis of version 1": [_row("1", "Da", "INTJ", "0", "root"), _row("2", "nu", "INTJ", "1", "remnant")],
}


def _write(path: Path, *sentences: list[str], source: str = "xx_test-ud-train.conllu 2025-05-01") -> Path:
    text = "".join(f"# recovered_from = {source}\n" + "\n".join(rows) + "\n\n" for rows in sentences)
    data = text.encode()
    path.write_bytes(lzma.compress(data) if path.suffix == ".xz" else data)
    return path


def test_a_word_can_stand_for_a_whole_name(tmp_path: Path) -> None:
    rows = [_row("1", "Kyiv", "PROPN", "2", "nsubj", misc="Name=Yes|SpaceAfter=No"), *GOOD[1:]]
    [tree] = read(_write(tmp_path / "own.conllu", rows), "en").trees
    assert [(node.name, node.space) for node in tree.nodes[:2]] == [(True, False), (False, True)]


@pytest.mark.parametrize("name", ["a.conllu", "a.conllu.xz"])
def test_reads_a_tree(tmp_path: Path, name: str) -> None:
    reading = read(_write(tmp_path / name, GOOD), "en")
    (tree,) = reading.trees
    assert not reading.dropped
    assert tree.source == "xx_test-ud-train.conllu 2025-05-01"
    assert tree.forms == ("They", "surrendered", "yesterday", ".")
    assert [node.head for node in tree.nodes] == [1, 1, 1, 1]
    assert [node.dep for node in tree.nodes] == ["nsubj", "root", "obl", "punct"]
    assert tree.nodes[0].feats == "Case=Nom|Number=Plur"
    assert [node.space for node in tree.nodes] == [True, True, False, True]


@pytest.mark.parametrize("reason", BROKEN)
def test_drops_what_is_no_tree(tmp_path: Path, reason: str) -> None:
    source = "ro-ud-dev.conllu 2016-05-06" if "version 1" in reason else "xx_test-ud-dev.conllu"
    reading = read(_write(tmp_path / "a.conllu", GOOD, BROKEN[reason], source=source), "ro")
    assert len(reading.trees) == 1
    assert dict(reading.dropped) == {reason: 1}


def test_every_reason_has_a_case() -> None:
    assert len(BROKEN) == 11
    with pytest.raises(BrokenTreeError, match="no words"):
        _check([])


def test_words_of_a_joined_token_stand_together(tmp_path: Path) -> None:
    rows = [
        "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
        _row("1", "do", "AUX", "3", "aux"),
        _row("2", "n't", "PART", "3", "advmod"),
        "2.1\tand\tand\tCCONJ\t_\t_\t_\t_\t_\t_",
        _row("?3", "go", "VERB", "0", "root"),
    ]
    (tree,) = read(_write(tmp_path / "a.conllu", rows), "en").trees
    assert [(node.form, node.space) for node in tree.nodes] == [("do", False), ("n't", True), ("go", True)]


def test_the_genre_of_a_document_holds_to_the_next(tmp_path: Path) -> None:
    text = "# meta::genre = news\n" + "\n".join(GOOD) + "\n\n" + "\n".join(GOOD) + "\n\n# meta::genre = bio\n"
    path = tmp_path / "a.conllu"
    path.write_text(text + "\n".join(GOOD) + "\n", encoding="utf-8")
    assert [tree.genre for tree in read(path, "en").trees] == ["news", "news", "bio"]


def test_version_1_is_converted(tmp_path: Path) -> None:
    rows = [
        _row("1", "Soldatul", "NOUN", "2", "nsubjpass"),
        _row("2", "prins", "VERB", "0", "root"),
        _row("3", "ieri", "NOUN", "2", "nmod:tmod"),
        _row("4", "de", "ADP", "5", "case"),
        _row("5", "inamici", "NOUN", "2", "nmod:agent"),
        _row("6", ",", "PUNCT", "5", "punct"),
        _row("7", "polițiști", "NOUN", "5", "conj"),
        _row("8", "și", "CONJ", "5", "cc"),
        _row("9", "vecini", "NOUN", "5", "conj"),
        _row("10", "fost", "VERB", "2", "auxpass"),
    ]
    (tree,) = read(_write(tmp_path / "a.conllu", rows, source="ro-ud-dev.conllu 2016-11-08"), "ro").trees
    deps = [node.dep for node in tree.nodes]
    assert deps == ["nsubj:pass", "root", "obl", "case", "obl:agent", "punct", "conj", "cc", "conj", "aux:pass"]
    assert tree.nodes[5].head == 6
    assert tree.nodes[7].head == 8
    assert tree.nodes[7].pos == "CCONJ"
    assert tree.nodes[9].pos == "AUX"


@pytest.mark.parametrize(
    ("dep", "kept"),
    [("nsubj:pass", "nsubj:pass"), ("obl:agent", "obl:agent"), ("nummod:gov", "nummod"), ("flat:name", "flat")],
)
def test_subtypes_that_frames_need_are_kept(dep: str, kept: str) -> None:
    assert relation(dep) == kept


def test_nodes_are_checked_as_given() -> None:
    _check([Node("Yes", "yes", "INTJ", "", 0, "root")])
