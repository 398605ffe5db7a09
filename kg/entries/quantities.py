"""`quantities.toml`: words of numbers and of what is counted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Around, Forms, Number


@dataclass(frozen=True, slots=True)
class Scale:
    """Words for a hundred, a thousand, a million; `bare` forms mean one of it alone, or after one of `articles`."""

    value: int
    forms: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fraction:
    """Words for a number of tenths, which a scale follows ("one and a half thousand" is 15 tenths of it)."""

    tenths: int
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Separators:
    """Marks inside figures: what groups thousands (a space is one too), what begins decimals."""

    thousands: tuple[str, ...]
    decimals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualifierWords:
    """Words that loosen a number; `id` is exact, approx, at_least or at_most; they stand before it or after it."""

    id: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Nouns that are counted; `id` is a concept, `kind` a class that a frame may ask for."""

    id: str
    nouns: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """Words that name a toll, which its number follows at some distance ("the death toll rose to 24")."""

    id: str
    forms: tuple[str, ...]


SCHEMA: dict[str, type] = {
    "number": Number,
    "scale": Scale,
    "fraction": Fraction,
    "joint": Forms,
    "separator": Separators,
    "qualifier": QualifierWords,
    "counted": Counted,
    "uncounted": Around,
    "stop": Forms,
    "filler": Forms,
    "part": Around,
    "pair": Forms,
    "each": Around,
    "same": Forms,
    "out_of": Forms,
    "article": Forms,
    "toll": Toll,
    "reaching": Forms,
    "listing": Forms,
}
"""Array name → entry type."""
