"""Loading over real HTTP into a small graph store of the test's own, which fails when it is told to."""

from __future__ import annotations

import base64
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg.graph.endpoint import Endpoint, EndpointError
from kg.graph.remote import RemoteStore
from kg.graph.store import META, EmbeddedStore, StoreError, open_store
from kg.load.sparql import counts, load, query_addresses

NT = ox.RdfFormat.N_TRIPLES


@dataclass
class Server:
    """What a server holds, how it is to fail, and what it was asked."""

    store: ox.Store = field(default_factory=ox.Store)
    faults: list[int] = field(default_factory=list)
    takes_gzip: bool = True
    user: str = ""
    methods: list[str] = field(default_factory=list)
    url: str = ""


def handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            server.methods.append(self.command if graph else "query")
            wanted = f"Basic {base64.b64encode(server.user.encode()).decode()}" if server.user else None
            if self.headers.get("Authorization") != wanted:
                self.answer(401)
            elif graph and server.faults:
                self.answer(server.faults.pop(0), b"not now")
            elif not graph:
                query = parse_qs(body.decode())["query"][0]
                results = server.store.query(query, use_default_graph_as_union=True)
                assert not isinstance(results, ox.QueryTriples)
                form = ox.QueryResultsFormat.JSON
                self.answer(200, results.serialize(format=form) or b"", form.media_type)
            else:
                self.answer(*self.graph(ox.NamedNode(graph), body))

        def graph(self, graph: ox.NamedNode, body: bytes) -> tuple[int, bytes]:
            if self.command == "GET":
                quads = server.store.quads_for_pattern(None, None, None, graph)
                return 200, "".join(f"{quad.triple} .\n" for quad in quads).encode()
            zipped = self.headers.get("Content-Encoding") == "gzip"
            if zipped and not server.takes_gzip:
                return 415, b"no gzip"
            server.store.remove_graph(graph)
            if self.command == "PUT":
                server.store.load(gzip.decompress(body) if zipped else body, format=NT, to_graph=graph)
            return 204, b""

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            pass

    return Handler


@contextmanager
def listening(server: Server) -> Iterator[Server]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(server)) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        server.url = f"http://127.0.0.1:{http.server_port}/data"
        yield server
        http.shutdown()
        thread.join()


@pytest.fixture
def server() -> Iterator[Server]:
    with listening(Server()) as made:
        yield made


@pytest.fixture
def store(samples_store: Path) -> Iterator[EmbeddedStore]:
    with open_store(samples_store, read_only=True) as held:
        yield held


def test_one_put_for_each_graph_and_none_the_second_time(server: Server, store: EmbeddedStore) -> None:
    graphs = counts(store)
    assert load(store, server.url).put == len(graphs)
    assert server.methods.count("PUT") == len(graphs)
    assert META.value not in graphs
    again = load(store, server.url)
    assert (again.put, again.unchanged, again.differences) == (0, len(graphs), ())
    assert server.methods.count("PUT") == len(graphs)


def test_what_fails_for_a_moment_is_tried_again(server: Server, store: EmbeddedStore) -> None:
    server.faults = [503, 429, 502]
    assert load(store, server.url).differences == ()
    assert server.methods.count("PUT") == len(counts(store)) + 3


def test_a_server_without_gzip_gets_plain_text(server: Server, store: EmbeddedStore) -> None:
    server.takes_gzip = False
    assert load(store, server.url).differences == ()
    assert server.methods.count("PUT") == len(counts(store)) + 1


def test_what_fails_for_good_is_told(server: Server, store: EmbeddedStore) -> None:
    server.faults = [507]
    with pytest.raises(EndpointError, match=r"answers 507 .*not now"):
        load(store, server.url)
    assert load(store, server.url).differences == ()


def test_a_load_that_was_broken_off_goes_on(server: Server, store: EmbeddedStore) -> None:
    server.faults = []
    seen: list[str] = []

    def stop(graph: str) -> None:
        seen.append(graph)
        if len(seen) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, server.url, progress=stop)
    assert load(store, server.url).put == len(counts(store)) - 4


def test_a_user_goes_into_the_address_or_beside_it(store: EmbeddedStore) -> None:
    with listening(Server(user="ann:pass word")) as server:
        with pytest.raises(StoreError, match=r"401 .*name a user"):
            load(store, server.url)
        assert load(store, server.url, user="ann", password="pass word").differences == ()
        address = server.url.replace("//", "//ann:pass%20word@")
        assert RemoteStore(address).documents() == store.documents()
        assert "pass" not in RemoteStore(address).url


ADDRESSES = (
    ("http://h/ds", ["http://h/ds"]),
    ("http://h/ds/data", ["http://h/ds/data", "http://h/ds/query", "http://h/ds/sparql"]),
    ("http://h/store", ["http://h/store", "http://h/query"]),
    (
        "http://h/repositories/x/rdf-graphs/service",
        ["http://h/repositories/x/rdf-graphs/service", "http://h/repositories/x"],
    ),
)


@pytest.mark.parametrize(("address", "wanted"), ADDRESSES)
def test_where_queries_are_tried(address: str, wanted: list[str]) -> None:
    assert list(query_addresses(address)) == wanted
    assert len(ADDRESSES) == 4


@pytest.mark.parametrize("address", ["", "host/ds", "ftp://host/ds", "http://", "bolt://host"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(EndpointError, match="write the address as"):
        Endpoint(address)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(EndpointError, match="is the server running there"):
        Endpoint("http://127.0.0.1:1/ds", retries=0).request("GET")
