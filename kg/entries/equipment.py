"""`equipment.toml`: names of equipment."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Forms


@dataclass(frozen=True, slots=True)
class Generic:
    """Common nouns for equipment; `noun` is what they count under."""

    noun: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EquipmentType:
    """Names of one type of equipment. `quoted`: ambiguous, it needs quotation marks or its kind beside it."""

    name: str
    forms: tuple[str, ...]
    noun: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Designations of a letter code and a number between `low` and `high`."""

    codes: tuple[str, ...]
    low: int
    high: int
    noun: str


SCHEMA: dict[str, type] = {
    "generic": Generic,
    "type": EquipmentType,
    "family": Family,
    "kind": Forms,
    "ship": Forms,
    "vessel": Forms,
    "following": Forms,
    "article": Forms,
}
"""Array name → entry type."""
