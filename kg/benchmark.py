"""How fast the product is: reading in words a second, questions in milliseconds on a store of a chosen size.

Nothing here is a test: figures depend on the machine and on what else it does. Time is that of this process (user and
system), beside that of the wall.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kg import pipeline, variation
from kg.graph import queries
from kg.graph.mapping import document_quads
from kg.graph.records import records
from kg.graph.store import EmbeddedStore, Store, WritableStore
from kg.graph.vocabulary import KG
from kg.ingest import reader
from kg.model import Document
from kg.settings import DATA, PACKAGE

SAMPLES = DATA / "samples"

DOCUMENTS = 1130
"""Documents of the large store: with these it has a million triples."""

ROUNDS = 3
"""Times that a question is asked; the fastest counts."""

ASKED: Mapping[str, Mapping[str, str]] = {
    "against-interest": {},
    "attacks": {"side": "RU", "from": "2025-10-01", "to": "2025-10-31"},
    "captives-path": {},
    "chain-of-command": {"unit": "Brigade"},
    "claimants": {"side": "UA"},
    "claims-by-person": {"claimant": "Lubinets"},
    "co-captured-units": {},
    "commanders": {"unit": "Brigade"},
    "contradictions": {},
    "coverage": {},
    "denials": {},
    "events-in": {"place": "Kursk", "from": "2024-10-01", "to": "2024-10-31"},
    "events-near": {"place": "Kursk Oblast", "km": "150"},
    "evidence": {"event": ""},
    "exchange-balance": {"side": "UA"},
    "exchange-ledger": {"side": "UA"},
    "exchange-mediators": {"mediator": "Emirates"},
    "first-reports": {"type": "Capture"},
    "identities": {"name": "Lubinets"},
    "known-on": {"day": "2024-08-16"},
    "losses": {"side": "RU"},
    "movements": {"side": "UA", "from": "2024-10-01", "to": "2024-10-31"},
    "negotiations": {},
    "order-of-battle": {"side": "RU"},
    "positions": {"person": "Lubinets"},
    "single-origin": {"type": "Surrender"},
    "timeline": {"from": "2024-10-01", "to": "2024-10-31"},
    "unit-record": {"unit": "Brigade"},
    "units-in-place": {"place": "Russia"},
    "who-captured-whom": {"side": "RU", "from": "2024-10-01", "to": "2024-10-31"},
}
"""Question → the parameters it is asked with; "" stands for an event of the store."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one question took, at best. Seconds; `cpu` is what this process worked of them."""

    question: str
    values: Mapping[str, str]
    rows: int
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How fast documents were read, and where the time went.

    start   seconds that the first pass took longer than the second: loading words, dictionaries and weights
    words   language → words of its documents
    spent   language → seconds that they took
    shares  module of the package, or library → its own part of the time, largest first
    """

    start: float
    words: Mapping[str, int]
    spent: Mapping[str, float]
    shares: Mapping[str, float]


def fill(store: WritableStore, documents: int, progress: Callable[[str], None] = lambda _: None) -> None:
    """Put that many documents into an empty store: the bundled ones, varied; then resolve and consolidate them."""
    with EmbeddedStore() as aside:
        pipeline.build([SAMPLES], aside)
        originals = list(records(aside, restricted=True))
    for record in variation.varied(originals, documents):
        progress(record.doc.id)
        store.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    pipeline.settle(store, progress)


def _an_event(store: Store) -> str:
    """The event of which the most documents tell: the most work for a question about one."""
    told = f"?e {KG.documents} ?n ; {KG.modality} ?m"
    rows = store.query(f"SELECT ?e WHERE {{ {told} }} ORDER BY DESC(?n) ?e LIMIT 1")
    return next((row[0].value for row in cast("Iterable[Any]", rows)), "")


def ask(store: Store, rounds: int = ROUNDS) -> Iterator[Timing]:
    """The time of every question of the library, asked as `ASKED` says."""
    event = _an_event(store)
    for name, query in queries.library().items():
        values = {key: value or event for key, value in ASKED[name].items()}
        taken = []
        for _ in range(rounds):
            wall, cpu = time.perf_counter(), time.process_time()
            table = queries.answer(store, query, values)
            taken.append((time.perf_counter() - wall, time.process_time() - cpu))
        yield Timing(name, values, len(table.rows), min(t[0] for t in taken), min(t[1] for t in taken))


def _pass(paths: Sequence[str | Path]) -> tuple[dict[str, int], dict[str, float]]:
    """Read documents once: words and seconds by language. What can't be read is left out."""
    words: defaultdict[str, int] = defaultdict(int)
    spent: defaultdict[str, float] = defaultdict(float)
    begin = time.process_time()
    for document in reader.read(paths):
        if isinstance(document, Document):
            pipeline.read_one(document)
            now = time.process_time()
            words[document.lang] += len(_WORD.findall(document.text))
            spent[document.lang] += now - begin
            begin = now
    return dict(words), dict(spent)


def _shares(profile: cProfile.Profile) -> dict[str, float]:
    """Module of the package, or library → its part of the time, down to one in a hundred."""
    spent: defaultdict[str, float] = defaultdict(float)
    rows = cast("Mapping[tuple[str, int, str], tuple[int, int, float, float, object]]", pstats.Stats(profile).stats)  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, _) in rows.items():
        path = Path(file)
        if path.is_relative_to(PACKAGE):
            spent[".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)] += own
        elif "site-packages" in path.parts:
            spent[path.parts[path.parts.index("site-packages") + 1]] += own
        else:
            spent["Python"] += own
    total = sum(spent.values())
    return {name: own / total for name, own in sorted(spent.items(), key=lambda item: -item[1]) if own >= total / 100}


def extraction(paths: Sequence[str | Path]) -> Reading:
    """Read documents three times: to load what reading needs, for the time, and under a profile."""
    _, first = _pass(paths)
    words, spent = _pass(paths)
    profile = cProfile.Profile()
    profile.runcall(_pass, paths)
    return Reading(sum(first.values()) - sum(spent.values()), words, spent, _shares(profile))
