"""Whole numbers in a sentence, in figures or in words of any inflection: "2,439", "5,5 тыс.", "nouăzeci și cinci".

Ordinals ("93rd"), plurals that give no number ("hundreds") and fractions without a scale are no numbers here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import lexicon
from kg.extract.tokens import Sentence, Token

HUNDRED, THOUSAND = 100, 1000
_FIGURES = re.compile(r"[0-9][0-9.,]*")
_GROUP = re.compile(r"[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and its tokens (`last` exclusive).

    plain  written as bare figures with no separator and no scale: may be a year, a day, a number in a designation
    figures  written with figures at all
    """

    first: int
    last: int
    value: int
    plain: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The number words of one language, by form as it stands and by lemma."""

    numbers: Mapping[str, int]
    number_lemmas: Mapping[str, int]
    scales: Mapping[str, lexicon.Scale]
    fractions: Mapping[str, int]
    joints: frozenset[str]
    thousands: frozenset[str]
    decimals: frozenset[str]

    def number(self, token: Token) -> int | None:
        for known in (self.numbers.get(token.lower), self.number_lemmas.get(token.lower)):
            if known is not None:
                return known
        return self.number_lemmas.get(token.lemma)

    def fraction(self, token: Token) -> int | None:
        return self.fractions.get(token.lower) or self.fractions.get(token.lemma)

    def scale(self, token: Token) -> lexicon.Scale | None:
        return self.scales.get(token.lower) or self.scales.get(token.lemma)


@cache
def _words(lang: str) -> _Words:
    data = lexicon.read(lang, "quantities")
    scales = {form: s for s in data["scale"] for form in (*s.lemmas, *s.forms, *s.bare)}
    return _Words(
        numbers={form: n.value for n in data["number"] for form in n.forms},
        number_lemmas={form: n.value for n in data["number"] for form in n.lemmas},
        scales=scales,
        fractions={form: f.tenths for f in data["fraction"] for form in f.lemmas},
        joints=frozenset(form for j in data["joint"] for form in j.forms),
        thousands=frozenset(mark for s in data["separator"] for mark in s.thousands),
        decimals=frozenset(mark for s in data["separator"] for mark in s.decimals),
    )


def numerals(sentence: Sentence) -> list[Numeral]:
    """Every number of the sentence, the longest reading of each, in order."""
    words = _words(sentence.lang)
    tokens = sentence.tokens
    found: list[Numeral] = []
    i = 0
    while i < len(tokens):
        number = _figures(words, tokens, i) if tokens[i].text[0].isdecimal() else _spelled(words, tokens, i)
        if number is None:
            i += 1
            continue
        found.append(number)
        i = number.last
    return found


def number_at(sentence: Sentence, i: int) -> Numeral | None:
    """The number that begins at token `i`."""
    if i >= len(sentence.tokens):
        return None
    words = _words(sentence.lang)
    token = sentence.tokens[i]
    return _figures(words, sentence.tokens, i) if token.text[0].isdecimal() else _spelled(words, sentence.tokens, i)


def _figures(words: _Words, tokens: Sequence[Token], i: int) -> Numeral | None:
    text = tokens[i].text
    if not _FIGURES.fullmatch(text):
        return None
    text = text.rstrip(".,")
    value, plain, last = _read_figures(words, text), text.isdecimal(), i + 1
    if plain and len(text) <= 3 and " " in words.thousands and text != "0":
        groups = [text]
        while (
            last < len(tokens)
            and _GROUP.fullmatch(tokens[last].text)
            and tokens[last - 1].end + 1 == tokens[last].start
        ):
            groups.append(tokens[last].text)
            last += 1
        if len(groups) > 1:
            value, plain = Decimal("".join(groups)), False
    if value is None:
        return None
    scaled = _scaled(words, tokens, last, value)
    if scaled:
        return Numeral(i, scaled[1], scaled[0], False, True)
    if value != int(value):
        return None
    return Numeral(i, last, int(value), plain, True)


def _read_figures(words: _Words, text: str) -> Decimal | None:
    """Figures with thousands and decimal separators as the language writes them; None for what is no single number."""
    if text.isdecimal():
        return Decimal(text)
    for mark in sorted(words.thousands - {" "}):
        head, *groups = text.split(mark)
        if groups and 0 < len(head) <= 3 and head.isdecimal() and all(_GROUP.fullmatch(g) for g in groups):
            return Decimal(head + "".join(groups))
    for mark in sorted(words.decimals):
        whole, _, part = text.partition(mark)
        if whole.isdecimal() and part.isdecimal():
            return Decimal(f"{whole}.{part}")
    return None


def _scaled(words: _Words, tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, int] | None:
    """A number in figures times the scale word that follows ("5,5 тыс."), with the end of the scale."""
    at = i + 1 if i < len(tokens) and tokens[i].lower in words.joints else i
    scale = words.scale(tokens[at]) if at < len(tokens) else None
    if scale is None or scale.value < THOUSAND:
        return None
    product = value * scale.value
    return (int(product), _after_dot(tokens, at + 1)) if product == int(product) else None


def _after_dot(tokens: Sequence[Token], i: int) -> int:
    """Past the full stop of an abbreviation, which more of the sentence follows in lower case."""
    more = i + 1 < len(tokens) and tokens[i].text == "." and tokens[i + 1].text[0].islower()
    return i + 1 if more else i


def _spelled(words: _Words, tokens: Sequence[Token], i: int) -> Numeral | None:
    """A number in words: atoms that fit together from large to small, with scales and joints between."""
    half = words.fraction(tokens[i])
    if half is not None:
        for at in (i + 1, i + 2):  # "half a dozen", "half-dozen"
            scale = words.scale(tokens[at]) if at < len(tokens) else None
            if scale is not None and (at == i + 1 or tokens[i + 1].lower in {*scale.articles, *words.joints}):
                return Numeral(i, at + 1, half * scale.value // 10, False, False)
        return None
    total, current, ceiling = 0, -1, 10**12
    first = at = last = i
    while at < len(tokens):
        token = tokens[at]
        value, scale = words.number(token), words.scale(token)
        if value is not None and _fits(current, value):
            current = max(current, 0) + value
        elif scale is not None and value is None and scale.value < ceiling:
            if current < 0:
                if last > i or not _stands_alone(scale, tokens, at):
                    break
                current, first = 1, at - 1 if scale.articles else at
            if scale.value < THOUSAND:
                if current >= 10:
                    break
                current *= scale.value
            else:
                total, current, ceiling = total + current * scale.value, -1, scale.value
        elif last > i and at == last and token.lower in words.joints:
            at += 1
            continue
        else:
            break
        at += 1
        last = at
    if last == i:
        return None
    return Numeral(
        first,
        _after_dot(tokens, last) if words.scale(tokens[last - 1]) else last,
        total + max(current, 0),
        False,
        False,
    )


def _fits(current: int, value: int) -> bool:
    """Whether a number word can follow what has been read: units after tens, tens after hundreds."""
    if current < 0:
        return True
    if value < 10:
        return current % 10 == 0 and current % HUNDRED != 10
    return value < HUNDRED and current % HUNDRED == 0


def _stands_alone(scale: lexicon.Scale, tokens: Sequence[Token], i: int) -> bool:
    """Whether a scale word with no number before it means one ("a hundred", "сотню")."""
    if tokens[i].lower not in scale.bare:
        return False
    return not scale.articles or (i > 0 and tokens[i - 1].lower in scale.articles)
