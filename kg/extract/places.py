"""Places: names of the gazetteer with the words that say their kind, and new names after such words.

`find` reads one sentence; what a name alone does not show it marks as in need of support. `settle` (of
`kg.extract.geocoding`) looks at the whole document: it chooses among places of one name, drops what nothing
supports, and fills in coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import lexicon
from kg.extract.dictionary import entry
from kg.extract.geocoding import NEEDS, SHARING, SOURCE, settle
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence
from kg.extract.toponyms import (
    Match,
    adjective_keys,
    clipped,
    cue_words,
    first_keys,
    is_function_word,
    is_never,
    matches,
)
from kg.extract.trie import capital
from kg.gazetteer import Gazetteer, Place, in_theatre
from kg.lexicon import PlaceType
from kg.transliterate import name_key

__all__ = ("NEEDS", "find", "settle")

HOME = frozenset({"UA", "RU", "BY", "MD", "RO"})
"""Countries whose towns need no support."""

SOME, MUCH = 0.2, 0.6
"""The document names its country; the document names its region, or a place near it."""

LOOK_AHEAD = 8
"""Tokens from an adjective to the type word that it shares with others ("Kharkiv, Sumy and Poltava regions")."""
OPENERS = frozenset(":.?!…«»„“”\"‘'•–—-*")
"""After these a capital may be a sentence's."""
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", ""))
"""Parts of speech that an inflected name can be mistaken for; "" where the dictionary has none."""
NEW_NAME = 3
"""Words of a name that no gazetteer knows, at most."""
SHOUTING = 0.6
"""A sentence with so large a part of its words capitalised shows nothing by capitals: a headline."""


@dataclass(frozen=True, slots=True)
class _Type:
    """A type word in a sentence: its tokens and its entry."""

    start: int
    end: int
    entry: PlaceType


class _Reader:
    """One sentence with its type words, cues and joiners."""

    def __init__(self, sentence: Sentence) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.gazetteer = Gazetteer.load()
        self.types_at: dict[int, list[_Type]] = {}
        self.types_to: dict[int, list[_Type]] = {}
        self.cue_ends: set[int] = set()
        self.joiner_ends: dict[int, int] = {}
        self.names: list[Name] = []
        trie = cue_words(self.lang)
        for at, token in enumerate(self.tokens):
            if trie.starts(token):
                for end, (array, row) in trie.match(self.tokens, at):
                    if row is not None:
                        self._type(_Type(at, end, row))
                    elif array == "cue":
                        self.cue_ends.add(end)
                    else:
                        self.joiner_ends[at] = end
        words = [t for t in self.tokens if t.text[0].isalpha()]
        self.shouting = len(words) > 3 and sum(capital(t) for t in words) >= SHOUTING * len(words)

    def _type(self, found: _Type) -> None:
        first = self.tokens[found.start]
        # "с. Мар'їнка" is a village, "С. Мар'яненко" a man, "2024 г." a year.
        if (
            len(first.text) <= 2
            and found.end - found.start <= 2
            and (capital(first) or (found.start and self.tokens[found.start - 1].text[0].isdigit()))
        ):
            return
        self.types_at.setdefault(found.start, []).append(found)
        self.types_to.setdefault(found.end, []).append(found)

    def before(self, at: int) -> list[_Type]:
        """Type words right before a token, or with a link between."""
        found = [t for t in self.types_to.get(at, ()) if t.entry.before]
        if at > 1:
            link = self.tokens[at - 1].lower
            found += [t for t in self.types_to.get(at - 1, ()) if t.entry.before and link in t.entry.links]
        return found

    def after(self, at: int) -> list[_Type]:
        """Type words that begin at a token and stand after a name."""
        return [t for t in self.types_at.get(at, ()) if t.entry.after]

    def shared(self, at: int) -> list[_Type]:
        """Type words for a whole list that a name ending before token `at` belongs to."""
        end = at
        while end - at < LOOK_AHEAD and end in self.joiner_ends:
            member = self.joiner_ends[end]
            while member in self.joiner_ends:
                member = self.joiner_ends[member]
            if member >= len(self.tokens):
                return []
            found = [m for m in matches(self.lang, self.tokens, member) if self._bare(m, SHARING)]
            if not found:
                return []
            end = found[0].end
            types = [t for at_end in (end, end - 1) for t in self.after(at_end) if t.entry.id in SHARING]
            if types:
                return types
        return []

    def _bare(self, match: Match, kinds: frozenset[str]) -> tuple[Place, ...]:
        return self.gazetteer.by_key(match.key, kinds)

    def of_kind(self, found: Sequence[Match], kind: str) -> tuple[list[Place], int]:
        """Places of one kind by the longest of some matches, with the end of that match."""
        for match in found:
            places = list(self._bare(match, frozenset({kind})))
            if not places and kind == "district":
                places = self._district(match)
            if not places and kind == "direction":
                places = [p for p in self._bare(match, frozenset({"settlement", "region"})) if p.rank >= 2]
                places = [p for p in places if (p.kind == "region") == (p.country == "RU")]
            if places:
                return places, match.end
        return [], 0

    def _district(self, match: Match) -> list[Place]:
        """Districts that are named after their chief town."""
        found = []
        for town in self._bare(match, frozenset({"settlement"})):
            for above in self.gazetteer.chain(town):
                if above.kind == "district" and name_key(above.names["uk"]).startswith(match.key[:5]):
                    found += [above]
        return list({place.id: place for place in found}.values())

    def read(self) -> list[Name]:
        """The places of the sentence, from left to right."""
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            name = self._known(at) if first_keys(self.lang, token.text) else self._direction(at)
            if name is None and capital(token):
                name = self._new(at)
            if name is None:
                at += 1
            else:
                self.names.append(name)
                at = name.last
        return self.names

    def _known(self, at: int) -> Name | None:
        name = self._direction(at)
        if name is not None:
            return name
        found = matches(self.lang, self.tokens, at)
        for kind in self.before(at):
            places, end = self.of_kind(found, kind.entry.id)
            if places:
                return self._name(kind.start if kind.entry.inside else at, at, end, places, kind.entry)
        for match in found:
            for kind in self.after(match.end):
                places, end = self.of_kind([match], kind.entry.id)
                if places:
                    return self._name(at, at, kind.end if kind.entry.inside else end, places, kind.entry)
            for kind in self.shared(match.end):
                places, end = self.of_kind([match], kind.entry.id)
                if places:
                    return self._name(at, at, end, places, kind.entry)
        return self._alone(at, found)

    def _direction(self, at: int) -> Name | None:
        """An adjective before a word for a sector of the front: the town that it is made of, or the Russian region."""
        kinds = [t for t in self.after(at + 1) if t.entry.id == "direction"]
        if not kinds:
            return None
        keys = adjective_keys(self.lang, self.tokens[at].text)
        options = [self.of_kind([Match(at + 1, key, derived=True, words=1)], "direction")[0] for key in keys]
        best = max((o for o in options if o), key=lambda o: (o[0].rank, o[0].population), default=None)
        return self._name(at, at, kinds[0].end, best, kinds[0].entry) if best else None

    def _alone(self, at: int, found: Sequence[Match]) -> Name | None:
        """A name with no word of its kind: the longest that is plausible."""
        for end in dict.fromkeys(m.end for m in found):
            options = [(m, self.gazetteer.by_key(m.key)) for m in found if m.end == end]
            options = [(m, places) for m, places in options if places]
            if not options:
                continue
            # A derived form wins over the word as it stands only where it names a place far better known.
            match, places = max(
                options,
                key=lambda o: (
                    o[1][0].rank - 1.5 * o[0].derived,
                    not o[0].derived,
                    in_theatre(o[1][0]),
                    o[1][0].population,
                ),
            )
            needs = self._needs(at, match, places[0])
            if needs is not None:
                return self._name(at, at, end, places, None, needs)
        return None

    def _needs(self, at: int, match: Match, best: Place) -> float | None:
        """How much support a bare name needs, None where it is no place."""
        cue = at in self.cue_ends or self._listed(at)
        opening = self.shouting or at == 0 or self.tokens[at - 1].text in OPENERS
        one = match.words == 1
        ordinary = self.gazetteer.ordinary(match.key) if one else ""
        if one and self._no_name(at, match, opening and not cue):
            return None
        if ordinary:
            if (
                best.kind == "country"
                and not cue
                and self.tokens[at].lower not in {n.casefold() for n in best.names.values()}
            ):
                return None
            if "p" in ordinary and best.rank < 5 and not (cue and best.rank >= 3):
                return None if best.rank < 3 or opening or self._beside_capital(at) else MUCH
            if opening and not cue and best.rank < 5:
                return None
            if best.rank < 3:
                return MUCH if cue and not self.shouting else None
        if best.kind == "country" or best.rank >= 4:
            return 0.0
        if best.rank >= 2 and cue:
            return 0.0
        if best.rank == 3:
            return 0.0 if best.country in HOME else SOME
        if cue and not self.shouting:
            return SOME if best.country in HOME else MUCH
        return MUCH if best.rank == 2 else None

    def _no_name(self, at: int, match: Match, doubtful: bool) -> bool:
        """Whether a capitalised word is something else: a function word, a clipped adjective, a word too short."""
        token = self.tokens[at]
        if is_never(self.lang, token) or (len(match.key) < 3 and not token.text.replace(".", "").isupper()):
            return True
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if token.pos == "ADJ" and following is not None and capital(following) and following.pos == "NOUN":
            return True  # "Zaliznyi Hai" is not Zalizne
        if doubtful and (is_function_word(self.lang, token) or token.pos not in NOMINAL):
            return True
        return token.lower in clipped(self.lang) and not self._nominal(at)

    def _beside_capital(self, at: int) -> bool:
        """Whether a word stands beside another capitalised one, as given names and surnames do."""
        return any(0 <= i < len(self.tokens) and capital(self.tokens[i]) for i in (at - 1, at + 1))

    def _nominal(self, at: int) -> bool:
        """Whether "U.S." stands alone, not before the noun that it describes."""
        if at + 1 >= len(self.tokens):
            return True
        after = self.tokens[at + 1]
        return not after.text[0].isalpha() or at + 1 in self.joiner_ends or is_function_word(self.lang, after)

    def _listed(self, at: int) -> bool:
        """Whether the name goes on a list whose last member was a place."""
        if not self.names:
            return False
        end = self.names[-1].last
        while end in self.joiner_ends and end < at:
            end = self.joiner_ends[end]
        return end == at and end > self.names[-1].last

    def _new(self, at: int) -> Name | None:
        """A capitalised name after "village of", though no gazetteer knows it."""
        kinds = [t for t in self.before(at) if t.entry.id == "settlement" and not capital(self.tokens[t.start])]
        if not kinds or is_never(self.lang, self.tokens[at]):
            return None
        end = at
        while (
            end < len(self.tokens)
            and end - at < NEW_NAME
            and capital(self.tokens[end])
            and self.tokens[end].text.replace("-", "").replace("'", "").isalpha()
        ):
            end += 1
        words = [self.tokens[i] for i in range(at, end)]
        if not words or len(words[0].text) < 3:
            return None
        lemma = " ".join(_nominative(self.lang, t.text) for t in words)
        return self._make(at, at, end, lemma, (), {"kind": "settlement"})

    def _name(
        self, first: int, at: int, end: int, places: Sequence[Place], kind: PlaceType | None, needs: float = 0.0
    ) -> Name:
        attributes: dict[str, Any] = {"kind": places[0].kind}
        if needs:
            attributes[NEEDS] = needs
        head = None
        if kind is not None and kind.inside:
            head = first if first < at else end - 1
        return self._make(first, at, end, places[0].name, tuple(p.id for p in places), attributes, head)

    def _make(
        self,
        first: int,
        at: int,
        end: int,
        lemma: str,
        ids: tuple[str, ...],
        attributes: dict[str, Any],
        head: int | None = None,
    ) -> Name:
        if head is None:
            words = [i for i in range(at, end) if self.tokens[i].text[0].isalnum()]
            if _head_last(self.lang):
                nouns = [i for i in words if self.tokens[i].pos in ("NOUN", "PROPN")]
                head = (nouns or words[-1:])[0]
            else:
                head = words[0]
        tokens = self.tokens[first:end]
        return Name(
            type="Place", start=tokens[0].start, end=tokens[-1].end, first=first, last=end, head=head,
            text=plain_text(tokens), lemma=lemma, source=SOURCE, key=f"place:{ids[0]}" if len(ids) == 1 else "",
            keys=tuple(f"place:{i}" for i in ids), attributes=attributes,
        )  # fmt: skip


@cache
def _head_last(lang: str) -> bool:
    return any(row.head_last for row in lexicon.read(lang, "places")["shape"])


def _nominative(lang: str, word: str) -> str:
    """The lemma of a capitalised word that a dictionary takes for a noun, else the word."""
    known = entry(lang, word)
    return known.lemma[:1].upper() + known.lemma[1:] if known.pos in ("NOUN", "PROPN") and "-" not in word else word


def find(sentence: Sentence) -> list[Name]:
    """The places that a sentence names, in order and without overlap. What is doubtful waits for `settle`.

    `keys` holds every candidate, `key` the only one; a new name after a word like "village" has neither.
    """
    return _Reader(sentence).read()
