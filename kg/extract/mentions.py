"""Mentions of organizations and equipment, and the decision among all recognisers where their names overlap."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from kg.extract import equipment, organizations, persons, units
from kg.extract.tokens import Name, Sentence

RANKS = {
    "unit": 8,
    "registry": 7,
    "organization": 6,
    "equipment": 6,
    "person": 5,
    "gazetteer": 4,
    "public": 3,
    "built": 3,
    "title": 3,
    "ending": 2,
    "ner": 1,
}
"""How far each source is trusted where names of equal length overlap; `Name.source` names it."""


def find(sentence: Sentence) -> list[Name]:
    """The organizations and the equipment that a sentence names."""
    return [*organizations.find(sentence), *equipment.find(sentence)]


def arbitrate(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names of one sentence that stand, sorted, none overlapping.

    The longer name wins, so that a country inside a ministry's name disappears, unless it stands on weak evidence (an
    ending, a trained guess, a common noun) and the shorter does not; of equally long ones the surer source wins.
    """
    candidates = sorted(set(names), key=lambda n: (n.start, -n.end, -RANKS.get(n.source, 0), n.type, n.lemma, n.source))
    kept: list[Name] = []
    for name in sorted(candidates, key=_strength, reverse=True):
        if not any(k.start < name.end and name.start < k.end for k in kept):
            kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.start))


def _strength(name: Name) -> tuple[bool, int, int, int]:
    """What decides between overlapping names, first things first."""
    sure = not (name.source in ("ner", "ending", "title", "public") or bool(name.attributes.get("generic")))
    bare_unit = name.type == "Unit" and not name.attributes.keys() & {"number", "echelon", "militaryUnitNumber"}
    rank = RANKS.get(name.source, 0) - (3 if bare_unit else 0)
    return sure, name.end - name.start, rank, -name.start


def again(sentences: Sequence[Sentence], found: Sequence[Sequence[Name]]) -> list[tuple[Name, ...]]:
    """The names of a whole document, `found` by sentence, with what the sentence or the document adds to them.

    Surnames alone that the document explains become mentions of their person; a unit has the side of its whole.
    """
    known = persons.surnames(name for names in found for name in names)
    return [
        _sided(arbitrate([*names, *persons.again(sentence, known)]), sentence)
        for sentence, names in zip(sentences, found, strict=True)
    ]


def _sided(names: Sequence[Name], sentence: Sentence) -> tuple[Name, ...]:
    """The names, units without a side with that of the body or the larger unit that they are said to be part of."""
    sides = {part: whole.side for part, whole in units.part_of(names, sentence) if whole.side and not part.side}
    return tuple(dataclasses.replace(n, side=sides[n]) if n in sides else n for n in names)
