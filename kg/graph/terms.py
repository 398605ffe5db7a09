"""Values as RDF terms and back: concepts, numbers, dates, texts. No value is ever a blank node."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from kg.graph.vocabulary import RDF, XSD, Scheme
from kg.ids import BASE, local_iri

CONCEPT = f"{BASE}concept/"

_LANG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), XSD.date),
    (re.compile(r"\d{4}-\d\d"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
)

Term = NamedNode | Literal


def plain(term: object) -> str:
    """The IRI or the text of a term. The graph has no other kinds of term."""
    assert isinstance(term, Term)
    return term.value


def concept(scheme: Scheme, identifier: str) -> NamedNode:
    """The concept `identifier` of a scheme: `concept("arm", "tank")`."""
    return NamedNode(f"{CONCEPT}{scheme}/{quote(identifier, safe='')}")


def concept_id(iri: str) -> str:
    """The id of a concept, from its IRI."""
    return unquote(iri.rsplit("/", 1)[1])


def is_side(iri: str) -> bool:
    """Whether an IRI is the concept of a side."""
    return iri.startswith(f"{CONCEPT}side/")


def local(document: str, *parts: str) -> NamedNode:
    """The node of something inside a document, or inside something of it: `local(iri, "v1", "c1")` is `<iri#v1.c1>`."""
    name = ".".join(quote(part, safe="") for part in parts)
    return NamedNode(f"{document}.{name}" if "#" in document else local_iri(document, name))


def local_id(iri: str) -> str:
    """The id in its record of a document's entity or event, from its IRI."""
    return unquote(iri.rsplit("#", 1)[1])


def span_node(document: str, start: int, end: int) -> NamedNode:
    """The node of a stretch of text, named as RFC 5147 names it (`#char=10,24`)."""
    return NamedNode(local_iri(document, f"char={start},{end}"))


def text(value: str, lang: str = "") -> Literal:
    """A text, with its language where that is a language tag."""
    return Literal(value, language=lang) if _LANG.fullmatch(lang) else Literal(value)


def date(value: str) -> Literal:
    """An ISO date as precise as it is: a day, a month, a year; anything else stays a plain text."""
    for shape, datatype in _DATES:
        if shape.fullmatch(value):
            return Literal(value, datatype=datatype)
    return Literal(value)


def scalar(value: Any) -> Literal:
    """A JSON value as a literal: whole numbers, floats, truth values and texts as such, the rest as rdf:JSON."""
    if isinstance(value, bool | int | float | str):
        return Literal(value)
    return Literal(json.dumps(value, ensure_ascii=False, sort_keys=True), datatype=RDF.JSON)


def unscalar(literal: Literal) -> Any:
    """The JSON value that `scalar` made a literal of."""
    match literal.datatype:
        case XSD.integer:
            return int(literal.value)
        case XSD.double:
            return float(literal.value)
        case XSD.boolean:
            return literal.value in ("true", "1")
        case RDF.JSON:
            return json.loads(literal.value)
    return literal.value
