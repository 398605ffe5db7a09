"""The table of places: settlements, regions, countries, waters, facilities, with names in four languages.

The table is derived by `python -m kg.train.gazetteer`; its sources are named in `kg/data/README.md`. Names are
looked up by `kg.transliterate.name_key`, so that script and spelling do not matter. A name counts either alone
(Харків) or, as a bare name, only beside a word of its kind ("Kursk" for the region, in "Kursk region").
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from kg.settings import DATA
from kg.transliterate import name_key, romanise

CURATED = DATA / "gazetteer" / "curated"
PLACES = DATA / "gazetteer" / "places.tsv.gz"
KEYS = DATA / "gazetteer" / "keys.tsv.gz"
COLUMNS = (
    "id", "kind", "rank", "country", "within", "lat", "lon", "population", "en", "ro", "uk", "ru", "osm", "katottg",
    "geonames", "wikidata",
)  # fmt: skip

Kind = Literal[
    "settlement", "district", "region", "country", "facility", "checkpoint", "road",
    "river", "sea", "strait", "lake", "canal", "island",
]  # fmt: skip
KINDS: frozenset[str] = frozenset(get_args(Kind))

HALF_KM = 30.0
"""Places of one report lie mostly within a front sector or a border district: one so far off speaks by half."""
HOLDING = {"country": 0.2, "region": 0.7, "district": 1.2}
"""How much it speaks for a place that the document names what holds it."""
PROMINENCE = 0.5
"""What one step of rank counts beside the support of other places."""
FULL = 3.0
"""More support than this says no more."""
THEATRE = (43.0, 53.5, 28.0, 42.5)
"""South, north, west and east of where the war is fought beside Ukraine: Crimea, the Russian regions on the border."""
FAMOUS = 5
"""Rank of a city that is meant wherever it lies."""
MARGIN = 0.4
"""By so much the best candidate must lead."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    id          stable: a Wikidata id, `osm-…`, `gn-…` (GeoNames), a KATOTTG or ISO 3166-2 code, `country-XX`, our slug
    rank        prominence in war news: 5 a country, a capital, a chief town; 4 a region, a city; 3 a town; 2 a place
                that reports name; 1 a village; 0 a hamlet
    within      id of the smallest region, district or town known to hold it, "" for a country
    lat, lon    degrees, WGS 84: the middle of the place
    population  people, 0 where unknown
    """

    id: str
    kind: Kind
    rank: int
    country: str
    within: str
    lat: float
    lon: float
    population: int
    names: Mapping[str, str]
    osm: str = ""
    katottg: str = ""
    geonames: str = ""
    wikidata: str = ""

    @property
    def name(self) -> str:
        """The canonical English name."""
        return self.names["en"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a document tells beside a name: regions named right by it (ids), and the other places of the document."""

    regions: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


def in_theatre(place: Place) -> bool:
    """Whether a place lies in Ukraine or where the war reaches beside it."""
    south, north, west, east = THEATRE
    return place.country == "UA" or (south <= place.lat <= north and west <= place.lon <= east)


def kilometres(a: Place, b: Place) -> float:
    """Distance of two places along a great circle."""
    phi, psi = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


class Gazetteer:
    """Places by id and by name. `Gazetteer.load()` gives the one of the package."""

    def __init__(self, places: str, keys: str) -> None:
        self._lines = places.splitlines()
        self._row = {line[: line.index("\t")]: n for n, line in enumerate(self._lines)}
        self._keys: dict[str, str] = dict(line.split("\t", 1) for line in keys.splitlines())
        self._beginnings: set[str] = set()
        for key in self._keys:
            at = key.find(" ")
            while at > 0:
                self._beginnings.add(key[:at])
                at = key.find(" ", at + 1)
        self._known: dict[int, Place] = {}
        self._found: dict[tuple[str, frozenset[str]], tuple[Place, ...]] = {}

    @classmethod
    def load(cls) -> Gazetteer:
        """The package's gazetteer, read once."""
        return _load()

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[Place]:
        return (self._place(n) for n in range(len(self._lines)))

    def _place(self, n: int) -> Place:
        place = self._known.get(n)
        if place is None:
            place = self._known[n] = _parse(self._lines[n])
        return place

    def get(self, place_id: str) -> Place | None:
        """The place of an id, None where there is none."""
        n = self._row.get(place_id)
        return None if n is None else self._place(n)

    def lookup(self, name: str, kinds: Iterable[str] = ()) -> list[Place]:
        """Places of a name in any language and script, most prominent first.

        With `kinds` only places of those kinds, bare names among them ("Kursk" is then also the region).
        """
        return list(self.by_key(name_key(name), frozenset(kinds)))

    def by_key(self, key: str, kinds: frozenset[str] = frozenset()) -> tuple[Place, ...]:
        """`lookup` by a key that is already folded."""
        found = self._found.get((key, kinds))
        if found is None:
            hits = self._keys.get(key, "\t").partition("\t")[0]
            places = []
            for hit in hits.split(",") if hits else ():
                bare = hit.startswith("~")
                if kinds or not bare:
                    place = self._place(int(hit.lstrip("~")))
                    if not kinds or place.kind in kinds:
                        places.append(place)
            found = tuple(sorted(places, key=lambda p: (-p.rank, -p.population, p.id)))
            self._found[key, kinds] = found
        return found

    def has_key(self, key: str) -> bool:
        """Whether any place has this key, alone or beside a word of its kind."""
        return key in self._keys

    def begins(self, key: str) -> bool:
        """Whether a longer name begins with these words."""
        return key in self._beginnings

    def ordinary(self, key: str) -> str:
        """What else the name is in one of the languages: "w" an everyday word, "p" a person's name, or both, or ""."""
        return self._keys.get(key, "\t").rpartition("\t")[2]

    def chain(self, place: Place) -> Iterator[Place]:
        """What holds the place, from the smallest to the country."""
        above = self.get(place.within) if place.within else None
        while above is not None:
            yield above
            above = self.get(above.within) if above.within else None

    def contains(self, a: Place | str, b: Place | str) -> bool:
        """Whether `a` holds `b` (or is it), by the regions and countries that the table names."""
        outer = a if isinstance(a, str) else a.id
        inner = self.get(b) if isinstance(b, str) else b
        if inner is None:
            return outer == b
        return inner.id == outer or any(p.id == outer for p in self.chain(inner))

    def choose(self, candidates: Sequence[Place], context: Context = Context()) -> Place | None:
        """The one meant among places of one name, or None where the document does not tell.

        Those in a region named beside the name come first, then those where the war is fought. A city wins over
        villages of its name; else prominence and the other places of the document decide, by a clear margin.
        """
        options = list(candidates)
        if context.regions:
            options = [c for c in options if any(self.contains(r, c) for r in context.regions)] or options
        if any(in_theatre(c) for c in options):
            options = [c for c in options if in_theatre(c) or c.rank >= FAMOUS or self.support(c, context.places)]
        if len(options) < 2:
            return options[0] if options else None
        options.sort(key=lambda p: (-p.rank, -p.population, p.id))
        if options[0].rank >= 4 and options[0].rank - options[1].rank >= 2:
            return options[0]
        scored = [(PROMINENCE * c.rank + min(self.support(c, context.places), FULL), c) for c in options]
        scored.sort(key=lambda s: (-s[0], -s[1].population, s[1].id))
        (best, first), (second, rival) = scored[:2]
        clear = best - second >= MARGIN and (first.rank >= 3 or best > PROMINENCE * first.rank)
        larger = first.rank >= 3 and first.rank >= rival.rank and first.population > 5 * rival.population > 0
        return first if clear or larger else None

    def support(self, place: Place, others: Iterable[Place]) -> float:
        """How much the other places of a document speak for this one.

        What holds it counts by `HOLDING`, a place by its distance: 1 at once, a half at 30 km, nothing far away.
        """
        total = 0.0
        for other in others:
            if other.id == place.id:
                continue
            if other.kind in HOLDING:
                if self.contains(other, place):
                    total += HOLDING[other.kind]
            elif abs(other.lat - place.lat) < 1.2:
                near = 1 / (1 + (kilometres(place, other) / HALF_KM) ** 2)
                total += near if near > 0.05 else 0.0
        return total


def _parse(line: str) -> Place:
    row = dict(zip(COLUMNS, line.split("\t"), strict=True))
    place_id = row["id"]
    names = {lang: row[lang] for lang in ("en", "ro", "uk", "ru") if row[lang]}
    source = "uk" if row["country"] == "UA" and row["uk"] else "ru" if row["ru"] else "uk"
    if "en" not in names:
        names["en"] = romanise(row[source], source)
    if "ro" not in names:
        names["ro"] = (
            romanise(row[source], source, "ro") if row[source] and row["country"] in ("UA", "RU") else names["en"]
        )
    kind: Kind = row["kind"]  # type: ignore[assignment]
    return Place(
        id=place_id, kind=kind, rank=int(row["rank"]), country=row["country"], within=row["within"],
        lat=float(row["lat"]), lon=float(row["lon"]), population=int(row["population"] or 0), names=names,
        osm=row["osm"], katottg=row["katottg"], geonames=row["geonames"],
        wikidata=row["wikidata"] or (place_id if place_id[0] == "Q" and place_id[1:].isdigit() else ""),
    )  # fmt: skip


@cache
def _load() -> Gazetteer:
    return Gazetteer(*(gzip.decompress(path.read_bytes()).decode("utf-8") for path in (PLACES, KEYS)))
