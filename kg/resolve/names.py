"""Names as resolution compares them: words folded across scripts, skeletons of given names, full and short names.

Everything here works on keys of `kg.transliterate.name_key`, so that a name is one thing in Latin and Cyrillic. A name
is the tuple of its words' keys, in the order in which it was written.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from kg.transliterate import name_key

Words = tuple[str, ...]

EXACT, LOOSE, INITIAL, NO = "exact", "loose", "initial", ""
"""How two names agree, best first; NO where they are names of different people."""

_ORDER = (EXACT, LOOSE, INITIAL)
_WEAK = frozenset("aeiouh")
"""Letters in which the forms of one name differ from language to language: vowels, and г read as h or g."""
_LONGEST_NAME = 5


def words(text: str) -> Words:
    """The folded words of a name: `words("Лубінець Дмитро")` is `("lubinec", "dmitro")`."""
    return tuple(name_key(text).split())


def phrases(texts: Iterable[str]) -> frozenset[Words]:
    """The folded names, those without a letter or digit left out."""
    return frozenset(w for w in map(words, texts) if w)


def skeleton(word: str) -> str:
    """The consonants of a folded word, doubled ones once: equal for Volodymyr and Vladimir, Serhiy and Sergei."""
    bare = [c for c in word if c not in _WEAK]
    return "".join(c for i, c in enumerate(bare) if not i or bare[i - 1] != c)


def is_personal(text: str) -> bool:
    """Whether a surface can be a person's name: no digit, no handle."""
    return not any(c.isdigit() or c in "@_#/" for c in text)


def words_agree(a: str, b: str) -> str:
    """How two words of personal names agree: equal; equal but for vowels (and of one gender); an initial; or not."""
    if a == b:
        return EXACT
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else NO
    bones = skeleton(a)
    alike = len(bones) > 1 and bones == skeleton(b) and abs(len(a) - len(b)) <= 2
    return LOOSE if alike and a.endswith("a") == b.endswith("a") else NO


@lru_cache(maxsize=1 << 16)
def full_names_agree(a: Words, b: Words) -> str:
    """How two names of two or more words agree, in any order: every word of the shorter has its match in the longer.

    A patronymic that only one of them has is ignored; two different ones make different people. One word must be equal:
    two forms of a given name are much, two forms of a given name and two of a surname are too much.
    """
    short, long = sorted((a[:_LONGEST_NAME], b[:_LONGEST_NAME]), key=lambda w: (len(w), w))
    best = NO
    for chosen in permutations(long, len(short)):
        found = [words_agree(x, y) for x, y in zip(short, chosen, strict=True)]
        if all(found) and any(f == EXACT and len(x) > 2 for f, x in zip(found, short, strict=True)):
            weakest = max(found, key=_ORDER.index)
            best = min((f for f in (best, weakest) if f), key=_ORDER.index)
    return best


def callable_by(full: Words, used_alone: frozenset[str]) -> frozenset[str]:
    """The words of a full name by which its bearer goes: those that the document uses alone, else the last one."""
    return (used_alone & frozenset(full)) or frozenset(full[-1:])
