"""Which pairs are worth comparing: those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from kg.resolve.items import Key

LARGEST_BLOCK = 400
"""A key that more things than this share tells nothing (a given name, a common date) and is not used."""


def candidates(keys: Mapping[Key, Iterable[str]]) -> list[tuple[Key, Key]]:
    """All pairs of things that share a key, smaller name first, sorted."""
    blocks: defaultdict[str, list[Key]] = defaultdict(list)
    for name in sorted(keys):
        for key in set(keys[name]):
            blocks[key].append(name)
    return sorted({pair for block in blocks.values() if len(block) <= LARGEST_BLOCK for pair in combinations(block, 2)})
