"""What is measured is the real thing; how long it takes is no test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg import benchmark, variation
from kg.graph.queries import library
from kg.graph.records import records
from kg.graph.store import EmbeddedStore
from kg.settings import DATA

NUMBER = 30


@pytest.fixture(scope="module")
def large() -> Iterator[EmbeddedStore]:
    with EmbeddedStore() as store:
        benchmark.fill(store, NUMBER)
        yield store


def test_copies_are_documents_of_their_own(large: EmbeddedStore) -> None:
    found = list(records(large))
    assert len({record.doc.iri for record in found}) == len({record.doc.sha256 for record in found}) == NUMBER
    again = list(variation.varied(found[:5], 12))
    assert again == list(variation.varied(found[:5], 12))
    assert again[:5] == found[:5]
    days = {record.doc.published for record in again if record.doc.id.startswith(found[0].doc.id)}
    assert len(days) == 3


def test_every_question_is_asked_with_parameters_that_it_has(large: EmbeddedStore) -> None:
    assert set(benchmark.ASKED) == set(library())
    timings = list(benchmark.ask(large, rounds=1))
    assert [timing.question for timing in timings] == list(library())
    assert all(timing.wall > 0 for timing in timings)
    assert sum(timing.rows > 0 for timing in timings) >= 12


def test_reading_is_measured_by_language() -> None:
    paths = [str(path) for path in sorted((DATA / "samples").glob("*.txt"))[:2]]
    reading = benchmark.extraction(paths)
    assert set(reading.words) == set(reading.spent) != set()
    assert min(reading.words.values()) > 30
    assert any(name.startswith("kg.extract.") for name in reading.shares)
