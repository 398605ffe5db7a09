from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.publish.chronology import Axis

TICKS = [
    (("2024-08-14", "2024-08-16"), ["2024-08-14", "2024-08-15", "2024-08-16"]),
    (
        ("2024-08-14", "2024-08-24"),
        ["2024-08-14", "2024-08-16", "2024-08-18", "2024-08-20", "2024-08-22", "2024-08-24"],
    ),
    (("2024-01-03", "2024-05-20"), ["2024-02", "2024-03", "2024-04", "2024-05"]),
    (("2022-02-24", "2025-05-25"), ["2023", "2024", "2025"]),
    (("2014-03-01", "2025-05-25"), ["2016", "2018", "2020", "2022", "2024"]),
]


@pytest.mark.parametrize(("days", "ticks"), TICKS)
def test_ticks(days: tuple[str, str], ticks: list[str]) -> None:
    axis = Axis.over(days)
    assert axis is not None
    assert [tick.date for tick in axis.ticks()] == ticks


@pytest.mark.parametrize("days", [(), ("",), ("2024-08-14", "", "2024-08-14")])
def test_one_day_makes_no_axis(days: tuple[str, ...]) -> None:
    assert Axis.over(days) is None


@given(st.lists(st.dates(), min_size=2, unique=True))
def test_days_stand_in_their_order(days: list[object]) -> None:
    axis = Axis.over(map(str, days))
    assert axis is not None
    places = [axis.at(day) for day in sorted(map(str, days))]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100
    assert all(0 < tick.at < 100 for tick in axis.ticks())
    assert len(axis.ticks()) <= 8 or (axis.last - axis.first).days > 8 * 1830
