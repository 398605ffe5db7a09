"""A ledger of two exchanges whose documents disagree, and of a total that someone states."""

from __future__ import annotations

import pytest

from kg.graph.consolidate import consolidate
from kg.graph.identity import put_resolution, put_vocabulary
from kg.graph.mapping import document_quads
from kg.graph.store import EmbeddedStore
from kg.ids import entity_iri, event_iri, local_iri
from kg.model import Claim, Count, DateRange, Entity, Event, Record
from kg.publish.exchanges import UNTOLD, Ledger, last_day, ledger
from kg.publish.pages.ledger import ledger_page, scale
from kg.resolve.resolution import Link, Resolution

from .conftest import info, mention, span

DAYS = [("2024-01-03", "2024-01-03"), ("2024-02", "2024-02-29"), ("2023-02", "2023-02-28"), ("2024", "2024-12-31")]

SCALES = [(0, [0]), (7, [0, 2, 4, 6, 8]), (5, [0, 1, 2, 3, 4, 5]), (7881, [0, 2000, 4000, 6000, 8000])]


def report(
    stem: str, publisher: str, published: str, when: DateRange | None, *figures: tuple[int, str], by: str = ""
) -> Record:
    """A report of one exchange or release, with its figures by side."""
    told = ", ".join(f"{number} to {side or 'both'}" for number, side in figures)
    text = f"The Ministry said that prisoners returned: {told}."
    claim = Claim("v1c1", "claimed" if by else "asserted", span(text, text), by=by)
    entities = (Entity("e1", "Organization", "Ministry", (mention(text, "Ministry"),), side="UA"),)
    event = Event(
        "v1",
        "PrisonerExchange",
        (mention(text, "returned"),),
        (claim,),
        when,
        counts=tuple(Count("returned", number, "exact", side, ("v1c1",)) for number, side in figures),
    )
    return Record(info(stem, text, publisher, published, stem, f"https://example.org/{stem}"), entities, (), (event,))


JANUARY = DateRange("2024-01-03", "2024-01-03", "2024-01-03", "on 3 January")
FEBRUARY = DateRange("2024-02", "2024-02-01", "2024-02-29", "in February")

RECORDS = {
    "one": (report("wire", "Northern Wire", "2024-01-04", JANUARY, (230, "UA"), (248, "RU"), by="e1"), "january"),
    "two": (report("gazette", "Capital Gazette", "2024-01-05", JANUARY, (230, "UA"), (250, "RU")), "january"),
    "three": (report("steppe", "Steppe Herald", "2024-03-01", FEBRUARY, (100, "UA"), (100, "RU")), "february"),
    "four": (report("total", "Steppe Herald", "2024-03-02", None, (3035, "UA"), by="e1"), "total"),
    "five": (report("small", "Steppe Herald", "2024-03-03", None, (12, "")), "small"),
}


@pytest.fixture(scope="module")
def exchanges() -> EmbeddedStore:
    held = EmbeddedStore()
    put_vocabulary(held)
    links = []
    for record, key in RECORDS.values():
        held.put_document(record.doc.iri, document_quads(record, record.doc.iri))
        for item, iri in (("e1", entity_iri("Organization", "ministry")), ("v1", event_iri("PrisonerExchange", key))):
            kind = "event" if item == "v1" else "entity"
            links.append(Link(local_iri(record.doc.iri, item), iri, kind, 0.9, ("stands in a table",)))
    put_resolution(held, Resolution(links=tuple(links)))
    consolidate(held)
    return held


@pytest.fixture(scope="module")
def found(exchanges: EmbeddedStore) -> Ledger:
    return ledger(exchanges)


@pytest.mark.parametrize(("date", "last"), DAYS)
def test_the_last_day_of_a_date(date: str, last: str) -> None:
    assert last_day(date) == last


def test_exchanges_in_their_order_with_running_totals(found: Ledger) -> None:
    assert [exchange.date for exchange in found.exchanges] == ["2024-01-03", "2024-02"]
    assert [exchange.figures["UA"].total for exchange in found.exchanges] == [230, 330]
    assert [exchange.documents for exchange in found.exchanges] == [2, 1]
    assert found.sides() == ["UA", "RU"]


def test_figures_that_differ_keep_their_voices(found: Ledger) -> None:
    first, second = found.exchanges
    russia = first.figures["RU"]
    assert russia.differs
    assert (russia.lowest, russia.highest) == (248, 250)
    assert russia.said == ((248, ("Ministry",)), (250, ("Capital Gazette (own voice)",)))
    assert not first.figures["UA"].differs
    assert not second.figures["RU"].differs


def test_each_voice_has_its_account(found: Ledger) -> None:
    assert {(a.claimant, a.exchanges, a.totals["UA"], a.totals["RU"]) for a in found.accounts} == {
        ("Ministry", 1, 230, 248),
        ("Capital Gazette (own voice)", 1, 230, 250),
        ("Steppe Herald (own voice)", 1, 100, 100),
    }


def test_a_stated_total_has_its_gap(found: Ledger) -> None:
    total, small = found.stated
    assert (total.returned, total.side, total.voice, total.modality) == (3035, "UA", "Ministry", "claimed")
    assert total.gaps == {"UA": 3035 - 330}
    assert (small.returned, small.side, small.gaps) == (12, "", {})


def test_a_figure_of_no_side_has_a_column_of_its_own() -> None:
    held = EmbeddedStore()
    record = report("wire", "Northern Wire", "2024-01-04", JANUARY, (478, ""))
    put_vocabulary(held)
    held.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    link = Link(local_iri(record.doc.iri, "v1"), event_iri("PrisonerExchange", "x"), "event", 0.9, ("one",))
    own = Link(local_iri(record.doc.iri, "e1"), entity_iri("Organization", "x"), "entity", 0.9, ("one",))
    put_resolution(held, Resolution(links=(link, own)))
    consolidate(held)
    (exchange,) = ledger(held).exchanges
    assert {side: figure.returned for side, figure in exchange.figures.items()} == {UNTOLD: 478}
    assert "Side not told" in ledger_page(held).html


@pytest.mark.parametrize(("most", "values"), SCALES)
def test_round_numbers_on_the_axis(most: int, values: list[int]) -> None:
    assert scale(most) == values


def test_the_page(exchanges: EmbeddedStore) -> None:
    page = ledger_page(exchanges)
    assert page.shows == "2 exchanges and releases"
    for part in ("figures differ", "330 in all", "+2,705 to Ukraine", "no total", "248–250", 'class="run"'):
        assert part in page.html
    assert "<script" not in page.html


def test_an_empty_ledger_says_so() -> None:
    assert "No document tells of an exchange" in ledger_page(EmbeddedStore()).html
