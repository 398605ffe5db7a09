"""The ledger of exchanges: how many came back to each side, by whom it is said, and what is stated in all.

The figures are the answers to `exchange-balance` and `exchange-ledger`; totals that are stated for a longer time stand
beside what the exchanges of the ledger come to by then.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.graph import queries
from kg.graph.store import Store
from kg.graph.terms import concept, concept_id
from kg.publish.descriptions import rows

TOTALS = Path(__file__).parent / "assets" / "totals.rq"

UNTOLD = "all"
"""What the ledger calls the side of a figure that does not tell the sides apart."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many came back to one side in one exchange, and in all by then; `said` are the figures with their voices."""

    returned: int
    lowest: int
    highest: int
    total: int
    said: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def differs(self) -> bool:
        """Whether not all give the same figure."""
        return len(self.said) > 1 or self.lowest != self.highest


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange or release: its figures by side."""

    event: str
    label: str
    date: str
    documents: int
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Account:
    """What one voice has counted: in how many exchanges, from when to when, and how many in all, by side."""

    claimant: str
    exchanges: int
    first: str
    last: str
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure for no single day.

    gaps   by side, what it lies above the ledger on the day of publication; empty where it is no larger than the
           largest exchange by then, and so no total
    side   "" where the claim does not tell
    exact  false for "more than" and the like
    """

    returned: int
    side: str
    exact: bool
    voice: str
    modality: str
    published: str
    document: str
    quote: str
    event: str
    gaps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All exchanges in time, all voices' accounts, and the figures that are stated in all."""

    exchanges: tuple[Exchange, ...]
    accounts: tuple[Account, ...]
    stated: tuple[Stated, ...]

    def sides(self) -> list[str]:
        """The sides that people came back to, Ukraine and Russia first."""
        found = {side for exchange in self.exchanges for side in exchange.figures} - {UNTOLD}
        return sorted(found, key=lambda side: ({"UA": 0, "RU": 1}.get(side, 2), side))


def last_day(date: str) -> str:
    """The last day of a day, a month or a year: the ledger counts an exchange from then on."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return date
    return f"{year}-{month or '12'}-{calendar.monthrange(int(year), int(month or 12))[1]}"


def _table(store: Store, name: str) -> list[dict[str, str]]:
    table = queries.run(store, name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.texts()]


def _exchanges(balance: Sequence[Mapping[str, str]], claimed: Sequence[Mapping[str, str]]) -> list[Exchange]:
    said: dict[tuple[str, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in claimed:
        said[row["event"], row["side"]][int(row["returned"])].add(row["claimant"])

    def voices(event: str, side: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        found = said.get((event, side), {})
        return tuple(
            (value, tuple(sorted(by))) for value, by in sorted(found.items(), key=lambda v: (-len(v[1]), v[0]))
        )

    facts: dict[str, tuple[str, str, int]] = {}
    figures: dict[str, dict[str, Figure]] = defaultdict(dict)
    for row in balance:
        event, side = row["event"], row["side"]
        facts[event] = row["exchange"], row["date"], int(row["documents"])
        figures[event][side] = Figure(
            int(row["returned"]), int(row["lowest"]), int(row["highest"]), int(row["total"]), voices(event, side)
        )
    for row in claimed:
        event, side = row["event"], row["side"]
        facts.setdefault(event, (row["exchange"], row["date"], 1))
        if side not in figures[event]:
            values = sorted(said[event, side])
            figures[event][side] = Figure(values[-1], values[0], values[-1], 0, voices(event, side))
    made = (Exchange(event, *fact, figures[event]) for event, fact in facts.items())
    return sorted(made, key=lambda e: (last_day(e.date), e.event))


def _accounts(claimed: Sequence[Mapping[str, str]]) -> list[Account]:
    own: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in claimed:
        own[row["claimant"]].append(row)
    made = []
    for claimant, found in own.items():
        dates = sorted((row["date"] for row in found), key=last_day)
        totals: dict[str, int] = defaultdict(int)
        for row in found:
            totals[row["side"]] = max(totals[row["side"]], int(row["total"]))
        made.append(Account(claimant, len({row["event"] for row in found}), dates[0], dates[-1], dict(totals)))
    return sorted(made, key=lambda a: (-a.exchanges, -max(a.totals.values()), a.claimant))


def _stated(store: Store, exchanges: Sequence[Exchange], sides: Sequence[str]) -> list[Stated]:
    made = []
    for row in rows(store, TOTALS.read_text(encoding="utf-8")):
        returned, side, qualifier, voice, modality, published, document, quote, event = (
            "" if term is None else term.value for term in row
        )
        told = concept_id(side) if side else ""
        before = [e for e in exchanges if last_day(e.date) <= published[:10]]
        largest = max((figure.returned for e in before for figure in e.figures.values()), default=0)
        counted = {
            each: max((e.figures[each].total for e in before if each in e.figures), default=0)
            for each in ([told] if told else sides)
        }
        gaps = {each: int(returned) - by_then for each, by_then in counted.items()} if int(returned) > largest else {}
        made.append(
            Stated(
                int(returned), told, qualifier == concept("qualifier", "exact").value, voice, concept_id(modality),
                published, document, quote, event, gaps,
            )
        )  # fmt: skip
    return made


def ledger(store: Store) -> Ledger:
    """The ledger of a store."""
    claimed = _table(store, "exchange-ledger")
    exchanges = _exchanges(_table(store, "exchange-balance"), claimed)
    found = Ledger(tuple(exchanges), tuple(_accounts(claimed)), ())
    return Ledger(found.exchanges, found.accounts, tuple(_stated(store, exchanges, found.sides())))
