"""Who a word of a speaker stands for: a name, a post's holder, "the ministry", "he", "their"."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import cache

from kg.extract.clauses import base
from kg.extract.discourse import has_articles, is_definite
from kg.extract.parsed import Parsed
from kg.extract.phrases import side_lexicon
from kg.extract.posts import posts
from kg.extract.tokens import Name, Word
from kg.model import EntityType

SPEAKERS: frozenset[EntityType] = frozenset({"Person", "Organization", "Unit"})

BODY_REACH = 3
"""How many sentences back "the agency" finds the organization that it stands for."""

HOLDER_REACH = 12
"""How many sentences back "the governor" finds the person who was named as governor."""


class Speakers:
    """The speakers of a document, whose sentences are given in order; `last` is who spoke last, in sentence `spoke`."""

    def __init__(self, sentences: Sequence[Parsed]) -> None:
        self.sentences = sentences
        self.last: Name | None = None
        self.spoke = -1

    def who(self, parsed: Parsed, subjects: Iterable[int]) -> tuple[tuple[Name, ...], str]:
        """The names of speakers, and the side of one without a name."""
        names: list[Name] = []
        side = ""
        sides = side_lexicon(parsed.lang)
        for s in subjects:
            word = parsed.words[s]
            if word.name is not None and word.name.type in SPEAKERS:
                apposed = [
                    w.name for w in map(parsed.words.__getitem__, parsed.tree.kids(s, "appos", "flat")) if w.name
                ]
                names.append(speaking([word.name, *(n for n in apposed if n.type == "Person")]))
                continue
            if word.name is not None:
                side = side or sides.names.get(word.name.lemma.casefold(), "")
                side = side or str(word.name.attributes.get("country", ""))
                continue
            inner = [parsed.words[j] for j in parsed.tree.subtree(s) if j != s]
            apposed = [
                w.name
                for w in inner
                if w.name is not None and w.name.type in SPEAKERS and self._names_head(parsed, w.i, s)
            ]
            if apposed:
                names.append(speaking(apposed))
                continue
            side = side or next((found for w in inner if (found := sides.of_word(w))), "")
            bodies = [
                w.name for w in inner if w.name is not None and w.name.type in ("Organization", "Unit") and w.head == s
            ]
            if bodies and sides.kinds_of(word):
                names.append(bodies[0])
                continue
            antecedent = self.antecedent(parsed, s, side)
            if antecedent is not None:
                names.append(antecedent)
        return tuple(dict.fromkeys(names)), side

    def _names_head(self, parsed: Parsed, i: int, s: int) -> bool:
        """Whether a name says who the noun before it is ("the ombudsman, X", "the Telegram channel X")."""
        relation, governor = base(parsed.words[i].dep), parsed.words[i].head
        if governor != s and (parsed.words[governor].head != s or parsed.words[governor].name is not None):
            return False
        bare = not parsed.tree.kids(i, "case", "det") and not parsed.words[i].feats.get("Case")
        return relation in ("appos", "flat") or (relation in ("nmod", "amod") and bare)

    def antecedent(self, parsed: Parsed, s: int, side: str = "") -> Name | None:
        """Who a pronoun or a bare noun stands for: the last speaker, the holder of a post, the body of that kind."""
        word = parsed.words[s]
        if word.pos in ("PRON", "DET"):
            return self._meant(parsed, word) if word.feats.get("PronType", "Prs") == "Prs" else None
        last = self.last
        if last is not None and word.lemma in _name_words(last) and not _differ(side, last):
            return last
        for earlier in reversed(self.sentences[: parsed.number + 1]):
            for name in reversed(earlier.names):
                body = name.type in SPEAKERS and name.type != "Person" and word.lemma in _name_words(name)
                if body and not _differ(side, name):
                    return name
        if word.pos != "NOUN" or word.feats.get("Number") == "Plur" or not self._points_back(parsed, s):
            return None
        kinds = side_lexicon(parsed.lang).kinds_of(word)
        if "official" in kinds:
            return self._holder(parsed, word)
        if "institution" in kinds:
            beside = [n for n in parsed.names if n.type == "Organization" and n.start < word.start]
            if len(beside) == 1 and not _differ(side, beside[0]):
                return beside[0]
            if last is not None and last.type != "Person" and not _differ(side, last):
                return last
        return self._last_body(parsed, side) if "institution" in kinds or not kinds else None

    def _points_back(self, parsed: Parsed, s: int) -> bool:
        """Whether a noun stands for somebody told before; where there are no articles, a bare noun does."""
        if has_articles(parsed.lang):
            return is_definite(parsed.tree, s)
        return not parsed.tree.kids(s, "amod", "nummod", "nmod", "det", "appos", "flat")

    def _meant(self, parsed: Parsed, word: Word) -> Name | None:
        """Whom a personal pronoun stands for: speaker or subject of the sentence before, else the last speaker."""
        topic = self._topic(parsed.number - 1) if self.spoke < parsed.number - 1 else None
        near = [n for n in (topic, self.last) if n is not None]
        gender = word.feats.get("Gender", "") if word.pos == "PRON" else ""
        person = {"Masc": True, "Fem": True, "Neut": False}.get(gender)
        fitting = [n for n in near if person is None or (n.type == "Person") == person]
        # Where nouns have genders, "he" may be a body.
        return next(iter(fitting if has_articles(parsed.lang) else fitting or near), None)

    def _topic(self, number: int) -> Name | None:
        """The speaker that a sentence has for its subject, the outermost one; else the body that it alone names."""
        if number < 0:
            return None
        parsed = self.sentences[number]
        subjects = [
            (sum(1 for _ in parsed.tree.ancestors(w.i)), w.name)
            for w in parsed.words
            if w.name is not None and w.name.type in SPEAKERS and base(w.dep) == "nsubj"
        ]
        if subjects:
            return min(subjects, key=lambda row: row[0])[1]
        bodies = [n for n in parsed.names if n.type in ("Organization", "Unit")]
        return bodies[0] if len(bodies) == 1 else None

    def _holder(self, parsed: Parsed, word: Word) -> Name | None:
        """The person last named with a post of that noun ("the governor"), else the last speaker, a person."""
        for earlier in reversed(self.sentences[max(0, parsed.number - HOLDER_REACH) : parsed.number]):
            for post in reversed(posts(earlier.sentence, earlier.names)):
                if word.lemma in (post.lemma, *post.title.casefold().split()):
                    return post.person
        return None

    def _last_body(self, parsed: Parsed, side: str) -> Name | None:
        """The organization named last before a sentence ("the agency", "the outlet")."""
        for earlier in reversed(self.sentences[max(0, parsed.number - BODY_REACH) : parsed.number]):
            for name in reversed(earlier.names):
                if name.type == "Organization" and not _differ(side, name):
                    return name
        return None


def _differ(side: str, name: Name) -> bool:
    return bool(side and name.side and side != name.side)


def without_posts(parsed: Parsed, names: Sequence[Name]) -> list[Name]:
    """Speakers without the bodies that only stand in a speaker's post ("Air Force commander Mykola Oleshchuk")."""
    by_span = {(w.name.start, w.name.end): w.i for w in parsed.words if w.name is not None}
    kept = []
    for name, following in itertools.zip_longest(names, names[1:]):
        if following is not None and name.type != "Person" and following.type == "Person":
            between = parsed.words[by_span[name.start, name.end] + 1 : by_span[following.start, following.end]]
            if not any(w.pos in ("PUNCT", "CCONJ") for w in between):
                continue
        kept.append(name)
    return kept


def speaking(names: Sequence[Name]) -> Name:
    """Of a post and its holder ("press officer of the Armed Forces Ivan Petrenko: …") the person, else the first."""
    return next((n for n in reversed(names) if n.type == "Person"), names[0])


@cache
def _name_words(name: Name) -> frozenset[str]:
    return frozenset(name.lemma.casefold().split()) | frozenset(name.text.casefold().split())
