"""The article in a web page: main text, title, date, publisher and address, by trafilatura."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from trafilatura import bare_extraction

from kg.ingest.encoding import decode

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # an unreadable page is told as a Problem, once

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LANG = re.compile(r"""<html[^>]{0,500}?\slang\s*=\s*["']?\s*([A-Za-z]{2})""", re.IGNORECASE)
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
"""A date that the markup, the address or the title states, never one out of the text; no comparison with today."""

HEAD_BYTES = 4096
"""Where a page must declare its character set (1024 by the standard; pages are late)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says; `text` is the title and the paragraphs, with a blank line between any two."""

    text: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""


def decode_page(raw: bytes) -> str:
    """The markup in `raw`, by the character set that the page declares where it holds, else as any text.

    Raises EncodingError where the bytes are no text.
    """
    declared = _CHARSET.search(raw[:HEAD_BYTES])
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(raw)
    return decode(raw)


def page(markup: str) -> Page | None:
    """The article of a page, or None where it holds no text worth the name.

    The text is put together from the paragraphs that trafilatura finds, so that the same page always gives the same
    offsets.
    """
    found = bare_extraction(markup, with_metadata=True, include_comments=False, date_extraction_params=_DATES)
    if found is None or isinstance(found, dict) or not found.text:
        return None
    title = " ".join((found.title or "").split())
    paragraphs = [line for line in (" ".join(raw.split()) for raw in found.text.splitlines()) if line]
    if paragraphs and paragraphs[0] == title:
        del paragraphs[0]
    if not paragraphs:
        return None
    language = _LANG.search(markup)
    return Page(
        text="\n\n".join([title, *paragraphs] if title else paragraphs) + "\n",
        title=title,
        published=found.date or "",
        publisher=found.sitename or found.hostname or "",
        language=language[1].lower() if language else "",
        url=found.url or "",
    )
