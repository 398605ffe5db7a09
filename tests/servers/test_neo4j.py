"""The property graph in Neo4j Community: loaded over Bolt, written as Cypher, and imported from CSV."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from neo4j_server import neo4j_server, run_import
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import application
from kg.graph import queries
from kg.graph.store import open_store
from kg.load.neo4j import BATCH, Neo4jLoadError, Report, load
from kg.publish.cypher import script
from kg.publish.neo4j_csv import LINE, write_folder
from kg.publish.property_graph import counted, property_graph
from kg.settings import resource

pytestmark = [
    pytest.mark.servers,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # the driver's, of sockets that it closes late
]

APP = application(["load"])

MIRRORS = sorted(resource("queries").glob("cypher/*.cypher"))
VALUES = {"events-in": {"place": "Russia"}}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with neo4j_server(tmp_path_factory.mktemp("neo4j")) as url:
        yield url


@pytest.fixture(scope="module")
def loaded(address: str, samples_store: Path) -> Report:
    with open_store(samples_store, read_only=True) as store:
        return load(store, address)


@pytest.fixture(scope="module")
def driver(address: str, loaded: Report) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(address, auth=None, notifications_min_severity="OFF") as made:
        yield made


def test_both_sides_count_the_same(loaded: Report, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store:
        graph = property_graph(store)
    assert loaded.written == len(graph.nodes) + len(graph.relationships) > 1000
    assert loaded.deleted == 0
    assert loaded.here == loaded.there
    assert not loaded.differences
    assert {"Entity", "Unit", "Event", "Capture", "Claim", "Document", "[:CAPTIVE]", "[:CAPTURED_BY]"} <= set(
        loaded.here
    )


def test_loading_again_changes_nothing(loaded: Report, address: str, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store:
        again = load(store, address)
    assert (again.written, again.deleted, again.there) == (0, 0, loaded.there)


def test_dates_and_places_are_neo4js_own(driver: neo4j.Driver) -> None:
    (row,), *_ = driver.execute_query(
        "MATCH (e:PrisonerExchange) WHERE e.earliest = date('2024-08-24') RETURN e.count AS count, e.count_UA AS ua"
    )
    assert dict(row) == {"count": 115, "ua": 115}
    near, *_ = driver.execute_query(
        "MATCH (p:Place) WHERE point.distance(p.location, point({latitude: 50, longitude: 36.25})) < 20000"
        " RETURN p.name AS name"
    )
    assert "Kharkiv" in {row["name"] for row in near}


def test_derived_relationships(driver: neo4j.Driver) -> None:
    rows, *_ = driver.execute_query(
        "MATCH (a:Unit)-[r:CAPTURED_BY]->(b) RETURN a.number AS number, b.number AS by, r.first AS first, r.claims AS n"
    )
    (row,) = [row for row in rows if row["number"] == 423]
    assert (row["by"], str(row["first"])) == (93, "2022-02-24")
    assert row["n"] > 5


@pytest.mark.parametrize("path", MIRRORS, ids=lambda path: path.stem)
def test_cypher_and_sparql_give_the_same_answer(driver: neo4j.Driver, samples_store: Path, path: Path) -> None:
    """The columns that the Cypher has, as sets of rows."""
    values = VALUES.get(path.stem, {})
    rows, _, columns = driver.execute_query(path.read_text(encoding="utf-8"), values)
    theirs = {tuple("" if cell is None else str(cell) for cell in row.values()) for row in rows}
    with open_store(samples_store, read_only=True) as store:
        table = queries.run(store, path.stem, values)
    places = [table.columns.index(column) for column in columns]
    assert theirs == {tuple(row[n] for n in places) for row in table.texts()}
    assert theirs
    assert len(MIRRORS) == 10


def test_a_load_mends_what_is_not_as_it_should_be(driver: neo4j.Driver, address: str, samples_store: Path) -> None:
    """A property, a label, a missing node, a relationship too many; nodes of others stay."""
    driver.execute_query("CREATE (:Entity {iri: 'https://example.org/theirs'})")
    driver.execute_query("MATCH (u:Unit {number: 423}) SET u.name = 'another', u:Person")
    driver.execute_query("MATCH (e:PrisonerExchange) WITH e LIMIT 1 DETACH DELETE e")
    driver.execute_query("MATCH (d:Document), (u:Unit {number: 423}) WITH d, u LIMIT 1 CREATE (d)-[:CAPTIVE]->(u)")
    with open_store(samples_store, read_only=True) as store:
        mended = load(store, address)
        assert mended.written > 2
        assert mended.deleted == 1
        assert not mended.differences
        assert load(store, address).written == 0
    rows, *_ = driver.execute_query("MATCH (n:Entity {iri: 'https://example.org/theirs'}) DELETE n RETURN 1 AS x")
    assert len(rows) == 1


def test_small_batches_write_the_same(driver: neo4j.Driver, address: str, loaded: Report, samples_store: Path) -> None:
    """A load in many transactions, begun where another was broken off."""
    driver.execute_query("MATCH (c:Claim) WITH c LIMIT 100 DETACH DELETE c")
    with open_store(samples_store, read_only=True) as store:
        report = load(store, address, batch=BATCH // 100)
    assert report.written >= 100
    assert report.there == loaded.there


def test_a_removed_document_disappears(driver: neo4j.Driver, address: str, samples_store: Path, tmp_path: Path) -> None:
    shutil.copytree(samples_store, tmp_path / "own")
    with open_store(tmp_path / "own") as store:
        (gone,) = pipeline.remove(store, "ru_obmen_248")
        report = load(store, address)
    assert report.deleted > 10
    assert not report.differences
    rows, *_ = driver.execute_query("MATCH (n) WHERE n.iri STARTS WITH $iri RETURN n.iri AS iri", {"iri": gone})
    assert rows == []
    with open_store(samples_store, read_only=True) as store:
        assert not load(store, address).differences


def test_the_command(address: str, loaded: Report, samples_store: Path) -> None:
    result = CliRunner().invoke(APP, ["load", "neo4j", address, "--store", str(samples_store)])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("0 written, 0 deleted; ")


def test_a_database_that_is_not_there(address: str, samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store, pytest.raises(Neo4jLoadError, match="nothing"):
        load(store, address, database="nothing")


def test_the_script_writes_the_same(driver: neo4j.Driver, address: str, loaded: Report, samples_store: Path) -> None:
    """`kg export cypher` into an empty database, twice."""
    driver.execute_query("MATCH (n) DETACH DELETE n")
    with open_store(samples_store, read_only=True) as store:
        statements = [part for part in script(store).split(";\n") if part]
        for statement in statements * 2:
            driver.execute_query(statement)
        again = load(store, address)
    assert (again.written, again.deleted, again.there) == (0, 0, loaded.there)


def test_the_import_tool_makes_the_same(samples_store: Path, tmp_path: Path) -> None:
    """`kg export neo4j-csv`, the line that it writes, run for real, and then a load that finds nothing to do."""
    with open_store(samples_store, read_only=True) as store:
        write_folder(store, tmp_path / "csv")
        graph = property_graph(store)
    command, *options = (tmp_path / "csv" / LINE).read_text(encoding="utf-8").split()
    assert command == "neo4j-admin"
    run_import(tmp_path, tmp_path / "csv", options)
    with neo4j_server(tmp_path) as address, open_store(samples_store, read_only=True) as store:
        report = load(store, address)
    assert report.here == counted((node.labels for node in graph.nodes), (one.type for one in graph.relationships))
    assert not report.differences
    assert (report.written, report.deleted) == (0, 0)
