"""Events of two types that tell of one happening: a capture as a surrender, one side of an exchange as a release.

They stay two events, for each type has its own roles, and are linked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.resolve.blocking import candidates
from kg.resolve.compare import Comparison, compare
from kg.resolve.happenings import PREDICATES, kind
from kg.resolve.items import Key
from kg.resolve.resolution import Link
from kg.resolve.tellings import Telling

TYPES = (frozenset({"Capture", "Surrender"}), frozenset({"Release", "PrisonerExchange"}))
"""Types under which one happening is told by turns."""

SAME = 0.6
"""Score from which two events are linked: more than it takes within one type, for the types speak against it."""

_PREDICATES = tuple(p for p in PREDICATES if p is not kind)


def _blocks(telling: Telling) -> set[str]:
    """One day and one figure, participant or place."""
    marks = [f"figure {c.value}" for counts in telling.counts.values() for c in counts]
    marks += [f"who {iri}" for named in telling.actors.values() for iri in named]
    marks += [f"where {s.iri}" for s in telling.spots]
    return {f"{telling.first} {mark}" for mark in marks} if telling.exact else set()


def _best(found: Iterable[tuple[Key, Key, Comparison]], iri_of: Mapping[Key, str]) -> dict[tuple[str, str], Comparison]:
    best: dict[tuple[str, str], Comparison] = {}
    for a, b, comparison in found:
        pair = (min(iri_of[a], iri_of[b]), max(iri_of[a], iri_of[b]))
        if pair not in best or (comparison.score, comparison.reasons) > (best[pair].score, best[pair].reasons):
            best[pair] = comparison
    return best


def counterparts(tellings: Iterable[Telling], iri_of: Mapping[Key, str]) -> list[Link]:
    """Links between resolved events, smaller IRI first, each with the grounds of its best pair of tellings."""
    known = {t.id: t for t in tellings if any(t.type in types for types in TYPES)}
    pairs = [
        (a, b, compare(known[a], known[b], _PREDICATES, SAME, whole=False))
        for a, b in candidates({name: _blocks(t) for name, t in known.items()})
        if {known[a].type, known[b].type} in TYPES
    ]
    best = _best((row for row in pairs if row[2].score >= SAME), iri_of)
    return [Link(a, b, "event", best[a, b].score, best[a, b].reasons) for a, b in sorted(best)]
