"""One number and the words around it: what it counts, how firmly, and of which side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.countwords import PERSON_CONCEPTS, count_words
from kg.extract.numerals import Numeral
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence, Token
from kg.model import Qualifier

STATES = frozenset({"killed", "wounded", "missing"})
"""Concepts that name a state of people: "three hundred wounded conscripts" counts wounded."""

EXCHANGE = "exchange"
"""Concept of a counted exchange."""
NOUN_REACH = 4
"""Words that may stand between a number and its noun (adjectives, mostly)."""
TOLL_REACH = 12
"""Tokens from the words for a toll to its number."""
EACH_REACH = 6
"""Tokens between a number and the words that give it to each side."""
YEARS = range(1900, 2100)
"""Bare figures of these values with no noun are years."""
MARKS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "…"})
QUOTES = frozenset({'"', "“", "”", "«", "»", "„", "'", "-", "‑"})
_DASHES = frozenset({"—", "–", "‒", "-", ":"})
_BEFORE_NOUN = frozenset({"ADJ", "DET", "VERB", "NUM", "ADV"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number that counts.

    first, last  tokens of the number, without its qualifier; `last` exclusive; `start`, `end`, `text` likewise
    whole        tokens of the number with its qualifier, last exclusive
    noun         tokens of the noun phrase that it counts, from after the number to its head; None where there is none
    of           concept of what is counted, "" where the noun does not say
    side         ISO code, or own | other as the speaker sees it, by an adjective, a noun or a name beside the noun
    part         a part of a total that stands elsewhere
    kind         "pair" (so many for so many: `other` is the opposite number), "each" (so many of each side), else ""
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    value: int
    qualifier: Qualifier = "exact"
    noun: tuple[int, int] | None = None
    of: str = ""
    side: str = ""
    part: bool = False
    kind: str = ""
    other: int = 0
    whole: tuple[int, int] = (0, 0)


class Counting:
    """One number and the words around it."""

    __slots__ = ("number", "sentence", "tokens", "types", "words")

    def __init__(self, sentence: Sentence, number: Numeral, types: Mapping[int, Name]) -> None:
        self.types = types
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.words = count_words(sentence.lang)
        self.number = number

    def quantity(self) -> Quantity | None:
        """The number as a quantity, None where it counts nothing."""
        number, tokens, words = self.number, self.tokens, self.words
        ordinal = not number.figures and (
            words.ordinals.at(tokens, number.last) or words.ordinals.at(tokens, number.last - 1)
        )
        day = number.plain and number.value <= 31 and words.months.at(tokens, number.last)  # of no known year
        if number.value == 0 or ordinal or day or self._is_designation():
            return None
        qualifier, first, last = self._qualified()
        if words.uncounted_after.at(tokens, last) or words.uncounted_before.before(tokens, first):
            return None
        found = self.counting(last, qualifier, first)
        bare = not found.of and found.noun is None
        if bare and (number.value == 1 or (number.plain and number.value in YEARS) or self._is_age(first)):
            return None
        return found

    def counting(self, last: int, qualifier: Qualifier = "exact", first: int | None = None) -> Quantity:
        """The number as a count of the noun that begins at token `last`."""
        number, tokens = self.number, self.tokens
        first = number.first if first is None else first
        noun = self._noun_after(last) or self._type_after(last) or self._noun_before(first)
        end = noun[0][1] if noun else last
        of = noun[1] if noun else self._toll(number.first)
        if of and not noun:
            qualifier, first = "exact", number.first  # "rose to 24" is not "up to 24"
        elif not noun:
            of = self._toll(first)
        each = self._is_each(first, end) and (not of or of not in self.words.things)
        return Quantity(
            start=tokens[number.first].start,
            end=tokens[number.last - 1].end,
            text=plain_text(tokens[number.first : number.last]),
            first=number.first,
            last=number.last,
            value=number.value,
            qualifier=qualifier,
            whole=(number.first if qualifier == "exact" else first, last),
            noun=noun[0] if noun else None,
            of=of,
            side=self._side(noun[0] if noun else (last, last)),
            part=self._is_part(end),
            kind="each" if each else "",
        )

    def _type_after(self, i: int) -> tuple[tuple[int, int], str] | None:
        """The named type that begins at token `i`, and what it is a type of: "two Su-34s"."""
        while i < len(self.tokens) and self.tokens[i].text in QUOTES:
            i += 1
        name = self.types.get(i)
        return ((i, name.last), str(name.attributes["noun"])) if name is not None else None

    def _toll(self, first: int) -> str:
        """What a number without a noun counts where it is a toll's: "the number of wounded has risen to 34"."""
        reaching = self.words.reaching.before(self.tokens, first)
        at = reaching[1] if reaching else 0
        while at > 0 and first - at <= TOLL_REACH and self.tokens[at - 1].text not in MARKS:
            if toll := self.words.toll.before(self.tokens, at):
                return toll[0]
            at -= 1
        return ""

    def _is_age(self, first: int) -> bool:
        """Whether a bare number behind a word for people is their age: "prisoners under 25", "a boy of twenty"."""
        if first == self.number.first and not self.words.out_of.before(self.tokens, first):
            return False
        at = first if first < self.number.first else first - 1
        people = self.words.counted.before(self.tokens, at)
        return people is not None and people[0] in PERSON_CONCEPTS.values()

    def _is_designation(self) -> bool:
        """Whether figures are glued to a letter, a sign or an item number, or stand in a numbered list."""
        number, tokens = self.number, self.tokens
        before = tokens[number.first - 1] if number.first else None
        after = tokens[number.last] if number.last < len(tokens) else None
        if self.words.uncounted_before.before(tokens, number.first):
            return True
        glued_before = before is not None and before.end == tokens[number.first].start and before.text[-1] in "-/#+:№@_"
        glued_after = after is not None and after.start == tokens[number.last - 1].end and after.text[0] in "/_:"
        hyphen = after is not None and after.text in ("-", "‑") and after.start == tokens[number.last - 1].end
        listed = number.plain and number.first == 0 and after is not None and after.text in (".", ")", "/")
        if (glued_before and self._pair_behind()) or (hyphen and self._pair_ahead(number.last + 1)):
            return False
        return glued_before or glued_after or listed or hyphen

    def _pair_ahead(self, i: int) -> bool:
        joined = self.words.pair.at(self.tokens, i)
        return joined is not None

    def _pair_behind(self) -> bool:
        return self.words.pair.before(self.tokens, self.number.first - 1) is not None

    def _qualified(self) -> tuple[Qualifier, int, int]:
        """The qualifier, the first token of it (past fillers), and the token after number and qualifier."""
        number, tokens, words = self.number, self.tokens, self.words
        first, last = number.first, number.last
        qualifier: Qualifier = "exact"
        at = first
        for _ in range(3):
            known = words.qualifiers_before.before(tokens, at)
            if known:
                qualifier, first = known
                break
            skipped = words.filler.before(tokens, at) or words.each_before.before(tokens, at)
            if not skipped:
                break
            at = skipped[1]
        after = words.qualifiers_after.at(tokens, last)
        if after and qualifier == "exact":
            return after[0], first, after[1]
        return qualifier, first, last

    def _noun_after(self, i: int) -> tuple[tuple[int, int], str] | None:
        """The span of the counted noun phrase that begins at token `i`, and its concept."""
        tokens, words = self.tokens, self.words
        at = i
        for _ in range(NOUN_REACH + 1):
            if at >= len(tokens):
                return None
            known = words.counted.at(tokens, at)
            if known and not self._describes_thing(at, known[1]):
                return (i, self._head_end(known[1]) if known[0] in STATES else known[1]), known[0]
            people = words.side_nouns.at(tokens, at)
            if people and not self._modifies(people[1]):
                return (i, people[1]), "person"
            filler = words.filler.at(tokens, at)
            if not filler and not self._may_precede_noun(tokens[at]):
                return None
            at = filler[1] if filler else people[1] if people else at + 1
        return None

    def _describes_thing(self, at: int, end: int) -> bool:
        """Whether an adjective that names people by itself describes the noun behind it: "three military airfields"."""
        if self.tokens[at].pos != "ADJ" or end >= len(self.tokens):
            return False
        after, people = self.tokens[end], self.words.counted.at(self.tokens, end)
        agrees = after.pos == "NOUN" and bool(after.case & self.tokens[at].case)
        return agrees and (people is None or people[0] not in PERSON_CONCEPTS.values())

    def _head_end(self, end: int) -> int:
        """The end of the noun phrase whose word for a state ends at `end`: "wounded [Russian soldiers]"."""
        at, best = end, end
        for _ in range(NOUN_REACH):
            known = self.words.counted.at(self.tokens, at)
            if known:
                return known[1]
            side = self.words.sides.at(self.tokens, at)
            if side is None:
                break
            best = at = side[1]
        return best

    def _modifies(self, i: int) -> bool:
        """Whether a word that names a people or its adjective ("Russian") has a counted noun after it."""
        for at in range(i, min(i + NOUN_REACH, len(self.tokens))):
            if self.words.counted.at(self.tokens, at):
                return True
            if not self._may_precede_noun(self.tokens[at]):
                return False
        return False

    def _may_precede_noun(self, token: Token) -> bool:
        if token.text in QUOTES:
            return True
        if token.lower in self.words.stop or not token.text[0].isalpha():
            return False
        return not token.pos or token.pos in _BEFORE_NOUN

    def _noun_before(self, i: int) -> tuple[tuple[int, int], str] | None:
        """The noun of a list item, before a dash or colon: "tanks – 3,031"."""
        if i < 2 or self.tokens[i - 1].text not in _DASHES:
            return None
        known = self.words.counted.before(self.tokens, i - 1)
        return ((known[1], i - 1), known[0]) if known else None

    def _side(self, noun: tuple[int, int]) -> str:
        """The side that a word inside the noun phrase shows, or the word right after it."""
        for at in range(*noun):
            known = self.words.sides.at(self.tokens, at)
            if known:
                return known[0]
        after = self.words.sides.at(self.tokens, noun[1])
        return after[0] if after else ""

    def _is_part(self, end: int) -> bool:
        """Whether words after the number or after its noun make it a part of a total."""
        part = self.words.part_after
        return bool(part.at(self.tokens, self.number.last) or part.at(self.tokens, end))

    def _is_each(self, first: int, end: int) -> bool:
        """Whether the number is that of each side: "по 25", "25 from each side"; nothing but words may lie between."""
        tokens, words = self.tokens, self.words
        if words.each_before.before(tokens, self.number.first) or words.each_before.before(tokens, first):
            return True
        for step, begin in ((1, end), (-1, first - 1)):
            at = begin
            while 0 <= at < len(tokens) and abs(at - begin) <= EACH_REACH:
                if words.each_near.at(tokens, at):
                    return True
                if tokens[at].text in MARKS or tokens[at].text[0].isdecimal():
                    break
                at += step
        return False


def may_pair(quantity: Quantity) -> bool:
    """Whether people or the exchange itself ("the 303-for-303 swap") stand at a number."""
    return is_people(quantity) or quantity.of == EXCHANGE


def is_people(quantity: Quantity) -> bool:
    """Whether a number counts people, living or dead, or does not say what it counts."""
    return quantity.of in ("", "body", *PERSON_CONCEPTS.values(), *STATES)
