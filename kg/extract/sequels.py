"""What a sentence without an event of its own adds to the one told just before: who says so too, or denies it, figures.

"This was reported by the mayor." — "Moscow denied it." — "The governor put the injured at 24."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import cues
from kg.extract.attribution import Attribution
from kg.extract.happenings import Told
from kg.extract.parsed import Parsed
from kg.extract.phrases import standing_in
from kg.extract.quantities import STATES, Quantity
from kg.extract.sayings import Saying
from kg.extract.telling import Figure
from kg.model import EventType, Modality

REACH = 2
"""How many sentences behind the telling of an event something is added to it."""

TOLLS: frozenset[EventType] = frozenset({"Attack", "Loss"})
"""Events that have dead, wounded and missing."""

RETURNS: frozenset[EventType] = frozenset({"PrisonerExchange", "Release"})
"""Events after which people have returned."""

PEOPLE = frozenset({"", "captive", "personnel", "person", "wounded"})
"""Concepts under which those who return are counted."""


def sequels(parsed: Parsed, sayings: Sequence[Saying], before: Sequence[Told]) -> Iterator[Told]:
    """What a sentence that tells no event adds to those told `before`, in the last sentence that told any."""
    if not before or parsed.number - before[0].telling.sentence > REACH:
        return
    if any(t.kind == "since" for t in parsed.times):
        return  # a tally of its own
    counted = [q for q in parsed.quantities if not q.part]
    spoken = [s for s in sayings if (s.speakers or s.side) and not s.negated and s.stance != "plan"]
    for saying in spoken:
        inside = standing_in((parsed.words[j] for j in saying.covers), counted)
        for told in before:
            figures = _figures(told.telling.type, inside, saying)
            if (figures and saying.speakers) or _repeats(parsed, saying):
                modality: Modality = "denied" if saying.stance == "deny" else "claimed"
                yield _added(parsed, told, figures, Attribution(saying.speakers, saying.side, modality), saying.word)
    if not spoken and not any(s.negated for s in sayings):
        for told in before:
            if figures := _figures(told.telling.type, counted, None):
                yield _added(parsed, told, figures, Attribution((), "", "asserted"), None)


def _added(parsed: Parsed, told: Told, figures: tuple[Figure, ...], attribution: Attribution, word: int | None) -> Told:
    at = parsed.words[word if word is not None else 0]
    telling = replace(
        told.telling,
        sentence=parsed.number,
        word=at.i,
        start=at.start,
        end=at.end,
        roles=(),
        figures=figures,
        places=(),
        time=None,
        definite=True,
        pointing=True,
    )
    return replace(told, telling=telling, attribution=attribution, is_title=False)


def _figures(event_type: EventType, quantities: Sequence[Quantity], saying: Saying | None) -> tuple[Figure, ...]:
    """The numbers that belong to an event of a type: its dead and wounded, or those who came back by one's count."""
    if event_type in TOLLS:
        return tuple(Figure(q.of, q, q.side, "target") for q in quantities if q.of in STATES)
    if event_type in RETURNS and saying is not None:
        counted = [q for q in quantities if q.of in PEOPLE and q.value > 1]
        return tuple(Figure("returned", q, q.side or saying.side, "item") for q in counted[:1])
    return ()


def _repeats(parsed: Parsed, saying: Saying) -> bool:
    """Whether a saying is of nothing but what was told: "X confirmed this", "Kyiv denied it", "про це повідомив X"."""
    if saying.word is None or not parsed.tree.parsed:
        return False
    predicates = [w for w in parsed.words if w.pos == "VERB" and w.i != saying.word and w.dep not in ("case", "fixed")]
    if predicates:
        return False
    subjects = () if parsed.tree.is_passive(saying.word) else parsed.tree.kids(saying.word, "nsubj")
    pointing = (start for start, _ in cues.spans(parsed.words, cues.of(parsed.lang, "pointing")))
    if any(start not in subjects and not parsed.tree.kids(start, "nmod") for start in pointing):
        return True  # "denied the loss", but not "the loss of aircraft", which may be of others
    objects = parsed.tree.kids(saying.word, "obj", "ccomp", "xcomp")
    return saying.stance in ("deny", "confirm") and not objects and not parsed.quantities
