"""When two kinds of equipment are one: a T-72 is a T-72, and a tank is a tank in every language."""

from __future__ import annotations

from functools import cache

from kg import lexicon
from kg.model import LANGUAGES
from kg.resolve.compare import Finding, Predicate
from kg.resolve.items import Traits
from kg.resolve.names import Words, words


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


def anchored(traits: Traits) -> bool:
    """No kind of equipment is a vaguer mention of another."""
    return bool(traits.key)


def blocks(traits: Traits) -> set[str]:
    """Equipment that shares neither a name nor a common noun is never compared."""
    return {" ".join(n) for n in traits.full} | set(traits.alone) | ({f"noun {_noun(traits)}"} - {"noun "})


PREDICATES: tuple[Predicate[Traits], ...] = (name, noun)
