"""The SPARQL 1.1 Protocol, read-only: what a request asks, and its answer in the form that the client wants.

https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2; updates are refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import pyoxigraph as ox

from kg.graph.store import EmbeddedStore
from kg.graph.tokens import keywords
from kg.publish.export import PREFIXES
from kg.serve.negotiation import chosen

TABLES: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
"""Media type → form of the answer to SELECT and ASK; the first is the one for who does not mind."""

GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
}
"""Media type → form of the answer to CONSTRUCT and DESCRIBE."""

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"

MAX_BODY = 1_000_000
"""Bytes of a request's body."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")

Parameters = Sequence[tuple[str, str]]


class RefusedError(ValueError):
    """A request that gets no answer: the status to send, and why."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message


@dataclass(frozen=True, slots=True)
class Request:
    """A query with its dataset: the graphs that make the default graph, and the named ones. Both empty: all graphs."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """The body of an answer, and its media type."""

    body: bytes
    media: str


def request(parameters: Parameters) -> Request:
    """What a request asks. Raises RefusedError where it asks nothing, twice, or for a change."""
    values: dict[str, list[str]] = {"query": [], "default-graph-uri": [], "named-graph-uri": []}
    for name, value in parameters:
        if name in ("update", "using-graph-uri", "using-named-graph-uri"):
            raise RefusedError(HTTPStatus.FORBIDDEN, "this endpoint is read-only: it takes no updates")
        if name in values:
            values[name].append(value)
    queries = values["query"]
    if len(queries) != 1:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"one query is wanted, not {len(queries)}")
    for graph in (*values["default-graph-uri"], *values["named-graph-uri"]):
        if not _IRI.fullmatch(graph):
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"{graph!r} is no absolute IRI of a graph")
    if "SERVICE" in keywords(queries[0]):
        raise RefusedError(HTTPStatus.FORBIDDEN, "SERVICE is refused: this endpoint asks no others on your behalf")
    return Request(queries[0], tuple(values["default-graph-uri"]), tuple(values["named-graph-uri"]))


class _Lines(io.BytesIO):
    """Takes an answer that has a line for each row, no more of them than it may have."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: Any) -> int:
        self._left -= bytes(data).count(b"\n")
        if self._left < 0:
            raise RefusedError(HTTPStatus.FORBIDDEN, "the answer has more rows than this endpoint gives: add a LIMIT")
        return super().write(data)


def _media(accept: str, offered: Sequence[str]) -> str:
    media = chosen(accept, offered)
    if not media:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"this answer comes as {', '.join(offered)}")
    return media


def serialised(triples: bytes, media: str) -> bytes:
    """A graph, given in N-Triples, in one of GRAPHS."""
    form = GRAPHS[media]
    prefixed = form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML)
    parsed = sorted((quad.triple for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES)), key=str)
    return ox.serialize(parsed, format=form, prefixes=PREFIXES if prefixed else None) or b""


def answer(store: EmbeddedStore, asked: Request, accept: str, rows: int) -> Response:
    """The answer of a store in the form that the Accept header wants most.

    Raises RefusedError where the query is none, the answer has more than `rows` rows or triples, or its form is not
    to be had.
    """
    try:
        results = store.query(asked.query, default=asked.default, named=asked.named)
    except SyntaxError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, f"this is no SPARQL 1.1 query: {error.msg}") from error
    if isinstance(results, ox.QueryTriples):
        media = _media(accept, list(GRAPHS))
        lines = _Lines(rows)
        results.serialize(lines, ox.RdfFormat.N_TRIPLES)
        return Response(serialised(lines.getvalue(), media), media)
    media = _media(accept, list(TABLES))
    if isinstance(results, ox.QueryBoolean):
        return Response(results.serialize(format=TABLES[media]) or b"", media)
    lines = _Lines(rows + 1)  # the names of the columns are a line too
    results.serialize(lines, ox.QueryResultsFormat.TSV)
    if TABLES[media] == ox.QueryResultsFormat.TSV:
        return Response(lines.getvalue(), media)
    table = ox.parse_query_results(lines.getvalue(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(table, ox.QuerySolutions)
    return Response(table.serialize(format=TABLES[media]) or b"", media)
