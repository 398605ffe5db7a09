"""Entries that several files of a language have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forms:
    """Words or phrases of one purpose, which the name of their array says."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one meaning among several of their array; the head of the file says which ids there are."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """Words for a whole number: `forms` as they stand, `lemmas` in any inflection."""

    value: int
    forms: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """Sequences of words that stand before a number, or after it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
