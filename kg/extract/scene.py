"""What is at hand when the events of a sentence are read: its parse, its numbers and dates, and what went before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.clauses import CLAUSAL, Tree, base
from kg.extract.dictionary import language
from kg.extract.discourse import Discourse, is_definite
from kg.extract.parsed import Parsed
from kg.extract.phrases import Reader, classes_of_counted, standing_in
from kg.extract.quantities import Quantity
from kg.extract.temporal import Time
from kg.extract.tokens import Sentence, Word
from kg.extract.triggers import Trigger


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with the reader of its phrases, the classes of counted nouns, and the antecedents at hand."""

    number: int
    sentence: Sentence
    tree: Tree
    times: Sequence[Time]
    quantities: Sequence[Quantity]
    reader: Reader
    counted: Mapping[str, frozenset[str]]
    discourse: Discourse
    topics: frozenset[str] = frozenset()

    @classmethod
    def of(cls, parsed: Parsed, discourse: Discourse, topics: frozenset[str] = frozenset()) -> Scene:
        """The scene of a parsed sentence; `topics` are classes of nouns that the document speaks of."""
        reader = Reader(parsed.tree, parsed.lang, parsed.quantities)
        counted = classes_of_counted(parsed.lang)
        return cls(
            parsed.number,
            parsed.sentence,
            parsed.tree,
            parsed.times,
            parsed.quantities,
            reader,
            counted,
            discourse,
            topics,
        )

    @property
    def words(self) -> Sequence[Word]:
        return self.tree.words

    def points_back(self, i: int) -> bool:
        """Whether a noun means one told before: a definite one, or a bare one in a language without articles."""
        if is_definite(self.tree, i):
            return True
        modified = self.tree.kids(i, "amod", "nummod", "det", "nmod", "appos", "acl")
        return not language(self.sentence.lang).articles and not modified


def reach(scene: Scene, trigger: Trigger) -> list[int]:
    """The words that belong with a trigger: its clause and what stands below it; without a parse, the window."""
    if not scene.tree.parsed:
        left, right = clause_bounds(scene, trigger.word)
        return [j for j in range(left, right) if j != trigger.word and j not in trigger.rest]
    own = {trigger.word, *trigger.rest}
    described = {scene.words[trigger.word].head} if base(scene.words[trigger.word].dep) == "acl" else set()
    return sorted({*described, *scene.tree.clause(trigger.word), *scene.tree.subtree(trigger.word)} - own)


def clause_bounds(scene: Scene, i: int) -> tuple[int, int]:
    """The stretch around word `i` without punctuation (end exclusive), which stands for its clause without a parse."""
    stops = frozenset(",;:.!?—–")
    left = i
    while left > 0 and scene.words[left - 1].text not in stops:
        left -= 1
    right = i + 1
    while right < len(scene.words) and scene.words[right].text not in stops:
        right += 1
    return left, right


def quantities_in(scene: Scene, words: Iterable[int]) -> list[Quantity]:
    """The numbers that stand in some words."""
    return standing_in((scene.words[j] for j in words), scene.quantities)


def clause_words(scene: Scene, trigger: Trigger) -> list[int]:
    """The words of a trigger's clause and those below it, up to where other clauses begin."""
    if not scene.tree.parsed:
        return reach(scene, trigger)
    stop = CLAUSAL - {"root"}
    return sorted({*scene.tree.clause(trigger.word), *scene.tree.subtree(trigger.word, stop)})


def timed(scene: Scene) -> set[int]:
    """The offsets of the words that belong to dates."""
    return {w.start for w in scene.words for t in scene.times if t.start <= w.start < t.end}
