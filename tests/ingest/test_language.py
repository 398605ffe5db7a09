"""The language of a text: ours are told, others refused, from a single sentence on."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon
from kg.ingest.language import identify, of_passage, strength
from kg.settings import DATA, LANGUAGES

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "languages.jsonl").read_text(encoding="utf-8").splitlines()
]
SAMPLES = sorted((DATA / "samples").glob("*.txt"))


def test_cases_are_all_here() -> None:
    assert len(CASES) == 75
    assert {case["lang"] for case in CASES} > {*LANGUAGES, "pl", "de", "bg", "be", "fr", "sr", "mk", "tt", "zh"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']}: {case['text'][:30]}")
def test_identify(case: dict[str, str]) -> None:
    assert identify(case["text"]) == (case["lang"] if case["lang"] in LANGUAGES else "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_right_hint_is_never_overruled(lang: str) -> None:
    assert {identify(case["text"], lang) for case in CASES if case["lang"] == lang} == {lang}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", "Ukraińscy żołnierze wzięli do niewoli dwóch rosyjskich wojskowych pod Charkowem, podało ministerstwo."),
        ("de", "Die ukrainische Armee hat nach eigenen Angaben mehr als hundert russische Soldaten gefangen genommen."),
        ("fr", "Les forces ukrainiennes ont capturé deux soldats russes près de Kharkiv, selon le ministère."),
        ("bg", "Президентът заяви, че страната няма да отстъпи, а войниците са били пленени още през нощта."),
        ("be", "Прэзідэнт заявіў, што краіна не адступіць, а палонныя ўжо вярнуліся дадому."),
        ("sr", "Председник је рекао да земља неће одступити и да су заробљеници већ код куће."),
    ],
)
def test_a_wrong_hint_does_not_let_another_language_in(lang: str, text: str) -> None:
    for hint in LANGUAGES:
        assert identify(f"{text} {text}", hint) == "", lang


def test_a_hint_decides_what_the_text_leaves_open() -> None:
    assert identify("Кулеба") == ""
    assert identify("Кулеба", "uk") == "uk"
    assert identify("Кулеба", "ru") == "ru"
    assert identify("Кулеба", "en") == ""
    assert identify("Кулеба", "pl") == ""
    assert identify("🔥 2024 @DefenceU https://example.org", "ro") == "ro"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_without_hint(path: Path) -> None:
    body = path.read_text(encoding="utf-8").split("\n\n", 1)[1]
    assert identify(body) == path.stem[:2]
    assert strength(body) > 0.15


def test_mixed_document() -> None:
    assert of_passage("Чотири танки горять на окружній, наші тримаються.", "en") == "uk"
    assert of_passage("Это якобы видео, снятое под Харьковом.", "uk") == "ru"
    assert of_passage("Latest update.", "en") == "en"
    assert of_passage("СБУ: 102", "uk") == "uk"


def test_profiles_describe_each_language_once() -> None:
    neighbours = lexicon.read_file(DATA / "neighbours" / "general.toml")["profile"]
    codes = [row.id for row in neighbours] + [
        row.id for lang in LANGUAGES for row in lexicon.read(lang, "general")["profile"]
    ]
    assert len(codes) == len(set(codes)) == 30
    for row in neighbours:
        assert all(set(word) <= {*row.letters, "-", "'", "’"} for word in (*row.words, *row.endings)), row.id


@given(st.text())
def test_any_text_gets_one_of_the_languages_or_none(text: str) -> None:
    assert identify(text) in {*LANGUAGES, ""}
