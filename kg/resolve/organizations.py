"""When two organizations are one: the state they belong to, which of its bodies they are, names long and short."""

from __future__ import annotations

from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits

BODIES = frozenset(
    {
        "air_defence_forces", "air_force", "airborne_forces", "armed_forces", "border_guard", "defence_ministry",
        "emergency_service", "foreign_ministry", "general_staff", "ground_forces", "interior_ministry", "marine_corps",
        "military_intelligence", "national_guard", "national_police", "navy", "president_office", "security_service",
        "special_operations_forces", "territorial_defence_forces", "transport_service",
        "unmanned_systems_forces",
    }
)  # fmt: skip
"""Kinds of bodies (`organizations.toml`) of which every state has its own; kinds not listed gather several."""

SOLE = frozenset({"coordination_headquarters", "national_information_bureau"})
"""Kinds of bodies of which there is one in all."""

VAGUE = 0.65
"""A ministry of no known state is the only one in question only if its whole name is the same."""


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


def body(a: Traits, b: Traits) -> Finding | None:
    """The same body of a state, in whatever language; another body is another organization."""
    if not {a.kind, b.kind} <= BODIES | SOLE:
        return None
    if a.kind != b.kind:
        return veto(f"{min(a.kind, b.kind)} is not {max(a.kind, b.kind)}")
    named = bool(a.full & b.full) or bool(a.alone & b.alone)
    return None if named else Finding(0.8 if a.kind in SOLE else 0.7, f"both a {a.kind}")


def state(a: Traits, b: Traits) -> Finding | None:
    """Every state has its ministry of defence: where the state is unknown, the name says less."""
    if a.side and b.side:
        return Finding(0.1, f"both of {a.side}") if a.side == b.side else veto("of different states")
    if a.side or b.side:
        return Finding(-0.1, "state known of one only")
    return Finding(-0.1, "of which state is not known") if a.kind in BODIES and b.kind in BODIES else None


def anchored(traits: Traits) -> bool:
    """Whether a name without a state can be this one."""
    return bool(traits.key or traits.side)


def blocks(traits: Traits) -> set[str]:
    """Organizations that share neither a whole name nor what body they are of which state are never compared."""
    found = {" ".join(n) for n in traits.full} | set(traits.alone)
    if traits.kind in SOLE:
        found.add(traits.kind)
    elif traits.kind in BODIES and traits.side:
        found.add(f"{traits.kind} of {traits.side}")
    return found


PREDICATES: tuple[Predicate[Traits], ...] = (state, body, long_name, short_name)
