"""Who says it, and how sure they are: claimants and modality of what a sentence tells.

Verbs of saying, source phrases ("according to"), a name before a colon, quotation marks and the signature of a post each give
a speaker a stretch of text; the innermost named speaker of a telling is its claimant. Words are the lexicon's (`cues.toml`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract import cues
from kg.extract.clauses import base
from kg.extract.discourse import is_definite
from kg.extract.frames import Telling
from kg.extract.parsed import Parsed
from kg.extract.phrases import side_lexicon
from kg.extract.tokens import Name
from kg.model import EntityType, Modality

SPEAKERS: frozenset[EntityType] = frozenset({"Person", "Organization", "Unit"})
QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„”“]*[”“]|\"[^\"\n]*\"")
"""A stretch in quotation marks; the four usual pairs."""

SCARE_QUOTE_WORDS = 3
"""Shorter quotations colour a word ("special operation"); they are nobody's speech of their own."""

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


@dataclass(frozen=True, slots=True)
class Attribution:
    """The claimants of a telling (none: the document's own voice, or somebody unnamed) and its modality."""

    speakers: tuple[Name, ...]
    side: str
    modality: Modality


@dataclass(frozen=True, slots=True)
class Signature:
    """The author of a post, as its passage is signed."""

    name: Name | None


@cache
def _stances(lang: str) -> Mapping[str, str]:
    return {verb: entry.id for entry in lexicon.read(lang, "cues")["say"] for verb in entry.verbs}


@cache
def _say_phrases(lang: str) -> tuple[tuple[str, cues.Sequences], ...]:
    return tuple((entry.id, cues.index(entry.phrases)) for entry in lexicon.read(lang, "cues")["say"])


class Attributions:
    """The attributions of a document's sentences, which are given in order."""

    def __init__(self, sentences: Sequence[Parsed], text: str, signatures: Mapping[int, Signature]) -> None:
        self.sentences = sentences
        self.signatures = signatures
        self.sayings: list[list[Saying]] = []
        self._last: Name | None = None
        for parsed in sentences:
            self.sayings.append(self._sayings(parsed))
        self.quotes = self._quotes(text)

    def of(self, telling: Telling) -> Attribution | None:
        """Who tells it and how; None where it is no happening: denied by nobody, supposed, or general."""
        parsed = self.sentences[telling.sentence]
        reach = self._own_words(parsed, telling)
        hedged = self._has(parsed, "hedge", reach)
        planned = self._has(parsed, "plan", self._verbal_group(parsed, telling))
        if self._has(parsed, "condition", self._verbal_group(parsed, telling)):
            return None
        negated = self._has(parsed, "negation", self._verbal_group(parsed, telling))
        covering = sorted(
            (s for s in self.sayings[telling.sentence] if telling.word in s.covers), key=lambda s: -s.depth
        )
        if any(s.negated for s in covering):
            return None
        denied = negated != any(s.stance == "deny" for s in covering)
        speakers, side, attributed = self._speakers(parsed, telling, covering)
        planned = planned or any(s.stance == "plan" for s in covering)
        modality: Modality
        if denied:
            if not attributed:
                return None
            modality = "denied"
        elif planned:
            modality = "planned"
        elif hedged:
            modality = "alleged"
        elif attributed:
            modality = "claimed"
        else:
            modality = "asserted"
        return Attribution(speakers, side, modality)

    def _speakers(
        self, parsed: Parsed, telling: Telling, covering: Sequence[Saying]
    ) -> tuple[tuple[Name, ...], str, bool]:
        for saying in covering:
            if saying.speakers:
                return saying.speakers, saying.side, True
        quoted = self._quote_speaker(telling)
        if quoted is not None:
            return (quoted,), quoted.side, True
        signature = self.signatures.get(parsed.passage)
        if signature is not None and signature.name is not None:
            return (signature.name,), signature.name.side, True
        if covering:
            return (), covering[0].side, True
        return (), "", False

    def _sayings(self, parsed: Parsed) -> list[Saying]:
        found = [s for s in map(lambda i: self._saying_verb(parsed, i), range(len(parsed.words))) if s is not None]
        found += self._source_phrases(parsed)
        colon = self._colon(parsed)
        if colon is not None:
            self._last = self._last if any(s.speakers for s in found) else colon.speakers[0]
            found.append(colon)
        return found

    def _saying_verb(self, parsed: Parsed, i: int) -> Saying | None:
        tree, word = parsed.tree, parsed.words[i]
        if word.name is not None or not tree.parsed or word.pos not in ("VERB", "AUX"):
            return None
        stance = _stances(parsed.lang).get(word.lemma) or self._phrasal(parsed).get(i)
        if stance is None:
            return None
        subjects = self._subjects(parsed, i)
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

    def _phrasal(self, parsed: Parsed) -> dict[int, str]:
        """Sayings of several words ("let it be known"), by the verb that opens them."""
        found = {}
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
        behind = self._inverted_subject(parsed, i)
        if behind and not any(self._speaks(parsed, s) for s in subjects):
            return behind
        return subjects or self._window_subject(parsed, i)

    def _speaks(self, parsed: Parsed, s: int) -> bool:
        name = parsed.words[s].name
        return name is not None and name.type in SPEAKERS

    def _closes(self, parsed: Parsed, i: int, speaker: set[int]) -> bool:
        """Whether nothing but the speaker stands behind the verb, so that what is said stands before it."""
        rest = [w for w in parsed.words[i + 1 :] if w.i not in speaker and w.pos in ("VERB", "NOUN", "PROPN", "NUM")]
        return not rest and any(w.pos in ("VERB", "NOUN") for w in parsed.words[:i])

    def _window_subject(self, parsed: Parsed, i: int) -> list[int]:
        """Without a subject in the parse, the nearest person before a finite verb of saying with no other verb between."""
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
        """ "…, announced the chief of staff, Andriy Yermak": the first speaker right behind a verb that opens its clause."""
        before = parsed.words[i - 1] if i else None
        if before is None or before.pos not in ("PUNCT", "ADV", "AUX"):
            return []
        officials = side_lexicon(parsed.lang)
        official: list[int] = []
        for word in parsed.words[i + 1 : i + 1 + INVERSION_REACH]:
            if word.pos in ("VERB", "SCONJ", "NUM", "CCONJ"):
                break
            if word.name is not None and word.name.type in SPEAKERS:
                following = next(
                    (w for w in parsed.words[word.i + 1 : word.i + 1 + INVERSION_REACH] if w.pos in ("VERB", "AUX")),
                    None,
                )
                subject = following is not None and word.i in parsed.tree.kids(following.i, "nsubj")
                return official if subject else [word.i]
            if not official and "official" in officials.kinds_of(word):
                official = [word.i]
        return official

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
                if w.name is not None and w.name.type in SPEAKERS and w.head == s and base(w.dep) in ("appos", "flat")
            ]
            if apposed:
                names += apposed
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

    def _antecedent(self, parsed: Parsed, s: int, side: str = "") -> Name | None:
        """Who a pronoun or a bare noun ("the ministry") speaks for: the last speaker, or the last name with that noun."""
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

    def _quotes(self, text: str) -> list[tuple[int, int, Name]]:
        """Quoted stretches with their speaker: of the same sentence's saying outside the quote, else of a neighbour's."""
        found = []
        for match in QUOTED.finditer(text):
            if len(match.group().split()) <= SCARE_QUOTE_WORDS:
                continue
            start, end = match.span()
            touching = [p.number for p in self.sentences if p.sentence.start < end and p.sentence.end > start]
            if not touching:
                continue
            passage = self.sentences[touching[0]].passage
            around = [touching[-1], touching[0], touching[-1] + 1, touching[0] - 1]
            whole = all(start <= p.sentence.start and p.sentence.end <= end + 1 for p in self._of_passage(passage))
            for n in dict.fromkeys(around):
                if not 0 <= n < len(self.sentences) or (self.sentences[n].passage != passage and not whole):
                    continue
                speaker = self._outside_speaker(n, start, end)
                if speaker is not None:
                    found.append((start, end, speaker))
                    break
        return found

    def _of_passage(self, passage: int) -> list[Parsed]:
        return [p for p in self.sentences if p.passage == passage]

    def _outside_speaker(self, n: int, start: int, end: int) -> Name | None:
        for saying in self.sayings[n]:
            for name in saying.speakers:
                if not start <= name.start < end:
                    return name
        return None

    def _quote_speaker(self, telling: Telling) -> Name | None:
        inside = [(end - start, start, name) for start, end, name in self.quotes if start <= telling.start < end]
        return min(inside, key=lambda q: q[:2])[2] if inside else None

    def _own_words(self, parsed: Parsed, telling: Telling) -> frozenset[int]:
        if not parsed.tree.parsed:
            return frozenset(range(len(parsed.words)))
        return frozenset(parsed.tree.clause(telling.word))

    def _verbal_group(self, parsed: Parsed, telling: Telling) -> frozenset[int]:
        """The trigger with its auxiliaries, markers and adverbs, and those of the verbs that govern it without a new clause."""
        tree = parsed.tree
        if not tree.parsed:
            return frozenset(range(max(0, telling.word - 3), telling.word))
        group: set[int] = set()
        node = telling.word
        while True:
            group.add(node)
            group |= {k for k in tree.kids(node, "aux", "advmod", "mark", "det", "cop", "cc", "discourse", "amod")}
            word = parsed.words[node]
            if word.head == node:
                break
            opens = base(word.dep) in ("acl", "advcl", "ccomp", "csubj", "parataxis", "appos")
            if opens or (base(word.dep) in ("nmod", "nsubj", "obl") and node != telling.word):
                break
            node = word.head
        return frozenset(group)

    def _has(self, parsed: Parsed, table: str, among: frozenset[int]) -> bool:
        return any(start in among for start, _ in cues.spans(parsed.words, cues.of(parsed.lang, table)))


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
