"""Passages and sentences: every character in its place."""

import hashlib
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.text import Passage, headline, passages, sentences, stamp_date
from kg.model import Document
from kg.settings import LANGUAGES

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sentences.toml").read_text(encoding="utf-8"))["case"]


def document(text: str, lang: str = "en", **fields: Any) -> Document:
    return Document(id="x", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), lang=lang, **fields)


def test_cases_are_all_here() -> None:
    assert len(CASES) == 44
    assert {case["lang"] for case in CASES} == {*LANGUAGES, "pl"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['parts'][0][:30]}")
def test_sentences(case: dict[str, Any]) -> None:
    text = " ".join(case["parts"])
    found = sentences(Passage(0, len(text), text), case["lang"])
    assert [text[start:end] for start, end in found] == case["parts"]


def test_sentence_offsets_are_the_documents() -> None:
    doc = document("Title: x\n\nFirst one. Second one.\n\n  Third one.\n", body=10)
    found = [doc.text[start:end] for passage in passages(doc) for start, end in sentences(passage, "en")]
    assert found == ["First one.", "Second one.", "Third one."]


def test_title_in_the_header() -> None:
    doc = document("Title: Two taken\nLanguage: en\n\nThey were taken.\n", body=31, title="Two taken", title_start=7)
    assert [(p.kind, p.text) for p in passages(doc)] == [("title", "Two taken"), ("paragraph", "They were taken.")]


def test_title_in_the_body() -> None:
    doc = document("Two soldiers taken\nThey were taken.", title="Two soldiers taken", title_start=0)
    assert [(p.kind, p.text) for p in passages(doc)] == [
        ("title", "Two soldiers taken"),
        ("paragraph", "They were taken."),
    ]


LONG = "The ministry said on Monday that its forces had taken the village after a night of fighting, and all was quiet."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Village taken by night\n\n{LONG}", "Village taken by night"),
        (f"Village taken by night\n{LONG} {LONG}", "Village taken by night"),
        (f"  «Ми вдома»: обмін полоненими\r\n\r\n{LONG}", "«Ми вдома»: обмін полоненими"),
        (f"Village taken by night.\n\n{LONG}", None),
        (f"Village taken\n\n{LONG}", None),
        ("Village taken by night\nand nobody was hurt.", None),
        (f"⚡️ Village taken by night\n\n{LONG}", None),
        (f"{LONG[:-1]} and {LONG[:-1]}\n\n{LONG}", None),
        ("Village taken by night", None),
        (f"We are here — Anna (@anna) 24.02.2022\n\n{LONG}", None),
        ("", None),
    ],
)
def test_headline(text: str, expected: str | None) -> None:
    span = headline(text, 0)
    assert (text[slice(*span)] if span else None) == expected


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "Two soldiers of the regiment were captured outside the city\n"
        "Kharkiv on Thursday, and the ministry has announced that the\r\n"
        "two are well.\n\nAnother paragraph.\n"
    )
    assert [p.text.split()[0] for p in passages(document(text))] == ["Two", "Another"]


def test_lines_of_a_list_are_paragraphs() -> None:
    text = "Known so far:\n🔹 Two soldiers were captured.\n🔹 Four tanks were burned.\n"
    assert len(passages(document(text))) == 3


def test_post_with_signature() -> None:
    text = (
        "He wrote:\n\nFour tanks burned. pic.twitter.com/abc — Anna K 🇺🇦 (@anna_k) February 24, 2022\n\nThat was all."
    )
    before, post, after = passages(document(text))
    assert (before.kind, after.kind) == ("paragraph", "paragraph")
    assert (post.kind, post.handle, post.author, post.posted) == ("post", "@anna_k", "Anna K", "2022-02-24")
    assert post.signature is not None
    assert text[post.signature :].startswith("— Anna K 🇺🇦 (@anna_k)")
    spans = [text[start:end] for start, end in sentences(post, "en")]
    assert spans == ["Four tanks burned.", "pic.twitter.com/abc", "— Anna K 🇺🇦 (@anna_k) February 24, 2022"]


@pytest.mark.parametrize(
    "line",
    [
        "No stamp at all — Anna (@anna)",
        "Another dash -- Anna (@anna) 24.02.2022",
        "Romanian stamp – Ana (@ana) 24 februarie 2022",
        "— Anna (@anna) 2022-02-24",
    ],
)
def test_signatures(line: str) -> None:
    assert passages(document(line))[0].kind == "post"


@pytest.mark.parametrize(
    "line",
    [
        "The account — his own (@anna) — was closed.",
        "He cited a channel (@anna) February 24, 2022",
        "Kyiv — according to Anna (@anna) on a day that nobody knows",
    ],
)
def test_no_signature(line: str) -> None:
    assert passages(document(line))[0].kind == "paragraph"


def test_post_of_several_paragraphs() -> None:
    sign = "— Анна (@anna) February 24, 2022"
    wide = document(
        f"An article.\n\nAnother paragraph.\n\nUnbelievable.\n\n\n\nTwo taken. {sign}\n\nThe end.\n\nThe very end."
    )
    assert [p.kind for p in passages(wide)] == ["paragraph", "paragraph", "post", "post", "paragraph", "paragraph"]
    foreign = document(f"An article here.\n\nПід Глуховом знищено колону техніки.\n\n15 танків {sign}\n\nThe end.")
    assert [p.kind for p in passages(foreign)] == ["paragraph", "post", "post", "paragraph"]
    alone = document(f"An article.\n\nTwo taken.\n\n{sign}\n\nThe end.")
    assert [p.kind for p in passages(alone)] == ["paragraph", "post", "post", "paragraph"]
    introduced = document(f"She tweeted:\n\n\n\nTwo taken. {sign}\n\nThe end.\n\nThe very end.")
    assert [p.kind for p in passages(introduced)] == ["paragraph", "post", "paragraph", "paragraph"]
    assert {p.handle for p in passages(alone) if p.kind == "post"} == {"@anna"}


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("February 24, 2022", "2022-02-24"),
        ("Feb 4, 2022", "2022-02-04"),
        ("24 лютого 2022 р.", "2022-02-24"),
        ("24 февраля 2022 г.", "2022-02-24"),
        ("24 feb. 2022", "2022-02-24"),
        ("2022-02-24 10:15", "2022-02-24"),
        ("24.02.2022", "2022-02-24"),
        ("February 31, 2022", ""),
        ("Smarch 3, 2022", ""),
        ("yesterday", ""),
    ],
)
def test_stamp_date(stamp: str, date: str) -> None:
    assert stamp_date(stamp) == date


@pytest.mark.parametrize("run", ["👍🏽", "1️⃣", "🏽", " 🔥", "https://https://", "т. ", "—", "A."])
def test_long_runs_are_no_trap(run: str) -> None:
    text = f"One. Two.{run * 3000}x y"
    spans = sentences(Passage(0, len(text), text), "uk")
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())


WORDS = ["Two taken", "узято в полон", "а", "08:40", "№ 84", "т. зв.", "U.S.", "В. о.", "Title: x", "https://t.co/a "]
MARKS = [".", "…", "?!", " ", "\n", "\n\n", "\r\n", "\u00a0", "\u2028", " — ", "«", "»", '"', "🔥", "1️⃣", "• "]
PIECES = st.sampled_from([*WORDS, *MARKS, "— Anna (@anna) February 24, 2022\n"]) | st.text(max_size=5)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([*LANGUAGES, ""]))
def test_nothing_is_lost_and_nothing_overlaps(text: str, lang: str) -> None:
    span = headline(text, 0)
    doc = document(text, lang, title=text[slice(*span)] if span else "", title_start=span[0] if span else None)
    spans = []
    at = 0
    for passage in passages(doc):
        assert at <= passage.start < passage.end <= len(text)
        assert passage.text == text[passage.start : passage.end]
        at = passage.end
        found = sentences(passage, lang)
        assert found[0][0] == passage.start
        assert found[-1][1] == passage.end
        spans += found
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(start < end for start, end in spans)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
