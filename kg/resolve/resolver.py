"""Resolution of all records of a store: entities first, then events over resolved entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache

from kg.gazetteer import Gazetteer
from kg.model import Record
from kg.registry import Registry
from kg.resolve.compare import Comparison
from kg.resolve.counterparts import counterparts
from kg.resolve.entities import compare_traits, resolve_entities
from kg.resolve.events import compare_tellings, resolve_events
from kg.resolve.items import Key, all_items, completed
from kg.resolve.judgements import NONE, Judgements
from kg.resolve.resolution import Resolution
from kg.resolve.tellings import Above, Telling, Within, telling


def _tellings(
    records: Sequence[Record], entities: dict[Key, str], registry: Registry, gazetteer: Gazetteer
) -> list[Telling]:
    within, above = _within(gazetteer), _above(registry)
    found = (telling(record, event, entities, within, above) for record in records for event in record.events)
    return sorted(found, key=lambda t: t.id)


def _within(gazetteer: Gazetteer) -> Within:
    def above(place_id: str) -> list[str]:
        place = gazetteer.get(place_id)
        return [p.id for p in gazetteer.chain(place)] if place else []

    return above


def _above(registry: Registry) -> Above:
    def superiors(entry_id: str) -> list[str]:
        found: list[str] = []
        entry = registry.get(entry_id)
        while entry and entry.superior and entry.superior not in found:
            found.append(entry.superior)
            entry = registry.get(entry.superior)
        return found

    return superiors


def resolve(
    records: Iterable[Record], registry: Registry, gazetteer: Gazetteer, judgements: Judgements = NONE
) -> Resolution:
    """Which entity and which event everything in the records stands for. The order of the records doesn't matter.

    What a person judged goes before all that is found.
    """
    records = list(records)
    entities, entity_links = resolve_entities(all_items(records), registry, judgements)
    tellings = _tellings(records, entities, registry, gazetteer)
    events, event_links = resolve_events(tellings, judgements)
    links = sorted(entity_links + event_links, key=lambda link: (link.subject, link.kind))
    return Resolution(entities, events, tuple(links), tuple(counterparts(tellings, events)))


def comparer(records: Iterable[Record], registry: Registry, gazetteer: Gazetteer) -> Callable[[Key, Key], Comparison]:
    """What says what speaks for and against two entities, or two events, being one.

    Each is named by its document's IRI and its id there; it raises KeyError where no record has them.
    """
    records = list(records)
    items = {item.id: item for item in all_items(records)}

    @cache
    def tellings() -> dict[Key, Telling]:
        entities, _ = resolve_entities(list(items.values()), registry)
        return {t.id: t for t in _tellings(records, entities, registry, gazetteer)}

    def compare(a: Key, b: Key) -> Comparison:
        if a in items or b in items:
            return compare_traits(completed(items[a].traits, registry), completed(items[b].traits, registry))
        return compare_tellings(tellings()[a], tellings()[b])

    return compare


def explain(records: Iterable[Record], registry: Registry, gazetteer: Gazetteer, a: Key, b: Key) -> Comparison:
    """What speaks for and against one pair: `comparer` for two things alone."""
    return comparer(records, registry, gazetteer)(a, b)
