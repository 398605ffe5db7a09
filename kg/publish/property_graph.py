"""The graph as Neo4j has graphs: nodes with labels and properties, and relationships between them.

    (:Entity:Unit {iri, name, number, echelon, arm, side})-[:PART_OF]->(:Entity:Unit)
    (:Event:Capture {iri, name, date, earliest, latest, count})-[:CAPTIVE]->(:Entity:Unit)
    (:Claim {iri, property, value, modality, quote})-[:ABOUT]->(:Event), -[:FROM]->(:Document), -[:BY]->(:Entity)
    (:Entity)-[:CAPTURED_BY {events, claims, contested, first}]->(:Entity)     derived, to be walked at once

It is made to be read in Cypher, not a transcript of the triples. Private captives stand under their pseudonyms.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from kg.graph.reference import REGISTRY
from kg.graph.store import Store
from kg.graph.terms import concept_id
from kg.graph.vocabulary import KG, OA, RDF, RDFS, SCHEMA
from kg.publish.claims import sources
from kg.publish.descriptions import local_name, rows
from kg.publish.network import EVENT, Graph, network


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, in degrees (WGS 84)."""

    lat: float
    lon: float


Value: TypeAlias = str | int | float | bool | datetime.date | Point | tuple[str, ...]
Properties: TypeAlias = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its first label is the one under which its IRI is unique."""

    iri: str
    labels: tuple[str, ...]
    properties: Properties


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship between two nodes, given by their first labels and their IRIs.

    key  the properties that tell it from others of its type between the same nodes
    """

    type: str
    start: tuple[str, str]
    end: tuple[str, str]
    properties: Properties = field(default_factory=dict)
    key: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[Any, ...]:
        """What no other relationship shares."""
        return (self.type, self.start[1], self.end[1], *(self.properties[name] for name in self.key))


@dataclass(frozen=True, slots=True)
class PropertyGraph:
    """Nodes and relationships, each in a fixed order."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]


KINDS = ("Entity", "Event", "Claim", "Document")
"""The first labels."""

DERIVED = (
    ("CAPTURED_BY", "captive", "captor"),
    ("ATTACKED", "attacker", "target"),
    ("EXCHANGED_WITH", "party", "party"),
)
"""Relationships that follow from events: from each that has the first role to each that has the second."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UPPER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def screaming(name: str) -> str:
    """The type of a relationship from the name of a property: memberOf → MEMBER_OF."""
    return _UPPER.sub("_", name).upper()


def _dated(name: str, value: str) -> dict[str, Value | None]:
    """A day as Neo4j's own date; a month or a year, which it has no type for, as a text under another name."""
    return {name: datetime.date.fromisoformat(value)} if _DAY.fullmatch(value) else {f"{name}Text": value}


def _kept(properties: Mapping[str, Value | None]) -> Properties:
    """The properties that have a value: Neo4j has no empty ones."""
    return {name: value for name, value in properties.items() if value is not None and value not in ("", ())}


class _Maker:
    """Makes the property graph of one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.network: Graph = network(store)
        self.nodes: dict[str, Node] = {}
        self.relationships: dict[tuple[Any, ...], Relationship] = {}
        self.claims: dict[str, int] = defaultdict(int)

    def add(self, kind: str, iri: str, properties: Mapping[str, Value | None], label: str = "") -> None:
        labels = (kind, label) if label else (kind,)
        self.nodes[iri] = Node(iri, labels, {"iri": iri, **_kept(properties)})

    def join(
        self, type_: str, start: str, end: str, properties: Mapping[str, Value | None] | None = None, *key: str
    ) -> None:
        """A relationship, where both of its ends are there."""
        if start in self.nodes and end in self.nodes:
            ends = [(self.nodes[iri].labels[0], iri) for iri in (start, end)]
            made = Relationship(type_, ends[0], ends[1], _kept(properties or {}), key)
            self.relationships.setdefault(made.identity, made)

    def add_things(self) -> None:
        counts = self.counts()
        names = {s.value: n.value for s, n in rows(self.store, f"SELECT ?s ?n WHERE {{ ?s {SCHEMA.name} ?n }}")}
        for iri, node in self.network.nodes(data=True):
            common: dict[str, Value | None] = {
                "name": names.get(iri, node["label"]),
                **{f"name_{lang}": name for lang, name in node["labels"].items() if lang},
                "names": node["names"],
                "documents": node["documents"],
                "publishers": node["publishers"],
                "contested": node["contested"],
            }
            if node["kind"] == EVENT:
                dates = {
                    "date": node["date"],
                    **_dated("earliest", node["earliest"]),
                    **_dated("latest", node["latest"]),
                }
                told: dict[str, Value | None] = {
                    "counts": node["counts"],
                    "denied": node["denied"],
                    "sides": node["involved"],
                    "modalities": tuple(sorted(node["modalities"])),
                }
                self.add("Event", iri, {**common, **dates, **told, **counts.get(iri, {})}, node["type"])
            else:
                place = Point(node["lat"], node["lon"]) if node["lat"] is not None and node["lon"] is not None else None
                more: dict[str, Value | None] = {name: node[name] for name in ("side", "echelon", "arm")}
                more["number"] = int(node["number"]) if node["number"].isdecimal() else None
                self.add("Entity", iri, {**common, **more, "location": place}, node["kind"])

    def add_holders(self) -> None:
        """The places of the registry that hold places of the graph, and are not told of by themselves."""
        found: dict[str, dict[str, Value | None]] = defaultdict(dict)
        for iri, name, label in rows(
            self.store,
            f"SELECT ?p ?name ?label WHERE {{ GRAPH <{REGISTRY}> {{ ?p {RDF.type} {KG.Place} ; {SCHEMA.name} ?name ."
            f" OPTIONAL {{ ?p {RDFS.label} ?label }} }} }} ORDER BY ?p ?label",
        ):
            found[iri.value]["name"] = name.value
            if label and label.language:
                found[iri.value][f"name_{label.language}"] = label.value
        for iri, facts in found.items():
            if iri not in self.nodes:
                self.add("Entity", iri, facts, "Place")

    def counts(self) -> dict[str, Properties]:
        """Event → its figures: `count` where all agree, and one for each side that is told."""
        found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for event, value, side in rows(
            self.store,
            f"SELECT ?event ?value ?side WHERE {{ ?event {KG.count} ?node . ?node {KG.value} ?value ."
            f" OPTIONAL {{ ?node {KG.valueSide} ?side }} FILTER NOT EXISTS {{ ?event {KG.subject} ?x }} }}",
        ):
            found[event.value]["count"].add(int(value.value))
            if side:
                found[event.value][f"count_{concept_id(side.value)}"].add(int(value.value))
        return {
            event: {name: max(values) for name, values in figures.items() if name != "count" or len(values) == 1}
            for event, figures in found.items()
        }

    def add_documents(self) -> None:
        for iri, source in sources(self.store).items():
            facts: dict[str, Value | None] = {
                "id": source.id,
                "title": source.title,
                "publisher": source.publisher,
                **_dated("published", source.published),
                "language": source.lang,
                "url": source.url,
                "sha256": source.sha256,
            }
            self.add("Document", iri, facts)

    def add_claims(self) -> None:
        """Claims with the first of their sentences, what they are about, what their value is, who makes them."""
        found = rows(
            self.store,
            f"SELECT ?claim ?about ?property ?value ?entity ?by ?modality ?on ?quote ?start ?end ?document WHERE {{"
            f" ?claim {RDF.type} {KG.Claim} ; {KG.subject}/{KG.refersTo} ?about ; {KG.property} ?property ;"
            f" {KG.value} ?value ; {KG.modality} ?modality ; {KG.evidence} ?span ."
            f" ?span {OA.hasSource} ?document ; {OA.start} ?start ; {OA.end} ?end ."
            f" OPTIONAL {{ ?span {OA.exact} ?quote }} OPTIONAL {{ ?value {KG.refersTo} ?entity }}"
            f" OPTIONAL {{ ?claim {KG.claimant}/{KG.refersTo} ?by }} OPTIONAL {{ ?claim {KG.claimedOn} ?on }} }}"
            " ORDER BY ?claim ?start ?end",
        )
        for row in found:
            claim, about, property_, value, entity, by, modality, on, quote, start, end, document = (
                "" if term is None else term.value for term in row
            )
            if claim in self.nodes or about not in self.nodes:
                continue
            shown = self.nodes[entity].properties["name"] if entity in self.nodes else value
            facts: dict[str, Value | None] = {
                "property": local_name(property_),
                "value": local_name(shown) if isinstance(shown, str) and shown.startswith("https://") else shown,
                "modality": concept_id(modality),
                **_dated("claimedOn", on),
                "quote": quote,
                "start": int(start),
                "end": int(end),
            }
            self.add("Claim", claim, facts)
            self.claims[about] += 1
            for type_, other in (("ABOUT", about), ("VALUE", entity), ("BY", by), ("FROM", document)):
                self.join(type_, claim, other)

    def add_edges(self) -> None:
        for start, end, data in self.network.edges(data=True):
            role = "CLAIMED" if data["role"] == "claimant" else screaming(data["role"])
            if data["role"] != "position":
                self.join(role, start, end, {"contested": data["contested"]})
        posts = rows(
            self.store,
            f"SELECT ?holder ?body ?title ?since ?until WHERE {{ ?post {RDF.type} {KG.Membership} ;"
            f" {KG.holder} ?holder ; {KG.organization} ?body ; {KG.title} ?title ."
            f" OPTIONAL {{ ?post {KG.since} ?since }}"
            f" OPTIONAL {{ ?post {KG.until} ?until }} }} ORDER BY ?holder ?body ?title",
        )
        for holder, body, title, since, until in posts:
            told: dict[str, Value | None] = {"title": title.value}
            told |= _dated("since", since.value) if since else {}
            told |= _dated("until", until.value) if until else {}
            self.join("POSITION", holder.value, body.value, told, "title")
        for inner, outer in rows(
            self.store, f"SELECT ?a ?b WHERE {{ GRAPH <{REGISTRY}> {{ ?a {KG.within} ?b }} }} ORDER BY ?a ?b"
        ):
            self.join("WITHIN", inner.value, outer.value)

    def derive(self) -> None:
        """The direct relationships, with how many events and claims they rest on."""
        for type_, first_role, second_role in DERIVED:
            events: dict[tuple[str, str], list[str]] = defaultdict(list)
            disputed: set[tuple[str, str]] = set()
            for event, node in self.network.nodes(data=True):
                if node["kind"] != EVENT or (type_ == "EXCHANGED_WITH") != (node["type"] == "PrisonerExchange"):
                    continue
                firsts, seconds = (dict(self.filled(event, role)) for role in (first_role, second_role))
                for a, a_contested in firsts.items():
                    for b, b_contested in seconds.items():
                        if a == b or (first_role == second_role and a > b):
                            continue
                        events[a, b].append(event)
                        if a_contested or b_contested:
                            disputed.add((a, b))
            for (a, b), found in sorted(events.items()):
                days = sorted(day for event in found if (day := self.network.nodes[event]["earliest"]))
                told: dict[str, Value | None] = {
                    "events": len(found),
                    "claims": sum(self.claims[event] for event in found),
                    "contested": (a, b) in disputed,
                    **_dated("first", days[0] if days else ""),
                }
                self.join(type_, a, b, told)

    def filled(self, event: str, role: str) -> Iterator[tuple[str, bool]]:
        """Who has a role in an event, and whether that is contested."""
        for _, other, data in self.network.out_edges(event, data=True):
            if data["role"] == role:
                yield other, data["contested"]

    def run(self) -> PropertyGraph:
        self.add_things()
        self.add_holders()
        self.add_documents()
        self.add_claims()
        self.add_edges()
        self.derive()
        nodes = sorted(self.nodes.values(), key=lambda node: (KINDS.index(node.labels[0]), node.iri))
        return PropertyGraph(tuple(nodes), tuple(sorted(self.relationships.values(), key=lambda r: str(r.identity))))


def property_graph(store: Store) -> PropertyGraph:
    """The property graph of a store."""
    return _Maker(store).run()


def counted(labels: Iterable[tuple[str, ...]], types: Iterable[str]) -> dict[str, int]:
    """How many nodes there are of each label, and how many relationships of each type (`[:TYPE]`)."""
    found: dict[str, int] = defaultdict(int)
    for node in labels:
        for label in node:
            found[label] += 1
    for type_ in types:
        found[f"[:{type_}]"] += 1
    return dict(sorted(found.items()))
