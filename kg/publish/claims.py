"""Who says what: the claims of the documents, gathered by the sentence that makes them.

A saying is what one claimant says of one event or entity in one sentence: often several claims (that it happened, who
did it, how many), which a reader wants to see together, under one quote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.store import Store
from kg.graph.terms import concept, concept_id
from kg.graph.vocabulary import DC, DCTERMS, KG, OA, RDF, SCHEMA
from kg.publish.descriptions import Description, Words, describe, first, local_name, of_class, referents


@dataclass(frozen=True, slots=True)
class Source:
    """A document: where it can be found, and what the reader should know of it."""

    iri: str
    id: str
    title: str
    publisher: str
    published: str
    lang: str
    url: str
    sha256: str


@dataclass(frozen=True, slots=True, order=True)
class Detail:
    """One claim of a saying: a property, its value in words, and the entity that the value is, if it is one."""

    property: str
    value: str
    entity: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a quote to highlight, by code points: the event's own words, or an entity in a role."""

    start: int
    end: int
    what: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What one claimant says of one event or entity in one sentence of one document.

    subject   IRI of the event or entity
    document  IRI of the document
    claimant  IRI of who says so; "" where the document speaks in its own voice or its source has no name
    """

    subject: str
    document: str
    claimant: str
    modality: str
    claimed_on: str
    start: int
    quote: str
    marks: tuple[Mark, ...]
    details: tuple[Detail, ...]


def sources(store: Store, *, restricted: bool = False) -> dict[str, Source]:
    """IRI → document, oldest first."""
    found = [
        Source(
            iri,
            first(said, DCTERMS.identifier),
            first(said, SCHEMA.headline),
            first(said, DC.publisher),
            first(said, SCHEMA.datePublished),
            first(said, SCHEMA.inLanguage),
            first(said, SCHEMA.url),
            first(said, KG.sha256),
        )
        for iri, said in describe(store, of_class(KG.Document), restricted=restricted).items()
    ]
    return {s.iri: s for s in sorted(found, key=lambda s: (s.published, s.publisher, s.iri))}


@dataclass(frozen=True, slots=True)
class _Quote:
    document: str
    start: int
    end: int
    text: str


def figure(words: Words, value: str, what: str, qualifier: str, side: str) -> str:
    """A value in words: "at least 12 captive (Russia)"; as it is where it does not count anything.

    `qualifier` and `side` are IRIs of concepts, or "".
    """
    parts = [value]
    if what:
        if qualifier and qualifier != concept("qualifier", "exact").value:
            parts.insert(0, words(qualifier))
        parts.append(what)
        if side:
            parts.append(f"({words(side)})")
    return " ".join(parts)


class _Reader:
    """Joins claims, spans and mentions of a store."""

    def __init__(self, store: Store, *, restricted: bool) -> None:
        self.words = Words(store)
        self.refers = referents(store)
        self.claims = describe(store, of_class(KG.Claim), restricted=restricted)
        self.quotes = {
            iri: _Quote(
                first(said, OA.hasSource), int(first(said, OA.start)), int(first(said, OA.end)), first(said, OA.exact)
            )
            for iri, said in describe(store, of_class(KG.Span), restricted=restricted).items()
        }
        self.mentions: dict[str, list[str]] = defaultdict(list)
        for kind in (KG.DocumentEntity, KG.DocumentEvent):
            for telling, said in describe(store, of_class(kind)).items():
                self.mentions[telling] = [span.value for span in said.get(KG.mention, ())]

    def value(self, claim: Description) -> tuple[str, str]:
        """The value of a claim in words, and the telling that it is, if it is one."""
        term = next(iter(claim.get(KG.value, ())), Literal(""))
        side = first(claim, KG.valueSide)
        if isinstance(term, NamedNode):
            if term.value in self.refers:
                return "", term.value
            return self.words(term.value), ""
        return figure(self.words, term.value, first(claim, KG.countOf), first(claim, KG.qualifier), side), ""

    def marks(self, quote: _Quote, tellings: dict[str, str]) -> tuple[Mark, ...]:
        """The mentions that lie in a quote; those that overlap an earlier one are left out.

        A quote from which names were withheld no longer fits its offsets, and has none.
        """
        if len(quote.text) != quote.end - quote.start:
            return ()
        found = set()
        for telling, what in tellings.items():
            for span in self.mentions.get(telling, ()):
                mention = self.quotes[span]
                if quote.start <= mention.start < mention.end <= quote.end:
                    found.add(Mark(mention.start - quote.start, mention.end - quote.start, what))
        kept: list[Mark] = []
        for mark in sorted(found, key=lambda m: (m.start, -m.end, m.what)):
            if not kept or mark.start >= kept[-1].end:
                kept.append(mark)
        return tuple(kept)


def sayings(store: Store, *, restricted: bool = False) -> list[Saying]:
    """Every saying of a store, sorted by what it is about, document and place in the text."""
    reader = _Reader(store, restricted=restricted)
    details: dict[tuple[str, str, str, str, str], set[Detail]] = defaultdict(set)
    tellings: dict[tuple[str, str, str, str, str], dict[str, str]] = defaultdict(dict)
    for claim in reader.claims.values():
        telling = first(claim, KG.subject)
        subject = reader.refers.get(telling)
        if subject is None:
            continue
        by = first(claim, KG.claimant)
        modality = concept_id(first(claim, KG.modality))
        name = local_name(first(claim, KG.property))
        text, filler = reader.value(claim)
        for span in claim.get(KG.evidence, ()):
            key = (subject, span.value, reader.refers.get(by, ""), modality, first(claim, KG.claimedOn))
            tellings[key].setdefault(telling, "subject")
            if filler:
                tellings[key][filler] = name
            if first(claim, KG.property) != RDF.type.value:
                title = first(claim, KG.title)
                details[key].add(Detail(name, title or text, reader.refers.get(filler, "")))
            else:
                details[key].add(Detail("type", text))
    made = []
    for key, told in tellings.items():
        subject, where, claimant, modality, on = key
        quote = reader.quotes[where]
        made.append(
            Saying(
                subject,
                quote.document,
                claimant,
                modality,
                on,
                quote.start,
                quote.text,
                reader.marks(quote, told),
                tuple(sorted(details[key])),
            )
        )
    return sorted(made, key=lambda s: (s.subject, s.document, s.start, s.claimant, s.modality, s.quote))


def voice(saying: Saying, read: Mapping[str, Source]) -> str:
    """Who answers for a saying: its claimant; else the publisher in its own voice, or the document if it names none."""
    return saying.claimant or read[saying.document].publisher or saying.document


def origins(said: Iterable[Saying], read: Mapping[str, Source]) -> dict[str, set[str]]:
    """IRI of an event or entity → the voices that say so: ten documents that quote one ministry are one origin.

    Who denies it is none.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for saying in said:
        if saying.modality != "denied":
            found[saying.subject].add(voice(saying, read))
    return dict(found)
