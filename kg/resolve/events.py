"""Which events of which documents are one happening: candidate pairs, their scores, and cautious clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ids import event_iri, local_iri
from kg.resolve.blocking import candidates
from kg.resolve.cluster import cluster
from kg.resolve.compare import Comparison, compare
from kg.resolve.happenings import PREDICATES, SAME
from kg.resolve.items import Key
from kg.resolve.resolution import Link
from kg.resolve.tellings import Telling

LINKAGE = 0.35
"""Mean score over all pairs across two clusters that joining them needs."""

MONTH = 30
"""Days of a blocking bucket; a telling is looked for in its own and the neighbouring ones."""


def compare_tellings(a: Telling, b: Telling, whole: bool = True) -> Comparison:
    """What speaks for and against the two telling of one happening; all of it, or up to a veto."""
    first, second = (a, b) if a.id <= b.id else (b, a)
    return compare(first, second, PREDICATES, SAME, whole)


def blocks(telling: Telling) -> set[str]:
    """Tellings that share none of these are never compared: a day; a figure, participant or place of that month."""
    found = {f"{telling.type} day {telling.first}"} if telling.exact else set()
    ends = [d for d in (telling.first, telling.last) if d is not None] or [
        d for d in (telling.published,) if d is not None
    ]
    months = {m + step for m in {d // MONTH for d in ends} for step in (0, 1)} or {0}
    marks = [f"figure {of} {c.value}" for (of, _), counts in telling.counts.items() for c in counts]
    marks += [f"who {iri}" for named in telling.actors.values() for iri in named]
    marks += [f"where {s.iri}" for s in telling.spots if s.level < 3]
    found |= {f"{telling.type} {mark} {month}" for mark in marks for month in months}
    if not telling.exact:
        found |= {f"{telling.type} month {month}" for month in months}
    return found


class _Scores:
    """Comparisons by name, made once."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.tellings = {t.id: t for t in tellings}
        self._memo: dict[tuple[Key, Key], Comparison] = {}

    def compare(self, a: Key, b: Key) -> Comparison:
        pair = (a, b) if a <= b else (b, a)
        found = self._memo.get(pair)
        if found is None:
            found = self._memo[pair] = compare_tellings(self.tellings[pair[0]], self.tellings[pair[1]], whole=False)
        return found

    def score(self, a: Key, b: Key) -> float:
        return self.compare(a, b).score

    def apart(self, a: Key, b: Key) -> bool:
        """Two events of one document are two events."""
        return a[0] == b[0] or self.compare(a, b).forbidden


def resolve_events(tellings: Sequence[Telling]) -> tuple[dict[Key, str], list[Link]]:
    """The IRI of every event of every document, and the link that says why. The order of the tellings doesn't matter.

    The IRI of a happening hashes its type and the name of its smallest telling (document IRI and id there).
    """
    scores = _Scores(tellings)
    pairs = {
        pair: scores.score(*pair)
        for pair in candidates({t.id: blocks(t) for t in tellings})
        if pair[0][0] != pair[1][0] and scores.score(*pair) >= SAME
    }
    iris: dict[Key, str] = {}
    links: list[Link] = []
    for members in cluster(scores.tellings, pairs, scores.apart, (scores.score, LINKAGE)):
        iri = event_iri(scores.tellings[members[0]].type, *members[0])
        for name in members:
            others = [m for m in members if m != name]
            best = max((scores.compare(name, m) for m in others), key=lambda c: (c.score, c.reasons), default=None)
            iris[name] = iri
            score, reasons = (best.score, best.reasons) if best else (1.0, ("the only telling",))
            links.append(Link(local_iri(*name), iri, "event", score, reasons))
    return iris, links
