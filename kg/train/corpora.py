"""Which treebanks each language learns from, and which part is held out to score the result."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.train.treebanks import Reading, Tree, read


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the reference data. `genres` and `sources` pick sentences: all where empty.

    lang     of the text: a language may learn from the trees of its neighbour
    genres   of the document or sentence, as the file names them
    sources  beginnings of the names of release files that a sentence was recovered from
    """

    lang: str
    path: str
    genres: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def holds(self, tree: Tree) -> bool:
        return (not self.genres or tree.genre in self.genres) and (
            not self.sources or tree.source.startswith(self.sources)
        )


OWN = Path(__file__).parent / "trees"
"""Sentences of war reporting in our own words, with the trees that a reader needs; `trees/README.md` says how."""
HELD_OUT = 10
"""One in so many of our own trees is held out."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """What a language learns from; a sentence that is in any language's `dev` is in no training.

    own      languages whose own trees it is scored on and, as often as its plan says (`Plan.own`), learns from
    names    files of named entities: one to train on and one held out, or one of which every tenth sentence is held out
    credits  the works that the weights derive from, with their licences, for the licence file beside them
    """

    train: tuple[Part, ...]
    dev: tuple[Part, ...]
    names: tuple[str, ...]
    credits: tuple[str, ...]
    own: tuple[str, ...] = ()


_UD = "https://github.com/UniversalDependencies/UD_"

_EAST_SLAVIC = (
    Part("uk", "treebanks/uk_parlamint-recovered.conllu.xz"),
    Part("ru", "treebanks/ru_gsd-recovered.conllu.xz"),
    Part(
        "ru",
        "treebanks/ru_taiga-recovered.conllu.xz",
        genres=("social", "news", "fiction", "fiction-kids", "wiki", "nonfiction-academic-encycl"),
    ),
)
"""Ukrainian and Russian learn together: their treebanks are small, and the tags of their dictionaries are the same.
The poems of Taiga have the word order of no news."""

_EAST_SLAVIC_CREDITS = (
    f"Universal Dependencies Ukrainian ParlaMint, CC BY-SA 4.0, {_UD}Ukrainian-ParlaMint",
    f"Universal Dependencies Russian GSD, CC BY-SA 4.0, {_UD}Russian-GSD",
    f"Universal Dependencies Russian Taiga, CC BY-SA 4.0, {_UD}Russian-Taiga",
)

CORPORA = {
    # Of GUM the genres whose texts are CC BY or CC BY-SA by its licence table (the rest is non-commercial or unlisted).
    "en": Corpus(
        train=(
            Part("en", "treebanks/en_ewt-rebuilt-train.conllu.xz"),
            Part(
                "en",
                "treebanks/en_gum-ccby-genres.conllu.xz",
                genres=("academic", "bio", "interview", "news", "voyage"),
            ),
        ),
        dev=(Part("en", "treebanks/en_ewt-rebuilt-dev.conllu.xz"),),
        names=("ner/uner_en_ewt-train.2022-12-02.iob2.xz", "ner/uner_en_ewt-dev.iob2.xz"),
        credits=(
            f"Universal Dependencies English EWT, CC BY-SA 4.0, {_UD}English-EWT",
            "Universal NER English EWT, CC BY-SA 4.0, https://github.com/UniversalNER/UNER_English-EWT",
            "Georgetown University Multilayer corpus (GUM), annotations, CC BY 4.0, https://gucorpling.org/gum",
            "its texts of Wikinews (news, interviews), CC BY 2.5, https://en.wikinews.org",
            "its texts of Wikipedia (biographies) and Wikivoyage, CC BY-SA 3.0, https://www.wikimedia.org",
            "its academic texts, CC BY 4.0, of DH2017, the Linguistic Society of America and PLOS",
        ),
    ),
    # The test file of the newest release is held out; RONEC's trees are automatic, so they only train.
    "ro": Corpus(
        train=(Part("ro", "treebanks/ro_rrt-recovered.conllu.xz"), Part("ro", "ner/ronec-v1.conllup.xz")),
        dev=(Part("ro", "treebanks/ro_rrt-recovered.conllu.xz", sources=("ro_rrt-ud-test.conllu 2023",)),),
        names=("ner/ronec-v1.conllup.xz",),
        credits=(
            f"Universal Dependencies Romanian RRT, CC BY-SA 4.0, {_UD}Romanian-RRT",
            "RONEC by S. D. Dumitrescu and A.-M. Avram, MIT, https://github.com/dumitrescustefan/ronec",
        ),
        own=("ro",),
    ),
    "uk": Corpus(
        train=_EAST_SLAVIC,
        dev=(Part("uk", "treebanks/uk_parlamint-recovered.conllu.xz", sources=("uk_parlamint-ud-dev",)),),
        names=(),
        credits=_EAST_SLAVIC_CREDITS,
        own=("uk", "ru"),
    ),
    "ru": Corpus(
        train=_EAST_SLAVIC,
        dev=(Part("ru", "treebanks/ru_gsd-recovered.conllu.xz", sources=("ru_gsd-ud-test",)),),
        names=(),
        credits=_EAST_SLAVIC_CREDITS,
        own=("uk", "ru"),
    ),
}


@dataclass(frozen=True, slots=True)
class Trees:
    """What a language learns from and is scored on, of treebanks and (`own`) of our own; `dropped` counts unusable
    sentences by reason."""

    train: tuple[Tree, ...]
    dev: tuple[Tree, ...]
    own: tuple[Tree, ...]
    own_dev: tuple[Tree, ...]
    dropped: Counter[str]


def load(lang: str, data: Path) -> Trees:
    """The trees of a language from the reference data, without repeated sentences."""
    corpus = CORPORA[lang]
    parts = {part.path: part for part in (*corpus.train, *corpus.dev)}
    readings = {path: read(data / path, part.lang) for path, part in parts.items()}
    withheld = [part for other in CORPORA.values() for part in other.dev if part.path in parts]
    held = {tree.forms for tree in _chosen(withheld, readings)}
    train = _unique(_chosen(corpus.train, readings), held)
    dev = _unique(_chosen(corpus.dev, readings), set())
    own, own_dev = _own(corpus.own)
    return Trees(train, dev, own, own_dev, sum((reading.dropped for reading in readings.values()), Counter()))


def _own(langs: Iterable[str]) -> tuple[tuple[Tree, ...], tuple[Tree, ...]]:
    """Our own trees of these languages: to train on, and every tenth held out."""
    trees = [replace(tree, folded=True) for lang in langs for tree in read(OWN / f"{lang}.conllu", lang).trees]
    return tuple(tree for n, tree in enumerate(trees) if n % HELD_OUT), tuple(trees[::HELD_OUT])


def _chosen(parts: Iterable[Part], readings: Mapping[str, Reading]) -> Iterator[Tree]:
    """The trees of these parts, in order."""
    return (tree for part in parts for tree in readings[part.path].trees if part.holds(tree))


def _unique(trees: Iterable[Tree], seen: set[tuple[str, ...]]) -> tuple[Tree, ...]:
    """The trees whose words are not in `seen`, each once."""
    seen = set(seen)
    kept = []
    for tree in trees:
        if tree.forms not in seen:
            seen.add(tree.forms)
            kept.append(tree)
    return tuple(kept)


def paths(lang: str) -> tuple[str, ...]:
    """The files that a language's parser is trained and scored on."""
    corpus = CORPORA[lang]
    return tuple(dict.fromkeys(part.path for part in (*corpus.train, *corpus.dev)))


def own_paths(lang: str) -> tuple[str, ...]:
    """The files of our own trees that a language learns from, beside the module."""
    return tuple(f"{OWN.name}/{other}.conllu" for other in CORPORA[lang].own)


def hashes(paths: tuple[str, ...], data: Path) -> dict[str, str]:
    """File → SHA-256, for the record of what a model was trained on."""
    return {path: hashlib.sha256((data / path).read_bytes()).hexdigest() for path in sorted(set(paths))}
