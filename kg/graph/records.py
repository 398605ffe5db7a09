"""Records read back out of the graph by SPARQL, with the IRIs that resolution gave: one query for each document.

A record read back is in canonical form (`kg.graph.canonical`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, cast

import pyoxigraph as ox

from kg.graph.canonical import canonical
from kg.graph.privacy import MARK, restricted_iri
from kg.graph.store import Store
from kg.graph.terms import concept_id, is_side, local_id, unscalar
from kg.graph.vocabulary import (
    ATTRIBUTES,
    DC,
    DCTERMS,
    KG,
    OA,
    RDF,
    RDFS,
    RELATIONS,
    ROLES,
    SCHEMA,
    SKOS,
)
from kg.ids import graph_iri
from kg.model import (
    Claim,
    Count,
    DateRange,
    DocumentInfo,
    Entity,
    Event,
    Mention,
    Place,
    Record,
    Relation,
    Role,
    Span,
)
from kg.resolve.resolution import Resolution

_ROLE_OF = {predicate.value: name for name, predicate in ROLES.items()}
_RELATION_OF = {predicate.value: name for name, predicate in RELATIONS.items()}

Facts = dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]
"""Subject → predicate → objects, of one graph."""


def _facts(store: Store, graph: str, *, restricted: bool = False) -> Facts:
    rows = store.query(f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", restricted=restricted)
    facts: Facts = {}
    for s, p, o in cast("Iterable[tuple[Any, Any, Any]]", rows):
        facts.setdefault(s.value, {}).setdefault(p.value, []).append(o)
    return facts


def _overlay(facts: Facts, withheld: Facts) -> None:
    """Put what is withheld in the place of what stands for it in the open."""
    for subject, by_predicate in withheld.items():
        own = facts.setdefault(subject, {})
        private = KG.private.value in own
        for predicate, values in by_predicate.items():
            kept = [] if private else [o for o in own.get(predicate, []) if MARK not in o.value]
            own[predicate] = kept + values


class _Reader:
    """Makes a record of the facts of one document's graph."""

    def __init__(self, document: str, facts: Facts, iris: dict[str, str]) -> None:
        self.document, self.facts, self.iris = document, facts, iris

    def all(self, node: str, predicate: ox.NamedNode) -> list[str]:
        return [term.value for term in self.facts.get(node, {}).get(predicate.value, ())]

    def one(self, node: str, predicate: ox.NamedNode) -> str:
        return next(iter(self.all(node, predicate)), "")

    def of_type(self, kind: ox.NamedNode) -> list[str]:
        return [node for node, own in self.facts.items() if any(t == kind for t in own.get(RDF.type.value, ()))]

    def info(self) -> DocumentInfo:
        iri = self.document
        return DocumentInfo(
            id=self.one(iri, DCTERMS.identifier),
            lang=self.one(iri, SCHEMA.inLanguage),
            sha256=self.one(iri, KG.sha256),
            length=int(self.one(iri, KG.length)),
            publisher=self.one(iri, DC.publisher),
            published=self.one(iri, SCHEMA.datePublished),
            title=self.one(iri, SCHEMA.headline),
            url=self.one(iri, SCHEMA.url),
            iri=iri,
        )

    def span(self, node: str) -> Span:
        return Span(int(self.one(node, OA.start)), int(self.one(node, OA.end)), self.one(node, OA.exact))

    def mentions(self, node: str) -> tuple[Mention, ...]:
        found = []
        for span_node in self.all(node, KG.mention):
            span = self.span(span_node)
            found.append(Mention(span.start, span.end, span.text, self.one(span_node, SCHEMA.inLanguage)))
        return tuple(found)

    def entity(self, node: str) -> Entity:
        attributes = {}
        for name, predicate in ATTRIBUTES.items():
            for term in self.facts[node].get(predicate.value, ()):
                attributes[name] = concept_id(term.value) if isinstance(term, ox.NamedNode) else unscalar(term)
        side = self.one(node, KG.side)
        return Entity(
            id=self.one(node, DCTERMS.identifier),
            type=cast("Any", self.one(node, KG.ofType).rsplit("#", 1)[1]),
            name=self.one(node, RDFS.label),
            mentions=self.mentions(node),
            aliases=tuple(self.all(node, SKOS.altLabel)),
            side=concept_id(side) if side else "",
            attributes=attributes,
            key=self.one(node, KG.registryKey),
            wikidata=self.one(node, KG.wikidata),
            private=bool(self.all(node, KG.private)),
            iri=self.iris.get(node, ""),
        )

    def side(self, node: str) -> str:
        """The side of a claim's value, or ""."""
        side = self.one(node, KG.valueSide)
        return concept_id(side) if side else ""

    def relation(self, node: str, kind: str) -> Relation:
        return Relation(
            type=cast("Any", kind),
            subject=local_id(self.one(node, KG.subject)),
            object=local_id(self.one(node, KG.value)),
            title=self.one(node, KG.title),
            evidence=tuple(self.span(span) for span in self.all(node, KG.evidence)),
        )

    def claim(self, node: str) -> Claim:
        claimant = self.one(node, KG.claimant)
        return Claim(
            id=self.one(node, DCTERMS.identifier),
            modality=cast("Any", concept_id(self.one(node, KG.modality))),
            evidence=self.span(self.one(node, KG.evidence)),
            by=local_id(claimant) if claimant else "",
            claimed_on=self.one(node, KG.claimedOn),
        )

    def event(self, node: str, claims: list[str]) -> Event:
        made: list[Claim] = []
        places: list[Place] = []
        roles: list[Role] = []
        counts: list[Count] = []
        date = None
        for claim in claims:
            predicate = self.one(claim, KG.property)
            stated = tuple(self.one(base, DCTERMS.identifier) for base in self.all(claim, KG.elaborates))
            value = self.one(claim, KG.value)
            if predicate == RDF.type.value:
                made.append(self.claim(claim))
            elif predicate == KG.place.value:
                places.append(Place(local_id(value), stated))
            elif predicate == KG.count.value:
                qualifier = cast("Any", concept_id(self.one(claim, KG.qualifier)))
                counted = self.one(claim, KG.countOf)
                counts.append(Count(counted, int(value), qualifier, self.side(claim), stated))
            elif predicate == KG.date.value:
                earliest, latest = self.one(claim, KG.earliest), self.one(claim, KG.latest)
                date = DateRange(value, earliest, latest, self.one(claim, KG.dateText))
            else:
                entity = "" if is_side(value) else local_id(value)
                roles.append(Role(_ROLE_OF[predicate], entity, self.side(claim), stated))
        return Event(
            id=self.one(node, DCTERMS.identifier),
            type=cast("Any", self.one(node, KG.ofType).rsplit("#", 1)[1]),
            mentions=self.mentions(node),
            claims=tuple(made),
            date=date,
            places=tuple(places),
            roles=tuple(roles),
            counts=tuple(counts),
            iri=self.iris.get(node, ""),
        )

    def record(self) -> Record:
        about: dict[str, list[str]] = defaultdict(list)
        relations = []
        for claim in self.of_type(KG.Claim):
            if kind := _RELATION_OF.get(self.one(claim, KG.property)):
                relations.append(self.relation(claim, kind))
            else:
                about[self.one(claim, KG.subject)].append(claim)
        return canonical(
            Record(
                doc=self.info(),
                entities=tuple(self.entity(node) for node in self.of_type(KG.DocumentEntity)),
                relations=tuple(relations),
                events=tuple(self.event(node, about[node]) for node in self.of_type(KG.DocumentEvent)),
            )
        )


def resolved_iris(store: Store) -> dict[str, str]:
    """Node of a document's entity or event → IRI of what resolution says it stands for."""
    rows = store.query(f"SELECT ?node ?iri WHERE {{ GRAPH <{graph_iri('identity')}> {{ ?node {KG.refersTo} ?iri }} }}")
    return {node.value: iri.value for node, iri in cast("Iterable[tuple[Any, Any]]", rows)}


def readings(store: Store) -> Iterator[tuple[Record, Record]]:
    """The record of every document as it stands in the open, and whole: one object where nothing is withheld.

    Documents are gone through once, in the order of their IRIs, without the IRIs that resolution gave.
    """
    withholding = set(store.graphs(restricted=True))
    for document, sha256 in store.documents().items():
        facts = _facts(store, document)
        record = _Reader(document, facts, {}).record()
        withheld = restricted_iri(document, sha256)
        if withheld not in withholding:
            yield record, record
            continue
        _overlay(facts, _facts(store, withheld, restricted=True))
        yield record, _Reader(document, facts, {}).record()


def resolved(record: Record, resolution: Resolution) -> Record:
    """A record with the IRIs that resolution gave."""
    document = record.doc.iri
    return replace(
        record,
        entities=tuple(replace(e, iri=resolution.entities.get((document, e.id), "")) for e in record.entities),
        events=tuple(replace(e, iri=resolution.events.get((document, e.id), "")) for e in record.events),
    )


def records(store: Store, *, restricted: bool = False) -> Iterator[Record]:
    """The record of every document, by IRI. Private captives stand under their pseudonym unless `restricted`."""
    iris = resolved_iris(store)
    for document, sha256 in store.documents().items():
        facts = _facts(store, document)
        if restricted:
            _overlay(facts, _facts(store, restricted_iri(document, sha256), restricted=True))
        yield _Reader(document, facts, iris).record()
