"""Who says it, and how sure they are: claimants and modality of what a sentence tells.

Verbs of saying, source phrases ("according to"), a name before a colon, quotation marks and the signature of a post
each give a speaker a stretch of text; the innermost named speaker of a telling is its claimant. Words are the
lexicon's
(`cues.toml`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract import cues
from kg.extract.clauses import CLAUSAL, base
from kg.extract.parsed import Parsed
from kg.extract.sayings import Saying, Sayings
from kg.extract.telling import Telling
from kg.extract.tokens import Name
from kg.model import Modality

QUOTED = re.compile(r"“[^“”]*”|«[^«»]*»|„[^„”“]*[”“]|\"[^\"\n]*\"")
"""A stretch in quotation marks; the four usual pairs."""

SCARE_QUOTE_WORDS = 3
"""Shorter quotations colour a word ("special operation"); they are nobody's speech of their own."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """The claimants of a telling (none: the document's own voice, or somebody unnamed) and its modality.

    conceded  whether they say it against their interest ("admitted that …")
    """

    speakers: tuple[Name, ...]
    side: str
    modality: Modality
    conceded: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The author of a post, as its passage is signed."""

    name: Name | None


class Attributions:
    """The attributions of a document's sentences, which are given in order."""

    def __init__(self, sentences: Sequence[Parsed], text: str, signatures: Mapping[int, Signature]) -> None:
        self.sentences = sentences
        self.signatures = signatures
        self.sayings = Sayings(sentences).of_sentence
        self.quotes = self._quotes(text)

    def of(self, telling: Telling) -> Attribution | None:
        """Who tells it and how; None where it is no happening: denied by nobody, supposed, or general."""
        parsed = self.sentences[telling.sentence]
        reach = self._own_words(parsed, telling)
        hedged = self._has(parsed, "hedge", reach | self._governing(parsed, telling))
        bare = not (telling.figures or telling.time or telling.places)
        if bare and self._has(parsed, "generic", frozenset(range(len(parsed.words)))):
            return None
        planned = self._has(parsed, "plan", self._verbal_group(parsed, telling))
        if self._has(parsed, "condition", self._verbal_group(parsed, telling)):
            return None
        if telling.kind == "noun" and self._has(parsed, "negation", frozenset(parsed.tree.kids(telling.word, "case"))):
            return None  # "without losses"
        negated = self._has(parsed, "negation", self._verbal_group(parsed, telling) | self._arguments(parsed, telling))
        covering = sorted(
            (s for s in self.sayings[telling.sentence] if telling.word in s.covers), key=lambda s: -s.depth
        )
        if any(s.negated for s in covering):
            return None
        if negated and planned:
            return None
        untrue = self._has(parsed, "untrue", frozenset(parsed.tree.ancestors(telling.word)))
        denied = negated != (untrue or any(s.stance == "deny" for s in covering))
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
        conceded = self._has(parsed, "concede", frozenset(range(len(parsed.words))))
        return Attribution(speakers, side, modality, conceded)

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

    def _quotes(self, text: str) -> list[tuple[int, int, Name]]:
        """Quoted stretches with their speaker: of the same sentence's saying outside the quote, else of a
        neighbour's."""
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
        clause = parsed.tree.clause(telling.word)
        # "Perhaps, …": a word alone in brackets of commas, which a parser makes a clause of its own
        aside = [k for j in clause for k in parsed.tree.kids(j) if parsed.words[k].dep in CLAUSAL]
        alone = [k for k in aside if all(parsed.words[j].pos == "PUNCT" for j in parsed.tree.subtree(k) if j != k)]
        return frozenset([*clause, *alone])

    def _governing(self, parsed: Parsed, telling: Telling) -> frozenset[int]:
        """The words of the clauses above a telling, without what else they govern."""
        if not parsed.tree.parsed:
            return frozenset()
        above = [j for j in parsed.tree.ancestors(telling.word) if parsed.words[j].pos in ("VERB", "AUX", "NOUN")]
        return frozenset(k for j in above for k in (j, *parsed.tree.kids(j)) for k in (k, *parsed.tree.kids(k, "amod")))

    def _arguments(self, parsed: Parsed, telling: Telling) -> frozenset[int]:
        """The heads and determiners of subject and object: "neither side took prisoners", "no one was exchanged"."""
        tree = parsed.tree
        heads = [k for j in (telling.word,) for k in tree.kids(j, "nsubj", "obj")] if telling.kind != "noun" else []
        ones = {q.start for q in parsed.quantities if q.value == 1}  # "not one plane", but "not fewer than ten"
        heads += [k for h in heads for k in tree.kids(h, "nummod") if parsed.words[k].start in ones]
        return frozenset(k for h in heads for k in (h, *tree.kids(h, "det", "advmod", "cc")))

    def _verbal_group(self, parsed: Parsed, telling: Telling) -> frozenset[int]:
        """The trigger with its auxiliaries, markers and adverbs, and those of the verbs that govern it without a new
        clause."""
        tree = parsed.tree
        if not tree.parsed:
            return frozenset(range(max(0, telling.word - 3), telling.word))
        group: set[int] = set()
        node = telling.word
        while True:
            group.add(node)
            group |= set(tree.kids(node, "aux", "advmod", "mark", "det", "cop", "cc", "discourse", "amod", "acl"))
            word = parsed.words[node]
            if word.head == node:
                break
            opens = base(word.dep) in ("acl", "advcl", "ccomp", "csubj", "parataxis", "appos")
            if opens or (base(word.dep) in ("nmod", "nsubj", "obl") and node != telling.word):
                break
            if word.dep == "nsubj" and telling.kind != "noun":
                break
            node = word.head
        return frozenset(group)

    def _has(self, parsed: Parsed, table: str, among: frozenset[int]) -> bool:
        return any(start in among for start, _ in cues.spans(parsed.words, cues.of(parsed.lang, table)))
