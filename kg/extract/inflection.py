"""What a form can be as a noun: the cases that the dictionary allows it, and whether it inflects at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.extract.dictionary import FORMS_KEPT, Reading, entry
from kg.extract.tokens import Name, Word

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "DET", "NUM"})
DECLINED = NOMINAL | {"VERB"}
"""What has cases, participles among it."""

OBLIQUE = ("Gen", "Dat", "Acc", "Ins")


@dataclass(frozen=True, slots=True)
class Forms:
    """The nominal readings of a form; one that does not inflect (abbreviations) is `free` to stand in any case."""

    readings: tuple[Reading, ...]
    free: bool

    def cases(self) -> frozenset[str]:
        return frozenset(r.case for r in self.readings)


@lru_cache(maxsize=FORMS_KEPT)
def forms(lang: str, text: str) -> Forms:
    """What a form can be as a noun. The plural of persons has an accusative like the genitive, never like the
    nominative."""
    readings = tuple(r for r in entry(lang, text).readings if r.case not in ("", "Voc") and r.pos in DECLINED)
    genitive = any(r.case == "Gen" and r.number == "Plur" for r in readings)
    if not genitive:
        readings = tuple(r for r in readings if not (r.animate and r.case == "Acc" and r.number == "Plur"))
    abbreviated = "-" not in text and sum(c.isupper() for c in text) > 1
    return Forms(readings, abbreviated or not readings or {r.case for r in readings} >= {*OBLIQUE})


@lru_cache(maxsize=FORMS_KEPT)
def _of_person(name: Name) -> Forms:
    """What the name of a person can be: the recogniser knows its nominative. A surname alone may not inflect."""
    if name.text != name.lemma:
        return Forms(tuple(Reading(name.lemma, "PROPN", case, "Sing", "", True) for case in OBLIQUE), False)
    return Forms((Reading(name.lemma, "PROPN", "Nom", "Sing", "", True),), " " not in name.text)


def forms_of(lang: str, word: Word) -> Forms:
    """What a word of a parse can be as a noun."""
    return _of_person(word.name) if word.name and word.name.type == "Person" else forms(lang, word.text)
