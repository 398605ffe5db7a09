"""The graph in somebody's triple store, read by the SPARQL 1.1 Protocol.

Nothing that is withheld of private captives is ever loaded into one, so that here the restricted graphs are empty. Of
endpoints whose queries see no named graph unless asked to, each query names all the graphs as its dataset.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.graph.endpoint import Endpoint, EndpointError
from kg.graph.store import META, Results
from kg.graph.terms import plain
from kg.graph.vocabulary import KG, RDF, XSD

_RESULTS = ox.QueryResultsFormat.JSON.media_type
_TRIPLES = ox.RdfFormat.N_TRIPLES.media_type
_ACCEPT = f"{_RESULTS}, {_TRIPLES};q=0.9"


def _canonical(results: Any) -> bytes:
    """Results in JSON with floating-point numbers as Oxigraph writes them: Jena gives 36.2 back as 36.2e0."""
    for row in results.get("results", {}).get("bindings", ()):
        for term in row.values():
            if term.get("datatype") == XSD.double.value:
                term["value"] = ox.Literal(float(term["value"])).value
            if term["type"] == "typed-literal":  # the word of SPARQL 1.0, which Virtuoso still uses
                term["type"] = "literal"
    return json.dumps(results).encode()


def _graph(triples: bytes) -> ox.QueryTriples:
    """Triples as the answer to a query."""
    aside = ox.Store()
    aside.load(triples, format=ox.RdfFormat.N_TRIPLES)
    return cast("ox.QueryTriples", aside.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


class RemoteStore:
    """A SPARQL 1.1 endpoint that holds the graph, to be read. Raises EndpointError where it does not answer."""

    def __init__(self, address: str, user: str = "", password: str = "") -> None:
        self.path: Path | None = None
        self._endpoint = Endpoint(address, user, password)
        self._nothing = ox.Store()
        self._dataset = self._named_dataset()

    @property
    def url(self) -> str:
        """The address, without a password."""
        return self._endpoint.url

    def _named_dataset(self) -> list[tuple[str, str]]:
        """What each request says of its dataset: nothing where queries see the named graphs anyway, else all graphs."""
        inside = f"?d {RDF.type} {KG.Document}"
        if self._post(f"ASK {{ {inside} }}") or not self._post(f"ASK {{ GRAPH ?d {{ {inside} }} }}"):
            return []
        kinds = ("default-graph-uri", "named-graph-uri")
        return [(kind, graph) for kind in kinds for graph in self.graphs()]

    def _post(self, sparql: str, dataset: list[tuple[str, str]] | None = None) -> Results:
        body = urlencode([("query", sparql), *(dataset or [])]).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": _ACCEPT}
        try:
            data = self._endpoint.request("POST", body=body, headers=headers)
        except EndpointError as error:
            if error.status == HTTPStatus.BAD_REQUEST:
                raise SyntaxError(str(error)) from error
            raise
        if not data.lstrip().startswith(b"{"):
            return self._parsed(_graph, data)
        return self._parsed(
            lambda text: ox.parse_query_results(_canonical(json.loads(text)), format=ox.QueryResultsFormat.JSON), data
        )

    def _parsed(self, read: Any, data: bytes) -> Results:
        try:
            return cast("Results", read(data))
        except (SyntaxError, ValueError, KeyError, AttributeError) as error:
            raise EndpointError(
                f"{self.url} does not answer as SPARQL 1.1 says: is it the address of a query endpoint?"
            ) from error

    @cached_property
    def _known_graphs(self) -> list[str]:
        rows = self._post("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(plain(row["g"]) for row in cast("ox.QuerySolutions", rows))

    def graphs(self, *, restricted: bool = False) -> list[str]:
        return self._known_graphs

    def documents(self) -> dict[str, str]:
        rows = self._post(f"SELECT ?d ?h WHERE {{ GRAPH ?d {{ ?d {KG.sha256} ?h }} }}")
        return dict(sorted((plain(row["d"]), plain(row["h"])) for row in cast("ox.QuerySolutions", rows)))

    def query(self, sparql: str, *, restricted: bool = False) -> Results:
        if restricted:
            return self._nothing.query(sparql)
        return self._post(sparql, self._dataset)

    def _statements(self, graph: str) -> Iterator[str]:
        sparql = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        for row in cast("ox.QuerySolutions", self._post(sparql)):
            yield f"{row['s']} {row['p']} {row['o']} <{graph}> .\n"

    def dump(self, *, restricted: bool = False, meta: bool = False) -> Iterator[str]:
        graphs = [graph for graph in self.graphs() if meta or graph != META.value]
        yield from sorted(line for graph in graphs for line in self._statements(graph))
