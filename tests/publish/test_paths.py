"""Paths between entities: over events alone, by the fewest of them, with the sentences that say so."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import application
from kg.graph.store import EmbeddedStore
from kg.ids import entity_iri, event_iri
from kg.publish.network import CutError
from kg.publish.paths import shortest_path

CAPTURE = event_iri("Capture", "kharkiv")

STEPS = [
    ("93rd Mechanized Brigade", "488th Motor Rifle Regiment", ("captor", "captive")),
    ("488th regiment", entity_iri("Unit", "93"), ("captive", "captor")),
    ("Mykola Prykladnyi", "93rd Mechanized Brigade", ("claimant", "captor")),
    ("93rd Mechanized Brigade", "Kharkiv", ("captor", "place")),
]
"""Two things of the store's capture, and the part that each has in it."""

WRONG = [
    ("Atlantis", "Kharkiv", "nothing in the store is called 'Atlantis'"),
    ("4", "Kharkiv", "say which"),
    ("Kharkiv", entity_iri("Place", "kharkiv"), "are one; name two entities"),
    (CAPTURE, "Kharkiv", "is an event; a path is between two entities"),
]

NONE = ("93rd Mechanized Brigade", "Ministry")
"""A spokesperson links them by a post, and no event does."""


@pytest.mark.parametrize(("one", "other", "roles"), STEPS)
def test_a_step_has_its_roles_and_one_sentence_for_both(
    store: EmbeddedStore, one: str, other: str, roles: tuple[str, str]
) -> None:
    (step,) = shortest_path(store, one, other)
    assert (step.event, step.date, step.roles) == (CAPTURE, "2024-03-03", roles)
    (quote,) = step.quotes
    assert "captured 12 soldiers of the 488th Motor Rifle Regiment near Kharkiv" in quote.text
    assert (quote.publisher, quote.published, quote.modality) == ("Northern Wire", "2024-03-04", "claimed")


def test_what_no_event_links_has_no_path(store: EmbeddedStore) -> None:
    assert shortest_path(store, *NONE) == []


@pytest.mark.parametrize(("one", "other", "message"), WRONG)
def test_errors(store: EmbeddedStore, one: str, other: str, message: str) -> None:
    with pytest.raises(CutError, match=message):
        shortest_path(store, one, other)


def kg(store: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(application(["path"]), ["path", *words, "--store", str(store)])
    return result.exit_code, result.output


def test_a_path_of_two_events_is_printed_in_its_order(samples_store: Path) -> None:
    ends = ("Dmytro Lubinets", "Apti Alaudinov")
    code, output = kg(samples_store, *ends, "--json")
    assert code == 0
    steps = json.loads(output)
    assert len(steps) > 1
    assert (steps[0]["start_label"], steps[-1]["end_label"]) == ends
    assert all(a["end"] == b["start"] for a, b in itertools.pairwise(steps))
    assert all(step["quotes"] for step in steps)
    code, output = kg(samples_store, *ends)
    lines = output.splitlines()
    assert code == 0
    assert [line[:2] for line in lines if line[0].isdigit()] == [f"{n}." for n in range(1, len(steps) + 1)]
    for step in steps:
        for quote in step["quotes"]:
            assert f"   “{quote['text']}”" in lines
            assert f"   {quote['publisher']}, {quote['published']} ({quote['modality']})" in lines


def test_no_path_and_no_entity_are_told(samples_store: Path) -> None:
    code, output = kg(samples_store, "Dmytro Lubinets", "Oleh Nikolenko")
    assert code == 0
    assert output.startswith("no events link Dmytro Lubinets and Oleh Nikolenko; kg view --about")
    assert kg(samples_store, "Dmytro Lubinets", "Oleh Nikolenko", "--json") == (0, "[]\n")
    assert kg(samples_store, "Dmytro Lubinets", "Atlantis") == (2, "kg: nothing in the store is called 'Atlantis'\n")
