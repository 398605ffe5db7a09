"""Numbers that count something: how many, how firmly, of what, of which side, and whether of each of two sides.

Numbers in designations, dates, measures and money are left out; what a number counts for an event (killed, returned) is
for frames to say where its noun does not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from kg.extract.counting import EXCHANGE, MARKS, QUOTES, STATES, Counting, Quantity, is_people, may_pair
from kg.extract.countwords import count_words
from kg.extract.numerals import Numeral, numerals
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Sentence

__all__ = ("STATES", "Quantity", "find", "listed")

PAIR_REACH = 5
"""Tokens between the first number of "so many for so many" and the word that joins it with the second."""
LONGEST_SUM = 6
"""Most parts that a total is looked for as the sum of."""


def find(
    sentence: Sentence,
    times: Sequence[Time] = (),
    told: Sequence[Quantity] = (),
    names: Sequence[Name] = (),
) -> list[Quantity]:
    """The numbers of a sentence that count something, in order.

    times  dates found in it: their numbers are not looked at
    told   totals of the sentences before: numbers that add up to one of them are its parts, and "as many" is as many
           as the last of them
    names  names found in it: two Su-34s are two of what the name is a type of
    """
    dated = {i for t in times for i in range(t.first, t.last)}
    types = {n.first: n for n in names if n.type == "Equipment" and n.attributes.get("noun")}
    found = [
        quantity
        for number in numerals(sentence)
        if not dated.intersection(range(number.first, number.last))
        and (quantity := Counting(sentence, number, types).quantity()) is not None
    ]
    found = _with_articles(sentence, _with_same(sentence, found, told), types)
    found = _with_wholes(sentence, found)
    return _with_parts(sentence, _with_pairs(sentence, _with_shared_doubt(found)), told)


def _with_same(sentence: Sentence, found: Sequence[Quantity], told: Sequence[Quantity]) -> list[Quantity]:
    """The quantities with what is counted by reference to the last one ("… and as many Russians")."""
    words, tokens = count_words(sentence.lang), sentence.tokens
    out = list(found)
    for at in range(len(tokens)):
        same = words.same.at(tokens, at)
        before = [q for q in (*told, *(q for q in out if q.last <= at and not q.part)) if is_people(q)]
        if same is None or not before or any(0 <= q.first - same[1] <= PAIR_REACH for q in out):
            continue  # "as many, 303 prisoners" says the number itself
        number = Numeral(at, same[1], before[-1].value, False, False)
        out.append(Counting(sentence, number, {}).counting(same[1]))
    return sorted(out, key=lambda q: q.first)


def _with_articles(sentence: Sentence, found: Sequence[Quantity], types: Mapping[int, Name]) -> list[Quantity]:
    """The quantities with the one that an article counts in their list: "two carriers and a tank"."""
    words, tokens = count_words(sentence.lang), sentence.tokens
    out = list(found)
    for at in range(len(tokens)):
        article = words.article.at(tokens, at)
        if article is None or any(q.whole[0] <= at < q.whole[1] for q in out):
            continue
        one = Counting(sentence, Numeral(at, article[1], 1, False, False), types).counting(article[1])
        if one.of in words.things and any(
            q.of in words.things and listed(sentence, *pair) for q in out for pair in ((q, one), (one, q))
        ):
            out.append(one)
            out.sort(key=lambda q: q.first)
    return out


def listed(sentence: Sentence, left: Quantity, right: Quantity) -> bool:
    """Whether two counted things stand side by side in a list, with a comma or a word of lists between."""
    words, tokens = count_words(sentence.lang), sentence.tokens
    if left.noun is None or not {left.of, right.of} & words.things:
        return False
    at, end = left.noun[1], right.whole[0]
    if at < end and tokens[at].text == ",":
        at += 1
    link = words.listing.at(tokens, at)
    return left.noun[1] < end and end == (link[1] if link else at)


def _with_wholes(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, "45 of the 60 drones" being 45 drones and 60 no figure of its own, or a part of 60 prisoners."""
    words, tokens = count_words(sentence.lang), sentence.tokens
    out = list(found)
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        link = words.out_of.at(tokens, left.last if left.noun is None else left.noun[1])
        if (
            link is None
            or link[1] > right.first
            or any(not words.filler.at(tokens, i) for i in range(link[1], right.first))
        ):
            continue
        of = left.of or right.of
        if of in words.things:
            out[n] = dataclasses.replace(left, of=of, part=False, side=left.side or right.side)
            out[n + 1] = dataclasses.replace(right, part=True)
        elif left.value < right.value and is_people(left) and is_people(right):
            out[n] = dataclasses.replace(left, of=of, part=True)
    return out


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


def _with_pairs(sentence: Sentence, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, with both numbers of each "so many for so many" marked as such."""
    words, tokens = count_words(sentence.lang), sentence.tokens
    out = list(found)
    for n in range(len(out) - 1):
        left, right = out[n], out[n + 1]
        begin = right.first
        while begin > left.last and tokens[begin - 1].text in QUOTES:
            begin -= 1
        joined = words.pair.before(tokens, begin)
        between = tokens[left.last : joined[1]] if joined and joined[1] >= left.last else None
        if between is None or len(between) > PAIR_REACH or any(t.text in MARKS for t in between):
            continue
        told = all(q.noun for q in (left, right))
        if may_pair(left) and may_pair(right) and (left.value == right.value or told or not between):
            out[n] = dataclasses.replace(left, kind="pair", other=right.value)
            of = left.of if right.of in ("", EXCHANGE) else right.of
            out[n + 1] = dataclasses.replace(right, kind="pair", other=left.value, of=of)
    return out


def _with_parts(sentence: Sentence, found: Sequence[Quantity], told: Sequence[Quantity]) -> list[Quantity]:
    """The quantities; those that words or sums make parts of another one, or of a total told before, marked."""
    out = list(found)
    for n, quantity in enumerate(out):
        if _is_listed_part(sentence, out[:n], quantity):
            out[n] = dataclasses.replace(quantity, part=True)
    known = {q.value for q in found} | {q.value for q in told}
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
    alike = before[-1].of == quantity.of or (is_people(before[-1]) and is_people(quantity))
    words, tokens = count_words(sentence.lang), sentence.tokens
    begin = quantity.first
    for sequences in (words.qualifiers_before, words.filler):
        skipped = sequences.before(tokens, begin)
        begin = skipped[1] if skipped else begin
    return alike and words.part_before.before(tokens, begin) is not None
