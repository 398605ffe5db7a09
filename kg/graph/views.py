"""Entities and events across documents: what all records together say of each, gathered from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pyoxigraph import NamedNode

from kg.graph.mapping import attribute_term, label_language
from kg.graph.policy import Voice
from kg.graph.terms import Term, concept, local
from kg.graph.vocabulary import ATTRIBUTES, KG, RELATIONS, ROLES
from kg.model import Count, DateRange, Entity, Event, Record

Label = tuple[str, str]
"""A language and a text in it."""


def _voices() -> defaultdict[Any, set[Voice]]:
    return defaultdict(set)


@dataclass(slots=True)
class EntityView:
    """One entity across documents: value → the voices that give it."""

    types: defaultdict[str, set[Voice]] = field(default_factory=_voices)
    names: defaultdict[Label, set[Voice]] = field(default_factory=_voices)
    aliases: defaultdict[Label, set[Voice]] = field(default_factory=_voices)
    facts: defaultdict[NamedNode, defaultdict[Term, set[Voice]]] = field(default_factory=lambda: defaultdict(_voices))
    relations: set[tuple[NamedNode, NamedNode]] = field(default_factory=set)
    titles: defaultdict[NamedNode, defaultdict[Label, set[Voice]]] = field(default_factory=lambda: defaultdict(_voices))
    documents: set[Voice] = field(default_factory=set)
    private: bool = False


@dataclass(slots=True)
class EventView:
    """One event across documents: value → the voices that give it."""

    types: defaultdict[str, set[Voice]] = field(default_factory=_voices)
    dates: defaultdict[DateRange, set[Voice]] = field(default_factory=_voices)
    places: defaultdict[NamedNode, set[Voice]] = field(default_factory=_voices)
    roles: defaultdict[tuple[NamedNode, NamedNode, str], set[Voice]] = field(default_factory=_voices)
    counts: defaultdict[Count, set[Voice]] = field(default_factory=_voices)
    voices: set[Voice] = field(default_factory=set)
    documents: set[Voice] = field(default_factory=set)


class Views:
    """All entities and events, by the IRIs that resolution gave. One that it left out stands for itself.

    publishers  the names of all
    sides       the concepts of sides that fill a role by themselves
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self.entities: dict[str, EntityView] = {}
        self.events: dict[str, EventView] = {}
        self.publishers: set[str] = set()
        self.sides: set[str] = set()
        for record in records:
            self._add(record)

    def _add(self, record: Record) -> None:
        doc = record.doc
        iris = {e.id: e.iri or local(doc.iri, e.id).value for e in record.entities}
        own = Voice(doc.iri, doc.publisher, doc.published)
        if doc.publisher:
            self.publishers.add(doc.publisher)
        for entity in record.entities:
            self._add_entity(entity, iris[entity.id], own, doc.lang)
        for relation in record.relations:
            view, other = self.entities[iris[relation.subject]], NamedNode(iris[relation.object])
            view.relations.add((RELATIONS[relation.type], other))
            if relation.type == "position":
                view.titles[other][(doc.lang, relation.title)].add(own)
        for event in record.events:
            self._add_event(event, event.iri or local(doc.iri, event.id).value, iris, own)

    def _add_entity(self, entity: Entity, iri: str, own: Voice, lang: str) -> None:
        view = self.entities.setdefault(iri, EntityView())
        view.documents.add(own)
        view.types[entity.type].add(own)
        view.private |= entity.private
        name_lang = "en" if entity.private else label_language(entity, entity.name, lang)
        view.names[(name_lang, entity.name)].add(own)
        for alias in entity.aliases:
            view.aliases[(label_language(entity, alias, lang), alias)].add(own)
        if entity.side:
            view.facts[KG.side][concept("side", entity.side)].add(own)
        for name, value in entity.attributes.items():
            view.facts[ATTRIBUTES[name]][attribute_term(name, value)].add(own)

    def _add_event(self, event: Event, iri: str, iris: dict[str, str], own: Voice) -> None:
        view = self.events.setdefault(iri, EventView())
        view.documents.add(own)
        view.types[event.type].add(own)
        voices = {
            claim.id: replace(own, claimant=iris.get(claim.by, ""), modality=claim.modality) for claim in event.claims
        }
        view.voices.update(voices.values())

        def stating(claims: Iterable[str]) -> set[Voice]:
            return {voices[claim] for claim in claims} or {own}

        if event.date:
            view.dates[replace(event.date, text="")].add(own)
        for place in event.places:
            view.places[NamedNode(iris[place.entity])].update(stating(place.claims))
        for role in event.roles:
            node = NamedNode(iris[role.entity]) if role.entity else concept("side", role.side)
            if not role.entity:
                self.sides.add(node.value)
            view.roles[(ROLES[role.role], node, role.side)].update(stating(role.claims))
        for count in event.counts:
            view.counts[replace(count, claims=())].update(stating(count.claims))
