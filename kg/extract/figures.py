"""The numbers of a telling: which count its people and things, and of which side."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from kg.extract.discourse import possessed_side
from kg.extract.phrases import Phrase
from kg.extract.quantities import STATES, Quantity, listed
from kg.extract.scene import Scene, quantities_in, reach
from kg.extract.telling import Figure
from kg.extract.triggers import Trigger

NEAR_LETTERS = 12
"""Characters from the beginning of a number to the participle right behind it."""


DASHES = frozenset("—–-")
PEOPLE = frozenset({"", "person", "personnel", "captive", "civilian"})


def figures_of(scene: Scene, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]) -> tuple[Figure, ...]:
    """The numbers that a frame counts: those inside the phrases of its counting roles, and in its own words."""
    found: dict[tuple[int, str], Figure] = {}
    if trigger.frame.event == "PrisonerExchange":
        for quantity in quantities_in(scene, [trigger.word, *reach(scene, trigger)]):
            if quantity.kind:
                found[quantity.start, "returned"] = Figure("returned", quantity, quantity.side, "item")
    own = [q for q in quantities_in(scene, trigger.rest) if not q.part]
    own += [
        q
        for j in trigger.rest
        for q in quantities_in(scene, scene.tree.kids(j, "nummod"))
        if not q.part and q not in own
    ]
    own += [
        q
        for j in trigger.rest
        if trigger.frame.event == "Negotiation" and scene.words[j].pos == "NOUN"
        for q in scene.reader.read(j).counts  # "agreed on an exchange of 1,000 prisoners"
        if not q.part and q not in own
    ]
    for role, of in trigger.frame.counts.items():
        if not filled.get(role):
            for quantity in own:
                counted = of or quantity.of
                if counted:
                    found[quantity.start, counted] = Figure(counted, quantity, quantity.side, role)
        shared = next(
            (
                side
                for phrase, _ in filled.get(role, ())
                if (side := phrase.side or possessed_side(scene.tree, scene.reader, phrase, scene.discourse))
            ),
            "",
        )
        for phrase, _ in filled.get(role, ()):
            for quantity in phrase.counts:
                if quantity.part:
                    continue
                state = quantity.of if of in STATES and quantity.of in STATES else ""  # "left 17 dead and 30 wounded"
                counted = state or of or quantity.of or _noun_of(scene, phrase)
                if counted == "returned" and (quantity.of == "body" or "body" in phrase.kinds):
                    counted = "body"
                if counted == "person" and trigger.frame.event == "Loss":
                    counted = "personnel"
                if counted:
                    side = quantity.side or phrase.side or shared
                    found.setdefault((quantity.start, counted), Figure(counted, quantity, side, role))
    found = _own_state(scene, trigger, found)
    if not found and trigger.frame.event == "Loss" and trigger.kind == "noun":
        for quantity in quantities_in(scene, reach(scene, trigger)):  # "The toll: 1,200 soldiers, 8 tanks"
            if quantity.of and not quantity.part:
                of = "personnel" if quantity.of == "person" else quantity.of
                found[quantity.start, of] = Figure(of, quantity, quantity.side, "item")
    if not found:
        found |= _restated(scene, trigger, filled) or _leftover(scene, trigger, filled)
    return tuple(_with_list(scene, found).values())


def _with_list(scene: Scene, found: Mapping[tuple[int, str], Figure]) -> dict[tuple[int, str], Figure]:
    """The figures with the other things of their list: "107,440 men, 3,031 tanks, 283 aircraft"."""
    out = dict(found)
    pairs = list(itertools.pairwise(sorted(scene.quantities, key=lambda q: q.first)))
    for near, far in [*pairs, *((right, left) for left, right in reversed(pairs))]:
        known = next((f for (start, _), f in out.items() if start == near.start), None)
        if known is None or far.part or far.of not in scene.counted or any(start == far.start for start, _ in out):
            continue
        if known.of in scene.counted and listed(scene.sentence, *sorted((near, far), key=lambda q: q.first)):
            out[far.start, far.of] = Figure(far.of, far, far.side or known.side, known.role)
    return out


def _own_state(scene: Scene, trigger: Trigger, found: dict[tuple[int, str], Figure]) -> dict[tuple[int, str], Figure]:
    """A number right before a participle is its own, not the subject's: "Three people were killed and nine wounded"."""
    for of in {of for _, of in found if of in STATES}:
        start = scene.words[trigger.word].start
        own = [q for q in scene.quantities if q.of == of and 0 <= start - q.start <= NEAR_LETTERS and not q.part]
        if own and (own[-1].start, of) not in found:
            side = next(f.side for (_, o), f in found.items() if o == of)
            kept = {key: f for key, f in found.items() if key[1] != of}
            return {**kept, (own[-1].start, of): Figure(of, own[-1], own[-1].side or side, "item")}
    return found


def _restated(
    scene: Scene, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]
) -> dict[tuple[int, str], Figure]:
    """ "As many captives — 195 men": a number of people behind a dash says how many a phrase before it are."""
    ends = {w.end: w.text for w in scene.words}
    for role, of in trigger.frame.counts.items():
        for phrase, _ in filled.get(role, ()) if of else ():
            for quantity in scene.quantities:
                mark = max((end for end in ends if end <= quantity.start), default=0)
                behind = quantity.start > scene.words[phrase.head].start and ends.get(mark) in DASHES
                if behind and quantity.of in PEOPLE and not quantity.part:
                    side = quantity.side or phrase.side
                    return {(quantity.start, of): Figure(of, quantity, side, role)}
    return {}


def _leftover(
    scene: Scene, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]
) -> dict[tuple[int, str], Figure]:
    """A number alone in its sentence is that of what is counted: "put the number of men returned at 248"."""
    loose = [q for q in scene.quantities if not q.of and q.noun is None and not q.part]
    if len(loose) != 1 or len(scene.quantities) != 1 or _of_other_noun(scene, loose[0]):
        return {}
    for role, of in trigger.frame.counts.items():
        phrases = filled.get(role)
        if of and phrases:
            quantity = loose[0]
            side = quantity.side or phrases[0][0].side
            side = side or possessed_side(scene.tree, scene.reader, phrases[0][0], scene.discourse)
            return {(quantity.start, of): Figure(of, quantity, side, role)}
    return {}


def _of_other_noun(scene: Scene, quantity: Quantity) -> bool:
    """Whether a number stands by a noun that is not counted: "the first in five months"."""
    return any(w.dep == "nummod" for w in scene.words if w.start <= quantity.start < w.end)


def _noun_of(scene: Scene, phrase: Phrase) -> str:
    """What a number before a named type counts: two Su-34 are two aircraft."""
    return next((str(n.attributes["noun"]) for n in phrase.names if n.attributes.get("noun")), "")
