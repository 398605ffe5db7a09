"""What the JSON routes and the pages of things ask a store: entities, events, claims, and what names contain a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import pyoxigraph as ox

from kg.graph.queries import Table, run
from kg.graph.store import EmbeddedStore
from kg.graph.terms import concept, concept_id, date, is_side, text
from kg.graph.vocabulary import CONCEPTS, KG, OA, RDFS, SCHEMA, SKOS
from kg.ids import BASE
from kg.model import ENTITY_TYPES
from kg.publish.dossier import graph_query

EVENT_TYPES = tuple(CONCEPTS["event"])


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity or an event, as a list shows it. `date` is as precise as it is told, and "" for entities."""

    iri: str
    type: str
    label: str
    side: str
    date: str
    documents: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with one sentence that makes it. `start` and `end` are code points of the document's text."""

    claim: str
    property: str
    value: str
    claimant: str
    modality: str
    quote: str
    start: int
    end: int
    document: str
    publisher: str


@dataclass(frozen=True, slots=True)
class Things:
    """A page of a list of things: how many fit in all, and those of this page."""

    total: int
    items: list[Thing]


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of a list of claims: how many there are in all, and those of this page."""

    total: int
    items: list[Claim]


def _rows(store: EmbeddedStore, sparql: str) -> list[tuple[Any, ...]]:
    return [tuple("" if term is None else term.value for term in row) for row in cast("Any", store.query(sparql))]


def _classes(names: tuple[str, ...]) -> str:
    return " ".join(f"<{BASE}ontology#{name}>" for name in names)


def _things(store: EmbeddedStore, classes: tuple[str, ...], conditions: str, offset: int, limit: int) -> Things:
    """Things of some classes, most told of first."""
    where = (
        f"VALUES ?class {{ {_classes(classes)} }} ?iri a ?class ; {SCHEMA.name} ?label ; {KG.documents} ?documents . "
        f"{conditions} OPTIONAL {{ ?iri {KG.side} ?side }} OPTIONAL {{ ?iri {KG.date} ?date }}"
    )
    ((total,),) = _rows(store, f"SELECT (COUNT(DISTINCT ?iri) AS ?n) WHERE {{ {where} }}")
    found = _rows(
        store,
        f"SELECT DISTINCT ?iri ?class ?label ?side ?date ?documents WHERE {{ {where} }}"
        f" ORDER BY DESC(?documents) ?label ?iri OFFSET {offset} LIMIT {limit}",
    )
    items = [
        Thing(iri, class_.rpartition("#")[2], label, concept_id(side) if is_side(side) else "", day, int(number))
        for iri, class_, label, side, day, number in found
    ]
    return Things(int(total), items)


def _named(words: str) -> str:
    """The condition that some name of a thing contains these words."""
    if not words:
        return ""
    return (
        f"FILTER EXISTS {{ ?iri {SCHEMA.name}|{RDFS.label}|{SKOS.altLabel} ?called ."
        f" FILTER(CONTAINS(LCASE(STR(?called)), {text(words.lower())})) }}"
    )


def entities(store: EmbeddedStore, kind: str, side: str, words: str, offset: int, limit: int) -> Things:
    """Entities of a type and a side whose names contain words; "" leaves a condition out."""
    sided = f"?iri {KG.side} {concept('side', side)} ." if side else ""
    return _things(store, (kind,) if kind else ENTITY_TYPES, sided + _named(words), offset, limit)


def events(store: EmbeddedStore, kind: str, since: str, until: str, words: str, offset: int, limit: int) -> Things:
    """Events of a type that may have happened in a stretch of days, and whose labels contain words."""
    timed = ""
    if since:
        timed += f"?iri {KG.latest} ?latest . FILTER(?latest >= {date(since)}) "
    if until:
        timed += f"?iri {KG.earliest} ?earliest . FILTER(?earliest <= {date(until)}) "
    return _things(store, (kind,) if kind else EVENT_TYPES, timed + _named(words), offset, limit)


def search(store: EmbeddedStore, words: str, offset: int, limit: int) -> Things:
    """Entities and events that are called by these words."""
    return _things(store, (*ENTITY_TYPES, *EVENT_TYPES), _named(words), offset, limit)


def properties(store: EmbeddedStore, iri: str) -> dict[str, list[str]]:
    """Property → values of a thing, each an IRI or a text; empty where the store says nothing of it."""
    found: dict[str, list[str]] = {}
    for predicate, value in _rows(store, f"SELECT DISTINCT ?p ?o WHERE {{ {ox.NamedNode(iri)} ?p ?o }} ORDER BY ?p ?o"):
        found.setdefault(predicate, []).append(value)
    return found


def claims(store: EmbeddedStore, iri: str, offset: int, limit: int) -> Claims:
    """The claims about an entity or an event, by document and place in the text."""
    where = (
        f"?telling {KG.refersTo} {ox.NamedNode(iri)} . ?claim {KG.subject} ?telling ; {KG.property} ?property ;"
        f" {KG.value} ?value ; {KG.modality} ?modality ; {KG.evidence} ?span . ?span {OA.hasSource} ?document ;"
        f" {OA.start} ?start ; {OA.end} ?end . OPTIONAL {{ ?span {OA.exact} ?quote }}"
        f" OPTIONAL {{ ?value {KG.refersTo}/{SCHEMA.name} ?name }}"
        f" OPTIONAL {{ ?claim {KG.claimant}/{KG.refersTo}/{SCHEMA.name} ?claimant }}"
        f" OPTIONAL {{ ?document {KG.publisher}/{SCHEMA.name} ?publisher }}"
    )
    ((total,),) = _rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {where} }}")
    found = _rows(
        store,
        "SELECT ?claim ?property (COALESCE(?name, STR(?value)) AS ?shown) ?claimant ?modality ?quote ?start ?end"
        f" ?document ?publisher WHERE {{ {where} }} ORDER BY ?document ?start ?claim ?span"
        f" OFFSET {offset} LIMIT {limit}",
    )
    items = [
        Claim(
            claim, property_.rpartition("#")[2], value, claimant, concept_id(modality), quote, int(start), int(end),
            document, publisher,
        )
        for claim, property_, value, claimant, modality, quote, start, end, document, publisher in found
    ]  # fmt: skip
    return Claims(int(total), items)


def question(store: EmbeddedStore, name: str, values: Mapping[str, str], rows: int) -> tuple[Table, bool]:
    """The answer to a question of the library, and whether it has more rows than these. Raises QueryError."""
    table = run(store, name, values)
    return Table(table.columns, table.rows[:rows]), len(table.rows) > rows


def graph(store: EmbeddedStore, iri: str) -> bytes:
    """All that is said of a thing, with the claims about it, as N-Triples; of a document, its graph."""
    sparql = graph_query(iri)
    if iri.startswith(f"{BASE}document/"):
        sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(iri)} {{ ?s ?p ?o }} }}"
    return cast("ox.QueryTriples", store.query(sparql)).serialize(format=ox.RdfFormat.N_TRIPLES) or b""
