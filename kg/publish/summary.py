"""How much a store holds: documents, entities, events and claims, by type."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.store import Store
from kg.graph.vocabulary import CONCEPTS, DC, DCTERMS, KG, RDF, SCHEMA
from kg.ids import BASE
from kg.model import ENTITY_TYPES
from kg.publish.descriptions import rows


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the store, as it introduces itself."""

    id: str
    lang: str
    publisher: str
    published: str
    title: str
    iri: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers by what they count. What several documents tell of counts once among entities and events.

    claims by modality; `contested` are events of which claims give values that exclude each other
    """

    documents: dict[str, int]
    entities: dict[str, int]
    events: dict[str, int]
    claims: dict[str, int]
    contested: int
    withheld: int


def documents(store: Store) -> list[Document]:
    """The documents of a store, by id. Titles stand without the names of private captives."""
    found = rows(
        store,
        f"SELECT ?id ?lang ?publisher ?published ?title ?d WHERE {{ GRAPH ?d {{ ?d {RDF.type} {KG.Document} ;"
        f" {DCTERMS.identifier} ?id . OPTIONAL {{ ?d {SCHEMA.inLanguage} ?lang }}"
        f" OPTIONAL {{ ?d {DC.publisher} ?publisher }} OPTIONAL {{ ?d {SCHEMA.datePublished} ?published }}"
        f" OPTIONAL {{ ?d {SCHEMA.headline} ?title }} }} }} ORDER BY ?id ?d",
    )
    return [Document(*("" if term is None else term.value for term in row)) for row in found]


def _numbers(store: Store, sparql: str) -> dict[str, int]:
    return {key.value.rsplit("#", 1)[-1].rsplit("/", 1)[-1]: int(n.value) for key, n in rows(store, sparql)}


def _by_class(store: Store, classes: tuple[str, ...]) -> dict[str, int]:
    values = " ".join(f"<{BASE}ontology#{name}>" for name in classes)
    return _numbers(
        store,
        f"SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE {{ VALUES ?class {{ {values} }} ?s {RDF.type} ?class ;"
        f" {KG.describedIn} ?document }} GROUP BY ?class ORDER BY ?class",
    )


def _count(store: Store, pattern: str) -> int:
    (row,) = rows(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {pattern} }}")
    return int(row[0].value)


def summary(store: Store) -> Summary:
    """The numbers of a store."""
    return Summary(
        documents=_numbers(
            store,
            f"SELECT ?lang (COUNT(?d) AS ?n) WHERE {{ ?d {RDF.type} {KG.Document} ; {SCHEMA.inLanguage} ?lang }}"
            " GROUP BY ?lang ORDER BY ?lang",
        ),
        entities=_by_class(store, ENTITY_TYPES),
        events=_by_class(store, tuple(CONCEPTS["event"])),
        claims=_numbers(
            store,
            f"SELECT ?modality (COUNT(?c) AS ?n) WHERE {{ ?c {RDF.type} {KG.Claim} ; {KG.modality} ?modality }}"
            " GROUP BY ?modality ORDER BY ?modality",
        ),
        contested=_count(store, f"?s {KG.contested} ?property ; {KG.describedIn} ?d"),
        withheld=_count(store, f"?s {KG.private} true ; {KG.describedIn} ?d"),
    )
