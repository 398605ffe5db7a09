"""Dates that name a day, a month or a year: figures, "16 May", "early February", "19-го числа"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kg.extract import calendar
from kg.extract.calendar import Span
from kg.extract.datewords import date_words
from kg.extract.sequences import Sequences
from kg.extract.tokens import Sentence
from kg.lexicon import Step

Kind = Literal["day", "range", "month", "year", "since", "tally", "future"]
Told = Literal["explicit", "weekday", "relative", "night", "week", "month", "year", "tally", "holiday", "epoch", "nth"]

YEARS = range(1900, 2100)
YEARS_OF_DAYS = range(1000, 2100)
"""Years read beside a day or month, where figures can hardly mean anything else."""
FUTURE_REACH = 6
"""Words between words of the future and the date that they put ahead."""
MARKS = frozenset({",", "(", ")", "—", "–"})
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)?\d\d)")
_ORDINAL = re.compile(r"(\d{1,4})[-‑]?([^\W\d_]{1,3})")


@dataclass(frozen=True, slots=True)
class Reading:
    """A date while it is read: its tokens (`last` exclusive), its days, how it is told.

    value  given where it is not the span's own: the day that a night or a tally leads to
    """

    first: int
    last: int
    span: Span
    told: Told
    kind: Kind = "day"
    value: str = ""


class NamedDates:
    """Dates of one sentence that name a day, a month or a year.

    anchor  the last day told, from which "the next day" counts
    month   the last day or month told, of which "the tenth" is a day
    days    the last range of days told, of which there is a "second day"
    """

    def __init__(self, sentence: Sentence, published: date | None, anchor: Span | None) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = date_words(sentence.lang)
        self.published = published
        self.anchor = self.month = self.days = anchor

    def is_night(self, i: int) -> bool:
        """Whether words for the night that leads to a day stand before token `i`, or before its range's opening."""
        opened = self.words.opening.before(self.tokens, i)
        return self.words.night.before(self.tokens, opened[1] if opened else i) is not None

    def joiner(self, first: int, last: int) -> int | None:
        """The token after the word that makes tokens `first` to `last` the beginning of a range."""
        joined = self.words.joining.at(self.tokens, last)
        if joined is None:
            return None
        opened = self.words.opening.before(self.tokens, first)
        pairs = {("", joined[0])} | ({(opened[0], joined[0])} if opened else set())
        return joined[1] if pairs & self.words.ranges else None

    # Figures, days, months, years

    def _figures(self, i: int) -> Reading | None:
        """ "2024-08-15" (one token or five), "24.02.2022"."""
        text, last = self.tokens[i].text, i + 1
        pieces = self.tokens[i : i + 5]
        if len(text) == 4 and len(pieces) == 5 and pieces[1].text == "-" and pieces[0].start + 10 == pieces[4].end:
            text, last = "".join(t.text for t in pieces), i + 5
        if match := _ISO.fullmatch(text):
            day = calendar.make(int(match[1]), int(match[2]), int(match[3]))
        elif match := _DOTTED.fullmatch(text):
            year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
            day = calendar.make(year, int(match[2]), int(match[1]))
        else:
            return None
        return Reading(i, last, calendar.of_day(day), "explicit") if day else None

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month in figures or in words, and its end."""
        if i >= len(self.tokens):
            return None
        text = self.tokens[i].text
        if text.isdecimal():
            return (int(text), i + 1) if len(text) <= 2 and 1 <= int(text) <= 31 else None
        marked = self._marked(i)
        if marked is not None:
            return (marked, i + 1) if 1 <= marked <= 31 else None
        return self.words.ordinals.at(self.tokens, i)

    def _marked(self, i: int) -> int | None:
        """The number of an ordinal in figures ("6th", "17-го")."""
        match = _ORDINAL.fullmatch(self.tokens[i].lower)
        return int(match[1]) if match and match[2] in self.words.ordinal_marks else None

    def _year_number(self, i: int) -> int | None:
        """The year that token `i` writes."""
        if i >= len(self.tokens):
            return None
        text = self.tokens[i].text
        number = int(text) if text.isdecimal() and len(text) == 4 else self._marked(i) if text[0].isdecimal() else None
        return number if number is not None and number in YEARS_OF_DAYS else None

    def _year_after(self, i: int) -> tuple[int, int] | None:
        """A year that follows a month, and its end: "2023", ", 2023", "of last year"."""
        tokens, words = self.tokens, self.words
        comma = i < len(tokens) and tokens[i].text == "," and i + 1 < len(tokens) and tokens[i + 1].text.isdecimal()
        at = i + 1 if comma else i
        year = self._year_number(at)
        if year:
            mark = words.year_marks.at(tokens, at + 1)
            return year, mark[1] if mark else at + 1
        preposition = words.within.at(tokens, i)
        stepped = self._step_at(preposition[1] if preposition else i)
        if stepped and stepped[1] == "year" and self.published:
            return self.published.year + stepped[0].offset, stepped[2]
        return None

    def _settled(self, month: int, day: int, first: int, last: int) -> tuple[date, int] | None:
        """The day that a day and month, tokens `first` to `last`, stand for, and the end of its year."""
        year = self._year_after(last)
        if year:
            made = calendar.make(year[0], month, day)
            return (made, year[1]) if made else None
        if self.published is None:
            return None
        anchor = self.anchor.earliest if self.anchor else None
        settled = calendar.yearless_day(month, day, self.published, anchor, self._ahead(first))
        return (settled, last) if settled else None

    def _ahead(self, i: int) -> bool:
        """Whether words of the future stand shortly before token `i`."""
        for at in range(i, max(i - FUTURE_REACH, 0), -1):
            if not self.tokens[at - 1].text[0].isalnum():
                return False
            if self.words.future.before(self.tokens, at):
                return True
        return False

    def _day_and_month(self, i: int) -> Reading | None:
        """ "16 May", "the 6th of August 2024", "23–25 May", "14 to 15 August"."""
        first = self._day_number(i)
        if first is None:
            return None
        joined = self.words.joining.at(self.tokens, first[1])
        second = self._day_number(joined[1]) if joined else None
        for day in (second, first):
            month = self._month_of_day(day[1]) if day else None
            if day and month:
                settled = self._settled(month[0], day[0], i, month[1])
                return self._days(i, first[0], settled) if settled else None
        return None

    def _month_of_day(self, i: int) -> tuple[int, int] | None:
        """The month that follows a day, with a preposition between or not, and its end."""
        month = self._month_name(i)
        skipped = None if month else self.words.day_link.at(self.tokens, i)
        return self._month_name(skipped[1]) if skipped else month

    def _month_name(self, i: int) -> tuple[int, int] | None:
        month = self._named(self.words.months, i)
        # A language that writes months in front of days writes them with a capital: "may" is a verb there.
        small = month is not None and self.tokens[i].lower in self.words.leading and self.tokens[i].text[0].islower()
        return None if small else month

    def _named(self, names: Sequences[int], i: int) -> tuple[int, int] | None:
        """A month or weekday by its form as it stands: lemmas are shared with other words ("marched", "серед")."""
        return names.at(self.tokens, i) if i < len(self.tokens) and self.tokens[i].lower in self.words.names else None

    def _days(self, first: int, day: int, settled: tuple[date, int]) -> Reading | None:
        """The reading of days `day` to `settled` of one month; a night between two days is the latter's."""
        latest, last = settled
        earliest = calendar.make(latest.year, latest.month, day)
        if earliest is None or earliest > latest:
            return None
        span = Span(earliest, latest)
        if latest - earliest == timedelta(1) and self.is_night(first):
            return Reading(first, last, span, "explicit", "day", latest.isoformat())
        return Reading(first, last, span, "explicit", "day" if span.is_day else "range")

    def _month_and_day(self, i: int) -> Reading | None:
        """ "May 16", "August 14-15", "September 18, 2023"."""
        month = self._month_name(i) if self.tokens[i].lower in self.words.leading else None
        day = self._day_number(month[1]) if month else None
        if month is None or day is None or not self.tokens[month[1]].text[0].isdecimal():
            return None
        joined = self.joiner(i, day[1])
        second = self._day_number(joined) if joined else None
        if second and (second[0] <= day[0] or self._month_name(second[1])):
            second = None
        end = second or day
        settled = self._settled(month[0], end[0], i, end[1])
        return self._days(i, day[0], settled) if settled else None

    def _month(self, i: int) -> Reading | None:
        """ "May 2022", "early February", "last March"; a form that is another word too needs something beside it."""
        part = self.words.parts.at(self.tokens, i)
        step = None if part else self.words.step_before.at(self.tokens, i)
        at = part[1] if part else step[1] if step else i
        month = self._month_name(at)
        if month is None:
            return None
        year = self._year_after(month[1])
        after = self.words.step_after.at(self.tokens, month[1])
        if year:
            span, last = calendar.of_month(year[0], month[0]), year[1]
        elif self.published is None:
            return None
        else:
            sure = part or step or after or self.words.within.before(self.tokens, at)
            form, after_it = self.tokens[at].lower, month[1]
            closed = self._closes(after_it) or self.tokens[after_it].text[0].isdecimal()
            # Where months are written small, a capital inside a sentence makes a name of one.
            name = at > 0 and self.tokens[at].text[0].isupper() and form not in self.words.leading
            if (form in self.words.weak and not sure) or (form in self.words.alone and not closed) or name:
                return None
            chosen = step or after
            span = calendar.yearless_month(month[0], self.published)
            last = after[1] if after else month[1]
            if chosen and chosen[0].offset == -1 and span.latest >= self.published:
                span = calendar.of_month(span.earliest.year - 1, month[0])
        if part:
            return Reading(i, last, calendar.part_of(span, part[0]), "month", "range")
        return Reading(i, last, span, "month", "month")

    def _year(self, i: int) -> Reading | None:
        """A year in figures after a preposition or beside a word for year."""
        year = self._year_number(i)
        if year is None or year not in YEARS:
            return None
        tokens, words = self.tokens, self.words
        mark = words.year_marks.at(tokens, i + 1)
        last = mark[1] if mark else i + 1
        if not mark and not words.year_marks.before(tokens, i):
            noun = last < len(tokens) and tokens[last].pos in ("NOUN", "ADJ") and "Gen" in tokens[last].case
            if noun or not self._after_preposition(i):
                return None
        return Reading(i, last, calendar.of_year(year), "year", "year")

    def _after_preposition(self, i: int) -> bool:
        return bool(self.words.within.before(self.tokens, i) or self.words.since.before(self.tokens, i))

    def _day_alone(self, i: int) -> Reading | None:
        """A day of the month last told: "on the tenth", "19-го числа", "the first of that month"."""
        day = self._day_number(i)
        if day is None or self.published is None or self.tokens[i].text.isdecimal():
            return None
        after = self.words.detached_after.at(self.tokens, day[1])
        alone = self.words.detached_before.before(self.tokens, i) and self._closes(day[1])
        second = self._second_of_two(i, day[1])
        if not (after or alone or second):
            return None
        base = self.month.earliest if self.month else self.published
        first = calendar.make(base.year, base.month, day[0])
        latest = calendar.make(base.year, base.month, second[0]) if second else first
        if first is None or latest is None or not first <= latest <= self.published:
            return None
        span = Span(first, latest)
        last = second[1] if second else day[1]
        if after and self.words.units.at(self.tokens, after[1] - 1):
            last = after[1]
        return Reading(i, last, span, "explicit", "day" if span.is_day else "range")

    def _closes(self, i: int) -> bool:
        return i >= len(self.tokens) or not self.tokens[i].text[0].isalnum()

    def _second_of_two(self, i: int, last: int) -> tuple[int, int] | None:
        """The second of two days in figures between commas ("17-го и 18-го,"), with its end."""
        joined = self.words.joining.at(self.tokens, last)
        second = self._day_number(joined[1]) if joined and self.month else None
        if second is None or i == 0 or self.tokens[i - 1].text not in MARKS or not self._closes(second[1]):
            return None
        return second if all(self.tokens[at].text[0].isdecimal() for at in (i, second[1] - 1)) else None

    def _step_at(self, i: int) -> tuple[Step, str, int] | None:
        """A step and the unit it is said of, in either order, with the end."""
        before = self.words.step_before.at(self.tokens, i)
        if before:
            unit = self._single(before[1])
            return (before[0], unit[0], unit[1]) if unit else None
        unit = self._single(i)
        after = self.words.step_after.at(self.tokens, unit[1]) if unit else None
        return (after[0], unit[0], after[1]) if unit and after else None

    def _single(self, i: int) -> tuple[str, int] | None:
        """One unit of time, in the singular."""
        unit = self.words.units.at(self.tokens, i)
        return unit if unit and self.tokens[unit[1] - 1].lower in self.words.single else None
