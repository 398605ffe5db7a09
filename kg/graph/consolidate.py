"""The consolidated graph: entities and events with direct properties, made of all documents and their identities.

It can be wiped and rebuilt at any time, and the same documents give the same quads. What differs between documents is
decided by `policy` and flagged `kg:contested`; every value stands in the claims of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.gazetteer import Gazetteer
from kg.graph import policy
from kg.graph.identity import IDENTITY, put_resolution, put_vocabulary
from kg.graph.mapping import KG_NAMESPACE, publisher_iri
from kg.graph.policy import Voice
from kg.graph.reasoning import infer
from kg.graph.records import records, resolved
from kg.graph.reference import REGISTRY, Triple, geometry, reference_quads
from kg.graph.store import Store, WritableStore
from kg.graph.terms import Term, concept, concept_id, date, is_side, local, scalar, text
from kg.graph.views import EntityView, EventView, Label, Views
from kg.graph.vocabulary import KG, RDF, RDFS, SCHEMA, SKOS
from kg.ids import entity_iri, graph_iri
from kg.model import Count, DateRange, Record
from kg.registry import Registry
from kg.resolve.resolution import Resolution
from kg.settings import LANGUAGES

CONSOLIDATED = graph_iri("consolidated")
VOCABULARY = graph_iri("vocabulary")

COUNTRY = text("country")
"""The kind of a place that is a state."""

PLACES_PROPER = frozenset({KG.target, KG.origin, KG.destination})
"""Roles in which a country is a place among others, and not the side that acts."""

LABELLING = (KG.captive, KG.losingSide, KG.party, KG.attacker, KG.actor)
"""Roles whose side names an event that has no figure: the first that is filled."""

UNSAID = frozenset({"captive", "returned", "personnel"})
"""What the type of an event says by itself that it counts."""

COUNTED_IN = "en"
"""The language of the nouns that say what is counted."""

Labels = Mapping[str, Mapping[str, str]]
"""IRI → language → label."""


def _support(documents: set[Voice]) -> tuple[int, int]:
    """How many documents and how many publishers."""
    return len({v.document for v in documents}), len({v.publisher for v in documents if v.publisher})


def _about(node: NamedNode, documents: set[Voice]) -> Iterator[Triple]:
    number, publishers = _support(documents)
    for document in sorted({voice.document for voice in documents}):
        yield node, KG.describedIn, NamedNode(document)
    yield node, KG.documents, scalar(number)
    yield node, KG.publishers, scalar(publishers)


def entity_labels(view: EntityView) -> dict[str, str]:
    """Language → the name that the most publishers use in it."""
    by_language: dict[str, dict[Label, set[Voice]]] = defaultdict(dict)
    for label, voices in view.names.items():
        by_language[label[0]][label] = voices
    return {lang: policy.preferred(names, order=str)[1] for lang, names in sorted(by_language.items())}


class Known:
    """What the registry graph holds: its triples are not repeated, and its values stand before those of documents."""

    def __init__(self, store: Store) -> None:
        rows = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{REGISTRY}> {{ ?s ?p ?o }} }}")
        self.triples: set[Triple] = set(map(tuple, cast("Iterable[Any]", rows)))
        self.facts = {(subject.value, predicate) for subject, predicate, _ in self.triples}
        self.countries = {s.value for s, predicate, value in self.triples if (predicate, value) == (KG.kind, COUNTRY)}
        self.sides = {s.value: concept_id(v.value) for s, predicate, v in self.triples if predicate == KG.side}
        self.labels: dict[str, dict[str, str]] = defaultdict(dict)
        self.names: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, value in self.triples:
            if predicate == RDFS.label and isinstance(value, Literal):
                self.labels[subject.value][value.language or ""] = value.value
            if predicate in (RDFS.label, SKOS.altLabel):
                self.names[subject.value].add(value.value)


def entity_triples(iri: str, view: EntityView, known: Known) -> Iterator[Triple]:
    """What the documents together say of an entity, beside what is known of it."""
    node = NamedNode(iri)
    if (iri, RDF.type) not in known.facts:
        yield node, RDF.type, NamedNode(KG_NAMESPACE + policy.preferred(view.types, order=str))
    yield from _about(node, view.documents)
    if view.private:
        yield node, KG.private, scalar(True)
    labels = entity_labels(view) | known.labels.get(iri, {})
    for lang, label in labels.items():
        yield node, RDFS.label, text(label, lang)
    if (iri, SCHEMA.name) not in known.facts:
        yield node, SCHEMA.name, text(labels.get("en") or policy.preferred(view.names, order=str)[1])
    for lang, name in {*view.names, *view.aliases}:
        if labels.get(lang) != name and name not in known.names[iri]:
            yield node, SKOS.altLabel, text(name, lang)
    shown: dict[NamedNode, Term] = {}
    for predicate, values in view.facts.items():
        if (iri, predicate) in known.facts:
            continue
        shown[predicate] = policy.preferred(values, order=str)
        yield node, predicate, shown[predicate]
        if policy.contested(values, policy.equal):
            yield node, KG.contested, predicate
    if KG.lat in shown and KG.lon in shown:
        yield from geometry(node, float(shown[KG.lat].value), float(shown[KG.lon].value))
    for predicate, other in view.relations:
        yield node, predicate, other
    for organization, titles in view.titles.items():
        post = NamedNode(entity_iri("Membership", iri, organization.value))
        yield post, RDF.type, KG.Membership
        yield post, KG.holder, node
        yield post, KG.organization, organization
        for lang, title in titles:
            if title:
                yield post, KG.title, text(title, lang)


def _roles(view: EventView, sides: Mapping[str, str], countries: Container[str]) -> set[tuple[NamedNode, NamedNode]]:
    """Role and filler: a bare side gives way to a country of it, and both to someone of that side who is named."""

    def exactness(filler: str) -> int:
        return 0 if is_side(filler) else 1 if filler in countries else 2

    found = {
        (predicate, side or sides.get(filler.value, ""), exactness(filler.value), filler)
        for predicate, filler, side in view.roles
    }
    best: dict[tuple[NamedNode, str], int] = defaultdict(int)
    for predicate, side, exact, _ in found:
        best[predicate, side] = max(best[predicate, side], exact)
    return {
        (predicate, filler)
        for predicate, side, exact, filler in found
        if exact == best[predicate, side] or (exact and predicate in PLACES_PROPER)
    }


def _dates(node: NamedNode, view: EventView) -> Iterator[Triple]:
    if not view.dates:
        return
    shown = policy.preferred(view.dates, order=lambda d: f"{9 - len(d.value)}{d.value}")
    yield node, KG.date, date(shown.value)
    yield node, KG.earliest, date(shown.earliest)
    yield node, KG.latest, date(shown.latest)
    if policy.contested(view.dates, policy.dates_agree):
        yield node, KG.contested, KG.date


def _counted(view: EventView) -> dict[tuple[str, str], dict[Count, set[Voice]]]:
    """What is counted, and of which side → the figures. One that names no side gives way to the same with a side."""
    sided = {replace(count, side="") for count in view.counts if count.side}
    groups: dict[tuple[str, str], dict[Count, set[Voice]]] = defaultdict(dict)
    for count, voices in view.counts.items():
        if count not in sided:
            groups[(count.of, count.side)][count] = voices
    return groups


def shown_count(figures: Mapping[Count, set[Voice]]) -> Count:
    """The figure that is shown of those for one thing; an exact one before a rounded one of as many publishers."""
    return policy.preferred(figures, order=lambda c: f"{c.qualifier != 'exact'}{c.value:012}{c.qualifier}")


def _counts(node: NamedNode, view: EventView) -> Iterator[Triple]:
    disputed = False
    for (of, side), figures in _counted(view).items():
        count_node = local(node.value, "count", of, side or "any")
        shown = shown_count(figures)
        yield node, KG.count, count_node
        yield count_node, RDF.type, KG.Count
        yield count_node, KG.countOf, text(of)
        yield count_node, KG.value, scalar(shown.value)
        yield count_node, KG.qualifier, concept("qualifier", shown.qualifier)
        yield count_node, KG.lowest, scalar(min(c.value for c in figures))
        yield count_node, KG.highest, scalar(max(c.value for c in figures))
        if side:
            yield count_node, KG.valueSide, concept("side", side)
        if policy.contested(figures, policy.counts_agree):
            disputed = True
            yield count_node, KG.contested, KG.value
    if disputed:
        yield node, KG.contested, KG.count


def _labelling(view: EventView, sides: Mapping[str, str]) -> str:
    """The sides that name an event without a figure, as "RU" or "RU, UA"."""
    filled: dict[NamedNode, set[str]] = defaultdict(set)
    for predicate, filler, side in view.roles:
        filled[predicate].add(side or sides.get(filler.value, ""))
    return next((", ".join(sorted(found)) for role in LABELLING if (found := filled[role] - {""})), "")


def event_labels(
    view: EventView, type_labels: Mapping[str, str], places: Labels, sides: Mapping[str, str]
) -> dict[str, str]:
    """Language → a name for an event: its type, its largest count (of each side), its place and its date.

    Where nothing is counted, the side that it happens to stands in the place of the count.
    """
    made = {}
    figures = [shown_count(figures) for _, figures in sorted(_counted(view).items())]
    largest = max(figures, key=lambda c: c.value, default=None)
    of_a_kind = [c for c in figures if largest and c.of == largest.of]
    when: DateRange | None = policy.preferred(view.dates, order=str) if view.dates else None
    for lang in LANGUAGES:
        names = [places.get(node.value, {}) for node in sorted(view.places, key=str)]
        where = [name.get(lang) or next(iter(name.values()), "") for name in names][:1]
        noun = largest.of if largest and lang == COUNTED_IN and largest.of not in UNSAID else ""
        numbers = ", ".join(" ".join(filter(None, (str(c.value), noun, c.side))) for c in of_a_kind)
        parts = [type_labels.get(lang, ""), numbers or _labelling(view, sides), *where, when.value if when else ""]
        made[lang] = " · ".join(part for part in parts if part)
    return made


def event_triples(
    iri: str, view: EventView, names: Labels, sides: Mapping[str, str], countries: Container[str]
) -> Iterator[Triple]:
    """What the documents together say of an event."""
    node = NamedNode(iri)
    kind = policy.preferred(view.types, order=str)
    yield node, RDF.type, NamedNode(KG_NAMESPACE + kind)
    if len(view.types) > 1:
        yield node, KG.contested, RDF.type
    yield from _about(node, view.documents)
    labels = event_labels(view, names.get(concept("event", kind).value, {}), names, sides)
    for lang, label in labels.items():
        yield node, RDFS.label, text(label, lang)
    yield node, SCHEMA.name, text(labels["en"])
    for predicate, filler in _roles(view, sides, countries):
        yield node, predicate, filler
    for place in view.places:
        yield node, KG.place, place
    yield from _dates(node, view)
    yield from _counts(node, view)
    for voice in view.voices:
        yield node, KG.modality, concept("modality", voice.modality)
        if voice.claimant:
            yield node, KG.claimant, NamedNode(voice.claimant)
    if any(voice.modality == "denied" for voice in view.voices):
        yield node, KG.denied, scalar(True)


def concept_labels(store: Store) -> dict[str, dict[str, str]]:
    """Concept → language → label, from the vocabulary graph."""
    rows = store.query(f"SELECT ?c ?l WHERE {{ GRAPH <{VOCABULARY}> {{ ?c {SKOS.prefLabel} ?l }} }}")
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for node, label in cast("Iterable[tuple[Any, Any]]", rows):
        labels[node.value][label.language] = label.value
    return labels


def counterparts(store: Store) -> list[tuple[NamedNode, NamedNode]]:
    """Pairs of events that tell of one happening, by the identity graph."""
    claimed = f"?c {KG.property} {KG.counterpart} ; {KG.subject} ?a ; {KG.value} ?b"
    rows = store.query(f"SELECT ?a ?b WHERE {{ GRAPH <{IDENTITY}> {{ {claimed} }} }}")
    return [(one, other) for one, other in cast("Iterable[tuple[Any, Any]]", rows)]


def consolidated_quads(store: Store, told: Iterable[Record]) -> Iterator[Quad]:
    """The quads of the consolidated graph, from the open records of all documents, with the IRIs of what they tell of.

    A triple that the registry graph holds is left out: no triple stands in two graphs.
    """
    views, known = Views(told), Known(store)
    names: dict[str, Mapping[str, str]] = dict(concept_labels(store))
    sides = dict(known.sides)
    countries = set(known.countries)
    for iri, entity in views.entities.items():
        names[iri] = entity_labels(entity) | known.labels.get(iri, {})
        if KG.side in entity.facts and iri not in sides:
            sides[iri] = concept_id(policy.preferred(entity.facts[KG.side], order=str).value)
        if COUNTRY in entity.facts.get(KG.kind, {}):
            countries.add(iri)

    def triples() -> Iterator[Triple]:
        for publisher in views.publishers:
            node = NamedNode(publisher_iri(publisher))
            yield node, RDF.type, KG.Publisher
            yield node, SCHEMA.name, text(publisher)
        for side in views.sides - names.keys():
            yield NamedNode(side), SCHEMA.name, text(concept_id(side))
        for iri, entity in views.entities.items():
            yield from entity_triples(iri, entity, known)
        for iri, event in views.events.items():
            yield from event_triples(iri, event, names, sides, countries)
        for one, other in counterparts(store):
            yield one, KG.counterpart, other

    graph = NamedNode(CONSOLIDATED)
    for triple in triples():
        if triple not in known.triples:
            yield Quad(*triple, graph)


def consolidate(store: WritableStore, told: Iterable[Record] | None = None) -> bool:
    """Rebuild the consolidated graph of a store; whether that changed anything.

    `told` are the open records with their IRIs, where they need not be read from the store.
    """
    return store.replace_graph(CONSOLIDATED, consolidated_quads(store, records(store) if told is None else told))


def rebuild(
    store: WritableStore,
    resolution: Resolution,
    registry: Registry,
    gazetteer: Gazetteer,
    told: Iterable[Record] | None = None,
) -> bool:
    """Write every graph that follows from the documents and their resolution; whether that changed anything.

    `told` are the open records of the documents, where they need not be read from the store.
    """
    iris = sorted({link.object for link in resolution.links})
    changed = [
        put_vocabulary(store),
        put_resolution(store, resolution),
        store.replace_graph(REGISTRY, reference_quads(iris, registry, gazetteer)),
        consolidate(store, None if told is None else (resolved(record, resolution) for record in told)),
        infer(store),
    ]
    return any(changed)
