"""The terms of the graph. Generated from ontology/*.ttl by `python -m kg.graph.generate`: do not edit."""

# ruff: noqa: N815

from __future__ import annotations

from typing import Final, Literal

from pyoxigraph import NamedNode


class RDF:
    """Terms of <http://www.w3.org/1999/02/22-rdf-syntax-ns#>."""

    JSON: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")
    type: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class XSD:
    """Terms of <http://www.w3.org/2001/XMLSchema#>."""

    anyURI: Final = NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    boolean: Final = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
    date: Final = NamedNode("http://www.w3.org/2001/XMLSchema#date")
    dateTime: Final = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    double: Final = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    gYear: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYear")
    gYearMonth: Final = NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")
    integer: Final = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    string: Final = NamedNode("http://www.w3.org/2001/XMLSchema#string")


class KG:
    """Terms of <https://w3id.org/war-news-kg/ontology#>."""

    Attack: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Attack")
    Capture: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Capture")
    Claim: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Claim")
    Count: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Count")
    Diplomacy: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Diplomacy")
    Document: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Document")
    DocumentEntity: Final = NamedNode("https://w3id.org/war-news-kg/ontology#DocumentEntity")
    DocumentEvent: Final = NamedNode("https://w3id.org/war-news-kg/ontology#DocumentEvent")
    Entity: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Entity")
    Equipment: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Equipment")
    Event: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Event")
    IdentityClaim: Final = NamedNode("https://w3id.org/war-news-kg/ontology#IdentityClaim")
    Judgement: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Judgement")
    Loss: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Loss")
    Membership: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Membership")
    Movement: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Movement")
    Negotiation: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Negotiation")
    Organization: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Organization")
    Person: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Person")
    Place: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Place")
    PrisonerExchange: Final = NamedNode("https://w3id.org/war-news-kg/ontology#PrisonerExchange")
    Publisher: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Publisher")
    Release: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Release")
    Span: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Span")
    Surrender: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Surrender")
    Unit: Final = NamedNode("https://w3id.org/war-news-kg/ontology#Unit")
    actor: Final = NamedNode("https://w3id.org/war-news-kg/ontology#actor")
    age: Final = NamedNode("https://w3id.org/war-news-kg/ontology#age")
    arm: Final = NamedNode("https://w3id.org/war-news-kg/ontology#arm")
    attacker: Final = NamedNode("https://w3id.org/war-news-kg/ontology#attacker")
    attribute: Final = NamedNode("https://w3id.org/war-news-kg/ontology#attribute")
    branch: Final = NamedNode("https://w3id.org/war-news-kg/ontology#branch")
    candidates: Final = NamedNode("https://w3id.org/war-news-kg/ontology#candidates")
    captive: Final = NamedNode("https://w3id.org/war-news-kg/ontology#captive")
    captor: Final = NamedNode("https://w3id.org/war-news-kg/ontology#captor")
    claimant: Final = NamedNode("https://w3id.org/war-news-kg/ontology#claimant")
    claimedOn: Final = NamedNode("https://w3id.org/war-news-kg/ontology#claimedOn")
    contested: Final = NamedNode("https://w3id.org/war-news-kg/ontology#contested")
    count: Final = NamedNode("https://w3id.org/war-news-kg/ontology#count")
    countOf: Final = NamedNode("https://w3id.org/war-news-kg/ontology#countOf")
    counterpart: Final = NamedNode("https://w3id.org/war-news-kg/ontology#counterpart")
    country: Final = NamedNode("https://w3id.org/war-news-kg/ontology#country")
    date: Final = NamedNode("https://w3id.org/war-news-kg/ontology#date")
    dateText: Final = NamedNode("https://w3id.org/war-news-kg/ontology#dateText")
    denied: Final = NamedNode("https://w3id.org/war-news-kg/ontology#denied")
    describedIn: Final = NamedNode("https://w3id.org/war-news-kg/ontology#describedIn")
    destination: Final = NamedNode("https://w3id.org/war-news-kg/ontology#destination")
    documents: Final = NamedNode("https://w3id.org/war-news-kg/ontology#documents")
    earliest: Final = NamedNode("https://w3id.org/war-news-kg/ontology#earliest")
    echelon: Final = NamedNode("https://w3id.org/war-news-kg/ontology#echelon")
    elaborates: Final = NamedNode("https://w3id.org/war-news-kg/ontology#elaborates")
    evidence: Final = NamedNode("https://w3id.org/war-news-kg/ontology#evidence")
    highest: Final = NamedNode("https://w3id.org/war-news-kg/ontology#highest")
    holder: Final = NamedNode("https://w3id.org/war-news-kg/ontology#holder")
    honorific: Final = NamedNode("https://w3id.org/war-news-kg/ontology#honorific")
    involvedIn: Final = NamedNode("https://w3id.org/war-news-kg/ontology#involvedIn")
    judged: Final = NamedNode("https://w3id.org/war-news-kg/ontology#judged")
    kin: Final = NamedNode("https://w3id.org/war-news-kg/ontology#kin")
    kind: Final = NamedNode("https://w3id.org/war-news-kg/ontology#kind")
    lat: Final = NamedNode("https://w3id.org/war-news-kg/ontology#lat")
    latest: Final = NamedNode("https://w3id.org/war-news-kg/ontology#latest")
    length: Final = NamedNode("https://w3id.org/war-news-kg/ontology#length")
    lon: Final = NamedNode("https://w3id.org/war-news-kg/ontology#lon")
    losingSide: Final = NamedNode("https://w3id.org/war-news-kg/ontology#losingSide")
    lowest: Final = NamedNode("https://w3id.org/war-news-kg/ontology#lowest")
    mediator: Final = NamedNode("https://w3id.org/war-news-kg/ontology#mediator")
    memberOf: Final = NamedNode("https://w3id.org/war-news-kg/ontology#memberOf")
    mention: Final = NamedNode("https://w3id.org/war-news-kg/ontology#mention")
    militaryUnitNumber: Final = NamedNode("https://w3id.org/war-news-kg/ontology#militaryUnitNumber")
    modality: Final = NamedNode("https://w3id.org/war-news-kg/ontology#modality")
    number: Final = NamedNode("https://w3id.org/war-news-kg/ontology#number")
    ofType: Final = NamedNode("https://w3id.org/war-news-kg/ontology#ofType")
    organization: Final = NamedNode("https://w3id.org/war-news-kg/ontology#organization")
    origin: Final = NamedNode("https://w3id.org/war-news-kg/ontology#origin")
    partOf: Final = NamedNode("https://w3id.org/war-news-kg/ontology#partOf")
    party: Final = NamedNode("https://w3id.org/war-news-kg/ontology#party")
    personal: Final = NamedNode("https://w3id.org/war-news-kg/ontology#personal")
    place: Final = NamedNode("https://w3id.org/war-news-kg/ontology#place")
    polarity: Final = NamedNode("https://w3id.org/war-news-kg/ontology#polarity")
    position: Final = NamedNode("https://w3id.org/war-news-kg/ontology#position")
    post: Final = NamedNode("https://w3id.org/war-news-kg/ontology#post")
    private: Final = NamedNode("https://w3id.org/war-news-kg/ontology#private")
    property: Final = NamedNode("https://w3id.org/war-news-kg/ontology#property")
    publisher: Final = NamedNode("https://w3id.org/war-news-kg/ontology#publisher")
    publishers: Final = NamedNode("https://w3id.org/war-news-kg/ontology#publishers")
    qualifier: Final = NamedNode("https://w3id.org/war-news-kg/ontology#qualifier")
    rank: Final = NamedNode("https://w3id.org/war-news-kg/ontology#rank")
    reading: Final = NamedNode("https://w3id.org/war-news-kg/ontology#reading")
    reason: Final = NamedNode("https://w3id.org/war-news-kg/ontology#reason")
    recordName: Final = NamedNode("https://w3id.org/war-news-kg/ontology#recordName")
    refersTo: Final = NamedNode("https://w3id.org/war-news-kg/ontology#refersTo")
    registryKey: Final = NamedNode("https://w3id.org/war-news-kg/ontology#registryKey")
    relation: Final = NamedNode("https://w3id.org/war-news-kg/ontology#relation")
    releasedBy: Final = NamedNode("https://w3id.org/war-news-kg/ontology#releasedBy")
    role: Final = NamedNode("https://w3id.org/war-news-kg/ontology#role")
    score: Final = NamedNode("https://w3id.org/war-news-kg/ontology#score")
    settled: Final = NamedNode("https://w3id.org/war-news-kg/ontology#settled")
    sha256: Final = NamedNode("https://w3id.org/war-news-kg/ontology#sha256")
    side: Final = NamedNode("https://w3id.org/war-news-kg/ontology#side")
    since: Final = NamedNode("https://w3id.org/war-news-kg/ontology#since")
    subject: Final = NamedNode("https://w3id.org/war-news-kg/ontology#subject")
    subordinateTo: Final = NamedNode("https://w3id.org/war-news-kg/ontology#subordinateTo")
    target: Final = NamedNode("https://w3id.org/war-news-kg/ontology#target")
    title: Final = NamedNode("https://w3id.org/war-news-kg/ontology#title")
    until: Final = NamedNode("https://w3id.org/war-news-kg/ontology#until")
    value: Final = NamedNode("https://w3id.org/war-news-kg/ontology#value")
    valueSide: Final = NamedNode("https://w3id.org/war-news-kg/ontology#valueSide")
    weapon: Final = NamedNode("https://w3id.org/war-news-kg/ontology#weapon")
    wikidata: Final = NamedNode("https://w3id.org/war-news-kg/ontology#wikidata")
    within: Final = NamedNode("https://w3id.org/war-news-kg/ontology#within")


class OA:
    """Terms of <http://www.w3.org/ns/oa#>."""

    end: Final = NamedNode("http://www.w3.org/ns/oa#end")
    exact: Final = NamedNode("http://www.w3.org/ns/oa#exact")
    hasSource: Final = NamedNode("http://www.w3.org/ns/oa#hasSource")
    start: Final = NamedNode("http://www.w3.org/ns/oa#start")


class PROV:
    """Terms of <http://www.w3.org/ns/prov#>."""

    Activity: Final = NamedNode("http://www.w3.org/ns/prov#Activity")
    startedAtTime: Final = NamedNode("http://www.w3.org/ns/prov#startedAtTime")
    used: Final = NamedNode("http://www.w3.org/ns/prov#used")
    wasAttributedTo: Final = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
    wasRevisionOf: Final = NamedNode("http://www.w3.org/ns/prov#wasRevisionOf")


class SCHEMA:
    """Terms of <https://schema.org/>."""

    datePublished: Final = NamedNode("https://schema.org/datePublished")
    headline: Final = NamedNode("https://schema.org/headline")
    inLanguage: Final = NamedNode("https://schema.org/inLanguage")
    name: Final = NamedNode("https://schema.org/name")
    url: Final = NamedNode("https://schema.org/url")


class DC:
    """Terms of <http://purl.org/dc/elements/1.1/>."""

    publisher: Final = NamedNode("http://purl.org/dc/elements/1.1/publisher")


class DCTERMS:
    """Terms of <http://purl.org/dc/terms/>."""

    description: Final = NamedNode("http://purl.org/dc/terms/description")
    identifier: Final = NamedNode("http://purl.org/dc/terms/identifier")
    license: Final = NamedNode("http://purl.org/dc/terms/license")
    source: Final = NamedNode("http://purl.org/dc/terms/source")
    title: Final = NamedNode("http://purl.org/dc/terms/title")


class GEO:
    """Terms of <http://www.opengis.net/ont/geosparql#>."""

    Feature: Final = NamedNode("http://www.opengis.net/ont/geosparql#Feature")
    Geometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#Geometry")
    asWKT: Final = NamedNode("http://www.opengis.net/ont/geosparql#asWKT")
    hasGeometry: Final = NamedNode("http://www.opengis.net/ont/geosparql#hasGeometry")


class SKOS:
    """Terms of <http://www.w3.org/2004/02/skos/core#>."""

    altLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
    definition: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")
    example: Final = NamedNode("http://www.w3.org/2004/02/skos/core#example")
    prefLabel: Final = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")


class RDFS:
    """Terms of <http://www.w3.org/2000/01/rdf-schema#>."""

    comment: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    label: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


class VOID:
    """Terms of <http://rdfs.org/ns/void#>."""

    Dataset: Final = NamedNode("http://rdfs.org/ns/void#Dataset")
    documents: Final = NamedNode("http://rdfs.org/ns/void#documents")
    vocabulary: Final = NamedNode("http://rdfs.org/ns/void#vocabulary")


class DCAT:
    """Terms of <http://www.w3.org/ns/dcat#>."""

    Dataset: Final = NamedNode("http://www.w3.org/ns/dcat#Dataset")
    version: Final = NamedNode("http://www.w3.org/ns/dcat#version")


ROLES: Final[dict[str, NamedNode]] = {
    "actor": KG.actor,
    "attacker": KG.attacker,
    "by": KG.releasedBy,
    "captive": KG.captive,
    "captor": KG.captor,
    "destination": KG.destination,
    "mediator": KG.mediator,
    "origin": KG.origin,
    "party": KG.party,
    "side": KG.losingSide,
    "target": KG.target,
    "weapon": KG.weapon,
}
"""Role of a record → its property."""

RELATIONS: Final[dict[str, NamedNode]] = {
    "memberOf": KG.memberOf,
    "partOf": KG.partOf,
    "position": KG.position,
}
"""Relation of a record → its property."""

ATTRIBUTES: Final[dict[str, NamedNode]] = {
    "age": KG.age,
    "arm": KG.arm,
    "branch": KG.branch,
    "candidates": KG.candidates,
    "country": KG.country,
    "echelon": KG.echelon,
    "honorific": KG.honorific,
    "kin": KG.kin,
    "kind": KG.kind,
    "lat": KG.lat,
    "lon": KG.lon,
    "militaryUnitNumber": KG.militaryUnitNumber,
    "number": KG.number,
    "post": KG.post,
    "rank": KG.rank,
}
"""Attribute of a record's entity → its property."""

PERSONAL: Final = ("age", "kin", "rank")
"""Attributes that are withheld for a private captive."""

Scheme = Literal["arm", "custody", "echelon", "event", "modality", "polarity", "qualifier", "side"]
"""A concept scheme."""

CONCEPTS: Final[dict[Scheme, tuple[str, ...]]] = {
    "arm": (
        "air_assault",
        "air_defence",
        "airborne",
        "airmobile",
        "artillery",
        "assault",
        "aviation",
        "border_guard",
        "engineer",
        "infantry",
        "jaeger",
        "logistics",
        "marine",
        "mechanized",
        "missile",
        "motor_rifle",
        "motorized",
        "mountain_assault",
        "national_guard",
        "naval_infantry",
        "reconnaissance",
        "rifle",
        "signal",
        "special_purpose",
        "tank",
        "territorial_defence",
        "unmanned",
    ),
    "custody": (
        "captured",
        "detained",
        "died",
        "escaped",
        "exchanged",
        "interned",
        "released",
        "unknown",
    ),
    "echelon": (
        "army",
        "battalion",
        "brigade",
        "company",
        "corps",
        "division",
        "group",
        "platoon",
        "regiment",
        "squad",
        "unit",
    ),
    "event": (
        "Attack",
        "Capture",
        "Diplomacy",
        "Loss",
        "Movement",
        "Negotiation",
        "PrisonerExchange",
        "Release",
        "Surrender",
    ),
    "modality": (
        "alleged",
        "asserted",
        "claimed",
        "denied",
        "planned",
    ),
    "polarity": (
        "affirmed",
        "negated",
    ),
    "qualifier": (
        "approx",
        "at_least",
        "at_most",
        "exact",
    ),
    "side": (
        "AE",
        "AT",
        "BY",
        "CH",
        "CN",
        "DE",
        "FI",
        "FR",
        "GB",
        "GE",
        "HU",
        "IL",
        "IR",
        "KP",
        "KR",
        "MD",
        "PL",
        "QA",
        "RO",
        "RU",
        "SA",
        "TR",
        "UA",
        "US",
        "VA",
    ),
}
"""Scheme → the ids of its concepts."""
