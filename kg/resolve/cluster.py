"""Clusters from scored pairs: best pairs first, and none that would bring together what must stay apart.

The result depends on the set of items and pairs alone, not on their order: pairs are taken by falling score, equal
scores by name. A cluster is never stretched from neighbour to neighbour: joining two clusters needs every pair across
to be allowed and, where `linkage` is given, their mean score to reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.resolve.items import Key

MARGIN = 0.05
"""Two candidates whose scores lie no farther apart than this fit equally well."""


def cluster(
    items: Iterable[Key],
    pairs: Mapping[tuple[Key, Key], float],
    apart: Callable[[Key, Key], bool],
    linkage: tuple[Callable[[Key, Key], float], float] | None = None,
) -> list[tuple[Key, ...]]:
    """Disjoint clusters of all items, each sorted, in sorted order. What fits two clusters equally well joins neither.

    pairs    the scores of the pairs that may be joined
    apart    whether two items must not end in one cluster
    linkage  a score for any pair, and the mean over all pairs across two clusters that joining them needs
    """
    home: dict[Key, list[Key]] = {item: [item] for item in sorted(items)}

    def join(a: Key, b: Key) -> None:
        big, small = sorted((home[a], home[b]), key=len, reverse=True)
        big.extend(small)
        for item in small:
            home[item] = big

    partners: dict[Key, dict[Key, float]] = {}
    for (a, b), score in pairs.items():
        partners.setdefault(a, {})[b] = score
        partners.setdefault(b, {})[a] = score

    def disjoint(left: Sequence[Key], right: Sequence[Key]) -> bool:
        return any(apart(x, y) for x in left for y in right)

    def torn(left: list[Key], right: list[Key], reach: float) -> bool:
        """Whether `left` fits a third cluster, which can't be one with `right`, as well as `right`."""
        thirds = {id(home[y]): home[y] for x in left for y, score in partners.get(x, {}).items() if score >= reach}
        others = [third for third in thirds.values() if third is not left and third is not right]
        return any(disjoint(third, right) and not disjoint(third, left) for third in others)

    for a, b in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        left, right = home[a], home[b]
        if left is right or disjoint(left, right):
            continue
        reach = pairs[a, b] - MARGIN
        if torn(left, right, reach) or torn(right, left, reach):
            continue
        if linkage:
            score_of, mean = linkage
            if sum(score_of(x, y) for x in left for y in right) < mean * len(left) * len(right):
                continue
        join(a, b)
    unique = {id(members): members for members in home.values()}
    return sorted(tuple(sorted(members)) for members in unique.values())
