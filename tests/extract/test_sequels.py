"""What sentences without an event of their own add to the one told before, in sentences built by hand."""

from collections.abc import Callable

import pytest

from kg.extract.attribution import Attribution
from kg.extract.happenings import Told
from kg.extract.parsed import Parsed
from kg.extract.sayings import Sayings
from kg.extract.sequels import sequels
from kg.extract.telling import Telling
from kg.model import EventType

Make = Callable[..., Parsed]

CONFIRMED = """
    Mayor PROPN nsubj 2 Person:UA
    confirmed VERB root 0 confirm
    this PRON obj 2 this
"""
DENIED = CONFIRMED.replace("confirmed VERB root 0 confirm", "denied VERB root 0 deny")
DENIED_BARELY = """
    Ministry PROPN nsubj 2 Organization:RU
    denied VERB root 0 deny
"""
NOT_CONFIRMED = """
    Mayor PROPN nsubj 3 Person:UA
    not PART advmod 3 not Polarity=Neg
    confirmed VERB root 0 confirm
    this PRON obj 3 this
"""
OTHERWISE = """
    Mayor PROPN nsubj 2 Person:UA
    said VERB root 0 say
    this PRON nsubj 4 this
    rained VERB ccomp 2 rain
"""
COUNTED = """
    Mayor PROPN nsubj 2 Person:UA
    counted VERB root 0 count
    five NUM nummod 4
    dead NOUN obj 2 dead
"""
UNSAID = """
    five NUM nummod 2
    dead NOUN root 0 dead
"""
FIVE = {2: "5 killed"}

CASES: list[tuple[str, EventType, str, dict[int, str], list[tuple[list[str], str, list[int]]]]] = [
    ("confirmed", "Attack", CONFIRMED, {}, [(["Mayor"], "claimed", [])]),
    ("denied", "Movement", DENIED, {}, [(["Mayor"], "denied", [])]),
    ("denied without an object", "Movement", DENIED_BARELY, {}, [(["Ministry"], "denied", [])]),
    ("not confirmed", "Attack", NOT_CONFIRMED, {}, []),
    ("said of something else", "Attack", OTHERWISE, {}, []),
    ("the dead of an attack", "Attack", COUNTED, FIVE, [(["Mayor"], "claimed", [5])]),
    ("the dead of no exchange", "PrisonerExchange", COUNTED, FIVE, []),
    ("the returned of an exchange", "PrisonerExchange", COUNTED, {2: "5 captive"}, [(["Mayor"], "claimed", [5])]),
    ("the dead by nobody's count", "Attack", UNSAID, {0: "5 killed"}, [([], "asserted", [5])]),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 9


@pytest.mark.parametrize(("event", "rows", "counts", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sequels(
    parsed: Make,
    telling: Callable[..., Telling],
    event: EventType,
    rows: str,
    counts: dict[int, str],
    wanted: list[tuple[list[str], str, list[int]]],
) -> None:
    before = Told(telling(event), Attribution((), "", "asserted"), False, "")
    sentence = parsed(rows, number=1, start=200, counts=counts)
    sayings = Sayings([parsed(UNSAID), sentence]).of_sentence[1]
    found = list(sequels(sentence, sayings, [before]))
    assert [
        (
            [n.text for n in told.attribution.speakers],
            told.attribution.modality,
            [f.quantity.value for f in told.telling.figures],
        )
        for told in found
    ] == wanted
    assert all(told.telling.sentence == 1 and told.telling.pointing for told in found)


def test_nothing_is_added_from_afar(parsed: Make, telling: Callable[..., Telling]) -> None:
    before = Told(telling("Attack"), Attribution((), "", "asserted"), False, "")
    sentence = parsed(CONFIRMED, number=3, start=600)
    sayings = Sayings([parsed(UNSAID, number=n, start=200 * n) for n in range(3)] + [sentence]).of_sentence[3]
    assert list(sequels(sentence, sayings, [before])) == []
