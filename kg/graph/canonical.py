"""The canonical form of a record: what is a set in its graph is sorted and free of repetition.

A record read back out of the graph is in this form, and so is the one that is written: records that say the same in
another order have the same quads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, replace
from typing import TypeVar

from kg.model import Count, Mention, Place, Record, Relation, Role, Span

Filler = TypeVar("Filler", Place, Role, Count)


def natural(identifier: str) -> tuple[list[tuple[int, str]], str]:
    """A sort key that puts e2 before e10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", identifier)
    return [(int(part), "") if part.isascii() and part.isdigit() else (-1, part) for part in parts], identifier


def _fillers(rows: Iterable[Filler]) -> tuple[Filler, ...]:
    """Fillers that say the same are one, with the claims of all; sorted."""
    claims: dict[Filler, set[str]] = defaultdict(set)
    for row in rows:
        claims[replace(row, claims=())].update(row.claims)
    made = (replace(row, claims=tuple(sorted(found, key=natural))) for row, found in claims.items())
    return tuple(sorted(made, key=astuple))


def _mentions(rows: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(set(rows), key=lambda m: (m.start, m.end)))


def _relations(rows: Iterable[Relation]) -> tuple[Relation, ...]:
    evidence: dict[Relation, set[Span]] = defaultdict(set)
    for row in rows:
        evidence[replace(row, evidence=())].update(row.evidence)
    made = (
        replace(row, evidence=tuple(sorted(spans, key=lambda s: (s.start, s.end)))) for row, spans in evidence.items()
    )
    return tuple(sorted(made, key=lambda r: (natural(r.subject), r.type, natural(r.object), r.title)))


def canonical(record: Record) -> Record:
    """The record in canonical form: fillers that name nobody are gone, fillers that say the same are one."""
    entities = (
        replace(e, mentions=_mentions(e.mentions), aliases=tuple(sorted(set(e.aliases)))) for e in record.entities
    )
    events = (
        replace(
            event,
            mentions=_mentions(event.mentions),
            claims=tuple(sorted(event.claims, key=lambda c: natural(c.id))),
            places=_fillers(event.places),
            roles=_fillers(role for role in event.roles if role.entity or role.side),
            counts=_fillers(event.counts),
        )
        for event in record.events
    )
    return replace(
        record,
        entities=tuple(sorted(entities, key=lambda e: natural(e.id))),
        relations=_relations(record.relations),
        events=tuple(sorted(events, key=lambda e: natural(e.id))),
    )
