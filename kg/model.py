"""The shapes that pass between the stages: documents, and the record that one reading of a document gives.

A record is the contract between reading and graph. Its JSON form is `Record.to_json`; the field names follow
JSON habits (camelCase), the attributes here follow Python's. Offsets are Unicode code points into `Document.text`,
end exclusive. Everything is frozen: a stage that changes something makes a new object.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

EntityType = Literal["Person", "Unit", "Organization", "Place", "Equipment"]
EventType = Literal[
    "Capture",
    "Surrender",
    "PrisonerExchange",
    "Release",
    "Attack",
    "Loss",
    "Movement",
    "Negotiation",
    "Diplomacy",
]
Modality = Literal["asserted", "claimed", "alleged", "denied", "planned"]
Qualifier = Literal["exact", "approx", "at_least", "at_most"]
RelationType = Literal["position", "partOf", "memberOf"]

ENTITY_TYPES: tuple[EntityType, ...] = ("Person", "Unit", "Organization", "Place", "Equipment")


@dataclass(frozen=True, slots=True)
class Document:
    """One text as read, with what its header or markup says of it.

    id          the file stem (or the line's own id): names the document in records
    text        the whole text, header included; every offset counts from its first character
    body        offset of the first character after the header
    title_start offset of the title inside `text`, or None where the title is not part of the text
    published   ISO date, or "" where unknown
    sha256      of the UTF-8 bytes of `text`
    """

    id: str
    text: str
    sha256: str
    lang: str = ""
    publisher: str = ""
    published: str = ""
    title: str = ""
    title_start: int | None = None
    url: str = ""
    path: str = ""
    body: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text; `text` is what stands there."""

    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Span:
        return cls(int(row["start"]), int(row["end"]), str(row.get("text", "")))


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity or triggers an event; `lang` is the language of its sentence."""

    start: int
    end: int
    text: str
    lang: str = ""

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"start": self.start, "end": self.end, "text": self.text}
        if self.lang:
            row["lang"] = self.lang
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Mention:
        return cls(int(row["start"]), int(row["end"]), str(row["text"]), str(row.get("lang", "")))


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, unit, organization, place or kind of equipment of one document.

    attributes  number (int), echelon, arm, honorific, militaryUnitNumber, country, lat, lon, kind …
    key         what the recogniser already knows of the entity's identity: `registry:<id>` or `place:<id>`, else ""
    private     a private person in captivity: named in the restricted graph only
    iri         filled by resolution
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[str, ...] = ()
    side: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""
    wikidata: str = ""
    private: bool = False
    iri: str = ""

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self.id, "type": self.type, "name": self.name}
        if self.aliases:
            row["aliases"] = list(self.aliases)
        for name in ("iri", "wikidata", "side", "key"):
            if getattr(self, name):
                row[name] = getattr(self, name)
        if self.private:
            row["private"] = True
        if self.attributes:
            row["attributes"] = dict(sorted(self.attributes.items()))
        row["mentions"] = [m.to_json() for m in self.mentions]
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Entity:
        return cls(
            id=row["id"],
            type=row["type"],
            name=row["name"],
            mentions=tuple(Mention.from_json(m) for m in row.get("mentions", ())),
            aliases=tuple(row.get("aliases", ())),
            side=row.get("side", ""),
            attributes=dict(row.get("attributes", {})),
            key=row.get("key", ""),
            wikidata=row.get("wikidata", ""),
            private=bool(row.get("private", False)),
            iri=row.get("iri", ""),
        )


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation between two entities of a document, as the document states it."""

    type: RelationType
    subject: str
    object: str
    title: str = ""
    evidence: tuple[Span, ...] = ()

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"type": self.type, "subject": self.subject, "object": self.object}
        if self.title:
            row["title"] = self.title
        row["evidence"] = [s.to_json() for s in self.evidence]
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Relation:
        return cls(
            type=row["type"],
            subject=row["subject"],
            object=row["object"],
            title=row.get("title", ""),
            evidence=tuple(Span.from_json(s) for s in row.get("evidence", ())),
        )


@dataclass(frozen=True, slots=True)
class DateRange:
    """When something happened: `value` is ISO as precise as the text allows (2024-08-15, 2024-08, 2024).

    earliest, latest  the days the value can stand for, both inclusive; equal for an exact day
    text              the words of the document
    """

    value: str
    earliest: str
    latest: str
    text: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "earliest": self.earliest, "latest": self.latest, "text": self.text}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> DateRange:
        return cls(row["value"], row["earliest"], row["latest"], row.get("text", ""))


@dataclass(frozen=True, slots=True)
class Place:
    """A place of an event; `claims` are the ids of the claims that state it."""

    entity: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """What an entity, or an unnamed actor of a side, is to an event."""

    role: str
    entity: str = ""
    side: str = ""
    claims: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"role": self.role}
        for name in ("entity", "side"):
            if getattr(self, name):
                row[name] = getattr(self, name)
        if self.claims:
            row["claims"] = list(self.claims)
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Role:
        return cls(row["role"], row.get("entity", ""), row.get("side", ""), tuple(row.get("claims", ())))


@dataclass(frozen=True, slots=True)
class Count:
    """A number that an event carries: of what, of which side, how firmly."""

    of: str
    value: int
    qualifier: Qualifier = "exact"
    side: str = ""
    claims: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"of": self.of, "value": self.value, "qualifier": self.qualifier}
        if self.side:
            row["side"] = self.side
        if self.claims:
            row["claims"] = list(self.claims)
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Count:
        return cls(
            row["of"],
            int(row["value"]),
            row.get("qualifier", "exact"),
            row.get("side", ""),
            tuple(row.get("claims", ())),
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says that an event happened, how sure they are, and where the document says so.

    by          id of the claimant entity, or "" (the document's own voice, or a source without a name)
    evidence    the sentence that makes the claim
    claimed_on  ISO date of the saying where the text gives one (a tweet's stamp, "said on Tuesday"), else ""
    """

    id: str
    modality: Modality
    evidence: Span
    by: str = ""
    claimed_on: str = ""

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self.id}
        if self.by:
            row["by"] = self.by
        row["modality"] = self.modality
        if self.claimed_on:
            row["claimedOn"] = self.claimed_on
        row["evidence"] = self.evidence.to_json()
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Claim:
        return cls(
            row["id"], row["modality"], Span.from_json(row["evidence"]), row.get("by", ""), row.get("claimedOn", "")
        )


@dataclass(frozen=True, slots=True)
class Event:
    """One happening as one document tells it; fillers name the claims that state them."""

    id: str
    type: EventType
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    date: DateRange | None = None
    places: tuple[Place, ...] = ()
    roles: tuple[Role, ...] = ()
    counts: tuple[Count, ...] = ()
    iri: str = ""

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.iri:
            row["iri"] = self.iri
        if self.date:
            row["date"] = self.date.to_json()
        row["places"] = [p.entity for p in self.places]
        if any(p.claims for p in self.places):
            row["placeClaims"] = {p.entity: list(p.claims) for p in self.places if p.claims}
        row["roles"] = [r.to_json() for r in self.roles]
        row["counts"] = [c.to_json() for c in self.counts]
        row["claims"] = [c.to_json() for c in self.claims]
        row["mentions"] = [m.to_json() for m in self.mentions]
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Event:
        of_place = row.get("placeClaims", {})
        return cls(
            id=row["id"],
            type=row["type"],
            mentions=tuple(Mention.from_json(m) for m in row.get("mentions", ())),
            claims=tuple(Claim.from_json(c) for c in row.get("claims", ())),
            date=DateRange.from_json(row["date"]) if row.get("date") else None,
            places=tuple(Place(p, tuple(of_place.get(p, ()))) for p in row.get("places", ())),
            roles=tuple(Role.from_json(r) for r in row.get("roles", ())),
            counts=tuple(Count.from_json(c) for c in row.get("counts", ())),
            iri=row.get("iri", ""),
        )


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What a record and the graph keep of a document: everything but its text."""

    id: str
    lang: str
    sha256: str
    length: int
    publisher: str = ""
    published: str = ""
    title: str = ""
    url: str = ""
    iri: str = ""

    def to_json(self) -> dict[str, Any]:
        row: dict[str, Any] = {"id": self.id, "lang": self.lang}
        for name in ("iri", "publisher", "published", "title", "url"):
            if getattr(self, name):
                row[name] = getattr(self, name)
        row["length"] = self.length
        row["sha256"] = self.sha256
        return row

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> DocumentInfo:
        return cls(
            id=row["id"],
            lang=row["lang"],
            sha256=row["sha256"],
            length=int(row["length"]),
            publisher=row.get("publisher", ""),
            published=row.get("published", ""),
            title=row.get("title", ""),
            url=row.get("url", ""),
            iri=row.get("iri", ""),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """One reading of one document."""

    doc: DocumentInfo
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "doc": self.doc.to_json(),
            "entities": [e.to_json() for e in self.entities],
            "relations": [r.to_json() for r in self.relations],
            "events": [e.to_json() for e in self.events],
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Record:
        return cls(
            doc=DocumentInfo.from_json(row["doc"]),
            entities=tuple(Entity.from_json(e) for e in row.get("entities", ())),
            relations=tuple(Relation.from_json(r) for r in row.get("relations", ())),
            events=tuple(Event.from_json(e) for e in row.get("events", ())),
        )
