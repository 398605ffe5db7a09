"""The date words of one language (`temporal.toml`), indexed for lookup among tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg import lexicon
from kg.extract.sequences import Sequences

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DateWords:
    """One attribute for each array of `temporal.toml`; the head of that file says what each is for.

    names     forms of months and weekdays as they stand
    triggers  words with one of which every date without figures begins
    links     words that may stand between two tellings of one day ("Friday of last week")
    """

    months: Sequences[int]
    names: frozenset[str]
    leading: frozenset[str]
    weak: frozenset[str]
    alone: frozenset[str]
    weekdays: Sequences[int]
    not_after: Mapping[str, frozenset[str]]
    ordinals: Sequences[int]
    ordinal_marks: frozenset[str]
    year_marks: Sequences[None]
    units: Sequences[str]
    single: frozenset[str]
    deictics: Sequences[lexicon.Deictic]
    shift_before: Sequences[lexicon.Shift]
    shift_after: Sequences[lexicon.Shift]
    step_before: Sequences[lexicon.Step]
    step_after: Sequences[lexicon.Step]
    parts: Sequences[str]
    day_link: Sequences[None]
    within: Sequences[None]
    since: Sequences[None]
    opening: Sequences[str]
    joining: Sequences[str]
    ranges: frozenset[tuple[str, str]]
    holidays: Sequences[tuple[int, int]]
    epochs: Sequences[str]
    onset: Sequences[None]
    future: Sequences[None]
    dayparts: Sequences[None]
    night: Sequences[None]
    tally: Sequences[None]
    detached_before: Sequences[None]
    detached_after: Sequences[None]
    triggers: frozenset[str]
    links: frozenset[str]


@cache
def date_words(lang: str) -> DateWords:
    """The date words of a language, read once."""
    data = lexicon.read(lang, "temporal")

    def index(entries: Iterable[tuple[str, T]]) -> Sequences[T]:
        return Sequences(lang, entries)

    def plain(name: str) -> Sequences[None]:
        return index([(form, None) for entry in data[name] for form in entry.forms])

    months = index([(f, m.number) for m in data["month"] for f in m.forms])
    weekdays = index([(f, w.number) for w in data["weekday"] for f in w.forms])
    deictics = index([(f, d) for d in data["deictic"] for f in d.forms])
    units = index([(f, u.id) for u in data["unit"] for f in u.forms])
    holidays = index([(f, (h.month, h.day)) for h in data["holiday"] for f in h.forms])
    epochs = index([(f, e.date) for e in data["epoch"] for f in e.forms])
    tally, year_marks, within, dayparts = plain("tally"), plain("year_mark"), plain("within"), plain("daypart")
    beginnings = (months, weekdays, deictics, units, holidays, epochs, tally, year_marks)
    return DateWords(
        months=months,
        names=frozenset(f for entry in (*data["month"], *data["weekday"]) for f in entry.forms),
        leading=frozenset(f for m in data["month"] for f in m.leading),
        weak=frozenset(f for entry in (*data["month"], *data["weekday"]) for f in entry.weak),
        alone=frozenset(f for m in data["month"] for f in m.alone),
        weekdays=weekdays,
        not_after={f: frozenset(w.not_after) for w in data["weekday"] for f in w.forms if w.not_after},
        ordinals=index([(f, o.value) for o in data["ordinal"] for f in (*o.forms, *o.lemmas)]),
        ordinal_marks=frozenset(f for o in data["ordinal_mark"] for f in o.forms),
        year_marks=year_marks,
        units=units,
        single=frozenset(f for u in data["unit"] for f in u.single),
        deictics=deictics,
        shift_before=index([(f, s) for s in data["shift"] for f in s.before]),
        shift_after=index([(f, s) for s in data["shift"] for f in s.after]),
        step_before=index([(f, s) for s in data["step"] for f in s.before]),
        step_after=index([(f, s) for s in data["step"] for f in s.after]),
        parts=index([(f, p.id) for p in data["part"] for f in p.forms]),
        day_link=plain("day_link"),
        within=within,
        since=plain("since"),
        opening=index([(r.opening, r.opening) for r in data["range"] if r.opening]),
        joining=index([(r.joining, r.joining) for r in data["range"]]),
        ranges=frozenset((r.opening, r.joining) for r in data["range"]),
        holidays=holidays,
        epochs=epochs,
        onset=plain("onset"),
        future=plain("future"),
        dayparts=dayparts,
        night=plain("night"),
        tally=tally,
        detached_before=index([(f, None) for d in data["detached"] for f in d.before]),
        detached_after=index([(f, None) for d in data["detached"] for f in d.after]),
        triggers=frozenset[str]().union(*(w.first_words for w in beginnings)),
        links=within.first_words | dayparts.first_words,
    )
