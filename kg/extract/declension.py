"""The dictionary form of names in languages with cases: "Дмитра Лубінця" is "Дмитро Лубінець".

Only languages whose dictionary knows inflection (pymorphy3) are inflected; in the others a name stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

from kg.extract.dictionary import FORMS_KEPT, language, spelt

_PERSONAL = frozenset({"Name", "Surn", "Patr"})
_ORDER = ("nomn", "gent", "accs", "ablt", "datv", "loct")
"""Cases as likely as a name of a sentence is to stand in them."""


_FIXED = 2.5
"""What a surname weighs that a woman bears and the dictionary knows only of men."""
_HARD = frozenset("бвгґджзйклмнпрстфхцчшщо")


@cache
def _analyser(lang: str) -> MorphAnalyzer | None:
    return MorphAnalyzer(lang=lang) if language(lang).dictionary == "pymorphy3" else None


def person(lang: str, words: Sequence[str], given: frozenset[str] = frozenset()) -> str:
    """A person's name in the nominative; its words share one case and gender. Words without inflection stay.

    given  known given names, folded: the reading whose nominative is one of them is the likelier
    """
    return " ".join(_person(lang, tuple(words), given))


@lru_cache(maxsize=FORMS_KEPT)
def _person(lang: str, words: tuple[str, ...], given: frozenset[str]) -> tuple[str, ...]:
    analyser = _analyser(lang)
    if analyser is None:
        return words
    readings = [_readings(analyser, word) for word in words]
    best, most = None, 0.0
    for case in _ORDER:
        for gender in ("masc", "femn"):
            chosen = [_agreeing(row, case, gender) for row in readings]
            score = sum(_weight(p) for p in chosen) + (0.2 if case == "nomn" else 0.0)
            if gender == "femn" and chosen[0] is not None:
                score += sum(_FIXED for w, p in zip(words, chosen, strict=True) if p is None and _hard(w))
            score += any(
                p is not None and _nominative(w, p, p).casefold() in given for w, p in zip(words, chosen, strict=True)
            )
            if score > most + 1e-6:
                best, most = chosen, score
    if best is None:
        return words
    return tuple(_nominative(word, p, p) for word, p in zip(words, best, strict=True))


def _hard(surname: str) -> bool:
    """Whether a surname ends as those do that women bear without inflection ("Анастасия Блищик")."""
    return surname[-1:].casefold() in _HARD


def _readings(analyser: MorphAnalyzer, word: str) -> list[Any]:
    if not word.replace("-", "").replace("'", "").isalpha():
        return []
    return [p for p in analyser.parse(spelt(word)) if "plur" not in p.tag.grammemes]


def _agreeing(readings: Sequence[Any], case: str, gender: str) -> Any:
    fitting = [
        p
        for p in readings
        if str(p.tag.case) == case and (str(p.tag.gender or gender) in (gender, "ms-f") or "ms-f" in p.tag.grammemes)
    ]
    return max(fitting, key=_weight, default=None)


def _weight(parse: Any) -> float:
    if parse is None:
        return 0.0
    if _PERSONAL & parse.tag.grammemes:
        return 3.0 + float(parse.score) / 10 - (0.5 if "Fixd" in parse.tag.grammemes else 0.0)
    return (2.0 if parse.tag.POS in ("ADJF", "NOUN") else 0.5) + float(parse.score) / 10


def _nominative(word: str, parse: Any, noun: Any) -> str:
    """A word in the nominative singular, an adjective in the gender of its noun."""
    if parse is None:
        return word
    like = (parse.tag.POS, parse.tag.voice, parse.tag.tense)
    forms = [
        f
        for f in parse.lexeme
        if f.tag.case == "nomn" and "plur" not in f.tag.grammemes and (f.tag.POS, f.tag.voice, f.tag.tense) == like
    ]
    gender = parse.tag.gender if parse is noun else noun.tag.gender
    inflected = next((f for f in forms if f.tag.gender == gender), forms[0] if forms else None)
    return _cased(inflected.word, word) if inflected else word


def _cased(word: str, like: str) -> str:
    """`word` with the capitals of `like`."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    parts = word.split("-")
    models = like.split("-")
    if len(parts) != len(models):
        return word[:1].upper() + word[1:] if like[:1].isupper() else word
    return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in zip(parts, models, strict=True))


def phrase(lang: str, words: Sequence[str], head: int, lemma: str = "") -> str:
    """A noun phrase in the nominative singular: the word at `head` and the adjectives before it; the rest stays.

    lemma  the dictionary form of the head where it is known, so that a homonym is not taken for it
    """
    analyser = _analyser(lang)
    if analyser is None:
        return " ".join(words)
    nouns = [p for p in analyser.parse(spelt(words[head])) if p.tag.POS == "NOUN" and "plur" not in p.tag.grammemes]
    nouns = [p for p in nouns if lemma in ("", p.normal_form)] or [
        p for p in analyser.parse(spelt(words[head])) if lemma and p.normal_form == lemma
    ]
    best, most = None, -1.0
    for noun in nouns:
        chosen = [_agreeing_adjective(analyser, word, noun) for word in words[:head]]
        score = sum(1.0 for p in chosen if p is not None and p.tag.case == noun.tag.case) + float(noun.score) / 10
        if score > most:
            best, most = [*chosen, noun], score
    if best is None:
        return " ".join(words)
    fixed = [_nominative(word, p, best[-1]) for word, p in zip(words[: head + 1], best, strict=True)]
    return " ".join([*fixed, *words[head + 1 :]])


def _agreeing_adjective(analyser: MorphAnalyzer, word: str, noun: Any) -> Any:
    """The reading of an adjective that goes with a noun, best in its case; None where the word is no adjective."""
    if not word.replace("-", "").replace("'", "").isalpha():
        return None
    readings = [p for p in analyser.parse(spelt(word)) if p.tag.POS in ("ADJF", "PRTF") or "Surn" in p.tag.grammemes]
    return max(readings, key=lambda p: _agreement(p, noun), default=None)


def _agreement(adjective: Any, noun: Any) -> tuple[bool, bool, bool]:
    tag = adjective.tag
    return tag.case == noun.tag.case, tag.gender == noun.tag.gender, tag.POS == "ADJF"
