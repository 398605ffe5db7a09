"""The lines of the base map, from a small topology of two countries that meet on the 180th meridian."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.train.basemap import Line, Map, Topology, holds, joined, thinned, tolerance

SQUARE: Line = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]
HOLE: Line = [(1, 1), (3, 1), (3, 3), (1, 3), (1, 1)]


@pytest.mark.parametrize(
    ("x", "y", "outlines", "inside"),
    [(2, 2, [SQUARE], True), (5, 2, [SQUARE], False), (2, 2, [SQUARE, HOLE], False), (0.5, 2, [SQUARE, HOLE], True)],
)
def test_inside_is_what_lines_enclose(x: float, y: float, outlines: list[Line], inside: bool) -> None:
    assert holds(outlines, x, y) is inside


@pytest.mark.parametrize(
    ("line", "allowed", "kept"),
    [
        ([(0, 0), (1, 0.01), (2, 0)], 0.1, [(0, 0), (2, 0)]),
        ([(0, 0), (1, 0.5), (2, 0)], 0.1, [(0, 0), (1, 0.5), (2, 0)]),
        ([(0, 0), (1, 1), (0, 0)], 0.1, [(0, 0), (1, 1), (0, 0)]),
        ([(0, 0), (2, 0)], 5.0, [(0, 0), (2, 0)]),
    ],
)
def test_a_line_keeps_the_points_it_needs(line: Line, allowed: float, kept: Line) -> None:
    assert thinned(line, allowed) == kept


def test_lines_near_ukraine_are_kept_finer() -> None:
    assert tolerance([(36.2, 50.0), (100.0, 10.0)]) < tolerance([(5.0, 50.0)]) < tolerance([(-100.0, 40.0)])


@pytest.fixture
def topology(tmp_path: Path) -> Topology:
    """Two squares that share the meridian of 178 degrees; the eastern one goes on over the 180th."""
    path = tmp_path / "small.json"
    data = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[178, 0], [0, 4]],
            [[178, 4], [-4, 0], [0, -4], [4, 0]],
            [[178, 4], [2, 0], [-358, 0], [0, -4], [358, 0], [-2, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                    {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "properties": {"name": "East"}},
                ]
            }
        },
    }
    path.write_text(json.dumps(data), encoding="utf-8")
    return Topology(path)


def test_an_outline_goes_on_over_the_180th_meridian(topology: Topology) -> None:
    west, east = (topology.outline(rings[0]) for _, rings in topology.shapes)
    assert max(x for x, _ in west) == 178
    assert (min(x for x, _ in east), max(x for x, _ in east)) == (178, 182)


@pytest.mark.parametrize(
    ("rings", "other", "made"),
    [
        ([[1, 2, 3]], [4, ~2, 5], [[1, 5, 4, 3]]),
        ([[7, 8], [1, 2]], [~1, 3], [[7, 8], [3, 2]]),
        ([[1, 2]], [3, 4], [[1, 2], [3, 4]]),
    ],
)
def test_outlines_that_meet_become_one(rings: list[list[int]], other: list[int], made: list[list[int]]) -> None:
    assert joined(rings, other) == made


def test_a_shared_arc_is_drawn_once(topology: Topology) -> None:
    made = Map()
    drawn = [made.rings(topology, rings) for _, rings in topology.shapes]
    assert len(made.arcs) == 3
    assert {n if n >= 0 else ~n for n in drawn[0][0]} & {n if n >= 0 else ~n for n in drawn[1][0]} == {0}
