"""Which events of which documents are one happening: candidate pairs, their scores, and cautious clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ids import event_iri, local_iri
from kg.resolve.blocking import candidates
from kg.resolve.cluster import cluster
from kg.resolve.compare import Comparison, compare
from kg.resolve.happenings import PREDICATES, SAME, UNUSUAL, figure_weight
from kg.resolve.items import Key
from kg.resolve.judgements import NONE, REASON, Judgements
from kg.resolve.places import COUNTRY
from kg.resolve.resolution import Link
from kg.resolve.tellings import Telling

LINKAGE = 0.25
"""Mean score over all pairs across two clusters that joining them needs."""

JUDGED = 2.0
"""What a person holds to be one is joined before all that only looks alike."""

MONTH = 30
"""Days of a blocking bucket; a telling is looked for in its own and the neighbouring ones."""


def compare_tellings(a: Telling, b: Telling, whole: bool = True) -> Comparison:
    """What speaks for and against the two telling of one happening; all of it, or up to a veto."""
    first, second = (a, b) if a.id <= b.id else (b, a)
    return compare(first, second, PREDICATES, SAME, whole)


def blocks(telling: Telling) -> set[str]:
    """Tellings that share none of these are never compared: a day, an unusual figure, anything named of a month."""
    days = {d // MONTH for d in (telling.first, telling.last, telling.published) if d is not None}
    months = {month + step for month in days for step in (0, 1)} or {0}
    figures = {(of, c.value) for (of, _), counts in telling.counts.items() for c in counts}
    marks = {f"figure {of} {value}" for of, value in figures}
    marks |= {f"who {iri}" for named in telling.actors.values() for iri in named}
    marks |= {f"where {s.iri}" for s in telling.spots if s.level < COUNTRY}
    found = {f"{mark} {month}" for mark in marks for month in months}
    found |= {f"figure {of} {value}" for of, value in figures if figure_weight(value) >= UNUSUAL}
    found |= {f"day {telling.first}"} if telling.exact else {f"month {month}" for month in months}
    return {f"{telling.type} {key}" for key in found}


class _Scores:
    """Comparisons by name, made once."""

    def __init__(self, tellings: Iterable[Telling], judgements: Judgements) -> None:
        self.tellings = {t.id: t for t in tellings}
        self.judgements = judgements
        self._memo: dict[tuple[Key, Key], Comparison] = {}

    def compare(self, a: Key, b: Key) -> Comparison:
        pair = (a, b) if a <= b else (b, a)
        found = self._memo.get(pair)
        if found is None:
            found = self._memo[pair] = compare_tellings(self.tellings[pair[0]], self.tellings[pair[1]], whole=False)
        return found

    def score(self, a: Key, b: Key) -> float:
        return JUDGED if self.judgements.one(a, b) else self.compare(a, b).score

    def apart(self, a: Key, b: Key) -> bool:
        """Two events of one document are two; what speaks against each other is not brought together by a third."""
        if self.judgements.one(a, b) or self.judgements.two(a, b):
            return self.judgements.two(a, b)
        return a[0] == b[0] or (found := self.compare(a, b)).forbidden or (found.score < SAME and found.contested)


def resolve_events(tellings: Sequence[Telling], judgements: Judgements = NONE) -> tuple[dict[Key, str], list[Link]]:
    """The IRI of every event of every document, and the link that says why. The order of the tellings doesn't matter.

    The IRI of a happening hashes its type and the name of its smallest telling (document IRI and id there).
    """
    scores = _Scores(tellings, judgements)
    pairs = {
        pair: scores.score(*pair)
        for pair in candidates({t.id: blocks(t) for t in tellings})
        if pair[0][0] != pair[1][0] and scores.score(*pair) >= SAME
    }
    for keys in judgements.together():
        told = [key for key in keys if key in scores.tellings]
        pairs.update(((told[0], key), JUDGED) for key in told[1:])
    iris: dict[Key, str] = {}
    links: list[Link] = []
    for members in cluster(scores.tellings, pairs, scores.apart, (scores.score, LINKAGE)):
        iri = event_iri(scores.tellings[members[0]].type, *members[0])
        for name in members:
            others = [m for m in members if m != name]
            best = max((scores.compare(name, m) for m in others), key=lambda c: (c.score, c.reasons), default=None)
            iris[name] = iri
            score, reasons = (best.score, best.reasons) if best else (1.0, ("the only telling",))
            if judgements.judged(name):
                score, reasons = 1.0, (REASON,)
            links.append(Link(local_iri(*name), iri, "event", score, reasons))
    return iris, links
