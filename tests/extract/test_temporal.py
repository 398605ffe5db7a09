"""Dates in four languages, against a table, and as properties."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import lexicon
from kg.extract import temporal
from kg.extract.nlp import tokenise
from kg.extract.temporal import Time
from kg.settings import LANGUAGES

GROUPS = tomllib.loads((Path(__file__).parent.parent / "cases" / "temporal.toml").read_text(encoding="utf-8"))["case"]
CASES = [
    (group["lang"], group["published"], group.get("anchor", ""), text, wanted)
    for group in GROUPS
    for text, wanted in group["cases"]
]
DATE_WORDS = (
    "on from to the last 31 29 February May 2024 Friday - week three days earlier ago first since next and , overnight "
    "9999 year of that"
)
DAYS = st.dates(date(2014, 3, 1), date(2030, 12, 31))


def _anchor(day: str) -> Time | None:
    return Time(0, 0, "", 0, 0, day, day, day, "day") if day else None


def test_number_of_cases() -> None:
    assert len(CASES) == 133


@pytest.mark.parametrize(("lang", "published", "anchor", "text", "wanted"), CASES, ids=[c[3] for c in CASES])
def test_dates(lang: str, published: str, anchor: str, text: str, wanted: str) -> None:
    found = temporal.find(tokenise(lang, text), published, _anchor(anchor))
    assert ", ".join(f"{t.value} {t.kind}" for t in found) == wanted


@pytest.mark.parametrize(("lang", "published", "anchor", "text", "wanted"), CASES, ids=[c[3] for c in CASES])
def test_offsets_are_those_of_the_text(lang: str, published: str, anchor: str, text: str, wanted: str) -> None:
    sentence = tokenise(lang, text, 100)
    for time in temporal.find(sentence, published, _anchor(anchor)):
        assert text[time.start - 100 : time.end - 100] == time.text
        assert sentence.tokens[time.first].start == time.start
        assert sentence.tokens[time.last - 1].end == time.end
        assert time.earliest <= time.latest


def test_an_anchor_follows_through_a_text() -> None:
    texts = ["It was taken on September 15.", "Nobody spoke.", "A day earlier it had rained.", "It rained since 2014."]
    found = temporal.follow([tokenise("en", t) for t in texts], "2023-09-18")
    assert [[t.value for t in times] for times in found] == [["2023-09-15"], [], ["2023-09-14"], ["2014"]]


def _genitive(lang: str, month: int) -> str:
    """The form of a month that stands beside a day."""
    entry = next(m for m in lexicon.read(lang, "temporal")["month"] if m.number == month)
    return str(
        entry.forms[1] if lang in ("uk", "ru") else entry.forms[0].capitalize() if lang == "en" else entry.forms[0]
    )


@settings(max_examples=60, deadline=None)
@given(day=DAYS, lang=st.sampled_from(LANGUAGES))
def test_a_written_day_comes_back(day: date, lang: str) -> None:
    text = f"{day.day} {_genitive(lang, day.month)} {day.year}"
    (time,) = temporal.find(tokenise(lang, text), "2031-01-01")
    assert (time.value, time.earliest, time.latest) == (day.isoformat(), day.isoformat(), day.isoformat())


@settings(max_examples=60, deadline=None)
@given(day=DAYS, published=DAYS, lang=st.sampled_from(LANGUAGES))
def test_a_day_without_a_year_is_never_after_the_publication(day: date, published: date, lang: str) -> None:
    (time,) = temporal.find(tokenise(lang, f"{day.day} {_genitive(lang, day.month)}"), published.isoformat())
    told = date.fromisoformat(time.value)
    assert (told.day, told.month) == (day.day, day.month)
    assert told <= published
    if (day.day, day.month) != (29, 2):
        assert published - told <= timedelta(days=366)


@settings(max_examples=60, deadline=None)
@given(published=DAYS, number=st.integers(1, 7), lang=st.sampled_from(LANGUAGES))
def test_a_weekday_is_the_last_such_day(published: date, number: int, lang: str) -> None:
    entry = next(w for w in lexicon.read(lang, "temporal")["weekday"] if w.number == number)
    form = next(f for f in entry.forms if f not in entry.weak)
    (time,) = temporal.find(tokenise(lang, f"X {form}"), published.isoformat())
    told = date.fromisoformat(time.value)
    assert told.isoweekday() == number
    assert timedelta(0) <= published - told <= timedelta(days=6)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), lang=st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, lang: str) -> None:
    for time in temporal.find(tokenise(lang, text), "2024-08-17"):
        assert date.fromisoformat(time.earliest) <= date.fromisoformat(time.latest)


@settings(max_examples=100, deadline=None)
@given(
    words=st.lists(st.sampled_from(DATE_WORDS.split()), max_size=9),
)
def test_any_run_of_date_words_is_read(words: list[str]) -> None:
    for time in temporal.find(tokenise("en", " ".join(words)), "2024-08-17", _anchor("2024-08-01")):
        assert time.earliest <= time.latest
