"""When two organizations, or two kinds of equipment, are one: names, long and short, and the state they belong to."""

from __future__ import annotations

from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits


def _longest(traits: Traits) -> int:
    return max((len(n) for n in traits.full), default=0)


def long_name(a: Traits, b: Traits) -> Finding | None:
    """A name of several words in common. Where both have longer ones that differ, it may be what many are called."""
    shared = a.full & b.full
    if not shared:
        return None
    best = min(shared, key=lambda n: (-len(n), n))
    whole = len(best) >= min(_longest(a), _longest(b))
    return Finding(0.8 if whole else 0.65, f"same name {' '.join(best)}")


def short_name(a: Traits, b: Traits) -> Finding | None:
    """A name of one word, or an acronym, in common. An acronym that a document explains joins the long form so."""
    shared = a.alone & b.alone
    if not shared or a.full & b.full:
        return None
    return Finding(0.65 if a.full and b.full else 0.75, f"same short name {min(shared)}")


def any_name(a: Traits, b: Traits) -> Finding | None:
    """Equipment goes by its names alone: a T-72 is a T-72."""
    shared = sorted(a.full & b.full) or sorted((n,) for n in a.alone & b.alone)
    return Finding(0.8, f"same name {' '.join(shared[0])}") if shared else None


def state(a: Traits, b: Traits) -> Finding | None:
    """Every state has its ministry of defence; where one's state is unknown, the name says less."""
    if a.side and b.side:
        return Finding(0.1, f"both of {a.side}") if a.side == b.side else veto("of different states")
    return Finding(-0.1, "state known of one only") if a.side or b.side else None


def anchored(traits: Traits) -> bool:
    """Whether a name without a state can be this one."""
    return bool(traits.key or traits.side)


def blocks(traits: Traits) -> set[str]:
    """Organizations that share no whole name are never compared."""
    return {" ".join(n) for n in traits.full} | set(traits.alone)


PREDICATES: tuple[Predicate[Traits], ...] = (long_name, short_name, state)
EQUIPMENT: tuple[Predicate[Traits], ...] = (any_name,)
