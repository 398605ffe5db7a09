"""The bundled samples: read without complaint, of the size and kinds that the demo and the golden files count on."""

from collections import Counter
from pathlib import Path

import pytest

from kg import ids
from kg.ingest.reader import read
from kg.ingest.text import passages
from kg.model import Document
from kg.settings import DATA

FOLDER = DATA / "samples"
DOCUMENTS = [item for item in read([FOLDER]) if isinstance(item, Document)]


def test_all_are_read() -> None:
    assert len(list(read([FOLDER]))) == len(DOCUMENTS) == 13
    assert Counter(doc.lang for doc in DOCUMENTS) == {"en": 4, "ro": 3, "ru": 3, "uk": 3}
    assert len({ids.document_iri(doc) for doc in DOCUMENTS}) == 13
    assert len({doc.publisher for doc in DOCUMENTS}) == 13


@pytest.mark.parametrize("doc", DOCUMENTS, ids=lambda doc: doc.id)
def test_header_and_size(doc: Document) -> None:
    assert doc.lang == Path(doc.path).stem[:2]
    assert doc.title
    assert doc.published
    assert doc.url.startswith("https://example.org/")
    assert 120 <= len(doc.text[doc.body :].split()) <= 250
    assert doc.text == doc.text.strip() + "\n"


def test_one_holds_a_post_in_another_language() -> None:
    posts = [p for doc in DOCUMENTS if doc.lang == "en" for p in passages(doc) if p.kind == "post"]
    assert [p.handle for p in posts] == ["@kharkiv_balcony"]
    assert posts[0].posted == "2022-02-24"


def test_the_private_captive_is_marked_as_invented() -> None:
    (doc,) = [doc for doc in DOCUMENTS if "Primerov" in doc.text]
    assert doc.text.rstrip().endswith("Numele prizonierului a fost schimbat de redacție.")
