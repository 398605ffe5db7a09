"""Settlements and raions of Ukraine: OpenStreetMap's points, Russian names, the state codifier KATOTTG."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter, defaultdict
from pathlib import Path

from kg.train.placerows import Grid, Row, kilometres, listed, similar, xz_csv
from kg.transliterate import name_key

UA_OBLAST = {
    "Zaporizhia Oblast": "UA-23",
    "Autonomous Republic of Crimea": "UA-43",
    "Sevastopol": "UA-43",
    "Kyiv": "country-UA",
}
LOST = ("UA-56", 49.9, 52.1, 24.9, 27.9)
"""Region id, then south, north, west and east of the oblast that the OpenStreetMap extract left unnamed."""
OSM_RANK = {"city": 4, "town": 3, "village": 1, "hamlet": 0, "isolated_dwelling": 0}
KATOTTG_KINDS = "MXC"
UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
CYRILLIC = re.compile(r"[А-ЯЁЄІЇҐа-яёєіїґ' \-.’]+")


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
                russian = CYRILLIC.fullmatch(alias) and not UKRAINIAN.search(alias)
                if russian and name_key(alias) != name_key(row.uk) and similar(alias, row.uk) >= 0.6:
                    row.ru = row.ru or titled(alias)
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
    """A name in lower case with its capitals, short words between hyphens left."""
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
        entries = coded.get(key, [])
        if len(entries) == 1 and len(candidates) == 1:
            join(candidates[0], *entries[0])
        elif entries:
            doubtful.append((candidates, entries))
    centres = {raion: middle(points) for raion, points in members.items()}
    near: dict[str, list[tuple[float, float]]] = {r: p[:400] for r, p in members.items()}
    for candidates, entries in doubtful:
        pairs = []
        for row in candidates:
            for code, raion in entries:
                if raion in centres:
                    spot = (row.lat, row.lon)
                    pairs.append((min(kilometres(spot, p) for p in near[raion]), row.id, code, raion, row))
        used: set[str] = set()
        twice = Counter(raion for _, raion in entries)
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
        )
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
    """The mean of points."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
