"""`temporal.toml`: words of dates."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Around, Forms, Number, Words


@dataclass(frozen=True, slots=True)
class Month:
    """A month: `forms` as they stand; `weak` and `alone` ones are other words too; `leading` ones stand before days."""

    number: int
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday is 1; `forms` as they stand, some of them other words too (`weak`, `not_after`)."""

    number: int
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateUnit:
    """Words for a length of time; `id` is day, week, month or year; `single` are its singular forms as they stand."""

    id: str
    forms: tuple[str, ...]
    single: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deictic:
    """Words for a day so many days from the publication, or from the last date told; `id` is the kind of date."""

    id: str
    days: int
    forms: tuple[str, ...]
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """Words that move a length of time into a date: "three days earlier"; they stand around number and unit."""

    sign: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Words that pick a day, week, month or year near the publication, or the last date told: last, this, next."""

    offset: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """Words that join two dates into a range: `opening` before the first ("": none is needed), `joining` between."""

    opening: str
    joining: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """Words for a fixed day of the year."""

    month: int
    day: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Epoch:
    """Words for a beginning that everybody dates by; `date` is ISO."""

    date: str
    forms: tuple[str, ...]


SCHEMA: dict[str, type] = {
    "month": Month,
    "weekday": Weekday,
    "ordinal": Number,
    "ordinal_mark": Forms,
    "year_mark": Forms,
    "unit": DateUnit,
    "deictic": Deictic,
    "shift": Shift,
    "step": Step,
    "part": Words,
    "day_link": Forms,
    "within": Forms,
    "since": Forms,
    "range": DateRange,
    "holiday": Holiday,
    "epoch": Epoch,
    "onset": Forms,
    "future": Forms,
    "daypart": Forms,
    "night": Forms,
    "tally": Forms,
    "detached": Around,
}
"""Array name → entry type."""
