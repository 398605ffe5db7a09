"""When two units are one: number, echelon, side, arm, superior, military unit number, honorific."""

from __future__ import annotations

from kg.registry import ALIKE
from kg.resolve.compare import Finding, Predicate, veto
from kg.resolve.items import Traits

SMALL = frozenset({"squad", "platoon", "company", "battalion"})
"""Echelons that are numbered anew inside every superior: there are hundreds of 1st Battalions."""

NUMBERED_WITHIN = 20
"""Up to this number a small unit is taken for one of its superior's; separate battalions bear higher numbers."""

LADDER = ("company", "battalion", "regiment", "brigade")
"""A named unit grows up this ladder and keeps its name (Azov, Akhmat, Kraken); nothing above it does."""

ANY_ECHELON = frozenset({"", "unit"})


def code(a: Traits, b: Traits) -> Finding | None:
    """A military unit number belongs to one unit."""
    if not a.code or not b.code:
        return None
    return (
        Finding(0.95, f"same military unit number {a.code}")
        if a.code == b.code
        else veto("military unit numbers differ")
    )


def number(a: Traits, b: Traits) -> Finding | None:
    """Units with different numbers are different units."""
    if a.number is None or b.number is None:
        return None
    return Finding(0.35, f"same number {a.number}") if a.number == b.number else veto("numbers differ")


def echelon(a: Traits, b: Traits) -> Finding | None:
    """A 22nd brigade is no 22nd regiment; a named unit may have grown."""
    if a.echelon in ANY_ECHELON or b.echelon in ANY_ECHELON:
        return None
    if a.echelon == b.echelon:
        return Finding(0.2, f"same echelon {a.echelon}")
    coded = bool(a.code) and a.code == b.code
    numbered = a.number is not None and b.number is not None
    if (numbered and not coded) or not {a.echelon, b.echelon} <= {*LADDER}:
        return veto(f"{min(a.echelon, b.echelon)} is not {max(a.echelon, b.echelon)}")
    return Finding(-0.1, "echelons differ, as of a named unit that grew")


def side(a: Traits, b: Traits) -> Finding | None:
    """Both armies count their brigades from one."""
    if not a.side or not b.side:
        return None
    return Finding(0.2, f"same side {a.side}") if a.side == b.side else veto("sides differ")


def arm(a: Traits, b: Traits) -> Finding | None:
    """A 3rd assault brigade is no 3rd tank brigade; where only one telling names the arm, the number says less.

    Where a side is not told, the arm says more: there is hardly a number that both armies give to a brigade of one arm.
    """
    if a.arm and b.arm:
        same = a.arm == b.arm or any({a.arm, b.arm} <= family for family in ALIKE)
        weight = 0.1 if a.side and b.side else 0.2
        return Finding(weight, f"same arm {min(a.arm, b.arm)}") if same else veto("arms differ")
    if (a.arm or b.arm) and a.number is not None and a.number == b.number:
        return Finding(-0.1, "arm known of one only")
    return None


def superior(a: Traits, b: Traits) -> Finding | None:
    """A small unit is told by its superior: the 1st Battalions of two brigades are two battalions."""
    if a.echelon not in SMALL and b.echelon not in SMALL:
        return None
    if a.superior is None or b.superior is None:
        numbered = a.number is not None and a.number == b.number and a.number <= NUMBERED_WITHIN
        return Finding(-0.4, "superior unknown") if numbered and not (a.code and a.code == b.code) else None
    above, below = a.superior, b.superior
    if above.key and above.key == below.key:
        return Finding(0.1, "same superior")
    if any(f is not None and f.veto for f in (number(above, below), echelon(above, below), side(above, below))):
        return veto("superiors differ")
    same = (
        above.number == below.number if above.number is not None or below.number is not None else _named(above, below)
    )
    return Finding(0.1, "same superior") if same else Finding(-0.4, "superiors not known to be one")


def _names(traits: Traits) -> frozenset[str]:
    """What a unit is called by: its honorific, else the single words that name it."""
    if traits.honorific:
        return frozenset({" ".join(traits.honorific)})
    return frozenset(w for w in traits.alone if len(w) > 2 and not any(c.isdigit() for c in w))


def _named(a: Traits, b: Traits) -> bool:
    return bool(_names(a) & _names(b))


def name(a: Traits, b: Traits) -> Finding | None:
    """A name tells a unit where a number doesn't: at most one of the two has one."""
    numbered = a.number is not None and b.number is not None
    if _named(a, b):
        return Finding(0.1 if numbered else 0.7, f"same name {min(_names(a) & _names(b))}")
    if not numbered and a.full & b.full:
        return Finding(0.6, f"same full name {' '.join(min(a.full & b.full))}")
    return None


def anchored(traits: Traits) -> bool:
    """Whether a vaguer mention can be this one: it has a key, a code, a name, or number, echelon and side."""
    known = traits.number is not None and bool(traits.echelon) and bool(traits.side)
    return bool(traits.key or traits.code or known or (traits.number is None and _names(traits)))


def blocks(traits: Traits) -> set[str]:
    """Units that share none of these are never compared."""
    found = {f"name {n}" for n in _names(traits)} | {f"name {' '.join(n)}" for n in traits.full}
    if traits.number is not None:
        found.add(f"number {traits.number}")
    if traits.code:
        found.add(f"code {traits.code}")
    return found


PREDICATES: tuple[Predicate[Traits], ...] = (code, number, echelon, side, arm, superior, name)
