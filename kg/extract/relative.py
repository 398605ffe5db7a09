"""Dates told from the publication or from a day told before: "on Friday", "last week", "three days earlier"."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract import calendar
from kg.extract.calendar import Span
from kg.extract.dates import Kind, NamedDates, Reading, Told
from kg.extract.numerals import number_at
from kg.extract.tokens import Sentence

LONGEST_TALLY_DAYS = 366
"""What reaches further back ("the past ten years") is no tally."""
ONSET_DAYS = 5
"""Length of "the first days" of an epoch."""
_UNIT_KINDS: dict[str, tuple[Told, Kind]] = {
    "day": ("relative", "day"),
    "week": ("week", "range"),
    "month": ("month", "month"),
    "year": ("year", "year"),
}


class DateReader(NamedDates):
    """Reads single dates of one sentence, named ones and relative ones."""

    def __init__(self, sentence: Sentence, published: date | None, anchor: Span | None) -> None:
        super().__init__(sentence, published, anchor)
        self._rules = (
            self._figures,
            self._day_and_month,
            self._month_and_day,
            self._month,
            self._year,
            self._weekday,
            self._step_of_unit,
            self._several_units,
            self._shift,
            self._tally,
            self._deictic,
            self._holiday,
            self._epoch,
            self._day_alone,
            self._nth_day,
        )

    def at(self, i: int) -> Reading | None:
        """The longest date that begins at token `i`."""
        best: Reading | None = None
        for rule in self._rules:
            found = rule(i)
            if found and (best is None or found.last > best.last):
                best = found
        return best

    def _weekday(self, i: int) -> Reading | None:
        """ "Friday", "last Saturday", "that same Saturday", "sâmbăta trecută"."""
        step = self.words.step_before.at(self.tokens, i)
        begin = step[1] if step else i
        day = self._named(self.words.weekdays, begin)
        if day is None or self.published is None:
            return None
        if self._is_count(begin):
            return None
        after = None if step else self.words.step_after.at(self.tokens, day[1])
        if self.tokens[begin].lower in self.words.weak and not (step or after or self._after_preposition(begin)):
            return None
        chosen, last = step or after, after[1] if after else day[1]
        if chosen and chosen[0].anchored and self.anchor:
            return Reading(i, last, calendar.of_day(calendar.weekday_near(day[0], self.anchor.latest)), "weekday")
        offset = chosen[0].offset if chosen else 1 if self._ahead(i) else 0
        return Reading(i, last, calendar.of_day(calendar.weekday(day[0], self.published, offset)), "weekday")

    def _is_count(self, i: int) -> bool:
        """Whether a form that also names a unit of time is that unit here, counted by the word before it."""
        barred = self.words.not_after.get(self.tokens[i].lower)
        if barred is None or i == 0:
            return False
        number = number_at(self.sentence, i - 1)
        return self.tokens[i - 1].lower in barred or (number is not None and number.last == i)

    def _step_of_unit(self, i: int) -> Reading | None:
        """ "last week", "this month", "luna trecută"."""
        stepped = self._step_at(i)
        if stepped is None or self.published is None or stepped[1] == "day":
            return None
        step, unit, last = stepped
        base = self.anchor.latest if step.anchored and self.anchor else self.published
        told, kind = _UNIT_KINDS[unit]
        return Reading(i, last, calendar.step_of(unit, step.offset, base), told, kind)

    def _several_units(self, i: int) -> Reading | None:
        """ "the past three days": a tally up to the publication."""
        step = self.words.step_before.at(self.tokens, i)
        number = number_at(self.sentence, step[1]) if step else None
        unit = self.words.units.at(self.tokens, number.last) if number else None
        if step is None or number is None or unit is None or step[0].offset != -1 or self.published is None:
            return None
        days = number.value * {"day": 1, "week": 7}.get(unit[0], 0)
        if not 0 < days <= LONGEST_TALLY_DAYS:
            return None
        span = Span(self.published - timedelta(days=days), self.published)
        return Reading(i, unit[1], span, "tally", "tally", self.published.isoformat())

    def _shift(self, i: int) -> Reading | None:
        """ "nine days earlier", "three weeks ago", "cu trei zile mai devreme"."""
        before = self.words.shift_before.at(self.tokens, i)
        begin = before[1] if before else i
        number = number_at(self.sentence, begin)
        unit = self.words.units.at(self.tokens, number.last) if number else self._single(begin)
        after = self.words.shift_after.at(self.tokens, unit[1]) if unit else None
        chosen = after or before
        if unit is None or chosen is None or self.published is None:
            return None
        shift = chosen[0]
        base = self._base(shift.anchored, shift.sign)
        span = calendar.shifted(unit[0], shift.sign * (number.value if number else 1), base) if base else None
        if span is None or (shift.anchored and span.earliest > self.published):
            return None
        told, kind = _UNIT_KINDS[unit[0]]
        return Reading(i, after[1] if after else unit[1], span, told, kind)

    def _base(self, anchored: bool, sign: int) -> Span | None:
        """What is counted from: with no day told, the publication for "earlier", nothing for "later"."""
        if anchored and (self.anchor or sign >= 0):
            return self.anchor
        return calendar.of_day(self.published) if self.published else None

    def _tally(self, i: int) -> Reading | None:
        known = self.words.tally.at(self.tokens, i)
        if known is None or self.published is None:
            return None
        span = Span(self.published - timedelta(days=1), self.published)
        return Reading(i, known[1], span, "tally", "tally", self.published.isoformat())

    def _deictic(self, i: int) -> Reading | None:
        """ "today", "yesterday", "overnight"; "the next day" from the last day told."""
        known = self.words.deictics.at(self.tokens, i)
        if known is None or self.published is None:
            return None
        entry, last = known
        base = self._base(entry.anchored, entry.days)
        if base is None:
            return None
        day = (base.earliest if entry.days < 0 else base.latest) + timedelta(days=entry.days)
        if entry.anchored and day > self.published:
            return None
        return Reading(i, last, calendar.of_day(day), "night" if entry.id == "night" else "relative")

    def _holiday(self, i: int) -> Reading | None:
        known = self.words.holidays.at(self.tokens, i)
        settled = self._settled(*known[0], i, known[1]) if known else None
        return Reading(i, settled[1], calendar.of_day(settled[0]), "holiday") if settled else None

    def _epoch(self, i: int) -> Reading | None:
        """A beginning that everybody dates by, after "since" or "in the first days of"."""
        known = self.words.epochs.at(self.tokens, i)
        if known is None:
            return None
        day = date.fromisoformat(known[0])
        if self.words.since.before(self.tokens, i):
            return Reading(i, known[1], calendar.of_day(day), "epoch", "since")
        if self.words.onset.before(self.tokens, i):
            return Reading(i, known[1], Span(day, day + timedelta(days=ONSET_DAYS - 1)), "epoch", "range")
        return None

    def _nth_day(self, i: int) -> Reading | None:
        """ "the second day" of a range told before."""
        order = self.words.ordinals.at(self.tokens, i)
        unit = self.words.units.at(self.tokens, order[1]) if order else None
        if order is None or unit is None or unit[0] != "day" or self.days is None:
            return None
        day = self.days.earliest + timedelta(days=order[0] - 1)
        inside = not self.days.is_day and day <= self.days.latest
        return Reading(i, unit[1], calendar.of_day(day), "nth") if inside else None
