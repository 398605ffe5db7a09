"""The lemma of a word in context: its form, part of speech and case are known.

A language may have `data/models/<lang>/lemmas.tsv` (form, part of speech, lemma), made by `kg train` from the
treebanks: the cases in which the dictionary alone would be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kg import lexicon
from kg.extract.dictionary import FORMS_KEPT, entry, language
from kg.settings import DATA


@cache
def table(lang: str) -> dict[tuple[str, str], str]:
    """(folded form, part of speech) → lemma, for what the dictionary of a language does not tell apart."""
    path = DATA / "models" / lang / "lemmas.tsv"
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(form, pos): lemma for form, pos, lemma in rows}


@cache
def nouns(lang: str) -> frozenset[str]:
    """The nouns and adjectives of a language that its lexicons look for by lemma."""
    cues = lexicon.read(lang, "cues")
    counted = lexicon.read(lang, "quantities")["counted"]
    listed = [w for f in lexicon.read(lang, "frames")["frame"] for w in f.nouns]
    listed += [w for e in (*cues["person_noun"], *cues["thing_noun"], *counted) for w in e.nouns]
    listed += [w for side in cues["side"] for w in (*side.nouns, *side.adjectives)]
    return frozenset(w.casefold() for w in listed)


@cache
def vocabulary(lang: str) -> frozenset[str]:
    """The words of a language that its lexicons look for by lemma: of two readings of a form, one of these is likelier
    in this war's news than a dance or a shelf."""
    frames, say = lexicon.read(lang, "frames")["frame"], lexicon.read(lang, "cues")["say"]
    listed = [w for f in frames for w in (*f.verbs, *f.participles, *f.light, *f.phrases)]
    listed += [w for stance in say for w in (*stance.verbs, *stance.phrases)]
    return nouns(lang) | frozenset(part for word in listed for part in word.casefold().split())


def lemma(lang: str, form: str, pos: str, feats: Mapping[str, str]) -> str:
    """Lemma of a form that is read as this part of speech with these UD features, lower case."""
    known = entry(lang, form)
    listed = table(lang).get((known.lower, pos))
    if listed is not None:
        return listed
    if pos == "VERB" and feats.get("VerbForm") == "Part":
        for _ in range(language(lang).participle_steps - 1):
            known = entry(lang, known.lemma)
    return known.best(pos, feats.get("Case", ""), feats.get("Number", ""), vocabulary(lang)).lemma


@lru_cache(maxsize=FORMS_KEPT)
def likeliest(lang: str, form: str) -> str:
    """Lemma of a form before any parse: that of its first reading, unless only another one is a word of the
    lexicons."""
    known = entry(lang, form)
    usual = nouns(lang)
    if known.lemma in usual or known.pos not in ("NOUN", "PROPN", "ADJ"):
        return known.lemma
    return next((r.lemma for r in known.readings if r.lemma in usual), known.lemma)
