"""Bytes become the characters that were meant, or an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.encoding import EncodingError, decode


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    try:
        assert "\0" not in decode(raw)
    except EncodingError as error:
        assert str(error)  # noqa: PT017


@pytest.mark.parametrize(
    "raw",
    [b"\0", b"PK\x03\x04\x14\x00\x06\x00", b"\xff\xfe\x00", bytes(range(128, 256)), b"text \xff text"],
)
def test_refused(raw: bytes) -> None:
    with pytest.raises(EncodingError):
        decode(raw)
