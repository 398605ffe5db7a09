"""One text carried by several publishers is told from several texts about one happening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.dedupe import SKETCH_SIZE, fingerprint, same, similarity
from kg.settings import DATA

SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((DATA / "samples").glob("*.txt"))}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reprint_is_the_same_text(name: str) -> None:
    text = SAMPLES[name].split("\n\n", 1)[1]
    words = text.split()
    original = fingerprint(text)
    assert similarity(original, fingerprint(text.upper().replace("\n\n", "\n"))) == 1
    reworded = [f"x{word}" if i % 40 == 20 else word for i, word in enumerate(words)]
    assert same(original, fingerprint(" ".join(reworded)))
    assert same(original, fingerprint(f"Reprinted by permission. {' '.join(words[: len(words) * 4 // 5])}"))


def test_independent_reports_are_not() -> None:
    names = sorted(SAMPLES)
    pairs = [(a, b) for a in names for b in names if a < b]
    assert len(pairs) == 78
    assert [
        pair for pair in pairs if similarity(fingerprint(SAMPLES[pair[0]]), fingerprint(SAMPLES[pair[1]])) > 0.1
    ] == []


def test_a_fingerprint_is_the_same_everywhere() -> None:
    assert fingerprint("Two soldiers were captured.") == (9618589273916599411,)
    assert fingerprint("") == fingerprint("!!") == ()
    assert not same((), ())


@given(st.text(), st.text())
def test_similarity_is_a_symmetric_share(a: str, b: str) -> None:
    one, other = fingerprint(a), fingerprint(b)
    assert 0 <= similarity(one, other) == similarity(other, one) <= 1
    assert len(one) <= SKETCH_SIZE
    assert similarity(one, one) == (1 if one else 0)
