from __future__ import annotations

import pytest

from kg.graph.store import EmbeddedStore
from kg.graph.tokens import keywords

CASES = (
    ("SELECT * { service <http://a/> {} }", True),
    ("SELECT*{SERVICE?x{}}", True),
    ("ASK { ?service ?p 'SERVICE' }", False),
    ('ASK { ?s ?p "a \\" SERVICE" , """x " SERVICE """ , \'\'\'y \' SERVICE\'\'\' }', False),
    ("ASK { ?s <http://example.org/SERVICE> ?o } # SERVICE", False),
    ("PREFIX service: <urn:x:> ASK { ?s service:SERVICE ?o }", False),
    ("ASK { ?s ?p ?o FILTER(?a<1)SERVICE#>\n<http://a/> {} }", True),
    ("ASK { ?s ?p ?o FILTER(?a<ex:b)SERVICE#>\n<http://a/> {} }", True),
    ("ASK { ?s ?p 'it''s' . SERVICE <http://a/> {} }", True),
    ("ASK { ?s ?p 'a\nSERVICE <http://a/> {} }", True),
)


@pytest.mark.parametrize(("sparql", "wanted"), CASES)
def test_service_is_seen_where_it_is_one(sparql: str, wanted: bool) -> None:
    assert ("SERVICE" in keywords(sparql)) is wanted
    assert len(CASES) == 10


def test_a_query_has_the_dataset_that_it_names(sample_store: EmbeddedStore) -> None:
    """FROM goes before the union of all graphs; without it, a query sees the union."""
    first, second, *_ = sample_store.graphs()
    count = "SELECT (COUNT(*) AS ?n) {}WHERE {{ ?s ?p ?o }}"

    def counted(clause: str) -> int:
        (row,) = sample_store.query(count.format(clause))
        return int(row[0].value)

    one, two = counted(f"FROM <{first}> "), counted(f"FROM <{second}> ")
    assert one > 0
    assert two > 0
    assert counted(f"FROM <{first}> FROM <{second}> ") == one + two < counted("")
