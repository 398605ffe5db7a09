"""What of a sentence is one word to the parser: names, posts with their holders, dates, numbers with their qualifiers.

A small parser reads "the 488th Guards Motorized Rifle Regiment" or "more than a hundred" badly and a plain noun or
number well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import nlp
from kg.extract.phrases import classes_of_counted
from kg.extract.posts import posts
from kg.extract.quantities import Quantity
from kg.extract.temporal import Time
from kg.extract.tokens import Chunk, Name, Sentence
from kg.extract.trie import Hits

SEMICOLON = re.compile(r";\s+")

KIND_REACH = 3
"""How many words behind a type's name the noun of its kind may stand."""


def one_word(
    sentence: Sentence, names: Sequence[Name], times: Sequence[Time], counted: Sequence[Quantity]
) -> list[Name | Chunk]:
    """What of a sentence is one word to the parser: its names, its dates, its numbers with their qualifiers."""
    spans = _with_posts(sentence, names)
    taken = {i for span in spans for i in range(span.first, span.last)}
    ranges = [(t.first, t.last, t.last - 1, "") for t in times if _is_calendar(sentence, t)]
    ranges += [(*q.whole, q.last - 1, str(q.value)) for q in counted]
    for first, last, head, text_read in ranges:
        if last - first > 1 and not taken & set(range(first, last)):
            taken |= set(range(first, last))
            start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
            spans.append(Chunk(start, end, first, last, head, text_read))
    return sorted(spans, key=lambda span: span.first)


def _is_calendar(sentence: Sentence, time: Time) -> bool:
    """Whether a date is written out ("15 August 2024"); "over the past day" is ordinary grammar to a parser."""
    tokens = sentence.tokens[time.first : time.last]
    return any(c.isdigit() for t in tokens for c in t.text) and not tokens[0].text.islower()


def headed(name: Name, sentence: Sentence) -> Name:
    """An organization's name stands in the parse by its noun, not by what follows a preposition."""
    if name.type != "Organization":
        return name
    return replace(name, head=nlp.head(sentence.lang, name.type, sentence.tokens[name.first : name.last]).i)


def at_semicolons(text_read: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in the parts between its semicolons: each is a sentence of its own to a parser."""
    for match in SEMICOLON.finditer(text_read, start, end):
        if match.end() < end:
            yield start, match.start() + 1
            start = match.end()
    yield start, end


def _with_posts(sentence: Sentence, names: Sequence[Name]) -> list[Name | Chunk]:
    """The names, each person with the rank and post that stand right before the name ("Air Force commander General
    X")."""
    begins = {
        (post.person.start, post.person.end): post.start
        for post in posts(sentence, names)
        if post.start < post.person.start
    }
    hits = Hits(sentence, "ranks")
    spans: list[Name | Chunk] = []
    for name in names:
        if name.type == "Equipment" and spans and name.last <= spans[-1].last:
            continue  # "tank" of "T-90 tank"
        if name.type == "Equipment" and name.last:
            spans = [s for s in spans if s.last <= name.first]
            others = (n.first for n in names if n.type != "Equipment" and n.first >= name.last)
            room = range(spans[-1].last if spans else 0, min(others, default=len(sentence.tokens)))
            spans.append(_with_kind(sentence, name, room))
            continue
        if name.type != "Person" or not name.last:
            spans.append(name)
            continue
        first = name.first
        begin = begins.get((name.start, name.end))
        between = [t for t in sentence.tokens[: name.first] if begin is not None and t.start >= begin]
        if between and not any(t.text in ",;:()—–" for t in between):
            first = between[0].i
        while (hit := hits.ending(first, "rank", "post")) is not None and hit.start < first:
            first = hit.start
        if first == name.first:
            spans.append(name)
            continue
        spans = [s for s in spans if s.last <= first]
        tokens = sentence.tokens
        spans.append(Chunk(tokens[first].start, name.end, first, name.last, name.head, "", name))
    return spans


def _with_kind(sentence: Sentence, name: Name, room: range) -> Name | Chunk:
    """A type of equipment with the noun of its kind beside it: "the landing ship X", "X sea drones". `room` is between
    the other names."""
    counted, tokens = classes_of_counted(sentence.lang), sentence.tokens
    first, last, head = name.first, name.last, name.head
    if first > room.start and tokens[first - 1].lemma in counted and tokens[first - 1].text.islower():
        first -= 1
        head = first if tokens[first].case else head  # the noun shows the case, a type seldom does
    else:
        for i in range(last, min(last + KIND_REACH, room.stop)):
            if not tokens[i].text.isalpha() or not tokens[i].text.islower():
                break
            if tokens[i].lemma in counted and tokens[i].lower.startswith(tokens[i].lemma[:4]):
                last, head = i + 1, i
                break
    if (first, last) == (name.first, name.last):
        return name
    return Chunk(tokens[first].start, tokens[last - 1].end, first, last, head, "", name)
