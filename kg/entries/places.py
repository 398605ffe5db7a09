"""`places.toml`: words around names of places, and how these inflect."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Forms


@dataclass(frozen=True, slots=True)
class PlaceType:
    """Words for a kind of place and where they stand: before its name (by `links` between), after it, or both.

    `id` is a kind of the gazetteer, or `direction`. `inside`: the word belongs to the name ("Kursk region").
    """

    id: str
    forms: tuple[str, ...]
    before: bool = False
    after: bool = False
    inside: bool = False
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceEnding:
    """How an inflected place name ends, and how its dictionary form may end instead."""

    forms: tuple[str, ...]
    base: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceShape:
    """How a language builds place names. `head_last`: the last word of a name of several is its head."""

    head_last: bool


SCHEMA: dict[str, type] = {
    "type": PlaceType,
    "cue": Forms,
    "joiner": Forms,
    "never": Forms,
    "clipped": Forms,
    "ending": PlaceEnding,
    "adjective": PlaceEnding,
    "shape": PlaceShape,
}
"""Array name → entry type."""
