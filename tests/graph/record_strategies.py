"""Hypothesis strategies for records: offsets lie in a text, and what stands in a span is what the text has there."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from kg.graph.vocabulary import ATTRIBUTES, CONCEPTS, ROLES
from kg.model import (
    ENTITY_TYPES,
    Claim,
    Count,
    DateRange,
    DocumentInfo,
    Entity,
    Event,
    Mention,
    Place,
    Record,
    Relation,
    Role,
    Span,
)
from kg.settings import LANGUAGES

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=12)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(str.strip)
SIDES = st.sampled_from(("", "UA", "RU", "BY", "ZZ"))
DATES = st.sampled_from(("2024-08-15", "2024-08", "2024"))
EVENT_TYPES = tuple(CONCEPTS["event"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, min_value=-180, max_value=180)


def attribute(name: str) -> st.SearchStrategy[Any]:
    if name in ("arm", "echelon"):
        return st.sampled_from((*CONCEPTS[name], "nächst/er?"))
    if name in ("lat", "lon"):
        return NUMBERS
    if name == "country":
        return st.sampled_from(("UA", "RU"))
    return st.one_of(st.integers(), NAMES, st.booleans(), st.lists(NAMES, max_size=2), NUMBERS)


@st.composite
def attributes(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(sorted(ATTRIBUTES)), unique=True, max_size=4))
    return {name: draw(attribute(name)) for name in names}


@st.composite
def records(draw: st.DrawFn, *, private: bool = True) -> Record:
    """A record of a text of random words."""
    text = draw(st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=80))
    offsets = st.integers(0, len(text))

    def stretch() -> tuple[int, int, str]:
        start, end = sorted((draw(offsets), draw(offsets)))
        return start, end, text[start:end]

    def mentions() -> tuple[Mention, ...]:
        rows = [stretch() for _ in range(draw(st.integers(0, 3)))]
        return tuple(Mention(*row, LANGUAGES[row[0] % 4]) for row in rows)

    entities = tuple(
        Entity(
            id=f"e{n}",
            type=draw(st.sampled_from(ENTITY_TYPES)),
            name=draw(NAMES),
            mentions=mentions(),
            aliases=tuple(draw(st.lists(NAMES, max_size=2))),
            side=draw(SIDES),
            attributes=draw(attributes()),
            key=draw(st.sampled_from(("", "registry:ua-93", "place:kharkiv"))),
            wikidata=draw(st.sampled_from(("", "Q212"))),
            private=private and draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 4)))
    )
    ids = [e.id for e in entities]
    some = st.sampled_from(ids) if ids else st.just("")

    def event(n: int) -> Event:
        claims = tuple(
            Claim(
                id=f"v{n}c{k}",
                modality=draw(st.sampled_from(CONCEPTS["modality"])),
                evidence=Span(*stretch()),
                by=draw(st.one_of(st.just(""), some)),
                claimed_on=draw(st.one_of(st.just(""), DATES)),
            )
            for k in range(draw(st.integers(0, 3)))
        )
        stating = st.lists(st.sampled_from([c.id for c in claims]), max_size=2).map(tuple) if claims else st.just(())
        roles = st.builds(Role, st.sampled_from(sorted(ROLES)), st.one_of(st.just(""), some), SIDES, stating)
        counts = st.builds(
            Count,
            st.sampled_from(("captive", "returned", "tank")),
            st.integers(0, 10_000),
            st.sampled_from(CONCEPTS["qualifier"]),
            SIDES,
            stating,
        )
        value = draw(DATES)
        date = DateRange(value, f"{value}-01-01"[:10], f"{value}-12-28"[:10], draw(st.one_of(st.just(""), NAMES)))
        return Event(
            id=f"v{n}",
            type=draw(st.sampled_from(EVENT_TYPES)),
            mentions=mentions(),
            claims=claims,
            date=date if draw(st.booleans()) else None,
            places=tuple(Place(draw(some), draw(stating)) for _ in range(draw(st.integers(0, 2)))) if ids else (),
            roles=tuple(draw(st.lists(roles, max_size=4))),
            counts=tuple(draw(st.lists(counts, max_size=3))),
        )

    relations = st.builds(
        Relation,
        st.sampled_from(("position", "partOf", "memberOf")),
        some,
        some,
        st.one_of(st.just(""), NAMES),
        st.lists(st.builds(lambda: Span(*stretch())), max_size=2).map(tuple),
    )
    doc = DocumentInfo(
        id=draw(NAMES),
        lang=draw(st.sampled_from(LANGUAGES)),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        publisher=draw(st.sampled_from(("", "Example Agency"))),
        published=draw(st.one_of(st.just(""), DATES)),
        title=draw(st.one_of(st.just(""), NAMES)),
        url=draw(st.sampled_from(("", "https://example.org/a?b=c d"))),
        iri=f"https://w3id.org/war-news-kg/document/{draw(st.integers(0, 9)):016x}",
    )
    return Record(
        doc=doc,
        entities=entities,
        relations=tuple(draw(st.lists(relations, max_size=2))) if ids else (),
        events=tuple(event(n) for n in range(draw(st.integers(0, 3)))),
    )
