from __future__ import annotations

from random import Random

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from kg.train.names import Marked
from kg.train.ner import example, score, vary

SENTENCE = Marked(("Anna", "Example", "left", "Ruritania", "yesterday"), ("B-Person", "L-Person", "O", "U-Place", "-"))


@given(st.integers(0, 9999))
def test_a_varied_sentence_keeps_its_labels(seed: int) -> None:
    varied = vary(SENTENCE, Random(seed))
    assert varied.labels == SENTENCE.labels
    assert [len(form) for form in varied.forms] == [len(form) for form in SENTENCE.forms]
    assert varied.forms[0].lower() == "anna"


def test_words_left_open_are_no_answer() -> None:
    made = example(spacy.blank("en").vocab, "en", SENTENCE)
    assert made.get_aligned_ner() == ["B-Person", "L-Person", "O", "U-Place", None]


def _finder(patterns: list[dict[str, str]]) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def test_scores_count_exact_spans_of_the_right_type() -> None:
    nlp = _finder(
        [
            {"label": "Person", "pattern": "Anna Example"},
            {"label": "Organization", "pattern": "Ruritania"},
            {"label": "Place", "pattern": "yesterday"},
        ]
    )
    result = score(nlp, "en", [SENTENCE])
    assert result.names == 2
    assert result.by_type["Person"] == (1.0, 1.0, 1.0)
    assert result.by_type["Place"][:2] == (0.0, 0.0)
    assert result.by_type["all"][:2] == (0.5, 0.5)
