"""Prepositions of several words that a parser takes for a preposition with a noun: "from the side of the enemy".

The words are the lexicon's (`cues.toml`, `preposition`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract import cues
from kg.extract.tokens import Word

REACH = 3
"""How many words behind such a preposition its noun may stand."""

NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


def joined(lang: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with each such preposition as one case marker of the noun behind it, its lemma the words as they
    stand."""
    found = list(words)
    for start, end in cues.spans(words, cues.of(lang, "preposition")):
        last = end - 1
        noun = next((w for w in found[end : end + REACH] if w.pos in NOUNS or w.name is not None), None)
        if noun is None or last == start or any(w.text in ",.;:" for w in found[end : noun.i]):
            continue
        marker = found[last]
        head = marker.head if marker.head not in (start, noun.i) else noun.head
        if head in range(start, noun.i + 1):
            head = found[head].head
        dep = "obl" if found[head].pos == "VERB" else "nmod"
        found[noun.i] = replace(found[noun.i], head=head, dep=dep) if head != noun.i else noun
        found[start] = replace(found[start], head=noun.i, dep="case", lemma=" ".join(w.lower for w in words[start:end]))
        for i in range(start + 1, end):
            found[i] = replace(found[i], head=start, dep="goeswith")
        for word in found:
            if word.head == last and word.i not in range(start, end):
                found[word.i] = replace(word, head=noun.i if word.i != noun.i else head)
    return tuple(found)
