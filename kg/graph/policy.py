"""What the consolidated graph shows where documents differ, and when they differ.

The policy is one for all values: the value that the most publishers give, then the one that was published first, then
the smallest by its own order. Values differ where they can't both be true; they are contested where two voices give
them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.model import Count, DateRange, Modality

APPROXIMATE = 0.1
"""How far a number that is stated as approximate may lie from the true one, as a part of it."""

NEVER = "9999"
"""Sorts after every date of publication: an undated document is the last."""


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """Who gives a value: a claimant (or "", the document's own voice) in a document of a publisher."""

    document: str
    publisher: str
    published: str
    claimant: str = ""
    modality: Modality = "asserted"


Value = TypeVar("Value")
Voices = Mapping[Value, set[Voice]]


def _affirming(voices: set[Voice]) -> set[Voice]:
    return {voice for voice in voices if voice.modality != "denied"}


def preferred(values: Voices[Value], order: Callable[[Value], str]) -> Value:
    """The value that is shown. `order` breaks ties; denials do not speak for the value that they deny."""

    def rank(value: Value) -> tuple[int, str, str]:
        voices = _affirming(values[value])
        first = min((voice.published or NEVER for voice in voices), default=NEVER)
        return -len({voice.publisher or voice.document for voice in voices}), first, order(value)

    return min(values, key=rank)


def contested(values: Voices[Value], agree: Callable[[Value, Value], bool]) -> bool:
    """Whether two voices give values that can't both be true."""
    return any(
        (a.document, a.claimant) != (b.document, b.claimant)
        for one, other in itertools.combinations(values, 2)
        if not agree(one, other)
        for a in _affirming(values[one])
        for b in _affirming(values[other])
    )


def dates_agree(one: DateRange, other: DateRange) -> bool:
    """Whether two dates can be the same day."""
    return one.earliest <= other.latest and other.earliest <= one.latest


def _bounds(count: Count) -> tuple[float, float]:
    match count.qualifier:
        case "at_least":
            return count.value, float("inf")
        case "at_most":
            return 0, count.value
        case "approx":
            return count.value * (1 - APPROXIMATE), count.value * (1 + APPROXIMATE)
    return count.value, count.value


def counts_agree(one: Count, other: Count) -> bool:
    """Whether two figures for the same thing can both be true."""
    (low, high), (other_low, other_high) = _bounds(one), _bounds(other)
    return low <= other_high and other_low <= high


def equal(one: object, other: object) -> bool:
    """Values that agree only where they are the same."""
    return one == other
