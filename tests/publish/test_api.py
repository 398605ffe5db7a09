from __future__ import annotations

import datetime
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.graph.queries import QueryError, library
from kg.graph.store import StoreError, open_store
from kg.graph.vocabulary import KG


def test_a_question_gives_rows_of_python_values(samples_store: Path) -> None:
    with kg.open(samples_store) as graph:
        rows = graph.query("who-captured-whom", side="RU", from_=datetime.date(2022, 1, 1))
        assert set(graph.questions()) == set(library())
    assert len(rows) == len(list(rows)) > 0
    assert rows.columns == tuple(rows[0]) == tuple(c.name for c in library()["who-captured-whom"].columns)
    assert all(isinstance(row["captor"], tuple) for row in rows)
    assert any(isinstance(row["date"], datetime.date) for row in rows)
    assert not any(value == "" for row in rows for name, value in row.items() if name != "claimant")
    assert repr(rows) == f"<{len(rows)} rows of {', '.join(rows.columns)}>"
    assert rows[:1] == [rows[0]]


def test_numbers_are_numbers(samples_store: Path) -> None:
    with kg.open(str(samples_store)) as graph:
        (row,) = graph.sparql("SELECT (COUNT(*) AS ?n) ('x' AS ?text) ('a' + 1 AS ?nothing) WHERE { ?s ?p ?o }")
        assert isinstance(row["n"], int)
        assert (row["n"] > 1000, row["text"], row["nothing"]) == (True, "x", None)
        assert graph.sparql("ASK { ?s ?p ?o }")[0] == {"answer": True}
        assert list(graph.sparql("SELECT * WHERE { ?s ?p 'nobody says this' }")) == []


# rdflib asks a Dataset for its default graph by a name that it has itself deprecated.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_the_graph_as_records_network_and_dataset(samples_store: Path) -> None:
    with kg.open(samples_store) as graph, open_store(samples_store, read_only=True) as store:
        documents = store.documents()
        assert [record.doc.iri for record in graph.records()] == list(documents)
        assert isinstance(graph.network(), nx.MultiDiGraph)
        assert graph.network(types=("Capture",)).number_of_nodes() < graph.network().number_of_nodes()
        dataset = graph.dataset()
        told = list(dataset.query(f"SELECT ?d WHERE {{ ?d a {KG.Document} }}"))
        assert len(told) == len(documents)


@pytest.mark.parametrize(
    ("name", "values"), [("nothing", {}), ("timeline", {"day": "2024"}), ("timeline", {"to": "x"})]
)
def test_what_can_not_be_asked(samples_store: Path, name: str, values: dict[str, str]) -> None:
    with kg.open(samples_store) as graph, pytest.raises(QueryError):
        graph.query(name, **values)


def test_what_can_not_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        kg.open(tmp_path / "none")
    with pytest.raises(AttributeError, match="no attribute 'shut'"):
        kg.shut  # type: ignore[attr-defined]  # noqa: B018
