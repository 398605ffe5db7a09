"""`ranks.toml`: words around names of people: ranks, posts, honorifics."""

from __future__ import annotations

from dataclasses import dataclass

from kg.entries.common import Forms


@dataclass(frozen=True, slots=True)
class PostWords:
    """Nouns for one office. `scope`: what it is of where the text names no body: country, region, place, body (of armed
    forces or a state), the size of a unit, "" where open."""

    id: str
    forms: tuple[str, ...]
    scope: str = ""


@dataclass(frozen=True, slots=True)
class LeadVerb:
    """Verb forms that say that somebody holds a post of what follows."""

    post: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Endings:
    """How words of one kind end."""

    endings: tuple[str, ...]


SCHEMA: dict[str, type] = {
    "rank": Forms,
    "honorific": Forms,
    "post": PostWords,
    "adjunct": Forms,
    "lead_verb": LeadVerb,
    "relative": Forms,
    "body_link": Forms,
    "article": Forms,
    "body_noun": Forms,
    "calling": Forms,
    "given": Forms,
    "surname": Endings,
    "patronymic": Endings,
    "particle": Forms,
    "public": Forms,
    "call_sign": Forms,
    "not_person": Forms,
}
"""Array name → entry type."""
