"""Names of the gazetteer in the tokens of a sentence, in any inflection, and the words that say their kind.

A word is looked up by its own key, by the lemmas of its readings, and by the endings of the lexicon (`places.toml`), so
that "у Торецьком" finds Торецьк whether or not a dictionary knows the town.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import lexicon
from kg.extract.dictionary import FORMS_KEPT, entry
from kg.extract.tokens import Token
from kg.extract.trie import Trie, capital, keys
from kg.gazetteer import Gazetteer
from kg.lexicon import PlaceType
from kg.transliterate import APOSTROPHES, name_key

JOINTS = frozenset("-‑–—\"“”„«»'’‘.")
"""What may stand between two words of one name."""
OPENING = {"«": "»", "“": "”", "„": "“”", '"': '"', "‘": "’"}

SHORTEST_STEM = 3
"""Letters that must be left when an ending is taken off."""

LONGEST_NAME = 8
"""Tokens, joints among them."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens that reads as a name of the gazetteer: `key`, and whether only with an ending changed."""

    end: int
    key: str
    derived: bool
    words: int


@cache
def _endings(lang: str, array: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for row in lexicon.read(lang, "places")[array]:
        for form in row.forms:
            found.setdefault(form, []).extend(row.base)
    return tuple(
        (form, tuple(dict.fromkeys(base))) for form, base in sorted(found.items(), key=lambda f: (-len(f[0]), f[0]))
    )


def _bases(lang: str, word: str, array: str) -> list[str]:
    out = []
    for form, bases in _endings(lang, array):
        if word.endswith(form) and len(word) - len(form) >= SHORTEST_STEM:
            stem = word[: len(word) - len(form)]
            out += [stem + base for base in bases if stem + base != word]
    return out


@lru_cache(maxsize=FORMS_KEPT)
def word_keys(lang: str, form: str) -> tuple[str, ...]:
    """Keys of the dictionary forms that a word of a name may have; its own key first."""
    known = entry(lang, form)
    forms = [known.lower, *(r.lemma for r in known.readings), *_bases(lang, known.lower, "ending")]
    return tuple(dict.fromkeys(k for k in (name_key(f) for f in forms) if k))


@lru_cache(maxsize=FORMS_KEPT)
def first_keys(lang: str, form: str) -> tuple[str, ...]:
    """Of `word_keys`, those that some name is or begins with."""
    if not form[0].isalpha() and not form[0].isdigit():
        return ()
    gazetteer = Gazetteer.load()
    return tuple(k for k in word_keys(lang, form) if gazetteer.has_key(k) or gazetteer.begins(k))


@lru_cache(maxsize=FORMS_KEPT)
def adjective_keys(lang: str, form: str) -> tuple[str, ...]:
    """Keys of the names that an adjective may be made of ("курском": Курск)."""
    gazetteer = Gazetteer.load()
    forms = _bases(lang, entry(lang, form).lower, "adjective")
    return tuple(dict.fromkeys(k for k in (name_key(f) for f in forms) if gazetteer.has_key(k)))


def matches(lang: str, tokens: Sequence[Token], at: int) -> list[Match]:
    """Every name of the gazetteer that begins at a token, longest first, forms as they stand before derived ones.

    One word at least is capitalised, and a name of one word is.
    """
    gazetteer = Gazetteer.load()
    first = tokens[at].text
    own = name_key(first)
    found: list[Match] = []
    open_: list[tuple[str, int, bool, bool, int]] = [
        (k, at + 1, k != own, capital(tokens[at]), 1) for k in first_keys(lang, first)
    ]
    while open_:
        key, end, derived, capitalised, words = open_.pop()
        if capitalised and gazetteer.has_key(key):
            found.append(Match(end, key, derived, words))
        if not gazetteer.begins(key):
            continue
        after = end
        while after < len(tokens) and after < end + 2 and tokens[after].text in JOINTS:
            after += 1
        if after >= len(tokens) or after - at >= LONGEST_NAME:
            continue
        for text, last in _words(tokens, after):
            own_next = name_key(text)
            for k in word_keys(lang, text):
                longer = f"{key} {k}"
                if gazetteer.has_key(longer) or gazetteer.begins(longer):
                    open_.append((longer, last, derived or k != own_next, capitalised or text[0].isupper(), words + 1))
    found = [Match(_closed(tokens, at, m.end), m.key, m.derived, m.words) for m in found]
    return sorted(found, key=lambda m: (-m.end, m.derived, m.key))


def _words(tokens: Sequence[Token], at: int) -> list[tuple[str, int]]:
    """The word at a token with its end, and the word with what follows its apostrophe ("People" and "'s")."""
    text = tokens[at].text
    found = [(text, at + 1)]
    if at + 1 < len(tokens) and not tokens[at].space and tokens[at + 1].text[0] in APOSTROPHES:
        found.append((text + tokens[at + 1].text, at + 2))
    return found


def _closed(tokens: Sequence[Token], at: int, end: int) -> int:
    """The end with a closing quotation mark whose opening one stands inside."""
    for i in range(at, end):
        closing = OPENING.get(tokens[i].text)
        if closing and end < len(tokens) and tokens[end].text in closing:
            return end + 1
    return end


@cache
def cue_words(lang: str) -> Trie[tuple[str, PlaceType | None]]:
    """The phrases of `places.toml` other than endings, each with the name of its array and, for types, its entry."""
    trie: Trie[tuple[str, PlaceType | None]] = Trie(lang)
    for array in ("type", "cue", "joiner"):
        for row in lexicon.read(lang, "places")[array]:
            for form in row.forms:
                trie.add(form, (array, row if array == "type" else None))
    return trie


@cache
def never(lang: str) -> frozenset[str]:
    """Words, folded, that are no place."""
    return frozenset(form for row in lexicon.read(lang, "places")["never"] for form in row.forms)


def is_never(lang: str, token: Token) -> bool:
    """Whether a word is one that is no place."""
    words = never(lang)
    return any(key in words for key in keys(lang, token.text))


@cache
def _function_words(lang: str) -> frozenset[str]:
    return frozenset(word for row in lexicon.read(lang, "general")["profile"] for word in row.words)


def is_function_word(lang: str, token: Token) -> bool:
    """Whether a word is one of the frequent words by which the language is told."""
    return token.lower in _function_words(lang)


@cache
def clipped(lang: str) -> frozenset[str]:
    """Short forms of country names, folded, that are adjectives before a noun."""
    return frozenset(form.casefold() for row in lexicon.read(lang, "places")["clipped"] for form in row.forms)
