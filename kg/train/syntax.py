"""Training of tok2vec, morphologizer and parser on trees, and their scores.

The same trees, seed and number of passes give the same weights on one machine. `minutes` ends a training early; the
learning rate follows the planned passes, so a training that is cut short scores a little lower.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import fix_random_seed

from kg.extract.nlp import doc
from kg.train.augment import Sample, vary
from kg.train.corpora import Trees
from kg.train.learning import SEED, averaged, batches, optimizer, rate, steps_of, tok2vec
from kg.train.treebanks import Tree

FEATURES = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 1000, "LEMMA": 3000, "TAG": 1000}
"""What the embedding sees of a word (LEMMA and TAG are the dictionary's) and how many rows each table has."""

WIDTH = 96
WATCHED = 500
"""Held-out trees that are scored after each pass."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a language is trained.

    passes   how often the trees would be gone through while the learning rate falls to nothing
    stop     after how many of these the training ends: later passes fit the treebank and not the news
    dropout  share of the network's activations that are left out in training
    blinded  share of words that are made unknown (`augment.vary`)
    own      how often our own trees are gone through in one pass: they are few, and of the kind that is read
    """

    passes: int
    stop: int
    dropout: float
    blinded: float
    own: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of words of held-out trees (UPOS of all, attachment of all but punctuation)."""

    upos: float
    uas: float
    las: float
    words: int


def pipeline(lang: str) -> Language:
    """An untrained pipeline of tok2vec, morphologizer and parser."""
    listener: dict[str, Any] = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
    nlp = spacy.blank(lang)
    nlp.add_pipe("tok2vec", config={"model": tok2vec(FEATURES, WIDTH)})
    nlp.add_pipe("morphologizer", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    nlp.add_pipe(
        "parser",
        config={
            "min_action_freq": 20,
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "parser",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": listener,
            },
        },
    )
    return nlp


def example(vocab: Vocab, sample: Sample) -> Example:
    """A tree as spaCy trains on it: the words with their features, and the same with the answers."""
    nodes = sample.tree.nodes
    spaces = [node.space for node in nodes]
    plain = doc(vocab, sample.tree.lang, [node.form for node in nodes], spaces, sample.names)
    if sample.shown:
        plain = Doc(
            vocab,
            words=[sample.shown.get(word.i, word.text) for word in plain],
            spaces=spaces,
            lemmas=[sample.shown.get(word.i, word.lemma_).lower() for word in plain],
            tags=[word.tag_ for word in plain],
            sent_starts=[word.i == 0 for word in plain],
        )
    gold = Doc(
        vocab,
        words=[word.text for word in plain],
        spaces=spaces,
        pos=[node.pos for node in nodes],
        morphs=[node.feats for node in nodes],
        heads=[node.head for node in nodes],
        deps=["ROOT" if node.dep == "root" else node.dep for node in nodes],
    )
    return Example(plain, gold)


def train(
    lang: str,
    trees: Trees,
    plan: Plan,
    minutes: float | None,
    say: Callable[[str], None],
) -> Language:
    """A pipeline trained on trees; `say` hears the scores on a part of those held out after each pass."""
    fix_random_seed(SEED)
    random = Random(SEED)
    nlp = pipeline(lang)
    a_pass = trees.train + trees.own * plan.own
    plain = [example(nlp.vocab, Sample(tree)) for tree in a_pass]
    nlp.initialize(lambda: plain)
    steps = steps_of(sum(len(tree.nodes) for tree in a_pass) * plan.passes)
    adam = optimizer()
    started = time.monotonic()
    done = 0
    for number in range(plan.stop):
        samples = [vary(tree, plan.blinded, random) for tree in a_pass]
        random.shuffle(samples)
        for batch in batches(samples, lambda sample: len(sample.tree.nodes), done):
            adam.learn_rate = rate(done, steps)
            nlp.update([example(nlp.vocab, sample) for sample in batch], drop=plan.dropout, sgd=adam)
            done += 1
        with nlp.use_params(adam.averages):
            result = score(nlp, trees.dev[:WATCHED])
        spent = (time.monotonic() - started) / 60
        say(
            f"pass {number + 1}/{plan.stop}, {spent:.1f} min, "
            f"UPOS {result.upos:.4f} UAS {result.uas:.4f} LAS {result.las:.4f}"
        )
        if minutes is not None and spent > minutes:
            break
    return averaged(nlp, adam, pipeline(lang))


def score(nlp: Language, trees: Sequence[Tree]) -> Score:
    """How much of held-out trees a pipeline gets right; no name of a treebank is folded."""
    docs = [
        doc(
            nlp.vocab,
            tree.lang,
            tree.forms,
            [node.space for node in tree.nodes],
            (i for i, node in enumerate(tree.nodes) if node.name),
        )
        for tree in trees
    ]
    scored = tagged = attached = labelled = words = 0
    for tree, parsed in zip(trees, nlp.pipe(docs), strict=True):
        for node, word in zip(tree.nodes, parsed, strict=True):
            words += 1
            tagged += word.pos_ == node.pos
            if node.pos != "PUNCT":
                scored += 1
                attached += word.head.i == node.head
                labelled += word.head.i == node.head and word.dep_.replace("ROOT", "root") == node.dep
    return Score(tagged / words, attached / scored, labelled / scored, words)
