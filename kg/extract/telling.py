"""What one sentence tells of one event, before the tellings of a document are gathered."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.quantities import Quantity
from kg.extract.temporal import Time
from kg.extract.tokens import Name
from kg.lexicon import Frame
from kg.model import EventType


@dataclass(frozen=True, slots=True)
class Filling:
    """A role as a sentence fills it: by a name, by a side, or by both. `head` is the word index, for coreference."""

    role: str
    name: Name | None
    side: str
    head: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a telling: of what, and of which side ("" where the words do not say)."""

    of: str
    quantity: Quantity
    side: str
    role: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger and what its sentence attaches to it.

    sentence  index of the sentence in the document
    word      index of the trigger in the parse
    definite  whether the trigger is a noun that points back ("the exchange")
    pointing  it adds to a happening told elsewhere and never tells one itself
    """

    sentence: int
    frame: Frame
    type: EventType
    kind: str
    word: int
    start: int
    end: int
    roles: tuple[Filling, ...]
    figures: tuple[Figure, ...]
    places: tuple[Name, ...]
    time: Time | None
    since: bool
    definite: bool
    pointing: bool = False

    @property
    def mediating(self) -> bool:
        """Whether it only says who mediates in something told elsewhere."""
        return self.pointing and any(f.role == "mediator" for f in self.roles)

    def filled(self, role: str) -> tuple[Filling, ...]:
        return tuple(f for f in self.roles if f.role == role)
