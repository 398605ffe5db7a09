"""Clusters from scored pairs."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.blocking import LARGEST_BLOCK, candidates
from kg.resolve.cluster import cluster


def key(n):
    return ("doc", f"{n:03}")


def pair(a, b):
    return (key(min(a, b)), key(max(a, b)))


@st.composite
def worlds(draw):
    """Items, scored pairs, and pairs that must stay apart."""
    size = draw(st.integers(2, 8))
    every = [pair(a, b) for a, b in combinations(range(size), 2)]
    scores = {p: draw(st.sampled_from([0.5, 0.52, 0.7, 0.9])) for p in every if draw(st.booleans())}
    apart = frozenset(p for p in every if draw(st.integers(0, 3)) == 0)
    return [key(n) for n in range(size)], scores, apart


def run(items, scores, apart):
    return cluster(items, scores, lambda a, b: (min(a, b), max(a, b)) in apart)


@given(worlds())
def test_what_must_stay_apart_does(world):
    items, scores, apart = world
    clusters = run(items, {p: s for p, s in scores.items() if p not in apart}, apart)
    assert sorted(item for members in clusters for item in members) == items
    assert not any(p in apart for members in clusters for p in combinations(members, 2))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_items_and_pairs_does_not_matter(world, random):
    items, scores, apart = world
    shuffled = dict(random.sample(list(scores.items()), len(scores)))
    assert run(random.sample(items, len(items)), shuffled, apart) == run(items, scores, apart)


def test_a_close_call_is_not_made():
    scores = {pair(0, 1): 0.72, pair(0, 2): 0.7}
    assert run([key(n) for n in range(3)], scores, {pair(1, 2)}) == [(key(0),), (key(1),), (key(2),)]


def test_a_clear_call_is_made():
    scores = {pair(0, 1): 0.9, pair(0, 2): 0.7}
    assert run([key(n) for n in range(3)], scores, {pair(1, 2)}) == [(key(0), key(1)), (key(2),)]


def test_linkage_keeps_loose_chains_apart():
    scores = {pair(0, 1): 0.9, pair(1, 2): 0.8}

    def score(a, b):
        return scores.get((min(a, b), max(a, b)), 0.0)

    items = [key(n) for n in range(3)]
    assert cluster(items, scores, lambda a, b: False, (score, 0.5)) == [(key(0), key(1)), (key(2),)]
    assert cluster(items, scores, lambda a, b: False, (score, 0.4)) == [(key(0), key(1), key(2))]


def test_candidates_share_a_key():
    keys = {key(0): {"a"}, key(1): {"a", "b"}, key(2): {"b"}, key(3): {"c"}}
    assert candidates(keys) == [pair(0, 1), pair(1, 2)]


def test_a_key_that_everything_shares_is_not_used():
    assert candidates({key(n): {"a"} for n in range(LARGEST_BLOCK + 1)}) == []
