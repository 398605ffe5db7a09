"""Cue words of a language found in a parse: sequences of words, each matched by lemma or by form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg import lexicon
from kg.extract.tokens import Word

Sequences = Mapping[str, tuple[tuple[str, ...], ...]]
"""First word → what follows it, longest first."""


def index(forms: Iterable[str]) -> Sequences:
    """Forms ("according to") indexed by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for form in forms:
        first, *rest = form.casefold().split()
        found.setdefault(first, set()).add(tuple(rest))
    return {first: tuple(sorted(rests, key=lambda r: (-len(r), r))) for first, rests in found.items()}


@cache
def of(lang: str, name: str) -> Sequences:
    """The cues of one table of `cues.toml` (source, hedge, negation, plan, condition, mediate, generic)."""
    return index(form for entry in lexicon.read(lang, "cues")[name] for form in entry.forms)


def stands(words: Sequence[Word], at: int, rest: Sequence[str]) -> bool:
    """Whether the words of a cue stand together from word `at` on."""
    if at + len(rest) > len(words):
        return False
    return all(form in (words[at + n].lemma, words[at + n].lower) for n, form in enumerate(rest))


def spans(words: Sequence[Word], cues: Sequences) -> list[tuple[int, int]]:
    """Word ranges (end exclusive) where a cue stands, in order, the longest at each word."""
    found = []
    for i, word in enumerate(words):
        if (word.lower not in cues and word.lemma not in cues) or word.name is not None:
            continue
        for form in (word.lemma, word.lower) if word.lemma != word.lower else (word.lower,):
            match = next((rest for rest in cues.get(form, ()) if stands(words, i + 1, rest)), None)
            if match is not None:
                found.append((i, i + 1 + len(match)))
                break
    return found
