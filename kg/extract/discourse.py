"""What earlier sentences leave in mind: the last unit, place and actor, for "the brigade", "the village", "they"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from kg import lexicon
from kg.extract.clauses import Tree, base
from kg.extract.phrases import Phrase, Reader
from kg.extract.temporal import Time
from kg.extract.tokens import Name

ACTING = frozenset({"Unit", "Organization", "Person"})


@dataclass(frozen=True, slots=True)
class Discourse:
    """The antecedents at hand when a sentence begins.

    unit   the last named unit
    place  the last named settlement or facility
    area   the last named place that is no country
    actor  the last subject that is somebody: a name, a side, or both
    time   the day that a heading gives to what stands under it, or the part before a semicolon to what follows it
    """

    unit: Name | None = None
    place: Name | None = None
    area: Name | None = None
    actor: Name | None = None
    side: str = ""
    time: Time | None = None

    def after(self, tree: Tree, reader: Reader) -> Discourse:
        """The antecedents after a sentence."""
        unit, place, area, actor, side = self.unit, self.place, self.area, self.actor, self.side
        subject: Phrase | None = None
        nested: set[int] = set()
        core = any(_is_core(tree, reader, word.i) for word in tree.words)
        for word in tree.words:
            if word.name is not None and word.name.type == "Unit":
                unit = word.name
            if word.name is not None and word.name.type == "Place" and not reader.is_government(word):
                if word.name.attributes.get("kind") != "country":
                    area = word.name
                if word.name.attributes.get("kind") not in ("country", "region") and word.i not in nested:
                    if not core or _is_core(tree, reader, word.i):
                        place = word.name
                    # "Klishchiivka, five kilometres south of Bakhmut" is about Klishchiivka.
                    nested |= {j for j in tree.subtree(word.i) if j != word.i and tree.words[j].dep != "conj"}
            if base(word.dep) == "nsubj" and subject is None:
                read = reader.read(word.i)
                if read.side or any(n.type in ACTING for n in read.names):
                    subject = read
        if subject is not None:
            actor = next((n for n in subject.names if n.type in ACTING or n.type == "Place"), None)
            side = subject.side
        return replace(self, unit=unit, place=place, area=area, actor=actor, side=side)


def _is_core(tree: Tree, reader: Reader, i: int) -> bool:
    """Whether a word is a town that a sentence is about: its subject or object, and no government."""
    word = tree.words[i]
    if word.name is None or word.name.type != "Place" or reader.is_government(word):
        return False
    exact = word.name.attributes.get("kind") not in ("country", "region")
    return exact and base(word.dep) in ("nsubj", "obj")


@cache
def has_articles(lang: str) -> bool:
    """Whether a language has articles; where it has none, a bare noun may point back."""
    return any(entry.forms for entry in lexicon.read(lang, "quantities")["article"])


def is_definite(tree: Tree, i: int) -> bool:
    """Whether a noun points back: an article, a demonstrative or a possessive stands with it, or it is inflected so."""
    return tree.words[i].feats.get("Definite") == "Def" or any(
        tree.words[k].feats.get("Definite") == "Def" or tree.words[k].feats.get("PronType") in ("Dem", "Prs")
        for k in tree.kids(i, "det", "nmod:poss")
        if not tree.is_possessive_article(k)
    )


def possessed_side(tree: Tree, reader: Reader, phrase: Phrase, discourse: Discourse) -> str:
    """The side of "its soldiers": that of a subject before it in the sentence, else of the last actor."""
    heads = [phrase.head, *tree.kids(phrase.head, "nmod")]  # "82 of its soldiers" as well as "its soldiers"
    if not any(
        tree.words[k].pos in ("PRON", "DET") and tree.words[k].feats.get("PronType") == "Prs"
        for head in heads
        for k in tree.kids(head, "nmod:poss", "det")
        if not tree.is_possessive_article(k)
    ):
        return ""
    for word in reversed(tree.words[: phrase.head]):
        if base(word.dep) == "nsubj" and (side := reader.read(word.i).side):
            return side
    for word in reversed(tree.words[: phrase.head]):
        speaks = word.name is not None and (reader.is_government(word) or word.name.type == "Organization")
        if speaks and word.name is not None and (side := reader.side_of_name(word.name)):
            return side
    return discourse.side
