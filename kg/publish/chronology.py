"""Dates on a line: where a day or a range of days stands between the first and the last, and which ticks help."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_STEPS = (1, 2, 7, 14, 31, 62, 92, 183, 366, 732, 1830)
"""Days between ticks, of which the first is taken that makes few enough."""

_TICKS = 6
_MARGIN = 0.06
"""Part of the line that stays free at either end."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis, and where it stands in per cent."""

    date: str
    at: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The days that a line spans."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def over(cls, days: Iterable[str]) -> Axis | None:
        """The axis of ISO days; None where there are fewer than two different ones."""
        known = sorted({datetime.date.fromisoformat(day) for day in days if day})
        return cls(known[0], known[-1]) if len(known) > 1 else None

    def at(self, day: str) -> float:
        """Where a day stands, in per cent."""
        part = (datetime.date.fromisoformat(day) - self.first).days / (self.last - self.first).days
        return round(100 * (_MARGIN + (1 - 2 * _MARGIN) * part), 2)

    def ticks(self) -> Sequence[Tick]:
        """Days, first days of months, or first days of years, as the span allows."""
        span = (self.last - self.first).days
        step = next((step for step in _STEPS if span / step <= _TICKS), _STEPS[-1])
        if step < 28:
            days = [self.first + datetime.timedelta(n) for n in range(0, span + 1, step)]
            return [Tick(day.isoformat(), self.at(day.isoformat())) for day in days]
        months = max(1, round(step / 30.5))
        made: list[Tick] = []
        number = self.first.year * 12 + self.first.month - 1
        number += -number % months
        while True:
            day = datetime.date(number // 12, number % 12 + 1, 1)
            if day > self.last:
                return made
            if day >= self.first:
                made.append(Tick(day.isoformat()[: 4 if months >= 12 else 7], self.at(day.isoformat())))
            number += months
