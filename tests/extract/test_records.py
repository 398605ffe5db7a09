"""Whole readings: documents against a table, and what holds of every record."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import records
from kg.extract.events import RECORD_ROLES
from kg.model import ENTITY_TYPES, Document, EventType, Modality, Record
from kg.settings import LANGUAGES

GROUPS = tomllib.loads((Path(__file__).parents[1] / "cases" / "documents.toml").read_text(encoding="utf-8"))["group"]
CASES = [(g.get("published", "2024-08-17"), text, wanted) for g in GROUPS for text, *wanted in g["cases"]]

PIECES = {
    "en": """
        Ukraine Russia the 93rd Mechanized Brigade SBU Oleksandr Syrskyi said that captured exchanged shelled 12 95
        for each prisoners soldiers near Sudzha Kyiv on Thursday 6 August 2024 not reportedly will Shahed drones
        tanks lost , . : ; " — ? its they the exchange handed over bodies (@gur_ua) February 24, 2022
    """,
    "ro": """
        Ucraina Rusia Brigada 93 Mecanizată SBU Oleksandr Sîrskîi a declarat că au capturat schimb de prizonieri a
        bombardat 12 95 pentru fiecare soldați lângă Sudja Kiev joi 6 august 2024 nu drone Shahed tancuri pierdut ,
        . : ; „ ” — ? lor trupuri
    """,
    "uk": """
        Україна Росія 93-тя механізована бригада СБУ Олександр Сирський заявив що взяли в полон обмін обстріляли 12
        95 на кожен полонених військових біля Суджі Київ у четвер 6 серпня 2024 не дрони Шахед танків втратив , . :
        ; « » — ? їх вони тіла
    """,
    "ru": """
        Украина Россия 93-я механизированная бригада СБУ Александр Сырский заявил что взяли в плен обмен обстреляли
        12 95 на каждый пленных военных под Суджей Киев в четверг 6 августа 2024 не дроны Шахед танков потерял , . :
        ; « » — ? их они
    """,
}


def test_number_of_cases() -> None:
    assert len(CASES) == 23


@pytest.mark.parametrize(("published", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_documents(differences: Callable[..., list[str]], published: str, text: str, wanted: list[str]) -> None:
    assert differences(text, wanted, published) == []


def check(document: Document, record: Record) -> None:
    """What holds of every record."""
    text = document.text
    assert Record.from_json(record.to_json()) == record
    entities = {e.id: e for e in record.entities}
    assert len(entities) == len(record.entities)
    assert len({e.id for e in record.events}) == len(record.events)
    mentions = [m for e in (*record.entities, *record.events) for m in e.mentions]
    assert all(text[m.start : m.end] == m.text and m.text for m in mentions)
    assert all(e.type in ENTITY_TYPES and e.mentions and e.name for e in record.entities)
    evidence = [s for r in record.relations for s in r.evidence] + [c.evidence for e in record.events for c in e.claims]
    assert all(text[s.start : s.end] == s.text and s.text for s in evidence)
    assert {i for r in record.relations for i in (r.subject, r.object)} <= set(entities)
    claims = [c for e in record.events for c in e.claims]
    assert len({c.id for c in claims}) == len(claims)
    for event in record.events:
        own = {c.id for c in event.claims}
        fillers = [*event.roles, *event.counts, *event.places]
        assert event.type in get_args(EventType)
        assert event.claims
        assert all(set(filler.claims) <= own and filler.claims for filler in fillers)
        assert all(r.role in RECORD_ROLES[event.type] and (r.entity or r.side) for r in event.roles)
        assert {r.entity for r in event.roles if r.entity} | {p.entity for p in event.places} <= set(entities)
        assert {c.by for c in event.claims if c.by} <= set(entities)
        assert all(c.modality in get_args(Modality) for c in event.claims)
        assert all(c.value >= 0 and c.of for c in event.counts)
        assert all(
            c.evidence.start <= m.start < c.evidence.end for c, m in zip(event.claims, event.mentions[:1], strict=False)
        )
        if event.date is not None:
            assert event.date.earliest <= event.date.latest


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_any_text_has_a_sound_record(lang: str, data: st.DataObject) -> None:
    words = st.sampled_from([*PIECES[lang].split(), "\n\n", "№ 7", "’"]) | st.text(max_size=4)
    text = " ".join(data.draw(st.lists(words, max_size=25)))
    document = Document(
        "x", text, "0" * 64, lang=lang, published=data.draw(st.sampled_from(["2024-08-17", "2022-02-24"]))
    )
    record = records.read(document)
    check(document, record)
    assert records.read(document) == record


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "“", "Title: ", "(", "🇺🇦", "1", "— X (@y) February 24, 2022"])
def test_texts_that_say_nothing(text: str) -> None:
    for lang in LANGUAGES:
        document = Document("x", text, "0" * 64, lang=lang, published="2024-08-17")
        record = records.read(document)
        check(document, record)
        assert record.events == ()


@pytest.mark.parametrize(("published", "text"), [c[:2] for c in CASES], ids=[text[:60] for _, text, _ in CASES])
def test_documents_have_sound_records(make_document: Callable[..., Document], published: str, text: str) -> None:
    document = make_document(text, published)
    check(document, records.read(document))


def test_ids_run_in_the_order_of_the_text(make_document: Callable[..., Document]) -> None:
    record = records.read(make_document(CASES[0][1], CASES[0][0]))
    assert [e.id for e in record.entities] == sorted((e.id for e in record.entities), key=lambda i: int(i[1:]))
    assert [min(m.start for m in e.mentions) for e in record.entities] == sorted(
        min(m.start for m in e.mentions) for e in record.entities
    )


def test_a_private_captive_is_marked_and_an_official_is_not(make_document: Callable[..., Document]) -> None:
    text = (
        "Taras Vyhadanyi, a marine of the 36th Marine Brigade, was captured near Mariupol in April 2022. "
        "Dmytro Lubinets, the ombudsman of Ukraine, said so."
    )
    people = {e.name: e.private for e in records.read(make_document(text, "2024-08-17")).entities if e.type == "Person"}
    assert people == {"Taras Vyhadanyi": True, "Dmytro Lubinets": False}


def test_what_the_record_keeps_of_the_document(make_document: Callable[..., Document]) -> None:
    document = make_document("Title: A report\n\nNine men left.", "2024-08-17")
    info = records.read(document).doc
    assert (info.id, info.lang, info.published, info.title, info.length) == (
        "stdin",
        "en",
        "2024-08-17",
        "A report",
        len(document.text),
    )
    assert info.sha256 == document.sha256
    assert info.iri
