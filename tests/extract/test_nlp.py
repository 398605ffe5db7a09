from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import nlp
from kg.extract.tokens import Name, Sentence
from kg.settings import LANGUAGES

TOKENS = [
    ("en", "115-for-115 swap", "115 - for - 115 swap"),
    ("en", "T-72B3 tanks (Mi-8s) and an F-16.", "T-72B3 tanks ( Mi-8s ) and an F-16 ."),
    ("en", "the brigade’s 1st, 2nd and 488th", "the brigade ’s 1st , 2nd and 488th"),
    ("en", "anti-tank, 24-year-old", "anti - tank , 24 - year - old"),
    ("en", "“They left—all 12,” he said.", "“ They left — all 12 , ” he said ."),
    ("en", "10–12 men on 24/7 watch", "10 – 12 men on 24/7 watch"),
    ("uk", "п'ять п’ять пʼять", "п'ять п’ять пʼять"),
    ("uk", "115-ї бригади на Су-34", "115-ї бригади на Су-34"),
    ("uk", "обмін «115-на-115»", "обмін « 115 - на - 115 »"),
    ("uk", "сказав:„Так”—і пішов", "сказав : „ Так ” — і пішов"),
    ("uk", "Івано-Франківськ, в/ч А0000, ЗСУ/ССО", "Івано-Франківськ , в/ч А0000 , ЗСУ / ССО"),
    ("ru", "кто-то из-за Т-72", "кто-то из-за Т-72"),
    ("ru", "в/ч 00000, обмен «5-на-5»", "в/ч 00000 , обмен « 5 - на - 5 »"),
    ("ro", "s-au predat într-un T-72", "s- au predat într- un T-72"),
    ("ro", "un Mi-8, un A-50 și un S-300", "un Mi-8 , un A-50 și un S-300"),
    ("ro", "Brigada 115-a, „da”", "Brigada 115 -a , „ da ”"),
]
SENTENCES = [
    ("en", "Troops of the 12th Guards Rifle Regiment captured two soldiers near the river."),
    ("ro", "Militarii Brigăzii 12 au capturat doi soldați lângă râu."),
    ("uk", "Бійці 12-ї бригади захопили двох солдатів біля річки."),
    ("ru", "Бойцы 12-й бригады захватили двух солдат у реки."),
]

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "syntax.toml").read_text(encoding="utf-8"))["case"]
ARCS = {"en": 48, "ro": 28, "uk": 33, "ru": 35}
FLOORS = {"en": 0.93, "ro": 0.89, "uk": 0.75, "ru": 0.8}
"""Share of the arcs that the shipped weights find; a floor only rises."""


def _name(sentence: Sentence, first: int, last: int, head: int) -> Name:
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    return Name("Unit", start, end, first, last, head, "", "", "unit")


@pytest.mark.parametrize(("lang", "text", "forms"), TOKENS)
def test_tokens(lang: str, text: str, forms: str) -> None:
    sentence = nlp.tokenise(lang, text, start=7, kind="title")
    assert [token.text for token in sentence.tokens] == forms.split()
    assert (sentence.start, sentence.end, sentence.kind) == (7, 7 + len(text), "title")


@given(st.sampled_from(LANGUAGES), st.text(max_size=60), st.integers(0, 1000))
@settings(deadline=None)
def test_tokens_cover_all_but_white_space(lang: str, text: str, start: int) -> None:
    sentence = nlp.tokenise(lang, text, start)
    covered = set()
    for number, token in enumerate(sentence.tokens):
        assert token.i == number
        assert text[token.start - start : token.end - start] == token.text
        assert token.space == text[token.end - start : token.end - start + 1].isspace()
        covered.update(range(token.start - start, token.end - start))
    assert "".join(c for i, c in enumerate(text) if i not in covered).strip() == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no language 'xx'"):
        nlp.tokenise("xx", "one")


def test_nothing_is_parsed_to_nothing() -> None:
    assert nlp.parse(nlp.tokenise("en", ""), ()) == ()
    assert nlp.parse_all([], []) == []
    assert nlp.ner([nlp.tokenise("en", " ")]) == [()]


@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_a_name_is_one_word(lang: str, text: str) -> None:
    sentence = nlp.tokenise(lang, text, start=3)
    name = _name(sentence, 1, 4, 3)
    words = nlp.parse(sentence, [name])
    assert len(words) == len(sentence.tokens) - 2
    assert words[1].name is name
    assert (words[1].start, words[1].end) == (name.start, name.end)
    assert words[1].text == sentence.tokens[3].text
    assert words[1].lemma == sentence.tokens[3].lemma
    assert [word.name for word in words if word.i != 1] == [None] * (len(words) - 1)
    assert [word.i for word in words] == list(range(len(words)))


@pytest.mark.parametrize(("lang", "text"), SENTENCES)
def test_a_parse_is_a_tree_with_one_root(lang: str, text: str) -> None:
    words = nlp.parse(nlp.tokenise(lang, text), ())
    assert nlp.has_parser(lang)
    assert [word.i for word in words if word.head == word.i] == [word.i for word in words if word.dep == "root"]
    assert sum(word.dep == "root" for word in words) == 1
    for word in words:
        steps = 0
        while word.head != word.i:
            word, steps = words[word.head], steps + 1
            assert steps < len(words)


def _marked(lang: str, text: str) -> tuple[Sentence, list[Name]]:
    """A sentence and its names from the markup of tests/cases/syntax.toml."""
    plain = ""
    spans: list[tuple[int, int, int]] = []
    for part in re.split(r"(\[[^]]*\])", text):
        inside = part.removeprefix("[").removesuffix("]") if part.startswith("[") else ""
        start = len(plain)
        plain += inside.replace("*", "") or part
        if inside:
            spans.append((start, len(plain), start + inside.find("*") if "*" in inside else -1))
    sentence = nlp.tokenise(lang, plain)
    names = []
    for start, end, star in spans:
        inner = [token.i for token in sentence.tokens if start <= token.start < end]
        head = next((token.i for token in sentence.tokens if token.start == star), inner[-1])
        names.append(_name(sentence, inner[0], inner[-1] + 1, head))
    return sentence, names


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_arcs_of_events_are_found(lang: str) -> None:
    wanted = found = 0
    missing = []
    for case in CASES:
        if case["lang"] == lang:
            words = nlp.parse(*_marked(lang, case["text"]))
            arcs = {f"{words[word.head].text} {word.dep} {word.text}" for word in words}
            wanted += len(case["arcs"])
            found += len(set(case["arcs"]) & arcs)
            missing += sorted(set(case["arcs"]) - arcs)
    assert wanted == ARCS[lang]
    assert found / wanted >= FLOORS[lang], missing


def test_many_sentences_are_parsed_as_each_would_be() -> None:
    sentences = [nlp.tokenise(lang, text) for lang, text in [*SENTENCES, *reversed(SENTENCES)]]
    names = [[_name(sentence, 1, 3, 2)] for sentence in sentences]
    together = nlp.parse_all(sentences, names)
    assert together == [nlp.parse(sentence, found) for sentence, found in zip(sentences, names, strict=True)]
    assert [words[0].start for words in together] == [0] * len(sentences)


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[str]:
    """A pipeline that finds two names, in place of the English one."""
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler", name="ner")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PERSON", "pattern": "Anna Example"},
            {"label": "ORG", "pattern": "Ministry of O'Ruritania"},
            {"label": "DATE", "pattern": "Monday"},
        ]
    )
    pipeline.to_disk(tmp_path)
    nlp.use("en", str(tmp_path))
    yield str(tmp_path)
    nlp.use("en", "")


@pytest.mark.usefixtures("finder")
def test_names_are_recognised_by_a_pipeline_that_can() -> None:
    text = "Anna Example of the Ministry of O’Ruritania spoke on Monday."
    found, none = nlp.ner([nlp.tokenise("en", text, start=5), nlp.tokenise("uk", "Тут нікого немає.")])
    assert none == ()
    assert [(name.type, name.text, text[name.start - 5 : name.end - 5]) for name in found] == [
        ("Person", "Anna Example", "Anna Example"),
        ("Organization", "Ministry of O’Ruritania", "Ministry of O’Ruritania"),
    ]
    assert [(name.first, name.last, name.head, name.source) for name in found] == [(0, 2, 1, "ner"), (4, 7, 4, "ner")]


def test_the_shipped_pipeline_comes_back(finder: str) -> None:
    sentence = nlp.tokenise("en", "They left.")
    assert finder
    assert {word.dep for word in nlp.parse(sentence, ())} == {"root", "dep"}
    nlp.use("en", "")
    assert {word.dep for word in nlp.parse(sentence, ())} == {"nsubj", "root", "punct"}


def test_the_cases_are_all_collected() -> None:
    assert len(TOKENS) == 16
    assert sorted(lang for lang, _ in SENTENCES) == list(LANGUAGES)
