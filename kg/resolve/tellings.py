"""An event of a document as resolution sees it: days, places and what holds them, sides, participants, counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.ids import place_iri, registry_iri
from kg.model import Count, Entity, Event, Record, Role
from kg.resolve.items import Key, document_iri
from kg.resolve.places import COUNTRY, level

Within = Callable[[str], Iterable[str]]
"""Ids of the gazetteer places that hold a place, from its id."""

Above = Callable[[str], Iterable[str]]
"""Ids of the registry entries that hold a unit, from its id."""

PLACED = frozenset({"origin", "destination"})
"""Roles that are filled by places: where from, where to."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of an event.

    level  3 a country, 2 a region, 1 a district, 0 smaller
    above  IRIs of the places that hold it
    point  latitude and longitude, or None
    """

    iri: str
    name: str
    level: int
    above: frozenset[str]
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one document tells it. Days are ordinals (`date.toordinal`), both ends inclusive.

    first, last  the days that it can have happened on, or None where the document gives no date
    published    the day of the document, or None
    sides        role → sides that fill it, named participants' own included
    actors       role → IRIs of named participants other than countries and places, with their types
    above        role → IRIs of the units that hold its named units
    goals        role → IRIs of places (origin, destination)
    counts       (of what, of which side) → values with their qualifiers
    """

    id: Key
    type: str
    first: int | None
    last: int | None
    published: int | None
    spots: tuple[Spot, ...]
    sides: Mapping[str, frozenset[str]]
    actors: Mapping[str, Mapping[str, str]]
    above: Mapping[str, frozenset[str]]
    goals: Mapping[str, frozenset[str]]
    counts: Mapping[tuple[str, str], tuple[Count, ...]]
    modalities: frozenset[str]
    claimants: frozenset[str]

    @property
    def exact(self) -> bool:
        return self.first is not None and self.first == self.last


def ordinal(day: str) -> int | None:
    """The ordinal of an ISO day, or None where it is none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def _side(role: Role, entity: Entity | None) -> str:
    if role.side or entity is None:
        return role.side
    return entity.side or str(entity.attributes.get("country", "") if _is_country(entity) else "")


def _is_country(entity: Entity) -> bool:
    return entity.type == "Place" and level(str(entity.attributes.get("kind", ""))) == COUNTRY


def _spot(entity: Entity, iri: str, within: Within) -> Spot:
    known, _, place = entity.key.partition(":")
    above = frozenset(place_iri(p) for p in within(place)) if known == "place" else frozenset()
    lat, lon = entity.attributes.get("lat"), entity.attributes.get("lon")
    point = (float(lat), float(lon)) if lat is not None and lon is not None else None
    return Spot(iri, entity.name, level(str(entity.attributes.get("kind", ""))), above, point)


def telling(record: Record, event: Event, iri_of: Mapping[Key, str], within: Within, superiors: Above) -> Telling:
    """One event of a record, its participants and places by the IRIs that entity resolution gave them."""
    document = document_iri(record)
    by_id = {e.id: e for e in record.entities}

    def iri(entity: str) -> str:
        return iri_of[document, entity]

    held = {r.subject: r.object for r in record.relations if r.type == "partOf" and r.object in by_id}
    sides: defaultdict[str, set[str]] = defaultdict(set)
    above: defaultdict[str, set[str]] = defaultdict(set)
    actors: defaultdict[str, dict[str, str]] = defaultdict(dict)
    goals: defaultdict[str, set[str]] = defaultdict(set)
    for role in event.roles:
        entity = by_id.get(role.entity)
        side = _side(role, entity)
        if side:
            sides[role.role].add(side)
        if entity is None:
            continue
        if role.role in PLACED:
            goals[role.role].add(iri(entity.id))
        elif entity.type != "Place":
            actors[role.role][iri(entity.id)] = entity.type
            known, _, entry = entity.key.partition(":")
            above[role.role] |= {registry_iri(s) for s in superiors(entry)} if known == "registry" else set()
            if entity.id in held:
                above[role.role].add(iri(held[entity.id]))
    counts: defaultdict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in event.counts:
        counts[count.of, count.side].append(count)
    spots = {iri(p.entity): _spot(by_id[p.entity], iri(p.entity), within) for p in event.places if p.entity in by_id}
    return Telling(
        id=(document, event.id),
        type=event.type,
        first=ordinal(event.date.earliest) if event.date else None,
        last=ordinal(event.date.latest) if event.date else None,
        published=ordinal(record.doc.published),
        spots=tuple(spots[s] for s in sorted(spots)),
        sides={role: frozenset(found) for role, found in sides.items()},
        actors={role: dict(sorted(found.items())) for role, found in actors.items()},
        above={role: frozenset(found) for role, found in above.items()},
        goals={role: frozenset(found) for role, found in goals.items()},
        counts={key: tuple(sorted(found, key=lambda c: (c.value, c.qualifier))) for key, found in counts.items()},
        modalities=frozenset(c.modality for c in event.claims),
        claimants=frozenset(iri(c.by) for c in event.claims if c.by in by_id),
    )
