"""The base map: coasts, borders, regions and towns, and how much of it a place covers.

The lines are derived by `python -m kg.train.basemap`. Everything is drawn in the Mercator projection of the web, in
which the world is a square of side 1, so that tiles lie under it exactly.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from kg.settings import BASEMAP

Point: TypeAlias = tuple[float, float]

_EDGE = 85.0
"""Degrees north and south at which the square ends."""

SPREAD = {
    "district": 20, "region": 90, "country": 300, "sea": 150, "river": 60, "road": 40, "strait": 25, "lake": 25,
    "canal": 25, "island": 15,
}  # fmt: skip
"""Kind of place → kilometres around its middle within which something "there" may have been; others are points."""

_DECIMALS = {"region": 0, "country": 0, "sea": 0, "river": 0, "district": 1, "road": 1, "lake": 1, "island": 1}
"""Decimals of a degree that a kind of place can bear; others get two: about a kilometre, as large as a village."""

_PIXEL_MARGIN = 28
_LEAST_KM = 220.0
"""A small map is at least so wide, so that the eye finds known towns on it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn: its id in the gazetteer, "" for one that is not in it."""

    id: str
    label: str
    kind: str
    lat: float
    lon: float


def project(lon: float, lat: float) -> Point:
    """A position on the square of side 1; y grows to the south."""
    phi = math.radians(max(-_EDGE, min(_EDGE, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(phi)) / math.pi) / 2


def position(kind: str, lat: float, lon: float) -> str:
    """A position in words, no more precise than its kind of place."""
    decimals = _DECIMALS.get(kind, 2)
    about = "about " if decimals == 0 else ""
    return (
        f"{about}{abs(lat):.{decimals}f}° {'N' if lat >= 0 else 'S'}, "
        f"{abs(lon):.{decimals}f}° {'E' if lon >= 0 else 'W'}"
    )


def kilometre(lat: float) -> float:
    """How long a kilometre is on the square, at a latitude."""
    return 1 / (40075.0 * max(0.05, math.cos(math.radians(lat))))


@cache
def lines() -> dict[str, Any]:
    """The file, as it is; pages that draw by script carry it."""
    found: dict[str, Any] = json.loads(BASEMAP.read_text(encoding="utf-8"))
    return found


@cache
def _arcs() -> tuple[tuple[Point, ...], ...]:
    scale = lines()["scale"]
    made = []
    for steps in lines()["arcs"]:
        x = y = 0
        points = []
        for n in range(0, len(steps), 2):
            x, y = x + steps[n], y + steps[n + 1]
            points.append(project(x / scale, y / scale))
        made.append(tuple(points))
    return tuple(made)


def shape(place: str) -> list[list[int]]:
    """The outlines of a region or country by its id; none where the map does not know it."""
    outlines: list[list[int]] = lines()["regions"].get(place) or lines()["countries"].get(place) or []
    return outlines


def _ring(ring: Iterable[int]) -> list[Point]:
    points: list[Point] = []
    for n in ring:
        arc = _arcs()[n] if n >= 0 else _arcs()[~n][::-1]
        points += arc[1:] if points else arc
    return points


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the square and the pixels that it is drawn on."""

    left: float
    top: float
    pixels: float
    width: int
    height: int

    @classmethod
    def around(cls, spots: Sequence[Spot], width: int, height: int) -> Window:
        """The window that holds all spots with what they may cover."""
        xs, ys = [], []
        for spot in spots:
            x, y = project(spot.lon, spot.lat)
            reach = kilometre(spot.lat) * SPREAD.get(spot.kind, 0)
            if outlines := shape(spot.id):
                xs += [px for ring in outlines for px, _ in _ring(ring) if abs(px - x) < 0.06]
                ys += [py for ring in outlines for px, py in _ring(ring) if abs(px - x) < 0.06]
            xs += [x - reach, x + reach]
            ys += [y - reach, y + reach]
        least = _LEAST_KM * kilometre(spots[0].lat)
        across = max(max(xs) - min(xs), least, (max(ys) - min(ys)) * width / height)
        pixels = (width - 2 * _PIXEL_MARGIN) / across
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        return cls(middle[0] - width / 2 / pixels, middle[1] - height / 2 / pixels, pixels, width, height)

    def at(self, point: Point) -> Point:
        """Where a point of the square is, in pixels."""
        return (point[0] - self.left) * self.pixels, (point[1] - self.top) * self.pixels

    def sees(self, points: Iterable[Point]) -> bool:
        """Whether some of a line may lie in the window."""
        pixels = [self.at(point) for point in points]
        return (
            max(x for x, _ in pixels) > 0 and min(x for x, _ in pixels) < self.width
            and max(y for _, y in pixels) > 0 and min(y for _, y in pixels) < self.height
        )  # fmt: skip

    def path(self, lines_: Iterable[Sequence[Point]], *, closed: bool) -> str:
        """The lines as the data of an SVG path, with those that lie outside left out."""
        parts = []
        for line in lines_:
            if not self.sees(line):
                continue
            steps: list[str] = []
            for x, y in map(self.at, line):
                # Far outside, exactness is of no use, and huge numbers are drawn badly.
                text = f"{max(-900.0, min(self.width + 900.0, x)):.1f} {max(-900.0, min(self.height + 900.0, y)):.1f}"
                if not steps or steps[-1] != text:
                    steps.append(text)
            parts.append("M" + "L".join(steps) + ("Z" if closed else ""))
        return "".join(parts)


def _towns(window: Window, taken: Sequence[Point]) -> list[dict[str, Any]]:
    """The towns that have room for their name in a window."""
    scale, shown = lines()["scale"], []
    boxes = [(x, y, 8.0) for x, y in taken]
    for name, x, y, _ in lines()["towns"]:
        px, py = window.at(project(x / scale, y / scale))
        wide = 5.6 * len(name) / 2 + 4
        if not (6 < px < window.width - 2 * wide and 8 < py < window.height - 8):
            continue
        if all(abs(px + wide - bx) > wide + bw or abs(py - by) > 13 for bx, by, bw in boxes):
            boxes.append((px + wide, py, wide))
            shown.append({"name": name, "x": round(px, 1), "y": round(py, 1)})
        if len(shown) == 14:
            break
    return shown


def inset(spots: Sequence[Spot], width: int, height: int) -> dict[str, Any]:
    """The parts of a small map of some spots: paths, towns and marks, in pixels."""
    window = Window.around(spots, width, height)
    base, arcs = lines(), _arcs()
    marks: list[dict[str, Any]] = []
    for spot in spots:
        x, y = window.at(project(spot.lon, spot.lat))
        outlines = [_ring(ring) for ring in shape(spot.id)]
        reach = SPREAD.get(spot.kind, 0) * kilometre(spot.lat) * window.pixels
        marks.append(
            {
                "label": spot.label,
                "x": round(x, 1),
                "y": round(y, 1),
                "area": window.path(outlines, closed=True),
                "reach": round(reach, 1) if not outlines else 0,
                "point": not outlines and not reach,
            }
        )
    return {
        "width": width,
        "height": height,
        "land": window.path((_ring(ring) for rings in base["countries"].values() for ring in rings), closed=True),
        "inner": window.path((arcs[n] for n in base["inner"]), closed=False),
        "borders": window.path((arcs[n] for n in (*base["borders"], *base["outer"])), closed=False),
        "towns": _towns(window, [(mark["x"], mark["y"]) for mark in marks]),
        "marks": marks,
    }
