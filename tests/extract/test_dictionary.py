from __future__ import annotations

import pytest

from kg.extract.dictionary import Reading, entry, fold, language, spelt
from kg.settings import LANGUAGES

FOLDED = [
    ("П’ЯТЬ", "п'ять"),
    ("пʼять", "п'ять"),
    ("Soldaţii", "soldații"),
    ("вое\u0301нный", "военный"),
    ("Don’t", "don't"),
]
ENTRIES = [
    ("en", "soldiers", "soldier", "", ""),
    ("en", "Captured", "capture", "", ""),
    ("ro", "militarii", "militar", "", ""),
    ("ro", "soldaţii", "soldat", "", ""),
    ("uk", "бійців", "боєць", "NOUN", "Acc Gen"),
    ("uk", "П’ять", "п'ять", "NUM", "Acc Nom"),
    ("uk", "захоплено", "захопити", "VERB", ""),
    ("uk", "у", "у", "ADP", ""),
    ("uk", "115", "115", "NUM", ""),
    ("uk", "24.02.2022", "24.02.2022", "NUM", ""),
    ("uk", "115-ї", "115-ї", "ADJ", ""),
    ("uk", "Су-34", "су-34", "", ""),
    ("uk", "»", "»", "PUNCT", ""),
    ("ru", "захвачены", "захватить", "VERB", ""),
    ("ru", "бригадой", "бригада", "NOUN", "Ins"),
    ("ru", "военнослужащих", "военнослужащий", "NOUN", "Acc Gen Loc"),
    ("ru", "этот", "этот", "DET", "Acc Nom"),
    ("ru", "Путиным", "путин", "PROPN", "Dat Ins"),
]


@pytest.mark.parametrize(("form", "folded"), FOLDED)
def test_one_spelling_for_what_is_typed_in_several_ways(form: str, folded: str) -> None:
    assert fold(form) == folded
    assert spelt(form).casefold() == folded


def test_a_form_of_marks_alone_is_kept() -> None:
    assert spelt("\u0301") == "\u0301"


@pytest.mark.parametrize(("lang", "form", "lemma", "pos", "case"), ENTRIES)
def test_entries(lang: str, form: str, lemma: str, pos: str, case: str) -> None:
    known = entry(lang, form)
    assert (known.lemma, known.pos, " ".join(sorted(known.case))) == (lemma, pos, case)
    assert known.lower == fold(form)
    assert known.readings
    assert entry(lang, form) is known


def test_the_reading_that_agrees_with_the_context_is_best() -> None:
    known = entry("uk", "полонених")
    assert known.best("NOUN", "Gen", "Plur") == Reading("полонений", "NOUN", "Gen", "Plur", "", True)
    assert known.best("ADJ", "Loc").pos == "ADJ"
    assert entry("ru", "стали").best("NOUN", "Gen").lemma == "сталь"
    assert entry("ru", "стали").best("VERB").lemma == "стать"
    assert entry("ru", "стали").best("AUX").lemma == "стать"
    assert entry("uk", "танків").best("NOUN", "Gen", "Plur", frozenset({"танк"})).lemma == "танк"


def test_every_language_says_how_it_is_read() -> None:
    assert [language(lang).tokenizer for lang in LANGUAGES] == list(LANGUAGES)
    assert len(ENTRIES) == 18
    with pytest.raises(ValueError, match="no language 'xx'"):
        language("xx")
