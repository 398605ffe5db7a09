from __future__ import annotations

from dataclasses import fields, replace

import pytest

from kg import fingerprint
from kg.model import Document

DOCUMENT = Document("a", "Text.", "00", "en", "Courier", "2024-08-16", "Swap", 1, "https://example.org", "a.txt", 2)
CHANGED: dict[str, object] = {
    "id": "b",
    "sha256": "01",
    "lang": "ru",
    "publisher": "",
    "published": "2024-08-17",
    "title": "",
    "title_start": None,
    "url": "",
    "body": 0,
}
NO_MATTER = {"text", "path"}
"""The hash stands for the text, and where a file lies changes nothing."""


def test_every_field_is_weighed() -> None:
    assert {field.name for field in fields(Document)} == {*CHANGED, *NO_MATTER}


@pytest.mark.parametrize("name", CHANGED)
def test_what_a_record_depends_on_makes_another_fingerprint(name: str) -> None:
    assert fingerprint.of(replace(DOCUMENT, **{name: CHANGED[name]})) != fingerprint.of(DOCUMENT)  # type: ignore[arg-type]


def test_where_a_file_lies_does_not_matter() -> None:
    assert fingerprint.of(replace(DOCUMENT, path="elsewhere/a.txt")) == fingerprint.of(DOCUMENT)


def test_the_program_is_a_digest() -> None:
    assert len(fingerprint.program()) == 16
    assert fingerprint.program() == fingerprint.program.__wrapped__()


def test_own_registry_files_make_another_fingerprint() -> None:
    assert len({fingerprint.of(DOCUMENT, own) for own in ("", "a", "b")}) == 3
    assert fingerprint.of(DOCUMENT) == fingerprint.of(DOCUMENT, "")
    assert fingerprint.reader() == fingerprint.program() != fingerprint.reader("a")
