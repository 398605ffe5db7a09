"""Counted numbers in four languages, against a table, and as properties."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import quantities, temporal
from kg.extract.nlp import tokenise
from kg.extract.numerals import numerals
from kg.extract.quantities import Quantity
from kg.settings import LANGUAGES

GROUPS = tomllib.loads((Path(__file__).parent.parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]
CASES = [(g["lang"], tuple(g.get("totals", ())), text, wanted) for g in GROUPS for text, wanted in g["cases"]]
SEPARATORS = {"en": ",", "ro": ".", "uk": " ", "ru": " "}


def _shown(q: Quantity) -> str:
    extra = [q.kind] if q.kind else ["part"] if q.part else []
    return " ".join([q.qualifier, str(q.value), q.of or "-", q.side or "-", *extra])


def _found(lang: str, text: str, totals: tuple[int, ...] = ()) -> list[Quantity]:
    sentence = tokenise(lang, text)
    return quantities.find(
        sentence, temporal.find(sentence, "2024-08-17"), [Quantity(0, 0, "", 0, 0, n) for n in totals]
    )


def test_number_of_cases() -> None:
    assert len(CASES) == 115


@pytest.mark.parametrize(("lang", "totals", "text", "wanted"), CASES, ids=[c[2] for c in CASES])
def test_quantities(lang: str, totals: tuple[int, ...], text: str, wanted: str) -> None:
    assert ", ".join(map(_shown, _found(lang, text, totals))) == wanted


@pytest.mark.parametrize(("lang", "totals", "text", "wanted"), CASES, ids=[c[2] for c in CASES])
def test_spans_lie_inside_the_sentence(lang: str, totals: tuple[int, ...], text: str, wanted: str) -> None:
    sentence = tokenise(lang, text, 100)
    for q in quantities.find(sentence):
        assert text[q.start - 100 : q.end - 100].split() == q.text.split()
        assert 0 <= q.first < q.last <= len(sentence.tokens)
        if q.noun:
            assert 0 <= q.noun[0] < q.noun[1] <= len(sentence.tokens)


def test_both_numbers_of_a_pair_know_each_other() -> None:
    left, right = _found("ru", "Обменяли 31 раненого украинца на 15 раненых россиян.")
    assert (left.value, left.other, left.side) == (31, 15, "UA")
    assert (right.value, right.other, right.side) == (15, 31, "RU")


def test_a_date_counts_nothing() -> None:
    assert [q.value for q in _found("en", "On 24 August 115 soldiers came home.")] == [115]


@settings(max_examples=100, deadline=None)
@given(value=st.integers(1000, 999_999_999), lang=st.sampled_from(LANGUAGES))
def test_figures_with_separators_come_back(value: int, lang: str) -> None:
    text = f"{value:,}".replace(",", SEPARATORS[lang])
    assert [n.value for n in numerals(tokenise(lang, text))] == [value]


UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def _in_words(value: int) -> str:
    """An English number below a million."""
    if value >= 1000:
        rest = value % 1000
        return f"{_in_words(value // 1000)} thousand" + (f" {_in_words(rest)}" if rest else "")
    if value >= 100:
        rest = value % 100
        return f"{_in_words(value // 100)} hundred" + (f" and {_in_words(rest)}" if rest else "")
    if value < 20:
        return UNITS.split()[value - 1]
    unit = value % 10
    return TENS.split()[value // 10 - 2] + (f"-{_in_words(unit)}" if unit else "")


@settings(max_examples=100, deadline=None)
@given(value=st.integers(1, 999_999))
def test_numbers_in_words_come_back(value: int) -> None:
    assert [n.value for n in numerals(tokenise("en", _in_words(value)))] == [value]


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), lang=st.sampled_from(LANGUAGES))
def test_any_text_is_read(text: str, lang: str) -> None:
    for q in quantities.find(tokenise(lang, text)):
        assert q.value > 0
        assert q.start < q.end
