"""Dates that a sentence tells, resolved against the day of publication, or of the post that tells them.

A report is about the past: a date without a year, or a weekday, is the last such day that is not after the publication,
unless words of the future stand just before it. Ages, durations and clock times are no dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract import calendar
from kg.extract.calendar import Span
from kg.extract.dates import MARKS, Kind, Reading
from kg.extract.datewords import date_words
from kg.extract.relative import DateReader
from kg.extract.sequences import plain_text
from kg.extract.tokens import Sentence, Token

LEAD = 6
"""Words of a date before its first figure or telling word, at the most: "over the past two and a half" years."""
ANCHOR_DAYS = 6
"""A range at most so many days longer than one can be what "the next day" counts from."""
LONG_RANGE_DAYS = 31
"""A longer range with both ends told is that of a running total, stated for its end."""
NEIGHBOUR_DAYS = 8
"""How far a weekday beside an explicit date may lie from it and still be a second telling of it."""
_RANGEABLE = frozenset({"explicit", "weekday", "month", "relative", "holiday"})


@dataclass(frozen=True, slots=True)
class Time:
    """A date as a sentence tells it.

    first, last  its tokens, `last` exclusive; `start`, `end`, `text` likewise, prepositions left out
    value        ISO, as precise as the text allows: 2024-08-15, 2024-08, 2024
    earliest, latest  the days it can stand for, both inclusive, ISO
    kind         day; range (of days, or a part of a month); month; year; since (the beginning of what goes on, not the
                 day of an event); tally (the last day or days, stated for `value`); future (after the publication)
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    value: str
    earliest: str
    latest: str
    kind: Kind

    @property
    def is_anchor(self) -> bool:
        """Whether "the next day" can count from it."""
        return _is_anchor(self.kind, self.span)

    @property
    def span(self) -> Span:
        """Its earliest and latest day."""
        return Span(date.fromisoformat(self.earliest), date.fromisoformat(self.latest))


def _is_anchor(kind: Kind, span: Span) -> bool:
    return kind == "day" or (kind == "range" and span.latest - span.earliest <= timedelta(ANCHOR_DAYS))


def find(sentence: Sentence, published: str, anchor: Time | None = None) -> list[Time]:
    """The dates of a sentence, in order.

    published  ISO day of the publication, or of the post; where it is "" only dates with a year are found
    anchor     the last date told before (`Time.is_anchor`), from which "the next day" counts
    """
    triggers = date_words(sentence.lang).triggers
    marks = [i for i, t in enumerate(sentence.tokens) if t.text[0].isdecimal() or {t.lower, t.lemma} & triggers]
    if not marks:
        return []
    day = date.fromisoformat(published[:10]) if published else None
    reader = DateReader(sentence, day, anchor.span if anchor else None)
    ordinals = date_words(sentence.lang).ordinals.first_words
    begins = {i for mark in marks for i in range(mark - LEAD, mark + 1)}
    begins |= {i for i, t in enumerate(sentence.tokens) if t.lower in ordinals or t.lemma in ordinals}
    return [_time(sentence.tokens, reading, day) for reading in _readings(reader, begins)]


def heading(sentence: Sentence, times: Sequence[Time]) -> Time | None:
    """The one date of which a sentence consists, with a time of day or nothing: it heads what stands under it."""
    if len(times) != 1 or times[0].kind != "day":
        return None
    rest = [t for t in sentence.tokens if not times[0].first <= t.i < times[0].last]
    return None if any(c.isalpha() for t in rest for c in t.text) else times[0]


def follow(sentences: Iterable[Sentence], published: str) -> list[list[Time]]:
    """The dates of each sentence of a text, each sentence's last day being the anchor of what follows."""
    anchor: Time | None = None
    out = []
    for sentence in sentences:
        times = find(sentence, published, anchor)
        anchor = next((t for t in reversed(times) if t.is_anchor), anchor)
        out.append(times)
    return out


def _time(tokens: Sequence[Token], reading: Reading, published: date | None) -> Time:
    kind = reading.kind
    if published and reading.span.earliest > published:
        kind = "future"
    pieces = tokens[reading.first : reading.last]
    return Time(
        start=pieces[0].start,
        end=pieces[-1].end,
        text=plain_text(pieces),
        first=reading.first,
        last=reading.last,
        value=reading.value or reading.span.value,
        earliest=reading.span.earliest.isoformat(),
        latest=reading.span.latest.isoformat(),
        kind=kind,
    )


def _readings(reader: DateReader, begins: Set[int]) -> list[Reading]:
    """The dates of a sentence from left to right, neighbours that tell one day joined; `begins` is where one can."""
    out: list[Reading] = []
    i = 0
    while i < len(reader.tokens):
        found = reader.at(i) if i in begins else None
        if found is None:
            i += 1
            continue
        found = _since(reader, _range(reader, found))
        joined = _joined(reader, out[-1], found) if out else None
        if joined:
            out[-1] = found = joined
        else:
            out.append(found)
        i = found.last
        if found.told != "night":
            if _is_anchor(found.kind, found.span):
                reader.anchor = reader.month = found.span
            elif found.kind == "month":
                reader.month = found.span
    # A night with no day of its own is told only where the sentence tells no other day.
    days = any(r.told != "night" and r.kind in ("day", "range") for r in out)
    return [r for r in out if r.told != "night"] if days else out


def _range(reader: DateReader, found: Reading) -> Reading:
    """The date with the second end of its range: "from Friday to Saturday", "24 February – 2 January"."""
    after = reader.joiner(found.first, found.last) if found.told in _RANGEABLE else None
    second = reader.at(after) if after is not None and after < len(reader.tokens) else None
    if second is None or second.told not in _RANGEABLE:
        return found
    first, last = found.span.earliest, second.span.latest
    if first > last:
        back = (
            first - timedelta(7) if found.told == "weekday" else calendar.make(first.year - 1, first.month, first.day)
        )
        if back is None or back > last:
            return found
        first = back
    whole = Reading(found.first, second.last, Span(first, last), "explicit", "range")
    if reader.is_night(found.first) and last - first <= timedelta(1):
        return replace(whole, kind="day", value=last.isoformat())
    if found.span.is_day and second.span.is_day and last - first > timedelta(LONG_RANGE_DAYS):
        return replace(whole, kind="tally", value=second.span.value)
    return whole


def _since(reader: DateReader, found: Reading) -> Reading:
    """The date as a beginning, where words that say so stand before it; not one with an end of its own."""
    ended = found.kind == "range" and found.told != "month"
    if ended or found.value:
        return found
    at = found.first
    for _ in range(2):
        if reader.words.since.before(reader.tokens, at):
            return replace(found, kind="since")
        skipped = reader.words.dayparts.before(reader.tokens, at)
        if not skipped:
            break
        at = skipped[1]
    return found


def _joined(reader: DateReader, left: Reading, right: Reading) -> Reading | None:
    """Two neighbouring dates that tell one day ("on Friday, 23 May"; "Saturday last week") as one."""
    between = reader.tokens[left.last : right.first]
    if len(between) > 2 or not all(t.text in MARKS or t.lower in reader.words.links for t in between):
        return None
    whole = replace(right, first=left.first, kind="since" if left.kind == "since" else right.kind)
    if left.span.is_day and right.span.is_day:
        near = abs(left.span.earliest - right.span.earliest) <= timedelta(NEIGHBOUR_DAYS)
        explicit = [r for r in (left, right) if r.told == "explicit"]
        if left.span != right.span and not (near and len(explicit) == 1):
            return None
        return replace(whole, span=explicit[0].span if explicit else right.span, told="explicit", value="")
    for day, week in ((left, right), (right, left)):
        if day.told == "weekday" and week.told == "week":
            in_week = week.span.earliest + timedelta(day.span.earliest.weekday())
            return replace(whole, span=calendar.of_day(in_week), told="weekday", kind="day", value="")
    inside = left.span.earliest <= right.span.earliest and right.span.latest <= left.span.latest
    return whole if left.told in ("month", "year") and inside else None
