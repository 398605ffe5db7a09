"""What a dictionary knows of a word form: lemma, part of speech, cases, before any parse.

Ukrainian and Russian have a morphological dictionary (pymorphy3: every reading of a form), English and Romanian a list
of lemmas (simplemma). Which one a language has is said by `data/models/<lang>/language.toml`. Entries are cached.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import simplemma
from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

from kg.settings import DATA

FORMS_KEPT = 1 << 18
"""Word forms kept in the cache of each language; a year of news has fewer."""

LEAST_SHARE = 0.02
"""Readings of a part of speech that is rarer than this for a form are left out."""

_FOLD = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "ş": "ș", "ţ": "ț", "\u0301": None, "\u00ad": None})
"""One spelling for what is typed in several ways: apostrophes, cedilla for comma below, stress marks, soft hyphens."""

_POS = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "ROMN": "NUM",
    "ADVB": "ADV",
    "PRED": "ADV",
    "NPRO": "PRON",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
    "PNCT": "PUNCT",
}
"""OpenCorpora part of speech → Universal Dependencies."""

_CASES = {
    "nomn": "Nom",
    "gent": "Gen",
    "gen1": "Gen",
    "gen2": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "acc2": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "loc1": "Loc",
    "loc2": "Loc",
    "voct": "Voc",
}
_VERB_FORMS = frozenset({"Impe", "impr", "pssv", "past", "pres", "futr", "1per", "2per", "3per"})
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
_RARE = frozenset({"Surn", "Patr", "Name", "Arch", "Dist", "Erro", "Slng", "Infr", "Abbr", "Init"})
_NUMBER = re.compile(r"[\d\s.,:/–-]*\d[\d\s.,:/–%-]*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff'.-]+")
_ORDINAL = re.compile(r"\d+-?[^\W\d_]{1,4}")

_ALIKE = (
    frozenset({"NOUN", "PROPN"}),
    frozenset({"VERB", "AUX"}),
    frozenset({"DET", "PRON", "ADJ"}),
    frozenset({"CCONJ", "SCONJ", "PART", "ADV"}),
)
"""Parts of speech that dictionary and treebank draw the line between differently."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a form. `case` and `number` are UD values, `gender` the dictionary's; "" where it has none."""

    lemma: str
    pos: str = ""
    case: str = ""
    number: str = ""
    gender: str = ""
    animate: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a form; `readings` are in order of likelihood, never empty.

    lower  casefolded, with one spelling for apostrophes and diacritics that are typed in several ways
    tag    the readings summed up in one string, as the parser's embedding takes them; "" without a dictionary
    """

    lower: str
    lemma: str
    pos: str
    case: frozenset[str]
    tag: str
    readings: tuple[Reading, ...]

    def best(self, pos: str, case: str = "", number: str = "", usual: frozenset[str] = frozenset()) -> Reading:
        """The reading that agrees best with a part of speech, case and number found in context, of those of the `usual`
        lemmas where there are any."""
        return max(
            self.readings,
            key=lambda r: (
                r.pos == pos,
                _alike(r.pos, pos),
                r.lemma in usual,
                bool(case) and r.case == case,
                r.number == number,
            ),
        )


@dataclass(frozen=True, slots=True)
class Language:
    """`data/models/<lang>/language.toml`; the file says what the fields mean."""

    tokenizer: str
    split_hyphens: bool
    dictionary: str
    name_head: str
    participle_steps: int
    free_order: bool
    past_is_participle: bool = False
    oblique: tuple[tuple[str, str], ...] = ()
    reflexive: tuple[str, ...] = ()
    articles: bool = True

    def is_oblique(self, form: str, lemma: str) -> bool:
        """Whether a noun's form is one of the dative and genitive by its ending and that of its lemma."""
        return any(form.endswith(shown) and lemma.endswith(bare) for shown, bare in self.oblique)


@cache
def language(lang: str) -> Language:
    """How words of a language are cut and looked up. Raises ValueError for a language that has no such file."""
    path = DATA / "models" / lang / "language.toml"
    if not path.is_file():
        raise ValueError(f"no language {lang!r}: {path} is missing")
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    return Language(**{**known, "reflexive": tuple(known.get("reflexive", ()))})


def fold(form: str) -> str:
    """Casefolded, in the spelling that lexicons use (straight apostrophe, comma below, no stress mark)."""
    return form.casefold().translate(_FOLD)


def spelt(form: str) -> str:
    """The form in the spelling of lexicons and treebanks, its case kept."""
    return form.translate(_FOLD) or form


def entry(lang: str, form: str) -> Entry:
    """What the dictionary of a language knows of a form; a form that it does not know is its own lemma."""
    return _lookup(lang)(form)


@cache
def _lookup(lang: str) -> Callable[[str], Entry]:
    kind = language(lang).dictionary
    if kind == "pymorphy3":
        analyser = MorphAnalyzer(lang=lang)
        return lru_cache(FORMS_KEPT)(lambda form: _morphology(analyser, form))
    if kind == "simplemma":
        return lru_cache(FORMS_KEPT)(lambda form: _list(lang, form))
    raise ValueError(f"unknown dictionary {kind!r} for {lang!r}; known are pymorphy3, simplemma")


def _plain(form: str) -> Entry | None:
    """Entry of what is no word: numbers, ordinals in figures, punctuation, designations with figures."""
    lower = fold(form)
    if _NUMBER.fullmatch(form):
        pos = "NUM"
    elif not any(c.isalnum() for c in form):
        pos = "PUNCT"
    elif not any(c.isdigit() for c in form):
        return None
    else:
        pos = "ADJ" if _ORDINAL.fullmatch(form) else ""
    return Entry(lower, lower, pos, frozenset(), pos or "X", (Reading(lower, pos),))


def _list(lang: str, form: str) -> Entry:
    lower = fold(form)
    if _plain(form):
        return Entry(lower, lower, "", frozenset(), "", (Reading(lower),))
    spelt = form.translate(_FOLD)
    lemma = fold(simplemma.lemmatize(spelt, lang=lang))
    if lemma == lower and spelt != lower:
        lemma = fold(simplemma.lemmatize(lower, lang=lang))
    return Entry(lower, lemma, "", frozenset(), "", (Reading(lemma),))


def _morphology(analyser: MorphAnalyzer, form: str) -> Entry:
    plain = _plain(form)
    if plain:
        return plain
    lower = fold(form)
    parses = [p for p in analyser.parse(lower) if p.tag.POS] if _CYRILLIC.fullmatch(lower) else []
    if not parses:
        return Entry(lower, lower, "", frozenset(), "X", (Reading(lower),))
    parses = _likely(parses)
    impersonal = any("Impe" in p.tag.grammemes for p in parses)
    ordered = sorted(parses, key=lambda p: (-round(p.score, 2), _demoted(p.tag, impersonal)))
    readings = tuple(dict.fromkeys(_reading(p) for p in ordered))
    case = frozenset(r.case for r in readings if r.case)
    return Entry(lower, readings[0].lemma, readings[0].pos, case, _tag(readings, ordered), readings)


def _likely(parses: list[Any]) -> list[Any]:
    """The readings whose part of speech has some weight (the Russian dictionary knows the letter "в" as a noun)."""
    weights: dict[str, float] = {}
    for parse in parses:
        weights[parse.tag.POS] = weights.get(parse.tag.POS, 0.0) + parse.score
    least = LEAST_SHARE * sum(weights.values())
    return [parse for parse in parses if weights[parse.tag.POS] >= least]


def _demoted(tag: Any, impersonal: bool) -> bool:
    """Whether a reading comes after its equals (the Ukrainian dictionary has no frequencies).

    So do names, slips and slang, abbreviations spelt like a word, particles, and the adverb where the form is also an
    impersonal verb.
    """
    fixed = tag.POS == "NOUN" and "Fixd" in tag.grammemes
    return fixed or bool(_RARE & tag.grammemes) or tag.POS in ("PRCL", "INTJ") or (impersonal and tag.POS == "ADVB")


def _reading(parse: Any) -> Reading:
    tag = parse.tag
    pos = _POS.get(tag.POS, "")
    if _NAMES & tag.grammemes and pos == "NOUN":
        pos = "PROPN"
    elif "Apro" in tag.grammemes and pos == "ADJ":
        pos = "DET"
    return Reading(
        lemma=fold(parse.normal_form),
        pos=pos,
        case=_CASES.get(tag.case, ""),
        number=_number(tag),
        gender=str(tag.gender or ""),
        animate="anim" in tag.grammemes,
    )


def _verb_forms(tag: Any) -> set[str]:
    """Tense, person, passive and form of a verb; one without any of them is an infinitive."""
    if tag.POS == "GRND":
        return {"GRND"}
    marks = {str(grammeme) for grammeme in tag.grammemes} & _VERB_FORMS
    if tag.POS in ("VERB", "INFN"):
        return marks or {"INFN"}
    return marks & {"pssv", "past"}


def _number(tag: Any) -> str:
    """Number in UD; the Ukrainian dictionary marks only the plural."""
    if tag.number:
        return "Plur" if tag.number == "plur" else "Sing"
    return "Sing" if tag.gender or (tag.case and tag.POS == "NOUN") else ""


def _tag(readings: tuple[Reading, ...], parses: list[Any]) -> str:
    """Parts of speech, cases, numbers, genders of the singular and verb forms that the form can have, each sorted.

    What only one of the two dictionaries marks (vocatives, gender in the plural, moods) is left out, so that the same
    tags come from both.
    """
    values = (
        {r.pos.replace("DET", "PRON") for r in readings},
        {r.case for r in readings} - {"Voc"},
        {r.number for r in readings},
        {r.gender for r in readings if r.number == "Sing"},
        {form for p in parses for form in _verb_forms(p.tag)},
    )
    return "|".join(",".join(sorted(v - {""})) for v in values)


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _ALIKE)
