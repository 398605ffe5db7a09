"""The order of the stages, and the only module that knows it: documents → records → store → resolution → graph."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.extract import records as extraction
from kg.gazetteer import Gazetteer
from kg.graph import consolidate
from kg.graph.mapping import document_quads
from kg.graph.records import records as stored_records
from kg.graph.store import Store
from kg.ids import document_iri
from kg.ingest import language, reader
from kg.ingest.reader import Problem
from kg.model import Document, Record
from kg.registry import Registry
from kg.resolve.resolver import resolve

Progress = Callable[[str], None]


@dataclass
class Summary:
    """What a build did: ids of documents by what became of them, and what could not be read."""

    read: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def documents(paths: Iterable[str | Path]) -> Iterator[Document | Problem]:
    """The documents of files, folders and streams, each with its language; what can't be read comes as a Problem."""
    for document in reader.read(paths):
        if isinstance(document, Problem):
            yield document
            continue
        lang = language.identify(document.text[document.body :], document.lang)
        if lang:
            yield dataclasses.replace(document, lang=lang)
        else:
            yield Problem(
                document.path or document.id,
                None,
                "the text is in none of the languages that are read",
                "English, Romanian, Ukrainian and Russian are read; a short text may name its language in a header",
            )


def extract(paths: Iterable[str | Path]) -> Iterator[Record | Problem]:
    """The record of every document, before resolution."""
    for document in documents(paths):
        yield document if isinstance(document, Problem) else extraction.read(document)


def build(paths: Iterable[str | Path], store: Store, progress: Progress = lambda _: None) -> Summary:
    """Read documents into a store, then resolve and consolidate all that it holds.

    Each document is one transaction: whatever ends the process, those before it stay. `progress` is told each document's
    id when it is read, and each later step's name.
    """
    summary = Summary()
    for document in documents(paths):
        if isinstance(document, Problem):
            summary.problems.append(document)
            continue
        progress(document.id)
        record = extraction.read(document)
        iri = document_iri(document)
        summary.read.append(document.id)
        if store.put_document(iri, document_quads(record, iri)):
            summary.changed.append(document.id)
    settle(store, progress)
    return summary


def settle(store: Store, progress: Progress = lambda _: None) -> None:
    """Resolve what the documents of a store name, and rebuild the graphs that follow from it."""
    progress("resolving")
    registry, gazetteer = Registry.load(), Gazetteer.load()
    resolution = resolve(stored_records(store, restricted=True), registry, gazetteer)
    progress("consolidating")
    consolidate.rebuild(store, resolution, registry, gazetteer)


def remove(store: Store, name: str) -> list[str]:
    """Take the documents of an id, a URL or an IRI out of a store; the IRIs of those that were there."""
    wanted = [r.doc.iri for r in stored_records(store) if name in (r.doc.id, r.doc.url, r.doc.iri)]
    removed = [iri for iri in wanted if store.remove_document(iri)]
    if removed:
        settle(store)
    return removed
