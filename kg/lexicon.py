"""The words of one language, as data: strict reading of `data/lexicons/<lang>/*.toml`.

Grammar is code, words are data. A file is a set of arrays of tables; each array (`[[echelon]]`) has its dataclass
in the module of `kg.entries` that is called like the file. A key that the dataclass does not have, a key that it lacks,
or a value of another type is an error that names the file and the entry. Words are lemmas unless a field says
otherwise; matching is on casefolded text.
"""

from __future__ import annotations

import tomllib
import types
import typing
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.entries import cues, equipment, frames, general, organizations, places, quantities, ranks, temporal, units
from kg.entries.equipment import Family
from kg.entries.frames import Frame
from kg.entries.general import Profile
from kg.entries.organizations import Handle
from kg.entries.places import PlaceType
from kg.entries.quantities import Scale
from kg.entries.temporal import Deictic, Shift, Step
from kg.settings import DATA

__all__ = [
    "SCHEMAS",
    "Deictic",
    "Family",
    "Frame",
    "Handle",
    "LexiconError",
    "PlaceType",
    "Profile",
    "Scale",
    "Shift",
    "Step",
    "read",
    "read_file",
]


class LexiconError(ValueError):
    """A lexicon file that does not say what its schema asks for."""


SCHEMAS: dict[str, dict[str, type]] = {
    "general": general.SCHEMA,
    "units": units.SCHEMA,
    "ranks": ranks.SCHEMA,
    "places": places.SCHEMA,
    "organizations": organizations.SCHEMA,
    "equipment": equipment.SCHEMA,
    "frames": frames.SCHEMA,
    "cues": cues.SCHEMA,
    "quantities": quantities.SCHEMA,
    "temporal": temporal.SCHEMA,
}
"""File stem → array name → entry type. The schema test reads every file of every language against it."""


def _check(value: Any, wanted: Any, where: str) -> Any:
    """`value` as the annotated type `wanted`; lists become tuples, tables become dictionaries."""
    origin = typing.get_origin(wanted)
    if origin is tuple:
        inner = typing.get_args(wanted)[0]
        if not isinstance(value, list):
            raise LexiconError(f"{where}: a list is wanted, not {value!r}")
        return tuple(_check(v, inner, where) for v in value)
    if origin is dict:
        inner = typing.get_args(wanted)[1]
        if not isinstance(value, dict):
            raise LexiconError(f"{where}: a table is wanted, not {value!r}")
        return {str(k): _check(v, inner, f"{where}.{k}") for k, v in value.items()}
    if origin in (typing.Union, types.UnionType):
        options = [o for o in typing.get_args(wanted) if o is not type(None)]
        return _check(value, options[0], where)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise LexiconError(f"{where}: {wanted.__name__} is wanted, not {value!r}")
    return value


def _entry(kind: type, row: dict[str, Any], where: str) -> Any:
    known = {f.name: f for f in fields(kind)}
    hints = typing.get_type_hints(kind)
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise LexiconError(f"{where}: unknown key {', '.join(unknown)}; known are {', '.join(known)}")
    for name, field in known.items():
        if name not in row and field.default is MISSING and field.default_factory is MISSING:
            raise LexiconError(f"{where}: {name} is missing")
    return kind(**{name: _check(value, hints[name], f"{where}.{name}") for name, value in row.items()})


def read_file(path: Path) -> dict[str, tuple[Any, ...]]:
    """Array name → its entries, every array of the schema present (empty where the file has none).

    Raises LexiconError where the file is not TOML or does not fit its schema.
    """
    arrays = SCHEMAS.get(path.stem)
    if arrays is None:
        raise LexiconError(f"{path}: no schema for a file of this name; known are {', '.join(sorted(SCHEMAS))}")
    try:
        with path.open("rb") as f:
            raw = tomllib.load(f)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from error
    unknown = sorted(set(raw) - set(arrays))
    if unknown:
        raise LexiconError(f"{path}: unknown table {', '.join(unknown)}; known are {', '.join(arrays)}")
    return {
        name: tuple(_entry(kind, row, f"{path} [[{name}]] {n + 1}") for n, row in enumerate(raw.get(name, [])))
        for name, kind in arrays.items()
    }


@cache
def read(lang: str, stem: str) -> dict[str, tuple[Any, ...]]:
    """The entries of one file of a language, read once: `read("en", "units")["echelon"]`."""
    return read_file(DATA / "lexicons" / lang / f"{stem}.toml")
