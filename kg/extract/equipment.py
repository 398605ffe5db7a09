"""Weapons and vehicles: named types, designations of a letter code and a number, ships, and four common nouns.

A common noun is only a candidate (attribute `generic`), kept later where a loss or an attack counts it. Attribute
`noun` is what a type counts under ("drone" for a Shahed). The words are the lexicon's (`equipment.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg import lexicon
from kg.extract.designations import CLOSING, OPENING
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence, Token
from kg.extract.trie import Hit, Hits, capital, keys, words

SHIP = "ship"

LONGEST_SHIP = 3
"""Capitalised words of a ship's name that no list knows."""

_DESIGNATION = re.compile(
    r"([^\W\d_]{1,9})[-‑ ]?(\d{1,4})((?:[-‑/]?[A-ZА-ЯІЇЄ0-9][A-ZА-ЯІЇЄ0-9]{0,4})*)(?:['’]?s)?(http.*|[.])?"
)


class _Reader:
    __slots__ = ("hits", "lang", "tokens")

    def __init__(self, sentence: Sentence, hits: Hits) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.hits = hits

    def quoted(self, first: int, last: int) -> bool:
        """Whether quotation marks, or a hash sign, stand around or before the words."""
        if first == 0:
            return False
        before = self.tokens[first - 1].text
        closed = last < len(self.tokens) and self.tokens[last].text in CLOSING
        return before == "#" or (before in OPENING and closed)

    def call_sign(self, first: int) -> bool:
        """Whether a noun for a call sign stands before the words, quotation marks apart."""
        before = first - 2 if first and self.tokens[first - 1].text in OPENING else first - 1
        ranks = words(self.lang, "ranks")
        return before >= 0 and any(kind == "call_sign" for kind, _, _ in ranks.single(self.tokens[before]))

    def beside_kind(self, first: int, last: int) -> bool:
        """Whether a noun for a weapon or vehicle stands directly before or after the words, quotation marks apart."""
        before = first - 1 if first and self.tokens[first - 1].text in OPENING else first
        after = last + 1 if last < len(self.tokens) and self.tokens[last].text in CLOSING else last
        return bool(
            self.hits.ending(before, "kind", "generic", "type") or self.hits.starting(after, "kind", "generic", "type")
        )


def find(sentence: Sentence) -> list[Name]:
    """The equipment that a sentence names, in order; names do not overlap."""
    hits = Hits(sentence, "equipment")
    reader = _Reader(sentence, hits)
    found = [*_designations(reader)]
    if hits:
        for grow in (_ships, _types, _vessels, _generic):
            for name in grow(reader):
                if not any(n.first < name.last and name.first < n.last for n in found):
                    found.append(name)
    return sorted(found, key=lambda n: n.first)


@cache
def _families(lang: str) -> dict[str, tuple[lexicon.Family, ...]]:
    found: dict[str, tuple[lexicon.Family, ...]] = {}
    for row in lexicon.read(lang, "equipment")["family"]:
        for code in row.codes:
            for key in {code.casefold(), *keys(lang, code)}:
                found[key] = (*found.get(key, ()), row)
    return found


def _designations(reader: _Reader) -> Iterator[Name]:
    families = _families(reader.lang)
    for token in reader.tokens:
        if not token.text[0].isupper() or not any(c.isdigit() for c in token.text):
            continue
        end = token.i + 1
        split = not token.space and end < len(reader.tokens) and reader.tokens[end].text.isupper()
        text = token.text + reader.tokens[end].text if split else token.text
        match = _DESIGNATION.fullmatch(text)
        if not match:
            continue
        end += split
        number = int(match[2])
        for key in keys(reader.lang, match[1]):
            row = next((r for r in families.get(key, ()) if r.low <= number <= r.high), None)
            if row:
                code = next((c for c in row.codes if c.casefold() in keys(reader.lang, match[1])), match[1])
                name = _name(reader, token.i, end, f"{code}-{match[2]}{match[3]}", row.noun)
                tail = len(match[4] or "")
                yield replace(name, end=name.end - tail, text=name.text[: len(name.text) - tail])
                break


def _types(reader: _Reader) -> Iterator[Name]:
    done = 0
    for hit in sorted(reader.hits.all("type"), key=lambda h: (h.start, -h.end)):
        if hit.start < done or reader.call_sign(hit.start) or not _evident(reader, hit):
            continue
        done = hit.end
        yield _name(reader, hit.start, hit.end, hit.entry.name, hit.entry.noun)


def _evident(reader: _Reader, hit: Hit) -> bool:
    """Whether a word is the weapon: by capital, quotation marks, its kind beside it, or a figure before it."""
    quoted = reader.quoted(hit.start, hit.end)
    if quoted or reader.beside_kind(hit.start, hit.end):
        return True
    if hit.entry.quoted:
        return False
    first = reader.tokens[hit.start]
    if _acronym(hit.form):
        return first.text.startswith(hit.form) or first.text.isupper()
    counted = hit.start > 0 and reader.tokens[hit.start - 1].text.isdigit()
    return capital(first) or counted


def _ships(reader: _Reader) -> Iterator[Name]:
    """Names after a noun for a ship."""
    for hit in reader.hits.all("ship"):
        at = hit.end + 1 if hit.end < len(reader.tokens) and reader.tokens[hit.end].text in OPENING else hit.end
        vessel = reader.hits.starting(at, "vessel")
        end = vessel.end if vessel and capital(reader.tokens[at]) else _capitals(reader, at)
        if end == at:
            continue
        quoted = reader.quoted(at, end)
        if vessel or quoted or not reader.tokens[hit.start].pos:
            yield _name(reader, at, end, vessel.form if vessel else plain_text(reader.tokens[at:end]), SHIP)


def _capitals(reader: _Reader, at: int) -> int:
    """End of the capitalised words from token `at` that can be a ship's name."""
    end = at
    while end < len(reader.tokens) and end - at < LONGEST_SHIP and capital(reader.tokens[end]):
        barred = {kind for kind, _, _ in words(reader.lang, "ranks").single(reader.tokens[end])} & {
            "not_person",
            "rank",
            "post",
        }
        if barred or not reader.tokens[end].text[-1].isalpha():
            break
        end += 1
    return end


def _vessels(reader: _Reader) -> Iterator[Name]:
    """Ships known by name, with an article or in quotation marks, and no noun that would make the word a place."""
    for hit in reader.hits.all("vessel"):
        if not capital(reader.tokens[hit.start]):
            continue
        following = reader.tokens[hit.end] if hit.end < len(reader.tokens) else None
        free = (
            following is None
            or not following.text[0].isalnum()
            or reader.hits.starting(hit.end, "following") is not None
        )
        article = reader.hits.ending(hit.start, "article") is not None
        before = reader.tokens[hit.start - 2] if hit.start > 1 else None
        noun_before = before is not None and before.pos in ("NOUN", "PROPN")
        if (reader.quoted(hit.start, hit.end) and not noun_before) or (article and free):
            yield _name(reader, hit.start, hit.end, hit.form, SHIP)


def _generic(reader: _Reader) -> Iterator[Name]:
    done = 0
    for hit in sorted(reader.hits.all("generic"), key=lambda h: (h.start, -h.end)):
        if hit.start >= done:
            done = hit.end
            yield _name(reader, hit.start, hit.end, hit.entry.forms[0], hit.entry.noun, generic=True)


def _acronym(form: str) -> bool:
    return form.isupper()


def _name(reader: _Reader, first: int, last: int, lemma: str, noun: str, generic: bool = False) -> Name:
    tokens: tuple[Token, ...] = reader.tokens[first:last]
    return Name(
        type="Equipment",
        start=tokens[0].start,
        end=tokens[-1].end,
        first=first,
        last=last,
        head=last - 1,
        text=plain_text(tokens),
        lemma=lemma,
        source="equipment",
        attributes={"noun": noun, "generic": True} if generic else {"noun": noun},
    )
