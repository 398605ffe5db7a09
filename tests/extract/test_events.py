"""Events built of happenings that are made by hand."""

# ruff: noqa: E501 - a case is a line

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from kg.extract.attribution import Attribution
from kg.extract.events import Builder, opposite
from kg.extract.happenings import Happening, Told
from kg.extract.parsed import Parsed
from kg.extract.telling import Telling
from kg.extract.tokens import Name
from kg.model import Event, Modality

Make = Callable[..., Telling]
Row = Mapping[str, Any]

CLAIMANTS = {
    form: Name("Organization", n, n + len(form), 0, 1, 0, form, form, "test", side=side)
    for n, (form, side) in enumerate([("Ministry", "RU"), ("Staff", "UA")])
}
SIDES = {name.text: name.side for name in CLAIMANTS.values()}


def build(telling: Make, parsed: Callable[..., Parsed], rows: Sequence[Row]) -> Event | None:
    """The event of the tellings of one happening; its type is the first one's."""
    told = []
    for row in rows:
        own = {k: v for k, v in row.items() if k not in ("by", "side", "modality", "posted")}
        speaker = CLAIMANTS.get(row.get("by", ""))
        modality: Modality = row.get("modality", "claimed" if speaker else "asserted")
        attribution = Attribution((speaker,) if speaker else (), row.get("side", ""), modality)
        told.append(Told(telling(**own), attribution, False, row.get("posted", "")))
    count = max(t.telling.sentence for t in told) + 1
    sentences = [parsed("fought VERB root 0 fight", number=n, start=100 * n) for n in range(count)]
    text = "".join("fought".ljust(100) for _ in range(count))
    builder = Builder(sentences, text, lambda name: name.text, lambda entity: SIDES.get(entity, ""), [])
    return builder.build(Happening(told[0].telling.type, told), 1)


def shown(event: Event) -> set[str]:
    """Everything that an event says, in words."""
    signs = {"exact": "", "approx": "~", "at_least": ">=", "at_most": "<="}
    rows = {f"{r.role} {r.entity}/{r.side}" for r in event.roles}
    rows |= {f"{signs[c.qualifier]}{c.value} {c.of} {c.side}".strip() for c in event.counts}
    rows |= {f"at {p.entity}" for p in event.places}
    rows |= {f"on {event.date.value}"} if event.date else set()
    return rows | {f"{c.by} {c.modality}".strip() for c in event.claims}


CASES: list[tuple[str, list[Row], set[str]]] = [
    (
        "the captor stands across from the captive",
        [{"event": "Capture", "roles": ["captive /RU"], "figures": ["9 captive RU"]}],
        {"captive /RU", "captor /UA", "9 captive RU", "asserted"},
    ),
    (
        "those who fight for Russia face Ukraine",
        [{"event": "Capture", "roles": ["captive /KP"], "figures": ["2 captive"]}],
        {"captive /KP", "captor /UA", "2 captive KP", "asserted"},
    ),
    (
        "a captor's captives",
        [{"event": "Capture", "roles": ["captor 93rd_Brigade:Unit/UA"], "figures": [">=100 captive"]}],
        {"captor 93rd Brigade/UA", "captive /RU", ">=100 captive RU", "asserted"},
    ),
    (
        "a side beside a name of it says no more",
        [{"event": "Capture", "roles": ["captor 93rd_Brigade:Unit/UA", "captor /UA", "captive /RU"]}],
        {"captor 93rd Brigade/UA", "captive /RU", "asserted"},
    ),
    (
        "ours and the enemy, by who speaks",
        [{"event": "Capture", "roles": ["captor /own", "captive /other"], "figures": ["8 captive other"], "by": "Ministry"}],
        {"captor /RU", "captive /UA", "8 captive UA", "Ministry claimed"},
    ),
    (
        "the parties of an exchange",
        [{"event": "PrisonerExchange", "figures": ["95 returned each"]}],
        {"party /UA", "party /RU", "95 returned UA", "95 returned RU", "asserted"},
    ),
    (
        "a third state is no party",
        [{"event": "PrisonerExchange", "roles": ["party /AE", "mediator Qatar:Place:country/QA"], "figures": ["95 returned UA"]}],
        {"party /UA", "party /RU", "mediator Qatar/QA", "95 returned UA", "asserted"},
    ),
    (
        "who gives back and who comes back",
        [{"event": "Release", "roles": ["by Hungary:Place:country/HU", "captive /UA"], "figures": ["11 returned"]}],
        {"by Hungary/HU", "captive /UA", "11 returned", "asserted"},
    ),
    (
        "who gets people back",
        [{"event": "Release", "roles": ["recipient /UA"], "figures": ["563 body"]}],
        {"by /RU", "captive /UA", "563 body UA", "asserted"},
    ),
    (
        "a loss inflicted",
        [{"event": "Loss", "roles": ["attacker /UA"], "figures": ["4 tank @item"]}],
        {"4 tank RU", "asserted"},
    ),
    (
        "an attacker left unsaid stays out",
        [{"event": "Attack", "roles": ["target Sumy:Place:settlement/"], "places": ["Sumy:settlement"]}],
        {"target Sumy/", "at Sumy", "asserted"},
    ),
    (
        "drones are those of who sent them",
        [{"event": "Attack", "roles": ["attacker /RU"], "figures": ["24 drone @weapon"]}],
        {"attacker /RU", "24 drone RU", "asserted"},
    ),
    (
        "a planned exchange is a negotiation",
        [{"event": "PrisonerExchange", "modality": "planned"}],
        {"party /UA", "party /RU", "planned"},
    ),
    (
        "the most precise day, the smallest place",
        [
            {"event": "Capture", "roles": ["captive /RU"], "time": "2024-08", "places": ["Kursk_Oblast:region"]},
            {"event": "Capture", "sentence": 1, "time": "2024-08-15", "places": ["Sudzha:settlement"]},
        ],
        {"captive /RU", "captor /UA", "on 2024-08-15", "at Sudzha", "asserted"},
    ),
    (
        "the day of the post",
        [{"event": "Attack", "roles": ["attacker /RU"], "posted": "2022-02-24"}],
        {"attacker /RU", "on 2022-02-24", "asserted"},
    ),
    (
        "a running total has no day",
        [{"event": "Release", "figures": ["3210 returned UA"], "roles": ["captive /UA"], "time": "2024-08-15", "since": True}],
        {"captive /UA", "by /RU", "3210 returned UA", "asserted"},
    ),
    (
        "two claimants of one event",
        [
            {"event": "Capture", "roles": ["captive /RU"], "figures": ["9 captive RU"], "by": "Staff"},
            {"event": "Capture", "sentence": 1, "roles": ["captive /RU"], "figures": ["7 captive RU"], "by": "Ministry"},
        ],
        {"captive /RU", "captor /UA", "9 captive RU", "7 captive RU", "Staff claimed", "Ministry claimed"},
    ),
]  # fmt: skip


def test_number_of_cases() -> None:
    assert len(CASES) == 17


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_event(telling: Make, parsed: Callable[..., Parsed], rows: list[Row], wanted: set[str]) -> None:
    event = build(telling, parsed, rows)
    assert event is not None
    assert shown(event) == wanted
    claims = {c.id for c in event.claims}
    used = [*event.roles, *event.counts, *event.places]
    assert all(filler.claims and set(filler.claims) <= claims for filler in used)
    assert len(event.mentions) == len(rows)
    assert [c.id for c in event.claims] == [f"v1c{n + 1}" for n in range(len(event.claims))]


NO_EVENT: list[list[Row]] = [
    [{"event": "Capture"}],
    [{"event": "Attack", "roles": ["attacker /RU"], "modality": "planned"}],
    [{"event": "Surrender", "roles": ["captive /RU"], "modality": "planned", "by": "Staff"}],
]


@pytest.mark.parametrize("rows", NO_EVENT)
def test_too_little_or_only_ahead(telling: Make, parsed: Callable[..., Parsed], rows: list[Row]) -> None:
    assert build(telling, parsed, rows) is None


def test_each_filler_names_the_claims_that_state_it(telling: Make, parsed: Callable[..., Parsed]) -> None:
    event = build(telling, parsed, CASES[-1][1])
    assert event is not None
    by = {c.id: c.by for c in event.claims}
    assert {(count.value, *(by[c] for c in count.claims)) for count in event.counts} == {(9, "Staff"), (7, "Ministry")}
    assert {by[c] for role in event.roles for c in role.claims if role.role == "captive"} == {"Staff", "Ministry"}


def test_a_teller_is_not_a_captive(telling: Make, parsed: Callable[..., Parsed]) -> None:
    row = telling("Capture", roles=["captive Petrenko:Person/UA", "captor /RU"])
    speaker = row.roles[0].name
    assert speaker is not None
    sentences = [parsed("fought VERB root 0 fight")]
    builder = Builder(sentences, "fought", lambda name: name.text, lambda entity: "", [])
    told = Told(row, Attribution((speaker,), "UA", "claimed"), False, "")
    event = builder.build(Happening("Capture", [told]), 1)
    assert event is not None
    assert {(r.role, r.entity) for r in event.roles} == {("captor", ""), ("captive", "")}


def test_opposite() -> None:
    assert [opposite(side) for side in ("UA", "RU", "KP", "HU", "")] == ["RU", "UA", "UA", "", ""]
