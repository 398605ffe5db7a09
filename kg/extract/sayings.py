"""Who says something in a sentence, and what of it is theirs: verbs of saying, source phrases, a name before a colon.

Words are the lexicon's (`cues.toml`). Where the parse gives a verb no subject, a name right behind the verb or the
person before it speaks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract import cues
from kg.extract.clauses import base
from kg.extract.parsed import Parsed
from kg.extract.phrases import Reader, side_lexicon
from kg.extract.speakers import SPEAKERS, Speakers, speaking, without_posts
from kg.extract.tokens import Name, Word

INVERSION_REACH = 9
"""How many words behind a verb of saying its subject may end ("announced the president's chief of staff, X")."""

INSIDE_REACH = 4
"""How many words may stand inside a source phrase ("by the foreign ministry's own count")."""

CLOSED = 6
"""A sentence that closes with its source has at least so many words and marks."""

CLOSING_MARKS = frozenset("—–-:(")
"""What stands before the source that closes a headline or a sentence."""

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
    word      index of the verb of saying; None where none tells it
    """

    covers: frozenset[int]
    speakers: tuple[Name, ...]
    side: str
    stance: str
    negated: bool
    depth: int
    word: int | None = None


@cache
def stances(lang: str) -> Mapping[str, str]:
    """Verb of saying → its stance (neutral, claim, deny, …)."""
    return {verb: entry.id for entry in lexicon.read(lang, "cues")["say"] for verb in entry.verbs}


@cache
def _say_phrases(lang: str) -> tuple[tuple[str, cues.Sequences], ...]:
    return tuple((entry.id, cues.index(entry.phrases)) for entry in lexicon.read(lang, "cues")["say"])


class Sayings:
    """The sayings of a document's sentences, which are given in order: `of_sentence[number]`."""

    def __init__(self, sentences: Sequence[Parsed]) -> None:
        self.sentences = sentences
        self.speakers = Speakers(sentences)
        self.of_sentence: list[list[Saying]] = []
        for parsed in sentences:
            self.of_sentence.append(self._sayings(parsed))

    def _sayings(self, parsed: Parsed) -> list[Saying]:
        self._phrases = self._phrasal(parsed)
        found = [s for s in (self._saying_verb(parsed, i) for i in range(len(parsed.words))) if s is not None]
        cited = self._source_phrases(parsed)
        if any(s.speakers and not _only_media(s) for s in cited):
            found = [s for s in found if not _only_media(s)]  # an outlet that cites somebody passes it on
        found += cited
        colon = self._colon(parsed)
        if colon is not None:
            self.speakers.last = self.speakers.last if any(s.speakers for s in found) else colon.speakers[0]
            found.append(colon)
        closing = self._closing(parsed)
        if closing is not None and not any(s.speakers for s in found):
            found.append(closing)
        if not found and (continued := self._continued(parsed)) is not None:
            found.append(continued)
        outer = min((s for s in found if s.speakers), key=lambda s: (s.word is None, s.depth), default=None)
        if outer is not None:
            self.speakers.last, self.speakers.spoke = outer.speakers[0], parsed.number
        return found

    def _saying_verb(self, parsed: Parsed, i: int) -> Saying | None:
        tree, word = parsed.tree, parsed.words[i]
        if word.name is not None or not tree.parsed or not (word.pos in ("VERB", "AUX") or self._mistagged(parsed, i)):
            return None
        known = stances(parsed.lang)
        stance = self._phrases.get(i) or known.get(word.lemma) or known.get(word.lower)
        if stance is None:
            return None
        if base(word.dep) == "acl" and tree.is_passive(i) and self._speaks(parsed, word.head):
            return None  # "the ministry, quoted by the agency": who passes it on
        subjects = self._subjects(parsed, i)
        if not subjects and word.feats.get("Person") == "1":
            return None  # "let us recall": the document's own voice
        below = set(tree.subtree(i))
        subject_words = {j for s in subjects if s in below for j in tree.subtree(s)}
        names, side = self.speakers.who(parsed, subjects)
        if not names and not side and (beside := self._beside(parsed, i, subjects)) is not None:
            names, side = self.speakers.who(parsed, [beside])
            subject_words = {beside}
        covers = below - subject_words - {i}
        if base(word.dep) in ("parataxis", "advcl") and word.head != i and not self._opens_clause(parsed, i, stance):
            covers = set(tree.subtree(word.head)) - below
        if not any(parsed.words[j].pos in ("VERB", "NOUN") for j in covers):
            covers = set(range(i + 1, len(parsed.words))) - subject_words
        if self._closes(parsed, i, subject_words):
            covers = set(range(i)) - subject_words
        if names:
            self.speakers.last = names[0]
        negated = any(parsed.words[k].feats.get("Polarity") == "Neg" for k in tree.kids(i, "advmod", "aux"))
        return Saying(frozenset(covers), names, side, stance, negated, sum(1 for _ in tree.ancestors(i)), i)

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
        if not own:
            subjects = self._speaking_place(parsed, i) or subjects
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
                speaks = name is not None and (name.type in SPEAKERS or name.type == "Place")
                if speaks or {"institution", "force"} & side_lexicon(parsed.lang).kinds_of(parsed.words[k]):
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
        if speaker and not any(w.pos == "VERB" for w in rest) and self._set_off(parsed, i, max(speaker)):
            rest = []  # "…, announced Andrii Iermak, head of the Office"
        return not rest and any(w.pos in ("VERB", "NOUN") and w.i not in beside for w in parsed.words[:i])

    def _set_off(self, parsed: Parsed, i: int, speaker: int) -> bool:
        """Whether a verb behind a comma has its speaker right behind it, and a comma or nothing behind that."""
        helpers = parsed.tree.kids(i, "aux")
        first = min([i, *helpers])
        opened = first > 0 and parsed.words[first - 1].pos == "PUNCT"
        closed = speaker + 1 >= len(parsed.words) or parsed.words[speaker + 1].pos == "PUNCT"
        return opened and closed and i < speaker <= i + 3

    def _beside(self, parsed: Parsed, i: int, subjects: Sequence[int]) -> int | None:
        """The name that speaks by where it stands, where the parser took something else for the subject: right before
        the verb, or behind it with nothing but a date between."""
        if any(side_lexicon(parsed.lang).kinds_of(parsed.words[s]) and self._is_plural(parsed, s) for s in subjects):
            return None  # "residents said"
        if parsed.words[i].feats.get("VerbForm") in ("Inf", "Ger", "Conv") or base(parsed.words[i].dep) in (
            "acl",
            "amod",
        ):
            return None
        for word in reversed(parsed.words[:i]):
            if word.pos in ("VERB", "CCONJ", "SCONJ") or word.text in ".;:":
                break
            if self._stands_free(parsed, word.i):
                return word.i
        for word in parsed.words[i + 1 : i + 1 + INVERSION_REACH]:
            if self._stands_free(parsed, word.i):
                return None if any(k > i for k in parsed.tree.kids(i, "ccomp")) else word.i
            if not (word.pos in ("ADP", "ADV", "DET") or _in_date(parsed, word.i)):
                break
        return None

    def _stands_free(self, parsed: Parsed, j: int) -> bool:
        """Whether a speaker's name at word `j` has neither preposition nor a case in which nobody speaks."""
        word = parsed.words[j]
        if not self._speaks(parsed, j) or word.dep == "nmod:poss" or parsed.tree.kids(j, "case"):
            return False
        before = parsed.words[j - 1] if j else None
        nominative = word.feats.get("Case", "Nom") in ("Nom", "Acc,Nom")
        nominative = nominative or (
            word.name is not None and set(word.name.text.split()) == set(word.name.lemma.split())
        )
        return nominative and not (before is not None and before.pos == "ADP")

    def _is_plural(self, parsed: Parsed, s: int) -> bool:
        return parsed.words[s].feats.get("Number") == "Plur"

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
        if parsed.words[i].feats.get("VerbForm") in ("Ger", "Inf", "Conv"):
            return []  # "…, naming the National Guard"
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

    def _opens_clause(self, parsed: Parsed, i: int, stance: str) -> bool:
        """Whether a dependent verb of saying has content of its own ("after he said that …"), not only a listener."""
        told = parsed.tree.kids(i, "ccomp", "obj")
        return any(
            base(parsed.words[k].dep) == "ccomp" or stance == "plan" or not self._speaks(parsed, k) for k in told
        )

    def _source_phrases(self, parsed: Parsed) -> list[Saying]:
        """ "According to X", "by X's count", "in his words": what stands with them is said by X."""
        found = []
        passed_on = {start for start, _ in cues.spans(parsed.words, cues.of(parsed.lang, "citing"))}
        for start, end, inside in _source_cues(parsed):
            names: list[Name] = []
            side = ""
            sides = side_lexicon(parsed.lang)
            for word in inside or parsed.words[end:]:
                if word.pos == "PUNCT" and names:
                    break
                if word.text in ",;:." or word.pos in ("VERB", "AUX"):
                    break
                if word.name is not None and word.name.type in SPEAKERS:
                    names.append(word.name)
                elif word.name is None:
                    side = side or sides.of_word(word)
            head = next((w.i for w in inside or parsed.words[end:] if w.pos not in ("ADJ", "ADP", "PART")), None)
            if not inside and head is not None and parsed.words[head].pos == "DET":
                head = next((w.i for w in parsed.words[end:] if w.pos not in ("DET", "ADJ", "ADP")), None)
            if not names and head is not None:
                antecedent = self.speakers.antecedent(parsed, head)
                names = [antecedent] if antecedent is not None else []
            names = without_posts(parsed, names)
            if names:
                self.speakers.last = names[0]
            covers = frozenset(range(len(parsed.words))) - frozenset(range(start, end))
            depth = len(parsed.words) if start in passed_on else 0  # the outlet passes on what its source says
            found.append(Saying(covers, tuple(names), side, "neutral", False, depth))
        return found

    def _closing(self, parsed: Parsed) -> Saying | None:
        """A name alone at the end says what stands before: "… 45 came back (Yermak).", "… — General Staff"."""
        words = [w for w in parsed.words if w.text not in ".!?…"]
        if len(words) < CLOSED:
            return None
        bracketed = words[-1].text == ")" and words[-3].text == "("
        at = -2 if bracketed else -1
        name, mark, before = words[at].name, words[at - 1], words[at - 2]
        speaks = name is not None and name.type in ("Person", "Organization")
        if name is None or not speaks or self._speaks(parsed, before.i) or mark.text not in CLOSING_MARKS:
            return None
        return Saying(frozenset(range(before.i + 1)), (name,), name.side, "neutral", False, 0)

    def _continued(self, parsed: Parsed) -> Saying | None:
        """What somebody says goes on behind a semicolon, where it was introduced and not closed before."""
        if not parsed.number:
            return None
        before = self.sentences[parsed.number - 1]
        if before.words[-1].text != ";":
            return None
        told = [w.i for w in before.words if w.pos in ("VERB", "NOUN", "PROPN", "NUM")]
        for saying in self.of_sentence[parsed.number - 1]:
            outside = [i for i in told if i not in saying.covers]
            if (
                saying.speakers
                and told[-1] in saying.covers
                and outside
                and max(outside) < min(saying.covers | {told[-1]})
            ):
                return Saying(
                    frozenset(range(len(parsed.words))), saying.speakers, saying.side, saying.stance, False, 0
                )
        return None

    def _colon(self, parsed: Parsed) -> Saying | None:
        """ "Name, post: what is said": the name before a colon early in the sentence speaks all after it."""
        colon = next((w.i for w in parsed.words[:COLON_REACH] if w.text == ":"), None)
        if colon is None:
            return None
        before = parsed.words[:colon]
        names = tuple(w.name for w in before if w.name is not None and w.name.type in SPEAKERS)
        if not names or any(w.pos == "VERB" and w.lemma not in stances(parsed.lang) for w in before):
            return None
        speaker = speaking(names)
        covers = frozenset(range(colon + 1, len(parsed.words)))
        return Saying(covers, (speaker,), speaker.side, "neutral", False, 0)


def _source_cues(parsed: Parsed) -> list[tuple[int, int, list[Word]]]:
    """Where source phrases stand (end exclusive), with the words inside that say whose they are ("by X's count")."""
    known, words = cues.of(parsed.lang, "source"), parsed.words
    found: list[tuple[int, int, list[Word]]] = [(start, end, []) for start, end in cues.spans(words, known)]
    for i, word in enumerate(words):
        inner = []
        for within in words[i + 1 : i + 1 + INSIDE_REACH]:
            possessive = within.pos in ("PRON", "DET") and within.feats.get("PronType", "Prs") == "Prs"
            if not (within.name is not None or possessive or within.pos in ("PART", "ADJ")):
                break
            inner.append(within)
            rests = {rest for form in (word.lemma, word.lower) for rest in known.get(form, ()) if rest}
            end = within.i + 1
            length = next((len(r) for r in rests if cues.stands(words, end, r)), 0)
            if length and word.name is None and any(w.name is not None or w.pos in ("PRON", "DET") for w in inner):
                found.append((i, end + length, inner))
                break
    return sorted(found, key=lambda row: row[:2])


def _only_media(saying: Saying) -> bool:
    return bool(saying.speakers) and all(n.attributes.get("outlet") for n in saying.speakers)


def _in_date(parsed: Parsed, i: int) -> bool:
    return any(t.start <= parsed.words[i].start < t.end for t in parsed.times)
