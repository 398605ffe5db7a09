"""The inline format of training sentences, and the sentences that ship."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import ENTITY_TYPES
from kg.train.annotations import (
    EVENTS,
    KINDS,
    SENTENCES,
    AnnotatedEvent,
    AnnotatedSpan,
    AnnotationError,
    load,
    parse,
    read,
)

LEAST_SENTENCES = {"en": 1500}
LEAST_SPANS = {"Person": 350, "Unit": 350, "Organization": 300, "Place": 900, "Equipment": 180}
LEAST_EVENTS = 30
"""Of each type; the sentences without any event are a third at least."""

WRONG = (
    ("[Q Anna]", "unknown kind"),
    ("[P Anna", "not understood"),
    ("a ] b", "not understood"),
    ("{capture took", "not understood"),
    ("{grab took} [P:captive Anna]", "unknown event"),
    ("{capture!sure took} [P:captive Anna]", "unknown modality"),
    ("{capture took} [P:pilot Anna]", "has no role"),
    ("{capture took} [E:captive T-72]", "cannot be filled"),
    ("{capture took} [L:captive,captive Ruritania]", "twice"),
    ("{capture took} [P:says Anna]", "asserted"),
    ("{capture took} {attack hit} [P:captive Anna]", "number of its event"),
    ("{capture took} [P:captive2 Anna]", "no event 2"),
    ("{= took} [P Anna]", "no event"),
    ("{capture took} {=2 along}", "no event"),
    ("{capture took} {=1!claimed along}", "no event"),
    ("[P:captive Anna]", "number of its event"),
    ("[ru soldiers]", "needs a role"),
    ("[n 12]", "needs a role"),
    ("two  spaces", "white space"),
    ("[P Ann]a", "cuts a word"),
    ("[P Anna ], left", "cuts a word"),
)

PLAIN = (
    ("Nothing happened.", "Nothing happened."),
    (r"\[sic\] \{x\} \\", r"[sic] {x} \ ".strip()),
    ("[L Kyiv]'s [O HUR]", "Kyiv's HUR"),
    ("#Kursk: all quiet", "#Kursk: all quiet"),
)


def test_a_sentence_with_everything() -> None:
    sentence = parse(
        "[t:date1 Overnight] the [U:captor1 1st Brigade] {capture!claimed took}"
        " [ru:captive1,count1 two men] {= prisoner} and {attack!claimed hit} a [E:target2 tank],"
        " [P:says12 Anna Example] said."
    )
    assert sentence.text == "Overnight the 1st Brigade took two men prisoner and hit a tank, Anna Example said."
    texts = [sentence.text[span.start : span.end] for span in sentence.spans]
    assert texts == ["Overnight", "1st Brigade", "two men", "tank", "Anna Example"]
    assert [span.label for span in sentence.spans] == [None, "Unit", None, "Equipment", "Person"]
    assert sentence.spans[2] == AnnotatedSpan(31, 38, "Actor", "RU")
    capture, attack = sentence.events
    assert [sentence.text[start:end] for start, end in capture.triggers] == ["took", "prisoner"]
    assert capture.roles == (("date", 0), ("captor", 1), ("captive", 2), ("count", 2))
    assert capture.claimants == (4,)
    assert attack == AnnotatedEvent("Attack", ((52, 55),), "claimed", (("target", 3),), (4,))


def test_the_number_may_be_left_out_of_the_only_event() -> None:
    (event,) = parse("[L:party Ruritania] {exchange swapped} [n:count ten] {= captives}.").events
    assert event == AnnotatedEvent("PrisonerExchange", ((10, 17), (22, 30)), "asserted", (("party", 0), ("count", 1)))


@pytest.mark.parametrize(("line", "reason"), WRONG)
def test_what_is_wrong_is_refused(line: str, reason: str) -> None:
    with pytest.raises(AnnotationError, match=reason):
        parse(line)


@pytest.mark.parametrize(("line", "text"), PLAIN)
def test_plain_text(line: str, text: str) -> None:
    assert parse(line).text == text


def test_cases_are_all_here() -> None:
    assert (len(WRONG), len(PLAIN)) == (21, 4)


def test_a_file_names_its_wrong_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# comment\n\nFine.\n[P Anna\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=r"a\.txt:4: "):
        read(path)


WORD = st.text(alphabet="abcXYZ019é-'", min_size=1, max_size=8).filter(lambda word: word[0].isalnum())
PHRASE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
NAME = st.tuples(st.sampled_from(["P", "U", "O", "L", "E"]), PHRASE)
PIECE = st.one_of(PHRASE, NAME)


@given(st.lists(PIECE, min_size=1, max_size=8))
def test_names_come_back_where_they_stood(pieces: list[str | tuple[str, str]]) -> None:
    line = " ".join(piece if isinstance(piece, str) else f"[{piece[0]} {piece[1]}]" for piece in pieces)
    sentence = parse(line)
    assert sentence.text == " ".join(piece if isinstance(piece, str) else piece[1] for piece in pieces)
    named = [(KINDS[piece[0]], piece[1]) for piece in pieces if not isinstance(piece, str)]
    assert [(span.kind, sentence.text[span.start : span.end]) for span in sentence.spans] == named


@pytest.mark.parametrize("lang", sorted(LEAST_SENTENCES))
def test_shipped_sentences(lang: str) -> None:
    sentences = load(lang)
    assert len(sentences) >= LEAST_SENTENCES[lang]
    assert sum(not sentence.events for sentence in sentences) >= len(sentences) / 3
    labels = Counter(span.label for sentence in sentences for span in sentence.spans)
    assert {label: labels[label] for label in ENTITY_TYPES if labels[label] < LEAST_SPANS[label]} == {}
    types = Counter(event.type for sentence in sentences for event in sentence.events)
    assert {kind: types[kind] for kind in EVENTS.values() if types[kind] < LEAST_EVENTS} == {}


def test_no_sentence_stands_in_the_gold() -> None:
    gold = "\n".join(p.read_text(encoding="utf-8") for p in sorted((Path(__file__).parents[1] / "gold").rglob("*.txt")))
    told = set(re.split(r"(?<=[.!?])\s+|\n+", gold))
    folders = sorted(folder.name for folder in SENTENCES.iterdir() if folder.is_dir())
    assert [s.text for lang in folders for s in load(lang) if len(s.text) > 40 and s.text in told] == []
