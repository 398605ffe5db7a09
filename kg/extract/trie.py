"""Phrases of a lexicon found in tokens, in any inflection that the dictionary knows.

A word of a phrase and a token agree where their folded text, or a lemma of any of their readings, is the same. So a
phrase is written in its usual form, and "полка" finds "полк" although the likelier reading is a shelf.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from kg import lexicon
from kg.extract.dictionary import FORMS_KEPT, entry
from kg.extract.nlp import tokenise
from kg.extract.tokens import Sentence, Token

T = TypeVar("T")

NOMINAL = frozenset({"NOUN", "ADJ", "PROPN"})

PARTED = frozenset({"organizations", "ranks"})
"""Lexicon files whose phrases a country adjective can part."""

REST = 8
"""Tokens of a parted phrase after the adjective."""


@lru_cache(maxsize=FORMS_KEPT)
def keys(lang: str, form: str) -> tuple[str, ...]:
    """What a word can be looked up by: its folded text, then the lemmas of its readings."""
    known = entry(lang, form)
    return tuple(dict.fromkeys((known.lower, known.lemma, *(r.lemma for r in known.readings))))


@lru_cache(maxsize=FORMS_KEPT)
def _written(lang: str, form: str) -> tuple[str, ...]:
    """What a word of a phrase can be found by: of a word that can be a noun or an adjective, not its verb."""
    known = entry(lang, form)
    nominal = [r.lemma for r in known.readings if r.pos in NOMINAL]
    return tuple(dict.fromkeys((known.lower, *nominal))) if nominal else keys(lang, form)


class _Node(Generic[T]):
    """`words` holds a child for each word that may follow, by all of its keys; `next` finds the children by one key."""

    __slots__ = ("next", "values", "words")

    def __init__(self) -> None:
        self.words: dict[tuple[str, ...], _Node[T]] = {}
        self.next: dict[str, list[_Node[T]]] = {}
        self.values: list[T] = []

    def child(self, forms: tuple[str, ...]) -> _Node[T]:
        if forms not in self.words:
            node = self.words[forms] = _Node()
            for key in forms:
                self.next.setdefault(key, []).append(node)
        return self.words[forms]


class Trie(Generic[T]):
    """Phrases of one language, each with a value."""

    __slots__ = ("_root", "lang")

    def __init__(self, lang: str, phrases: Iterable[tuple[str, T]] = ()) -> None:
        self.lang = lang
        self._root: _Node[T] = _Node()
        for phrase, value in phrases:
            self.add(phrase, value)

    def add(self, phrase: str, value: T) -> None:
        """Let `phrase` be found; it is cut into tokens as a text of the language is."""
        node = self._root
        for token in tokenise(self.lang, phrase).tokens:
            node = node.child(_written(self.lang, token.text))
        if value not in node.values:
            node.values.append(value)

    def match(self, tokens: Sequence[Token], at: int) -> list[tuple[int, T]]:
        """(end, value) of every phrase that begins at token `at`, longest first."""
        nodes = [self._root]
        found: list[tuple[int, T]] = []
        for end in range(at, len(tokens)):
            forms = keys(self.lang, tokens[end].text)
            nodes = [*dict.fromkeys(n for node in nodes for key in forms if key in node.next for n in node.next[key])]
            if not nodes:
                break
            found.extend((end + 1, value) for node in nodes for value in node.values)
        found.reverse()
        return found

    def longest(self, tokens: Sequence[Token], at: int) -> tuple[int, T] | None:
        """End and value of the longest phrase that begins at token `at`."""
        found = self.match(tokens, at)
        return found[0] if found else None

    def single(self, token: Token) -> list[T]:
        """The values of phrases that are this one word."""
        return [value for end, value in self.match((token,), 0) if end == 1]

    def starts(self, token: Token) -> bool:
        """Whether any phrase begins with a word like this token."""
        return not self._root.next.keys().isdisjoint(keys(self.lang, token.text))


class Hit(NamedTuple):
    """A phrase of the lexicon in a sentence: its tokens, what kind of word it is, its entry, and how that writes it."""

    start: int
    end: int
    kind: str
    entry: Any
    form: str


@cache
def words(lang: str, stem: str) -> Trie[tuple[str, Any, str]]:
    """The phrases of one lexicon file, each with its kind, its entry and the phrase itself.

    The kind is the name of the array for phrases in `forms`, `<array>_<field>` for those in other lists.
    """
    trie: Trie[tuple[str, Any, str]] = Trie(lang)
    for array, entries in lexicon.read(lang, stem).items():
        for row in entries:
            for field in dataclasses.fields(row):
                value = getattr(row, field.name)
                if isinstance(value, tuple):
                    kind = array if field.name == "forms" else f"{array}_{field.name}"
                    for phrase in value:
                        trie.add(phrase, (kind, row, phrase))
    return trie


@cache
def adjective_inside(lang: str) -> bool:
    """Whether a country adjective can stand inside a name or title, after its first word."""
    return any(row.adjective for row in lexicon.read(lang, "organizations")["inside"])


class Hits:
    """The phrases of one lexicon file in one sentence, by where they begin and end.

    In languages that put a country adjective inside a phrase, phrases so parted are found too.
    """

    __slots__ = ("by_end", "by_start", "tokens")

    def __init__(self, sentence: Sentence, stem: str) -> None:
        trie = words(sentence.lang, stem)
        self.tokens = sentence.tokens
        self.by_start: dict[int, list[Hit]] = {}
        self.by_end: dict[int, list[Hit]] = {}
        parted = stem in PARTED and adjective_inside(sentence.lang)
        for at, token in enumerate(self.tokens):
            if not trie.starts(token):
                continue
            for end, value in trie.match(self.tokens, at):
                self._add(Hit(at, end, *value))
            if parted:
                for hit in _parted(sentence.lang, trie, self.tokens, at):
                    self._add(hit)

    def _add(self, hit: Hit) -> None:
        self.by_start.setdefault(hit.start, []).append(hit)
        self.by_end.setdefault(hit.end, []).append(hit)

    def __bool__(self) -> bool:
        return bool(self.by_start)

    def starting(self, at: int, *kinds: str) -> Hit | None:
        """The longest phrase of one of these kinds that begins at token `at`."""
        return max((h for h in self.by_start.get(at, ()) if h.kind in kinds), key=lambda h: h.end, default=None)

    def ending(self, at: int, *kinds: str) -> Hit | None:
        """The longest phrase of one of these kinds that ends just before token `at`."""
        return min((h for h in self.by_end.get(at, ()) if h.kind in kinds), key=lambda h: h.start, default=None)

    def all(self, *kinds: str) -> list[Hit]:
        """The phrases of these kinds in order, longer ones first, overlapping ones too."""
        return [h for at in sorted(self.by_start) for h in self.by_start[at] if h.kind in kinds]


def _parted(lang: str, trie: Trie[tuple[str, Any, str]], tokens: Sequence[Token], at: int) -> Iterator[Hit]:
    """Phrases from token `at` that go on after a country adjective, and after the link that this may need."""
    if at + 2 >= len(tokens):
        return
    ends = [end for end, (kind, _, _) in words(lang, "units").match(tokens, at + 1) if kind == "side"]
    for end in ends[:1]:
        links = [stop for stop, (kind, _, _) in words(lang, "organizations").match(tokens, end) if kind == "of"]
        for after in dict.fromkeys((*links, end)):
            rest = (tokens[at], *tokens[after : after + REST])
            yield from (Hit(at, after + length - 1, *value) for length, value in trie.match(rest, 0) if length > 1)


def capital(token: Token) -> bool:
    """Whether a word begins with a capital letter."""
    return token.text[:1].isupper()
