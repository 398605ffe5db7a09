"""JSON routes, pages of things, and what the server says of itself, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import rdflib
from client import Ask, asking, serving

from kg.graph import queries
from kg.graph.consolidate import consolidate
from kg.graph.identity import put_resolution, put_vocabulary
from kg.graph.mapping import document_quads
from kg.graph.store import open_store
from kg.ids import BASE, entity_iri
from kg.model import DocumentInfo, Entity, Mention, Record
from kg.resolve.resolution import Link, Resolution


def loaded(answer: Any) -> Any:
    assert answer.status == 200, answer.data
    assert answer.headers["Content-Type"] == "application/json"
    return json.loads(answer.data)


def test_entities(ask: Ask) -> None:
    units = loaded(ask("GET", "/api/entities?type=Unit&side=UA"))
    assert units["total"] == len(units["items"]) >= 2
    assert {(unit["type"], unit["side"]) for unit in units["items"]} == {("Unit", "UA")}
    everything = loaded(ask("GET", "/api/entities?limit=1000"))
    starts = range(0, everything["total"], 40)
    pages = [loaded(ask("GET", f"/api/entities?limit=40&offset={start}"))["items"] for start in starts]
    assert [thing for page in pages for thing in page] == everything["items"]


def test_events(ask: Ask) -> None:
    found = loaded(ask("GET", "/api/events?type=PrisonerExchange&since=2024-08-24&until=2024-08-24"))
    assert [event["date"] for event in found["items"]] == ["2024-08-24"]
    assert loaded(ask("GET", "/api/events?since=2099-01-01"))["total"] == 0


def test_one_thing(ask: Ask) -> None:
    (event,) = loaded(ask("GET", "/api/events?type=PrisonerExchange&since=2024-08-24&until=2024-08-24"))["items"]
    name = event["iri"].rpartition("/")[2]
    described = loaded(ask("GET", f"/api/events/{name}"))
    assert described["iri"] == event["iri"]
    assert described["properties"]["https://schema.org/name"] == [event["label"]]
    assert loaded(ask("GET", "/api/entities/country-UA"))["iri"] == f"{BASE}place/country-UA"
    assert ask("GET", "/api/events/nothing").status == 404
    claims = loaded(ask("GET", f"/api/claims?about={event['iri']}&limit=1000"))
    assert claims["total"] == len(claims["items"]) > 10
    assert {"115"} <= {claim["value"] for claim in claims["items"]}
    assert all(claim["quote"] and claim["start"] < claim["end"] for claim in claims["items"])


@pytest.mark.parametrize("words", ["Lubinets", "лубінець", "lubinets"])
def test_search(ask: Ask, words: str) -> None:
    found = loaded(ask("GET", f"/api/search?{urlencode({'q': words})}"))
    assert "Dmytro Lubinets" in {thing["label"] for thing in found["items"]}


def test_questions(ask: Ask, samples_store: Path) -> None:
    assert [question["name"] for question in loaded(ask("GET", "/api/questions"))] == list(queries.library())
    answer = loaded(ask("GET", "/api/questions/who-captured-whom?param=side=RU&param=from=2024-01-01"))
    with open_store(samples_store, read_only=True) as store:
        table = queries.run(store, "who-captured-whom", {"side": "RU", "from": "2024-01-01"})
    assert answer == {"columns": list(table.columns), "rows": [list(row) for row in table.texts()], "more": False}


WRONG = (
    ("/api/entities?type=Party", 422),
    ("/api/entities?side=ukraine", 422),
    ("/api/entities?limit=0", 422),
    ("/api/events?since=monday", 422),
    ("/api/events?offset=-1", 422),
    ("/api/search", 422),
    ("/api/claims?about=nonsense", 422),
    ("/api/questions/nonsense", 404),
    ("/api/questions/timeline?param=from", 422),
    ("/api/questions/timeline?param=from=monday", 400),
    ("/api/questions/timeline?param=sidde=UA", 404),
    ("/api/events/e16%25", 422),
    ("/api/claims?about=https://w3id.org/%25", 422),
    ("/entity/%25%7B%22", 404),
    ("/api/nothing", 404),
    ("/event/nothing", 404),
    ("/nothing", 404),
    ("/static/../app.py", 404),
)


@pytest.mark.parametrize(("path", "status"), WRONG)
def test_what_is_wrong_is_told(ask: Ask, path: str, status: int) -> None:
    answer = ask("GET", path)
    assert answer.status == status, answer.data
    assert b"Traceback" not in answer.data
    assert len(WRONG) == 18


def test_openapi_describes_every_json_route(ask: Ask) -> None:
    described = loaded(ask("GET", "/openapi.json"))
    assert set(described["paths"]) == {
        "/api/entities", "/api/entities/{name}", "/api/events", "/api/events/{name}", "/api/search", "/api/claims",
        "/api/questions", "/api/questions/{name}",
    }  # fmt: skip
    for path in described["paths"].values():
        assert path["get"]["description"]


@pytest.fixture(scope="module")
def event(ask: Ask) -> str:
    """The path of an event's page."""
    (found,) = loaded(ask("GET", "/api/events?type=PrisonerExchange&since=2024-08-24&until=2024-08-24"))["items"]
    return "/" + str(found["iri"]).removeprefix(BASE)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
    ],
)
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning:rdflib")
def test_a_thing_under_its_iri(ask: Ask, event: str, accept: str, media: str) -> None:
    answer = ask("GET", event, Accept=accept)
    assert answer.status == 200
    assert answer.headers["Content-Type"].partition(";")[0] == media
    if media == "text/html":
        assert "115" in answer.data.decode()
    else:
        form = "turtle" if media == "text/turtle" else "json-ld"
        graph = rdflib.Graph().parse(data=answer.data, format=form)
        assert (rdflib.URIRef(BASE + event[1:]), rdflib.RDF.type, None) in graph


def test_documents_and_concepts_have_pages_too(ask: Ask, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store:
        document = next(iter(store.documents()))
    path = "/" + document.removeprefix(BASE)
    assert b"<table>" in ask("GET", path, Accept="text/html").data
    whole = ask("GET", path, Accept="application/n-triples").data
    with open_store(samples_store, read_only=True) as store:
        wanted = [line for line in store.dump() if line.endswith(f" <{document}> .\n")]
    assert len(whole.splitlines()) == len(wanted)
    assert ask("GET", "/concept/side/UA", Accept="text/html").status == 200
    assert ask("GET", path, Accept="image/png").status == 406


def test_the_page_for_people(ask: Ask) -> None:
    answer = ask("GET", "/")
    assert answer.status == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    for path in ("/static/query.js", "/static/query.css", "/static/vis-network.js", "/static/basemap.json"):
        assert ask("GET", path).status == 200


def test_health_and_metrics(ask: Ask) -> None:
    assert loaded(ask("GET", "/health"))["status"] == "ok"
    text = ask("GET", "/metrics").data.decode()
    assert 'kg_requests_total{place="health",status="200"}' in text
    assert 'kg_request_seconds_count{place="health"}' in text


# What is withheld

CAPTIVE = "Placeholder Captive"


@pytest.fixture(scope="module")
def withholding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store that withholds a name; it is a placeholder, and no person's."""
    text = f"A soldier, {CAPTIVE}, was taken prisoner."
    iri = f"{BASE}document/0123456789abcdef"
    info = DocumentInfo("village", "en", "0" * 64, len(text), "Village Observer", "2024-06-01", text, iri=iri)
    start = text.index(CAPTIVE)
    mention = Mention(start, start + len(CAPTIVE), CAPTIVE, "en")
    captive = Entity("e1", "Person", CAPTIVE, (mention,), side="RU", private=True)
    folder = tmp_path_factory.mktemp("withholding") / "store"
    with open_store(folder) as store:
        put_vocabulary(store)
        store.put_document(iri, document_quads(Record(info, (captive,), (), ()), iri))
        person = entity_iri("Person", "village", "e1")
        put_resolution(store, Resolution(links=(Link(f"{iri}#e1", person, "entity", 1.0, ("by itself",)),)))
        consolidate(store)
        assert any(CAPTIVE in line for line in store.dump(restricted=True))
    return folder


PATHS = (
    "/api/entities?limit=1000",
    "/api/search?q=Placeholder",
    "/sparql?query=SELECT%20*%20%7B%20GRAPH%20?g%20%7B%20?s%20?p%20?o%20%7D%20%7D%20LIMIT%202000",
    "/document/0123456789abcdef",
)


@pytest.fixture(scope="module", params=[(), ("--include-restricted",)], ids=["open", "restricted"])
def server(request: pytest.FixtureRequest, withholding: Path) -> Iterator[tuple[Ask, bool]]:
    with serving(withholding, "--workers", "1", *request.param) as url:
        yield asking(url), bool(request.param)


def test_names_of_captives_are_on_pages_alone_and_on_demand(server: tuple[Ask, bool]) -> None:
    ask, restricted = server
    for path in PATHS:
        answer = ask("GET", path)
        assert answer.status == 200
        assert b"Placeholder" not in answer.data
    page = "/" + entity_iri("Person", "village", "e1").removeprefix(BASE)
    assert b"Placeholder" not in ask("GET", page, Accept="text/turtle").data
    html = ask("GET", page, Accept="text/html").data.decode()
    assert (CAPTIVE in html) is restricted
    assert ("Not for publication" in html) is restricted
    assert ("Not for publication" in ask("GET", "/").data.decode()) is restricted
