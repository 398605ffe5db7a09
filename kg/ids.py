"""Names of things in the graph. An id hashes the fewest stable raw values: no counter, no clock, no blank node."""

from __future__ import annotations

import hashlib

from kg.model import Document

BASE = "https://w3id.org/war-news-kg/"
"""Namespace of everything the product names. Terms live under `ontology#`, concepts under `concept/`."""


def digest(*values: str) -> str:
    """16 hexadecimal digits of the SHA-256 of the values, kept apart by the ASCII unit separator."""
    return hashlib.sha256("\x1f".join(values).encode("utf-8")).hexdigest()[:16]


def document_iri(document: Document) -> str:
    """The IRI of a document's identity: its URL; else publisher, title and date; else its id.

    The text is left out, so that a corrected article replaces its earlier reading.
    """
    if document.url:
        key: tuple[str, ...] = ("url", document.url)
    elif document.publisher and document.title and document.published:
        key = ("header", document.publisher, document.title, document.published)
    else:
        key = ("id", document.id)
    return f"{BASE}document/{digest(*key)}"


def local_iri(document: str, part: str) -> str:
    """The IRI of something inside one document: `local_iri(document_iri, "e1")`."""
    return f"{document}#{part}"


def registry_iri(entry: str) -> str:
    """The IRI of a curated entity of the registry."""
    return f"{BASE}entity/{entry}"


def place_iri(place: str) -> str:
    """The IRI of a place of the gazetteer."""
    return f"{BASE}place/{place}"


def entity_iri(kind: str, *values: str) -> str:
    """The IRI of an entity that no registry or gazetteer knows, from what identifies it (kind, then raw values)."""
    return f"{BASE}entity/{kind.lower()}-{digest(kind, *values)}"


def event_iri(kind: str, *values: str) -> str:
    """The IRI of one happening, from what identifies its cluster."""
    return f"{BASE}event/{kind.lower()}-{digest(kind, *values)}"


def graph_iri(name: str) -> str:
    """The IRI of a named graph other than a document's: registry, identity, review, restricted, consolidated, meta."""
    return f"{BASE}graph/{name}"
