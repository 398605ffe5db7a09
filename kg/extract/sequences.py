"""Sequences of words looked up among tokens: the lexicon's multi-word forms, indexed by their first and last word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from kg.extract.nlp import tokenise
from kg.extract.tokens import Token

T = TypeVar("T")


def is_form(token: Token, word: str) -> bool:
    """Whether a token is a word of the lexicon: by its casefolded text or by its lemma."""
    return token.lower == word or token.lemma == word


def plain_text(tokens: Sequence[Token]) -> str:
    """The text of neighbouring tokens, any white space between them being one space."""
    return "".join(t.text + (" " if t.space else "") for t in tokens).rstrip()


class Sequences(Generic[T]):
    """Word sequences with what each stands for; the longest sequence wins, then the one given first."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, lang: str, entries: Iterable[tuple[str, T]]) -> None:
        """Each entry is a sequence as the lexicon writes it (cut into words like a sentence) and its meaning."""
        first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for form, meaning in entries:
            words = tuple(t.lower for t in tokenise(lang, form).tokens)
            if words:
                first.setdefault(words[0], []).append((words, meaning))
                last.setdefault(words[-1], []).append((words, meaning))
        self._by_first = {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in first.items()}
        self._by_last = {word: sorted(rows, key=lambda row: -len(row[0])) for word, rows in last.items()}

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a sequence can begin with."""
        return frozenset(self._by_first)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """The meaning and the end (exclusive) of the longest sequence that begins at token `i`."""
        if not 0 <= i < len(tokens) or not _begins(self._by_first, tokens[i]):
            return None
        best: tuple[int, T] | None = None
        for words, meaning in _rows(self._by_first, tokens[i]):
            if best and len(words) <= best[0]:
                continue
            if i + len(words) <= len(tokens) and all(map(is_form, tokens[i : i + len(words)], words)):
                best = (len(words), meaning)
        return (best[1], i + best[0]) if best else None

    def before(self, tokens: Sequence[Token], i: int) -> tuple[T, int] | None:
        """The meaning and the beginning of the longest sequence that ends just before token `i`."""
        if not 0 < i <= len(tokens) or not _begins(self._by_last, tokens[i - 1]):
            return None
        best: tuple[int, T] | None = None
        for words, meaning in _rows(self._by_last, tokens[i - 1]):
            if best and len(words) <= best[0]:
                continue
            if len(words) <= i and all(map(is_form, tokens[i - len(words) : i], words)):
                best = (len(words), meaning)
        return (best[1], i - best[0]) if best else None


def _begins(index: Mapping[str, object], token: Token) -> bool:
    return token.lower in index or token.lemma in index


def _rows(index: Mapping[str, list[tuple[tuple[str, ...], T]]], token: Token) -> list[tuple[tuple[str, ...], T]]:
    rows = index.get(token.lower, [])
    if token.lemma != token.lower and token.lemma in index:
        return rows + index[token.lemma]
    return rows
