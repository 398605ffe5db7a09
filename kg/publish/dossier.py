"""All that is claimed of one event or entity, by it, or with it: claim by claim, and where the claims differ."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pyoxigraph as ox

from kg.graph.store import Store
from kg.graph.terms import concept_id
from kg.graph.vocabulary import KG, RDF
from kg.publish.claims import figure
from kg.publish.descriptions import Words, local_name, rows

_QUERIES = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim.

    subject   IRI of what it is about
    property  local name of what it states
    value     the value in words, "" where the value is the entity
    entity    IRI of the entity that the value is, or of the body of a post; "" where it is none
    claimant  IRI of who says so, "" for the document's own voice
    counted   of a figure: what it counts and the IRI of the side
    """

    claim: str
    subject: str
    property: str
    value: str
    entity: str
    claimant: str
    modality: str
    claimed_on: str
    document: str
    start: int
    end: int
    counted: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Difference:
    """A property for which claims give values that exclude each other: each value with its claims, most told first."""

    property: str
    counted: tuple[str, str]
    values: tuple[tuple[str, tuple[ClaimRow, ...]], ...]


def _bound(name: str, iri: str) -> str:
    return (_QUERIES / name).read_text(encoding="utf-8").replace("$thing", f"{ox.NamedNode(iri)}")


def claims_query(iri: str) -> str:
    """The SPARQL that finds the claims of a thing."""
    return _bound("claims.rq", iri)


def graph_query(iri: str) -> str:
    """The SPARQL that constructs the graph around a thing."""
    return _bound("evidence.rq", iri)


def claims_of(store: Store, iri: str, words: Words, entities: Iterable[str]) -> list[ClaimRow]:
    """The claims of a thing, by document and place in the text; `entities` are the IRIs of things, not of concepts."""
    known = set(entities)
    made = []
    for row in rows(store, claims_query(iri)):
        (
            claim,
            subject,
            property_,
            value,
            of,
            qualifier,
            side,
            title,
            claimant,
            modality,
            on,
            _,
            document,
            start,
            end,
        ) = ("" if term is None else term.value for term in row)
        entity = value if value in known else ""
        if isinstance(row[3], ox.NamedNode):
            said = title or ("" if entity else words(value))
        else:
            said = figure(words, value, of, qualifier, side)
        made.append(
            ClaimRow(
                claim, subject, local_name(property_), said, entity, claimant, concept_id(modality), on, document,
                int(start), int(end), (of, side),
            )
        )  # fmt: skip
    return made


def _disputed(store: Store, iri: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The contested properties of a thing, and what its contested figures count."""
    node = ox.NamedNode(iri)
    properties = {term.value for (term,) in rows(store, f"SELECT ?p WHERE {{ {node} {KG.contested} ?p }}")}
    figures = rows(
        store,
        f"SELECT ?of ?side WHERE {{ {node} {KG.count} ?c . ?c {KG.contested} {KG.value} ; {KG.countOf} ?of ."
        f" OPTIONAL {{ ?c {KG.valueSide} ?side }} }}",
    )
    return properties, {(of.value, side.value if side else "") for of, side in figures}


def differences(store: Store, iri: str, claims: Sequence[ClaimRow]) -> list[Difference]:
    """Where the claims about a thing exclude each other, whether it happened at all first."""
    own = [claim for claim in claims if claim.subject == iri]
    properties, figures = _disputed(store, iri)
    groups: dict[tuple[str, tuple[str, str]], list[ClaimRow]] = defaultdict(list)
    names = {local_name(term) for term in properties}
    for claim in own:
        if claim.modality == "denied":
            continue
        if claim.property == local_name(KG.count.value):
            for of, side in figures:
                if claim.counted in ((of, side), (of, "")):
                    groups[claim.property, (of, side)].append(claim)
        elif claim.property in names:
            groups[claim.property, ("", "")].append(claim)
    made = [Difference(*key, _by_value(found)) for key, found in sorted(groups.items())]
    happened = [claim for claim in own if claim.property == local_name(RDF.type.value)]
    denied = tuple(claim for claim in happened if claim.modality == "denied")
    told = tuple(claim for claim in happened if claim.modality != "denied")
    if denied:
        made.insert(0, Difference("type", ("", ""), (("it happened", told), ("it did not", denied))))
    return made


def _by_value(claims: Iterable[ClaimRow]) -> tuple[tuple[str, tuple[ClaimRow, ...]], ...]:
    values: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        values[claim.value or claim.entity].append(claim)
    return tuple((value, tuple(found)) for value, found in sorted(values.items(), key=lambda v: (-len(v[1]), v[0])))


def linked_data(store: Store, iri: str) -> Any:
    """The graph around a thing as JSON-LD, without what is withheld of private captives."""
    triples = cast("Iterable[ox.Triple]", store.query(graph_query(iri)))
    written = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.JSON_LD)
    assert written is not None
    return json.loads(written)
