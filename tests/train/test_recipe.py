from __future__ import annotations

import lzma
import tomllib
from pathlib import Path

import pytest
import spacy

from kg.train import corpora, train
from kg.train.corpora import CORPORA, load
from kg.train.recipe import lemmas
from kg.train.treebanks import Node, Tree

NOUNS = ("soldatul", "omul", "băiatul", "vecinul", "ofițerul", "pilotul", "tancul", "trenul", "drumul", "podul")
VERBS = ("vede", "aude", "prinde")
PUBLISHED = ("treebanks/ro_rrt-recovered.conllu.xz", "ner/ronec-v1.conllup.xz")


def _trees(source: str, nouns: tuple[str, ...]) -> str:
    """Sentences "noun verb noun ." as CoNLL-U with the class column of RONEC."""
    blocks = []
    for subject in nouns:
        for verb in VERBS:
            rows = [
                (subject.title(), subject, "NOUN", 2, "nsubj", "1:PERSON"),
                (verb, "vedea", "VERB", 0, "root", "*"),
                ("Exemplu", "Exemplu", "PROPN", 2, "obj", "2:GPE"),
                (".", ".", "PUNCT", 2, "punct", "*"),
            ]
            lines = [f"# recovered_from = {source}"] + [
                f"{i + 1}\t{form}\t{lemma}\t{pos}\t_\t_\t{head}\t{dep}\t_\t_\t{kind}"
                for i, (form, lemma, pos, head, dep, kind) in enumerate(rows)
            ]
            blocks.append("\n".join(lines) + "\n\n")
    return "".join(blocks)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "trees"
    own.mkdir()
    (own / "ro.conllu").write_text(_trees("", NOUNS[:4]), encoding="utf-8")
    monkeypatch.setattr(corpora, "OWN", own)
    folder = tmp_path / "data"
    treebank = _trees("ro_rrt-ud-dev.conllu 2023-10-10", NOUNS[:5])
    treebank += _trees("ro_rrt-ud-test.conllu 2023-10-10", NOUNS[4:6])
    for name, text in zip(PUBLISHED, (treebank, _trees("", NOUNS[5:])), strict=True):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(lzma.compress(text.encode()))
    return folder


def test_what_is_held_out_is_not_learnt(data: Path) -> None:
    trees = load("ro", data)
    assert {tree.forms[0] for tree in trees.dev} == {"Ofițerul", "Pilotul"}
    assert {tree.forms[0].lower() for tree in trees.train} == set(NOUNS) - {"ofițerul", "pilotul"}


def test_a_language_is_trained_and_written(data: Path, tmp_path: Path) -> None:
    said: list[str] = []
    out = tmp_path / "models" / "ro"
    train("ro", data, out, minutes=0, say=said.append)
    parser = spacy.load(out / "syntax", exclude=["tokenizer"])
    assert parser.pipe_names == ["tok2vec", "morphologizer", "parser"]
    assert spacy.load(out / "names", exclude=["tokenizer"]).pipe_names == ["ner"]
    scores = tomllib.loads((out / "syntax" / "scores.toml").read_text(encoding="utf-8"))
    assert scores["held_out_words"] == 24
    assert scores["own_held_out_words"] == 8
    assert set(scores["data"]) == {*PUBLISHED, "trees/ro.conllu"}
    assert "all_f1" in tomllib.loads((out / "names" / "scores.toml").read_text(encoding="utf-8"))
    assert "ShareAlike" in (out / "LICENSE").read_text(encoding="utf-8")
    assert ("aude\tVERB\tvedea" in (out / "lemmas.tsv").read_text(encoding="utf-8")) is True
    assert any("held-out words" in line for line in said)


def test_a_language_without_treebanks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no treebanks for 'xx'"):
        train("xx", tmp_path, tmp_path)


def test_only_settled_lemmas_are_listed() -> None:
    def tree(*words: tuple[str, str, str]) -> Tree:
        return Tree(tuple(Node(f, lemma, pos, "", 0, "dep") for f, lemma, pos in words), "", "", "en")

    trees = [
        tree(("left", "leave", "VERB"), ("Left", "left", "ADJ"), ("soldiers", "soldier", "NOUN"), ("less", "x", "ADV"))
    ] * 3
    trees += [tree(("wound", "wind", "VERB"))] * 3 + [tree(("wound", "wound", "VERB"))] * 3
    assert lemmas("en", trees) == [("left", "VERB", "leave"), ("less", "ADV", "x")]


@pytest.mark.parametrize("lang", CORPORA)
def test_every_work_is_credited_with_its_licence(lang: str) -> None:
    corpus = CORPORA[lang]
    assert corpus.credits
    assert all("CC BY" in credit or "MIT" in credit for credit in corpus.credits)
    assert not any("_iu" in part.path for part in (*corpus.train, *corpus.dev))
