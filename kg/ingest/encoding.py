"""From bytes to characters, for text that may not be UTF-8.

Byte-order marks and UTF-8 are certain. Older single-byte encodings all decode, most of them into nonsense:
charset-normalizer tells them apart among the few in which our languages were written, and what it chose is believed
only if the text then reads as one of our languages.
"""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

from kg.ingest.language import MIN_DENSITY, strength

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OLDER = [
    "cp1251",
    "koi8_u",
    "koi8_r",
    "cp866",
    "iso8859_5",
    "mac_cyrillic",
    "cp1250",
    "iso8859_2",
    "iso8859_16",
    "cp1252",
]
"""Encodings in which our languages were written before UTF-8."""

MAX_CONTROLS = 0.01
"""Control characters (other than white space) as a share of the text, above which it is no text."""

SAMPLE_BYTES = 40_000
"""Bytes of a file by which its encoding is told."""


class EncodingError(ValueError):
    """Bytes that are no text, or text in an encoding that could not be told."""


def _controls(text: str) -> float:
    return sum(unicodedata.category(c) == "Cc" and not c.isspace() for c in text) / max(1, len(text))


def _wide(raw: bytes) -> str:
    """The UTF-16 that bytes without a mark are in, by where their zero bytes stand; "" where they are not."""
    head = raw[:SAMPLE_BYTES]
    if len(raw) % 2 or b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even == 0 or odd == 0:
        name = "utf-16-be" if even else "utf-16-le"
        return name if max(even, odd) > len(head) / 50 else ""
    return ""


def _strict(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def decode(raw: bytes) -> str:
    """The text in `raw`, without a byte-order mark.

    Raises EncodingError where the bytes are no text or the encoding cannot be told.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            text = _strict(raw, name)
            if text is None:
                raise EncodingError(f"it begins with the mark of {name} but is not in {name}")
            return text
    name = _wide(raw) or "utf-8"
    text = _strict(raw, name)
    if text is None:
        text = _older(raw)
    if "\0" in text or _controls(text[:SAMPLE_BYTES]) > MAX_CONTROLS:
        raise EncodingError("it is binary, not text")
    return text


def _older(raw: bytes) -> str:
    if b"\0" in raw:
        raise EncodingError("it is binary, not text")
    best = from_bytes(raw[:SAMPLE_BYTES], cp_isolation=_OLDER).best()
    text = _strict(raw, best.encoding) if best else None
    if text is None or strength(text) < MIN_DENSITY:
        raise EncodingError("its encoding is not UTF-8 and could not be told")
    return text
