"""`general.toml`: what a text of a language looks like, its abbreviations, and the months of stamps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text of a language looks like: its letters, frequent words and endings. `id` is its ISO 639-1 code.
    `side` is the side of the war that its press speaks for, where it is one."""

    id: str
    letters: str
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()
    side: str = ""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Forms whose full stop does not end the sentence; `id` says when: name, number, inside, closing."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StampMonth:
    """A month as the stamp of a post writes it; `id` is 01 to 12."""

    id: str
    forms: tuple[str, ...]


SCHEMA: dict[str, type] = {
    "profile": Profile,
    "abbreviation": Abbreviation,
    "month": StampMonth,
}
"""Array name → entry type."""
