"""The kinds of bodies that resolution knows are those of the lexicon."""

from kg import lexicon
from kg.resolve.organizations import BODIES, SOLE
from kg.settings import LANGUAGES


def test_the_kinds_are_in_the_lexicon():
    known = {entry.id for lang in LANGUAGES for entry in lexicon.read(lang, "organizations")["body"]}
    assert known >= BODIES | SOLE
    assert not BODIES & SOLE
