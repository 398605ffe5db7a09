"""The kinds of bodies that resolution knows are those of the lexicon."""

from kg import lexicon
from kg.model import LANGUAGES
from kg.resolve.organizations import BODIES, SOLE


def test_the_kinds_are_in_the_lexicon():
    known = {entry.id for lang in LANGUAGES for entry in lexicon.read(lang, "organizations")["body"]}
    assert known >= BODIES | SOLE
    assert not BODIES & SOLE
