"""The order of the stages, and the only module that knows it: documents → records → store → resolution → graph."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg import __version__, fingerprint, own_registry
from kg.extract import records as extraction
from kg.gazetteer import Gazetteer
from kg.graph import consolidate
from kg.graph.canonical import canonical
from kg.graph.mapping import document_quads
from kg.graph.meta import note_reading, note_settled, readings, record_run, settled
from kg.graph.records import readings as stored_readings
from kg.graph.records import records as stored_records
from kg.graph.review import judgements
from kg.graph.store import WritableStore
from kg.ids import document_iri
from kg.ingest import reader
from kg.ingest.reader import Problem
from kg.lexicon import LexiconError
from kg.model import Document, Record
from kg.registry import RegistryError
from kg.resolve.resolver import resolve

Progress = Callable[[str], None]


class AmbiguousError(ValueError):
    """A name that several documents of a store bear; the message lists their IRIs."""


@dataclass
class Summary:
    """What a build did: the ids of documents by what became of them, and what was wrong with the input.

    new        the store did not have them
    changed    the store had an earlier reading
    unchanged  the store had this very reading
    kept       those of the unchanged that were not read again, for neither they nor the program have changed
    problems   what was left out, and what was read with a doubt (`Problem.skipped` tells them apart)
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many documents were taken in."""
        return len(self.new) + len(self.changed) + len(self.unchanged)

    @property
    def skipped(self) -> int:
        """How many documents were left out."""
        return sum(problem.skipped for problem in self.problems)


def extract(paths: Iterable[str | Path]) -> Iterator[Record | Problem]:
    """The record of every document in canonical form, before resolution; what can't be read comes as a Problem."""
    for document in reader.read(paths):
        yield document if isinstance(document, Problem) else read_one(document)


def read_one(document: Document) -> Record | Problem:
    """The record of one document. A fault of the reading is told, so that the other documents are read."""
    try:
        return canonical(extraction.read(document))
    except (LexiconError, RegistryError):
        raise  # the data that every document is read with
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        return Problem(
            document.path or document.id,
            0,
            f"reading it failed ({type(error).__name__} in {Path(at.filename).name}:{at.lineno}: {error})",
            "this is a fault of the program: please report it together with the document",
        )


def build(
    paths: Iterable[str | Path], store: WritableStore, progress: Progress = lambda _: None, started: str = ""
) -> Summary:
    """Read documents into a store, then resolve and consolidate all that it holds.

    Each document is one transaction: whatever ends the process, those before it stay, and the next build goes on from
    there. What was read before, by this very program and with the same registry, is not read again. The order of the
    paths does not matter.
    `progress` is told each document's id when it is reached, and each later step's name. `started` is when the
    run began, as an XML Schema dateTime with its zone, for the meta graph; "" leaves the run out of it.
    """
    summary = Summary()
    before, noted = store.documents(), readings(store)
    registry, own = own_registry.load(store.path), own_registry.fingerprint(store.path)
    done: dict[str, Document] = {}
    for document in reader.read(sorted({str(path) for path in paths})):
        if isinstance(document, Problem):
            summary.problems.append(document)
            continue
        progress(document.id)
        iri = document_iri(document)
        if iri in done:
            summary.problems.append(_twice(document, done[iri]))
            continue
        reading = fingerprint.of(document, own)
        if noted.get(iri) == reading:
            done[iri] = document
            summary.unchanged.append(document.id)
            summary.kept.append(document.id)
            continue
        with registry.used():
            record = read_one(document)
        if isinstance(record, Problem):
            summary.problems.append(record)
            continue
        done[iri] = document
        put = _put(store, record, iri, reading)
        (summary.unchanged if not put else summary.changed if iri in before else summary.new).append(document.id)
    if settled(store) != fingerprint.reader(own):
        settle(store, progress)
    if started:
        record_run(store, started, __version__)
    return summary


def _put(store: WritableStore, record: Record, iri: str, reading: str) -> bool:
    """Put a record into a store and note its reading; whether that changed anything.

    While the document is replaced nothing is noted, so that a process killed in between leaves it to be read again.
    """
    note_reading(store, iri, "")
    note_settled(store, "")
    put = store.put_document(iri, document_quads(record, iri))
    note_reading(store, iri, reading)
    return put


def _twice(document: Document, first: Document) -> Problem:
    """Two texts that say they are one document: the first is kept."""
    by = "URL" if document.url else "publisher, title and date"
    message = f"it has the {by} of {first.path or first.id}, which was read"
    same = document.sha256 == first.sha256
    return Problem(document.path or document.id, 0, message, "leave one of the two out", skipped=not same)


def settle(store: WritableStore, progress: Progress = lambda _: None) -> None:
    """Resolve what the documents of a store name, and rebuild the graphs that follow from it."""
    progress("resolving")
    registry, gazetteer = own_registry.load(store.path), Gazetteer.load()
    read = list(stored_readings(store))
    resolution = resolve((whole for _, whole in read), registry, gazetteer, judgements(store))
    progress("consolidating")
    consolidate.rebuild(store, resolution, registry, gazetteer, [told for told, _ in read])
    note_settled(store, fingerprint.reader(own_registry.fingerprint(store.path)))


def resettle(store: WritableStore) -> None:
    """Settle a store anew, after a person decided something; a process killed here leaves it to the next build."""
    note_settled(store, "")
    settle(store)


def remove(store: WritableStore, name: str) -> list[str]:
    """Take the document of an id, a URL or an IRI out of a store; its IRI, or nothing where there is none.

    Raises AmbiguousError where several documents have the id.
    """
    wanted = [r.doc.iri for r in stored_records(store) if name and name in (r.doc.id, r.doc.url, r.doc.iri)]
    if len(wanted) > 1:
        raise AmbiguousError(f"{len(wanted)} documents are called {name}; name one of {', '.join(wanted)}")
    if wanted:
        note_settled(store, "")
    removed = [iri for iri in wanted if store.remove_document(iri)]
    if removed:
        settle(store)
    return removed
