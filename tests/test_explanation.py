"""Why things are one or two, as the command tells it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import explanation
from kg.cli import application
from kg.graph.reasoning import INFERRED
from kg.graph.records import records
from kg.graph.store import open_store
from kg.graph.vocabulary import KG

RUNNER = CliRunner()


def told(store: Path, *nodes: str) -> tuple[int, str, str]:
    result = RUNNER.invoke(application(), ["explain", *nodes, "--store", str(store)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture(scope="module")
def events(samples_store: Path) -> dict[str, list[str]]:
    """The events of the samples, with the nodes of the documents that tell of them."""
    found: dict[str, list[str]] = {}
    with open_store(samples_store, read_only=True) as store:
        for record in records(store):
            for event in record.events:
                found.setdefault(event.iri, []).append(f"{record.doc.iri}#{event.id}")
    return found


def test_two_tellings_of_one_event(samples_store: Path, events: dict[str, list[str]]) -> None:
    iri, (one, other, *_) = next((iri, nodes) for iri, nodes in sorted(events.items()) if len(nodes) > 1)
    with open_store(samples_store, read_only=True) as store:
        pair = explanation.pair(store, one, other)
    assert (pair.one, pair.other, pair.joined) == (one, other, iri)
    assert pair.comparison.findings
    code, out, _ = told(samples_store, one, other)
    assert code == 0
    assert out.endswith(f"decided: both are {iri.removeprefix('https://w3id.org/war-news-kg/')}\n")
    assert all(f"  {reason}\n" in out for reason in pair.comparison.reasons)


def test_two_events_are_told_apart(samples_store: Path, events: dict[str, list[str]]) -> None:
    capture = min(iri for iri in events if "/capture-" in iri)
    exchange = min(iri for iri in events if "/prisonerexchange-" in iri)
    code, out, _ = told(samples_store, capture, exchange, "--json")
    report = json.loads(out)
    assert (code, report["judgement"], report["joined"]) == (0, "different", "")
    assert any("is no" in reason for reason in report["reasons"])


def test_a_statement_that_follows(samples_store: Path) -> None:
    with open_store(samples_store, read_only=True) as store:
        inferred = store.query(f"SELECT ?a ?b {{ GRAPH <{INFERRED}> {{ ?a {KG.subordinateTo} ?b }} }} ORDER BY ?a ?b")
        lower, upper = next(iter(inferred))  # type: ignore[call-overload]
    code, out, _ = told(samples_store, lower.value, "subordinateTo", upper.value)
    *premises, last = out.splitlines()
    assert code == 0
    assert premises
    assert " subordinateTo " in last
    assert "subordinate to" in last.partition("(")[2]


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        (("event/none", "event/none"), "no document tells of"),
        (("event/none",), "name two things"),
        (("entity/unit-ru-20-army", "subordinateTo", "entity/nothing"), "neither stated"),
        (("a b", "subordinateTo", "entity/nothing"), "name three IRIs"),
    ],
)
def test_what_can_not_be_explained(samples_store: Path, nodes: tuple[str, ...], message: str) -> None:
    code, _, err = told(samples_store, *nodes)
    assert code == 2
    assert message in " ".join(err.split())
