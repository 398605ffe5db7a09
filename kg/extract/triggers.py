"""The words of a sentence that tell an event: lexicon entries found among the words of a parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract.clauses import base
from kg.extract.tokens import Word
from kg.lexicon import Frame

GAP = 6
"""How many words may stand between a phrase's verb and its rest ("took 40 wounded soldiers of the 72nd prisoner")."""

NOMINALISED = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "appos"})
"""Relations in which a participle stands for people."""

BETWEEN = 2
"""How many words may stand inside a phrase's rest."""

PARTICIPIAL = frozenset({"VERB", "AUX", "ADJ"})
NOUNY = frozenset({"NOUN", "PROPN", "VERB"})
"""Nominalisations are now and then tagged as verbs ("shelling"); an unparsed word (pos "") may be anything."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One possible reading of a word, or words, as the trigger of a frame.

    word  index of the verb or noun that carries the arguments
    rest  indexes of the other words of a phrase
    kind  verb, phrase, noun or participle
    """

    frame: Frame
    word: int
    kind: str
    rest: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    participles: Mapping[str, tuple[Frame, ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]


@cache
def _index(lang: str) -> _Index:
    frames: tuple[Frame, ...] = lexicon.read(lang, "frames")["frame"]

    def by_word(field: str) -> dict[str, tuple[Frame, ...]]:
        found: dict[str, list[Frame]] = {}
        for frame in frames:
            for word in getattr(frame, field):
                found.setdefault(word, []).append(frame)
        return {word: tuple(entries) for word, entries in found.items()}

    phrases: dict[str, list[tuple[tuple[str, ...], Frame]]] = {}
    for frame in frames:
        for phrase in frame.phrases:
            first, *rest = phrase.casefold().split()
            phrases.setdefault(first, []).append((tuple(rest), frame))
    longest_first = {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in phrases.items()
    }
    return _Index(by_word("verbs"), by_word("nouns"), by_word("participles"), longest_first)


def _forms(word: Word) -> tuple[str, ...]:
    return (word.lemma,) if word.lemma == word.lower else (word.lemma, word.lower)


def _between(word: Word) -> bool:
    """Whether a word may stand inside a phrase: "their", "Russian", "Kyiv's" in "fell into … hands"."""
    return word.pos in ("DET", "PRON", "ADJ", "PART") or word.name is not None


def _rest_at(words: Sequence[Word], at: int, rest: Sequence[str]) -> tuple[int, ...]:
    """Indexes of `rest` standing together from word `at`, determiners skipped; empty where it does not stand there."""
    found: list[int] = []
    i = at
    for form in rest:
        skipped = 0
        while i < len(words) and found and form not in _forms(words[i]) and _between(words[i]) and skipped < BETWEEN:
            i, skipped = i + 1, skipped + 1
        if i >= len(words) or form not in _forms(words[i]):
            return ()
        found.append(i)
        i += 1
    return tuple(found)


def _phrase(words: Sequence[Word], i: int, rest: Sequence[str], free_order: bool) -> tuple[int, ...]:
    """Where the rest of a phrase stands for a verb at `i`: after it within the gap, or before it in free word order."""
    if words[i].dep == "aux":
        return ()
    for at in range(i + 1, min(i + 2 + GAP, len(words))):
        if words[at].pos == "PUNCT" and words[at].lower in ".;!?":
            break
        if _prepositional(words, i, at):
            continue  # "made an exchange of prisoners" is not "made prisoners"
        if found := _rest_at(words, at, rest):
            return found
    if free_order:
        for at in range(max(0, i - GAP), i):
            found = _rest_at(words, at, rest)
            if found and found[-1] < i:
                return found
    return ()


def _prepositional(words: Sequence[Word], verb: int, at: int) -> bool:
    """Whether the noun at a word, with its numerals and adjectives, stands behind a preposition of its own."""
    edge = at - 1
    while edge > verb and (
        words[edge].pos in ("NUM", "ADV", "DET", "ADJ") or (words[edge].pos == "ADP" and words[edge - 1].pos == "NUM")
    ):
        edge -= 1
    return edge > verb and words[edge].pos == "ADP" and words[edge].head > verb


def triggers(words: Sequence[Word], lang: str, free_order: bool) -> Iterator[list[Trigger]]:
    """For each word that may tell an event, its possible readings, likeliest first: phrases before single words."""
    index = _index(lang)
    for i, word in enumerate(words):
        if word.name is not None:
            continue
        found: list[Trigger] = []
        forms = _forms(word)
        if word.pos in PARTICIPIAL or not word.pos:
            for form in forms:
                for rest, frame in index.phrases.get(form, ()):
                    if at := _phrase(words, i, rest, free_order):
                        found.append(Trigger(frame, i, "phrase", at))
        if word.pos in PARTICIPIAL or not word.pos:
            described = word.dep in ("amod", "acl")
            for form in forms:
                if described or not word.dep:
                    found += [Trigger(frame, i, "participle") for frame in index.participles.get(form, ())]
                if word.pos == "ADJ" and base(word.dep) in NOMINALISED:
                    continue  # "the freed", "82 of the freed": people, not what happened to them
                if word.pos != "ADJ" or word.lower != word.lemma or word.feats.get("VerbForm") == "Part":
                    found += [Trigger(frame, i, "verb") for frame in index.verbs.get(form, ())]
        nouny = word.pos in NOUNY and (word.pos != "VERB" or word.feats.get("VerbForm") == "Ger")
        if (nouny or not word.pos) and word.dep != "case":
            for form in forms:
                found += [Trigger(frame, i, "noun") for frame in index.nouns.get(form, ())]
        if word.feats.get("VerbForm") == "Ger" and any(w.head == i and w.dep in ("det", "amod") for w in words):
            found.sort(key=lambda trigger: trigger.kind != "noun")  # "Russian shelling" is a noun, whatever its tag
        if found:
            seen: set[tuple[str, str]] = set()
            unique = []
            for trigger in found:
                key = (trigger.frame.id, trigger.kind)
                if key not in seen:
                    seen.add(key)
                    unique.append(trigger)
            yield unique
