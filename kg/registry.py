"""Curated reference entities: units, organisations and people with public functions, each with its public source.

The package's entries lie in `data/registry/*.toml`. A user's own files (TOML of the same shape, or CSV) are loaded
beside them. Reading is strict: what does not fit is an error that names the file, the line, the entry and the remedy.

    [[unit]] id name source side number echelon arm honorific military_unit_number superior
    [[organization]] id name source side country kind superior
    [[person]] id name source side posts = [{title, of, since, until}]

Every table may also hold `ro`, `uk`, `ru` (the name in that language), `aliases`, and `wikidata` where it is certain.
A CSV file has a column `type` (unit, organization, person) and columns of these names; `aliases` are parted by ";",
and a person's one post stands in the columns `title`, `of`, `since`, `until`.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kg.settings import DATA
from kg.transliterate import name_key

FOLDER = DATA / "registry"

Type = Literal["Unit", "Organization", "Person"]
TABLES: dict[str, Type] = {"unit": "Unit", "organization": "Organization", "person": "Person"}
ECHELONS = frozenset(
    ("squad", "platoon", "company", "battalion", "regiment", "brigade", "division", "corps", "army", "group", "unit")
)
ARMS = frozenset((
    "mechanized", "motor_rifle", "tank", "air_assault", "airborne", "airmobile", "naval_infantry", "marine", "assault",
    "territorial_defence", "artillery", "missile", "reconnaissance", "special_purpose", "national_guard",
    "mountain_assault", "jaeger", "motorized", "rifle", "border_guard",
    "infantry", "engineer", "air_defence", "aviation", "logistics", "signal", "unmanned",
))  # fmt: skip
KINDS = frozenset((
    "government", "parliament", "ministry", "armed_forces", "service", "command", "agency", "media", "international",
    "ngo", "think_tank", "company", "militant", "party", "headquarters", "project", "church", "court",
))  # fmt: skip
ALIKE = (
    frozenset(("mechanized", "motor_rifle", "motorized", "rifle")),
    frozenset(("air_assault", "airborne", "airmobile")),
    frozenset(("naval_infantry", "marine")),
    frozenset(("mountain_assault", "infantry", "jaeger")),
    frozenset(("assault", "mechanized")),
)
"""Arms that reports call by each other's names: in another language, or since a brigade was renamed."""

_ID = re.compile(r"(unit|org|person)(-[a-z0-9]+)+")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_SIDE = re.compile(r"[A-Z]{2}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_POST_NUMBER = re.compile(r"[А-ЯA-Z]?\d{4,5}")
_HEADER = r"^[ \t]*\[\[[ \t]*{}[ \t]*\]\]"
_COUNTRY = re.compile(r"country-[A-Z]{2}")


class RegistryError(ValueError):
    """A registry file that does not say what its schema asks for."""


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a person held. `of` is a registry id or `country-XX`; the dates are inclusive, ISO."""

    title: str
    of: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference entity.

    names    by language; "en" is the canonical one
    aliases  further spellings, in any language
    side     ISO 3166 alpha-2 code of the state that it belongs to, "" where it belongs to none
    source   where the facts come from
    """

    id: str
    type: Type
    names: Mapping[str, str]
    source: str
    aliases: tuple[str, ...] = ()
    side: str = ""
    wikidata: str = ""
    number: int | None = None
    echelon: str = ""
    arm: str = ""
    honorific: str = ""
    military_unit_number: str = ""
    superior: str = ""
    kind: str = ""
    country: str = ""
    posts: tuple[Post, ...] = ()

    @property
    def name(self) -> str:
        """The canonical English name."""
        return self.names["en"]

    def spellings(self) -> Iterator[str]:
        """Every name that the entry is known by."""
        yield from self.names.values()
        yield from self.aliases


_COMMON: dict[str, type] = {
    "id": str, "name": str, "ro": str, "uk": str, "ru": str, "aliases": list,
    "side": str, "wikidata": str, "source": str,
}  # fmt: skip
_FIELDS: dict[str, dict[str, type]] = {
    "unit": {
        **_COMMON, "number": int, "echelon": str, "arm": str, "honorific": str, "military_unit_number": str,
        "superior": str,
    },
    "organization": {**_COMMON, "kind": str, "country": str, "superior": str},
    "person": {**_COMMON, "posts": list},
}  # fmt: skip
_REQUIRED = ("id", "name", "source")
_POST_FIELDS = ("title", "of", "since", "until")


def _entry(table: str, row: Mapping[str, Any], where: str) -> Entry:
    known = _FIELDS[table]
    where = f"{where} ({row['id']})" if isinstance(row.get("id"), str) else where
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise RegistryError(f"{where}: unknown key {', '.join(unknown)}; use {', '.join(known)}")
    for name in _REQUIRED:
        if not row.get(name):
            raise RegistryError(f"{where}: {name} is missing; every entry has {', '.join(_REQUIRED)}")
    for name, value in row.items():
        if not isinstance(value, known[name]) or isinstance(value, bool):
            raise RegistryError(f"{where}: {name} must be a {known[name].__name__}, not {value!r}")
    aliases = row.get("aliases", [])
    if not all(isinstance(a, str) and a for a in aliases):
        raise RegistryError(f"{where}: aliases must be a list of strings")
    _in(where, "echelon", row.get("echelon", ""), ECHELONS)
    _in(where, "arm", row.get("arm", ""), ARMS)
    _in(where, "kind", row.get("kind", ""), KINDS)
    _like(where, "id", row["id"], _ID, "a slug such as unit-ua-93-mechanized-brigade, org-ua-sbu, person-name-surname")
    _like(where, "side", row.get("side", ""), _SIDE, "an ISO 3166 alpha-2 code such as UA")
    _like(where, "country", row.get("country", ""), _SIDE, "an ISO 3166 alpha-2 code such as UA")
    _like(where, "wikidata", row.get("wikidata", ""), _WIKIDATA, "a Wikidata id such as Q212")
    _like(where, "military_unit_number", row.get("military_unit_number", ""), _POST_NUMBER, "four or five digits")
    names = {"en": row["name"], **{lang: row[lang] for lang in ("ro", "uk", "ru") if row.get(lang)}}
    rest = {k: v for k, v in row.items() if k not in {*_COMMON, "posts"}}
    return Entry(
        id=row["id"], type=TABLES[table], names=names, source=row["source"], aliases=tuple(aliases),
        side=row.get("side", ""), wikidata=row.get("wikidata", ""),
        posts=tuple(_post(p, where) for p in row.get("posts", [])), **rest,
    )  # fmt: skip


def _post(row: Any, where: str) -> Post:
    if not isinstance(row, dict) or set(row) - set(_POST_FIELDS) or not all(isinstance(v, str) for v in row.values()):
        raise RegistryError(f"{where}: a post is a table of strings with {', '.join(_POST_FIELDS)}, not {row!r}")
    if not row.get("title"):
        raise RegistryError(f"{where}: a post lacks its title")
    for name in ("since", "until"):
        _like(where, name, row.get(name, ""), _DATE, "an ISO date such as 2024-08-06, 2024-08 or 2024")
    since, until = row.get("since", ""), row.get("until", "")
    if since and until and since > until:
        raise RegistryError(f"{where}: a post ends ({until}) before it begins ({since})")
    return Post(**row)


def _in(where: str, name: str, value: str, known: Iterable[str]) -> None:
    if value and value not in known:
        raise RegistryError(f"{where}: {name} {value!r} is unknown; use one of {', '.join(sorted(known))}")


def _like(where: str, name: str, value: str, pattern: re.Pattern[str], wanted: str) -> None:
    if value and not pattern.fullmatch(value):
        raise RegistryError(f"{where}: {name} {value!r} must be {wanted}")


def read_file(path: Path) -> list[Entry]:
    """The entries of one TOML or CSV file. Raises RegistryError where it does not fit the schema."""
    return [entry for _, entry in _located(path)]


def _located(path: Path) -> list[tuple[str, Entry]]:
    """The entries of a file, each with the words that say where it stands."""
    if path.suffix == ".csv":
        return _read_csv(path)
    if path.suffix != ".toml":
        raise RegistryError(f"{path}: a registry file ends in .toml or .csv")
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise RegistryError(f"{path}: {error}") from error
    unknown = sorted(set(raw) - set(TABLES))
    if unknown:
        raise RegistryError(f"{path}: unknown table {', '.join(unknown)}; use {', '.join(TABLES)}")
    found = []
    for table in TABLES:
        rows = raw.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise RegistryError(f"{path}: write [[{table}]] with two brackets for each entry")
        lines = [text.count("\n", 0, at.start()) + 1 for at in re.finditer(_HEADER.format(table), text, re.MULTILINE)]
        for n, row in enumerate(rows):
            line = f" line {lines[n]}" if len(lines) == len(rows) else ""  # an array may be written in another way
            where = f"{path}{line} [[{table}]] {n + 1}"
            found.append((f"{path}{line}", _entry(table, row, where)))
    return found


def _read_csv(path: Path) -> list[tuple[str, Entry]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            rows = [(f"{path} line {reader.line_num}", row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"{path}: {error}") from error
    return [(where, _csv_entry(row, where)) for where, row in rows]


def _csv_entry(cells: Mapping[str | None, Any], where: str) -> Entry:
    if None in cells:
        raise RegistryError(f"{where}: more cells than the header has columns")
    row: dict[str, Any] = {str(k).strip(): v.strip() for k, v in cells.items() if v and v.strip()}
    table = row.pop("type", "")
    if table not in TABLES:
        raise RegistryError(f"{where}: type {table!r} is unknown; use one of {', '.join(TABLES)}")
    if "aliases" in row:
        row["aliases"] = [a.strip() for a in row["aliases"].split(";") if a.strip()]
    if "number" in row:
        if not row["number"].isdecimal():
            raise RegistryError(f"{where}: number {row['number']!r} must be a whole number")
        row["number"] = int(row["number"])
    if table == "person":
        post = {name: row.pop(name) for name in _POST_FIELDS if name in row}
        if post:
            row["posts"] = [post]
    return _entry(table, row, where)


class Registry:
    """Reference entities by id, by name, and units by their number. `Registry.load()` gives the package's."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """`entries` are pairs of where an entry stands and the entry. Raises RegistryError where they clash."""
        self._by_id: dict[str, Entry] = {}
        self._by_name: dict[tuple[str, str], list[Entry]] = {}
        self._by_number: dict[tuple[int, str], list[Entry]] = {}
        origin: dict[str, str] = {}
        for where, entry in entries:
            if entry.id in origin:
                raise RegistryError(f"{where}: id {entry.id} is taken by {origin[entry.id]}; give the entry another id")
            origin[entry.id] = where
            self._by_id[entry.id] = entry
            for key in sorted({name_key(n) for n in entry.spellings()} - {""}):
                self._by_name.setdefault((entry.type, key), []).append(entry)
            if entry.number is not None:
                self._by_number.setdefault((entry.number, entry.echelon), []).append(entry)
        for entry in self:
            for name, target in (("superior", entry.superior), *(("of", p.of) for p in entry.posts)):
                if target and target not in self._by_id and not _COUNTRY.fullmatch(target):
                    raise RegistryError(
                        f"{origin[entry.id]} ({entry.id}): {name} {target!r} is no entry; add it, or use country-XX"
                    )

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Registry:
        """The package's registry with the entries of a user's own files; without any, the registry in use (`used`)."""
        if extra:
            return cls([*_packaged(), *(found for path in extra for found in _located(path))])
        return _USED.get() or _package()

    @contextmanager
    def used(self) -> Iterator[None]:
        """Makes this the registry that documents are read with, in place of the package's, until the block ends."""
        before = _USED.set(self)
        try:
            yield
        finally:
            _USED.reset(before)

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._by_id[entry_id] for entry_id in sorted(self._by_id))

    def get(self, entry_id: str) -> Entry | None:
        """The entry of an id, None where there is none."""
        return self._by_id.get(entry_id)

    def by_name(self, entry_type: str, key: str) -> list[Entry]:
        """Entries of a type (Unit, Organization, Person) that a name means, by its `kg.transliterate.name_key`."""
        return list(self._by_name.get((entry_type, key), ()))

    def unit(self, side: str, number: int, echelon: str, arm: str = "") -> list[Entry]:
        """Units of a number and size, those of the very arm first; "" leaves side or arm open.

        An arm also finds those that reports call by its name (`ALIKE`), and entries whose arm is not known.
        """
        found = []
        for entry in self._by_number.get((number, echelon), ()):
            if side and entry.side and entry.side != side:
                continue
            near = not arm or not entry.arm or any({arm, entry.arm} <= group for group in ALIKE)
            if near or arm == entry.arm:
                found.append((arm != entry.arm, entry.id, entry))
        return [entry for *_, entry in sorted(found, key=lambda f: f[:2])]


_USED: ContextVar[Registry | None] = ContextVar("registry", default=None)


@cache
def _packaged() -> tuple[tuple[str, Entry], ...]:
    return tuple(found for path in sorted(FOLDER.glob("*.toml")) for found in _located(path))


@cache
def _package() -> Registry:
    return Registry(_packaged())
