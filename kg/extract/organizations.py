"""Organizations: bodies of states, known names, names built on a noun ("X Institute") or after one ("the newspaper X").

A country before or after a state's body belongs to its name ("Russia's Defence Ministry", "General Staff of Ukraine")
and gives its side. The words are the lexicon's (`organizations.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg import lexicon
from kg.extract import declension
from kg.extract.designations import CLOSING, OPENING, POSSESSIVE
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence, Token
from kg.extract.trie import Hit, Hits, adjective_inside, capital, words

LONGEST_QUOTE = 8
"""Tokens between quotation marks that can be an organization's name."""

LONGEST = 9
"""Tokens of a name built on a noun."""

SMALL = 3
"""Letters of words that headlines, too, write without a capital."""

HEADLINE = 6
"""Longer words of a sentence from which on their capitals can tell a headline."""

COUNTRY_WORDS = 4
"""Tokens of a country's name or adjective."""


class _Reader:
    """One sentence with the lexicon's words found in it."""

    __slots__ = ("adjective_inside", "hits", "lang", "tokens")

    def __init__(self, sentence: Sentence, hits: Hits) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.hits = hits
        self.adjective_inside = adjective_inside(self.lang)

    @property
    def headline(self) -> bool:
        """Whether most words have a capital, so that a capital makes no name."""
        long = [t for t in self.tokens if len(t.text) > SMALL and t.text.isalpha()]
        return len(long) >= HEADLINE and 2 * sum(map(capital, long)) > len(long) + 3

    def country(self, at: int, *kinds: str) -> tuple[int, str]:
        """End and side of the country adjective or name that begins at token `at`; `at` and "" where none does."""
        if at < len(self.tokens):
            for end, (kind, row, _) in words(self.lang, "units").match(self.tokens, at):
                if kind in kinds:
                    return end, str(row.id)
        return at, ""

    def country_before(self, at: int) -> tuple[int, str]:
        """Start and side of a country adjective, or of a country's possessive, that ends before token `at`."""
        if at > 1 and self.tokens[at - 1].text in POSSESSIVE:
            for start in range(at - 2, max(at - 2 - COUNTRY_WORDS, -1), -1):
                end, side = self.country(start, "side_country")
                if side and end == at - 1:
                    return start, side
        for start in range(at - 1, max(at - 1 - COUNTRY_WORDS, -1), -1):
            end, side = self.country(start, "side")
            if side and end == at:
                return start, side
        return at, ""

    def country_after(self, at: int) -> tuple[int, str]:
        """End and side of a country's name that follows token `at`, directly or after a link."""
        link = self.hits.starting(at, "of")
        kinds = ("side_country", "side") if self.adjective_inside else ("side_country",)
        for start in (link.end, at) if link else (at,):
            end, side = self.country(start, *kinds)
            if side and (link or self.tokens[at - 1].space):
                return end, side
        return at, ""

    def quoted(self, at: int) -> int:
        """End of a capitalised name in quotation marks that begins at token `at`, 0 where there is none."""
        if at + 2 >= len(self.tokens) or self.tokens[at].text not in OPENING or not capital(self.tokens[at + 1]):
            return 0
        for k in range(at + 2, min(at + 3 + LONGEST_QUOTE, len(self.tokens))):
            if self.tokens[k].text in CLOSING:
                return k + 1
        return 0

    def run(self, at: int) -> int:
        """End of capitalised words from token `at`, with small words and hyphens between them."""
        end = at
        while end < len(self.tokens) and end - at < LONGEST:
            if self._name_word(end):
                end += 1
                continue
            beyond = end
            while beyond < len(self.tokens) and beyond > at and self._glue(beyond):
                beyond += 1
            if beyond == end or beyond >= len(self.tokens) or not self._name_word(beyond):
                break
            end = beyond + 1
        return end

    def run_before(self, at: int) -> int:
        """Start of capitalised words that end before token `at`, with small words between them."""
        start = at
        while start > 0 and at - start < LONGEST:
            if self._name_word(start - 1) and not (start == 1 and self.hits.starting(0, "glue")):
                start -= 1
                continue
            before = start
            while before > 0 and before < at and self._glue(before - 1):
                before -= 1
            if before == start or before == 0 or not self._name_word(before - 1):
                break
            start = before - 1
        return start

    def _name_word(self, at: int) -> bool:
        token = self.tokens[at]
        return capital(token) and token.text[-1].isalnum()

    def _glue(self, at: int) -> bool:
        token = self.tokens[at]
        if token.text in ("-", "."):
            return not token.space and not self.tokens[at - 1].space
        return not capital(token) and self.hits.starting(at, "glue") is not None


def find(sentence: Sentence) -> list[Name]:
    """The organizations that a sentence names, in order; they may overlap, the surer reading of a span first.

    `source` is "organization", or "built" where only a noun in the name speaks for an organization. Attribute `kind` is
    the id of a state's body (the same in every language); `side` is that of the country in the name, or of the
    organization.
    """
    hits = Hits(sentence, "organizations")
    reader = _Reader(sentence, hits)
    found = [*_handles(reader)]
    if hits:
        for grow in (_known, _bodies, _after_noun, _built):
            taken = [(n.first, n.last) for n in found]
            found += [n for n in grow(reader) if not any(a < n.last and n.first < b for a, b in taken)]
    found += _acronyms(reader, found)
    return sorted(found, key=lambda n: (n.first, -n.last))


def _known(reader: _Reader) -> Iterator[Name]:
    """Organizations under their own names."""
    done = 0
    for hit in sorted(reader.hits.all("organization", "organization_short"), key=lambda h: (h.start, -h.end)):
        tokens = reader.tokens[hit.start : hit.end]
        if hit.start < done or not _written(hit, tokens):
            continue
        first = tokens[0]
        alone = len(tokens) == 1 and not first.text.isupper()
        if alone and first.pos and hit.start == 0:
            continue
        done = hit.end
        lemma = hit.entry.forms[0] if hit.entry.one else hit.form
        yield _name(reader, hit.start, hit.end, lemma, hit.entry.side)


def _bodies(reader: _Reader) -> Iterator[Name]:
    """Bodies that every state has, with the country that their name gives."""
    done = 0
    for hit in sorted(reader.hits.all("body"), key=lambda h: (h.start, -h.end)):
        tokens = reader.tokens[hit.start : hit.end]
        if hit.start < done:
            continue
        start, side = reader.country_before(hit.start)
        end, after = reader.country_after(hit.end)
        written = _written(hit, tokens)
        acronym = _acronym(hit.form)
        if not written and (
            acronym or hit.entry.lower == "never" or (hit.entry.lower == "country" and not (side or after))
        ):
            continue
        done = end
        inflected = tokens[0].pos or reader.adjective_inside
        lemma = _joined(hit.form, reader.tokens[hit.end : end]) if inflected else plain_text(reader.tokens[start:end])
        side = side or after or _inner_side(reader, hit) or hit.entry.side(hit.form)
        yield _name(reader, start, end, lemma, side, hit.entry.id)


def _inner_side(reader: _Reader, hit: Hit) -> str:
    """The side of a country adjective inside a body's name."""
    for at in range(hit.start + 1, hit.end):
        side = reader.country(at, "side", "side_country")[1]
        if side:
            return side
    return ""


def _after_noun(reader: _Reader) -> Iterator[Name]:
    """Names after a noun for a medium or a body, or before it in apposition."""
    for hit in reader.hits.all("medium"):
        end = reader.quoted(hit.end)
        if end:
            yield _name(reader, hit.end + 1, end - 1)
            continue
        if hit.entry.quoted:
            continue
        end = reader.run(hit.end)
        if end > hit.end and _naming(reader, hit.end, end):
            yield _name(reader, hit.end, end)
        comma = next((k for k in range(hit.start - 1, max(hit.start - 4, 0), -1) if reader.tokens[k].text == ","), 0)
        if comma and not any(capital(t) for t in reader.tokens[comma + 1 : hit.start]):
            start = reader.run_before(comma)
            if start < comma and comma - start <= 3 and _naming(reader, start, comma):
                yield _name(reader, start, comma)


def _naming(reader: _Reader, start: int, end: int) -> bool:
    """Whether capitalised words can name an organization: no weekday or month, no country, no person."""
    ranks = words(reader.lang, "ranks")
    kinds = {kind for _, (kind, _, _) in ranks.match(reader.tokens, start)}
    if kinds & {"given", "rank", "post", "honorific"} or (end - start == 1 and "not_person" in kinds):
        return False
    return not reader.country(start, "side", "side_country")[1] or end - start > 2


def _built(reader: _Reader) -> Iterator[Name]:
    """Capitalised names that end with a noun for an organization, or begin with one."""
    if reader.headline:
        return
    for hit in reader.hits.all("head"):
        if not capital(reader.tokens[hit.start]) and hit.entry.before:
            continue
        if hit.entry.before:
            governs = reader.tokens[hit.start].pos or reader.adjective_inside or reader.hits.starting(hit.end, "of")
            end = _genitives(reader, hit.end) if governs else hit.end
            if end > hit.end and hit.start > 0:
                yield _name(reader, hit.start, end, head=hit.end - 1 - hit.start, source="built")
            continue
        start = reader.run_before(hit.start)
        while start + 1 < hit.start and (reader.tokens[start].pos, reader.tokens[start + 1].pos) == ("NOUN", "ADJ"):
            start += 1  # a post that opens the sentence: "Head (of the) Kharkiv administration"
        own = [t for t in range(start, hit.start) if capital(reader.tokens[t])]
        if not own or not (capital(reader.tokens[hit.start]) or reader.tokens[hit.start].pos):
            continue
        end, side = reader.country_before(hit.start)
        if end == start and side:
            continue
        end = hit.end
        link = reader.hits.starting(end, "of")
        if link and link.end < len(reader.tokens) and capital(reader.tokens[link.end]):
            end = reader.run(link.end)
        side = reader.country(start, "side")[1]
        yield _name(reader, start, end, side=side, head=hit.end - 1 - start, source="built")


def _genitives(reader: _Reader, at: int) -> int:
    """End of the words that a noun at the beginning of a name governs: genitives, or capitalised words."""
    end = at
    while end < len(reader.tokens) and end - at < LONGEST:
        token = reader.tokens[end]
        governed = token.pos in ("ADJ", "NOUN", "PROPN") and "Gen" in token.case
        if governed or (not token.pos and capital(token)):
            end += 1
        elif end == at or (not token.pos and reader.hits.starting(end, "glue")):
            beyond = reader.quoted(end)
            if beyond:
                return beyond
            glue = reader.hits.starting(end, "glue")
            if glue is None or glue.end >= len(reader.tokens) or not capital(reader.tokens[glue.end]):
                break
            end = glue.end + 1
        else:
            break
    return end


def _handles(reader: _Reader) -> Iterator[Name]:
    """Handles that are known to be an organization's."""
    known = _known_handles(reader.lang)
    for token in reader.tokens:
        if token.text[0] == "@" and (row := known.get(token.text[1:].rstrip("_").casefold())):
            yield _name(reader, token.i, token.i + 1, row.name, row.side)


@cache
def _known_handles(lang: str) -> dict[str, lexicon.Handle]:
    rows = lexicon.read(lang, "organizations")["handle"]
    return {form.casefold().rstrip("_"): row for row in rows for form in row.forms}


def _acronyms(reader: _Reader, found: Sequence[Name]) -> Iterator[Name]:
    """Acronyms in brackets after an organization."""
    for name in found:
        at = name.last
        if at + 2 < len(reader.tokens) and reader.tokens[at].text == "(" and reader.tokens[at + 2].text == ")":
            token = reader.tokens[at + 1]
            short = 2 <= len(token.text) <= 8 and token.text[0].isupper() and token.text[-1].isupper()
            if short and not any(n.first == at + 1 for n in found):
                yield _name(reader, at + 1, at + 2, token.text, name.side, str(name.attributes.get("kind", "")))


def _acronym(form: str) -> bool:
    return " " not in form and form.isupper()


def _written(hit: Hit, tokens: Sequence[Token]) -> bool:
    """Whether a phrase stands in the text with its capitals: acronyms exactly, names with their first."""
    text = plain_text(tokens)
    if hit.kind.endswith("_short") or _acronym(hit.form):
        return text.isupper() or text == hit.form
    word = next((t for t in tokens if t.text[0].isalnum()), tokens[0])
    return capital(word)


def _joined(form: str, after: Sequence[Token]) -> str:
    return f"{form} {plain_text(after)}".strip()


def _name(
    reader: _Reader,
    first: int,
    last: int,
    lemma: str = "",
    side: str = "",
    kind: str = "",
    head: int | None = None,
    source: str = "organization",
) -> Name:
    tokens = reader.tokens[first:last]
    text = plain_text(tokens)
    if not lemma:
        lemma = text
        if head is not None:
            lemma = declension.phrase(reader.lang, [t.text for t in tokens], head) if tokens[head].pos else text
    return Name(
        type="Organization",
        start=tokens[0].start,
        end=tokens[-1].end,
        first=first,
        last=last,
        head=first + head if head is not None else last - 1,
        text=text,
        lemma=lemma,
        source=source,
        side=side,
        attributes={"kind": kind} if kind else {},
    )
