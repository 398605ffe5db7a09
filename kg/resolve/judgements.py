"""What a person decided of two things that documents tell of: they are one, or two. It goes before what is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolve.items import Key

REASON = "a person judged so"


class Judgements:
    """Pairs that are one and pairs that are two. What is one with a third is one; of two contrary ones, one wins."""

    def __init__(self, same: Iterable[tuple[Key, Key]] = (), different: Iterable[tuple[Key, Key]] = ()) -> None:
        self._home: dict[Key, Key] = {}
        for pair in sorted(same):
            first, second = sorted(map(self.home, pair))
            self._home.setdefault(first, first)
            for key in (second, *(k for k, home in self._home.items() if home == second)):
                self._home[key] = first
        self.different = frozenset(frozenset(pair) for pair in different)
        self._alone = frozenset(key for pair in self.different for key in pair)

    def home(self, key: Key) -> Key:
        """The smallest of the things that are one with a thing: itself, where nobody judged it."""
        return self._home.get(key, key)

    def judged(self, key: Key) -> bool:
        """Whether a thing is part of any pair."""
        return key in self._home or key in self._alone

    def together(self) -> Iterator[tuple[Key, ...]]:
        """The things that are one, sorted, for each such set."""
        sets: defaultdict[Key, list[Key]] = defaultdict(list)
        for key, home in self._home.items():
            sets[home].append(key)
        yield from (tuple(sorted(keys)) for _, keys in sorted(sets.items()))

    def one(self, a: Key, b: Key) -> bool:
        """Whether a person holds two things to be one."""
        return a in self._home and self.home(a) == self.home(b)

    def two(self, a: Key, b: Key) -> bool:
        """Whether a person holds two things to be two."""
        return not self.one(a, b) and frozenset((a, b)) in self.different


NONE = Judgements()
