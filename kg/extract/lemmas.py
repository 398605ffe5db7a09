"""The lemma of a word in context: its form, part of speech and case are known.

A language may have `data/models/<lang>/lemmas.tsv` (form, part of speech, lemma), made by `kg train` from the
treebanks: the cases in which the dictionary alone would be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.extract.dictionary import entry, language
from kg.settings import DATA


@cache
def table(lang: str) -> dict[tuple[str, str], str]:
    """(folded form, part of speech) → lemma, for what the dictionary of a language does not tell apart."""
    path = DATA / "models" / lang / "lemmas.tsv"
    if not path.is_file():
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(form, pos): lemma for form, pos, lemma in rows}


def lemma(lang: str, form: str, pos: str, feats: Mapping[str, str]) -> str:
    """Lemma of a form that is read as this part of speech with these UD features, lower case."""
    known = entry(lang, form)
    listed = table(lang).get((known.lower, pos))
    if listed is not None:
        return listed
    if pos == "VERB" and feats.get("VerbForm") == "Part":
        for _ in range(language(lang).participle_steps - 1):
            known = entry(lang, known.lemma)
    return known.best(pos, feats.get("Case", ""), feats.get("Number", "")).lemma
