"""Our own trees: whole, and of no sentence that measures what is learnt from them."""

import re
import tomllib
from pathlib import Path

import pytest

from kg.settings import LANGUAGES
from kg.train.corpora import CORPORA, HELD_OUT, OWN
from kg.train.treebanks import read

TESTS = Path(__file__).parents[1]
LEAST = {"ro": 397, "ru": 351, "uk": 370}
"""Trees of each language at the least."""


def texts(path: Path) -> list[str]:
    return [line.removeprefix("# text = ") for line in path.read_text("utf-8").split("\n") if line.startswith("# text")]


def test_every_file_is_used() -> None:
    own = {lang for corpus in CORPORA.values() for lang in corpus.own}
    assert {path.stem for path in OWN.glob("*.conllu")} == own == set(LEAST)


@pytest.mark.parametrize("lang", sorted(LEAST))
def test_trees_are_whole(lang: str) -> None:
    reading = read(OWN / f"{lang}.conllu", lang)
    assert not reading.dropped
    assert len(reading.trees) >= LEAST[lang] > HELD_OUT
    names = [node for tree in reading.trees for node in tree.nodes if node.name]
    assert len(names) > len(reading.trees)
    assert {node.pos for node in names} <= {"NOUN", "PROPN"}


def test_no_tree_is_measured_elsewhere() -> None:
    measured = {
        re.sub(r"[\[\]*]", "", case["text"])
        for case in tomllib.loads((TESTS / "cases" / "syntax.toml").read_text("utf-8"))["case"]
    }
    for lang in LANGUAGES:
        for path in (TESTS / "gold" / lang).glob("*.txt"):
            measured |= set(re.split(r"(?<=[.!?])\s+|\n+", path.read_text("utf-8")))
    assert len(measured) > 400
    assert [t for lang in LEAST for t in texts(OWN / f"{lang}.conllu") if len(t) > 30 and t in measured] == []
