"""Persons: capitalised words with evidence that they name a human being.

Evidence is a given name, a rank, a post or another noun for a person beside the words, or, weaker, how a surname ends.
The words are the lexicon's (`ranks.toml`); the posts that people hold are read in `posts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kg import lexicon
from kg.extract import declension
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence, Token
from kg.extract.trie import Hit, Hits, capital, keys, words

LONGEST = 4
"""Words of a person's name, particles not counted."""

SHORTEST_SURNAME = 4
"""Letters of a word whose ending is taken for a surname's."""

TITLES = ("rank", "honorific", "post", "calling")
_BARRED = ("rank", "honorific", "post", "calling", "not_person")


@cache
def _endings(lang: str, array: str) -> tuple[str, ...]:
    return tuple(ending for row in lexicon.read(lang, "ranks")[array] for ending in row.endings)


@cache
def _given_names(lang: str) -> frozenset[str]:
    return frozenset(form.casefold() for row in lexicon.read(lang, "ranks")["given"] for form in row.forms)


class _Reader:
    """One sentence, and which of its words can be part of a person's name."""

    __slots__ = ("barred", "hits", "lang", "tokens")

    def __init__(self, sentence: Sentence, hits: Hits) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.hits = hits
        self.barred = {i for h in hits.all(*_BARRED) for i in range(h.start, h.end)}

    def part(self, at: int) -> bool:
        """Whether a word can be part of a name by its looks."""
        token = self.tokens[at]
        text = token.text
        if not text[0].isupper() or not _lettered(text) or (len(text.rstrip(".")) > 1 and text.isupper()):
            return False
        if self.hits.starting(at, "given"):
            return True
        return at not in self.barred and not any(
            kind in _COUNTRY for kind, _, _ in words(self.lang, "units").single(token)
        )

    def run(self, at: int) -> int:
        """End of the capitalised words that begin at token `at`, initials, particles and hyphens among them."""
        end = at
        while end < len(self.tokens):
            if self.part(end):
                end += 1
                if end < len(self.tokens) and self.tokens[end].text == "." and len(self.tokens[end - 1].text) == 1:
                    end += 1
            elif end > at and (beyond := self._joined(end)):
                end = beyond
            else:
                break
        return end

    def _joined(self, at: int) -> int:
        """Where the name goes on after a hyphen or particles at token `at`, 0 where it ends."""
        token = self.tokens[at]
        if token.text in "-‑":
            after = at + 1 if not token.space and not self.tokens[at - 1].space else len(self.tokens)
        else:
            after = at
            while (
                after < len(self.tokens) and not capital(self.tokens[after]) and self.hits.starting(after, "particle")
            ):
                after += 1
        return after if at < after < len(self.tokens) and self.part(after) else 0

    def given(self, first: int, end: int) -> int | None:
        """The first given name between two tokens."""
        return next((i for i in range(first, end) if self.hits.starting(i, "given") and capital(self.tokens[i])), None)

    def surname(self, at: int) -> bool:
        """Whether a word ends as surnames do, in any case."""
        forms = keys(self.lang, self.tokens[at].text)
        return len(forms[0]) >= SHORTEST_SURNAME and any(f.endswith(_endings(self.lang, "surname")) for f in forms)

    def patronymic(self, at: int) -> bool:
        return any(f.endswith(_endings(self.lang, "patronymic")) for f in keys(self.lang, self.tokens[at].text))

    def titled(self, at: int) -> Hit | None:
        """A rank, post or other noun of a person directly before token `at`."""
        return self.hits.ending(at, *TITLES)


_COUNTRY = frozenset({"side", "side_country"})


def find(sentence: Sentence) -> list[Name]:
    """The persons that a sentence names, in order; they do not overlap.

    `source` says what the evidence is: "person" (a given name, a rank), "title" (a post or another noun alone),
    "public" (a surname that needs none), or "ending" (how a surname ends).
    """
    if not any(capital(t) for t in sentence.tokens):
        return []
    reader = _Reader(sentence, Hits(sentence, "ranks"))
    found: list[Name] = []
    at = 0
    while at < len(sentence.tokens):
        if not reader.part(at):
            at += 1
            continue
        end = reader.run(at)
        span = _person(reader, at, end)
        if span:
            found.append(_name(reader, *span))
            end = span[1]
        at = end
    return found


def _person(reader: _Reader, first: int, end: int) -> tuple[int, int, str] | None:
    """The person in a run of capitalised words: first token, end, evidence."""
    given = reader.given(first, end)
    title = reader.titled(first)
    if given is not None:
        named = _with_given(reader, first, end, given, title)
        if named:
            return (*named, "person")
    length = _length(reader, first, end)
    if title:
        if title.kind == "calling" and length == 1 and not reader.surname(first):
            return None
        if 1 <= length <= LONGEST and _is_name(reader, first, end):
            return first, end, "person" if title.kind == "rank" else "title"
        return None
    last = end - 1
    if length == 1 and end - first > 1 and _initial(reader.tokens[first]) and len(reader.tokens[last].text) > 2:
        return first, end, "person"
    if length == 1 and end - first == 1 and reader.hits.starting(first, "public"):
        return first, end, "public"
    if not 2 <= length <= 3:
        return None
    if reader.patronymic(last) or _apposed(reader, end):
        return first, end, "title"
    if (
        first > 0
        and reader.surname(last)
        and all(len(t.text) > 2 for t in reader.tokens[first:end])
        and _personal(reader, first, end)
    ):
        return first, end, "ending"
    return None


def _with_given(reader: _Reader, first: int, end: int, given: int, title: Hit | None) -> tuple[int, int] | None:
    """The person around a given name: what follows it, or the surname before it."""
    start = given
    while start > first and _initial(reader.tokens[start - 1]):
        start -= 1
    last = min(end, given + LONGEST + 1)
    if _length(reader, given, last) > 1:
        return start, last
    before = given - 1
    if before >= first and (reader.surname(before) or reader.hits.starting(before, "public")):
        return before, end
    return (start, last) if title and title.kind != "calling" else None


def _is_name(reader: _Reader, first: int, end: int) -> bool:
    """Whether titled words can be a name: long enough, and no adjective of a noun that follows."""
    last = reader.tokens[end - 1]
    following = reader.tokens[end] if end < len(reader.tokens) else None
    attributive = last.pos == "ADJ" and following is not None and following.pos == "NOUN"
    return len(reader.tokens[first].text) > 2 and not attributive


def _personal(reader: _Reader, first: int, end: int) -> bool:
    """Where the dictionary knows names: whether it takes one of the words for one."""
    return any(t.pos in ("", "PROPN") for t in reader.tokens[first:end])


def _apposed(reader: _Reader, end: int) -> bool:
    """Whether a post follows after a comma, with at most an article and adjuncts between."""
    if end >= len(reader.tokens) or reader.tokens[end].text != ",":
        return False
    for at in range(end + 1, min(end + 6, len(reader.tokens))):
        if reader.hits.starting(at, *TITLES):
            return True
        if capital(reader.tokens[at]) or not reader.tokens[at].text[0].isalpha():
            return False
    return False


def _length(reader: _Reader, first: int, end: int) -> int:
    """Words between two tokens that are no initials, particles or hyphens."""
    return sum(1 for t in reader.tokens[first:end] if capital(t) and len(t.text) > 1 and not _initial(t))


def _initial(token: Token) -> bool:
    return len(token.text.rstrip(".")) == 1 and capital(token)


def _lettered(text: str) -> bool:
    return all(c.isalpha() or c in "-‑'’ʼ." for c in text)


def _name(reader: _Reader, first: int, end: int, source: str) -> Name:
    tokens = reader.tokens[first:end]
    text = plain_text(tokens)
    given = reader.given(first, end)
    turned = given == end - 1 and end - first == 2
    head = first if turned else end - 1
    if len(tokens) == len(text.split()):
        ordered = [tokens[1], tokens[0]] if turned else list(tokens)
        lemma = declension.person(reader.lang, [t.text for t in ordered], _given_names(reader.lang))
    else:
        lemma = text
    return Name(
        type="Person",
        start=tokens[0].start,
        end=tokens[-1].end,
        first=first,
        last=end,
        head=head,
        text=text,
        lemma=lemma,
        source=source,
    )


def surnames(names: Iterable[Name]) -> dict[str, str]:
    """Form of a surname → full name, of persons of a document that have both and whose surname nobody else has."""
    found: dict[str, set[str]] = {}
    for name in names:
        parts = name.lemma.split()
        if name.type == "Person" and len(parts) > 1 and "." not in parts[-1]:
            found.setdefault(parts[-1], set()).add(name.lemma)
    return {surname: full.copy().pop() for surname, full in found.items() if len(full) == 1}


def again(sentence: Sentence, known: Mapping[str, str]) -> list[Name]:
    """Mentions of persons by a surname alone; `known` is what `surnames` gives. Their lemma is the full name."""
    if not known:
        return []
    forms = _forms(sentence.lang, tuple(sorted(known.items())))
    found = []
    for token in sentence.tokens:
        if not capital(token) or len(token.text) < 3:
            continue
        full = next((forms[k] for k in keys(sentence.lang, token.text) if k in forms), None)
        if full:
            found.append(
                Name(
                    type="Person",
                    start=token.start,
                    end=token.end,
                    first=token.i,
                    last=token.i + 1,
                    head=token.i,
                    text=token.text,
                    lemma=full,
                    source="person",
                )
            )
    return found


@cache
def _forms(lang: str, known: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {key: full for surname, full in known for key in keys(lang, surname)}
