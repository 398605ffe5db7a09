"""Who says something in a sentence, and what of it is theirs: verbs of saying, source phrases, a name before a colon.

Words are the lexicon's (`cues.toml`). Where the parse gives a verb no subject, a name right behind the verb or the
person before it speaks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract import cues
from kg.extract.clauses import base
from kg.extract.discourse import is_definite
from kg.extract.parsed import Parsed
from kg.extract.phrases import Reader, side_lexicon
from kg.extract.tokens import Name
from kg.model import EntityType

SPEAKERS: frozenset[EntityType] = frozenset({"Person", "Organization", "Unit"})

INVERSION_REACH = 9
"""How many words behind a verb of saying its subject may end ("announced the president's chief of staff, X")."""

COLON_REACH = 14
"""How many words may stand before the colon that hands over to a speaker ("Andriy Yermak, head of …: …")."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody says something in a sentence.

    covers    word indexes of what is said
    speakers  names of the speakers; empty where nobody is named
    side      side of a speaker without a name ("Moscow", "Ukrainian officials")
    stance    neutral, claim, deny, confirm, announce, plan
    depth     how deep in the sentence: an inner saying wins
    """

    covers: frozenset[int]
    speakers: tuple[Name, ...]
    side: str
    stance: str
    negated: bool
    depth: int


@cache
def _stances(lang: str) -> Mapping[str, str]:
    return {verb: entry.id for entry in lexicon.read(lang, "cues")["say"] for verb in entry.verbs}


@cache
def _say_phrases(lang: str) -> tuple[tuple[str, cues.Sequences], ...]:
    return tuple((entry.id, cues.index(entry.phrases)) for entry in lexicon.read(lang, "cues")["say"])


class Sayings:
    """The sayings of a document's sentences, which are given in order: `of_sentence[number]`."""

    def __init__(self, sentences: Sequence[Parsed]) -> None:
        self.sentences = sentences
        self._last: Name | None = None
        self.of_sentence = [self._sayings(parsed) for parsed in sentences]

    def _sayings(self, parsed: Parsed) -> list[Saying]:
        self._phrases = self._phrasal(parsed)
        found = [s for s in (self._saying_verb(parsed, i) for i in range(len(parsed.words))) if s is not None]
        found += self._source_phrases(parsed)
        colon = self._colon(parsed)
        if colon is not None:
            self._last = self._last if any(s.speakers for s in found) else colon.speakers[0]
            found.append(colon)
        return found

    def _saying_verb(self, parsed: Parsed, i: int) -> Saying | None:
        tree, word = parsed.tree, parsed.words[i]
        if word.name is not None or not tree.parsed or not (word.pos in ("VERB", "AUX") or self._mistagged(parsed, i)):
            return None
        stances = _stances(parsed.lang)
        stance = self._phrases.get(i) or stances.get(word.lemma) or stances.get(word.lower)
        if stance is None:
            return None
        if base(word.dep) == "acl" and tree.is_passive(i) and self._speaks(parsed, word.head):
            return None  # "the ministry, quoted by the agency": who passes it on
        subjects = self._subjects(parsed, i)
        if not subjects and word.feats.get("Person") == "1":
            return None  # "let us recall": the document's own voice
        below = set(tree.subtree(i))
        subject_words = {j for s in subjects if s in below for j in tree.subtree(s)}
        covers = below - subject_words - {i}
        if base(word.dep) in ("parataxis", "advcl") and word.head != i and not self._opens_clause(parsed, i):
            covers = set(tree.subtree(word.head)) - below
        if not any(parsed.words[j].pos in ("VERB", "NOUN") for j in covers):
            covers = set(range(i + 1, len(parsed.words))) - subject_words
        if self._closes(parsed, i, subject_words):
            covers = set(range(i)) - subject_words
        names, side = self._who(parsed, subjects)
        if names:
            self._last = names[0]
        negated = any(parsed.words[k].feats.get("Polarity") == "Neg" for k in tree.kids(i, "advmod", "aux"))
        return Saying(frozenset(covers), names, side, stance, negated, sum(1 for _ in tree.ancestors(i)))

    def _mistagged(self, parsed: Parsed, i: int) -> bool:
        """A verb of saying right behind a speaker's name that the tagger takes for a noun ("the ministry confirms")."""
        before = parsed.words[i - 1] if i else None
        return parsed.words[i].pos == "NOUN" and before is not None and self._speaks(parsed, before.i)

    def _phrasal(self, parsed: Parsed) -> dict[int, str]:
        """Sayings of several words ("let it be known"), by the verb that opens them."""
        found: dict[int, str] = {}
        for stance, sequences in _say_phrases(parsed.lang):
            found |= {start: stance for start, _ in cues.spans(parsed.words, sequences)}
        return found

    def _subjects(self, parsed: Parsed, i: int) -> list[int]:
        """Who speaks: the subject next to the verb, else who stands behind it ("said X"), else the person before it."""
        slots = parsed.tree.slots(i)
        subjects = slots.get("subj", []) or slots.get("agent", []) or slots.get("by", [])
        own = parsed.tree.kids(i, "nsubj")
        if len(own) > 1:
            subjects = [min(own, key=lambda k: abs(k - i))]
        if not subjects:
            subjects = self._speaking_place(parsed, i)
        behind = self._inverted_subject(parsed, i)
        beside = set(parsed.tree.subtree(i)) if self._opens_with_comma(parsed, i) else set(subjects)
        if behind and not any(self._speaks(parsed, s) for s in subjects if s in beside):
            return behind
        if not subjects and self._mistagged(parsed, i):
            return [i - 1]
        return subjects or self._window_subject(parsed, i)

    def _opens_with_comma(self, parsed: Parsed, i: int) -> bool:
        """Whether a verb with its auxiliaries stands right behind a mark: its subject is not the one before that."""
        first = min([i, *parsed.tree.kids(i, "aux")])
        return first > 0 and parsed.words[first - 1].pos == "PUNCT"

    def _speaking_place(self, parsed: Parsed, i: int) -> list[int]:
        """ "In the General Staff (they) said": a body in which a plural verb without a subject says something."""
        if parsed.words[i].feats.get("Number") != "Plur":
            return []
        starts = {s for s, _ in cues.spans(parsed.words, cues.of(parsed.lang, "saying_place"))}
        for k in parsed.tree.kids(i, "obl", "nmod"):
            if any(c in starts for c in parsed.tree.kids(k, "case")):
                name = parsed.words[k].name
                if name is not None and (name.type in SPEAKERS or name.type == "Place"):
                    return [k]
        return []

    def _speaks(self, parsed: Parsed, s: int) -> bool:
        name = parsed.words[s].name
        return name is not None and name.type in SPEAKERS

    def _closes(self, parsed: Parsed, i: int, speaker: set[int]) -> bool:
        """Whether nothing but the speaker stands behind the verb, so that what is said stands before it."""
        tree = parsed.tree
        beside = set(speaker)
        for k in tree.kids(i):
            below = tree.subtree(k)
            circumstance = base(parsed.words[k].dep) == "obl" and bool(tree.kids(k, "case"))
            if speaker & set(below) or circumstance or _in_date(parsed, k):
                beside |= set(below)
        rest = [w for w in parsed.words[i + 1 :] if w.i not in beside and w.pos in ("VERB", "NOUN", "PROPN", "NUM")]
        return not rest and any(w.pos in ("VERB", "NOUN") for w in parsed.words[:i])

    def _window_subject(self, parsed: Parsed, i: int) -> list[int]:
        """Without a subject in the parse, the nearest person before a finite verb of saying with no other verb
        between."""
        word = parsed.words[i]
        if base(word.dep) in ("acl", "amod") or word.feats.get("VerbForm") in ("Inf", "Ger", "Conv"):
            return []
        for before in reversed(parsed.words[:i]):
            if before.pos in ("VERB", "CCONJ") or before.text in ".;:":
                return []
            if before.name is not None and before.name.type == "Person":
                return [before.i]
        return []

    def _inverted_subject(self, parsed: Parsed, i: int) -> list[int]:
        """ "…, announced the chief of staff, Andriy Yermak": the first speaker right behind a verb that opens its
        clause."""
        before = parsed.words[i - 1] if i else None
        if before is None or before.pos not in ("PUNCT", "ADV", "AUX"):
            return []
        if any(k > i for k in parsed.tree.kids(i, "ccomp")):
            return []  # "told RIA Novosti that …": who is told
        officials = side_lexicon(parsed.lang)
        official: list[int] = []
        for word in parsed.words[i + 1 : i + 1 + INVERSION_REACH]:
            if word.pos in ("VERB", "SCONJ", "NUM", "CCONJ"):
                break
            if self._speaks(parsed, word.i) and not parsed.tree.kids(word.i, "case"):
                following = next(
                    (w for w in parsed.words[word.i + 1 : word.i + 1 + INVERSION_REACH] if w.pos in ("VERB", "AUX")),
                    None,
                )
                subject = following is not None and word.i in parsed.tree.kids(following.i, "nsubj")
                return official if subject else [word.i]
            if not official and "official" in officials.kinds_of(word):
                official = [word.i]
        return official or self._sided_object(parsed, i)

    def _sided_object(self, parsed: Parsed, i: int) -> list[int]:
        """ "…, announced the Russian army": what a verb behind its content has for an object, and shows a side."""
        tree, reader = parsed.tree, Reader(parsed.tree, parsed.lang, ())
        for k in tree.kids(i, "obj", "nsubj"):
            bare = k > i and not tree.kids(k, "case", "nummod") and not _in_date(parsed, k)
            if bare and {"force", "government"} & reader.read(k).kinds and reader.read(k).side:
                return [k]
        return []

    def _opens_clause(self, parsed: Parsed, i: int) -> bool:
        """Whether a dependent verb of saying has content of its own ("after he said that …")."""
        return any(base(parsed.words[k].dep) in ("ccomp", "obj") for k in parsed.tree.kids(i))

    def _who(self, parsed: Parsed, subjects: Iterable[int]) -> tuple[tuple[Name, ...], str]:
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
                names.append(_speaking([word.name, *(n for n in apposed if n.type == "Person")]))
                continue
            if word.name is not None:
                side = side or sides.names.get(word.name.lemma.casefold(), "")
                side = side or str(word.name.attributes.get("country", ""))
                continue
            inner = [parsed.words[j] for j in parsed.tree.subtree(s) if j != s]
            apposed = [
                w.name
                for w in inner
                if w.name is not None and w.name.type in SPEAKERS and w.head == s and self._names_head(parsed, w.i)
            ]
            if apposed:
                names.append(_speaking(apposed))
                continue
            side = side or next((found for w in inner if (found := sides.of_word(w))), "")
            bodies = [
                w.name for w in inner if w.name is not None and w.name.type in ("Organization", "Unit") and w.head == s
            ]
            if bodies and sides.kinds_of(word):
                names.append(bodies[0])
                continue
            antecedent = self._antecedent(parsed, s, side)
            if antecedent is not None:
                names.append(antecedent)
        return tuple(dict.fromkeys(names)), side

    def _names_head(self, parsed: Parsed, i: int) -> bool:
        """Whether a name says who the noun before it is ("the ombudsman, X", "the portal X")."""
        relation = base(parsed.words[i].dep)
        bare = not parsed.tree.kids(i, "case", "det") and not parsed.words[i].feats.get("Case")
        return relation in ("appos", "flat") or (relation in ("nmod", "amod") and bare)

    def _antecedent(self, parsed: Parsed, s: int, side: str = "") -> Name | None:
        """Who a pronoun or a bare noun ("the ministry") speaks for: the last speaker, or the last name with that
        noun."""
        word = parsed.words[s]
        if word.pos == "PRON":
            return self._last if word.feats.get("PronType", "Prs") == "Prs" else None
        last = self._last
        if last is not None and word.lemma in _name_words(last) and not (side and last.side and side != last.side):
            return last
        for earlier in reversed(self.sentences[: parsed.number + 1]):
            for name in reversed(earlier.names):
                if side and name.side and side != name.side:
                    continue
                if name.type in SPEAKERS and name.type != "Person" and word.lemma in _name_words(name):
                    return name
        bodily = (
            word.pos == "NOUN" and word.feats.get("Number") != "Plur" and not side_lexicon(parsed.lang).kinds_of(word)
        )
        if bodily and is_definite(parsed.tree, s):
            return self._last_body(parsed, side)
        return None

    def _last_body(self, parsed: Parsed, side: str) -> Name | None:
        """The organization named last before a sentence, at most two sentences back ("the agency", "the outlet")."""
        for earlier in reversed(self.sentences[max(0, parsed.number - 2) : parsed.number]):
            for name in reversed(earlier.names):
                if name.type == "Organization" and not (side and name.side and side != name.side):
                    return name
        return None

    def _source_phrases(self, parsed: Parsed) -> list[Saying]:
        found = []
        for start, end in cues.spans(parsed.words, cues.of(parsed.lang, "source")):
            names: list[Name] = []
            side = ""
            sides = side_lexicon(parsed.lang)
            for word in parsed.words[end:]:
                if word.pos == "PUNCT" and names:
                    break
                if word.text in ",;:." or word.pos in ("VERB", "AUX"):
                    break
                if word.name is not None and word.name.type in SPEAKERS:
                    names.append(word.name)
                elif word.name is None:
                    side = side or sides.of_word(word)
            head = next((w.i for w in parsed.words[end:] if w.pos not in ("DET", "ADJ", "ADP")), None)
            if not names and head is not None:
                antecedent = self._antecedent(parsed, head)
                names = [antecedent] if antecedent is not None else []
            names = _without_posts(parsed, names)
            if names:
                self._last = names[0]
            covers = frozenset(range(len(parsed.words))) - frozenset(range(start, end))
            found.append(Saying(covers, tuple(names), side, "neutral", False, 0))
        return found

    def _colon(self, parsed: Parsed) -> Saying | None:
        """ "Name, post: what is said": the name before a colon early in the sentence speaks all after it."""
        colon = next((w.i for w in parsed.words[:COLON_REACH] if w.text == ":"), None)
        if colon is None:
            return None
        before = parsed.words[:colon]
        names = tuple(w.name for w in before if w.name is not None and w.name.type in SPEAKERS)
        if not names or any(w.pos == "VERB" and w.lemma not in _stances(parsed.lang) for w in before):
            return None
        speaker = _speaking(names)
        covers = frozenset(range(colon + 1, len(parsed.words)))
        return Saying(covers, (speaker,), speaker.side, "neutral", False, 0)


def _in_date(parsed: Parsed, i: int) -> bool:
    return any(t.start <= parsed.words[i].start < t.end for t in parsed.times)


def _without_posts(parsed: Parsed, names: Sequence[Name]) -> list[Name]:
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


def _speaking(names: Sequence[Name]) -> Name:
    """Of a post and its holder ("press officer of the Armed Forces Ivan Petrenko: …") the person, else the first."""
    return next((n for n in reversed(names) if n.type == "Person"), names[0])


@cache
def _name_words(name: Name) -> frozenset[str]:
    return frozenset(name.lemma.casefold().split()) | frozenset(name.text.casefold().split())
