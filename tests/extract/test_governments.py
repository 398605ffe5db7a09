"""Capitals that stand for their governments in sentences built by hand."""

from collections.abc import Callable

import pytest

from kg.extract.governments import only_governments
from kg.extract.parsed import Parsed
from kg.extract.tokens import Name

Make = Callable[..., Parsed]

ACTS = "Kyiv PROPN nsubj 2 Place:\nhanded VERB root 0 hand"
OWNS = "Kyiv PROPN nmod:poss 3 Place:\n's PART case 1\nforces NOUN root 0 force"
DEALT_WITH = "talks NOUN root 0 talk\nwith ADP case 3\nKyiv PROPN nmod 1 Place:"
WHERE = "rally NOUN root 0\nin ADP case 3\nKyiv PROPN nmod 1 Place:"
DATELINE = "KYIV PROPN root 0 Place:"
TOWN = "Sudzha PROPN nsubj 2 Place:\nfell VERB root 0 fall"

CASES = [
    ("acts", [ACTS], True),
    ("owns", [OWNS], True),
    ("is dealt with", [DEALT_WITH], True),
    ("is where", [WHERE], False),
    ("is a dateline", [DATELINE], False),
    ("acts once and is where once", [ACTS, WHERE], False),
    ("is no capital", [TOWN], False),
]


def _entity(name: Name) -> str:
    return name.text.casefold()


@pytest.mark.parametrize(("rows", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_only_governments(parsed: Make, rows: list[str], wanted: bool) -> None:
    sentences = [parsed(text, number=n, start=200 * n) for n, text in enumerate(rows)]
    assert only_governments(sentences, _entity) == ({"kyiv"} if wanted else set())


def test_number_of_cases() -> None:
    assert len(CASES) == 7
