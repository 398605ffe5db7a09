"""Capitals that stand for their governments: "Kyiv handed over …" names no place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.extract import cues
from kg.extract.clauses import base
from kg.extract.parsed import Parsed
from kg.extract.phrases import Reader
from kg.extract.tokens import Name, Word


def only_governments(sentences: Sequence[Parsed], entity_of: Callable[[Name], str]) -> set[str]:
    """Entities of places named only as governments: every mention of the capital acts, none says where."""
    acting: dict[str, bool] = {}
    for parsed in sentences:
        reader = Reader(parsed.tree, parsed.lang, ())
        for word in parsed.words:
            if word.name is not None and reader.is_government(word):
                entity = entity_of(word.name)
                acting[entity] = acting.get(entity, True) and _acts(parsed, word)
    return {entity for entity, always in acting.items() if always}


def _acts(parsed: Parsed, word: Word) -> bool:
    """Whether a capital's name stands for its government here: it acts, owns or is dealt with, and nothing is told
    there."""
    if word.name is not None and word.name.text.isupper():
        return False  # a dateline
    if base(word.dep) in ("nsubj", "iobj", "obj", "conj", "appos", "root", "vocative") or word.dep in (
        "nmod:poss",
        "obl:agent",
    ):
        return not parsed.tree.prepositions(word.i) or base(word.dep) == "nsubj" or word.dep == "nmod:poss"
    return not any(
        start <= k < end
        for k in parsed.tree.kids(word.i, "case")
        for start, end in cues.spans(parsed.words, cues.of(parsed.lang, "locative"))
    )
