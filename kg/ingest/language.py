"""Which of the four languages a text is in, from its letters and its frequent words; no model, no network.

Every language that the product reads is described in its `general.toml`, and the languages that might be taken for
one of them in `data/neighbours`. A word speaks for the languages that list it, the less the more of them there are; a
letter that an alphabet lacks speaks against it. A text whose best language is not one of ours gets "".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.settings import DATA, LANGUAGES

_NOISE = re.compile(r"https?://\S+|\b(?:pic\.twitter\.com|t\.co|t\.me)/\S+|[@#]\w+|\b\w+@\w[\w.]*\w", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_APOSTROPHE = str.maketrans("", "", "'’ʼ-")

MAX_CHARACTERS = 20_000
"""As much of a text as is looked at: ten thousand characters settle it, and the rest of a book would only cost time."""

ENDING_WEIGHT = 0.3
"""What an ending counts beside a word of the list."""

RARE_LETTERS = 3
LETTER_WEIGHT = 0.75
"""What a word is worth that no more than RARE_LETTERS alphabets can spell, shared among these."""

MIN_EVIDENCE = 0.8
"""Evidence without which a text is nobody's: about one word that only one language has, or several shared ones."""

MIN_DENSITY = 0.08
"""Evidence a word that running text reaches; lists of names and languages nobody described stay below."""

MARGIN = 0.1
"""By how much (as a share of its own evidence) the best language must lead the next."""

OVERRULE = 1.5
"""By how much evidence the best language must lead the one that the document says it is in."""

MAX_FOREIGN = 0.35
"""A hint is not followed where more than this share of the words has letters that its alphabet lacks."""

SHORT = 25
"""Words up to which a text may give no evidence at all for its hint and still be believed: a headline, a tweet."""


@dataclass(frozen=True, slots=True)
class _Profiles:
    """All profiles of one script, turned round: from a word or ending to the languages that have it."""

    letters: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, frozenset[str]]
    longest: int


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return "latin" if name.startswith("LATIN") else "cyrillic" if name.startswith("CYRILLIC") else "other"


@cache
def _letter_script(letter: str) -> str:
    return _script(letter)


@cache
def _profiles(script: str) -> _Profiles:
    rows: list[lexicon.Profile] = [row for lang in LANGUAGES for row in lexicon.read(lang, "general")["profile"]]
    rows += lexicon.read_file(DATA / "neighbours" / "general.toml")["profile"]
    rows = [row for row in rows if _script(row.letters[0]) == script]
    words: defaultdict[str, set[str]] = defaultdict(set)
    endings: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in row.words:
            words[word].add(row.id)
        for ending in row.endings:
            endings[ending].add(row.id)
    return _Profiles(
        letters={row.id: frozenset(row.letters) for row in rows},
        words={word: frozenset(ids) for word, ids in words.items()},
        endings={ending: frozenset(ids) for ending, ids in endings.items()},
        longest=max((len(ending) for ending in endings), default=0),
    )


def _words(text: str) -> tuple[str, Counter[str]]:
    """The script that most letters of `text` have, and how often each of its words in that script stands there."""
    plain = _NOISE.sub(" ", unicodedata.normalize("NFC", text[:MAX_CHARACTERS])).lower()
    found = Counter(match.group() for match in _WORD.finditer(plain))
    letters: Counter[str] = Counter()
    for word, times in found.items():
        letters[_letter_script(word[0])] += times * len(word)
    if not letters:
        return "other", Counter()
    script = min(letters, key=lambda name: (-letters[name], name))
    return script, Counter({word: times for word, times in found.items() if _letter_script(word[0]) == script})


def _speakers(word: str, profiles: _Profiles) -> tuple[frozenset[str], float]:
    """The languages that a word speaks for, and what it is worth before it is shared among them."""
    if word in profiles.words:
        return profiles.words[word], 1.0
    for length in range(min(profiles.longest, len(word) - 2), 1, -1):
        if word[-length:] in profiles.endings:
            return profiles.endings[word[-length:]], ENDING_WEIGHT
    return frozenset(), 0.0


def _evidence(words: Mapping[str, int], profiles: _Profiles) -> tuple[dict[str, float], dict[str, int]]:
    """For each language: the evidence for it, letters against it deducted, and how many words its alphabet lacks."""
    points = dict.fromkeys(profiles.letters, 0.0)
    foreign = dict.fromkeys(profiles.letters, 0)
    for word, times in words.items():
        spelled = set(word.translate(_APOSTROPHE))
        able = {lang for lang, letters in profiles.letters.items() if spelled <= letters}
        for lang in profiles.letters.keys() - able:
            foreign[lang] += times
            points[lang] -= times
        if len(able) <= RARE_LETTERS:
            for lang in able:
                points[lang] += times * LETTER_WEIGHT / len(able)
        speakers, worth = _speakers(word, profiles)
        for lang in speakers & able:
            points[lang] += times * worth / len(speakers)
    return points, foreign


def strength(text: str) -> float:
    """How well `text` reads as the best of our languages, as evidence a word; below MIN_DENSITY it hardly does."""
    script, words = _words(text)
    if script == "other":
        return 0.0
    points, _ = _evidence(words, _profiles(script))
    return max(points[lang] for lang in LANGUAGES if lang in points) / words.total()


def identify(text: str, hint: str = "") -> str:
    """The language of `text`: en, ro, uk or ru, or "" where it is another or cannot be told.

    `hint` is the language that the document says it has. It decides where the text itself does not, unless the text's
    letters are not that language's.
    """
    script, words = _words(text)
    if script == "other":
        return hint if hint in LANGUAGES and not words else ""
    profiles = _profiles(script)
    points, foreign = _evidence(words, profiles)
    ranked = sorted(points, key=lambda lang: (-points[lang], lang))
    best, following = ranked[0], ranked[1]
    sure = (
        points[best] >= MIN_EVIDENCE
        and points[best] / words.total() >= MIN_DENSITY
        and points[best] - points[following] >= MARGIN * points[best]
    )
    if hint in LANGUAGES and hint in profiles.letters and foreign[hint] <= MAX_FOREIGN * words.total():
        if sure and points[best] - points[hint] >= OVERRULE:
            return _ours(best)
        if words.total() <= SHORT or points[hint] / words.total() >= MIN_DENSITY / 2:
            return hint
    return _ours(best) if sure else ""


def _ours(lang: str) -> str:
    return lang if lang in LANGUAGES else ""


def of_passage(text: str, document_lang: str) -> str:
    """The language of one passage or sentence of a document: its own where it tells, else the document's.

    "" means that it is in a language that the product does not read.
    """
    return identify(text, document_lang)
