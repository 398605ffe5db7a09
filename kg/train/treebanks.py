"""Treebanks in CoNLL-U as trees that a parser can learn from: checked, in one scheme, with one set of relations.

A tree that fails a check is dropped and counted; the annotators' marks of doubt ("?5") are left off. Sentences of
releases before UD version 2 are converted.
"""

from __future__ import annotations

import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

# fmt: off
UPOS = frozenset((
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM",
    "VERB", "X",
))

SUBTYPES = frozenset((
    "acl:relcl", "aux:pass", "compound:prt", "csubj:pass", "expl:pass", "expl:poss", "expl:pv", "nmod:desc",
    "nmod:poss", "nsubj:pass", "obl:agent",
))
"""Relations whose subtype is kept: the four languages share them, or a frame needs them. Of the others the part before
the colon stays."""

FEATURES = frozenset((
    "Aspect", "Case", "Definite", "Degree", "Gender", "Mood", "NumType", "Number", "Person", "Polarity", "PronType",
    "Tense", "VerbForm", "Voice",
))
"""Features kept: what frames, coreference and dates look at. Every further one splits the morphologizer's classes."""
# fmt: on

_VERSION_1 = re.compile(r"[a-z]{2}-ud-")
"""Names of files from before UD version 2: no treebank name in them."""

_RENAMED = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "mwe": "fixed",
    "name": "flat",
    "foreign": "flat",
    "neg": "advmod",
}
_PREDICATES = frozenset({"VERB", "AUX", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True)
class Node:
    """A word of a tree. `head` is an index in the tree, its own for the root; `space`: white space follows; `name`: it
    stands for a whole name."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    space: bool = True
    name: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence. `source` is the release file it was recovered from, else the treebank's own; `genre` may be "".
    `folded`: its names are one word already, as in use."""

    nodes: tuple[Node, ...]
    source: str
    genre: str
    lang: str
    folded: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(node.form for node in self.nodes)


@dataclass(slots=True)
class Reading:
    """Trees of one file and why others were dropped."""

    trees: list[Tree] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)


class BrokenTreeError(ValueError):
    """A sentence that is no tree; the message is the reason, the same for all of a kind."""


def read(path: Path, lang: str) -> Reading:
    """The usable trees of a `.conllu`, `.conllup` or such with `.xz` (columns past the tenth are left out)."""
    reading = Reading()
    for rows, source, genre in _sentences(path):
        try:
            reading.trees.append(_tree(rows, source, genre, lang))
        except BrokenTreeError as error:
            reading.dropped[str(error)] += 1
    return reading


def _sentences(path: Path) -> Iterator[tuple[list[list[str]], str, str]]:
    """Rows, source and genre of each sentence. A genre that opens a document holds until the next document."""
    source, genre = path.name, ""
    rows: list[list[str]] = []
    for line in lines(path):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            key = key.strip()
            if key.startswith("recovered_from"):
                source = line.removeprefix("# recovered_from").lstrip(" =")
            elif key in ("meta::genre", "genre"):
                genre = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows, source, genre
            rows = []
    if rows:
        yield rows, source, genre


def lines(path: Path) -> Iterator[str]:
    """The lines of a text file in UTF-8, unpacked where its name ends in `.xz`."""
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    yield from text.replace("\r\n", "\n").split("\n")


def _tree(rows: Iterable[list[str]], source: str, genre: str, lang: str) -> Tree:
    nodes: list[Node] = []
    joined = 0
    for row in rows:
        if len(row) < 10:
            raise BrokenTreeError("a row of too few columns")
        name, form, lemma, pos, _, feats, head, dep, _, misc = row[:10]
        name = name.lstrip("?!")
        if "." in name:
            continue
        if "-" in name:
            joined = int(name.partition("-")[2])
            continue
        if not name.isdigit() or int(name) != len(nodes) + 1:
            raise BrokenTreeError("numbering")
        if not head.isdigit():
            raise BrokenTreeError("no head")
        if not form.strip() or "_" in form.strip("_"):
            raise BrokenTreeError("a form of several words")
        nodes.append(
            Node(
                form=form,
                lemma=lemma,
                pos="CCONJ" if pos == "CONJ" else pos,
                feats=_features(feats),
                head=int(head) - 1 if head != "0" else len(nodes),
                dep=dep if head != "0" else "root",
                space="SpaceAfter=No" not in misc and int(name) >= joined,
                name="Name=Yes" in misc,
            )
        )
    if _VERSION_1.match(source):
        nodes = _modern(nodes)
    nodes = [replace(node, dep=relation(node.dep)) for node in nodes]
    _check(nodes)
    return Tree(tuple(nodes), source, genre, lang)


def relation(dep: str) -> str:
    """The relation with its subtype only where that is one of SUBTYPES."""
    return dep if dep in SUBTYPES else dep.partition(":")[0]


def _features(feats: str) -> str:
    if feats == "_":
        return ""
    pairs = (pair.partition("=") for pair in feats.split("|"))
    return "|".join(f"{key}={value}" for key, _, value in sorted(pairs) if key in FEATURES)


def _check(nodes: list[Node]) -> None:
    """Raises BrokenTreeError where the nodes are no tree with one root, or a tag or relation is missing."""
    if not nodes:
        raise BrokenTreeError("no words")
    if sum(node.dep == "root" for node in nodes) != 1:
        raise BrokenTreeError("not one root")
    for at, node in enumerate(nodes):
        if node.pos not in UPOS:
            raise BrokenTreeError("no part of speech")
        if not re.fullmatch(r"[a-z]+(:[a-z]+)?", node.dep):
            raise BrokenTreeError("no relation")
        if not 0 <= node.head < len(nodes):
            raise BrokenTreeError("head out of range")
        if (node.head == at) != (node.dep == "root"):
            raise BrokenTreeError("a word that is its own head")
    for at in range(len(nodes)):
        steps, here = 0, at
        while nodes[here].head != here:
            here, steps = nodes[here].head, steps + 1
            if steps > len(nodes):
                raise BrokenTreeError("a cycle")


def _modern(nodes: list[Node]) -> list[Node]:
    """A sentence of UD version 1 in the scheme of version 2.

    Relations are renamed, `nmod` of a predicate becomes `obl`, a copula is an auxiliary, and a conjunction or comma
    between conjuncts hangs on the one that follows it. Ellipsis (`remnant`) has another structure: dropped.
    """
    if any(node.dep == "remnant" for node in nodes):
        raise BrokenTreeError("ellipsis of version 1")
    changed = []
    for at, node in enumerate(nodes):
        if not 0 <= node.head < len(nodes):
            raise BrokenTreeError("head out of range")
        dep = _RENAMED.get(node.dep, node.dep)
        if dep.partition(":")[0] == "nmod" and nodes[node.head].pos in _PREDICATES:
            dep = "obl" + dep.removeprefix("nmod")
        pos = "AUX" if dep in ("cop", "aux", "aux:pass") and node.pos == "VERB" else node.pos
        changed.append(replace(node, dep=dep, pos=pos, head=_conjunct(nodes, at)))
    return changed


def _conjunct(nodes: list[Node], at: int) -> int:
    """The head of a word in version 2: for a conjunction or comma before a conjunct of its head, that conjunct."""
    node = nodes[at]
    if node.dep not in ("cc", "punct") or node.head >= at:
        return node.head
    following = [i for i in range(at + 1, len(nodes)) if nodes[i].dep == "conj" and nodes[i].head == node.head]
    if not following or (node.dep == "punct" and node.form not in (",", ";")):
        return node.head
    return following[0]
