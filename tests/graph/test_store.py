from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

import pytest

from kg.graph.mapping import document_quads
from kg.graph.records import records
from kg.graph.store import EmbeddedStore, StoreError, open_store
from kg.ids import graph_iri
from kg.model import Record

ROOT = Path(__file__).resolve().parents[2]

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def counted(store: EmbeddedStore, sparql: str = COUNT) -> int:
    (row,) = cast("Iterable[Any]", store.query(sparql))
    return int(row[0].value)


def put(store: EmbeddedStore, record: Record) -> bool:
    return store.put_document(record.doc.iri, document_quads(record, record.doc.iri))


def test_a_query_without_graph_sees_the_union(sample_store: EmbeddedStore) -> None:
    lines = list(sample_store.dump(meta=True))
    assert counted(sample_store) == len(lines) > 500


def test_no_triple_stands_in_two_graphs(sample_store: EmbeddedStore) -> None:
    triples = [(q.subject, q.predicate, q.object) for q in sample_store.quads(restricted=True, meta=True)]
    assert len(triples) == len(set(triples))


def test_there_are_no_blank_nodes(sample_store: EmbeddedStore) -> None:
    assert not [line for line in sample_store.dump(restricted=True, meta=True) if "_:" in line.split(" ")[0]]


def test_the_same_input_changes_nothing(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    before = list(own_store.dump(restricted=True, meta=True))
    assert [put(own_store, record) for record in sample_records] == [False] * len(sample_records)
    assert list(own_store.dump(restricted=True, meta=True)) == before == sorted(before)


def test_a_corrected_document_replaces_its_own_graph_alone(
    own_store: EmbeddedStore, sample_records: list[Record], corrected: Record
) -> None:
    iri = corrected.doc.iri
    before = {line for line in own_store.dump() if f"<{iri}> .\n" not in line}
    assert put(own_store, corrected)
    after = list(own_store.dump())
    assert {line for line in after if f"<{iri}> .\n" not in line} == before
    assert own_store.documents()[iri] == corrected.doc.sha256
    old = sample_records[0].doc.sha256
    assert [line for line in own_store.dump(meta=True) if f"wasRevisionOf> <urn:sha256:{old}>" in line]
    assert not [line for line in after if "urn:sha256:" in line]


def test_a_removed_document_leaves_nothing(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    iri = sample_records[-1].doc.iri
    assert [graph for graph in own_store.graphs(restricted=True) if "/restricted/" in graph]
    assert own_store.remove_document(iri)
    assert not own_store.remove_document(iri)
    assert iri not in own_store.documents()
    assert not [graph for graph in own_store.graphs(restricted=True) if "/restricted/" in graph]


def test_graphs_are_listed(sample_store: EmbeddedStore, sample_records: list[Record]) -> None:
    shared = {graph_iri(name) for name in ("consolidated", "identity", "inferred", "registry", "vocabulary")}
    assert set(sample_store.graphs()) == shared | {record.doc.iri for record in sample_records}


def test_a_quad_of_another_graph_is_refused(own_store: EmbeddedStore, sample_records: list[Record]) -> None:
    first, second = sample_records[:2]
    with pytest.raises(ValueError, match="is no graph of"):
        own_store.put_document(second.doc.iri, document_quads(first, first.doc.iri))
    with pytest.raises(ValueError, match="another graph"):
        own_store.extend_graph(graph_iri("meta"), document_quads(first, first.doc.iri))
    with pytest.raises(ValueError, match="another graph"):
        own_store.replace_graph(graph_iri("identity"), document_quads(first, first.doc.iri))


def test_a_folder_keeps_what_was_put(tmp_path: Path, sample_records: list[Record]) -> None:
    with open_store(tmp_path) as store:
        put(store, sample_records[0])
        lines = list(store.dump())
    with open_store(tmp_path, read_only=True) as again:
        assert list(again.dump()) == lines


OPEN = "import sys; from kg.graph.store import open_store; open_store(sys.argv[1], read_only=sys.argv[2] == 'read')"


@pytest.mark.parametrize(
    ("mine", "other", "wanted"),
    [("write", "write", 1), ("write", "read", 1), ("read", "write", 1), ("read", "read", 0)],
)
def test_one_process_writes_or_many_read(tmp_path: Path, mine: str, other: str, wanted: int) -> None:
    open_store(tmp_path).close()
    with open_store(tmp_path, read_only=mine == "read"):
        command = [sys.executable, "-c", OPEN, str(tmp_path), other]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == wanted, done.stderr
    assert (f"StoreError: {tmp_path} is in use by another process" in done.stderr) is bool(wanted)


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(StoreError, match="there is no store"):
            open_store(folder, read_only=True)
    (tmp_path / "open").write_text("a file", encoding="utf-8")
    (tmp_path / "file").write_text("a file", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "file"):
        with pytest.raises(StoreError, match="can't be opened"):
            open_store(folder)


FILLER = """
    import sys
    from kg.graph.mapping import document_quads
    from kg.graph.store import open_store
    from kg.model import DocumentInfo, Entity, Record

    store = open_store(sys.argv[1])
    for n in range(10_000):
        entities = tuple(Entity(f"e{k}", "Person", f"Name {k}", private=k == 0) for k in range(30))
        iri = f"https://w3id.org/war-news-kg/document/{n:016x}"
        doc = DocumentInfo(str(n), "en", f"{n:064x}", 10, iri=iri)
        store.put_document(iri, document_quads(Record(doc, entities), iri))
        print(iri, flush=True)
"""


def test_a_killed_build_keeps_every_finished_document(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(FILLER), str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    finished = [process.stdout.readline().strip() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    finished += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    with open_store(tmp_path) as store:
        found = list(records(store, restricted=True))
        assert {record.doc.iri for record in found} >= set(finished)
        assert len(finished) >= 25
        assert {len(record.entities) for record in found} == {30}
        assert all(record.entities[0].name == "Name 0" for record in found)
