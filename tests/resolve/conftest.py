"""Records built from the short forms of the case tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from kg.model import Claim, Count, DateRange, DocumentInfo, Entity, Event, Place, Record, Relation, Role, Span


def entity(name: str, kind: str, row: Mapping[str, Any]) -> Entity:
    return Entity(
        id=name,
        type=kind,
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        side=row.get("side", ""),
        attributes=row.get("attributes", {}),
        key=row.get("key", ""),
        private=row.get("private", False),
    )


def entity_record(document: str, kind: str, row: Mapping[str, Any]) -> Record:
    """A document with one entity `e1`, the bodies of its posts and the unit that it is part of."""
    entities, relations = [entity("e1", kind, row)], []
    for n, (title, body) in enumerate(row.get("posts", ())):
        entities.append(entity(f"p{n}", "Organization", {"name": body}))
        relations.append(Relation("position", "e1", f"p{n}", title))
    if "part_of" in row:
        entities.append(entity("u", "Unit", row["part_of"]))
        relations.append(Relation("partOf", "e1", "u"))
    return Record(DocumentInfo(document, "en", "", 0, iri=f"doc:{document}"), tuple(entities), tuple(relations))


def _range(value: str) -> DateRange:
    if len(value) == 10:
        return DateRange(value, value, value)
    if len(value) == 7:
        return DateRange(value, f"{value}-01", f"{value}-28")
    return DateRange(value, f"{value}-01-01", f"{value}-12-31")


def event_record(document: str, rows: Sequence[Mapping[str, Any]], published: str = "") -> Record:
    """A document with events `v1`, …; entities are named in them by what they are ("Unit:93:UA", "Place:Q1899")."""
    entities: dict[str, Entity] = {}

    def named(what: str) -> str:
        kind, name, *side = what.split(":")
        if what not in entities:
            key = f"place:{name}" if kind == "Place" else ""
            attributes = {"number": int(name), "echelon": "brigade"} if kind == "Unit" else {}
            entities[what] = Entity(
                f"e{len(entities) + 1}", kind, name, side="".join(side), attributes=attributes, key=key
            )
        return entities[what].id

    events = []
    for n, row in enumerate(rows, 1):
        roles = [Role(role, side=side) for role, side in row.get("sides", ())]
        roles += [Role(role, named(what)) for role, what in row.get("who", ())]
        events.append(
            Event(
                id=f"v{n}",
                type=row["type"],
                mentions=(),
                claims=(Claim("c1", row.get("modality", "claimed"), Span(0, 1, "x")),),
                date=_range(row["date"]) if "date" in row else None,
                places=tuple(Place(named(f"Place:{p}")) for p in row.get("places", ())),
                roles=tuple(roles),
                counts=tuple(Count(c[0], c[2], c[3] if len(c) > 3 else "exact", c[1]) for c in row.get("counts", ())),
            )
        )
    info = DocumentInfo(document, "en", "", 0, published=published, iri=f"doc:{document}")
    return Record(info, tuple(entities.values()), (), tuple(events))


@pytest.fixture
def of_entity() -> Callable[[str, str, Mapping[str, Any]], Record]:
    return entity_record


@pytest.fixture
def of_events() -> Callable[..., Record]:
    return event_record
