"""Units of armed forces: number, arm, size, honorific, military unit number, in any order that a language has them.

A unit's name grows from its size word to both sides over words that can belong to it: modifiers, arms, names in quotes,
capitalised names, numbers. What has neither number nor name is no unit. Beside that, a number and an arm stand for a unit
without a size word ("the 47th Mechanized"), some names do alone ("Akhmat"), and a list shares one size word ("the 60th,
57th and 28th brigades"). The words are the lexicon's (`units.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kg import lexicon
from kg.extract.dictionary import entry
from kg.extract.tokens import Name, Sentence
from kg.extract.trie import Hit, Hits, capital, surface

REACH = 9
"""Tokens to one side of a size word that its name can take."""

LONGEST_QUOTE = 5
"""Tokens between quotation marks that can be a unit's own name."""

OPENING = frozenset("\"“„«'‘‚‹″”")
CLOSING = frozenset("\"”“»'’›″")
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))

_NUMBER = re.compile(r"(\d{1,4})([-‑]?[^\W\d_]{1,3})?")
_POST_NUMBER = re.compile(r"[^\W\d_]?-?\d{4,5}")


@dataclass(slots=True)
class _Draft:
    """A unit while it grows: its tokens, and what they say.

    evidence  what tells it from a common noun: "number", "known" (name), "quoted" (name), "capital" (name)
    suffix    words that its full name has and its text lacks ("Brigade" for a member of a list)
    """

    first: int
    last: int
    head: int
    attributes: dict[str, Any] = field(default_factory=dict)
    evidence: set[str] = field(default_factory=set)
    side: str = ""
    suffix: str = ""

    def number(self, value: int) -> None:
        self.attributes.setdefault("number", value)
        self.evidence.add("number")

    def call(self, name: str, evidence: str, side: str = "") -> None:
        self.attributes.setdefault("honorific", name)
        self.evidence.add(evidence)
        self.side = self.side or side


class _Reader:
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
        return self.name_before or token.pos == "ADJ"

    def left(self, draft: _Draft, plain: bool = False, names: bool = True) -> None:
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

    def right(self, draft: _Draft) -> None:
        """Take the words after the draft that belong to it."""
        while draft.last < len(self.tokens) and draft.last - draft.head <= REACH:
            at = draft.last
            hit = self.known(self.hits.starting(at, "arm", "arm_short", "modifier", "name", "namesake"))
            if hit and hit.kind == "namesake":
                end = hit.end
                while end < len(self.tokens) and capital(self.tokens[end]):
                    end += 1
                if end == hit.end:
                    return
                draft.last = end
                continue
            if hit:
                draft.last = hit.end
                self._take(draft, hit)
                continue
            end_of_quote = self.quoted_after(at)
            if end_of_quote:
                self._quote(draft, at + 1, end_of_quote - 1)
                draft.last = end_of_quote
                continue
            if not self._number_after(draft):
                return

    def _take(self, draft: _Draft, hit: Hit) -> None:
        if hit.kind == "name":
            draft.call(surface(self.tokens[hit.start : hit.end]), "known", hit.entry.side)
        elif hit.kind in ("arm", "arm_short"):
            draft.attributes.setdefault("arm", hit.entry.id)

    def _quote(self, draft: _Draft, start: int, end: int) -> None:
        inner = surface(self.tokens[start:end])
        name = self.known(self.hits.starting(start, "name"))
        if inner.isdigit():
            draft.number(int(inner))
        elif name and name.end == end:
            draft.call(inner, "known", name.entry.side)
        else:
            draft.call(inner, "known" if len(inner) == 1 else "quoted")

    def _number_after(self, draft: _Draft) -> bool:
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
        closed = after < len(self.tokens) and (
            bool(self.hits.starting(after, "arm", "modifier")) or self.tokens[after].text in OPENING
        )
        if not (mark or capital(self.tokens[draft.head]) or closed):
            return False
        draft.number(number[0])
        draft.last = after
        return True

    def post_number(self, draft: _Draft) -> None:
        """Take a military unit number that follows in brackets, after a comma, or directly."""
        at = draft.last
        if at >= len(self.tokens):
            return
        bracket = self.tokens[at].text
        hit = self.hits.starting(at + (bracket in ("(", ",")), "post_number")
        if hit and hit.end < len(self.tokens) and _POST_NUMBER.fullmatch(self.tokens[hit.end].text):
            draft.attributes["militaryUnitNumber"] = self.tokens[hit.end].text
            closed = bracket == "(" and hit.end + 1 < len(self.tokens) and self.tokens[hit.end + 1].text == ")"
            draft.last = hit.end + 1 + closed

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


def find(sentence: Sentence) -> list[Name]:
    """The units that a sentence names, in order; they do not overlap.

    Attributes: number (int), echelon, arm, honorific, militaryUnitNumber, each where the text says it. `side` is that of
    the country adjective before the name, or of the name itself, else "".
    """
    hits = Hits(sentence, "units")
    if not hits:
        return []
    reader = _Reader(sentence, hits)
    drafts: list[_Draft] = []
    for grow in (_full_names, _sized, _detached, _headless, _lone_names, _posted):
        for draft in grow(reader, drafts):
            if not any(d.first < draft.last and draft.first < d.last for d in drafts):
                draft.side = draft.side or reader.side_before(draft.first)
                drafts.append(draft)
    drafts.sort(key=lambda d: d.first)
    return [_name(reader, d) for d in drafts]


def _full_names(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Names of more than one word that may hold a size word ("Russian Volunteer Corps")."""
    found = []
    for hit in reader.hits.all("name"):
        if hit.entry.alone and hit.end - hit.start > 1 and reader.known(hit):
            draft = _Draft(hit.start, hit.end, hit.end - 1)
            draft.call(surface(reader.tokens[hit.start : hit.end]), "known", hit.entry.side)
            found.append(draft)
    return found


def _sized(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Units with a size word, and the lists that share one."""
    found: list[_Draft] = []
    for head in reader.hits.all("echelon", "echelon_short", "formation_short"):
        if any(d.first <= head.start < d.last for d in (*drafts, *found)):
            continue
        formation = head.kind == "formation_short"
        draft = _Draft(head.start, head.end, head.end - 1)
        draft.attributes["echelon"] = head.entry.echelon if formation else head.entry.id
        if formation:
            draft.attributes["arm"] = head.entry.arm
        reader.left(draft, plain=formation or reader.singular(head.end - 1))
        reader.right(draft)
        if not _evident(reader, draft, head):
            continue
        reader.post_number(draft)
        found.append(draft)
        if draft.first < head.start and "number" in draft.evidence and reader.plural(head.end - 1):
            found += _list(reader, draft, head)
    return found


def _evident(reader: _Reader, draft: _Draft, head: Hit) -> bool:
    """Whether the draft is one unit and not any unit of its kind."""
    if "number" in draft.evidence:
        return True
    if head.kind != "echelon":
        return False
    if draft.evidence & {"known", "quoted"}:
        return True
    solid = capital(reader.tokens[draft.head]) or "arm" in draft.attributes
    return "capital" in draft.evidence and solid and not head.entry.numbered


def _list(reader: _Reader, last: _Draft, head: Hit) -> list[_Draft]:
    """The other members of a list that shares the size word of its last member, from right to left."""
    members: list[_Draft] = []
    at = last.first
    side = reader.side_before(at)
    while at >= 2 and (reader.tokens[at - 1].text == "," or reader.hits.ending(at, "joiner")):
        joiner = reader.hits.ending(at, "joiner")
        end = joiner.start if joiner else at - 1
        member = _Draft(end, end, max(end - 1, 0), suffix=reader.tokens[head.end - 1].lemma)
        reader.left(member)
        if "number" not in member.evidence:
            break
        member.attributes["echelon"] = last.attributes["echelon"]
        if "arm" in last.attributes:
            member.attributes.setdefault("arm", last.attributes["arm"])
        members.append(member)
        at = member.first
        side = side or reader.side_before(at)
    for member in (*members, last):
        member.side = member.side or side
    return members


def _detached(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """A known or quoted name, or a number with an arm, beside a noun that does not say the size."""
    found = []
    for noun in reader.hits.all("detachment"):
        draft = _Draft(noun.start, noun.end, noun.end - 1)
        reader.left(draft, names=False)
        reader.right(draft)
        numbered = "number" in draft.evidence and draft.last - draft.first > noun.end - noun.start + 1
        if "known" in draft.evidence or numbered or ("quoted" in draft.evidence and not noun.entry.known):
            reader.post_number(draft)
            found.append(draft)
    return found


def _headless(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """An ordinal with an arm, or with a name, that stands for a unit whose size the sentence carries over or leaves out."""
    found = []
    for at in range(len(reader.tokens) - 1):
        number = reader.number(at)
        if not number or not number[1]:
            continue
        draft = _Draft(at, at + 1, at)
        draft.number(number[0])
        reader.right(draft)
        last = draft.last - 1
        if last == at:
            continue
        echelon = _carried(reader, at, drafts)
        if not draft.evidence & {"known", "quoted"}:
            if "arm" not in draft.attributes or not _nominal(reader, draft):
                continue
            echelon = echelon or _elided(reader, last)
        elif not echelon:
            continue
        draft.head = last
        draft.suffix = echelon
        if echelon:
            draft.attributes["echelon"] = echelon
        found.append(draft)
    return found


def _nominal(reader: _Reader, draft: _Draft) -> bool:
    """Whether number and arm stand for the unit itself: written as a name, or an adjective with no noun after it."""
    arm = reader.tokens[draft.first + 1]
    following = reader.tokens[draft.last] if draft.last < len(reader.tokens) else None
    if arm.pos != "ADJ":
        return capital(arm) and not (following is not None and capital(following))
    return following is None or following.pos not in ("NOUN", "ADJ", "PROPN")


def _carried(reader: _Reader, at: int, drafts: Sequence[_Draft]) -> str:
    """The size that the sentence gave last before token `at`, or the only one that its units have."""
    before = [h for h in reader.hits.all("echelon", "formation_short") if h.end <= at]
    if before:
        row = before[-1].entry
        return str(row.echelon if before[-1].kind == "formation_short" else row.id)
    sizes = {d.attributes["echelon"] for d in drafts if "echelon" in d.attributes}
    return str(sizes.pop()) if len(sizes) == 1 else ""


def _elided(reader: _Reader, at: int) -> str:
    """The size whose noun an adjective of its gender leaves unsaid: brigades, which alone are feminine, where that tells."""
    gender = reader.gender(at)
    if not gender:
        return ""
    nouns = {
        e.id: entry(reader.lang, e.forms[0]).readings[0].gender for e in lexicon.read(reader.lang, "units")["echelon"]
    }
    return "brigade" if nouns.get("brigade") == gender and nouns.get("regiment") != gender else ""


def _lone_names(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Names that mean the unit with nothing beside them."""
    found = []
    for hit in reader.hits.all("name"):
        if hit.entry.alone and reader.known(hit):
            draft = _Draft(hit.start, hit.end, hit.end - 1)
            draft.call(surface(reader.tokens[hit.start : hit.end]), "known", hit.entry.side)
            found.append(draft)
    return found


def _posted(reader: _Reader, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Military unit numbers on their own; one that a link ties to a unit after it becomes part of that unit."""
    found = []
    for noun in reader.hits.all("post_number"):
        at = noun.end
        if at >= len(reader.tokens) or not _POST_NUMBER.fullmatch(reader.tokens[at].text):
            continue
        number = reader.tokens[at].text
        link = reader.hits.starting(at + 1, "link")
        unit = next((d for d in drafts if d.first == (link.end if link else at + 1)), None)
        if unit and "militaryUnitNumber" not in unit.attributes:
            unit.attributes["militaryUnitNumber"] = number
            unit.first = noun.start
        else:
            found.append(_Draft(noun.start, at + 1, at, {"militaryUnitNumber": number}))
    return found


def _own_name(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit()


def _word(text: str) -> bool:
    return text[0].isalnum() or text in "-–."


def _name(reader: _Reader, draft: _Draft) -> Name:
    tokens = reader.tokens[draft.first : draft.last]
    text = surface(tokens)
    return Name(
        type="Unit",
        start=tokens[0].start,
        end=tokens[-1].end,
        first=draft.first,
        last=draft.last,
        head=draft.head,
        text=text,
        lemma=f"{text} {draft.suffix}".strip(),
        source="unit",
        side=draft.side,
        attributes=draft.attributes,
    )
