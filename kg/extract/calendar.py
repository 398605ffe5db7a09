"""Arithmetic of days: what a month without a year, a weekday or "three weeks earlier" can stand for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

RECENT_DAYS = 300
"""A date without a year that would lie further back than this may belong to the year last told of instead."""
SOON_DAYS = 60
"""How far ahead a date without a year may lie where words of the future stand before it."""
WEEK_SLACK_DAYS = 2
"""Days by which "three weeks earlier" may miss the day."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `earliest` to `latest`, both inclusive."""

    earliest: date
    latest: date

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def value(self) -> str:
        """ISO, as far as both ends agree: a day, a month, a year; the month of the end where not even the year does."""
        first, last = self.earliest.isoformat(), self.latest.isoformat()
        for length in (10, 7, 4):
            if first[:length] == last[:length]:
                return first[:length]
        return last[:7]


def of_day(day: date) -> Span:
    """One day."""
    return Span(day, day)


def of_month(year: int, month: int) -> Span:
    """All days of a month."""
    return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def of_year(year: int) -> Span:
    """All days of a year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def make(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def yearless_day(month: int, day: int, published: date, anchor: date | None, ahead: bool) -> date | None:
    """The day that a day and month without a year stand for.

    ahead  words of the future stand before it
    """
    years = [y for y in range(published.year - 8, published.year + 2) if make(y, month, day)]
    past = [d for y in years if (d := date(y, month, day)) <= published]
    if ahead:
        coming = [d for y in years if published < (d := date(y, month, day)) <= published + timedelta(days=SOON_DAYS)]
        if coming:
            return coming[0]
    if not past:
        return None
    latest = past[-1]
    if anchor and anchor < published - timedelta(days=RECENT_DAYS) and (published - latest).days > RECENT_DAYS:
        return min(past, key=lambda d: abs((d - anchor).days))
    return latest


def yearless_month(month: int, published: date) -> Span:
    """The last such month that has begun by the day of publication."""
    return of_month(published.year if month <= published.month else published.year - 1, month)


def weekday(number: int, published: date, step: int | None) -> date:
    """The day of the week (Monday is 1): the last one not after the publication.

    step  -1: before it; 1: after it; 0 or None: the last one
    """
    back = (published.isoweekday() - number) % 7
    if step == 1:
        return published + timedelta(days=7 - back)
    if step == -1 and back == 0:
        back = 7
    return published - timedelta(days=back)


def weekday_near(number: int, anchor: date) -> date:
    """The day of the week nearest to a day, at most three days off."""
    ahead = (number - anchor.isoweekday()) % 7
    return anchor + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def step_of(unit: str, offset: int, base: date) -> Span:
    """The week, month or year so many after the one that a day lies in."""
    if unit == "week":
        monday = base - timedelta(days=base.isoweekday() - 1) + timedelta(weeks=offset)
        return Span(monday, monday + timedelta(days=6))
    if unit == "month":
        return _month(base, offset)
    if unit == "year":
        return of_year(base.year + offset)
    return of_day(base + timedelta(days=offset))


def shifted(unit: str, amount: int, base: Span) -> Span | None:
    """What lies `amount` units after (before, where negative) the days of `base`; None outside the calendar."""
    day = base.latest if amount > 0 else base.earliest
    try:
        if unit == "day":
            return of_day(day + timedelta(days=amount))
        if unit == "week":
            middle = day + timedelta(weeks=amount)
            return Span(middle - timedelta(days=WEEK_SLACK_DAYS), middle + timedelta(days=WEEK_SLACK_DAYS))
        if unit == "month":
            return _month(day, amount)
        return of_year(day.year + amount)
    except (ValueError, OverflowError):
        return None


def _month(base: date, amount: int) -> Span:
    months = base.year * 12 + base.month - 1 + amount
    return of_month(months // 12, months % 12 + 1)


def part_of(span: Span, part: str) -> Span:
    """The first third, the middle or the last third of a month or year."""
    days = (span.latest - span.earliest).days + 1
    third = timedelta(days=days // 3)
    if part == "start":
        return Span(span.earliest, span.earliest + third)
    if part == "end":
        return Span(span.latest - third, span.latest)
    return Span(span.earliest + third, span.latest - third)
