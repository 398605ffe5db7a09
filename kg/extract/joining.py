"""Tellings of one sentence that are one happening: a verb and its noun, an attack and what it cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.clauses import base
from kg.extract.quantities import STATES
from kg.extract.scene import Scene
from kg.extract.telling import Figure, Telling

CARRIED = frozenset({("Loss", "Attack"), ("Release", "PrisonerExchange")})
"""Types of a verb and of a noun beside it that are one happening: "killed in a strike", "freed in a swap"."""

TOLL = frozenset({"killed", "wounded", "missing", "personnel"})


def joined(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings of a sentence with those that are one happening as one, in the order of their triggers."""
    found = _agreed(scene, _without_circumstances(scene, tellings))
    found = _of_nouns(scene, found)
    found = _of_parts(scene, found)
    return _with_tolls(scene, found)


def _without_circumstances(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings without talks that are told only as what led to a return ("freed as a result of talks")."""
    by_word = {t.word: t for t in tellings}

    def is_circumstance(word: int) -> bool:
        for j in (word, *scene.tree.ancestors(word)):
            if j != word and j in by_word:
                return by_word[j].type in ("PrisonerExchange", "Release")
            if base(scene.words[j].dep) not in ("obl", "nmod"):
                return False
        return False

    return [t for t in tellings if t.type != "Negotiation" or t.kind != "noun" or not is_circumstance(t.word)]


def _agreed(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """What is negotiated is no happening beside the talks: its figures are theirs ("agreed to exchange 1,000")."""
    by_word = {t.word: t for t in tellings}
    dropped: set[int] = set()
    for telling in tellings:
        if telling.type not in ("PrisonerExchange", "Release"):
            continue
        governor = by_word.get(scene.words[telling.word].head)
        negotiated = governor is not None and governor.type == "Negotiation"
        clause = set(scene.tree.clause(telling.word))
        bare = telling.kind == "noun" and not (telling.figures or telling.time)
        bare = bare or (telling.kind == "noun" and bool(scene.tree.prepositions(telling.word)))  # "talks about a swap"
        if negotiated or (bare and any(t.type == "Negotiation" and t.word in clause for t in tellings)):
            dropped.add(telling.word)
        if negotiated and governor is not None:
            by_word[governor.word] = replace(governor, figures=governor.figures + telling.figures)
    return [by_word[t.word] for t in tellings if t.word not in dropped]


def _of_nouns(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """A verb whose argument tells an event itself ("repelled an assault", "halted the advance") is one telling with it.

    The noun says what happened; of the verb's roles those are kept that an event of the noun's type has.
    """
    by_word = {t.word: t for t in tellings}
    dropped: set[int] = set()
    for verb in tellings:
        if verb.kind == "noun":
            continue
        slots = scene.tree.slots(verb.word)
        beside: list[int] = []
        if any(verb.type == kind for kind, _ in CARRIED):
            siblings = scene.tree.conjuncts(scene.tree.first_conjunct(verb.word))
            beside = [*slots.get("subj", ()), *(k for s in siblings for k in scene.tree.kids(s, "obl"))]
            beside += [k for j in slots.get("subj", ()) for k in scene.tree.kids(j, "nmod")]  # "two waves of strikes"
        for j in [*slots.get("obj", ()), *slots.get("passive_subj", ()), *beside]:
            noun = by_word.get(j)
            if noun is None or noun.kind != "noun" or noun.word in dropped:
                continue
            if j in beside and (verb.type, noun.type) not in CARRIED:
                continue
            roles = noun.roles
            if noun.type == verb.type:
                known = {f.role for f in noun.roles if f.name is not None}
                roles += tuple(f for f in verb.roles if f not in noun.roles and f.role not in known)
            by_word[j] = replace(
                noun,
                roles=roles,
                figures=_told_by(verb, noun),
                places=noun.places or verb.places,
                time=noun.time or verb.time,
                pointing=noun.pointing and verb.pointing,
            )
            dropped.add(verb.word)
            break
    return [by_word[t.word] for t in tellings if t.word not in dropped]


def _told_by(verb: Telling, noun: Telling) -> tuple[Figure, ...]:
    """The figures of a noun with those of its verb: of a return within an exchange those of the side that returned,
    of a toll all, else those of the verb only where the noun has none."""
    if verb.type == "Loss":
        return noun.figures + verb.figures
    if verb.type != "Release":
        return noun.figures or verb.figures
    side = next((f.side for role in ("captive", "recipient") for f in verb.filled(role) if f.side), "")
    return noun.figures + tuple(replace(f, side=f.side or side) for f in verb.figures)


def _of_parts(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """ "Ambushed a column, destroying two carriers": what an adverbial clause adds to an attack."""
    by_word = {t.word: t for t in tellings}
    dropped: set[int] = set()
    for part in tellings:
        first = scene.words[scene.tree.first_conjunct(part.word)]
        whole = by_word.get(first.head)
        if whole is None or whole.word == part.word or whole.word in dropped or whole.type != "Attack":
            continue
        if part.type in ("Attack", "Loss") and base(first.dep) in ("advcl", "xcomp"):
            extra = tuple(f for f in part.roles if f.role == "target" and f not in whole.roles)
            by_word[whole.word] = replace(
                whole, roles=whole.roles + extra, figures=whole.figures + part.figures, time=whole.time or part.time
            )
            dropped.add(part.word)
    return [by_word[t.word] for t in tellings if t.word not in dropped]


def _with_tolls(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """The dead and wounded told beside an attack are its toll, unless they have a day or a place of their own; those
    whose bodies return are none."""
    by_word = {t.word: t for t in tellings}
    dropped: set[int] = set()
    attacks = [t for t in tellings if t.type == "Attack" and not t.pointing]
    bodies = {f.quantity.start for t in tellings if t.type == "Release" for f in t.figures if f.of == "body"}
    for toll in tellings:
        if toll.type == "Loss" and toll.figures and {f.quantity.start for f in toll.figures} <= bodies:
            dropped.add(toll.word)  # "the bodies of 12 soldiers killed in action": only their return is told
            continue
        if toll.type != "Loss" or not toll.figures or {f.of for f in toll.figures} - TOLL or toll.since:
            continue
        if any(f.name is not None for f in toll.roles) or not {f.of for f in toll.figures} & STATES:
            continue
        near = min(attacks, key=lambda t: abs(t.word - toll.word), default=None)
        if near is None:
            continue
        attack = by_word[near.word]
        if (toll.time and attack.time and toll.time != attack.time) or set(toll.places) - set(attack.places):
            continue
        by_word[attack.word] = replace(attack, figures=attack.figures + toll.figures, time=attack.time or toll.time)
        dropped.add(toll.word)
    return [by_word[t.word] for t in tellings if t.word not in dropped]
