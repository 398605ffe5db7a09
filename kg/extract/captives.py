"""People whom a description shows to be captives ("a captured soldier, …"), whatever part they play in an event."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from kg import lexicon
from kg.extract.clauses import Tree, base
from kg.extract.parsed import Parsed
from kg.extract.phrases import side_lexicon
from kg.extract.tokens import Name


def described_captives(sentences: Sequence[Parsed], entity_of: Callable[[Name], str]) -> set[str]:
    """Entities of persons named beside a noun for a captive, or beside one that a word for capture modifies."""
    found = set()
    for parsed in sentences:
        kinds = side_lexicon(parsed.lang)
        for word in parsed.words:
            if word.name is None or word.name.type != "Person":
                continue
            beside = _beside(parsed.tree, word.i)
            if any("captive" in kinds.kinds_of(parsed.words[j]) for j in beside) or any(
                _is_captured(parsed.tree, parsed.lang, j) for j in (word.i, *beside)
            ):
                found.add(entity_of(word.name))
    return found


@cache
def _capture_words(lang: str) -> frozenset[str]:
    frames = (f for f in lexicon.read(lang, "frames")["frame"] if f.event in ("Capture", "Surrender"))
    return frozenset(form for frame in frames for form in (*frame.verbs, *frame.participles))


def _beside(tree: Tree, i: int) -> list[int]:
    """The common nouns that stand for the same person as the name at word `i`."""
    # An apposition is now and then read as a second link of a chain, without the "and" that a chain has.
    links = (
        ("appos", "flat", "nmod", "compound") if tree.kids(i, "cc") else ("appos", "flat", "nmod", "compound", "conj")
    )
    up = [tree.words[i].head] if base(tree.words[i].dep) in links else []
    near = [*up, *tree.kids(i, "appos", "flat", "nmod", "compound"), *(s for u in up for s in tree.kids(u, "appos"))]
    return [j for j in near if tree.words[j].name is None and not tree.prepositions(j)]


def _is_captured(tree: Tree, lang: str, i: int) -> bool:
    """Whether a participle or a passive clause at word `i` says that it was captured."""
    kinds = side_lexicon(lang)
    return any(
        "captive" in kinds.kinds_of(tree.words[k])
        or ({tree.words[k].lemma, tree.words[k].lower} & _capture_words(lang) and not tree.kids(k, "obj"))
        for k in tree.kids(i, "amod", "acl")
    )
