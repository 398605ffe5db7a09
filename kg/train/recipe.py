"""From treebanks to the files that ship: train, score, write, with what they were made from."""

from __future__ import annotations

import importlib.metadata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from spacy.language import Language

from kg.extract.dictionary import entry, fold, language
from kg.train import corpora, ner, syntax
from kg.train.syntax import Plan, Score
from kg.train.treebanks import Tree

PLANS = {
    "en": Plan(passes=16, stop=4, dropout=0.1, blinded=0.0),
    "ro": Plan(passes=9, stop=4, dropout=0.2, blinded=0.1),
    "uk": Plan(passes=16, stop=16, dropout=0.2, blinded=0.2, own=6),
    "ru": Plan(passes=16, stop=16, dropout=0.2, blinded=0.2, own=6),
}
"""Where the dictionary gives a tag, a word that is made unknown keeps it, so more words can be."""

LEAST, AGREED = 3, 0.8
"""A lemma is listed when a form has it this often, and in this share of its uses as one part of speech."""

SPACY = ">=3.8,<4.0"
"""Versions of spaCy that read the weights without a warning: the range of pyproject.toml."""

_LISTED = frozenset({"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "PART", "PRON", "SCONJ", "VERB"})

_LICENCE = """\
The files in this folder are trained weights and tables derived from the works below. They are licensed under the
Creative Commons Attribution-ShareAlike 4.0 International licence, https://creativecommons.org/licenses/by-sa/4.0/.
The program that reads them is under its own licence.

Made by `kg train {lang}` from

{credits}

Changes: sentences were checked, converted to one scheme and varied for training (kg/train); no text of theirs is here.
"""


def train(lang: str, data: Path, out: Path, minutes: float | None = None, say: Callable[[str], None] = print) -> None:
    """Train everything of a language on the reference data in `data` and write it into the folder `out`.

    `minutes` bounds each of the two trainings, of the parser and of the recogniser of names; None goes through all
    planned passes. Raises ValueError for a language without treebanks.
    """
    if lang not in corpora.CORPORA:
        raise ValueError(f"no treebanks for {lang!r}; known are {', '.join(sorted(corpora.CORPORA))}")
    out.mkdir(parents=True, exist_ok=True)
    train_syntax(lang, data, out, minutes, say)
    train_names(lang, data, out, minutes, say)
    credited = "\n".join(f"* {credit}" for credit in corpora.CORPORA[lang].credits)
    (out / "LICENSE").write_text(_LICENCE.format(lang=lang, credits=credited), encoding="utf-8")


def train_syntax(lang: str, data: Path, out: Path, minutes: float | None, say: Callable[[str], None]) -> None:
    """Train the parser and write it to `out`/syntax, the lemmas that the dictionary lacks to `out`/lemmas.tsv."""
    trees = corpora.load(lang, data)
    learnt = trees.own if PLANS[lang].own else ()
    say(
        f"{lang}: {len(trees.train)} trees, {len(learnt)} of our own, {len(trees.dev)} held out, "
        f"{trees.dropped.total()} unusable"
    )
    nlp = syntax.train(lang, trees, PLANS[lang], minutes, say)
    result = syntax.score(nlp, trees.dev)
    say(f"{lang}: UPOS {result.upos:.4f} UAS {result.uas:.4f} LAS {result.las:.4f} on {result.words} held-out words")
    _write(nlp, out / "syntax")
    figures = _figures("", result)
    if trees.own_dev:
        own = syntax.score(nlp, trees.own_dev)
        say(f"{lang}: UPOS {own.upos:.4f} UAS {own.uas:.4f} LAS {own.las:.4f} on {own.words} held-out words of our own")
        figures |= _figures("own_", own)
    _record(
        out / "syntax",
        {
            **figures,
            "training_trees": len(trees.train) + len(learnt),
            "training_words": sum(len(tree.nodes) for tree in (*trees.train, *learnt)),
            "passes": PLANS[lang].stop,
        },
        corpora.hashes(corpora.paths(lang), data) | corpora.hashes(corpora.own_paths(lang), corpora.OWN.parent),
    )
    if language(lang).dictionary == "simplemma":
        automatic = {Path(name).name for name in corpora.CORPORA[lang].names}
        checked = [tree for tree in trees.train if tree.source not in automatic]
        rows = "".join(f"{form}\t{pos}\t{lemma}\n" for form, pos, lemma in lemmas(lang, checked))
        (out / "lemmas.tsv").write_text(rows, encoding="utf-8")


def _figures(prefix: str, result: Score) -> dict[str, float | int]:
    """A score as it is recorded."""
    shares = {"upos": result.upos, "uas": result.uas, "las": result.las}
    return {f"{prefix}held_out_words": result.words} | {f"{prefix}{n}": round(v, 4) for n, v in shares.items()}


def train_names(lang: str, data: Path, out: Path, minutes: float | None, say: Callable[[str], None]) -> None:
    """Train the recogniser of names and write it to `out`/names; nothing where the language has no corpus for it."""
    sentences, dev = ner.load(lang, data)
    if not sentences:
        return
    nlp = ner.train(lang, sentences, dev, minutes, say)
    result = ner.score(nlp, lang, dev)
    _write(nlp, out / "names")
    figures: dict[str, float | int] = {"held_out_names": result.names}
    for kind, values in result.by_type.items():
        for name, value in zip(("precision", "recall", "f1"), values, strict=True):
            figures[f"{kind.lower()}_{name}"] = round(value, 4)
    say(f"{lang}: " + " ".join(f"{name} {value}" for name, value in figures.items()))
    figures["training_sentences"] = len(sentences)
    figures["passes"] = ner.PASSES
    _record(out / "names", figures, corpora.hashes(corpora.CORPORA[lang].names, data))


def lemmas(lang: str, trees: Iterable[Tree]) -> list[tuple[str, str, str]]:
    """Form, part of speech and lemma where the treebank's lemma is settled and the dictionary has another, sorted.

    A plural that the treebank keeps as it is ("troops") is left to the dictionary.
    """
    seen: dict[tuple[str, str], Counter[str]] = {}
    for tree in trees:
        for node in tree.nodes:
            plural = node.form.casefold() == node.lemma.casefold() and "Number=P" in node.feats
            if node.pos in _LISTED and node.form.isalpha() and not plural:
                seen.setdefault((fold(node.form), node.pos), Counter())[fold(node.lemma)] += 1
    listed = []
    for (form, pos), counts in sorted(seen.items()):
        (lemma, count), *_ = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= LEAST and count >= AGREED * counts.total() and lemma.isalpha() and lemma != entry(lang, form).lemma:
            listed.append((form, pos, lemma))
    return listed


def _write(nlp: Language, folder: Path) -> None:
    """Write a pipeline without its tokenizer and vocabulary, which sentences in tokens have no use for."""
    nlp.meta["spacy_version"] = SPACY
    nlp.to_disk(folder, exclude=["tokenizer", "vocab"])


def _record(folder: Path, figures: Mapping[str, float | int], files: Mapping[str, str]) -> None:
    """Write what the weights in a folder score and what they were trained on, as TOML."""
    lines = [
        "# Written by `kg train`: scores on held-out text, then the files trained and scored on, with their SHA-256."
    ]
    lines += [f"{name} = {value}" for name, value in figures.items()]
    lines += [f'spacy = "{importlib.metadata.version("spacy")}"', "", "[data]"]
    lines += [f'"{name}" = "{value}"' for name, value in files.items()]
    (folder / "scores.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
