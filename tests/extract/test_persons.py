"""Persons and the posts they hold."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extract import mentions, persons, units
from kg.extract.nlp import tokenise
from kg.extract.posts import members, posts
from kg.extract.tokens import Name, Sentence

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "persons.toml").read_text(encoding="utf-8")
)["case"]
IDS = [f"{c['lang']}: {c['text'][:40]}" for c in CASES]


def names_of(sentence: Sentence) -> tuple[Name, ...]:
    return mentions.arbitrate([*units.find(sentence), *mentions.find(sentence), *persons.find(sentence)])


def test_case_count() -> None:
    assert len(CASES) == 31


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_persons(case: dict[str, Any]) -> None:
    found = [n for n in names_of(tokenise(case["lang"], case["text"])) if n.type == "Person"]
    assert [(n.text, n.lemma) for n in found] == [(p["text"], p.get("lemma", p["text"])) for p in case["persons"]]
    assert all(case["text"][n.start : n.end] == n.text for n in found)


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_posts(case: dict[str, Any]) -> None:
    sentence = tokenise(case["lang"], case["text"])
    found = [
        {
            "person": p.person.text,
            "title": p.title,
            "id": p.id,
            "body": p.body.text if isinstance(p.body, Name) else p.body,
            "noun": p.noun,
        }
        for p in posts(sentence, names_of(sentence))
    ]
    assert found == [{"body": None, "noun": "", **p} for p in case["posts"]]


MEMBERS = [
    ("en", "Serhiy Volynskyi of the 36th Marine Brigade came out.", [("Serhiy Volynskyi", "36th Marine Brigade")]),
    ("en", "Denys Prokopenko, commander of the Azov regiment, came out.", []),
    ("uk", "Про це написав боєць 3-ї ОШБр Іван Коваль.", [("Іван Коваль", "3-ї ОШБр")]),
]


@pytest.mark.parametrize(("lang", "text", "pairs"), MEMBERS)
def test_members(lang: str, text: str, pairs: list[tuple[str, str]]) -> None:
    sentence = tokenise(lang, text)
    assert [(a.text, b.text) for a, b in members(sentence, names_of(sentence))] == pairs


DOCUMENTS = [
    ("en", ["Dmytro Lubinets came.", "Lubinets left with Ivan Koval."], ["Dmytro Lubinets", "Ivan Koval"]),
    ("uk", ["Прийшов Дмитро Лубінець.", "Лубінця бачили всі."], ["Дмитро Лубінець"]),
    ("ru", ["Это Татьяна Москалькова.", "Москалькову ждали."], ["Татьяна Москалькова"]),
    ("en", ["Ivan Koval and Petro Koval came.", "Then Koval left."], []),
]


@pytest.mark.parametrize(("lang", "texts", "lemmas"), DOCUMENTS)
def test_surname_alone_is_the_person_named_before(lang: str, texts: list[str], lemmas: list[str]) -> None:
    sentences = [tokenise(lang, text) for text in texts]
    found = mentions.again(sentences, [names_of(s) for s in sentences])
    assert [n.lemma for n in found[-1] if n.type == "Person"] == lemmas
