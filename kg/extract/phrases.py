"""What a noun phrase stands for: named entities, a side, numbers.

"Soldiers of the 93rd Mechanized Brigade" is that unit; "two Russian occupiers" is a side and a number; "Ukraine's
forces" is a side; "Kyiv" as an actor is a government. The words that show a side are the lexicon's (`cues.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.extract import cues
from kg.extract.clauses import CLAUSAL, Tree, base
from kg.extract.quantities import Quantity
from kg.extract.tokens import Name, Word

OWN, OTHER = "own", "other"
"""Sides as the speaker sees them ("our defenders", "the enemy"), until attribution says who speaks."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as a possible filler.

    head    index of its head word
    names   entities that it names, the head's first
    side    ISO code, `own`, `other`, or ""
    kinds   classes of its head noun (captive, force, civilian, …; the lexicon's), or the type of its first name
    counts  numbers that stand inside it
    """

    head: int
    names: tuple[Name, ...] = ()
    side: str = ""
    kinds: frozenset[str] = frozenset()
    counts: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class SideLexicon:
    """Lemma → side, by the way the word shows it."""

    adjectives: Mapping[str, str]
    nouns: Mapping[str, str]
    names: Mapping[str, str]
    deixis: Mapping[str, str]
    kinds: Mapping[str, frozenset[str]]

    def of_word(self, word: Word, before: Word | None = None) -> str:
        """The side that one word shows, alone or with the word before it ("North Korean"), or ""."""
        forms: tuple[str, ...] = (word.lemma, word.lower)
        if before is not None:
            forms = (f"{before.lower} {word.lower}", f"{before.lower} {word.lemma}", *forms)
        for form in forms:
            side = self.adjectives.get(form) or self.nouns.get(form) or self.deixis.get(form)
            if side:
                return side
        return ""

    def kinds_of(self, word: Word) -> frozenset[str]:
        """The classes of a common noun."""
        found = self.kinds.get(word.lemma) or self.kinds.get(word.lower)
        if not found and word.pos in ("NOUN", "PROPN") and word.name is None and self.nouns.get(word.lemma):
            return frozenset({"person"})  # "the Ukrainians"
        return found or frozenset()


@cache
def side_lexicon(lang: str) -> SideLexicon:
    """The side words of a language."""
    cues = lexicon.read(lang, "cues")
    kinds: dict[str, set[str]] = {}
    for entry in (*cues["person_noun"], *cues["thing_noun"]):
        for noun in entry.nouns:
            kinds.setdefault(noun, set()).add(entry.id)
    return SideLexicon(
        adjectives={form: s.id for s in cues["side"] for form in s.adjectives},
        nouns={form: s.id for s in cues["side"] for form in s.nouns},
        names={form: s.id for s in cues["side"] for form in s.names},
        deixis={form: d.id for d in cues["deixis"] for form in d.forms},
        kinds={noun: frozenset(ids) for noun, ids in kinds.items()},
    )


@cache
def classes_of_counted(lang: str) -> Mapping[str, frozenset[str]]:
    """Noun or concept of what is counted → the classes that a frame may ask for ("drone", "vehicle")."""
    found: dict[str, set[str]] = {}
    for entry in lexicon.read(lang, "quantities")["counted"]:
        for form in (entry.id, *entry.nouns):
            found.setdefault(form, set()).update({entry.id, entry.kind} - {""})
    return {form: frozenset(classes) for form, classes in found.items()}


def standing_in(words: Iterable[Word], quantities: Iterable[Quantity]) -> list[Quantity]:
    """The quantities that stand in some words; a number with its qualifier ("close to 300") may be one word."""
    spans = [(word.start, word.end) for word in words]
    return [q for q in quantities if any(q.start <= start < q.end or start <= q.start < end for start, end in spans)]


class Reader:
    """Reads the noun phrases of one parsed sentence."""

    __slots__ = ("lang", "lexicon", "quantities", "tree")

    def __init__(self, tree: Tree, lang: str, quantities: Sequence[Quantity]) -> None:
        self.tree = tree
        self.lang = lang
        self.lexicon = side_lexicon(lang)
        self.quantities = quantities

    def read(self, head: int) -> Phrase:
        """The phrase headed by word `head`, without its coordinated phrases and without clauses below it."""
        words = self.tree.words
        inner = [j for j in self._inside(head) if j != head]
        own = words[head]
        names: list[Name] = []
        places: list[Name] = []
        ground: list[int] = []
        side = ""
        kinds: frozenset[str]
        if own.name is not None:
            kinds = frozenset({own.name.type})
            side = self.side_of_name(own.name)
            if not self.is_government(own):
                names.append(own.name)
            else:
                kinds = frozenset({"government"})
                side = side or self.lexicon.names.get(own.lemma, "")
        else:
            kinds = self.lexicon.kinds_of(own)
            side = self.lexicon.of_word(own, words[head - 1] if head else None)
        # "103 soldiers from Russian captivity" are not Russian for it.
        held = {c for j in inner if "captivity" in self.lexicon.kinds_of(words[j]) for c in self.tree.subtree(j)}
        for j in inner:
            name = words[j].name
            if name is None:
                side = side or ("" if j in held else self._modifier_side(j))
                continue
            if j not in held and not self._elsewhere(j):
                side = side or self.side_of_name(name)
            if own.name is None and self._stands_for_head(head, j):
                if name.type != "Place":
                    names.append(name)
                elif not ground or self.tree.first_conjunct(j) == ground[0]:
                    ground.append(self.tree.first_conjunct(j))  # "the village of X in the Y region" is X
                    places.append(name)
        if own.name is None and not kinds:
            # "A number of servicemen", "elements of …": the noun that is measured out says what they are.
            kinds = next(
                (found for k in self.tree.kids(head, "nmod") if (found := self.lexicon.kinds_of(words[k]))), kinds
            )
        names += places
        if names and own.name is names[0] and own.name.attributes.get("generic"):
            # "their aircraft, a Su-25" is the Su-25.
            inner_names = (w.name for w in map(words.__getitem__, inner))
            types = [n for n in inner_names if n is not None and n.type == "Equipment"]
            names = types[:1] or names
        return Phrase(head, tuple(names), side, kinds, self._counts(head, inner))

    def is_government(self, word: Word) -> bool:
        """Whether a place name is one that news uses for a government ("Kyiv said"); roles take it as a side."""
        return (
            word.name is not None
            and word.name.type == "Place"
            and (word.lemma in self.lexicon.names or word.name.lemma.casefold() in self.lexicon.names)
            and word.name.attributes.get("kind") != "country"
        )

    def side_of_name(self, name: Name) -> str:
        """The side of a named entity: its own, or a country's code."""
        if name.side:
            return name.side
        if name.type == "Place":
            by_name = self.lexicon.names.get(name.lemma.casefold()) or self.lexicon.names.get(name.text.casefold())
            if by_name:
                return by_name
            if name.attributes.get("kind") == "country":
                return str(name.attributes.get("country", ""))
        return ""

    def _inside(self, head: int) -> list[int]:
        stop = CLAUSAL - {"root"}
        out = [head]
        for k in self.tree.kids(head):
            dep = self.tree.words[k].dep
            if dep in stop or dep == "conj" or base(dep) in ("nsubj", "cop", "aux", "obj", "advcl"):
                continue
            if any(self.tree.words[c].pos == "VERB" for c in self.tree.kids(k, "case")):
                continue  # "according to …", "including …" say nothing of the head itself
            out += self.tree.subtree(k, stop)
        return sorted(out)

    def _modifier_side(self, j: int) -> str:
        word = self.tree.words[j]
        if word.name is None and base(word.dep) in (
            "amod",
            "compound",
            "nmod",
            "det",
            "appos",
            "flat",
            "obl",
            "dep",
            "conj",
        ):
            return self.lexicon.of_word(word, self.tree.words[j - 1] if j else None)
        return ""

    def _elsewhere(self, j: int) -> bool:
        """Whether a place stands in a phrase only as where or whither ("drones at Ukraine", "soldiers in Russia")."""
        word = self.tree.words[j]
        if word.name is None or word.name.type != "Place" or word.dep == "nmod:poss":
            return False
        cases = self.tree.kids(j, "case")
        owning = {start for start, _ in cues.spans(self.tree.words, cues.of(self.lang, "owning"))}
        return bool(cases) and not any(k in owning for k in cases)

    def _stands_for_head(self, head: int, j: int) -> bool:
        """Whether the name at `j` says who the noun at `head` is ("servicemen of the 80th", "soldier Ivanov")."""
        word = self.tree.words[j]
        assert word.name is not None
        if word.name.type == "Equipment":
            return not self._with_something(head, j)
        if word.name.type == "Person":
            return word.head == head and base(word.dep) in ("appos", "flat", "compound")
        if word.name.type == "Place":
            return self._is_ground_of(head, j)
        return base(word.dep) in ("nmod", "appos", "conj", "compound", "amod", "flat", "dep", "obl")

    def _with_something(self, head: int, j: int) -> bool:
        """Whether a preposition that ties nothing to its owner stands between a noun and a name below it: "hit a depot
        … with HIMARS"."""
        owning = {start for start, _ in cues.spans(self.tree.words, cues.of(self.lang, "owning"))}
        while j != head:
            if any(k not in owning for k in self.tree.kids(j, "case")):
                return True
            j = self.tree.words[j].head
        return False

    def _is_ground_of(self, head: int, j: int) -> bool:
        """Whether the place at `j` says which ground it is: "the village of X", "the outskirts of the village of X"."""
        at = self.tree.first_conjunct(j)
        owning = {start for start, _ in cues.spans(self.tree.words, cues.of(self.lang, "owning"))}
        inside = owning | {start for start, _ in cues.spans(self.tree.words, cues.of(self.lang, "inside"))}
        while at != head:
            governor = self.tree.words[self.tree.words[at].head]
            facility = "facility" in self.lexicon.kinds_of(governor)  # "an airfield in X"
            if any(k not in (inside if facility else owning) for k in self.tree.kids(at, "case")):
                return False
            if not self.lexicon.kinds_of(governor) & {"ground", "facility"} or governor.i == at:
                return False
            if base(self.tree.words[at].dep) not in ("nmod", "appos", "flat", "compound"):
                return False
            at = governor.i
        return True

    def _counts(self, head: int, inner: Sequence[int]) -> tuple[Quantity, ...]:
        found = standing_in((self.tree.words[j] for j in (head, *inner)), self.quantities)
        if len(found) > 1 and self.tree.words[head].pos == "NUM" and found[0].noun is None:
            # "60 of the 75 drones" are 60 drones.
            share, total = found[:2]
            return (replace(share, of=share.of or total.of, side=share.side or total.side),)
        return tuple(found)
