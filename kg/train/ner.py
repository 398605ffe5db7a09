"""Training of the small recogniser of names, in a tok2vec of its own, and its scores."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language
from spacy.training import Example, biluo_tags_to_spans
from spacy.vocab import Vocab
from thinc.api import fix_random_seed

from kg.extract.nlp import doc
from kg.train.augment import CASINGS, shuffled
from kg.train.corpora import CORPORA
from kg.train.learning import SEED, averaged, batches, optimizer, rate, steps_of, tok2vec
from kg.train.names import Marked, ronec, uner

FEATURES = {"NORM": 4000, "PREFIX": 1000, "SUFFIX": 1500, "SHAPE": 1000, "LEMMA": 1000}
"""What the embedding sees of a word and the rows of each table; smaller than the parser's."""

WIDTH = 64
PASSES = 6
DROPOUT = 0.2

BLINDED, BLINDED_NAMES = 0.1, 0.3
"""Share of the words outside and inside names that are made unknown (see `augment`): most names of the news are."""


@dataclass(frozen=True, slots=True)
class Score:
    """Exact spans of held-out sentences: type → precision, recall, F1; `all` for all types together."""

    by_type: dict[str, tuple[float, float, float]]
    names: int


def load(lang: str, data: Path) -> tuple[list[Marked], list[Marked]]:
    """Sentences to train on and sentences held out, from the files in `corpora`; none where a language has no file."""
    files = [data / name for name in CORPORA[lang].names]
    read = [uner(file) if ".iob2" in file.name else ronec(file) for file in files]
    if len(read) == 1:
        return [s for i, s in enumerate(read[0]) if i % 10], read[0][::10]
    return (read[0], read[1]) if read else ([], [])


def pipeline(lang: str) -> Language:
    """An untrained pipeline of tok2vec and NER."""
    nlp = spacy.blank(lang)
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": tok2vec(FEATURES, WIDTH),
            }
        },
    )
    return nlp


def example(vocab: Vocab, lang: str, sentence: Marked) -> Example:
    """A sentence as spaCy trains on it."""
    plain = doc(vocab, lang, sentence.forms, [True] * len(sentence.forms))
    return Example.from_dict(plain, {"entities": list(sentence.labels)})


def train(
    lang: str,
    sentences: Sequence[Marked],
    dev: Sequence[Marked],
    minutes: float | None,
    say: Callable[[str], None],
) -> Language:
    """A recogniser trained on `sentences`; `say` hears the F1 on `dev` after each pass."""
    fix_random_seed(SEED)
    random = Random(SEED)
    nlp = pipeline(lang)
    plain = [example(nlp.vocab, lang, sentence) for sentence in sentences]
    nlp.initialize(lambda: plain)
    steps = steps_of(sum(len(s.forms) for s in sentences) * PASSES)
    adam = optimizer()
    started = time.monotonic()
    done = 0
    for number in range(PASSES):
        varied = [vary(sentence, random) for sentence in sentences]
        random.shuffle(varied)
        for batch in batches(varied, lambda s: len(s.forms), done):
            adam.learn_rate = rate(done, steps)
            nlp.update([example(nlp.vocab, lang, s) for s in batch], drop=DROPOUT, sgd=adam)
            done += 1
        with nlp.use_params(adam.averages):
            result = score(nlp, lang, dev)
        spent = (time.monotonic() - started) / 60
        say(f"names pass {number + 1}/{PASSES} {spent:.1f} min F1 {result.by_type['all'][2]:.4f}")
        if minutes is not None and spent > minutes:
            break
    return averaged(nlp, adam, pipeline(lang))


def vary(sentence: Marked, random: Random) -> Marked:
    """The sentence with some words made unknown, most of them in names, in one casing of several."""
    forms = [
        shuffled(form, random) if len(form) > 4 and form.isalpha() and random.random() < _share(label) else form
        for form, label in zip(sentence.forms, sentence.labels, strict=True)
    ]
    draw = random.random()
    for share, cased in CASINGS:
        if draw < share:
            forms = [cased(form) for form in forms]
            break
        draw -= share
    return replace(sentence, forms=tuple(forms))


def _share(label: str) -> float:
    return BLINDED if label in ("O", "-") else BLINDED_NAMES


def score(nlp: Language, lang: str, sentences: Sequence[Marked]) -> Score:
    """Precision, recall and F1 of exact typed spans; words that the corpus leaves open count for nothing."""
    right: dict[str, int] = {}
    found: dict[str, int] = {}
    wanted: dict[str, int] = {}
    docs = [doc(nlp.vocab, lang, s.forms, [True] * len(s.forms)) for s in sentences]
    for sentence, read in zip(sentences, nlp.pipe(docs), strict=True):
        labels = ["O" if label == "-" else label for label in sentence.labels]
        gold = {(s.start, s.end, s.label_) for s in biluo_tags_to_spans(read, labels)}
        guess = {(s.start, s.end, s.label_) for s in read.ents if "-" not in sentence.labels[s.start : s.end]}
        for counts, spans in ((right, gold & guess), (found, guess), (wanted, gold)):
            for _, _, kind in spans:
                for key in (kind, "all"):
                    counts[key] = counts.get(key, 0) + 1
    by_type = {}
    for kind in sorted(wanted):
        precision = right.get(kind, 0) / max(1, found.get(kind, 0))
        recall = right.get(kind, 0) / wanted[kind]
        by_type[kind] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return Score(by_type, wanted.get("all", 0))
