"""The registry graph: what the gazetteer and the registry know of the entities that the documents name, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.gazetteer import Gazetteer, Place
from kg.graph.terms import Term, concept, local, scalar, text
from kg.graph.vocabulary import GEO, KG, RDF, RDFS, SCHEMA
from kg.ids import graph_iri, place_iri

REGISTRY = graph_iri("registry")
WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
PLACES = place_iri("")

Triple = tuple[NamedNode, NamedNode, Term]


def geometry(node: NamedNode, lat: float, lon: float) -> Iterator[Triple]:
    """The point of a place in the form that GeoSPARQL reads. Degrees, WGS 84."""
    point = local(node.value, "geometry")
    yield node, GEO.hasGeometry, point
    yield point, RDF.type, GEO.Geometry
    yield point, GEO.asWKT, Literal(f"POINT({lon:.6g} {lat:.6g})", datatype=WKT)


def place_triples(place: Place, above: Iterable[Place]) -> Iterator[Triple]:
    """What the gazetteer knows of a place; containment in everything `above` it is written out."""
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
    for holder in above:
        yield node, GEO.sfWithin, NamedNode(place_iri(holder.id))


def reference_quads(iris: Iterable[str], gazetteer: Gazetteer) -> Iterator[Quad]:
    """The registry graph for the resolved entities of a store, with the places that hold their places."""
    graph = NamedNode(REGISTRY)
    places: dict[str, Place] = {}
    for iri in iris:
        place = gazetteer.get(iri.removeprefix(PLACES)) if iri.startswith(PLACES) else None
        if place:
            places[place.id] = place
            places.update((holder.id, holder) for holder in gazetteer.chain(place))
    for place in places.values():
        for triple in place_triples(place, gazetteer.chain(place)):
            yield Quad(*triple, graph)
