"""`units.toml`: words of units' names."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Forms


@dataclass(frozen=True, slots=True)
class Echelon:
    """Words for the size of a unit. `id` is a concept; `short` counts only beside a number or an arm.

    numbered  a capitalised name beside the word makes no unit of it: only a number or a name in quotes does
    title     the word as a unit's name has it, where that is not its lemma (with an article at its end)
    """

    id: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    numbered: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Arm:
    """Words for the branch of a unit (mechanized, air assault, motor rifle). `id` is a concept."""

    id: str
    forms: tuple[str, ...]
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formation:
    """Acronyms that say arm and size at once."""

    echelon: str
    arm: str
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number word."""

    value: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detachment:
    """Nouns that make a unit of a name without saying its size. `known`: of a known name only, not of any in quotes."""

    forms: tuple[str, ...]
    known: bool = False


@dataclass(frozen=True, slots=True)
class UnitShape:
    """How a language builds a unit's name. `name_before`: any capitalised name can stand before the size word."""

    name_before: bool


@dataclass(frozen=True, slots=True)
class OrdinalEnding:
    """What follows the figures of an ordinal in the nominative, by gender of the noun and the last figures."""

    gender: str
    last: tuple[str, ...]
    ending: str


@dataclass(frozen=True, slots=True)
class UnitName:
    """Names that units bear. `alone`: they mean the unit without any size word beside them."""

    forms: tuple[str, ...]
    side: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Demonym:
    """Country adjectives (`forms`) and country names (`country`) of one side."""

    id: str
    forms: tuple[str, ...]
    country: tuple[str, ...] = ()


SCHEMA: dict[str, type] = {
    "echelon": Echelon,
    "arm": Arm,
    "formation": Formation,
    "modifier": Forms,
    "ordinal": Ordinal,
    "ordinal_ending": OrdinalEnding,
    "mark": Forms,
    "post_number": Forms,
    "namesake": Forms,
    "detachment": Detachment,
    "name": UnitName,
    "link": Forms,
    "joiner": Forms,
    "shape": UnitShape,
    "side": Demonym,
}
"""Array name → entry type."""
