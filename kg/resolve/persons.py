"""When two persons are one: full name across scripts, surname and post, side; captives only with great care."""

from __future__ import annotations

from itertools import product

from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits
from kg.resolve.names import EXACT, INITIAL, LOOSE, callable_by, full_names_agree

_FULL = {EXACT: 0.8, LOOSE: 0.75, INITIAL: 0.5}


def full_name(a: Traits, b: Traits) -> Finding | None:
    """Given name and surname agree, or are those of two people. The reason never quotes the name: it may be private."""
    if not a.full or not b.full:
        return None
    found = {full_names_agree(x, y) for x, y in product(a.full, b.full)} - {""}
    if not found:
        return veto("full names differ")
    best = max(found, key=_FULL.__getitem__)
    return Finding(
        _FULL[best],
        {EXACT: "same full name", LOOSE: "forms of one full name", INITIAL: "same initial and surname"}[best],
    )


def surname(a: Traits, b: Traits) -> Finding | None:
    """A surname alone is a hint: somebody else may bear it."""
    if a.full and b.full:
        return None
    called_a = frozenset().union(*(callable_by(n, a.alone) for n in a.full)) or a.alone
    called_b = frozenset().union(*(callable_by(n, b.alone) for n in b.full)) or b.alone
    return Finding(0.45, "same surname") if called_a & called_b else veto("surnames differ")


def post(a: Traits, b: Traits) -> Finding | None:
    """The same post beside the same surname is strong; different posts say nothing, for people have several."""
    return Finding(0.3, "a post in common") if a.posts & b.posts else None


def side(a: Traits, b: Traits) -> Finding | None:
    """Nobody is of both sides."""
    if not a.side or not b.side:
        return None
    return Finding(0.05, f"same side {a.side}") if a.side == b.side else veto("sides differ")


def privacy(a: Traits, b: Traits) -> Finding | None:
    """A private person in captivity is joined only on an equal full name beside the same side and unit."""
    if not a.private and not b.private:
        return None
    if a.private != b.private:
        return veto("one is a private person in captivity")
    same = any(full_names_agree(x, y) == EXACT for x, y in product(a.full, b.full))
    units = bool(a.posts & b.posts) or (not a.posts and not b.posts)
    known = bool(a.side) and a.side == b.side and units
    return None if same and known else veto("private persons, not surely one")


def anchored(traits: Traits) -> bool:
    """Whether a bare surname can be this one: its full name is known."""
    return bool(traits.key or traits.full) and not traits.private


def blocks(traits: Traits) -> set[str]:
    """Persons that share no word of their names are never compared."""
    return {w for n in traits.full for w in n if len(w) > 2} | set(traits.alone)


PREDICATES: tuple[Predicate[Traits], ...] = (full_name, surname, post, side, privacy)
