"""A small store: six documents of invented publishers about captures, an exchange and a raid, one of a private captive.

The private captive is a placeholder, "Placeholder Captive", and no person; the officials are invented too.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph.consolidate import rebuild
from kg.graph.mapping import document_quads
from kg.graph.store import EmbeddedStore
from kg.ids import document_iri, entity_iri, event_iri, local_iri, place_iri, registry_iri
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

sys.path.insert(0, str(Path(__file__).parent))

from sample_reference import GAZETTEER, REGISTRY

WIRE = (
    "The security service said on Thursday that its special forces took 102 soldiers of the 488th Guards Motor Rifle "
    "Regiment (military unit 12721) prisoner in Kursk region. Mykola Prykladnyi, the ombudsman of Ukraine, called it "
    "the largest group so far."
)
COURIER = "СБУ взяла в полон 88 військових у Курській області 15 серпня. Микола Прикладний, речник, підтвердив це."
STEPPE = "Официальный представитель Иван Образцов отрицает, что в Курской области кто-либо попал в плен."
GAZETTE = (
    "Ukraine and Russia exchanged captives on 24 August 2024: 115 came home to each side. "
    "The United Arab Emirates mediated, the ombudsman Mykola Prykladnyi said."
)
BULLETIN = (
    "Russian Shahed drones struck Sumy on 20 August 2024, and 12 of them were shot down. "
    "Ukrainian troops advanced into Kursk region. "
    "Kyiv and Moscow are to talk about 100 captives with the United Arab Emirates as mediator."
)
VILLAGE = "A soldier, Placeholder Captive, 28, was taken prisoner in Kursk region. Captive wrote to his mother."


class Writer:
    """Makes a record of one text; spans are found by their words."""

    def __init__(self, stem: str, text: str, lang: str, publisher: str, published: str) -> None:
        self.text, self.lang = text, lang
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        document = Document(stem, text, sha256, lang, publisher, published, title=stem)
        self.iri = document_iri(document)
        self.info = DocumentInfo(stem, lang, sha256, len(text), publisher, published, stem, iri=self.iri)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words), words)

    def mention(self, words: str) -> Mention:
        span = self.span(words)
        return Mention(span.start, span.end, span.text, self.lang)

    def record(self, entities: list[Entity], events: list[Event], relations: list[Relation]) -> Record:
        return Record(self.info, tuple(entities), tuple(relations), tuple(events))


def day(value: str, words: str = "") -> DateRange:
    return DateRange(value, value, value, words)


def wire() -> Record:
    w = Writer("wire", WIRE, "en", "Northern Wire", "2024-08-16")
    sentence = w.span(WIRE[: WIRE.index(" Mykola")])
    claim = Claim("v1c1", "claimed", sentence, by="e1", claimed_on="2024-08-15")
    entities = [
        Entity("e1", "Organization", "security service", (w.mention("security service"),), side="UA"),
        Entity(
            "e2",
            "Unit",
            "488th Guards Motor Rifle Regiment",
            (w.mention("488th Guards Motor Rifle Regiment"), w.mention("military unit 12721")),
            side="RU",
            attributes={"number": 488, "echelon": "regiment", "arm": "motor_rifle", "militaryUnitNumber": "12721"},
        ),
        Entity(
            "e3",
            "Place",
            "Kursk region",
            (w.mention("Kursk region"),),
            attributes={"lat": 51.7, "lon": 36.2, "country": "RU", "kind": "region"},
            key="place:kursk-oblast",
        ),
        Entity("e4", "Person", "Mykola Prykladnyi", (w.mention("Mykola Prykladnyi"),), side="UA"),
        Entity(
            "e5",
            "Place",
            "Ukraine",
            (w.mention("Ukraine"),),
            attributes={"country": "UA", "kind": "country"},
            key="place:country-UA",
        ),
    ]
    event = Event(
        "v1",
        "Capture",
        (w.mention("took"),),
        (claim,),
        day("2024-08-15", "on Thursday"),
        (Place("e3", ("v1c1",)),),
        (Role("captor", "e1", "UA", ("v1c1",)), Role("captive", "e2", "RU", ("v1c1",))),
        (Count("captive", 102, "exact", "RU", ("v1c1",)),),
    )
    post = Relation("position", "e4", "e5", "ombudsman", (w.span("Mykola Prykladnyi, the ombudsman of Ukraine"),))
    return w.record(entities, [event], [post])


def courier() -> Record:
    w = Writer("courier", COURIER, "uk", "Слобожанський кур'єр", "2024-08-17")
    claim = Claim("v1c1", "asserted", w.span(COURIER[: COURIER.index(" Микола")]))
    entities = [
        Entity("e1", "Organization", "СБУ", (w.mention("СБУ"),), side="UA"),
        Entity(
            "e2",
            "Place",
            "Курська область",
            (w.mention("Курській області"),),
            attributes={"lat": 51.7, "lon": 36.2, "country": "RU", "kind": "region"},
            key="place:kursk-oblast",
        ),
        Entity("e3", "Person", "Микола Прикладний", (w.mention("Микола Прикладний"),), side="UA"),
    ]
    event = Event(
        "v1",
        "Capture",
        (w.mention("взяла в полон"),),
        (claim,),
        day("2024-08-15", "15 серпня"),
        (Place("e2", ("v1c1",)),),
        (Role("captor", "e1", "UA", ("v1c1",)), Role("captive", "", "RU", ("v1c1",))),
        (Count("captive", 88, "exact", "RU", ("v1c1",)),),
    )
    post = Relation("position", "e3", "e1", "речник", (w.span("Микола Прикладний, речник"),))
    return w.record(entities, [event], [post])


def steppe() -> Record:
    w = Writer("steppe", STEPPE, "ru", "Степной вестник", "2024-08-18")
    claim = Claim("v1c1", "denied", w.span(STEPPE), by="e1")
    entities = [
        Entity("e1", "Person", "Иван Образцов", (w.mention("Иван Образцов"),), side="RU"),
        Entity("e2", "Place", "Курская область", (w.mention("Курской области"),), key="place:kursk-oblast"),
    ]
    event = Event(
        "v1",
        "Capture",
        (w.mention("попал в плен"),),
        (claim,),
        places=(Place("e2", ("v1c1",)),),
        roles=(Role("captive", "", "RU", ("v1c1",)),),
    )
    return w.record(entities, [event], [])


def gazette() -> Record:
    w = Writer("gazette", GAZETTE, "en", "Capital Gazette", "2024-08-25")
    first, second = w.span(GAZETTE[: GAZETTE.index(" The United")]), w.span(GAZETTE[GAZETTE.index("The United") :])
    own, said = Claim("v1c1", "asserted", first), Claim("v1c2", "claimed", second, by="e2")
    entities = [
        Entity("e1", "Place", "United Arab Emirates", (w.mention("United Arab Emirates"),), key="place:country-AE"),
        Entity("e2", "Person", "Mykola Prykladnyi", (w.mention("Mykola Prykladnyi"),), side="UA"),
        Entity("e3", "Place", "Ukraine", (w.mention("Ukraine"),), key="place:country-UA"),
    ]
    both = ("v1c1", "v1c2")
    event = Event(
        "v1",
        "PrisonerExchange",
        (w.mention("exchanged"),),
        (own, said),
        day("2024-08-24", "24 August 2024"),
        (),
        (
            Role("party", "", "UA", both),
            Role("party", "", "RU", both),
            Role("mediator", "e1", "AE", ("v1c2",)),
        ),
        (Count("returned", 115, "exact", "UA", both), Count("returned", 115, "exact", "RU", both)),
    )
    return w.record(entities, [event], [])


def village() -> Record:
    w = Writer("village", VILLAGE, "en", "Village Observer", "2024-08-19")
    claim = Claim("v1c1", "asserted", w.span(VILLAGE[: VILLAGE.index(" Captive wrote")]))
    entities = [
        Entity(
            "e1",
            "Person",
            "Placeholder Captive",
            (w.mention("Placeholder Captive"),),
            ("Captive",),
            side="RU",
            attributes={"age": 28, "kin": ["mother"], "rank": "private"},
            private=True,
        ),
        Entity("e2", "Place", "Kursk region", (w.mention("Kursk region"),), key="place:kursk-oblast"),
    ]
    event = Event(
        "v1",
        "Capture",
        (w.mention("taken prisoner"),),
        (claim,),
        places=(Place("e2", ("v1c1",)),),
        roles=(Role("captive", "e1", "RU", ("v1c1",)),),
    )
    return w.record(entities, [event], [])


def bulletin() -> Record:
    """The paper that does not say who publishes it."""
    w = Writer("bulletin", BULLETIN, "en", "", "2024-08-21")
    raid, advance, talks = (w.span(f"{sentence.rstrip('.')}.") for sentence in BULLETIN.split(". "))
    entities = [
        Entity("e1", "Place", "Sumy", (w.mention("Sumy"),), key="place:sumy"),
        Entity("e2", "Equipment", "Shahed", (w.mention("Shahed"),), attributes={"kind": "drone"}),
        Entity("e3", "Place", "Kursk region", (w.mention("Kursk region"),), key="place:kursk-oblast"),
        Entity("e4", "Place", "United Arab Emirates", (w.mention("United Arab Emirates"),), key="place:country-AE"),
    ]
    own = ("c1",)
    events = [
        Event(
            "v1",
            "Attack",
            (w.mention("struck"),),
            (Claim("c1", "asserted", raid),),
            day("2024-08-20", "20 August 2024"),
            (Place("e1", own),),
            (Role("attacker", "", "RU", own), Role("target", "e1", "UA", own), Role("weapon", "e2", "", own)),
            (Count("drone", 12, "exact", "RU", own),),
        ),
        Event(
            "v2",
            "Movement",
            (w.mention("advanced"),),
            (Claim("c1", "asserted", advance),),
            places=(Place("e3", own),),
            roles=(Role("actor", "", "UA", own), Role("destination", "e3", "", own)),
        ),
        Event(
            "v3",
            "Negotiation",
            (w.mention("talk"),),
            (Claim("c1", "planned", talks),),
            roles=(Role("party", "", "UA", own), Role("party", "", "RU", own), Role("mediator", "e4", "AE", own)),
            counts=(Count("returned", 100, "exact", "", own),),
        ),
    ]
    return w.record(entities, events, [])


SAME = {
    "kursk": place_iri("kursk-oblast"),
    "ukraine": place_iri("country-UA"),
    "emirates": place_iri("country-AE"),
    "sbu": registry_iri("org-ua-sbu"),
    "regiment": registry_iri("unit-ru-488-motor-rifle-regiment"),
    "ombudsman": registry_iri("person-mykola-prykladnyi"),
    "capture": event_iri("Capture", "kursk"),
}
"""What the documents share."""

IDENTITIES = {
    ("wire", "e1"): SAME["sbu"],
    ("wire", "e2"): SAME["regiment"],
    ("wire", "e3"): SAME["kursk"],
    ("wire", "e4"): SAME["ombudsman"],
    ("wire", "e5"): SAME["ukraine"],
    ("wire", "v1"): SAME["capture"],
    ("courier", "e1"): SAME["sbu"],
    ("courier", "e2"): SAME["kursk"],
    ("courier", "e3"): SAME["ombudsman"],
    ("courier", "v1"): SAME["capture"],
    ("steppe", "e1"): registry_iri("person-ivan-obraztsov"),
    ("steppe", "e2"): SAME["kursk"],
    ("steppe", "v1"): SAME["capture"],
    ("gazette", "e1"): SAME["emirates"],
    ("gazette", "e2"): SAME["ombudsman"],
    ("gazette", "e3"): SAME["ukraine"],
    ("village", "e2"): SAME["kursk"],
    ("bulletin", "e1"): place_iri("sumy"),
    ("bulletin", "e3"): SAME["kursk"],
    ("bulletin", "e4"): SAME["emirates"],
}


def resolve(records: list[Record]) -> Resolution:
    """The identities above; what they leave out is one of its own."""
    links = []
    for record in records:
        for item in (*record.entities, *record.events):
            kind = "event" if isinstance(item, Event) else "entity"
            make = event_iri if isinstance(item, Event) else entity_iri
            own = make(item.type, record.doc.id, item.id)
            iri = IDENTITIES.get((record.doc.id, item.id), own)
            links.append(Link(local_iri(record.doc.iri, item.id), iri, kind, 0.9, ("stands in a table",)))
    return Resolution(links=tuple(links))


def settle(store: EmbeddedStore, records: list[Record]) -> bool:
    """Every graph that follows from these records."""
    return rebuild(store, resolve(records), REGISTRY, GAZETTEER)


def fill(store: EmbeddedStore, records: list[Record]) -> EmbeddedStore:
    """All stages of the graph, over these records."""
    for record in records:
        store.put_document(record.doc.iri, document_quads(record, record.doc.iri))
    settle(store, records)
    return store


@pytest.fixture(scope="session")
def sample_records() -> list[Record]:
    return [wire(), courier(), steppe(), gazette(), bulletin(), village()]


@pytest.fixture(scope="session")
def sample_store(sample_records: list[Record]) -> EmbeddedStore:
    """A store that no test may change."""
    return fill(EmbeddedStore(), sample_records)


@pytest.fixture
def own_store(sample_records: list[Record]) -> EmbeddedStore:
    """A store of the test's own."""
    return fill(EmbeddedStore(), sample_records)


@pytest.fixture(scope="session")
def corrected(sample_records: list[Record]) -> Record:
    """The first document, with its text and its count corrected."""
    record = sample_records[0]
    event = record.events[0]
    counts = (replace(event.counts[0], value=100, qualifier="at_least"),)
    doc = replace(record.doc, sha256=hashlib.sha256(b"corrected").hexdigest())
    return replace(record, doc=doc, events=(replace(event, counts=counts),))
