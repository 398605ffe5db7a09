from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import given, settings

from kg.graph.canonical import canonical
from kg.graph.mapping import document_quads
from kg.graph.records import records
from kg.graph.store import EmbeddedStore
from kg.model import Record

sys.path.insert(0, str(Path(__file__).parent))

import record_strategies as strategies


@settings(max_examples=60, deadline=None)
@given(strategies.records())
def test_a_record_read_back_is_the_record(record: Record) -> None:
    store = EmbeddedStore()
    store.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    assert list(records(store, restricted=True)) == [canonical(record)]


@settings(max_examples=25, deadline=None)
@given(strategies.records())
def test_the_canonical_form_is_the_same_graph(record: Record) -> None:
    iri = record.doc.iri
    again = canonical(record)
    assert canonical(again) == again
    assert set(document_quads(again, iri)) == set(document_quads(record, iri))
