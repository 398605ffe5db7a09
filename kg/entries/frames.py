"""`frames.toml`: how trigger words tell an event."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Frame:
    """How one family of trigger words tells an event; the head of `frames.toml` explains every field."""

    id: str
    event: str
    roles: dict[str, tuple[str, ...]]
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    counts: dict[str, str] = field(default_factory=dict)
    bare: str = ""


SCHEMA: dict[str, type] = {
    "frame": Frame,
}
"""Array name → entry type."""
