"""The registry graph: what the gazetteer and the registry know of the entities that the documents name, and no more.

What those refer to goes with them: the places that hold a place, the superiors of a unit, the bodies of a person's
posts. Each fact stands here once; that one unit is under another at some distance follows from it (`reasoning`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.gazetteer import Gazetteer, Place
from kg.graph.terms import Term, concept, date, local, scalar, text
from kg.graph.vocabulary import DCTERMS, GEO, KG, RDF, RDFS, SCHEMA, SKOS
from kg.ids import entity_iri, graph_iri, place_iri, registry_iri
from kg.registry import Entry, Registry

REGISTRY = graph_iri("registry")
WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
PLACES = place_iri("")
ENTRIES = registry_iri("")

_COUNTRY = "country-"
"""An id of a country in the registry is one of the gazetteer's."""

_TYPES = {"Unit": KG.Unit, "Organization": KG.Organization, "Person": KG.Person}

Triple = tuple[NamedNode, NamedNode, Term]


def geometry(node: NamedNode, lat: float, lon: float) -> Iterator[Triple]:
    """The point of a place in the form that GeoSPARQL reads. Degrees, WGS 84."""
    point = local(node.value, "geometry")
    yield node, GEO.hasGeometry, point
    yield point, RDF.type, GEO.Geometry
    yield point, GEO.asWKT, Literal(f"POINT({lon:.6g} {lat:.6g})", datatype=WKT)


def place_triples(place: Place, above: Place | None) -> Iterator[Triple]:
    """What the gazetteer knows of a place, and the place next `above` it that holds it."""
    node = NamedNode(place_iri(place.id))
    yield node, RDF.type, KG.Place
    yield node, SCHEMA.name, text(place.name)
    for lang, name in place.names.items():
        yield node, RDFS.label, text(name, lang)
    yield node, KG.kind, text(place.kind)
    yield node, KG.lat, scalar(float(place.lat))
    yield node, KG.lon, scalar(float(place.lon))
    yield from geometry(node, place.lat, place.lon)
    if place.country:
        yield node, KG.country, concept("side", place.country)
    if place.wikidata:
        yield node, KG.wikidata, text(place.wikidata)
    if above:
        yield node, KG.within, NamedNode(place_iri(above.id))


def _node(reference: str) -> NamedNode:
    """The node of what an entry refers to: another entry, or a country."""
    return NamedNode(place_iri(reference) if reference.startswith(_COUNTRY) else registry_iri(reference))


def entry_triples(entry: Entry) -> Iterator[Triple]:
    """What the registry knows of a unit, an organization or a person. Aliases are in no language that is known."""
    node = NamedNode(registry_iri(entry.id))
    yield node, RDF.type, _TYPES[entry.type]
    yield node, SCHEMA.name, text(entry.name)
    for lang, name in entry.names.items():
        yield node, RDFS.label, text(name, lang)
    for alias in entry.aliases:
        if alias not in entry.names.values():
            yield node, SKOS.altLabel, text(alias)
    yield node, DCTERMS.source, text(entry.source)
    if entry.side:
        yield node, KG.side, concept("side", entry.side)
    if entry.country:
        yield node, KG.country, concept("side", entry.country)
    if entry.number is not None:
        yield node, KG.number, scalar(entry.number)
    if entry.echelon:
        yield node, KG.echelon, concept("echelon", entry.echelon)
    if entry.arm:
        yield node, KG.arm, concept("arm", entry.arm)
    plain = (
        (KG.honorific, entry.honorific),
        (KG.militaryUnitNumber, entry.military_unit_number),
        (KG.kind, entry.kind),
        (KG.wikidata, entry.wikidata),
    )
    for predicate, value in plain:
        if value:
            yield node, predicate, text(value)
    if entry.superior:
        yield node, KG.partOf, _node(entry.superior)
    yield from _posts(entry, node)


def _posts(entry: Entry, holder: NamedNode) -> Iterator[Triple]:
    for post in entry.posts:
        node = NamedNode(entity_iri("Membership", holder.value, post.of, post.title, post.since))
        yield node, RDF.type, KG.Membership
        yield node, KG.holder, holder
        yield node, KG.title, text(post.title, "en")
        yield node, DCTERMS.source, text(entry.source)
        if post.of:
            yield node, KG.organization, _node(post.of)
        if post.since:
            yield node, KG.since, date(post.since)
        if post.until:
            yield node, KG.until, date(post.until)


def _references(entry: Entry) -> list[str]:
    return [reference for reference in (entry.superior, *(post.of for post in entry.posts)) if reference]


def _entries(iris: Iterable[str], registry: Registry) -> dict[str, Entry]:
    """The entries that IRIs name, and all that they refer to."""
    found: dict[str, Entry] = {}
    waiting = [iri.removeprefix(ENTRIES) for iri in iris if iri.startswith(ENTRIES)]
    while waiting:
        entry = registry.get(waiting.pop())
        if entry and entry.id not in found:
            found[entry.id] = entry
            waiting += _references(entry)
    return found


def _places(identifiers: Iterable[str], gazetteer: Gazetteer) -> dict[str, Place]:
    """The places of these ids, and those that hold them."""
    places: dict[str, Place] = {}
    for identifier in identifiers:
        place = gazetteer.get(identifier)
        if place:
            places[place.id] = place
            places.update((holder.id, holder) for holder in gazetteer.chain(place))
    return places


def reference_quads(iris: Iterable[str], registry: Registry, gazetteer: Gazetteer) -> Iterator[Quad]:
    """The registry graph for the resolved entities of a store: their entries and places, and what those refer to."""
    graph = NamedNode(REGISTRY)
    iris = list(iris)
    entries = _entries(iris, registry)
    countries = {r for entry in entries.values() for r in _references(entry) if r.startswith(_COUNTRY)}
    named = [iri.removeprefix(PLACES) for iri in iris if iri.startswith(PLACES)]
    for entry in entries.values():
        for triple in entry_triples(entry):
            yield Quad(*triple, graph)
    for place in _places([*named, *sorted(countries)], gazetteer).values():
        for triple in place_triples(place, next(gazetteer.chain(place), None)):
            yield Quad(*triple, graph)
