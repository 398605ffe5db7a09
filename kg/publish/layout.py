"""Where the nodes of a drawing stand, computed before it is opened: the same graph gives the same positions.

Each connected part is laid out by forces (repulsion by degree, so that hubs stand apart, their leaves around
them), spread until no labels lie over each other, and set beside the others around the largest.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.publish.network import Graph

Points: TypeAlias = NDArray[np.float32]

EDGE = 150.0
"""Wanted length of an edge, in pixels at full size."""

ROOM = (156.0, 120.0)
"""Width and height that a node takes with its label."""

_WORK = 3e8
"""Pairs of nodes that may be compared in all: about three seconds on one core."""

_NEAREST = np.float32(100.0)
"""Square of the distance below which repulsion grows no more."""

_GRAVITY = 0.6
"""Pull towards the middle, as strong at an edge's length as so many edges; the density of the whole follows from it."""

_SPREADINGS = 80
"""Rounds of moving labels apart."""

_SPACE = 1.0
"""How much of the plane a part covers, by the room of its labels."""

_CELL = 40.0
"""Grain of the plane when parts are set beside each other."""

_ASPECT = 1.6
"""Width by height of the whole: that of a screen."""


def _start(graph: nx.Graph[str], nodes: Sequence[str]) -> Points:
    """A spiral in the order of a walk from the node with most edges, so that neighbours begin near each other."""
    hub = max(nodes, key=lambda n: (graph.degree[n], n))
    order = {
        node: n
        for n, node in enumerate([hub, *(child for _, child in nx.bfs_edges(graph, hub, sort_neighbors=sorted))])
    }
    turn = math.pi * (3 - math.sqrt(5))
    places = [
        (math.sqrt(order[n]) * math.cos(order[n] * turn), math.sqrt(order[n]) * math.sin(order[n] * turn))
        for n in nodes
    ]
    return np.array(places, dtype=np.float32) * EDGE


def _repulsion(points: Points, mass: Points) -> Points:
    """The push of all nodes on each: by their masses, falling with distance."""
    squares = (points * points).sum(axis=1)
    weight = points @ (points.T * np.float32(-2))
    weight += squares[:, None]
    weight += squares[None, :]
    np.maximum(weight, _NEAREST, out=weight)
    np.reciprocal(weight, out=weight)
    push: Points = mass * (points * (weight @ mass) - weight @ (points * mass))
    return push


def _forces(graph: nx.Graph[str], nodes: Sequence[str]) -> Points:
    """Positions of a connected part, by repulsion of all and attraction along edges, with falling steps."""
    index = {node: n for n, node in enumerate(nodes)}
    ends = np.array([(index[a], index[b]) for a, b in graph.edges(nodes)], dtype=np.intp)
    points = _start(graph, nodes)
    mass = np.array([[math.sqrt(1 + graph.degree[node])] for node in nodes], dtype=np.float32)
    steps = int(min(300, 80 + 2 * len(nodes), max(25, _WORK / len(nodes) ** 2)))
    for step in range(steps):
        force = _repulsion(points, mass) * np.float32(EDGE / 4)
        along = (points[ends[:, 1]] - points[ends[:, 0]]) / np.float32(EDGE)
        np.add.at(force, ends[:, 0], along)
        np.add.at(force, ends[:, 1], -along)
        force -= points * mass * np.float32(_GRAVITY / EDGE)
        length = np.maximum(np.sqrt((force * force).sum(axis=1, keepdims=True)), 1e-6)
        heat = np.float32(EDGE * 3 * (1 - step / steps) ** 1.5 + 1)
        points = points + force / length * np.minimum(length * np.float32(EDGE / 4), heat)
    return _sized(points)


def _sized(points: Points) -> Points:
    """The same picture around its middle, as wide by high as a screen, and large enough for all labels."""
    centred: Points = (points - points.mean(axis=0)) * np.array([_ASPECT, 1.0], dtype=np.float32)
    area = 2 * math.pi * float((centred * centred).sum(axis=1).mean())
    wanted = len(points) * ROOM[0] * ROOM[1] * _SPACE
    sized: Points = centred * np.float32(math.sqrt(wanted / max(area, 1.0)))
    return sized


def _close(points: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of points that are less than 1 apart in both directions."""
    order = np.argsort(points[:, 0], kind="stable")
    across, down = points[order, 0], points[order, 1]
    width = np.searchsorted(across, across + 1) - np.arange(len(points)) - 1
    first = np.repeat(np.arange(len(points)), width)
    second = first + 1 + np.arange(len(first)) - np.repeat(np.cumsum(width) - width, width)
    near = np.abs(down[first] - down[second]) < 1
    return order[first[near]], order[second[near]]


def _spread(points: Points) -> Points:
    """The same picture with room for the label of each node."""
    room = np.array(ROOM, dtype=np.float32)
    points = points / room
    for _ in range(_SPREADINGS):
        first, second = _close(points)
        if not len(first):
            break
        apart = points[first] - points[second]
        sign = np.where(apart == 0, np.float32(1), np.sign(apart))
        missing = 1 - np.abs(apart)
        sideways = missing[:, 0:1] < missing[:, 1:2]
        shift = sign * missing * np.concatenate([sideways, ~sideways], axis=1) * np.float32(0.3)
        moved = np.zeros_like(points)
        np.add.at(moved, first, shift)
        np.add.at(moved, second, -shift)
        points = points + np.clip(moved, -0.6, 0.6)
    return points * room


Cells: TypeAlias = frozenset[tuple[int, int]]


def _covered(points: Points, ends: Iterable[tuple[int, int]]) -> Cells:
    """The cells of the plane that a part covers: those around its nodes, and those that its edges cross."""
    made = set()
    for x, y in points.tolist():
        left, right = x - ROOM[0] / 2, x + ROOM[0] / 2
        top, bottom = y - ROOM[1] / 2, y + ROOM[1] / 2
        columns = range(math.floor(left / _CELL), math.ceil(right / _CELL))
        made |= {
            (column, row) for column in columns for row in range(math.floor(top / _CELL), math.ceil(bottom / _CELL))
        }
    for first, last in ends:
        (x1, y1), (x2, y2) = points[first].tolist(), points[last].tolist()
        steps = math.ceil(math.hypot(x2 - x1, y2 - y1) / _CELL) + 1
        made |= {
            (math.floor((x1 + (x2 - x1) * n / steps) / _CELL), math.floor((y1 + (y2 - y1) * n / steps) / _CELL))
            for n in range(steps + 1)
        }
    return frozenset(made)


class _Plane:
    """Sets parts beside each other, each as near to the middle as there is room."""

    def __init__(self) -> None:
        self.taken: set[tuple[int, int]] = set()
        self.ring: dict[int, int] = {}

    def place(self, cells: Cells) -> tuple[int, int]:
        """How far a part has to move, in cells; it need not look where the last of about its size found no room."""
        size = round(2 * math.log2(len(cells)))
        ring = self.ring.get(size, 0)
        while True:
            wide = math.ceil(ring * _ASPECT)
            rim = {(x, y) for x in range(-wide, wide + 1) for y in (-ring, ring)}
            rim |= {(x, y) for x in (-wide, wide) for y in range(-ring, ring + 1)}
            for x, y in sorted(rim, key=lambda p: ((p[0] / _ASPECT) ** 2 + p[1] ** 2, p)):
                if not any((column + x, row + y) in self.taken for column, row in cells):
                    self.ring[size] = ring
                    self.taken.update((column + x, row + y) for column, row in cells)
                    return x, y
            ring += 1


def positions(graph: Graph) -> dict[str, tuple[int, int]]:
    """Node → x and y in pixels, y downwards. Nodes without edges stand in rows below the rest."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((a, b) for a, b in graph.edges() if a != b))
    parts = sorted((sorted(part) for part in nx.connected_components(simple)), key=lambda part: (-len(part), part))
    plane, placed = _Plane(), {}
    for part in parts:
        if len(part) == 1:
            continue
        points = _spread(_forces(simple, part))
        index = {node: n for n, node in enumerate(part)}
        right, down = plane.place(_covered(points, [(index[a], index[b]) for a, b in simple.edges(part)]))
        for node, (x, y) in zip(part, points.tolist(), strict=True):
            placed[node] = (round(x + right * _CELL), round(y + down * _CELL))
    alone = [part[0] for part in parts if len(part) == 1]
    columns = max(1, math.ceil(math.sqrt(len(alone) * _ASPECT)))
    bottom = max((y for _, y in placed.values()), default=0)
    middle = sum(x for x, _ in placed.values()) / len(placed) if placed else 0.0
    for n, node in enumerate(alone):
        row, column = divmod(n, columns)
        placed[node] = (round(middle + (column - (columns - 1) / 2) * ROOM[0]), round(bottom + (row + 2) * ROOM[1]))
    return placed
