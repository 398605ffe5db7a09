"""Frames and cues of four languages tell the same events, with slots and classes that exist."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from kg import lexicon
from kg.extract import records
from kg.model import Document, Event, EventType
from kg.settings import LANGUAGES

SLOTS = {"subj", "obj", "iobj", "passive_subj", "agent", "of", "possessor", "compound"}
CASES = "Nom|Gen|Dat|Acc|Ins|Loc"
ROLES = {
    "Capture": {"captor", "captive"},
    "Surrender": {"captive", "captor"},
    "PrisonerExchange": {"party", "mediator"},
    "Release": {"captive", "by"},
    "Attack": {"attacker", "target", "weapon"},
    "Loss": {"side", "attacker"},
    "Movement": {"actor", "origin", "destination"},
    "Negotiation": {"party", "mediator"},
    "Diplomacy": {"actor", "target"},
}
HELPERS = {"item", "recipient"}
REPORTS = tomllib.loads((Path(__file__).parents[1] / "cases" / "told.toml").read_text(encoding="utf-8"))["case"]
NAME_CLASSES = {"unit", "place", "equipment", "side", "pair", "number", "person", "heads", "belligerent"}


def _frames(lang: str) -> tuple[lexicon.Frame, ...]:
    return lexicon.read(lang, "frames")["frame"]


def test_every_event_type_has_frames_in_every_language() -> None:
    for lang in LANGUAGES:
        assert {f.event for f in _frames(lang)} == set(get_args(EventType))
        assert sum(len(f.verbs) + len(f.phrases) + len(f.nouns) for f in _frames(lang)) >= 150


@pytest.mark.parametrize("lang", LANGUAGES)
def test_frames_are_sound(lang: str) -> None:
    cues, counted = lexicon.read(lang, "cues"), lexicon.read(lang, "quantities")["counted"]
    classes = NAME_CLASSES | {c.id for c in (*cues["person_noun"], *cues["thing_noun"])} | {c.kind for c in counted}
    ids = [f.id for f in _frames(lang)]
    assert len(ids) == len(set(ids))
    for frame in _frames(lang):
        assert frame.verbs or frame.phrases or frame.nouns or frame.participles, frame.id
        assert set(frame.roles) <= ROLES[frame.event] | HELPERS, frame.id
        assert set(frame.needs) <= {*frame.roles, "any"}, frame.id
        assert set(frame.counts) <= set(frame.roles), frame.id
        assert frame.bare in ("", *get_args(EventType)), frame.id
        assert {c for wanted in frame.needs.values() for c in wanted} <= classes, frame.id
        for slot in (*(s for slots in frame.roles.values() for s in slots), *frame.without):
            bare = slot.removesuffix(".side")
            preposition = re.fullmatch(rf"[^\W\d_]+( [^\W\d_]+)?(\+({CASES}))?", bare)
            assert bare in SLOTS or preposition or re.fullmatch(rf"(obl|nmod):({CASES})", bare), (frame.id, slot)
        for phrase in frame.phrases:
            assert len(phrase.split()) >= 2, (frame.id, phrase)


def test_languages_share_their_frames() -> None:
    by_lang = {lang: {f.id: f.event for f in _frames(lang)} for lang in LANGUAGES}
    shared = set.intersection(*(set(frames.items()) for frames in by_lang.values()))
    assert len(shared) >= 43
    for frames in by_lang.values():
        assert {event for _, event in shared} == set(frames.values())
        of_others = {name: event for other in by_lang.values() for name, event in other.items() if name in frames}
        assert frames == of_others


def test_languages_share_sides_stances_and_classes() -> None:
    for array in ("say", "side", "deixis", "person_noun", "thing_noun"):
        ids = {lang: {entry.id for entry in lexicon.read(lang, "cues")[array]} for lang in LANGUAGES}
        assert all(ids[lang] == ids["en"] for lang in LANGUAGES), array
    for array in ("counted", "qualifier"):
        ids = {lang: {entry.id for entry in lexicon.read(lang, "quantities")[array]} for lang in LANGUAGES}
        assert all(ids[lang] <= ids["en"] for lang in LANGUAGES), array


def test_months_and_weekdays_are_whole() -> None:
    for lang in LANGUAGES:
        assert [m.number for m in lexicon.read(lang, "temporal")["month"]] == list(range(1, 13))
        assert [w.number for w in lexicon.read(lang, "temporal")["weekday"]] == list(range(1, 8))


def _told(event: Event) -> list[str]:
    roles = [f"{role.role}:{role.side}" for role in event.roles]
    return [event.type, *roles, *(f"{count.of}={count.value}:{count.side}" for count in event.counts)]


def test_short_reports_are_many() -> None:
    assert len(REPORTS) == 135
    assert {case["lang"] for case in REPORTS} == {"ro", "ru", "uk"}


@pytest.mark.parametrize("case", REPORTS, ids=lambda case: f"{case['lang']}: {case['text'][:40]}")
def test_short_reports(case: dict[str, object]) -> None:
    text, lang = str(case["text"]), str(case["lang"])
    document = Document("x", text, "0" * 64, lang=lang, published="2024-09-10")
    told = [_told(event) for event in records.read(document).events]
    wanted = [str(event).split() for event in case["told"]]  # type: ignore[attr-defined]
    assert len(told) == len(wanted), told
    for event, parts in zip(told, wanted, strict=True):
        assert all(any(t == part or t.startswith(f"{part}:") for t in event) for part in parts), event
