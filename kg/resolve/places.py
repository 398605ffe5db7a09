"""When two places are one, and how places lie to each other: inside, near, apart."""

from __future__ import annotations

import math

from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits

EARTH_KM = 6371.0
NEAR_KM = 25.0
"""Two points given for one town by different gazetteers lie closer than this."""
NEAR_REGION_KM = 120.0
"""The same for the middle of a region."""

LEVELS = {
    "country": 3,
    "region": 2,
    "sea": 2,
    "river": 2,
    "district": 1,
    "canal": 1,
    "strait": 1,
    "lake": 1,
    "island": 1,
}
"""How large kinds of places are: a country, as wide as a region, as a district; settlements and facilities are 0."""


COUNTRY = LEVELS["country"]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees)."""
    p1, p2 = math.radians(a[0]), math.radians(b[0])
    across = math.radians(b[1] - a[1])
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def level(kind: str) -> int:
    """How large a kind of place is, from 3 (a country) to 0 (a settlement, a facility, or not known)."""
    return LEVELS.get(kind, 0)


def names(a: Traits, b: Traits) -> Finding | None:
    """A name in common; several words tell more than one."""
    if a.full & b.full:
        return Finding(0.75, f"same name {' '.join(min(a.full & b.full))}")
    return Finding(0.6, f"same name {min(a.alone & b.alone)}") if a.alone & b.alone else None


def kind(a: Traits, b: Traits) -> Finding | None:
    """A town is not the region named after it."""
    if not a.kind or not b.kind or level(a.kind) == level(b.kind):
        return None
    return veto(f"{min(a.kind, b.kind)} is not {max(a.kind, b.kind)}")


def country(a: Traits, b: Traits) -> Finding | None:
    """Towns of one name in two countries are two towns."""
    if not a.side or not b.side:
        return None
    return Finding(0.1, f"both in {a.side}") if a.side == b.side else veto("in different countries")


def position(a: Traits, b: Traits) -> Finding | None:
    """Places of one name that lie apart are two places."""
    if a.place is None or b.place is None:
        return None
    reach = NEAR_REGION_KM if level(a.kind) or level(b.kind) else NEAR_KM
    apart = kilometres(a.place, b.place)
    return Finding(0.2, "at one point") if apart <= reach else veto("far from each other")


def settled(a: Traits, b: Traits) -> Finding | None:
    """Of thirty Mykolaivkas nobody knows whether two reports mean one."""
    return veto("may be any of several places") if a.open or b.open else None


def anchored(traits: Traits) -> bool:
    """Whether a bare name can be this one: it is known where it lies."""
    return bool(traits.key) or traits.place is not None


def blocks(traits: Traits) -> set[str]:
    """Places that share no name are never compared."""
    return {" ".join(n) for n in traits.full} | set(traits.alone)


PREDICATES: tuple[Predicate[Traits], ...] = (names, kind, country, settled, position)
