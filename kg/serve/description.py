"""What the endpoint says of itself: SPARQL 1.1 Service Description, and VoID of the graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pyoxigraph as ox

from kg import __version__
from kg.graph.store import META, EmbeddedStore
from kg.graph.terms import Term, scalar, text
from kg.graph.vocabulary import DCTERMS, KG, RDF, VOID
from kg.ids import BASE
from kg.serve.protocol import GRAPHS, TABLES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"

Fact = tuple[ox.NamedNode, ox.NamedNode, Term]


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)


def _void(name: str) -> ox.NamedNode:
    return ox.NamedNode(VOID.vocabulary.value.removesuffix("vocabulary") + name)


def _count(store: EmbeddedStore, sparql: str) -> int:
    (row,) = cast("ox.QuerySolutions", store.query(sparql))
    return int(cast("ox.Literal", row[0]).value)


def service(endpoint: str) -> Iterator[Fact]:
    """What a SPARQL endpoint at an address is able to do."""
    node, dataset, default = (ox.NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))
    yield node, RDF.type, _sd("Service")
    yield node, _sd("endpoint"), ox.NamedNode(endpoint)
    yield node, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield node, _sd("feature"), _sd("UnionDefaultGraph")
    yield node, _sd("defaultDataset"), dataset
    yield dataset, RDF.type, _sd("Dataset")
    yield dataset, _sd("defaultGraph"), default
    yield default, RDF.type, _sd("Graph")
    for form in [form.iri for form in TABLES.values()] + [form.iri for form in GRAPHS.values()]:
        yield node, _sd("resultFormat"), ox.NamedNode(form)


def dataset(store: EmbeddedStore, root: str) -> Iterator[Fact]:
    """How much a graph holds, and where to get at it; `root` is the address of the server."""
    node = ox.NamedNode(f"{root}/.well-known/void#dataset")
    yield node, RDF.type, _void("Dataset")
    yield node, DCTERMS.title, text("War news knowledge graph", "en")
    yield node, DCTERMS.license, ox.NamedNode("https://opensource.org/license/mit")
    yield (
        node,
        DCTERMS.description,
        text(f"War reporting read into claims by war-news-kg {__version__}", "en"),
    )
    yield node, _void("sparqlEndpoint"), ox.NamedNode(f"{root}/sparql")
    yield node, _void("uriSpace"), text(BASE)
    yield node, VOID.vocabulary, ox.NamedNode(KG.Document.value.partition("#")[0])
    yield node, VOID.documents, scalar(len(store.documents()))
    every = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {META})"
    yield node, _void("triples"), scalar(_count(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ {every} }}"))
    yield (
        node,
        _void("distinctSubjects"),
        scalar(_count(store, f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ {every} }}")),
    )
    counted = (
        f"SELECT ?c (COUNT(?s) AS ?n) WHERE {{ ?s {RDF.type} ?c . FILTER(STRSTARTS(STR(?c), '{BASE}ontology#')) }}"
    )
    for class_, number in cast("ox.QuerySolutions", store.query(f"{counted} GROUP BY ?c")):
        part = ox.NamedNode(f"{node.value}-{cast('ox.NamedNode', class_).value.rpartition('#')[2]}")
        yield node, _void("classPartition"), part
        yield part, _void("class"), cast("ox.NamedNode", class_)
        yield part, _void("entities"), cast("ox.Literal", number)


def described(store: EmbeddedStore, root: str) -> bytes:
    """The description of service and dataset, as N-Triples."""
    facts = [*service(f"{root}/sparql"), *dataset(store, root)]
    return ox.serialize((ox.Triple(*fact) for fact in facts), format=ox.RdfFormat.N_TRIPLES) or b""
