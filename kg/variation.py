"""Large stores for measuring: the records of few documents varied into those of many, the same ones each time.

A copy tells of other days, other figures and other people and units, so that most of its events are its own; places
and the entities of the registry stay, and are named by thousands of documents as in real news.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.ids import BASE, digest
from kg.model import Entity, Event, Record

PUBLISHERS = 60
"""Publishers of a large store."""

DAYS = 900
"""Days over which the copies are spread."""

UNITS = 40
"""Units of other numbers that a unit without an entry in the registry is varied into."""

SYLLABLES = (
    "ba",
    "dor",
    "hal",
    "ko",
    "len",
    "mir",
    "nov",
    "ost",
    "pet",
    "rad",
    "sen",
    "tar",
    "vas",
    "yur",
    "zor",
    "bil",
)
"""Of which names of people are made: four hexadecimal digits of a hash choose four."""


def varied(records: Sequence[Record], number: int) -> Iterator[Record]:
    """`number` records: those given, in turn, each time as another document."""
    for n in range(number):
        yield _copy(records[n % len(records)], n // len(records)) if n >= len(records) else records[n]


def _name(*values: str) -> str:
    letters = digest(*values)
    return "".join(SYLLABLES[int(letter, 16)] for letter in letters[:3]).capitalize()


def _shifted(day: str, days: int) -> str:
    """A day that many days later; a month, a year and nothing stay as they are."""
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(days=days)).isoformat()
    except ValueError:
        return day


def _copy(record: Record, turn: int) -> Record:
    days = turn * 7 % DAYS
    key = digest(record.doc.iri, str(turn))
    doc = replace(
        record.doc,
        id=f"{record.doc.id}-{turn}",
        iri=f"{BASE}document/{key}",
        sha256=key * 4,
        publisher=f"Publisher {int(key, 16) % PUBLISHERS}",
        published=_shifted(record.doc.published, days),
        url="",
    )
    return replace(
        record,
        doc=doc,
        entities=tuple(_entity(entity, key, turn) for entity in record.entities),
        events=tuple(_event(event, days, turn) for event in record.events),
    )


def _entity(entity: Entity, key: str, turn: int) -> Entity:
    number = entity.attributes.get("number")
    if entity.type == "Person" and not entity.key:
        return replace(entity, name=f"{_name(key, entity.id)} {_name(entity.id, key)}enko", aliases=(), iri="")
    if entity.type == "Unit" and isinstance(number, int):
        other = number + turn % UNITS
        name = entity.name.replace(str(number), str(other))
        kept = entity.key if other == number else ""
        return replace(
            entity, name=name, aliases=(), key=kept, attributes={**entity.attributes, "number": other}, iri=""
        )
    return replace(entity, iri="")


def _event(event: Event, days: int, turn: int) -> Event:
    date = event.date
    moved = date and replace(
        date,
        value=_shifted(date.value, days),
        earliest=_shifted(date.earliest, days),
        latest=_shifted(date.latest, days),
    )
    counts = tuple(replace(count, value=count.value + turn % 50) for count in event.counts)
    return replace(event, date=moved, counts=counts, iri="")
