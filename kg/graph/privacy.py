"""What of a record is withheld: names and other personal data of private persons in captivity.

The third Geneva Convention (article 13) protects prisoners of war from public curiosity. A private captive stands in
a document's graph under a pseudonym; the name, and every text that holds it, lies in the document's restricted graph.
"""

from __future__ import annotations

import re

from kg.ids import graph_iri
from kg.model import Entity, Record

MARK = "[captive]"
"""Stands in a quote where a private captive's name stood."""

_WORD = re.compile(r"\w[\w'’-]*\w")
_SHORTEST_PART = 3
"""Shorter parts of a name are particles and initials, which hide nobody and occur in every text."""


def restricted_folder(document: str) -> str:
    """What the IRIs of a document's restricted graphs begin with."""
    return f"{graph_iri('restricted')}/{document.rsplit('/', 1)[1]}/"


def restricted_iri(document: str, sha256: str) -> str:
    """The IRI of the restricted graph that belongs to a document with a certain text.

    The text is named, so that what was withheld of an earlier reading is never laid over a later one.
    """
    return f"{restricted_folder(document)}{sha256[:16] or 'text'}"


def pseudonym(entity: Entity) -> str:
    """What a private captive is called: "captive, RU"."""
    return f"captive, {entity.side}" if entity.side else "captive"


def _forms(entity: Entity) -> set[str]:
    return {form for form in (entity.name, *entity.aliases, *(m.text for m in entity.mentions)) if form.strip()}


def _words(forms: set[str]) -> set[str]:
    return {word.casefold() for form in forms for word in _WORD.findall(form)}


class Redactor:
    """Takes the names of a record's private captives out of texts.

    A name goes in each form that the document uses; so does each of its words by itself, where no person, unit, place
    or organization that is named openly shares it.
    """

    def __init__(self, record: Record) -> None:
        private = {form for e in record.entities if e.private for form in _forms(e)}
        public = {form for e in record.entities if not e.private for form in _forms(e)}
        parts = {word for word in _words(private) - _words(public) if len(word) >= _SHORTEST_PART}
        words = sorted({form.casefold() for form in private} | parts, key=lambda form: (-len(form), form))
        self._pattern = (
            re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE) if words else None
        )

    def __call__(self, value: str) -> str:
        """The text without the names: the same text where it holds none."""
        return self._pattern.sub(MARK, value) if self._pattern else value
