"""A small store to publish from: three tellings of one capture that disagree, a document that means harm, and one that
names a private captive. Publishers are invented; the captive is a placeholder, "Placeholder Captive", and no person.
"""

from __future__ import annotations

import hashlib

import pytest

from kg.graph.consolidate import consolidate
from kg.graph.identity import put_resolution, put_vocabulary
from kg.graph.mapping import document_quads
from kg.graph.store import EmbeddedStore
from kg.ids import document_iri, entity_iri, event_iri, local_iri
from kg.model import (
    Claim,
    Count,
    DateRange,
    Document,
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
from kg.resolve.resolution import Link, Resolution

CAPTIVE = "Placeholder Captive"

HOSTILE = {
    "title": "</script><script>alert('title')</script>",
    "publisher": '"onload="alert(1)" <b>Bold Courier</b>',
    "url": "javascript:alert('url')",
    "name": '<img src="http://tracker.invalid/x.png" onerror="alert(1)">',
    "turned": "abc\u202efed\u2066ghi\x0b",
}


def mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return Mention(start, start + len(words), words, "en")


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def info(stem: str, text: str, publisher: str, published: str, title: str, url: str) -> DocumentInfo:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = Document(stem, text, sha256, "en", publisher, published, title, url=url)
    return DocumentInfo(stem, "en", sha256, len(text), publisher, published, title, url, document_iri(document))


def telling(
    stem: str, publisher: str, figure: int, modality: str, published: str, *, by: str = "Mykola Prykladnyi"
) -> Record:
    """A report of the capture near Kharkiv, with its figure."""
    text = (
        f"{by} said the 93rd Mechanized Brigade captured {figure} soldiers of the 488th Motor Rifle Regiment near "
        f"Kharkiv on 3 March 2024. {by} is the spokesperson of the Ministry."
    )
    first = text[: text.index(". ") + 1]
    claim = Claim("v1c1", modality, span(text, first), by="e1", claimed_on="2024-03-03")  # type: ignore[arg-type]
    stated = ("v1c1",)
    entities = (
        Entity("e1", "Person", by, (mention(text, by),), side="UA"),
        Entity(
            "e2",
            "Unit",
            "93rd Mechanized Brigade",
            (mention(text, "93rd Mechanized Brigade"),),
            side="UA",
            attributes={"number": 93, "echelon": "brigade", "arm": "mechanized"},
        ),
        Entity(
            "e3",
            "Unit",
            "488th Motor Rifle Regiment",
            (mention(text, "488th Motor Rifle Regiment"),),
            ("488th Regiment",),
            side="RU",
            attributes={"number": 488, "echelon": "regiment", "arm": "motor_rifle"},
        ),
        Entity(
            "e4",
            "Place",
            "Kharkiv",
            (mention(text, "Kharkiv"),),
            attributes={"lat": 49.98081, "lon": 36.25272, "kind": "settlement"},
        ),
        Entity("e5", "Organization", "Ministry", (mention(text, "Ministry"),), side="UA"),
    )
    event = Event(
        "v1",
        "Capture",
        (mention(text, "captured"),),
        (claim,),
        DateRange("2024-03-03", "2024-03-03", "2024-03-03", "on 3 March 2024"),
        (Place("e4", stated),),
        (Role("captor", "e2", "UA", stated), Role("captive", "e3", "RU", stated)),
        (Count("captive", figure, "exact", "RU", stated),),
    )
    post = Relation("position", "e1", "e5", "spokesperson", (span(text, text[text.rindex(by) :]),))
    doc = info(stem, text, publisher, published, f"Report {stem}", f"https://example.org/{stem}")
    return Record(doc, entities, (post,), (event,))


def hostile() -> Record:
    name, turned = HOSTILE["name"], HOSTILE["turned"]
    text = f"{name} attacked {turned} in May 2024. </script><script>alert('text')</script>"
    claim = Claim("v1c1", "alleged", span(text, text), by="e1")
    entities = (
        Entity("e1", "Organization", name, (mention(text, name),), (HOSTILE["title"],)),
        Entity("e2", "Organization", turned, (mention(text, turned),), side="RU"),
    )
    event = Event(
        "v1",
        "Attack",
        (mention(text, "attacked"),),
        (claim,),
        DateRange("2024-05", "2024-05-01", "2024-05-31", "in May 2024"),
        (),
        (Role("attacker", "e1", "", ("v1c1",)), Role("target", "e2", "RU", ("v1c1",))),
    )
    doc = info("hostile", text, HOSTILE["publisher"], "2024-05-20", HOSTILE["title"], HOSTILE["url"])
    return Record(doc, entities, (), (event,))


def village() -> Record:
    text = f"A soldier, {CAPTIVE}, 28, was taken prisoner. {CAPTIVE} wrote home."
    claim = Claim("v1c1", "asserted", span(text, text[: text.index(".") + 1]))
    captive = Entity(
        "e1",
        "Person",
        CAPTIVE,
        (mention(text, CAPTIVE),),
        side="RU",
        attributes={"age": 28, "rank": "private"},
        private=True,
    )
    event = Event(
        "v1",
        "Capture",
        (mention(text, "taken prisoner"),),
        (claim,),
        roles=(Role("captive", "e1", "RU", ("v1c1",)), Role("captor", "", "UA", ("v1c1",))),
    )
    doc = info(
        "village", text, "Village Observer", "2024-06-01", f"{CAPTIVE} and others", "https://example.org/village"
    )
    return Record(doc, (captive,), (), (event,))


SHARED = {
    "e1": entity_iri("Person", "prykladnyi"),
    "e2": entity_iri("Unit", "93"),
    "e3": entity_iri("Unit", "488"),
    "e4": entity_iri("Place", "kharkiv"),
    "e5": entity_iri("Organization", "ministry"),
    "v1": event_iri("Capture", "kharkiv"),
}
"""What the tellings share."""

TELLINGS = ("wire", "gazette", "steppe")


def resolve(records: list[Record]) -> Resolution:
    links = []
    for record in records:
        for item in (*record.entities, *record.events):
            make = event_iri if isinstance(item, Event) else entity_iri
            own = make(item.type, record.doc.id, item.id)
            iri = SHARED[item.id] if record.doc.id in TELLINGS else own
            kind = "event" if isinstance(item, Event) else "entity"
            links.append(Link(local_iri(record.doc.iri, item.id), iri, kind, 0.9, ("stands in a table",)))
    return Resolution(links=tuple(links))


@pytest.fixture(scope="session")
def store() -> EmbeddedStore:
    """A store that no test may change."""
    held = EmbeddedStore()
    records = [
        telling("wire", "Northern Wire", 12, "claimed", "2024-03-04"),
        telling("gazette", "Capital Gazette", 31, "claimed", "2024-03-05"),
        telling("steppe", "Steppe Herald", 31, "denied", "2024-03-06"),
        hostile(),
        village(),
    ]
    put_vocabulary(held)
    for record in records:
        held.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    put_resolution(held, resolve(records))
    consolidate(held)
    return held
