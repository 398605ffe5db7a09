"""What the trainings have in common: the embedding, the learning rate, the batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from spacy.language import Language
from thinc.api import Optimizer

SEED = 7
DEPTH = 4
LEARNING_RATE = 0.0012
WARM_UP = 250
SMALL_BATCH, LARGE_BATCH, BATCHES_TO_LARGE = 300, 1000, 3000
"""Words in a batch at the start, at the end, and the number of batches in between."""

Item = TypeVar("Item")


def tok2vec(features: Mapping[str, int], width: int) -> dict[str, Any]:
    """An embedding with so many rows for each feature of a word, and the convolutions that see its neighbours."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": width,
            "attrs": list(features),
            "rows": list(features.values()),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": width,
            "depth": DEPTH,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def optimizer() -> Optimizer:
    """Adam that also keeps the running average of the weights, which is what ships."""
    return Optimizer(0.0, L2=0.01, beta1=0.9, beta2=0.999, eps=1e-8, grad_clip=1.0, use_averages=True)


def averaged(nlp: Language, adam: Optimizer, empty: Language) -> Language:
    """`empty`, a pipeline of the same shape, with the averaged weights of a trained one."""
    with nlp.use_params(adam.averages):
        empty.from_bytes(nlp.to_bytes(exclude=["tokenizer"]), exclude=["tokenizer"])
    return empty


def rate(done: int, steps: int) -> float:
    """Learning rate of the batch after `done` of `steps`: up to LEARNING_RATE, then down to nothing in a line."""
    return LEARNING_RATE * max(0.0, min(done / WARM_UP, (steps - done) / max(1, steps - WARM_UP)))


def size(done: int) -> int:
    """Words in a batch after so many batches."""
    return min(LARGE_BATCH, SMALL_BATCH + (LARGE_BATCH - SMALL_BATCH) * done // BATCHES_TO_LARGE)


def steps_of(words: int) -> int:
    """About how many batches so many words are."""
    steps = 0
    while words > 0:
        words -= size(steps)
        steps += 1
    return steps


def batches(items: Iterable[Item], words: Callable[[Item], int], done: int) -> Iterator[list[Item]]:
    """The items in batches of about `size` words, after `done` batches before; `words` counts those of an item."""
    batch: list[Item] = []
    total = 0
    for item in items:
        batch.append(item)
        total += words(item)
        if total >= size(done):
            yield batch
            batch, total, done = [], 0, done + 1
    if batch:
        yield batch
