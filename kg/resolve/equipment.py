"""When two kinds of equipment are one: a T-72 is a T-72, and a tank is a tank in every language."""

from __future__ import annotations

from functools import cache

from kg import lexicon
from kg.resolve.compare import Finding, Predicate
from kg.resolve.items import Traits
from kg.resolve.names import Words, words
from kg.settings import LANGUAGES

SHORTEST = 4
"""Letters of a word that names a type by itself: Grad, but not T or Su."""


@cache
def _nouns() -> dict[Words, str]:
    """Folded common noun → what it counts under, from the lexicons of all languages."""
    entries = (entry for lang in LANGUAGES for entry in lexicon.read(lang, "equipment")["generic"])
    return {words(form): entry.noun for entry in entries for form in entry.forms}


def _noun(traits: Traits) -> str:
    known = _nouns()
    return min((known[n] for n in (*traits.full, *((w,) for w in traits.alone)) if n in known), default="")


def name(a: Traits, b: Traits) -> Finding | None:
    """A name in common."""
    shared = sorted(a.full & b.full) or sorted((n,) for n in a.alone & b.alone)
    return Finding(0.8, f"same name {' '.join(shared[0])}") if shared else None


def noun(a: Traits, b: Traits) -> Finding | None:
    """The same common noun, each in its language."""
    found = _noun(a)
    return Finding(0.8, f"both {found}") if found and found == _noun(b) and name(a, b) is None else None


def _variants(traits: Traits) -> set[str]:
    """What a designation like Shahed-136 or Iskander-M is a model of: a word with numbers or letters after it."""
    return {n[0] for n in traits.full if len(n[0]) >= SHORTEST and all(len(w) == 1 or w[0].isdigit() for w in n[1:])}


def variant(a: Traits, b: Traits) -> Finding | None:
    """A type without its model may be the only model told of."""
    if name(a, b):
        return None
    found = (_variants(a) & b.alone) | (_variants(b) & a.alone)
    return Finding(0.5, f"a model of {min(found)}") if found else None


def anchored(traits: Traits) -> bool:
    """Whether a type without a model can be this one."""
    return bool(traits.key or _variants(traits))


def blocks(traits: Traits) -> set[str]:
    """Equipment that shares neither a name, nor a type, nor a common noun is never compared."""
    found = {" ".join(n) for n in traits.full} | set(traits.alone) | _variants(traits)
    return found | ({f"noun {_noun(traits)}"} - {"noun "})


PREDICATES: tuple[Predicate[Traits], ...] = (name, variant, noun)
