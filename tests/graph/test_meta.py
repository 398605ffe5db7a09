from __future__ import annotations

from kg.graph.meta import record_run
from kg.graph.store import EmbeddedStore


def test_a_run_is_noted_where_no_export_looks(own_store: EmbeddedStore) -> None:
    before = list(own_store.dump())
    record_run(own_store, "2024-08-25T10:00:00Z", "0.1.0")
    record_run(own_store, "2024-08-26T10:00:00Z", "0.1.0")
    assert list(own_store.dump()) == before
    noted = "".join(own_store.dump(meta=True))
    assert noted.count('#startedAtTime> "2024-08-2') == 2
    assert '"6"^^<http://www.w3.org/2001/XMLSchema#integer> <https://w3id.org/war-news-kg/graph/meta>' in noted
