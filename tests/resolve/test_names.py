"""Folded names: words, full names, what their bearers are called by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.names import (
    EXACT,
    INITIAL,
    LOOSE,
    NO,
    callable_by,
    full_names_agree,
    is_personal,
    skeleton,
    words,
    words_agree,
)

WORDS = [
    ("Volodymyr", "Vladimir", LOOSE),
    ("Володимир", "Владимир", LOOSE),
    ("Олександр", "Александр", LOOSE),
    ("Oleksandr", "Alexander", LOOSE),
    ("Serhiy", "Sergei", LOOSE),
    ("Дмитро", "Dmitry", LOOSE),
    ("Андрій", "Andrei", LOOSE),
    ("Kyrylo", "Kirill", LOOSE),
    ("Лубінець", "Lubinets", EXACT),
    ("Лубінець", "Lubineț", EXACT),
    ("Зеленський", "Zelenskyy", EXACT),
    ("O", "Oleksandr", INITIAL),
    ("P", "Oleksandr", NO),
    ("Petro", "Pavlo", NO),
    ("Oleksandr", "Oleksandra", NO),
    ("Ivan", "Oleh", NO),
]

FULL = [
    ("Dmytro Lubinets", "Лубінець Дмитро", EXACT),
    ("Kim Jong Un", "Kim Jong Un", EXACT),
    ("Petro Koval", "Коваль Петро Іванович", EXACT),
    ("Alexander Syrsky", "Олександр Сирський", LOOSE),
    ("S. Ivanov", "Сергій Іванов", INITIAL),
    ("S. Ivanov", "Pavel Ivanov", NO),
    ("Sergei Ivanov", "Pavel Ivanov", NO),
    ("Sergei Ivanov", "Sergei Petrov", NO),
    ("Petro Ivanovych Koval", "Petro Semenovych Koval", NO),
    ("S. I.", "S. I. Ivanov", NO),
]

names = st.lists(st.text("abdeiklmnoprstuv", min_size=1, max_size=8), min_size=2, max_size=4).map(tuple)


@pytest.mark.parametrize(("a", "b", "expected"), WORDS)
def test_words_agree(a, b, expected):
    (x,), (y,) = words(a), words(b)
    assert words_agree(x, y) == words_agree(y, x) == expected


@pytest.mark.parametrize(("a", "b", "expected"), FULL)
def test_full_names_agree(a, b, expected):
    assert full_names_agree(words(a), words(b)) == full_names_agree(words(b), words(a)) == expected


def test_all_cases_were_collected():
    assert (len(WORDS), len(FULL)) == (16, 10)


@given(names, names)
def test_agreement_has_no_direction(a, b):
    assert full_names_agree(a, b) == full_names_agree(b, a)


@given(names, st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_matter(a, random):
    shuffled = random.sample(a, len(a))
    if any(len(word) > 2 for word in a):
        assert full_names_agree(a, tuple(shuffled)) == EXACT


@given(st.text())
def test_a_skeleton_is_a_subsequence(text):
    rest = iter(text)
    assert all(c in rest for c in skeleton(text))


def test_what_a_person_is_called_by():
    assert callable_by(("kim", "čen", "un"), frozenset({"kim"})) == {"kim"}
    assert callable_by(("oleh", "nikolenko"), frozenset()) == {"nikolenko"}


@pytest.mark.parametrize(("text", "expected"), [("Nikolenko", True), ("@Nikolenko", False), ("D-9", False)])
def test_what_can_be_a_personal_name(text, expected):
    assert is_personal(text) is expected
