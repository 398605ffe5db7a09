"""What resolution answers: which entity or event each entity and event of each document stands for, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Link:
    """One scored decision, which can be undone by leaving it out.

    subject  IRI of the document's entity or event (`ids.local_iri(document, id)`)
    object   IRI of the entity or event that it stands for
    score    how sure, from 0 to 1
    reasons  the grounds, each a short phrase
    """

    subject: str
    object: str
    kind: Literal["entity", "event"]
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """(document IRI, id in its record) → IRI, for entities and for events, and the links behind them.

    counterparts  pairs of resolved events of two types that tell of one happening (a capture told as a surrender)
    """

    entities: Mapping[tuple[str, str], str] = field(default_factory=dict)
    events: Mapping[tuple[str, str], str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    counterparts: tuple[Link, ...] = ()
