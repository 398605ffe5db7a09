"""How a unit's designation grows: from a word for its size to both sides, over words that can belong to it.

Modifiers, arms, names in quotation marks, capitalised names and numbers belong to it. `units.py` decides from which
words a designation starts and what makes it a unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from kg import lexicon
from kg.extract import declension
from kg.extract.dictionary import entry
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence
from kg.extract.trie import Hit, Hits, capital, words

REACH = 9
"""Tokens to one side of a size word that its name can take."""

RANKS = 3
"""Words of a rank or title before the name of the person after whom a unit is named."""

LONGEST_QUOTE = 5
"""Tokens between quotation marks that can be a unit's own name."""

OPENING = frozenset("\"“„«'‘‚‹″”")
CLOSING = frozenset("\"”“»'’›″")
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))

POST_NUMBER = re.compile(r"[^\W\d_]?-?\d{4,5}")
"""A military unit number: five figures in Russia, a letter and four in Ukraine."""

_NUMBER = re.compile(r"(\d{1,4})([-‑]?[^\W\d_]{1,3})?")


@dataclass(slots=True)
class Draft:
    """A unit while it grows: its tokens, and what they say.

    evidence  what tells it from a common noun: "number", "known" (name), "quoted" (name), "capital" (name)
    elided    its text lacks the size word ("the 60th" in a list of brigades)
    acronym   its size word is an acronym, which is not inflected
    full      its full name where that is known
    """

    first: int
    last: int
    head: int
    attributes: dict[str, Any] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)
    side: str = ""
    elided: bool = False
    acronym: bool = False
    full: str = ""

    def number(self, value: int) -> None:
        self.attributes.setdefault("number", value)
        self.evidence.add("number")

    def call(self, name: str, evidence: str, side: str = "") -> None:
        self.attributes.setdefault("honorific", name)
        self.evidence.add(evidence)
        self.side = self.side or side


class Reader:
    """One sentence with the lexicon's words found in it, and the ways in which a unit grows."""

    __slots__ = ("hits", "lang", "name_before", "tokens")

    def __init__(self, sentence: Sentence, hits: Hits) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.hits = hits
        self.name_before = any(s.name_before for s in lexicon.read(sentence.lang, "units")["shape"])

    def number(self, at: int) -> tuple[int, bool] | None:
        """The number at a token, in figures or as a capitalised word inside a sentence, and whether it is ordinal."""
        if not 0 <= at < len(self.tokens):
            return None
        match = _NUMBER.fullmatch(self.tokens[at].text)
        if match:
            return int(match[1]), bool(match[2])
        word = self.hits.starting(at, "ordinal")
        return (word.entry.value, True) if word and word.end == at + 1 and at and capital(self.tokens[at]) else None

    def known(self, hit: Hit | None) -> Hit | None:
        """The hit, unless it is a unit's own name without its capital."""
        return None if hit and hit.kind == "name" and not capital(self.tokens[hit.start]) else hit

    def quoted_before(self, at: int) -> int | None:
        """Start of a name in quotation marks that ends just before token `at`."""
        if at < 3 or self.tokens[at - 1].text not in CLOSING:
            return None
        for k in range(at - 2, max(at - 3 - LONGEST_QUOTE, -1), -1):
            if self.tokens[k].text in OPENING:
                return k if k + 1 < at - 1 and _own_name(self.tokens[k + 1].text) else None
            if not _word(self.tokens[k].text):
                return None
        return None

    def quoted_after(self, at: int) -> int | None:
        """End of a name in quotation marks that begins at token `at`."""
        if at + 2 >= len(self.tokens) or self.tokens[at].text not in OPENING or not _own_name(self.tokens[at + 1].text):
            return None
        for k in range(at + 2, min(at + 3 + LONGEST_QUOTE, len(self.tokens))):
            if self.tokens[k].text in CLOSING:
                return k + 1
            if not _word(self.tokens[k].text):
                return None
        return None

    def own_name(self, at: int) -> bool:
        """Whether a capitalised word before the size word may be the unit's own name."""
        token = self.tokens[at]
        if at == 0 or not capital(token) or token.text.isupper() or len(token.text) < 3:
            return False
        if not token.text.replace("-", "").isalpha() or self.tokens[at - 1].text in OPENING:
            return False
        if any(h.kind not in ("detachment", "echelon") for h in self.hits.by_start.get(at, ())):
            return False
        if self._organization_ends(at + 1):
            return False
        return self.name_before or token.pos == "ADJ" or self._numbered_before(at)

    def _organization(self, at: int) -> int:
        """The end of an acronym of an organization at token `at`, which may stand before a name in quotation marks."""
        trie = words(self.lang, "organizations")
        acronym = at < len(self.tokens) and len(self.tokens[at].text) > 1 and self.tokens[at].text.isupper()
        return at + 1 if acronym and any(kind == "body" for kind, _, _ in trie.single(self.tokens[at])) else at

    def _organization_ends(self, end: int) -> bool:
        """Whether an organization's name ends before token `end`, so that the unit is one of it."""
        trie = words(self.lang, "organizations")
        return any(
            stop == end and kind in ("body", "organization", "organization_short")
            for start in range(max(end - REACH, 0), end)
            for stop, (kind, _, _) in trie.match(self.tokens, start)
        )

    def _numbered_before(self, at: int) -> bool:
        """Whether a number stands before token `at`, with nothing but modifiers between."""
        while hit := self.hits.ending(at, "arm", "modifier"):
            at = hit.start
        return self.number(at - 1) is not None

    def left(self, draft: Draft, plain: bool = False, names: bool = True) -> None:
        """Take the words before the draft that belong to it.

        plain  a bare figure is its number and not a count
        names  a capitalised word that nothing is known of can be its name
        """
        stop = max(draft.first - REACH, 0)
        while draft.first > stop:
            at = draft.first
            hit = self.known(self.hits.ending(at, "arm", "arm_short", "modifier", "name"))
            if hit:
                draft.first = hit.start
                self._take(draft, hit)
                continue
            start = self.quoted_before(at)
            if start is not None:
                self._quote(draft, start + 1, at - 1)
                draft.first = start
                continue
            number = self.number(at - 1)
            if number:
                if number[1] or plain:
                    draft.number(number[0])
                    draft.first = at - 1
                return
            if not names or not self.own_name(at - 1):
                return
            draft.call(self.tokens[at - 1].text, "capital")
            draft.first = at - 1

    def right(self, draft: Draft) -> None:
        """Take the words after the draft that belong to it."""
        while draft.last < len(self.tokens) and draft.last - draft.head <= REACH:
            at = draft.last
            hit = self.known(self.hits.starting(at, "arm", "arm_short", "modifier", "name", "namesake"))
            if hit and self.name_before and not capital(self.tokens[at]):
                return
            if hit and hit.kind == "namesake":
                end = self._namesake_end(hit.end)
                if end == hit.end:
                    return
                draft.last = end
                continue
            if hit:
                draft.last = hit.end
                self._take(draft, hit)
                continue
            opens = self._organization(at)
            end_of_quote = self.quoted_after(opens)
            if end_of_quote:
                self._quote(draft, opens + 1, end_of_quote - 1)
                draft.last = end_of_quote
                continue
            if not self._number_after(draft):
                return

    def _namesake_end(self, at: int) -> int:
        """The end of the name of the person after whom a unit is named, ranks before it skipped; `at` where none
        stands."""
        start = at
        while start < min(at + RANKS, len(self.tokens)) and self.tokens[start].text[0].islower():
            start += 1
        end = start
        while end < len(self.tokens) and capital(self.tokens[end]):
            end += 1
        return end if end > start else at

    def _take(self, draft: Draft, hit: Hit) -> None:
        if hit.kind == "name":
            draft.call(hit.form, "known", hit.entry.side)
        elif hit.kind in ("arm", "arm_short"):
            draft.attributes.setdefault("arm", hit.entry.id)

    def _quote(self, draft: Draft, start: int, end: int) -> None:
        inner = plain_text(self.tokens[start:end])
        name = self.known(self.hits.starting(start, "name"))
        if inner.isdigit():
            draft.number(int(inner))
        elif name and name.end == end:
            draft.call(name.form, "known", name.entry.side)
        else:
            draft.call(inner, "known" if len(inner) == 1 else "quoted")

    def _number_after(self, draft: Draft) -> bool:
        """Take a number after the size word, unless it may be a count."""
        at = draft.last
        if "number" in draft.evidence:
            return False
        mark = self.hits.starting(at, "mark")
        where = mark.end if mark else at
        number = self.number(where)
        if number is None:
            return False
        after = where + 1
        if not mark and self._sized_after(after):
            return False  # "commander of a platoon of the 1009th Regiment"
        closed = after < len(self.tokens) and (
            bool(self.hits.starting(after, "arm", "modifier")) or self.tokens[after].text in OPENING
        )
        if not (mark or capital(self.tokens[draft.head]) or closed):
            return False
        draft.number(number[0])
        draft.last = after
        return True

    def _sized_after(self, at: int) -> bool:
        """Whether a size word stands behind arms and modifiers that begin at token `at`."""
        while hit := self.hits.starting(at, "arm", "arm_short", "modifier"):
            at = hit.end
        return self.hits.starting(at, "echelon", "echelon_short", "formation_short") is not None

    def post_number(self, draft: Draft) -> Draft | None:
        """The military unit number that follows a unit in brackets, after a comma, or directly: a second name of it."""
        at = draft.last
        if at >= len(self.tokens):
            return None
        hit = self.hits.starting(at + (self.tokens[at].text in ("(", ",")), "post_number")
        if not hit or hit.end >= len(self.tokens) or not POST_NUMBER.fullmatch(self.tokens[hit.end].text):
            return None
        draft.attributes["militaryUnitNumber"] = self.tokens[hit.end].text
        return Draft(hit.start, hit.end + 1, hit.end, draft.attributes, side=draft.side, full=self._full_name(draft))

    def side_before(self, at: int) -> str:
        """The side of a country adjective, or of a country's possessive, directly before token `at`."""
        hit = self.hits.ending(at, "side")
        if hit is None and at > 1 and self.tokens[at - 1].text in POSSESSIVE:
            hit = self.hits.ending(at - 1, "side_country")
        return str(hit.entry.id) if hit else ""

    def plural(self, at: int) -> bool:
        """Whether a noun can be plural: by its readings, or where they do not say, because it is not its own lemma."""
        token = self.tokens[at]
        numbers = {r.number for r in entry(self.lang, token.text).readings} - {""}
        return "Plur" in numbers if numbers else token.lemma != token.lower

    def singular(self, at: int) -> bool:
        """Whether the dictionary shows a noun to be singular, so that a bare figure before it is no count."""
        numbers = {r.number for r in entry(self.lang, self.tokens[at].text).readings} - {""}
        return numbers == {"Sing"}

    def gender(self, at: int) -> str:
        """The gender of an adjective where its readings agree on one."""
        genders = {r.gender for r in entry(self.lang, self.tokens[at].text).readings if r.number == "Sing"} - {""}
        return genders.pop() if len(genders) == 1 else ""

    def name(self, draft: Draft) -> Name:
        """The finished designation as a name."""
        tokens = self.tokens[draft.first : draft.last]
        return Name(
            type="Unit",
            start=tokens[0].start,
            end=tokens[-1].end,
            first=draft.first,
            last=draft.last,
            head=draft.head,
            text=plain_text(tokens),
            lemma=draft.full or self._full_name(draft),
            source="unit",
            side=draft.side,
            attributes=draft.attributes,
        )

    def _full_name(self, draft: Draft) -> str:
        """The designation in the nominative singular, with the size word that a list or an ellipsis leaves out."""
        parts = [t.text for t in self.tokens[draft.first : draft.last]]
        head = draft.head - draft.first
        size = self.size(str(draft.attributes.get("echelon", "")))
        token = self.tokens[draft.head]
        if draft.elided:
            parts.append(self._capitals(parts, size))
            head = len(parts) - 1
        elif (
            not token.pos
            and token.lemma == entry(self.lang, size).lemma
            and (self.plural(draft.head) or not self.name_before)
        ):
            parts[head] = self._capitals(parts[:head], size)
        if "number" in draft.evidence:
            parts = [self._ordinal(part, size) for part in parts]
        if (draft.elided or token.pos) and not draft.acronym:
            noun = entry(self.lang, size).lower
            known = noun in (r.lemma for r in entry(self.lang, parts[head]).readings)
            return joined(declension.phrase(self.lang, parts, head, noun if known else "").split(" "))
        return joined(parts)

    def _capitals(self, parts: list[str], size: str) -> str:
        """The size word with a capital where the other words of the name have one."""
        return size.capitalize() if self.name_before and any(p[0].isupper() for p in parts) else size

    def size(self, echelon: str) -> str:
        """The noun for a size, as a name has it."""
        row = next((e for e in lexicon.read(self.lang, "units")["echelon"] if e.id == echelon), None)
        return str(row.title or row.forms[0]) if row else ""

    def _ordinal(self, part: str, head_word: str) -> str:
        """A number in figures with the ending of the nominative that goes with its noun's gender."""
        match = _NUMBER.fullmatch(part)
        if not match or not match[2]:
            return part
        gender = next((r.gender for r in entry(self.lang, head_word).readings if r.gender), "")
        rows = [
            (len(last), row.ending)
            for row in lexicon.read(self.lang, "units")["ordinal_ending"]
            for last in row.last
            if row.gender == gender and match[1].endswith(last)
        ]
        return match[1] + max(rows)[1] if rows else part


def joined(parts: list[str]) -> str:
    """Words as a name: no space inside brackets and quotation marks, around hyphens, or before closing marks."""
    text = " ".join(parts)
    text = re.sub(r"([«„“(]) ", r"\1", text)
    text = re.sub(r" ([»”)\],.])", r"\1", text)
    text = re.sub(r"(?<=\w) ([-‑]) (?=\w)", r"\1", text)
    return re.sub(r"\" ([^\"]*) \"", r'"\1"', text)


def _own_name(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit()


def _word(text: str) -> bool:
    return text[0].isalnum() or text in "-–."
