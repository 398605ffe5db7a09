"""The graph in Apache Jena Fuseki: loaded by the Graph Store Protocol, and read as a store of this machine is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import pipeline
from kg.cli import application
from kg.graph import queries
from kg.graph.endpoint import Endpoint, EndpointError
from kg.graph.records import records
from kg.graph.remote import RemoteStore
from kg.graph.store import META, Store, open_store
from kg.load.sparql import GraphStore, Report, counts, graph_of, load

pytestmark = pytest.mark.servers

APP = application(["build", "evidence", "load", "query", "records", "view", "validate", "stats", "export"])


REPORT = (
    "Publisher: Harbour Gazette\nPublished: 2024-08-15\nLanguage: en\n\n"
    "Ukrainian troops captured 12 Russian soldiers near Kupiansk on Wednesday, the General Staff said.\n"
)


def kg(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(APP, [str(argument) for argument in arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.fixture(scope="module", params=["union", "plain/data"])
def dataset(request: pytest.FixtureRequest, fuseki_url: str, samples_store: Path) -> str:
    """The address of a graph store that holds the bundled documents."""
    address = f"{fuseki_url}/{request.param}"
    with open_store(samples_store, read_only=True) as store:
        report = load(store, address)
        assert report == Report(len(counts(store)), 0, 0, len(list(store.dump())), ())
    return address


def query_address(dataset: str) -> str:
    return dataset.replace("/data", "/query")


def test_a_store_behind_an_address_is_the_store(dataset: str, samples_store: Path) -> None:
    """Sorted N-Quads are the same bytes, floating-point numbers and all; so are the records."""
    remote = RemoteStore(query_address(dataset))
    with open_store(samples_store, read_only=True) as store:
        assert list(remote.dump()) == list(store.dump())
        assert remote.documents() == store.documents()
        assert remote.graphs() == [graph for graph in store.graphs() if graph != META.value]
        assert list(records(remote)) == list(records(store))


def rows(store: Store, name: str) -> list[tuple[str, ...]]:
    """The answer to a question, in the order that the question asks for."""
    return queries.run(store, name).texts()


@pytest.mark.parametrize("name", queries.library())
def test_a_question_has_the_same_answer(dataset: str, samples_store: Path, name: str) -> None:
    with open_store(samples_store, read_only=True) as store:
        assert sorted(rows(RemoteStore(query_address(dataset)), name)) == sorted(rows(store, name))


COMMANDS = (
    ["stats"],
    ["stats", "--documents"],
    ["records", "--pseudonyms"],
    ["query", "who-captured-whom", "--param", "side=RU", "--format", "csv"],
    ["validate"],
    ["export", "nq", "{out}"],
    ["export", "graphml", "{out}"],
    ["view", "--out", "{out}"],
    ["evidence", "Lubinets", "--out", "{out}"],
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_does_the_same(dataset: str, samples_store: Path, tmp_path: Path, command: list[str]) -> None:
    made = []
    for store in (samples_store, query_address(dataset)):
        out = tmp_path / "made"
        result = kg(*(word.format(out=out) for word in command), "--store", store)
        assert result.exit_code == 0, result.stderr
        made.append((result.stdout, out.read_bytes() if out.exists() else b""))
    assert made[0] == made[1]
    assert len(COMMANDS) == 9


def test_loading_again_changes_nothing(dataset: str, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store:
        report = load(store, dataset)
        assert (report.put, report.unchanged, report.deleted) == (0, len(counts(store)), 0)


def test_a_load_goes_on_where_it_stopped(dataset: str, samples_store: Path) -> None:
    """What is missing is written; so is what is there with other statements, be they as many; the rest is not."""
    graphs = GraphStore(Endpoint(dataset))
    with open_store(samples_store, read_only=True) as store:
        first, second, *_ = counts(store)
        graphs.delete(first)
        changed = sorted(graph_of(store, second))
        graphs.put(second, ["<urn:a> <urn:b> <urn:c>", *changed[1:]])
        report = load(store, dataset)
        assert (report.put, report.deleted, report.differences) == (2, 0, ())
        assert graphs.get(first) == graph_of(store, first)
        assert graphs.get(second) == graph_of(store, second)


def test_a_removed_document_is_deleted_and_others_graphs_stay(
    fuseki_url: str, samples_store: Path, tmp_path: Path
) -> None:
    address = f"{fuseki_url}/union"
    GraphStore(Endpoint(address)).put("https://example.org/theirs", ["<urn:a> <urn:b> <urn:c>"])
    shutil.copytree(samples_store, tmp_path / "own")
    with open_store(tmp_path / "own") as store:
        (gone,) = pipeline.remove(store, "ru_obmen_248")
        report = load(store, address)
        assert (report.deleted, report.differences) == (1, ())
        remote = RemoteStore(address)
        assert gone not in remote.documents()
        assert "https://example.org/theirs" in remote.graphs()
    with open_store(samples_store, read_only=True) as store:
        assert load(store, address).differences == ()
    GraphStore(Endpoint(address)).delete("https://example.org/theirs")


def test_the_command_says_what_it_did(dataset: str, samples_store: Path) -> None:
    result = kg("load", "sparql", dataset, "--store", samples_store)
    assert result.exit_code == 0
    assert result.stdout.startswith("graphs: 0 written, 18 as before, 0 deleted; ")


def test_what_is_no_sparql_is_told(dataset: str) -> None:
    with pytest.raises(SyntaxError, match="400"):
        RemoteStore(query_address(dataset)).query("SELECT nonsense")


def test_any_sparql_is_answered(dataset: str) -> None:
    remote = RemoteStore(query_address(dataset))
    assert bool(remote.query("ASK { ?s ?p ?o }"))
    assert len(list(remote.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"))) > 100
    assert not list(remote.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c . FILTER(false) }"))
    assert not list(remote.query("SELECT * WHERE { ?s ?p ?o }", restricted=True))


def test_an_address_that_takes_no_queries(fuseki_url: str, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store, pytest.raises(EndpointError, match="takes no queries"):
        load(store, f"{fuseki_url}/nothing")


def test_a_build_at_an_address(fuseki_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The graph is built in a folder and loaded; building again loads what has changed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    result = kg("build", "report.txt", "--store", f"{fuseki_url}/built")
    assert result.exit_code == 0, result.stderr
    assert "0 as before, 0 deleted" in result.stdout
    assert json.loads(kg("query", "who-captured-whom", "--json", "--store", f"{fuseki_url}/built").stdout)["results"]
    (tmp_path / "report.txt").write_text(REPORT.replace("12", "13"), encoding="utf-8")
    result = kg("build", "report.txt", "--store", f"{fuseki_url}/built")
    assert "2 written" in result.stdout
