"""A sentence as the later steps see it: its parse with all that the recognisers found, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.clauses import Tree
from kg.extract.quantities import Quantity
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Sentence, Word


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence read.

    number   index in the document
    passage  index of its passage
    """

    number: int
    passage: int
    sentence: Sentence
    names: tuple[Name, ...]
    tree: Tree
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]

    @property
    def words(self) -> Sequence[Word]:
        return self.tree.words

    @property
    def lang(self) -> str:
        return self.sentence.lang
