"""The whole line, end to end: idempotence, order, changes, removal, and builds that are killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg import fingerprint, pipeline
from kg.extract import records as extraction
from kg.graph.records import records
from kg.graph.store import EmbeddedStore, open_store
from kg.model import Document, Record
from kg.settings import DATA

SAMPLES = sorted((DATA / "samples").glob("*.txt"))
ENGLISH = [path for path in SAMPLES if path.name.startswith("en_")]

PACKAGE_PARENT = Path(pipeline.__file__).parent.parent


def dump(store: EmbeddedStore) -> list[str]:
    return list(store.dump(restricted=True))


def without_iris(record: Record) -> Record:
    return replace(
        record,
        entities=tuple(replace(e, iri="") for e in record.entities),
        events=tuple(replace(e, iri="") for e in record.events),
    )


@pytest.fixture(scope="module")
def built(samples_store: Path) -> Iterator[EmbeddedStore]:
    with open_store(samples_store, read_only=True) as store:
        yield store


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with the English samples, which the test may change."""
    folder = tmp_path / "news"
    folder.mkdir()
    for path in ENGLISH:
        shutil.copy(path, folder)
    return folder


def test_records_of_the_graph_are_those_that_were_read(built: EmbeddedStore) -> None:
    read = {r.doc.id: r for r in pipeline.extract(SAMPLES) if isinstance(r, Record)}
    stored = {r.doc.id: without_iris(r) for r in records(built, restricted=True)}
    assert len(read) == len(SAMPLES) >= 12
    assert stored == read


def test_every_entity_and_event_has_an_iri(built: EmbeddedStore) -> None:
    things = [thing for r in records(built) for thing in (*r.entities, *r.events)]
    assert len(things) > 100
    assert all(thing.iri for thing in things)


def test_the_samples_speak_four_languages(built: EmbeddedStore) -> None:
    assert {r.doc.lang for r in records(built)} == {"en", "ro", "uk", "ru"}


def test_two_tellings_are_one_event(built: EmbeddedStore) -> None:
    """What several sample documents tell of is one event in the graph."""
    tellings: dict[str, set[str]] = {}
    for record in records(built):
        for event in record.events:
            tellings.setdefault(event.iri, set()).add(record.doc.lang)
    assert any(len(langs) > 1 for langs in tellings.values())


def test_building_again_changes_nothing(corpus: Path) -> None:
    with EmbeddedStore() as store:
        first = pipeline.build([corpus], store)
        before = dump(store)
        again = pipeline.build([corpus], store)
        assert len(first.new) == len(again.unchanged) == len(ENGLISH)
        assert not first.changed + again.changed + again.new
        assert dump(store) == before


def test_what_has_not_changed_is_not_read_again(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, reached = extraction.read, []

    def counted(document: Document) -> Record:
        reached.append(document.id)
        return read(document)

    monkeypatch.setattr(extraction, "read", counted)
    names = sorted(path.stem for path in corpus.iterdir())
    steps: list[str] = []
    with EmbeddedStore() as store:
        pipeline.build([corpus], store)
        assert sorted(reached) == names
        summary = pipeline.build([corpus], store, steps.append)
        assert sorted(reached) == summary.unchanged == summary.kept == steps == names
        monkeypatch.setattr(fingerprint, "program", lambda: "another version")
        summary = pipeline.build([corpus], store, steps.append)
        assert (len(reached), summary.unchanged, summary.kept) == (2 * len(names), names, [])
        assert steps[-2:] == ["resolving", "consolidating"]


def test_a_document_whose_date_is_corrected_is_read_again(corpus: Path) -> None:
    changed = min(corpus.iterdir())
    with EmbeddedStore() as store:
        pipeline.build([changed], store)
        lines = changed.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("Published:")]
        assert len(kept) == len(lines) - 1
        changed.write_text("".join(kept), encoding="utf-8")
        assert not pipeline.build([changed], store).kept


def test_a_second_store_has_the_same_bytes(samples_store: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as other, open_store(samples_store, read_only=True) as store:
        pipeline.build([DATA / "samples"], other)
        assert dump(other) == dump(store)


def test_the_order_of_the_input_does_not_matter(corpus: Path) -> None:
    dumps = []
    for paths in (sorted(corpus.iterdir()), sorted(corpus.iterdir(), reverse=True), [corpus]):
        with EmbeddedStore() as store:
            pipeline.build(paths, store)
            dumps.append(dump(store))
    assert dumps[0] == dumps[1] == dumps[2]


def test_one_by_one_is_the_same_as_at_once(corpus: Path) -> None:
    with EmbeddedStore() as once, EmbeddedStore() as stepwise:
        pipeline.build([corpus], once)
        for path in sorted(corpus.iterdir(), reverse=True):
            pipeline.build([path], stepwise)
        assert dump(once) == dump(stepwise)


def test_a_changed_document_replaces_its_own_graph_alone(corpus: Path) -> None:
    changed = min(corpus.iterdir())
    with EmbeddedStore() as store:
        pipeline.build([corpus], store)
        before = {r.doc.id: r for r in records(store)}
        graphs = {iri: graph(store, iri) for iri in store.documents()}
        changed.write_text(changed.read_text("utf-8") + "\nThe figure could not be confirmed.\n", encoding="utf-8")
        summary = pipeline.build([corpus], store)
        assert (summary.new, summary.changed, len(summary.unchanged)) == ([], [changed.stem], len(ENGLISH) - 1)
        after = {iri: graph(store, iri) for iri in store.documents()}
        assert {iri for iri in graphs if graphs[iri] != after[iri]} == {before[changed.stem].doc.iri}
        assert set(graphs) == set(after)


def graph(store: EmbeddedStore, iri: str) -> set[str]:
    return {str(quad) for quad in store.quads(restricted=True) if quad.graph_name.value == iri}  # type: ignore[union-attr]


def test_removing_a_document_leaves_what_the_others_give(corpus: Path) -> None:
    gone, *rest = sorted(corpus.iterdir())
    with EmbeddedStore() as store, EmbeddedStore() as fresh:
        pipeline.build([corpus], store)
        iri = next(r.doc.iri for r in records(store) if r.doc.id == gone.stem)
        assert pipeline.remove(store, gone.stem) == [iri]
        pipeline.build(rest, fresh)
        assert dump(store) == dump(fresh)
        assert pipeline.remove(store, gone.stem) == []


@pytest.mark.parametrize("name", ["url", "iri"])
def test_a_document_can_be_removed_by_its_address(corpus: Path, name: str) -> None:
    with EmbeddedStore() as store:
        pipeline.build([min(corpus.iterdir())], store)
        doc = next(records(store)).doc
        assert pipeline.remove(store, getattr(doc, name)) == [doc.iri]
        assert not store.documents()
        assert not [line for line in dump(store) if "/document/" in line]


def test_an_id_of_several_documents_removes_none(tmp_path: Path) -> None:
    with EmbeddedStore() as store:
        for n in (1, 2):
            path = tmp_path / str(n) / "report.txt"
            path.parent.mkdir()
            path.write_text(
                f"Title: Report {n}\nPublisher: Harbour Gazette\nPublished: 2024-08-1{n}\nLanguage: en\n\n"
                "Ukraine and Russia exchanged prisoners of war near the border on Monday.\n",
                encoding="utf-8",
            )
            pipeline.build([path], store)
        with pytest.raises(pipeline.AmbiguousError, match="2 documents are called report"):
            pipeline.remove(store, "report")
        assert len(store.documents()) == 2


def test_two_files_of_one_address_are_one_document(tmp_path: Path) -> None:
    header = "Title: A swap\nPublished: 2024-08-24\nLanguage: en\nURL: https://example.org/swap\n\n"
    for name, body in (
        ("a", "Ukraine and Russia exchanged 115 prisoners each on Saturday.\n"),
        ("b", "Ukraine and Russia exchanged 116 prisoners each on Saturday.\n"),
        ("c", "Ukraine and Russia exchanged 115 prisoners each on Saturday.\n"),
    ):
        (tmp_path / f"{name}.txt").write_text(header + body, encoding="utf-8")
    with EmbeddedStore() as store:
        summary = pipeline.build([tmp_path], store)
        assert summary.new == ["a"]
        assert [(Path(p.path).stem, p.skipped) for p in summary.problems] == [("b", True), ("c", False)]
        assert "a.txt" in summary.problems[0].message
        again = pipeline.build([tmp_path], store)
        assert (again.unchanged, again.changed) == (["a"], [])


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(corpus: Path) -> None:
    (corpus / "empty.txt").write_bytes(b"")
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (corpus / "lines.jsonl").write_text('{"text": 3}\nnot json\n', encoding="utf-8")
    with EmbeddedStore() as store:
        summary = pipeline.build([corpus, corpus / "missing.txt"], store)
        assert len(summary.new) == summary.read == len(ENGLISH)
        assert summary.skipped == len(summary.problems) == 5
        assert all(problem.remedy for problem in summary.problems)


def test_a_fault_in_one_document_does_not_end_the_reading(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = extraction.read

    def failing(document: Document) -> Record:
        if document.id == "en_kursk_102":
            raise IndexError("no such token")
        return read(document)

    monkeypatch.setattr(extraction, "read", failing)
    with EmbeddedStore() as store:
        summary = pipeline.build([corpus], store)
    assert len(summary.new) == len(ENGLISH) - 1
    (problem,) = summary.problems
    assert problem.skipped
    assert "IndexError in test_pipeline.py" in problem.message


CHILD = """
import sys
from kg import pipeline
from kg.graph.store import open_store

def step(name):
    print(name, flush=True)

with open_store(sys.argv[1]) as store:
    pipeline.build(sys.argv[2:], store, step)
"""


def killed_at(step: str, folder: Path) -> list[str]:
    """The steps that a build of the English samples reaches in a process that is killed at one of them."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), *map(str, ENGLISH)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT)},
    )
    assert child.stdout is not None
    reached = []
    with child.stdout:
        for line in child.stdout:
            reached.append(line.strip())
            if reached[-1] == step:
                child.send_signal(signal.SIGKILL)
    assert child.wait() in (-signal.SIGKILL, 0)
    return reached


@pytest.mark.parametrize("step", [ENGLISH[0].stem, ENGLISH[2].stem, "resolving", "consolidating"])
def test_a_killed_build_keeps_what_was_finished(step: str, tmp_path: Path) -> None:
    reached = killed_at(step, tmp_path / "store")
    assert step in reached
    before = [path.stem for path in ENGLISH][: reached.index(step) if step in reached[: len(ENGLISH)] else None]
    expected = {r.doc.id: r for r in pipeline.extract(ENGLISH) if isinstance(r, Record)}
    with open_store(tmp_path / "store") as store, EmbeddedStore() as whole:
        held = {r.doc.id: without_iris(r) for r in records(store, restricted=True)}
        assert set(before) <= set(held)
        assert all(held[name] == expected[name] for name in held)
        pipeline.build(ENGLISH, store)
        pipeline.build(ENGLISH, whole)
        assert dump(store) == dump(whole)


def test_a_run_is_noted_in_the_meta_graph_alone(corpus: Path) -> None:
    with EmbeddedStore() as store:
        pipeline.build([corpus], store)
        before = dump(store)
        pipeline.build([corpus], store, started="2026-01-02T03:04:05+00:00")
        assert dump(store) == before
        noted = [line for line in store.dump(meta=True) if '#startedAtTime> "' in line]
        assert len(noted) == 1
        assert "2026-01-02T03:04:05" in noted[0]


def test_the_json_of_a_record_is_the_record(built: EmbeddedStore) -> None:
    for record in records(built, restricted=True):
        assert Record.from_json(json.loads(json.dumps(record.to_json()))) == record
