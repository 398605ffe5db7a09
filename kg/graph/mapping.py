"""A record as RDF: one named graph for the document, one more for what is withheld.

The document's graph holds the document, its entities and events as it tells of them, their mentions, and atomic claims:
a subject, a property and a value, with who says it, how sure they are, and the span that says it. Nodes are named after
the document and the ids of the record, so that the same record gives the same quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import NamedNode, Quad

from kg.graph.canonical import canonical
from kg.graph.privacy import Redactor, pseudonym, restricted_iri
from kg.graph.terms import Term, concept, date, local, scalar, span_node, text
from kg.graph.vocabulary import (
    ATTRIBUTES,
    DC,
    DCTERMS,
    KG,
    OA,
    PERSONAL,
    PROV,
    RDF,
    RDFS,
    RELATIONS,
    ROLES,
    SCHEMA,
    SKOS,
    Scheme,
)
from kg.ids import digest, entity_iri
from kg.model import Claim, Count, Entity, Event, Mention, Modality, Record, Relation, Role, Span

CONCEPT_ATTRIBUTES: dict[str, Scheme] = {"arm": "arm", "echelon": "echelon", "country": "side"}
"""Attributes whose value is a concept: attribute → scheme."""

STATED_ATTRIBUTES = ("arm", "echelon", "honorific", "militaryUnitNumber", "number", "post", "rank")
"""Attributes that the text itself states, and so are claims; the others come from the gazetteer or the recogniser."""


class MappingError(ValueError):
    """A record that says something for which the ontology has no term, or that contradicts itself."""


def publisher_iri(name: str) -> str:
    """The IRI of a publisher, from its name."""
    return entity_iri("Publisher", name)


def attribute_term(name: str, value: Any) -> Term:
    """The value of an entity's attribute as a term: a concept for arm, echelon and country, else a literal."""
    scheme = CONCEPT_ATTRIBUTES.get(name)
    return concept(scheme, value) if scheme and isinstance(value, str) and value else scalar(value)


def label_language(entity: Entity, name: str, lang: str) -> str:
    """The language in which a document in `lang` uses a name of an entity."""
    for mention in entity.mentions:
        if mention.text == name:
            return mention.lang or lang
    return (entity.mentions[0].lang if entity.mentions else "") or lang


class _Writer:
    """Collects the quads of one record."""

    def __init__(self, record: Record, document: str) -> None:
        self.record = record
        self.iri = document
        self.document = NamedNode(document)
        self.restricted = NamedNode(restricted_iri(document, record.doc.sha256))
        self.redact = Redactor(record)
        self.publisher = NamedNode(publisher_iri(record.doc.publisher)) if record.doc.publisher else None
        self.quads: dict[Quad, None] = {}
        self.nodes = {e.id: local(document, e.id) for e in record.entities}

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        self.quads[Quad(subject, predicate, value, self.document)] = None

    def withhold(self, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        self.quads[Quad(subject, predicate, value, self.restricted)] = None

    def add_text(self, subject: NamedNode, predicate: NamedNode, value: str, lang: str = "") -> None:
        """A text of the document: what it says of private captives is withheld, the rest stands."""
        open_text = self.redact(value)
        self.add(subject, predicate, text(open_text, lang))
        if open_text != value:
            self.withhold(subject, predicate, text(value, lang))

    def entity(self, identifier: str) -> NamedNode:
        node = self.nodes.get(identifier)
        if node is None:
            raise MappingError(f"{self.record.doc.id}: there is no entity {identifier}")
        return node

    # Documents and spans

    def write_document(self) -> None:
        doc = self.record.doc
        self.add(self.document, RDF.type, KG.Document)
        self.add(self.document, DCTERMS.identifier, text(doc.id))
        self.add(self.document, KG.sha256, text(doc.sha256))
        self.add(self.document, KG.length, scalar(doc.length))
        if doc.lang:
            self.add(self.document, SCHEMA.inLanguage, text(doc.lang))
        if self.publisher:
            self.add(self.document, KG.publisher, self.publisher)
            self.add(self.document, DC.publisher, text(doc.publisher))
        if doc.published:
            self.add(self.document, SCHEMA.datePublished, date(doc.published))
        if doc.title:
            self.add_text(self.document, SCHEMA.headline, doc.title, doc.lang)
        if doc.url:
            self.add(self.document, SCHEMA.url, text(doc.url))

    def span(self, span: Span | Mention) -> NamedNode:
        """The node of a span, written down; `lang` is kept where the span is a mention."""
        node = span_node(self.iri, span.start, span.end)
        self.add(node, RDF.type, KG.Span)
        self.add(node, OA.hasSource, self.document)
        self.add(node, OA.start, scalar(span.start))
        self.add(node, OA.end, scalar(span.end))
        if span.text:
            self.add_text(node, OA.exact, span.text)
        if isinstance(span, Mention) and span.lang:
            self.add(node, SCHEMA.inLanguage, text(span.lang))
        return node

    # Entities

    def write_entity(self, entity: Entity) -> None:
        node = self.nodes[entity.id]
        self.add(node, RDF.type, KG.DocumentEntity)
        self.add(node, KG.ofType, NamedNode(KG_NAMESPACE + entity.type))
        self.add(node, DCTERMS.identifier, text(entity.id))
        for mention in entity.mentions:
            self.add(node, KG.mention, self.span(mention))
        if entity.side:
            self.add(node, KG.side, concept("side", entity.side))
        lang = self.record.doc.lang
        name = text(entity.name, label_language(entity, entity.name, lang))
        aliases = [text(alias, label_language(entity, alias, lang)) for alias in entity.aliases]
        keys = [(KG.registryKey, entity.key), (KG.wikidata, entity.wikidata)]
        if entity.private:
            self.add(node, KG.private, scalar(True))
            self.add(node, RDFS.label, text(pseudonym(entity), "en"))
            self.withhold(node, RDFS.label, name)
            for alias in aliases:
                self.withhold(node, SKOS.altLabel, alias)
        else:
            self.add_text(node, RDFS.label, name.value, name.language or "")
            for alias in aliases:
                self.add_text(node, SKOS.altLabel, alias.value, alias.language or "")
        for predicate, key in keys:
            if key:
                (self.withhold if entity.private else self.add)(node, predicate, text(key))
        self.write_attributes(entity, node)

    def write_attributes(self, entity: Entity, node: NamedNode) -> None:
        for name, value in entity.attributes.items():
            predicate = ATTRIBUTES.get(name)
            if predicate is None:
                raise MappingError(
                    f"{self.record.doc.id}: the ontology has no attribute {name}; known are {', '.join(ATTRIBUTES)}"
                )
            term = attribute_term(name, value)
            if entity.private and name in PERSONAL:
                self.withhold(node, predicate, term)
                continue
            if isinstance(value, str) and not isinstance(term, NamedNode):
                self.add_text(node, predicate, value)
            else:
                self.add(node, predicate, term)
            if name in STATED_ATTRIBUTES and entity.mentions:
                stating = next((m for m in entity.mentions if str(value) in m.text), entity.mentions[0])
                self.claim(local(self.iri, entity.id, name), node, predicate, term, [self.span(stating)])

    # Claims

    def claim(
        self,
        node: NamedNode,
        subject: NamedNode,
        predicate: NamedNode,
        value: Term,
        evidence: Iterable[NamedNode],
        modality: Modality = "asserted",
    ) -> None:
        self.add(node, RDF.type, KG.Claim)
        self.add(node, KG.subject, subject)
        self.add(node, KG.property, predicate)
        self.add(node, KG.value, value)
        self.add(node, KG.modality, concept("modality", modality))
        self.add(node, KG.polarity, concept("polarity", "negated" if modality == "denied" else "affirmed"))
        for span in evidence:
            self.add(node, KG.evidence, span)
        if self.publisher:
            self.add(node, PROV.wasAttributedTo, self.publisher)

    def write_relation(self, relation: Relation) -> None:
        predicate = RELATIONS[relation.type]
        key = digest(relation.type, relation.subject, relation.object, relation.title)
        node = local(self.iri, "r", key)
        subject, value = self.entity(relation.subject), self.entity(relation.object)
        self.claim(node, subject, predicate, value, [self.span(span) for span in relation.evidence])
        if relation.title:
            self.add_text(node, KG.title, relation.title, self.record.doc.lang)

    def said(self, node: NamedNode, claim: Claim) -> None:
        """Who makes a claim, and when."""
        if claim.by:
            self.add(node, KG.claimant, self.entity(claim.by))
        if claim.claimed_on:
            self.add(node, KG.claimedOn, date(claim.claimed_on))

    def write_event(self, event: Event) -> None:
        node = local(self.iri, event.id)
        type_term = NamedNode(KG_NAMESPACE + event.type)
        self.add(node, RDF.type, KG.DocumentEvent)
        self.add(node, KG.ofType, type_term)
        self.add(node, DCTERMS.identifier, text(event.id))
        for mention in event.mentions:
            self.add(node, KG.mention, self.span(mention))
        for claim in event.claims:
            claim_node = local(self.iri, event.id, claim.id)
            self.claim(claim_node, node, RDF.type, type_term, [self.span(claim.evidence)], claim.modality)
            self.add(claim_node, DCTERMS.identifier, text(claim.id))
            self.said(claim_node, claim)
        for place in event.places:
            self.detail(event, KG.place, self.entity(place.entity), place.claims)
        for role in event.roles:
            self.write_role(event, role)
        for count in event.counts:
            self.write_count(event, count)
        self.write_date(event)

    def detail(
        self, event: Event, predicate: NamedNode, value: Term, claims: Iterable[str], *key: str
    ) -> list[NamedNode]:
        """One claim for each claim of the event that states this detail, or one in the document's own voice."""
        made = []
        stating = set(claims)
        if missing := stating - {claim.id for claim in event.claims}:
            raise MappingError(f"{self.record.doc.id}: event {event.id} has no claim {', '.join(sorted(missing))}")
        name = predicate.value.rsplit("#", 1)[1]
        for claim in event.claims if stating else ():
            if claim.id in stating:
                node = local(self.iri, event.id, name, digest(claim.id, str(value), *key))
                evidence = [self.span(claim.evidence)]
                self.claim(node, local(self.iri, event.id), predicate, value, evidence, claim.modality)
                self.add(node, KG.elaborates, local(self.iri, event.id, claim.id))
                self.said(node, claim)
                made.append(node)
        if not stating:
            node = local(self.iri, event.id, name, digest("", str(value), *key))
            spans: list[Span | Mention] = [c.evidence for c in event.claims] or list(event.mentions)
            evidence = [self.span(span) for span in spans[:1]]
            self.claim(node, local(self.iri, event.id), predicate, value, evidence)
            made.append(node)
        return made

    def write_role(self, event: Event, role: Role) -> None:
        predicate = ROLES.get(role.role)
        if predicate is None:
            raise MappingError(f"{self.record.doc.id}: the ontology has no role {role.role}")
        if not role.entity and not role.side:
            return
        side = concept("side", role.side) if role.side else None
        value = self.entity(role.entity) if role.entity else side
        assert value is not None
        for node in self.detail(event, predicate, value, role.claims, role.side):
            if side:
                self.add(node, KG.valueSide, side)

    def write_count(self, event: Event, count: Count) -> None:
        for node in self.detail(
            event, KG.count, scalar(count.value), count.claims, count.of, count.qualifier, count.side
        ):
            self.add(node, KG.countOf, text(count.of))
            self.add(node, KG.qualifier, concept("qualifier", count.qualifier))
            if count.side:
                self.add(node, KG.valueSide, concept("side", count.side))

    def write_date(self, event: Event) -> None:
        """The date, stated by the claims whose sentence words it, else by the document."""
        if event.date is None:
            return
        words = event.date.text
        stating = [c.id for c in event.claims if words and words in c.evidence.text]
        for node in self.detail(event, KG.date, date(event.date.value), stating):
            self.add(node, KG.earliest, date(event.date.earliest))
            self.add(node, KG.latest, date(event.date.latest))
            if words:
                self.add_text(node, KG.dateText, words, self.record.doc.lang)


KG_NAMESPACE = KG.Document.value.removesuffix("Document")
"""The namespace of the ontology: the types of entities and events are its classes of the same name."""


def document_quads(record: Record, document: str) -> Iterator[Quad]:
    """The quads of one record, under the IRI of its document: its graph and, where there is cause, a restricted one.

    Raises MappingError where the record names an entity or a claim that it does not hold, or a role or attribute
    that the ontology does not have.
    """
    record = canonical(record)
    writer = _Writer(record, document)
    writer.write_document()
    for entity in record.entities:
        writer.write_entity(entity)
    for relation in record.relations:
        writer.write_relation(relation)
    for event in record.events:
        writer.write_event(event)
    yield from writer.quads
