"""`cues.toml`: words that colour a statement or tie it to somebody."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Words


@dataclass(frozen=True, slots=True)
class Say:
    """Words by which somebody says something; `id` is the stance: neutral, claim, deny, confirm, announce, plan."""

    id: str
    verbs: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that colour a statement or tie it to somebody: sequences of words, each a lemma or a form as it stands."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideWords:
    """Words that show a side: adjectives, nouns for its people and forces, names that stand for its government."""

    id: str
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NounClass:
    """Common nouns of one class, which a frame may ask for in `needs`."""

    id: str
    nouns: tuple[str, ...]


SCHEMA: dict[str, type] = {
    "say": Say,
    "source": Cue,
    "citing": Cue,
    "hedge": Cue,
    "negation": Cue,
    "plan": Cue,
    "condition": Cue,
    "mediate": Cue,
    "locative": Cue,
    "in_return": Cue,
    "saying_place": Cue,
    "owning": Cue,
    "preposition": Cue,
    "distance": Cue,
    "object_marker": Cue,
    "whereabouts": Cue,
    "untrue": Cue,
    "concede": Cue,
    "inside": Cue,
    "pointing": Cue,
    "generic": Cue,
    "side": SideWords,
    "deixis": Words,
    "person_noun": NounClass,
    "thing_noun": NounClass,
}
"""Array name → entry type."""
