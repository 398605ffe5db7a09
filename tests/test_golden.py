"""The whole line on the bundled samples, against golden files: their records, and the answer to every question.

A change of reading or of a query shows here as a difference to look at; `pytest tests/test_golden.py --golden` writes
them anew.
"""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import pipeline
from kg.graph.queries import library, run
from kg.graph.records import records
from kg.graph.store import EmbeddedStore
from kg.settings import DATA

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = sorted(library())


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore() as memory:
        pipeline.build([str(DATA / "samples")], memory)
        yield memory


def compare(path: Path, text: str, golden: bool) -> None:
    if golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_every_question_has_a_golden_answer(golden: bool) -> None:
    found = {path.stem for path in (GOLDEN / "queries").glob("*.csv")}
    assert golden or found == set(QUESTIONS)
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize("name", QUESTIONS)
def test_answer(store: EmbeddedStore, name: str, golden: bool) -> None:
    table = run(store, name)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([table.columns, *table.texts()])
    compare(GOLDEN / "queries" / f"{name}.csv", out.getvalue(), golden)


def test_records(store: EmbeddedStore, golden: bool) -> None:
    found = list(records(store))
    assert len(found) == 13
    lines = (json.dumps(record.to_json(), ensure_ascii=False) for record in found)
    compare(GOLDEN / "samples.jsonl", "".join(line + "\n" for line in lines), golden)
