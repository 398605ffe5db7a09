"""What figures say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.happenings import figure_weight


@pytest.mark.parametrize(
    ("value", "weight"), [(2, 0.12), (100, 0.12), (115, 0.35), (24, 0.25), (1500, 0.25), (1026, 0.35)]
)
def test_unusual_figures_say_more(value, weight):
    assert figure_weight(value) == weight


@given(st.integers(0, 10**6))
def test_a_round_figure_says_no_more(value):
    assert figure_weight(value * 10) == figure_weight(value)
