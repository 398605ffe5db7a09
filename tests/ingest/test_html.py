"""Web pages: what is the article and what the markup says of it."""

from pathlib import Path

import pytest

from kg.ingest.encoding import EncodingError
from kg.ingest.html import decode_page, page
from kg.ingest.reader import read
from kg.ingest.text import passages
from kg.model import Document

PAGE = """<!DOCTYPE html>
<html lang="uk-UA"><head><meta charset="{charset}"><title>Двох узято в полон | Кур'єр</title>
<meta property="og:title" content="Двох узято в полон"><meta property="og:site_name" content="Слобідський кур'єр">
<meta property="article:published_time" content="2022-02-24T10:00:00+02:00">
<link rel="canonical" href="https://example.org/polon"></head>
<body><nav><a href="/">Головна</a> <a href="/war">Війна</a></nav>
<article><h1>Двох узято в полон</h1>
<p>Двох російських солдатів узято в полон під Харковом, повідомило в четвер міністерство оборони України.</p>
<blockquote><p>Чотири танки горять на окружній дорозі, наші тримаються.</p>&mdash; Анна (@anna_k)
<a href="https://example.org/1">24 лютого 2022</a></blockquote>
<p>Міністерство   підтвердило це &amp; додало, що полонені служили в мотострілецькому полку.</p></article>
<footer>Усі права захищено</footer></body></html>"""


def test_page(tmp_path: Path) -> None:
    (tmp_path / "polon.html").write_text(PAGE.format(charset="utf-8"), encoding="utf-8")
    (doc,) = read([tmp_path / "polon.html"])
    assert isinstance(doc, Document)
    assert (doc.id, doc.lang, doc.published) == ("polon", "uk", "2022-02-24")
    assert (doc.title, doc.publisher, doc.url) == (
        "Двох узято в полон",
        "Слобідський кур'єр",
        "https://example.org/polon",
    )
    assert doc.text.startswith("Двох узято в полон\n\nДвох російських")
    assert "Усі права" not in doc.text
    assert "Головна" not in doc.text
    assert "підтвердило це & додало" in doc.text
    assert [p.kind for p in passages(doc)] == ["title", "paragraph", "post", "post", "paragraph"]
    assert passages(doc)[2].posted == "2022-02-24"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-u"])
def test_declared_character_sets(charset: str) -> None:
    markup = PAGE.format(charset=charset)
    assert decode_page(markup.encode(charset)) == markup


def test_a_wrongly_declared_character_set_is_seen_through() -> None:
    markup = PAGE.format(charset="utf-8")
    assert decode_page(markup.encode("cp1251")) == markup
    unknown = PAGE.format(charset="x-nonsense")
    assert decode_page(unknown.encode()) == unknown


def test_an_image_is_no_page() -> None:
    with pytest.raises(EncodingError, match="binary"):
        decode_page(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def test_the_same_page_gives_the_same_text() -> None:
    markup = PAGE.format(charset="utf-8")
    assert page(markup) == page(markup)


@pytest.mark.parametrize("markup", ["", "<html></html>", "<html><body><script>alert(1)</script></body></html>", "\x00"])
def test_a_page_without_article(markup: str) -> None:
    assert page(markup) is None


def test_no_date_is_taken_from_the_text() -> None:
    text = "On 14 August 2024 the two sides met in the city and talked for hours about many things."
    found = page(f"<html><head><title>Talks</title></head><body><article><p>{text}</p></article></body></html>")
    assert found is not None
    assert found.published == ""
