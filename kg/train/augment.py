"""Trees as the parser will meet them: names as one word, headlines, text in capitals.

What is recognised as a name before parsing is one word to the parser (`kg.extract.nlp`), so the training trees have
their names folded in the same way, some of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from kg.train.treebanks import Node, Tree

FOLDED = 0.5
"""Share of the names of several words that become one word."""

MARKED = 0.5
"""Share of proper nouns of one word that are marked as names."""

MARKED_NOUNS = 0.04
"""Share of common nouns so marked: what stands for a name in use may be its common noun ("brigade")."""

CASINGS = ((0.03, str.upper), (0.05, str.lower), (0.05, str.title))
"""Share of sentences set in capitals, in small letters, and with capital initials (headlines)."""

_INSIDE = frozenset({"flat", "compound", "amod", "nummod", "nmod", "nmod:desc", "case", "det", "goeswith"})
_OPEN = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_SMALL = frozenset({"case", "det"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A tree, and what the network is shown of its words.

    names  indexes of the words that stand for a whole name
    shown  forms that stand in for the words' own, and for their lemmas; the dictionary's tags stay those of the words
    """

    tree: Tree
    names: frozenset[int] = frozenset()
    shown: Mapping[int, str] = field(default_factory=dict, hash=False)


def vary(tree: Tree, blinded: float, random: Random) -> Sample:
    """The tree with some names folded and marked, some words made unknown, in one casing.

    blinded  share of the words of open classes whose letters are shuffled but for the ends: the words of war are rare
             in treebanks, and a network that leans on the words it knows has only chance to go by when it meets another
    """
    if tree.folded:
        nodes, marked = list(tree.nodes), {at for at, node in enumerate(tree.nodes) if node.name}
    else:
        spans = [span for span in names(tree) if random.random() < FOLDED]
        nodes, marked = fold(tree.nodes, spans)
        for at, node in enumerate(nodes):
            if random.random() < (MARKED if node.pos == "PROPN" else MARKED_NOUNS if node.pos == "NOUN" else 0):
                marked.add(at)
    draw = random.random()
    for share, cased in CASINGS:
        if draw < share:
            nodes = [replace(node, form=cased(node.form)) for node in nodes]
            break
        draw -= share
    shown = {
        at: shuffled(node.form, random)
        for at, node in enumerate(nodes)
        if node.pos in _OPEN and len(node.form) > 4 and node.form.isalpha() and random.random() < blinded
    }
    return Sample(replace(tree, nodes=tuple(nodes)), frozenset(marked), shown)


def shuffled(form: str, random: Random) -> str:
    """The form with the letters between the first and the last three in another order."""
    return form[0] + "".join(random.sample(form[1:-3], len(form) - 4)) + form[-3:]


def names(tree: Tree) -> list[tuple[int, int, int]]:
    """First, last (exclusive) and head of each stretch of several words that is one name, none inside another."""
    nodes = tree.nodes
    children: dict[int, list[int]] = {}
    for at, node in enumerate(nodes):
        if node.head != at:
            children.setdefault(node.head, []).append(at)
    found: list[tuple[int, int, int]] = []
    taken: set[int] = set()
    for at in sorted(range(len(nodes)), key=lambda i: _depth(nodes, i)):
        proper = nodes[at].pos == "PROPN" or (nodes[at].pos == "NOUN" and at > 0)
        if at in taken or not proper or not nodes[at].form[0].isupper():
            continue
        span = _span(nodes, children, at)
        if len(span) > 1 and any(nodes[i].pos == "PROPN" for i in span):
            found.append((span[0], span[-1] + 1, at))
            taken.update(span)
    return sorted(found)


def _depth(nodes: tuple[Node, ...], at: int) -> int:
    depth = 0
    while nodes[at].head != at:
        at, depth = nodes[at].head, depth + 1
    return depth


def _span(nodes: tuple[Node, ...], children: dict[int, list[int]], at: int) -> list[int]:
    """The words around `at` that belong to its name: next to it without a gap, each with all that hangs on it."""
    span = [at]
    below = sorted(children.get(at, ()), key=lambda i: abs(i - at))
    for child in below:
        inside = _subtree(children, child)
        if nodes[child].dep in _SMALL or not all(_capital(nodes[i]) for i in inside):
            continue
        merged = sorted({*span, *inside})
        if merged[-1] - merged[0] + 1 == len(merged):
            span = merged
    return span


def _subtree(children: dict[int, list[int]], at: int) -> list[int]:
    found = [at]
    for child in children.get(at, ()):
        found.extend(_subtree(children, child))
    return found


def _capital(node: Node) -> bool:
    """Whether a word may stand inside a name."""
    if node.dep not in _INSIDE:
        return False
    return node.dep in _SMALL or node.form[0].isupper() or node.form[0].isdigit()


def fold(nodes: tuple[Node, ...], spans: list[tuple[int, int, int]]) -> tuple[list[Node], set[int]]:
    """The words with each span as one, and the indexes of these. A flat name is stood for by its last word."""
    new: dict[int, int] = {}
    kept: list[tuple[int, int]] = []
    at = 0
    starts = {first: (last, head) for first, last, head in spans}
    while at < len(nodes):
        last, head = starts.get(at, (at + 1, at))
        for i in range(at, last):
            new[i] = len(kept)
        kept.append((head, last - 1))
        at = last
    folded = []
    for head, last in kept:
        node = nodes[head]
        flat = last != head and nodes[last].dep == "flat"
        form = nodes[last].form if flat else node.form
        lemma = nodes[last].lemma if flat else node.lemma
        folded.append(replace(node, form=form, lemma=lemma, head=new[node.head], space=nodes[last].space))
    return folded, {new[first] for first, _, _ in spans}
