from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.train.learning import LEARNING_RATE, WARM_UP, batches, rate, size, steps_of


def test_the_learning_rate_rises_and_falls() -> None:
    rates = [rate(done, 1000) for done in range(1001)]
    assert rates[0] == rates[-1] == 0
    assert max(rates) == rates[WARM_UP] == LEARNING_RATE
    assert rates[: WARM_UP + 1] == sorted(rates[: WARM_UP + 1])
    assert rates[WARM_UP:] == sorted(rates[WARM_UP:], reverse=True)


@given(st.lists(st.integers(1, 200), max_size=50), st.integers(0, 5000))
def test_batches_hold_every_item_once_and_in_order(items: list[int], done: int) -> None:
    made = list(batches(items, lambda item: item, done))
    assert [item for batch in made for item in batch] == items
    for number, batch in enumerate(made):
        assert sum(batch[:-1]) < size(done + number)


@given(st.integers(0, 200_000))
def test_steps_are_enough(words: int) -> None:
    steps = steps_of(words)
    assert sum(size(n) for n in range(steps)) >= words
    assert sum(size(n) for n in range(steps - 1)) < words or words == 0
