"""When two tellings are of one happening: days, places, sides, participants, counts, and how both put it."""

from __future__ import annotations

from itertools import product

from kg.model import Count
from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.places import COUNTRY, kilometres
from kg.resolve.tellings import Spot, Telling

SAME = 0.4
"""Score from which two tellings are taken for one happening."""

PRIOR = {
    "PrisonerExchange": 0.15,
    "Negotiation": 0.0,
    "Diplomacy": 0.0,
    "Release": 0.0,
    "Movement": -0.05,
    "Surrender": -0.05,
    "Capture": -0.15,
    "Loss": -0.1,
    "Attack": -0.15,
}
"""What it says that two documents report something of a type: there is hardly an exchange a day, and many attacks."""

MAIN_ROLES = ("captor", "captive", "by", "attacker", "target", "side", "actor")
"""Roles whose side makes an event another one. Parties of an exchange are no such role: either may be left unsaid."""

STAGED = frozenset({"PrisonerExchange", "Release", "Loss"})
"""Types that come in daily instalments with figures of their own: a day's difference is mostly two events."""

FAR_KM = 150.0
"""Towns farther apart than this are not two names for where one thing happened."""

NEXT_KM = 5.0
"""A facility and its town, or two names for one spot, lie no farther apart than this."""

WEIGHT = {"Unit": 0.3, "Equipment": 0.3, "Person": 0.25, "Organization": 0.1}
"""What a named participant in common says: a brigade much, an army little."""


def kind(a: Telling, b: Telling) -> Finding | None:
    """Only events of one type are one event; what a type says by itself."""
    if a.type != b.type:
        return veto(f"{min(a.type, b.type)} is no {max(a.type, b.type)}")
    return Finding(PRIOR[a.type], f"both a {a.type}") if PRIOR[a.type] else None


def day(a: Telling, b: Telling) -> Finding | None:
    """The same day, days that may be the same, or days that can't."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    if a.exact and b.exact:
        gap = abs(a.first - b.first)
        if not gap:
            return Finding(0.35, "same day")
        if gap == 1:
            return Finding(-0.3 if a.type in STAGED else -0.2, "a day apart")
        return veto(f"{gap} days apart")
    if a.first > b.last or b.first > a.last:
        return veto("at different times")
    if (a.first, a.last) == (b.first, b.last):
        return Finding(0.25 if a.last - a.first <= 31 else 0.1, "same period")
    longer = max(a.last - a.first, b.last - b.first)
    return Finding(0.15 if longer <= 31 else 0.05, "dates that may be the same")


def report(a: Telling, b: Telling) -> Finding | None:
    """Where a date is missing, the day of the report bounds it: news is told soon, and never before it happens."""
    if a.first is not None and b.first is not None:
        return None
    planned = "planned" in a.modalities | b.modalities
    latest_a, latest_b = _latest(a), _latest(b)
    if latest_a is None or latest_b is None:
        return None
    for dated, published in ((a, b.published), (b, a.published)):
        if dated.first is not None and published is not None and dated.first > published and not planned:
            return veto("happened after the other was published")
    gap = abs(latest_a - latest_b)
    if a.published is not None and b.published is not None:
        gap = min(gap, abs(a.published - b.published))
    if gap <= 3:
        return Finding(0.1, "told within three days")
    return (
        Finding(0.05, "told within a fortnight")
        if gap <= 14
        else Finding(-0.1 if gap > 60 else 0.0, "told at different times")
    )


def _latest(telling: Telling) -> int | None:
    return telling.last if telling.last is not None else telling.published


def place(a: Telling, b: Telling) -> Finding | None:
    """The same place counts by how small it is, a place inside the other's less; places apart speak against."""
    if not a.spots or not b.spots:
        return None
    shared = {s.iri for s in a.spots} & {s.iri for s in b.spots}
    if shared:
        best = min((s for s in a.spots if s.iri in shared), key=lambda s: (s.level, s.iri))
        more = 0.05 * min(len(shared) - 1, 2)
        return Finding(round({0: 0.3, 1: 0.2, 2: 0.05}.get(best.level, 0.02) + more, 3), f"same place {best.name}")
    inside = [max(x.level, y.level) for x, y in product(a.spots, b.spots) if x.iri in y.above or y.iri in x.above]
    if inside:
        return Finding(0.1 if min(inside) < COUNTRY else 0.02, "one place lies in the other")
    if not all(s.point for s in (*a.spots, *b.spots)):
        return Finding(-0.1, "places of different names")
    if any(s.level == COUNTRY for s in (*a.spots, *b.spots)):
        return None
    nearest = min(_gap(x, y) for x, y in product(a.spots, b.spots))
    if any(s.level for s in (*a.spots, *b.spots)):
        return None if nearest <= FAR_KM else Finding(-0.3, f"places {nearest:.0f} km apart")
    if nearest > FAR_KM:
        return veto("places far from each other")
    return Finding(0.2 if nearest <= NEXT_KM else -0.3, f"places {nearest:.0f} km apart")


def _gap(x: Spot, y: Spot) -> float:
    return kilometres(x.point, y.point) if x.point and y.point else 0.0


def sides(a: Telling, b: Telling) -> Finding | None:
    """The same sides in the same roles; swapped sides are another event."""
    agreed = 0
    for role in sorted({*a.sides} & {*b.sides}):
        if a.sides[role] & b.sides[role]:
            agreed += len(a.sides[role] & b.sides[role])
        elif role in MAIN_ROLES:
            return veto(f"{role} of different sides")
    return Finding(0.05 * min(agreed, 3), "same sides") if agreed else None


def direction(a: Telling, b: Telling) -> Finding | None:
    """Into a town is not out of it; the same goal speaks for one movement."""
    if not a.goals or not b.goals:
        return None
    for x, y in ((a, b), (b, a)):
        if x.goals.get("origin", frozenset()) & y.goals.get("destination", frozenset()):
            return veto("in opposite directions")
    shared = [
        role for role in ("destination", "origin") if a.goals.get(role, frozenset()) & b.goals.get(role, frozenset())
    ]
    return Finding(0.1, f"same {' and '.join(shared)}") if shared else None


def participants(a: Telling, b: Telling) -> Finding | None:
    """Named units, persons, ships in the same role. Reasons don't name them: they may be private."""
    weights = sorted(
        (WEIGHT.get(kind, 0.0), role)
        for role in {*a.actors} & {*b.actors}
        for iri, kind in a.actors[role].items()
        if iri in b.actors[role]
    )[::-1]
    if not weights:
        return None
    total = weights[0][0] + sum(w for w, _ in weights[1:]) / 2
    return Finding(round(min(total, 0.5), 3), f"same {', '.join(sorted({role for _, role in weights}))} by name")


def other_units(a: Telling, b: Telling) -> Finding | None:
    """Two captors named in full that are not one, nor part of the other, speak against it, though reports do err."""
    for role in sorted({*a.actors} & {*b.actors}):
        left = {iri for iri, kind in a.actors[role].items() if kind == "Unit"}
        right = {iri for iri, kind in b.actors[role].items() if kind == "Unit"}
        part = left & b.above.get(role, frozenset()) or right & a.above.get(role, frozenset())
        if left and right and not left & right and not part:
            return Finding(-0.25, f"different units as {role}")
    return None


def how_told(a: Telling, b: Telling) -> Finding | None:
    """Both denied, both in doubt, both to come."""
    shared = a.modalities & b.modalities & {"denied", "alleged", "planned"}
    if shared:
        return Finding(0.05 if shared == {"planned"} else 0.1, f"both {min(shared)}")
    only_planned = {"planned"}
    if (a.modalities == only_planned) != (b.modalities == only_planned):
        return Finding(-0.15, "one is yet to come")
    return None


UNUSUAL = 0.35
"""The weight of a figure that two documents hardly give by chance."""


def figure_weight(value: int) -> float:
    """What it says that two documents give one figure: 1,026 much, 100 or 3 little."""
    digits = len(str(value).rstrip("0"))
    return {0: 0.05, 1: 0.12, 2: 0.25}.get(digits, UNUSUAL)


def _fits(x: Count, y: Count) -> bool:
    """Whether two different figures can be of one thing: over 100 and 102, about 300 and 310."""
    low, high = sorted((x, y), key=lambda c: c.value)
    ratio = low.value / high.value if high.value else 1.0
    if low.qualifier == "at_least" or high.qualifier == "at_most":
        return ratio >= 0.66
    return ratio >= (0.9 if "approx" in (x.qualifier, y.qualifier) else 0.95)


def figures(a: Telling, b: Telling) -> Finding | None:
    """Equal figures of the same things speak for one event by how unlikely they are; figures far apart against it."""
    equal: list[tuple[float, str]] = []
    fits, worst, conflicts = 0, 1.0, 0
    for key in sorted({*a.counts} & {*b.counts}):
        left, right = a.counts[key], b.counts[key]
        common = {c.value for c in left} & {c.value for c in right}
        if common:
            best = max(common, key=lambda v: (figure_weight(v), v))
            equal.append((figure_weight(best), f"{best} {key[0]}"))
            continue
        total_left, total_right = sum(c.value for c in left), sum(c.value for c in right)
        if total_left in {c.value for c in right} or total_right in {c.value for c in left}:
            equal.append(
                (figure_weight(max(total_left, total_right)) or 0.1, f"parts add up to {max(total_left, total_right)}")
            )
        elif any(_fits(x, y) for x, y in product(left, right)):
            fits += 1
        else:
            conflicts += 1
            worst = min(worst, max(min(x.value, y.value) / max(x.value, y.value, 1) for x, y in product(left, right)))
    if equal:
        weights = sorted((w for w, _ in equal), reverse=True)
        total = weights[0] + sum(weights[1:]) / 2 - 0.1 * conflicts
        return Finding(round(min(total, 0.45), 3), "same figures: " + ", ".join(sorted(t for _, t in equal)))
    if conflicts:
        against = 0.4 if worst < 0.5 else 0.2
        return Finding(-against - (0.1 if a.type in STAGED else 0.0), "figures differ")
    return Finding(0.05, "figures that fit") if fits else None


PREDICATES: tuple[Predicate[Telling], ...] = (
    kind, day, report, place, sides, direction, participants, other_units, how_told, figures,
)  # fmt: skip
