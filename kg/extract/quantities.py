"""Numbers that count something: how many, how firmly, of what, of which side, and whether of each of two sides.

Numbers in designations, dates, measures and money are left out; what a number counts for an event (killed, returned) is
for frames to say where its noun does not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from kg import lexicon
from kg.extract.numerals import Numeral, numerals
from kg.extract.sequences import Sequences, plain_text
from kg.extract.temporal import Time
from kg.extract.tokens import Sentence, Token
from kg.model import Qualifier

PERSON_CONCEPTS = {
    "captive": "captive",
    "soldier": "personnel",
    "civilian": "civilian",
    "diplomat": "diplomat",
    "person": "person",
}
"""Class of a person noun (`cues.toml`) → concept of what is counted."""

STATES = frozenset({"killed", "wounded", "missing"})
"""Concepts that name a state of people: "three hundred wounded conscripts" counts wounded."""

EXCHANGE = "exchange"
"""Concept of a counted exchange."""
NOUN_REACH = 4
"""Words that may stand between a number and its noun (adjectives, mostly)."""
PAIR_REACH = 5
"""Tokens between the first number of "so many for so many" and the word that joins it with the second."""
LONGEST_SUM = 6
"""Most parts that a total is looked for as the sum of."""
EACH_REACH = 6
"""Tokens between a number and the words that give it to each side."""
YEARS = range(1900, 2100)
"""Bare figures of these values with no noun are years."""
_MARKS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "…"})
_DASHES = frozenset({"—", "–", "‒", "-", ":"})
_QUOTES = frozenset({'"', "“", "”", "«", "»", "„", "'", "-", "‑"})
_BEFORE_NOUN = frozenset({"ADJ", "DET", "VERB", "NUM", "ADV"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number that counts.

    first, last  tokens of the number, without its qualifier; `last` exclusive; `start`, `end`, `text` likewise
    whole        tokens of the number with its qualifier, last exclusive
    noun         tokens of the noun phrase that it counts, from after the number to its head; None where there is none
    of           concept of what is counted, "" where the noun does not say
    side         ISO code, or own | other as the speaker sees it, by an adjective, a noun or a name beside the noun
    part         a part of a total that stands elsewhere
    kind         "pair" (so many for so many: `other` is the opposite number), "each" (so many of each side), else ""
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    value: int
    qualifier: Qualifier = "exact"
    noun: tuple[int, int] | None = None
    of: str = ""
    side: str = ""
    part: bool = False
    kind: str = ""
    other: int = 0
    whole: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of one language, indexed."""

    qualifiers_before: Sequences[Qualifier]
    qualifiers_after: Sequences[Qualifier]
    counted: Sequences[str]
    sides: Sequences[str]
    side_nouns: Sequences[str]
    uncounted_before: Sequences[None]
    uncounted_after: Sequences[None]
    months: Sequences[None]
    ordinals: Sequences[None]
    stop: frozenset[str]
    filler: Sequences[None]
    part_before: Sequences[None]
    part_after: Sequences[None]
    pair: Sequences[None]
    each_before: Sequences[None]
    each_near: Sequences[None]


def _qualifier(name: str) -> Qualifier:
    if name in get_args(Qualifier):
        return cast(Qualifier, name)
    raise lexicon.LexiconError(f"qualifier {name!r} is not one of {', '.join(get_args(Qualifier))}")


@cache
def _words(lang: str) -> _Words:
    data, cues = lexicon.read(lang, "quantities"), lexicon.read(lang, "cues")
    people = [(n, PERSON_CONCEPTS[c.id]) for c in cues["person_noun"] if c.id in PERSON_CONCEPTS for n in c.nouns]
    demonyms = [(n, s.id) for s in cues["side"] for n in s.nouns]
    own = [(form, d.id) for d in cues["deixis"] for form in d.forms]
    named = [(n, s.id) for s in cues["side"] for n in (*s.adjectives, *s.names)]

    def plain(forms: Iterable[str]) -> Sequences[None]:
        return Sequences(lang, [(form, None) for form in forms])

    return _Words(
        qualifiers_before=Sequences(lang, [(f, _qualifier(q.id)) for q in data["qualifier"] for f in q.before]),
        qualifiers_after=Sequences(lang, [(f, _qualifier(q.id)) for q in data["qualifier"] for f in q.after]),
        counted=Sequences(lang, [(n, c.id) for c in data["counted"] for n in c.nouns] + people),
        sides=Sequences(lang, demonyms + named + own),
        side_nouns=Sequences(lang, demonyms),
        uncounted_before=plain(f for u in data["uncounted"] for f in u.before),
        uncounted_after=plain(f for u in data["uncounted"] for f in u.after),
        months=plain(f for m in lexicon.read(lang, "temporal")["month"] if not m.leading for f in m.forms),
        ordinals=plain(f for o in lexicon.read(lang, "temporal")["ordinal"] for f in (*o.forms, *o.lemmas)),
        stop=frozenset(f for s in data["stop"] for f in s.forms),
        filler=plain(f for s in data["filler"] for f in s.forms),
        part_before=plain(f for p in data["part"] for f in p.before),
        part_after=plain(f for p in data["part"] for f in p.after),
        pair=plain(f for p in data["pair"] for f in p.forms),
        each_before=plain(f for e in data["each"] for f in e.before),
        each_near=plain(f for e in data["each"] for f in e.after),
    )


def find(sentence: Sentence, times: Sequence[Time] = (), totals: Collection[int] = ()) -> list[Quantity]:
    """The numbers of a sentence that count something, in order.

    times   dates found in it: their numbers are not looked at
    totals  numbers told in the sentences just before: numbers here that add up to one of them are its parts
    """
    dated = {i for t in times for i in range(t.first, t.last)}
    found = [
        quantity
        for number in numerals(sentence)
        if not dated.intersection(range(number.first, number.last))
        and (quantity := _Reading(sentence, number).quantity()) is not None
    ]
    return _with_parts(sentence, _with_pairs(sentence, _with_shared_doubt(found)), totals)


def _with_shared_doubt(found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; "about 300 dead and 2,700 wounded" makes the second number approximate, too."""
    out = list(found)
    for n in range(1, len(out)):
        left, right = out[n - 1], out[n]
        joined = left.noun is not None and right.first - left.noun[1] == 1
        if (
            joined
            and left.of in STATES
            and right.of in STATES
            and (left.qualifier, right.qualifier) == ("approx", "exact")
        ):
            out[n] = dataclasses.replace(right, qualifier="approx")
    return out


class _Reading:
    """One number and the words around it."""

    __slots__ = ("number", "sentence", "tokens", "words")

    def __init__(self, sentence: Sentence, number: Numeral) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = _words(sentence.lang)
        self.number = number

    def quantity(self) -> Quantity | None:
        """The number as a quantity, None where it counts nothing."""
        number, tokens, words = self.number, self.tokens, self.words
        ordinal = not number.figures and words.ordinals.at(tokens, number.last)
        day = number.plain and number.value <= 31 and words.months.at(tokens, number.last)  # of no known year
        if number.value == 0 or ordinal or day or self._is_designation():
            return None
        qualifier, first, last = self._qualified()
        if words.uncounted_after.at(tokens, last) or words.uncounted_before.before(tokens, first):
            return None
        noun = self._noun_after(last) or self._noun_before(first)
        if noun is None and (number.value == 1 or (number.plain and number.value in YEARS)):
            return None
        start, end = tokens[number.first].start, tokens[number.last - 1].end
        return Quantity(
            start=start,
            end=end,
            text=plain_text(tokens[number.first : number.last]),
            first=number.first,
            last=number.last,
            value=number.value,
            qualifier=qualifier,
            whole=(number.first if qualifier == "exact" else first, last),
            noun=noun[0] if noun else None,
            of=noun[1] if noun else "",
            side=self._side(noun[0] if noun else (last, last)),
            part=self._is_part(noun[0][1] if noun else last),
            kind="each" if self._is_each(first, noun[0][1] if noun else last) else "",
        )

    def _is_designation(self) -> bool:
        """Whether figures are glued to a letter, a sign or an item number, or stand in a numbered list."""
        number, tokens = self.number, self.tokens
        before = tokens[number.first - 1] if number.first else None
        after = tokens[number.last] if number.last < len(tokens) else None
        if self.words.uncounted_before.before(tokens, number.first):
            return True
        glued_before = before is not None and before.end == tokens[number.first].start and before.text[-1] in "-/#+:№@_"
        glued_after = after is not None and after.start == tokens[number.last - 1].end and after.text[0] in "/_:"
        hyphen = after is not None and after.text in ("-", "‑") and after.start == tokens[number.last - 1].end
        listed = number.plain and number.first == 0 and after is not None and after.text in (".", ")", "/")
        if (glued_before and self._pair_behind()) or (hyphen and self._pair_ahead(number.last + 1)):
            return False
        return glued_before or glued_after or listed or hyphen

    def _pair_ahead(self, i: int) -> bool:
        joined = self.words.pair.at(self.tokens, i)
        return joined is not None

    def _pair_behind(self) -> bool:
        return self.words.pair.before(self.tokens, self.number.first - 1) is not None

    def _qualified(self) -> tuple[Qualifier, int, int]:
        """The qualifier, the first token of it (past fillers), and the token after number and qualifier."""
        number, tokens, words = self.number, self.tokens, self.words
        first, last = number.first, number.last
        qualifier: Qualifier = "exact"
        at = first
        for _ in range(3):
            known = words.qualifiers_before.before(tokens, at)
            if known:
                qualifier, first = known
                break
            skipped = words.filler.before(tokens, at) or words.each_before.before(tokens, at)
            if not skipped:
                break
            at = skipped[1]
        after = words.qualifiers_after.at(tokens, last)
        if after and qualifier == "exact":
            return after[0], first, after[1]
        return qualifier, first, last

    def _noun_after(self, i: int) -> tuple[tuple[int, int], str] | None:
        """The span of the counted noun phrase that begins at token `i`, and its concept."""
        tokens, words = self.tokens, self.words
        at = i
        for _ in range(NOUN_REACH + 1):
            if at >= len(tokens):
                return None
            known = words.counted.at(tokens, at)
            if known:
                return (i, self._head_end(known[1]) if known[0] in STATES else known[1]), known[0]
            people = words.side_nouns.at(tokens, at)
            if people and not self._modifies(people[1]):
                return (i, people[1]), "person"
            filler = words.filler.at(tokens, at)
            if not filler and not self._may_precede_noun(tokens[at]):
                return None
            at = filler[1] if filler else people[1] if people else at + 1
        return None

    def _head_end(self, end: int) -> int:
        """The end of the noun phrase whose word for a state ends at `end`: "wounded [Russian soldiers]"."""
        at, best = end, end
        for _ in range(NOUN_REACH):
            known = self.words.counted.at(self.tokens, at)
            if known:
                return known[1]
            side = self.words.sides.at(self.tokens, at)
            if side is None:
                break
            best = at = side[1]
        return best

    def _modifies(self, i: int) -> bool:
        """Whether a word that names a people or its adjective ("Russian") has a counted noun after it."""
        for at in range(i, min(i + NOUN_REACH, len(self.tokens))):
            if self.words.counted.at(self.tokens, at):
                return True
            if not self._may_precede_noun(self.tokens[at]):
                return False
        return False

    def _may_precede_noun(self, token: Token) -> bool:
        if token.text in _QUOTES:
            return True
        if token.lower in self.words.stop or not token.text[0].isalpha():
            return False
        return not token.pos or token.pos in _BEFORE_NOUN

    def _noun_before(self, i: int) -> tuple[tuple[int, int], str] | None:
        """The noun of a list item, before a dash or colon: "tanks – 3,031"."""
        if i < 2 or self.tokens[i - 1].text not in _DASHES:
            return None
        known = self.words.counted.before(self.tokens, i - 1)
        return ((known[1], i - 1), known[0]) if known else None

    def _side(self, noun: tuple[int, int]) -> str:
        """The side that a word inside the noun phrase shows, or the word right after it."""
        for at in range(*noun):
            known = self.words.sides.at(self.tokens, at)
            if known:
                return known[0]
        after = self.words.sides.at(self.tokens, noun[1])
        return after[0] if after else ""

    def _is_part(self, end: int) -> bool:
        """Whether words after the number or after its noun make it a part of a total."""
        part = self.words.part_after
        return bool(part.at(self.tokens, self.number.last) or part.at(self.tokens, end))

    def _is_each(self, first: int, end: int) -> bool:
        """Whether the number is that of each side: "по 25", "25 from each side"; nothing but words may lie between."""
        tokens, words = self.tokens, self.words
        if words.each_before.before(tokens, self.number.first) or words.each_before.before(tokens, first):
            return True
        for step, begin in ((1, end), (-1, first - 1)):
            at = begin
            while 0 <= at < len(tokens) and abs(at - begin) <= EACH_REACH:
                if words.each_near.at(tokens, at):
                    return True
                if tokens[at].text in _MARKS or tokens[at].text[0].isdecimal():
                    break
                at += step
        return False


def _with_pairs(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with both numbers of each "so many for so many" marked as such."""
    words, tokens = _words(sentence.lang), sentence.tokens
    out = list(found)
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        begin = right.first
        while begin > left.last and tokens[begin - 1].text in _QUOTES:
            begin -= 1
        joined = words.pair.before(tokens, begin)
        between = tokens[left.last : joined[1]] if joined and joined[1] >= left.last else None
        if between is None or len(between) > PAIR_REACH or any(t.text in _MARKS for t in between):
            continue
        told = all(q.noun for q in (left, right))
        if _may_pair(left) and _may_pair(right) and (left.value == right.value or told or not between):
            out[n] = dataclasses.replace(left, kind="pair", other=right.value)
            of = left.of if right.of in ("", EXCHANGE) else right.of
            out[n + 1] = dataclasses.replace(right, kind="pair", other=left.value, of=of)
    return out


def _with_parts(sentence: Sentence, found: Sequence[Quantity], totals: Collection[int]) -> list[Quantity]:
    """The quantities; those that words or sums make parts of another one, or of a total told before, marked."""
    out = list(found)
    for n, quantity in enumerate(out):
        if _is_listed_part(sentence, out[:n], quantity):
            out[n] = dataclasses.replace(quantity, part=True)
    known = {q.value for q in found} | set(totals)
    for first in range(len(out)):
        for last in range(first + 2, min(first + LONGEST_SUM, len(out)) + 1):
            run = out[first:last]
            if any(q.kind or q.qualifier != "exact" or q.part for q in run):
                break
            if sum(q.value for q in run) in known:
                out[first:last] = [dataclasses.replace(q, part=True) for q in run]
                break
    return out


def _is_listed_part(sentence: Sentence, before: Sequence[Quantity], quantity: Quantity) -> bool:
    """Whether "including" or its like stands before the number, and what includes it has been counted."""
    if not before or before[-1].value < quantity.value:
        return False
    alike = before[-1].of == quantity.of or (_is_people(before[-1]) and _is_people(quantity))
    words, tokens = _words(sentence.lang), sentence.tokens
    begin = quantity.first
    for sequences in (words.qualifiers_before, words.filler):
        skipped = sequences.before(tokens, begin)
        begin = skipped[1] if skipped else begin
    return alike and words.part_before.before(tokens, begin) is not None


def _may_pair(quantity: Quantity) -> bool:
    """Whether people or the exchange itself ("the 303-for-303 swap") stand at a number."""
    return _is_people(quantity) or quantity.of == EXCHANGE


def _is_people(quantity: Quantity) -> bool:
    return quantity.of in ("", "body", *PERSON_CONCEPTS.values(), *STATES)
