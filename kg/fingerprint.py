"""Fingerprints: of the program, and of a document as this program reads it. Equal ones promise equal results."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version

from kg.ids import digest
from kg.model import Document
from kg.settings import DATA, PACKAGE, resource

NO_MATTER = (PACKAGE / "commands", PACKAGE / "publish", PACKAGE / "train", DATA / "samples")
"""Parts of the package that change nothing of what a store holds."""

LIBRARIES = ("numpy", "pymorphy3", "pymorphy3-dicts-ru", "pymorphy3-dicts-uk", "simplemma", "spacy")
"""Libraries on whose version a reading depends: the parser's, and the dictionaries."""


@cache
def program() -> str:
    """The fingerprint of the code, words, weights and reference data that make a graph of documents."""
    rules = sorted((resource("queries") / "rules").glob("*.rq"))
    files = [
        path
        for path in sorted(PACKAGE.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not any(path.is_relative_to(p) for p in NO_MATTER)
    ]
    total = hashlib.sha256(" ".join(version(name) for name in LIBRARIES).encode("utf-8"))
    for path in (*files, *rules, *sorted(resource("ontology").glob("*.ttl"))):
        total.update(path.name.encode("utf-8"))
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def reader(own: str = "") -> str:
    """The fingerprint of the program together with that of a user's own registry files, "" for none."""
    return digest(program(), own) if own else program()


def of(document: Document, own: str = "") -> str:
    """The fingerprint of a document: all that its record depends on, a user's own registry files by theirs.

    Where its file lies does not matter.
    """
    known = (document.id, document.lang, document.publisher, document.published, document.title, document.url)
    places = (str(document.title_start), str(document.body))
    return digest(reader(own), document.sha256, *known, *places)
