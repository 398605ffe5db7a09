"""When two organizations, or two kinds of equipment, are one: names, long and short, and the state they belong to."""

from __future__ import annotations

from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits


def long_name(a: Traits, b: Traits) -> Finding | None:
    """A name of several words in common."""
    shared = a.full & b.full
    return Finding(0.8, f"same name {' '.join(min(shared))}") if shared else None


def short_name(a: Traits, b: Traits) -> Finding | None:
    """A name of one word, or an acronym, in common. An acronym that a document explains joins the long form so."""
    shared = a.alone & b.alone
    return Finding(0.75, f"same short name {min(shared)}") if shared and not a.full & b.full else None


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
EQUIPMENT: tuple[Predicate[Traits], ...] = (long_name, short_name)
