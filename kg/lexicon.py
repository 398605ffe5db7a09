"""The words of one language, as data: strict reading of `data/lexicons/<lang>/*.toml`.

Grammar is code, words are data. A file is a set of arrays of tables; each array (`[[echelon]]`) has its dataclass
below, and a key that the dataclass does not have, a key that it lacks, or a value of another type is an error that names
the file and the entry. Words are lemmas unless a field says otherwise; matching is on casefolded text.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from kg.settings import DATA


class LexiconError(ValueError):
    """A lexicon file that does not say what its schema asks for."""


@dataclass(frozen=True, slots=True)
class Echelon:
    """Words for the size of a unit. `id` is a concept; `short` counts only beside a number or an arm.

    numbered  a capitalised name beside the word makes no unit of it: only a number or a name in quotes does
    title     the word as a unit's name has it, where that is not its lemma (with the article that a language puts at its end)
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
class Forms:
    """Words or phrases of one purpose, which the name of their array says."""

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
    """What follows the figures of an ordinal in the nominative, by gender of its noun and last figures of the number."""

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


@dataclass(frozen=True, slots=True)
class PostWords:
    """Nouns for one office. `scope`: what it is of where the text names no body: country, place, "" where open."""

    id: str
    forms: tuple[str, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class LeadVerb:
    """Verb forms that say that somebody holds a post of what follows."""

    post: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """How words of one kind end."""

    endings: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Body:
    """Names of a body that every state has. `lower`: when they count without a capital (never, country, always).

    sides  ISO code → forms that only this state's body bears
    """

    id: str
    forms: tuple[str, ...]
    lower: str = "never"
    sides: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)

    def side(self, form: str) -> str:
        """The state to which a form belongs, or ""."""
        return next((side for side, forms in self.sides.items() if form in forms), "")


@dataclass(frozen=True, slots=True)
class NamedOrganization:
    """Names of organizations, `short` their acronyms. `one`: all are names of one, known by the first."""

    forms: tuple[str, ...]
    short: tuple[str, ...] = ()
    side: str = ""
    one: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationHead:
    """Nouns of organizations' names. `before`: they open the name, else they end it."""

    forms: tuple[str, ...]
    before: bool = False


@dataclass(frozen=True, slots=True)
class Medium:
    """Nouns after which a name is an organization's. `quoted`: only a name in quotation marks."""

    forms: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """Whether a country adjective may stand inside a body's name, after its first word."""

    adjective: bool


@dataclass(frozen=True, slots=True)
class Handle:
    """Handles of one organization in social media."""

    name: str
    forms: tuple[str, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Generic:
    """Common nouns for equipment; `noun` is what they count under."""

    noun: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EquipmentType:
    """Names of one type of equipment. `quoted`: an ambiguous word, which needs quotation marks or its kind beside it."""

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


@dataclass(frozen=True, slots=True)
class Frame:
    """How one family of trigger words tells an event; the head of `frames.toml` explains every field."""

    id: str
    event: str
    roles: dict[str, tuple[str, ...]]
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    without: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    counts: dict[str, str] = dataclasses.field(default_factory=dict)
    bare: str = ""


@dataclass(frozen=True, slots=True)
class Say:
    """Words by which somebody says something; `id` is the stance: neutral, claim, deny, confirm, announce, plan."""

    id: str
    verbs: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that colour a statement or tie it to somebody: sequences of words, each a lemma or a form as it stands."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one meaning among several of their array; the head of the file says which ids there are."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideWords:
    """Words that show a side: adjectives, nouns for its people and forces, names that stand for its government."""

    id: str
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NounClass:
    """Common nouns of one class, which a frame may ask for in `needs`."""

    id: str
    nouns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a text of a language looks like: its letters, frequent words and endings. `id` is its ISO 639-1 code."""

    id: str
    letters: str
    words: tuple[str, ...]
    endings: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Number:
    """Words for a whole number: `forms` as they stand, `lemmas` in any inflection."""

    value: int
    forms: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Words for a hundred, a thousand, a million; `bare` forms mean one of it alone, or only after one of `articles`."""

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
class Around:
    """Sequences of words that stand before a number, or after it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month: `forms` as they stand; `weak` and `alone` ones are other words too; `leading` ones stand before days."""

    number: int
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday is 1; `forms` as they stand, some of them other words too (`weak`, `not_after`)."""

    number: int
    forms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateUnit:
    """Words for a length of time; `id` is day, week, month or year; `single` are its singular forms as they stand."""

    id: str
    forms: tuple[str, ...]
    single: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deictic:
    """Words for a day so many days from the publication, or from the last date told; `id` is the kind of date."""

    id: str
    days: int
    forms: tuple[str, ...]
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """Words that move a length of time into a date: "three days earlier"; they stand around number and unit."""

    sign: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Words that pick a day, week, month or year near the publication, or the last date told: last, this, next."""

    offset: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(frozen=True, slots=True)
class DateRange:
    """Words that join two dates into a range: `opening` before the first ("": none is needed), `joining` between."""

    opening: str
    joining: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """Words for a fixed day of the year."""

    month: int
    day: int
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Epoch:
    """Words for a beginning that everybody dates by; `date` is ISO."""

    date: str
    forms: tuple[str, ...]


SCHEMAS: dict[str, dict[str, type]] = {
    "general": {"profile": Profile, "abbreviation": Abbreviation, "month": StampMonth},
    "units": {
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
    },
    "ranks": {
        "rank": Forms,
        "honorific": Forms,
        "post": PostWords,
        "adjunct": Forms,
        "lead_verb": LeadVerb,
        "relative": Forms,
        "body_link": Forms,
        "article": Forms,
        "body_noun": Forms,
        "calling": Forms,
        "given": Forms,
        "surname": Endings,
        "patronymic": Endings,
        "particle": Forms,
        "public": Forms,
        "call_sign": Forms,
        "not_person": Forms,
    },
    "places": {
        "type": PlaceType,
        "cue": Forms,
        "joiner": Forms,
        "never": Forms,
        "clipped": Forms,
        "ending": PlaceEnding,
        "adjective": PlaceEnding,
        "shape": PlaceShape,
    },
    "organizations": {
        "inside": Inside,
        "body": Body,
        "organization": NamedOrganization,
        "head": OrganizationHead,
        "medium": Medium,
        "glue": Forms,
        "of": Forms,
        "handle": Handle,
    },
    "equipment": {
        "generic": Generic,
        "type": EquipmentType,
        "family": Family,
        "kind": Forms,
        "ship": Forms,
        "vessel": Forms,
        "following": Forms,
        "article": Forms,
    },
    "frames": {"frame": Frame},
    "cues": {
        "say": Say,
        "source": Cue,
        "hedge": Cue,
        "negation": Cue,
        "plan": Cue,
        "condition": Cue,
        "mediate": Cue,
        "locative": Cue,
        "owning": Cue,
        "whereabouts": Cue,
        "untrue": Cue,
        "generic": Cue,
        "side": SideWords,
        "deixis": Words,
        "person_noun": NounClass,
        "thing_noun": NounClass,
    },
    "quantities": {
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
    },
    "temporal": {
        "month": Month,
        "weekday": Weekday,
        "ordinal": Number,
        "ordinal_mark": Forms,
        "year_mark": Forms,
        "unit": DateUnit,
        "deictic": Deictic,
        "shift": Shift,
        "step": Step,
        "part": Words,
        "day_link": Forms,
        "within": Forms,
        "since": Forms,
        "range": DateRange,
        "holiday": Holiday,
        "epoch": Epoch,
        "onset": Forms,
        "future": Forms,
        "daypart": Forms,
        "night": Forms,
        "tally": Forms,
        "detached": Around,
    },
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
