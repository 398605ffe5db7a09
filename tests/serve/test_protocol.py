"""The SPARQL 1.1 Protocol over HTTP: the tests of the W3C (data-sparql11/protocol) that apply to a read-only endpoint,
written anew from the specification, and what our own endpoint promises beside it.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
import rdflib
from client import Ask

from kg.graph import queries
from kg.graph.endpoint import EndpointError
from kg.graph.remote import RemoteStore
from kg.graph.store import open_store
from kg.ids import BASE
from kg.load.sparql import load

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
JSON = "application/sparql-results+json"

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT ?s WHERE { ?s ?p ?o } LIMIT 3"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5"
DESCRIBE = f"DESCRIBE <{BASE}place/country-UA>"

REGISTRY = f"{BASE}graph/registry"
IDENTITY = f"{BASE}graph/identity"
HAS_REGISTRY = "ASK { ?unit a <https://w3id.org/war-news-kg/ontology#Place> }"
HAS_GRAPH = f"ASK {{ GRAPH <{REGISTRY}> {{ ?s ?p ?o }} }}"


def get(**parameters: str | list[str]) -> str:
    return f"/sparql?{urlencode(parameters, doseq=True)}"


def boolean(answer: Any) -> bool:
    assert answer.status == 200, answer.data
    value: bool = json.loads(answer.data)["boolean"]
    return value


def test_query_get(ask: Ask) -> None:
    answer = ask("GET", get(query=ASK), Accept=JSON)
    assert boolean(answer)
    assert answer.headers["Content-Type"] == JSON


def test_query_post_form(ask: Ask) -> None:
    assert boolean(ask("POST", "/sparql", urlencode({"query": ASK}), Content_Type=FORM))


def test_query_post_direct(ask: Ask) -> None:
    assert boolean(ask("POST", "/sparql", ASK, Content_Type=DIRECT))
    assert boolean(
        ask("POST", "/sparql", 'ASK { FILTER("ї" = "ї") }'.encode(), Content_Type=f"{DIRECT}; charset=utf-8")
    )


DATASETS = (
    ({}, HAS_REGISTRY, True),
    ({}, HAS_GRAPH, True),
    ({"default-graph-uri": REGISTRY}, HAS_REGISTRY, True),
    ({"default-graph-uri": IDENTITY}, HAS_REGISTRY, False),
    ({"default-graph-uri": [IDENTITY, REGISTRY]}, HAS_REGISTRY, True),
    ({"default-graph-uri": REGISTRY}, HAS_GRAPH, False),
    ({"named-graph-uri": REGISTRY}, HAS_GRAPH, True),
    ({"named-graph-uri": REGISTRY}, HAS_REGISTRY, False),
    ({"named-graph-uri": [IDENTITY, REGISTRY]}, HAS_GRAPH, True),
    ({"default-graph-uri": IDENTITY, "named-graph-uri": REGISTRY}, HAS_GRAPH, True),
    ({"default-graph-uri": "https://example.org/nothing"}, ASK, False),
)
"""The dataset of the protocol, a question, and its answer."""

FROM = (
    (HAS_REGISTRY.replace("ASK", f"ASK FROM <{REGISTRY}>"), {}, True),
    (HAS_REGISTRY.replace("ASK", f"ASK FROM <{IDENTITY}>"), {}, False),
    (HAS_GRAPH.replace("ASK", f"ASK FROM NAMED <{REGISTRY}>"), {}, True),
    (HAS_GRAPH.replace("ASK", f"ASK FROM NAMED <{IDENTITY}>"), {}, False),
    (HAS_REGISTRY.replace("ASK", f"ASK FROM <{IDENTITY}>"), {"default-graph-uri": REGISTRY}, True),
    (HAS_REGISTRY.replace("ASK", f"ASK FROM <{REGISTRY}>"), {"default-graph-uri": IDENTITY}, False),
)
"""A query with a dataset of its own, the protocol's, which goes before it, and the answer."""


@pytest.mark.parametrize(("dataset", "query", "wanted"), DATASETS)
def test_dataset(ask: Ask, dataset: dict[str, Any], query: str, wanted: bool) -> None:
    """In each of the three forms of a request."""
    named = urlencode(dataset, doseq=True)
    assert boolean(ask("GET", get(query=query, **dataset))) is wanted
    assert (
        boolean(ask("POST", "/sparql", urlencode({"query": query, **dataset}, doseq=True), Content_Type=FORM)) is wanted
    )
    assert boolean(ask("POST", f"/sparql?{named}", query, Content_Type=DIRECT)) is wanted
    assert len(DATASETS) == 11


@pytest.mark.parametrize(("query", "dataset", "wanted"), FROM)
def test_dataset_of_the_query(ask: Ask, query: str, dataset: dict[str, Any], wanted: bool) -> None:
    assert boolean(ask("GET", get(query=query, **dataset))) is wanted
    assert len(FROM) == 6


REFUSED = (
    ("bad_query_method", "PUT", get(query=ASK), None, {}, 405),
    ("bad_query_delete", "DELETE", get(query=ASK), None, {}, 405),
    ("bad_multiple_queries", "GET", get(query=[ASK, SELECT]), None, {}, 400),
    (
        "bad_multiple_queries_form",
        "POST",
        "/sparql",
        urlencode({"query": [ASK, ASK]}, doseq=True),
        {"Content_Type": FORM},
        400,
    ),
    ("bad_query_wrong_media_type", "POST", "/sparql", ASK, {"Content_Type": "text/plain"}, 415),
    ("bad_query_missing_form_type", "POST", "/sparql", urlencode({"query": ASK}), {}, 415),
    ("bad_query_missing_direct_type", "POST", "/sparql", ASK, {}, 415),
    ("bad_query_non_utf8", "POST", "/sparql", b"ASK { FILTER('\xff' = '') }", {"Content_Type": DIRECT}, 400),
    ("bad_query_syntax", "GET", get(query="ASK { bad syntax"), None, {}, 400),
    ("no_query_in_form", "POST", "/sparql", "x=y", {"Content_Type": FORM}, 400),
    ("no_query_in_address", "GET", "/sparql?x=y", None, {}, 400),
    ("update_form", "POST", "/sparql", urlencode({"update": "CLEAR ALL"}), {"Content_Type": FORM}, 403),
    ("update_direct", "POST", "/sparql", "CLEAR ALL", {"Content_Type": "application/sparql-update"}, 415),
    ("update_as_query", "GET", get(query="INSERT DATA { <urn:a> <urn:b> <urn:c> }"), None, {}, 400),
    ("relative_graph", "GET", get(query=ASK, **{"default-graph-uri": "registry"}), None, {}, 400),
    ("service", "GET", get(query="SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), None, {}, 403),
    ("service_silent", "GET", get(query="SELECT * { service silent ?x { ?s ?p ?o } }"), None, {}, 403),
    ("service_hidden", "GET", get(query="SELECT * { FILTER(1<2)SERVICE#>\n<http://127.0.0.1:9/> {} }"), None, {}, 403),
    ("too_many_rows", "GET", get(query="SELECT * { ?s ?p ?o }"), None, {}, 403),
    ("too_many_triples", "GET", get(query="CONSTRUCT WHERE { ?s ?p ?o }"), None, {}, 403),
    ("body_too_large", "POST", "/sparql", "#" * 1_000_001, {"Content_Type": DIRECT}, 413),
    ("no_such_form", "GET", get(query=ASK), None, {"Accept": "image/png"}, 406),
    ("table_as_graph", "GET", get(query=SELECT), None, {"Accept": "text/turtle"}, 406),
    ("graph_as_table", "GET", get(query=CONSTRUCT), None, {"Accept": "text/csv"}, 406),
)


@pytest.mark.parametrize(
    ("name", "method", "path", "body", "headers", "status"), REFUSED, ids=[row[0] for row in REFUSED]
)
def test_refused(ask: Ask, name: str, method: str, path: str, body: Any, headers: dict[str, str], status: int) -> None:
    answer = ask(method, path, body, **headers)
    assert answer.status == status, answer.data
    if status != 405:
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert len(answer.data.decode().splitlines()) >= 1
    assert len(REFUSED) == 24


def test_words_that_only_look_like_service(ask: Ask) -> None:
    query = 'PREFIX service: <http://example.org/service#> ASK { ?service service:service "SERVICE" } # SERVICE'
    assert boolean(ask("GET", get(query=query))) is False


TABLES = (
    ("", JSON),
    ("*/*", JSON),
    ("text/*", "text/csv"),
    (JSON, JSON),
    ("application/json", "application/json"),
    ("application/sparql-results+xml", "application/sparql-results+xml"),
    ("text/csv", "text/csv"),
    ("text/tab-separated-values", "text/tab-separated-values"),
    ("text/csv;q=0.2, application/sparql-results+xml;q=0.8", "application/sparql-results+xml"),
    ("text/html, application/xhtml+xml, */*;q=0.8", JSON),
    (f"{JSON};q=0, */*;q=0.1", "application/sparql-results+xml"),
)


@pytest.mark.parametrize(("accept", "media"), TABLES)
def test_forms_of_tables(ask: Ask, accept: str, media: str) -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("x,\\ny\\t\\"z\\""@uk UNDEF <urn:a>) } }'
    answer = ask("GET", get(query=query), Accept=accept)
    assert answer.status == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media
    assert answer.headers["Vary"].startswith("Accept")
    text = answer.data.decode()
    words = 'x,\ny\t"z"'
    if "json" in media:
        (row,) = json.loads(text)["results"]["bindings"]
        assert row == {
            "a": {"type": "literal", "value": words, "xml:lang": "uk"},
            "c": {"type": "uri", "value": "urn:a"},
        }
    elif "xml" in media:
        literal = ElementTree.fromstring(text).find(".//{*}literal")
        assert literal is not None
        assert literal.text == words
    elif media == "text/csv":
        assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b", "c"], [words, "", "urn:a"]]
    else:
        assert text.splitlines() == ["?a\t?b\t?c", '"x,\\ny\\t\\"z\\""@uk\t\t<urn:a>']
    assert len(TABLES) == 11


@pytest.mark.parametrize("media", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_forms_of_truth(ask: Ask, media: str) -> None:
    answer = ask("GET", get(query=ASK), Accept=media)
    assert answer.status == 200
    assert b"true" in answer.data


GRAPHS = (
    ("", "text/turtle", "turtle"),
    ("text/turtle", "text/turtle", "turtle"),
    ("application/n-triples", "application/n-triples", "nt"),
    ("application/rdf+xml", "application/rdf+xml", "xml"),
    ("application/ld+json", "application/ld+json", "json-ld"),
)


@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
@pytest.mark.parametrize(("accept", "media", "form"), GRAPHS)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
def test_forms_of_graphs(ask: Ask, query: str, accept: str, media: str, form: str) -> None:
    answer = ask("GET", get(query=query), Accept=accept)
    assert answer.status == 200, answer.data
    assert answer.headers["Content-Type"].partition(";")[0] == media
    plain = ask("GET", get(query=query), Accept="application/n-triples").data
    graph = rdflib.Graph().parse(data=answer.data, format=form)
    assert len(graph) == len(plain.splitlines()) >= 5


def test_head(ask: Ask) -> None:
    answer = ask("HEAD", get(query=ASK))
    assert (answer.status, answer.data) == (200, b"")


def test_the_description_of_the_service(ask: Ask, address: str) -> None:
    for path in ("/sparql", "/.well-known/void"):
        graph = rdflib.Graph().parse(data=ask("GET", path, Accept="text/turtle").data, format="turtle")
        sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
        void = rdflib.Namespace("http://rdfs.org/ns/void#")
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert str(graph.value(service, sd.endpoint)) == f"{address}/sparql"
        assert (service, sd.feature, sd.UnionDefaultGraph) in graph
        assert rdflib.URIRef("http://www.w3.org/ns/formats/SPARQL_Results_JSON") in set(
            graph.objects(service, sd.resultFormat)
        )
        (dataset,) = graph.subjects(rdflib.RDF.type, void.Dataset)
        assert int(graph.value(dataset, void.triples)) > 10_000


def test_people_are_led_to_the_page(ask: Ask, address: str) -> None:
    answer = ask("GET", "/sparql", Accept="text/html,*/*;q=0.8")
    assert (answer.status, answer.headers["Location"]) == (303, f"{address}/")


def test_pages_elsewhere_may_ask_where_they_are_allowed(ask: Ask) -> None:
    allowed = ask("GET", get(query=ASK), Origin="https://example.org")
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://example.org"
    assert "Access-Control-Allow-Origin" not in ask("GET", get(query=ASK), Origin="https://evil.example").headers
    preflight = ask("OPTIONS", "/sparql", Origin="https://example.org", Access_Control_Request_Method="POST",
                    Access_Control_Request_Headers="content-type")  # fmt: skip
    assert preflight.status == 200


MONSTER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_monstrous_query_is_ended_and_harms_nobody(ask: Ask) -> None:
    """It gets its answer in time, others get theirs meanwhile, and its place is taken again."""
    ended: list[int] = []
    monsters = [threading.Thread(target=lambda: ended.append(ask("GET", get(query=MONSTER)).status)) for _ in range(2)]
    for monster in monsters:
        monster.start()
    time.sleep(0.5)
    assert all(boolean(ask("GET", get(query=ASK))) for _ in range(5))
    assert not ended
    for monster in monsters:
        monster.join()
    assert ended == [503, 503]
    assert all(boolean(ask("GET", get(query=ASK))) for _ in range(5))


def test_memory_without_end_is_ended_too(ask: Ask) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d ?f"
    assert ask("GET", get(query=query)).status in (500, 503)
    assert boolean(ask("GET", get(query=ASK)))


def test_our_endpoint_takes_no_graphs(address: str, samples_store: Any, tmp_path: Path) -> None:
    """It is read-only: a load that has nothing to do is fine, and one that has is refused."""
    shutil.copytree(samples_store, tmp_path / "own")
    with open_store(tmp_path / "own") as store:
        store.remove_document(next(iter(store.documents())))
        with pytest.raises(EndpointError, match=r"40[05] .*name the address of its graph store"):
            load(store, f"{address}/sparql")


def test_our_endpoint_is_a_store(address: str, samples_store: Any) -> None:
    """Every question has the same answer through HTTP as from the folder."""
    remote = RemoteStore(f"{address}/sparql")
    with open_store(samples_store, read_only=True) as store:
        assert remote.documents() == store.documents()
        assert remote.graphs() == store.graphs()
        for name in queries.library():
            assert queries.run(remote, name) == queries.run(store, name), name
