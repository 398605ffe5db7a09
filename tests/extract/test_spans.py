"""What of a sentence is one word to the parser."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import mentions, persons, quantities, temporal, units
from kg.extract.nlp import tokenise
from kg.extract.spans import at_semicolons, headed, one_word
from kg.extract.tokens import Chunk, Sentence

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    ("More than 100 men left.", [("More than 100", "100")]),
    ("It fell on 6 August 2024.", [("6 August 2024", "2024")]),
    ("The 93rd Mechanized Brigade left.", [("93rd Mechanized Brigade", "Brigade")]),
    ("Commander General Mykola Oleshchuk spoke.", [("Commander General Mykola Oleshchuk", "Oleshchuk")]),
    ("The T-90 tank burned.", [("T-90 tank", "tank")]),
    ("Nine men left.", []),
]  # fmt: skip


def _spans(text: str) -> tuple[Sentence, Sequence[object]]:
    sentence = tokenise("en", text)
    names = mentions.arbitrate([*units.find(sentence), *mentions.find(sentence), *persons.find(sentence)])
    times = temporal.find(sentence, "2024-08-17")
    return sentence, one_word(sentence, names, times, quantities.find(sentence, times))


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_one_word(text: str, wanted: list[tuple[str, str]]) -> None:
    sentence, spans = _spans(text)
    assert [
        (text[s.start : s.end], (isinstance(s, Chunk) and s.text) or sentence.tokens[s.head].text)
        for s in spans  # type: ignore[attr-defined]
    ] == wanted


@given(st.lists(st.sampled_from([w for text, _ in CASES for w in text.split()]), max_size=20))
def test_spans_do_not_overlap(words: list[str]) -> None:
    _, spans = _spans(" ".join(words))
    ranges = [(s.first, s.last) for s in spans]  # type: ignore[attr-defined]
    assert all(first < last for first, last in ranges)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))


def test_an_organization_stands_by_its_noun() -> None:
    sentence = tokenise("en", "The Coordination Headquarters for the Treatment of Prisoners of War spoke.")
    name = next(n for n in mentions.find(sentence) if n.type == "Organization")
    assert sentence.tokens[headed(name, sentence).head].text == "Headquarters"
    assert headed(units.find(tokenise("en", "the 93rd Brigade"))[0], sentence).type == "Unit"


@given(st.text(st.sampled_from("ab; \n"), max_size=30))
def test_parts_between_semicolons_cover_the_text(text: str) -> None:
    parts = list(at_semicolons(text, 0, len(text)))
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(not text[a[1] : b[0]].strip() for a, b in pairwise(parts))
    assert all("; " not in text[start:end].rstrip() or text[start:end].rstrip().endswith(";") for start, end in parts)


def test_number_of_cases() -> None:
    assert len(CASES) == 6
