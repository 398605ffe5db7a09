"""Comparing two things: a weighted list of small predicates, each of which says in words what it found.

A predicate looks at a pair and gives a Finding or None. Weights add up; a veto forbids the pair whatever else speaks
for it. The score is the sum cut to 0…1. What it means (same, different, unsure) is a judgement, kept apart from it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Judgement(StrEnum):
    """What a comparison comes to."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one predicate found: how far it speaks for one identity (negative: against), and what it saw, in words."""

    weight: float
    text: str
    veto: bool = False


def veto(text: str) -> Finding:
    """A finding that forbids the pair."""
    return Finding(-1.0, text, veto=True)


Predicate = Callable[[T, T], Finding | None]


WEIGHTY = -0.2
"""A finding of this weight or less is evidence against the pair, not a mere lack of evidence for it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings about one pair, and the score from which it counts as the same."""

    findings: tuple[Finding, ...]
    threshold: float

    @property
    def forbidden(self) -> bool:
        return any(f.veto for f in self.findings)

    @property
    def contested(self) -> bool:
        """Whether something weighty speaks against the pair."""
        return any(f.weight <= WEIGHTY for f in self.findings)

    @property
    def score(self) -> float:
        """0…1, rounded to 3 decimals; 0 where the pair is forbidden."""
        return 0.0 if self.forbidden else round(min(1.0, max(0.0, sum(f.weight for f in self.findings))), 3)

    @property
    def judgement(self) -> Judgement:
        if self.forbidden:
            return Judgement.DIFFERENT
        return Judgement.SAME if self.score >= self.threshold else Judgement.UNSURE

    @property
    def reasons(self) -> tuple[str, ...]:
        """One line a finding, strongest first, each with its weight."""
        ordered = sorted(self.findings, key=lambda f: (not f.veto, -abs(f.weight), f.text))
        return tuple(f"{f.text} (forbids)" if f.veto else f"{f.text} ({f.weight:+.2f})" for f in ordered)


def compare(a: T, b: T, predicates: Sequence[Predicate[T]], threshold: float, whole: bool = True) -> Comparison:
    """The findings of every predicate on the pair; unless the `whole` is wanted, a veto ends it."""
    found = []
    for predicate in predicates:
        finding = predicate(a, b)
        if finding is not None:
            found.append(finding)
            if finding.veto and not whole:
                break
    return Comparison(tuple(found), threshold)
