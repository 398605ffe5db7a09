"""The graph into a triple store, by the SPARQL 1.1 Graph Store Protocol: one PUT for each named graph.

A graph that is there as it should be is left alone, so that a load that was broken off goes on where it stopped, and
loading again costs the server nothing. Graphs of documents that the store no longer has are deleted; graphs of others
are not touched. What is withheld of private captives, and the graph with a clock, stay here.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.graph.endpoint import Endpoint, EndpointError
from kg.graph.remote import RemoteStore
from kg.graph.store import META, Store
from kg.ids import BASE

OWN = (f"{BASE}document/", f"{BASE}graph/")
"""What the IRIs of the product's graphs begin with."""

QUERY_AT = (("/data", "/query"), ("/data", "/sparql"), ("/store", "/query"), ("/rdf-graphs/service", ""))
"""Where servers take queries, by the end of their graph store's address: Fuseki (two names), Oxigraph, RDF4J and
GraphDB. Fuseki's dataset takes both at one address."""

_N_TRIPLES = ox.RdfFormat.N_TRIPLES.media_type
_NO_GRAPH_STORE = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
)
_NO_GZIP = (HTTPStatus.BAD_REQUEST, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


@dataclass(frozen=True, slots=True)
class Difference:
    """A graph that has not the same number of statements on both sides."""

    graph: str
    here: int
    there: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a load did, in graphs, and what a count of both sides found afterwards.

    statements   how many the store has to load
    differences  empty where all went well
    """

    put: int
    unchanged: int
    deleted: int
    statements: int
    differences: tuple[Difference, ...]


class GraphStore:
    """The graphs of a server, by the Graph Store Protocol."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._zipped = True

    def _request(self, method: str, graph: str, body: bytes | None = None, **headers: str) -> bytes:
        joint = "&" if "?" in self._endpoint.url else "?"
        url = f"{self._endpoint.url}{joint}{urlencode({'graph': graph})}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._endpoint.request(method, url, body, named)

    def get(self, graph: str) -> set[str]:
        """The statements of a graph."""
        return statements(ox.parse(self._request("GET", graph, Accept=_N_TRIPLES), format=ox.RdfFormat.N_TRIPLES))

    def put(self, graph: str, lines: Iterable[str]) -> None:
        """Make a graph hold exactly these statements."""
        body = "".join(f"{line} .\n" for line in lines).encode()
        if self._zipped:
            try:
                zipped = gzip.compress(body, mtime=0)
                self._request("PUT", graph, zipped, Content_Type=_N_TRIPLES, Content_Encoding="gzip")
            except EndpointError as error:
                if error.status not in _NO_GZIP:
                    raise
                self._zipped = False
            else:
                return
        self._request("PUT", graph, body, Content_Type=_N_TRIPLES)

    def delete(self, graph: str) -> None:
        self._request("DELETE", graph)


def statements(triples: Iterable[ox.Triple | ox.Quad]) -> set[str]:
    """Triples as lines that are equal where their terms are, floating-point numbers written as Oxigraph does."""
    aside = ox.Store()
    aside.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    return {str(quad.triple) for quad in aside}


def graph_of(store: Store, graph: str) -> set[str]:
    """The statements of a graph of the store."""
    sparql = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    return {str(triple) for triple in cast("ox.QueryTriples", store.query(sparql))}


def counts(store: Store) -> dict[str, int]:
    """The product's graphs of a store, and how many statements each has."""
    sparql = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    rows = cast("Iterable[tuple[ox.NamedNode, ox.Literal]]", store.query(sparql))
    found = {graph.value: int(number.value) for graph, number in rows}
    return {graph: found[graph] for graph in sorted(found) if graph.startswith(OWN) and graph != META.value}


def query_addresses(address: str) -> Iterator[str]:
    """Where a server may take queries, given the address of its graph store."""
    yield address
    for end, other in QUERY_AT:
        if address.endswith(end):
            yield address.removesuffix(end) + other


def _queried(address: str, user: str, password: str) -> RemoteStore:
    """The server's query endpoint. Raises EndpointError where it is at none of the known places."""
    for candidate in query_addresses(address):
        try:
            return RemoteStore(candidate, user, password)
        except (EndpointError, SyntaxError) as error:
            if isinstance(error, EndpointError) and error.status in (0, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
                raise
    raise EndpointError(f"{Endpoint(address).url} takes no queries; name the address that does with --query")


def load(
    store: Store,
    address: str,
    *,
    query: str = "",
    user: str = "",
    password: str = "",
    progress: Callable[[str], None] = lambda _: None,
) -> Report:
    """Make the graph store at an address hold the graphs of `store`, and count both sides.

    `query` is where the server takes queries, by default one of the usual places. `progress` is told the name of each
    graph. Raises EndpointError where the server does not answer or refuses.
    """
    there = counts(_queried(query or address, user, password))
    graphs = GraphStore(Endpoint(address, user, password))
    wanted = counts(store)
    put = 0
    try:
        for graph, number in wanted.items():
            progress(graph)
            lines = graph_of(store, graph)
            if there.get(graph) != number or graphs.get(graph) != lines:
                graphs.put(graph, sorted(lines))
                put += 1
        gone = sorted(set(there) - set(wanted))
        for graph in gone:
            progress(graph)
            graphs.delete(graph)
    except EndpointError as error:
        if error.status in _NO_GRAPH_STORE:
            raise EndpointError(f"{error}; name the address of its graph store, where graphs can be put") from error
        raise
    after = counts(_queried(query or address, user, password))
    return Report(put, len(wanted) - put, len(gone), sum(wanted.values()), differences(wanted, after))


def differences(here: Mapping[str, int], there: Mapping[str, int]) -> tuple[Difference, ...]:
    """The graphs of which two sides have not the same number of statements."""
    return tuple(
        Difference(graph, here.get(graph, 0), there.get(graph, 0))
        for graph in sorted({*here, *there})
        if here.get(graph) != there.get(graph)
    )
