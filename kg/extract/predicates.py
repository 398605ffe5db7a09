"""The verb of a short clause where a small parser takes it for something else.

Where the past tense and the participle of a verb are one form, "guards detained eight soldiers" is parsed now and then
as a noun phrase: "detained" describes the soldiers, or is a noun itself. Word order tells the two apart: a verb that
tells an event, with a nominal right before it and another right behind it, is the verb of a clause. Other languages
show it by endings, and their sentences stay as they are.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.extract.dictionary import language
from kg.extract.lemmas import lemma
from kg.extract.phrases import side_lexicon
from kg.extract.tokens import Word

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OPENING = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN", "PRON"})
"""Parts of speech that may open the object right behind a verb."""

STOPS = frozenset(',;:.!?()[]"“”„«»—–')
PREDICATES = frozenset({"VERB", "AUX"})
NOT_PREDICATES = frozenset({"amod", "compound", "nmod", "flat", "appos", "nsubj", "nsubj:pass", "obl", "obj", "conj"})
"""Relations that no finite verb of a clause has; a reduced relative clause (`acl`) is one that nothing follows."""

CLAUSE_OF = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "compound", "appos", "amod", "conj", "flat"})


def restored(words: Sequence[Word], lang: str, times: Container[int]) -> tuple[Word, ...]:
    """The words with such verbs as verbs; `times` holds the offsets of words that are dates, which are no objects."""
    if not language(lang).past_is_participle or not any(w.dep for w in words):
        return tuple(words)
    words = [_as_participle(lang, words, w) for w in words]
    for i, word in enumerate(words):
        if word.name is None and (verb := _verb(lang, word.lower)) and _is_misread(words, i, times, lang):
            changed = _as_clause(words, i, verb, times)
            words = changed if _is_tree(changed) else words
    return tuple(words)


def _as_participle(lang: str, words: Sequence[Word], word: Word) -> Word:
    """ "107 freed on each side": what stands with a number and is no noun for people is what happened to them."""
    verb = "" if word.pos not in ("NOUN", "ADJ") or word.name is not None else _verb(lang, word.lower)
    counted = any(w.head == word.i and w.dep == "nummod" and w.i < word.i for w in words)
    if not verb or not counted or side_lexicon(lang).kinds_of(word):
        return word
    return replace(word, pos="VERB", lemma=verb, feats={"VerbForm": "Part", "Tense": "Past", "Voice": "Pass"})


def _is_tree(words: Sequence[Word]) -> bool:
    """Whether every word has the one root above it."""
    if sum(w.head == w.i for w in words) != 1:
        return False
    for word in words:
        i, steps = word.i, 0
        while words[i].head != i:
            i, steps = words[i].head, steps + 1
            if steps > len(words):
                return False
    return True


@dataclass(frozen=True, slots=True)
class _Verbs:
    """The lemmas of verbs that tell events, those that open a phrase included; and those that take no object."""

    telling: frozenset[str]
    moving: frozenset[str]


@cache
def _verbs(lang: str) -> _Verbs:
    frames = lexicon.read(lang, "frames")["frame"]
    telling = {v for frame in frames for v in frame.verbs} | {
        p.casefold().split()[0] for f in frames for p in f.phrases
    }
    slots = {frame.id: {slot for places in frame.roles.values() for slot in places} for frame in frames}
    moving = {v for frame in frames if not slots[frame.id] & {"obj", "passive_subj"} for v in frame.verbs}
    return _Verbs(frozenset(telling), frozenset(moving))


@cache
def _nouns(lang: str) -> frozenset[str]:
    """The nouns that tell events, and those for people and things."""
    frames = lexicon.read(lang, "frames")["frame"]
    return frozenset(noun for frame in frames for noun in frame.nouns) | frozenset(side_lexicon(lang).kinds)


@cache
def _verb(lang: str, form: str) -> str:
    """The verb of which a form may be the past tense, or ""."""
    found = lemma(lang, form, "VERB", {})
    return found if found != form and not form.endswith("ing") and found in _verbs(lang).telling else ""


def _is_misread(words: Sequence[Word], i: int, times: Container[int], lang: str) -> bool:
    word = words[i]
    kids = {w.dep for w in words if w.head == i and w.i != i}
    helped = bool(kids & {"aux", "aux:pass", "cop", "mark"})
    moving = _verb(lang, word.lower) in _verbs(lang).moving  # its participle describes nobody
    described = word.dep in NOT_PREDICATES and (not helped or word.dep == "amod")
    if word.pos in PREDICATES and not described and (helped or not moving or word.dep != "acl"):
        return False
    before = _before(words, i)
    if before is None:
        return False
    if moving and (word.dep == "acl" or (word.pos == "ADJ" and (word.head <= before or "nsubj" in kids))):
        return True  # "troops advanced near …": an adjective does not follow its noun
    if word.pos == "NOUN" and word.dep == "root" and words[before].dep == "compound" and word.lower not in _nouns(lang):
        return not word.lower.endswith("s")  # "the cruiser Moskva sank in …"
    if word.lower.endswith("s") and "obj" not in kids:
        return False
    after = i + 2 if i + 1 < len(words) and words[i + 1].dep == "compound:prt" else i + 1
    if after >= len(words) or words[after].start in times:
        return False
    if word.dep == "conj" and word.pos == "VERB":
        return False
    return words[after].pos in OPENING and words[after].head != before


def _before(words: Sequence[Word], i: int) -> int | None:
    """The nominal right before word `i`, adverbs passed over; none where a verb of the same stretch has it already."""
    j = i - 1
    while j >= 0 and (words[j].pos == "ADV" or (words[j].pos == "AUX" and words[j].head == i)):
        j -= 1
    if j < 0 or not (words[j].pos in NOMINAL or words[j].name is not None) or words[j].lower in ("'s", "’s"):
        return None
    if words[j].pos == "NUM" and (words[j].head >= i or words[i].dep == "amod"):
        return None  # "eleven wounded soldiers"
    return j


def _as_clause(words: Sequence[Word], i: int, verb: str, times: Container[int]) -> list[Word]:
    """The words with word `i` as the verb between what stands before it and what stands behind it."""
    start = i
    while start > 0 and words[start - 1].text not in STOPS:
        if words[start - 1].pos in PREDICATES and words[start - 1].head != i:
            break
        start -= 1
    end = i + 1
    while end < len(words) and words[end].text not in STOPS:
        end += 1
    out = list(words)
    out[i] = replace(words[i], pos="VERB", lemma=verb, feats={"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"})
    tops = [j for j in range(start, i) if not start <= words[j].head < i or words[j].head == j]
    heads = [j for j in tops if words[j].pos in NOMINAL or words[j].name is not None]
    subject = next((j for j in heads if not _introduced(words, j, start)), None)
    if subject is None:
        return list(words)
    outer = _outer(words, i, start, end)
    out[i] = replace(out[i], head=outer[0] if outer[0] >= 0 else i, dep=outer[1])
    for j in tops:
        nominal = j in heads
        if j == subject:
            out[j] = replace(out[j], head=i, dep="nsubj")
        elif nominal:
            earlier = max((h for h in heads if h < j), default=subject)
            out[j] = replace(out[j], head=earlier if j > subject else i, dep="nmod" if j > subject else "obl")
        elif out[j].pos == "AUX":
            out[j] = replace(out[j], head=i, dep="aux")
        elif out[j].pos == "ADV":
            out[j] = replace(out[j], head=i, dep="advmod")
        else:
            following = next((h for h in heads if h > j), i)
            out[j] = replace(out[j], head=following)
    first = True
    for j in range(i + 1, end):
        if i < words[j].head < end and words[j].head != j:
            continue
        if words[j].dep == "compound:prt" and j == i + 1:
            out[j] = replace(out[j], head=i)
            continue
        nominal = words[j].pos in NOMINAL or words[j].pos in ("ADJ", "DET") or words[j].name is not None
        if nominal and first and words[j].start not in times and not _introduced(words, j, i + 1):
            out[j] = replace(out[j], head=i, dep="obj")
            first = False
        elif nominal:
            out[j] = replace(out[j], head=i, dep="obl")
        elif words[j].head != i:
            out[j] = replace(out[j], head=i)
    for j in range(len(out)):
        beyond = not start <= j < end
        if beyond and start <= words[j].head < end and words[j].head != j and words[words[j].head].dep == "root":
            out[j] = replace(out[j], head=i)
    return out


def _introduced(words: Sequence[Word], j: int, start: int) -> bool:
    """Whether a preposition stands before the phrase of the nominal at `j`."""
    k = j
    while k > start and (
        words[k - 1].pos in ("DET", "NUM", "ADJ") or words[k - 1].dep in ("compound", "nummod", "amod", "flat")
    ):
        k -= 1
    return k > start and words[k - 1].pos == "ADP" and words[k - 1].dep != "compound:prt"


def _outer(words: Sequence[Word], i: int, start: int, end: int) -> tuple[int, str]:
    """What the stretch from `start` to `end` hangs on, and how; (-1, "root") where it is the sentence's own."""
    for j in range(start, end):
        head = words[j].head
        if head == j:
            return -1, "root"
        if not start <= head < end:
            return head, "ccomp" if words[j].dep in CLAUSE_OF else words[j].dep
    return -1, "root"
