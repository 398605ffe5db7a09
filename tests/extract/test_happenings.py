"""Tellings built by hand, gathered into happenings."""

# ruff: noqa: E501 - a case is a line

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.attribution import Attribution
from kg.extract.happenings import Gatherer, Happening, Told
from kg.extract.telling import Telling
from kg.extract.tokens import Name
from kg.model import Modality

Make = Callable[..., Telling]
Row = Mapping[str, Any]

PUBLISHED = "2024-08-17"
CLAIMANTS = {
    form: Name("Organization", n, n + len(form), 0, 1, 0, form, form, "test", side=side)
    for n, (form, side) in enumerate([("Ministry", "RU"), ("Staff", "UA")])
}


def gather(telling: Make, rows: Sequence[Row]) -> list[Happening]:
    """The happenings of tellings; `by`, `modality`, `title` and `posted` are of the telling's attribution and passage."""
    gatherer = Gatherer(lambda name: name.text, PUBLISHED)
    for row in rows:
        own = {k: v for k, v in row.items() if k not in ("by", "modality", "title", "posted")}
        speaker = CLAIMANTS.get(row.get("by", ""))
        modality: Modality = row.get("modality", "claimed" if speaker else "asserted")
        attribution = Attribution((speaker,) if speaker else (), speaker.side if speaker else "", modality)
        gatherer.add(Told(telling(**own), attribution, bool(row.get("title")), row.get("posted", "")))
    gatherer.join_opposite_releases()
    return gatherer.happenings


def capture(sentence: int = 0, **more: Any) -> Row:
    return {"event": "Capture", "sentence": sentence, **more}


def attack(sentence: int = 0, **more: Any) -> Row:
    return {"event": "Attack", "sentence": sentence, **more}


def loss(sentence: int = 0, **more: Any) -> Row:
    return {"event": "Loss", "sentence": sentence, **more}


def exchange(sentence: int = 0, **more: Any) -> Row:
    return {"event": "PrisonerExchange", "sentence": sentence, **more}


def release(sentence: int = 0, **more: Any) -> Row:
    return {"event": "Release", "sentence": sentence, **more}


NINE = ("9 captive RU",)
NOUN = {"kind": "noun", "definite": True}

CASES: list[tuple[str, list[Row], list[tuple[str, int]]]] = [
    ("the same figure", [capture(figures=NINE), capture(4, figures=NINE)], [("Capture", 2)]),
    ("another day", [capture(figures=NINE, time="2024-08-15"), capture(1, figures=NINE, time="2024-08-16")], [("Capture", 1)] * 2),
    ("a day within the month", [capture(figures=NINE, time="2024-08"), capture(1, figures=NINE, time="2024-08-15")], [("Capture", 2)]),
    ("another place", [capture(figures=NINE, places=["Sudzha:settlement"]), capture(1, figures=NINE, places=["Sumy:settlement"])], [("Capture", 1)] * 2),
    ("a place in its region", [capture(figures=NINE, places=["Sudzha:settlement"]), capture(1, figures=NINE, places=["Kursk_Oblast:region"])], [("Capture", 2)]),
    ("another side", [capture(roles=["captive /RU"]), capture(1, roles=["captive /UA"])], [("Capture", 1)] * 2),
    ("another figure of one voice", [capture(figures=NINE, time="2024-08-15"), capture(1, figures=["7 captive RU"], time="2024-08-15")], [("Capture", 1)] * 2),
    ("another figure of another voice", [capture(figures=NINE, time="2024-08-15", places=["Sudzha:settlement"]), capture(1, figures=["7 captive RU"], time="2024-08-15", places=["Sudzha:settlement"], by="Ministry")], [("Capture", 2)]),
    ("pointing back", [capture(figures=NINE), capture(1, **NOUN)], [("Capture", 2)]),
    ("a bare noun alone tells nothing", [capture(**NOUN)], []),
    ("pointing tells nothing", [exchange(pointing=True, roles=["mediator Qatar:Place:country/QA"])], []),
    ("pointing adds", [exchange(figures=["95 returned UA"]), exchange(1, pointing=True, kind="noun", definite=True)], [("PrisonerExchange", 2)]),
    ("far apart and nothing in common", [capture(figures=NINE), capture(5, places=["Sumy:settlement"])], [("Capture", 1)] * 2),
    ("the dead of an attack", [attack(places=["Sumy:settlement"]), loss(1, figures=["3 killed"], places=["Sumy:settlement"])], [("Attack", 2)]),
    ("tanks lost are another matter", [attack(places=["Sumy:settlement"]), loss(1, figures=["3 tank"])], [("Attack", 1), ("Loss", 1)]),
    ("a loss since long ago", [attack(places=["Sumy:settlement"]), loss(1, figures=["3000 killed"], since=True)], [("Attack", 1), ("Loss", 1)]),
    ("the day's tally and the total", [loss(figures=["340 personnel RU", "2640 personnel RU"])], [("Loss", 1), ("Loss", 1)]),
    ("returns in opposite directions", [release(roles=["captive /UA"], figures=["95 returned UA"]), release(1, roles=["captive /RU"], figures=["95 returned RU"])], [("PrisonerExchange", 2)]),
    ("bodies in opposite directions", [release(roles=["captive /UA"], figures=["95 body UA"]), release(1, roles=["captive /RU"], figures=["95 body RU"])], [("Release", 1)] * 2),
    ("on each side", [release(figures=["95 returned each"])], [("PrisonerExchange", 1)]),
    ("a return close to its exchange", [exchange(figures=["115 returned UA"]), release(1, figures=["115 returned UA"])], [("PrisonerExchange", 2)]),
    ("all returns since the invasion", [exchange(figures=["115 returned UA"]), release(1, figures=["3520 returned UA"], since=True)], [("PrisonerExchange", 1), ("Release", 1)]),
    ("a surrender of those captured", [capture(figures=NINE), {"event": "Surrender", "sentence": 1, "figures": NINE}], [("Capture", 2)]),
    ("a denial by another voice", [capture(figures=NINE, by="Staff"), capture(1, by="Ministry", modality="denied", roles=["captive /RU"], **NOUN)], [("Capture", 2)]),
    ("a denied capture is no surrender", [capture(figures=NINE, by="Ministry", modality="denied"), {"event": "Surrender", "sentence": 1, "figures": NINE}], [("Capture", 1), ("Surrender", 1)]),
    ("told of long ago", [attack(time="2024-05-10", places=["Sumy:settlement"]), attack(3, places=["Sumy:settlement"])], [("Attack", 1)] * 2),
]  # fmt: skip


def test_number_of_cases() -> None:
    assert len(CASES) == 26


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_gathering(telling: Make, rows: list[Row], wanted: list[tuple[str, int]]) -> None:
    assert [(h.type, len(h.told)) for h in gather(telling, rows)] == wanted


ROWS = st.fixed_dictionaries(
    {
        "event": st.sampled_from(["Capture", "Surrender", "PrisonerExchange", "Release", "Attack", "Loss", "Movement"]),
        "sentence": st.integers(0, 6),
        "figures": st.lists(st.sampled_from(["9 captive RU", "95 returned UA", "95 returned RU", "3 killed", "8 tank RU"]), max_size=2),
        "roles": st.lists(st.sampled_from(["captive /UA", "captive /RU", "attacker /RU", "side /UA", "captor 93rd_Brigade:Unit/UA"]), max_size=2),
        "places": st.lists(st.sampled_from(["Sudzha:settlement", "Sumy:settlement", "Kursk_Oblast:region"]), max_size=1),
        "time": st.sampled_from(["", "2024-08-15", "2024-08-16", "2024-08"]),
        "kind": st.sampled_from(["verb", "noun", "participle"]),
        "definite": st.booleans(),
        "since": st.booleans(),
        "by": st.sampled_from(["", "Ministry", "Staff"]),
    }
)  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, max_size=6))
def test_happenings_hold_tellings_that_agree(telling: Make, rows: list[Row]) -> None:
    rows = sorted(rows, key=lambda row: row["sentence"])
    happenings = gather(telling, rows)
    assert all(h.told for h in happenings)
    assert sum(len(h.told) for h in happenings) <= sum(max(1, len(row["figures"])) for row in rows)
    for happening in happenings:
        days = [t.time for t in happening.tellings if t.time is not None]
        assert all(a.earliest <= b.latest and b.earliest <= a.latest for a in days for b in days)
        exact = {p.text for t in happening.tellings for p in t.places if p.attributes["kind"] == "settlement"}
        assert len(exact) <= 1
        assert len({t.since for t in happening.tellings}) == 1
