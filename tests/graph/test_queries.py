from __future__ import annotations

from typing import Any

import pytest
import rdflib

from kg.graph.queries import LIST_SEPARATOR, QueryError, bind, checks, find, library, parse, run
from kg.graph.store import EmbeddedStore
from kg.settings import resource

NAMES = (
    "against-interest",
    "attacks",
    "captives-path",
    "chain-of-command",
    "claimants",
    "claims-by-person",
    "co-captured-units",
    "commanders",
    "contradictions",
    "coverage",
    "denials",
    "events-in",
    "events-near",
    "evidence",
    "exchange-balance",
    "exchange-ledger",
    "exchange-mediators",
    "first-reports",
    "identities",
    "known-on",
    "losses",
    "movements",
    "negotiations",
    "order-of-battle",
    "positions",
    "single-origin",
    "timeline",
    "unit-record",
    "units-in-place",
    "who-captured-whom",
)


def test_all_questions_are_there() -> None:
    files = {path.stem for path in resource("queries").glob("*.rq")}
    assert tuple(library()) == NAMES == tuple(sorted(files))


@pytest.mark.parametrize("name", NAMES)
def test_a_question_has_the_columns_of_its_header(sample_store: EmbeddedStore, name: str) -> None:
    assert run(sample_store, name).columns == tuple(column.name for column in find(name).columns)


@pytest.fixture(scope="module")
def union(sample_store: EmbeddedStore) -> rdflib.Graph:
    """The triples of all graphs, as a user's own script would hold them."""
    graph = rdflib.Graph()
    graph.parse(data="".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in sample_store.quads()), format="nt")
    return graph


def texts(cells: Any, kinds: dict[str, str], names: list[str]) -> tuple[str, ...]:
    row = []
    for name, cell in zip(names, cells, strict=True):
        text = "" if cell is None else str(cell)
        if kinds[name] == "list":
            text = LIST_SEPARATOR.join(sorted(text.split(LIST_SEPARATOR)))
        row.append(str(float(text)) if kinds[name] == "number" and text else text)
    return tuple(row)


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_rows(sample_store: EmbeddedStore, union: rdflib.Graph, name: str) -> None:
    query = find(name)
    kinds = {column.name: column.type for column in query.columns}
    names = list(kinds)
    theirs = [texts(tuple(row), kinds, names) for row in union.query(query.text)]
    ours = [texts([c.value if c else None for c in row], kinds, names) for row in run(sample_store, name).rows]
    assert sorted(theirs) == sorted(ours)


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_can_be_bound(sample_store: EmbeddedStore, name: str) -> None:
    values = {
        "text": "x",
        "iri": "https://example.org/x",
        "date": "2024-08-24",
        "number": "12.5",
        "side": "ua",
        "lang": "uk",
    }
    query = find(name)
    for parameter in query.parameters:
        text = bind(query, {parameter.name: values[parameter.type]})
        assert text != query.text or parameter.default == values[parameter.type]
        run(sample_store, name, {parameter.name: values[parameter.type]})


ROWS = (
    ("who-captured-whom", {"place": "курск"}, 4),
    ("who-captured-whom", {"place": "kursk", "captive": "488"}, 3),
    ("who-captured-whom", {"captor": "СБУ"}, 3),
    ("who-captured-whom", {"place": "Росія"}, 4),
    ("who-captured-whom", {"from": "2024-08-16"}, 0),
    ("who-captured-whom", {"side": "UA"}, 0),
    ("timeline", {}, 2),
    ("timeline", {"type": "prisonerexchange"}, 1),
    ("exchange-ledger", {}, 4),
    ("exchange-ledger", {"side": "UA", "claimant": "gazette"}, 1),
    ("exchange-mediators", {"mediator": "emirates"}, 2),
    ("exchange-mediators", {"mediator": "turkey"}, 0),
    ("contradictions", {}, 5),
    ("evidence", {"label": "обмін"}, 12),
    ("claims-by-person", {"claimant": "prykladnyi"}, 6),
    ("positions", {"person": "прикладний"}, 6),
    ("positions", {"person": "прикладний", "day": "2022-05-01"}, 4),
    ("positions", {"title": "ombudsman"}, 1),
    ("positions", {"body": "144"}, 1),
    ("commanders", {"unit": "144", "day": "2024-03-31"}, 1),
    ("commanders", {"unit": "144", "day": "2024-04-01"}, 0),
    ("chain-of-command", {"unit": "488"}, 2),
    ("unit-record", {"unit": "20th Guards"}, 1),
    ("units-in-place", {"place": "Russia"}, 1),
    ("order-of-battle", {"side": "RU"}, 3),
    ("order-of-battle", {"superior": "20th"}, 2),
    ("attacks", {"weapon": "shahed", "side": "RU"}, 1),
    ("attacks", {"side": "UA"}, 0),
    ("movements", {"place": "Россия"}, 1),
    ("negotiations", {"party": "україна"}, 1),
    ("denials", {}, 1),
    ("claimants", {"side": "UA"}, 2),
    ("first-reports", {}, 1),
    ("identities", {"name": "прикладний"}, 3),
    ("events-in", {"place": "Russia"}, 3),
    ("events-in", {"place": "Україна", "type": "attack"}, 1),
    ("coverage", {}, 6),
    ("events-near", {"place": "Kursk region", "km": "10"}, 3),
    ("single-origin", {"type": "capture"}, 1),
    ("known-on", {"day": "2024-08-16"}, 1),
    ("exchange-balance", {}, 2),
)


@pytest.mark.parametrize(("name", "values", "wanted"), ROWS)
def test_parameters_choose_rows(sample_store: EmbeddedStore, name: str, values: dict[str, str], wanted: int) -> None:
    table = run(sample_store, name, values)
    assert len(table.rows) == wanted, table.texts()
    assert len(ROWS) == 41


ONCE = {name: (values, wanted) for name, values, wanted in reversed(ROWS) if values}
"""One row of those for each question with parameters."""


@pytest.mark.parametrize("name", sorted(ONCE))
def test_parameters_choose_rows_in_rdflib(union: rdflib.Graph, name: str) -> None:
    values, wanted = ONCE[name]
    assert len(list(union.query(bind(find(name), values)))) == wanted
    assert len(ONCE) == 21


def test_who_captured_whom_in_full(sample_store: EmbeddedStore) -> None:
    rows = run(sample_store, "who-captured-whom", {"from": "2024-08-15", "to": "2024-08-15"}).texts()
    assert [row[:9] for row in rows] == [
        (
            "2024-08-15",
            "Kursk region",
            "Security Service of Ukraine, UA",
            "488th Guards Motor Rifle Regiment, military unit 12721, RU",
            "102 RU",
            "Security Service of Ukraine",
            "claimed",
            "Northern Wire",
            "2024-08-16",
        ),
        (
            "2024-08-15",
            "Kursk region",
            "Security Service of Ukraine, UA",
            "488th Guards Motor Rifle Regiment, military unit 12721, RU",
            "88 RU",
            "",
            "asserted",
            "Слобожанський кур'єр",
            "2024-08-17",
        ),
        (
            "2024-08-15",
            "Kursk region",
            "Security Service of Ukraine, UA",
            "488th Guards Motor Rifle Regiment, military unit 12721, RU",
            "",
            "Ivan Obraztsov",
            "denied",
            "Степной вестник",
            "2024-08-18",
        ),
    ]


FAULTS = (
    ("none-such", {}, "there is no question none-such"),
    ("timeline", {"sidde": "UA"}, "has no parameter sidde; it has from, to, type, lang"),
    ("who-captured-whom", {"side": "Ukraine"}, "a country of two letters"),
    ("who-captured-whom", {"from": "24.08.2024"}, "a day, as 2024-08-24"),
    ("events-near", {"km": "far"}, "a number"),
    ("evidence", {"event": "x> } DROP ALL"}, "an IRI"),
)


@pytest.mark.parametrize(("name", "values", "words"), FAULTS)
def test_faults_are_named(sample_store: EmbeddedStore, name: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        run(sample_store, name, values)
    assert len(FAULTS) == 6


def test_a_value_never_becomes_a_part_of_the_query(sample_store: EmbeddedStore) -> None:
    evil = 'x" } } SELECT * WHERE { ?s ?p ?o } # \\1 \\g<0>\n'
    assert run(sample_store, "positions", {"person": evil}).rows == ()
    assert evil not in bind(find("positions"), {"person": evil})


HEADERS = (
    ("# title: T\n# question: Q\n", "columns are wanted"),
    ("# title: T\n# column x: X\n", "columns are wanted"),
    ("# title: T\n# question: Q\n# column x\n", "can't read the header line"),
    ("# title: T\n# question: Q\n# column x: X\n# param y (colour): Y\n", "is of type colour"),
    ("# title: T\n# question: Q\n# column x: X\n# param y: Y\n", "no VALUES block"),
)


@pytest.mark.parametrize(("text", "words"), HEADERS)
def test_a_header_at_fault_is_named(text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        parse("test", text)
    assert len(HEADERS) == 5


def test_checks_find_nothing_in_a_sound_store(sample_store: EmbeddedStore) -> None:
    for query in checks().values():
        assert not list(sample_store.query(query.text)), query.name
