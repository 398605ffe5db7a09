"""The evidence for one event, person, unit, organization or place, as a page that needs no script.

Sentences of every document with their words highlighted by role, the claims with their contradictions side by side, a
small map, a timeline, the documents with their hashes, and the queries that this was found with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.store import Store
from kg.ids import BASE
from kg.publish.basemap import Spot, inset, position
from kg.publish.chronology import Axis
from kg.publish.claims import Mark, Saying, voice
from kg.publish.descriptions import local_name
from kg.publish.dossier import ClaimRow, Difference, claims_of, claims_query, differences, graph_query, linked_data
from kg.publish.network import EVENT, only
from kg.publish.pages.perspective import PLACED, Scene, scene, symbol
from kg.publish.pages.shell import LANGUAGES, Page, day, embedded, plural, render
from kg.publish.symbols import role_group
from kg.transliterate import romanise

TITLE = "Evidence"

MAP_SIZE = (440, 300)
_ROWS = 16
"""Rows of the timeline; what goes beyond is counted."""

_CYRILLIC = re.compile("[а-яёєіїґ]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)


def latin(text: str, lang: str) -> str:
    """A name in Latin letters, "" where it is already."""
    return romanise(text, lang) if lang in ("uk", "ru") and _CYRILLIC.search(text) else ""


@dataclass(frozen=True, slots=True, order=True)
class Highlight:
    """A stretch of a quote: the group and the words of its role, and the Latin spelling of a name in Cyrillic."""

    start: int
    end: int
    group: str
    role: str
    latin: str


def _written(name: str) -> str:
    """The language of a Cyrillic name by its letters: Ukrainian where it has one that Russian lacks."""
    return "uk" if _UKRAINIAN.search(name) else "ru"


class _Dossier:
    """Puts together what a page says of one thing."""

    def __init__(self, seen: Scene, store: Store, iri: str) -> None:
        self.seen, self.iri = seen, iri
        self.graph, self.read = seen.graph, seen.read
        self.node: Mapping[str, Any] = self.graph.nodes[iri]
        self.is_event = self.node["kind"] == EVENT
        self.claims = claims_of(store, iri, seen.words, self.graph)
        self.differences = differences(store, iri, self.claims)
        told = {(claim.document, claim.start) for claim in self.claims}
        self.said = [
            saying
            for saying in seen.said
            if (saying.document, saying.start) in told
            and (iri in (saying.subject, saying.claimant) or any(d.entity == iri for d in saying.details))
        ]
        self.documents = sorted(
            {claim.document for claim in self.claims},
            key=lambda document: (self.read[document].published, self.read[document].publisher, document),
        )
        self.number = {document: n for n, document in enumerate(self.documents, 1)}

    def name(self, iri: str) -> str:
        return str(self.graph.nodes[iri]["label"]) if iri in self.graph else self.seen.words(iri)

    def heading(self) -> str:
        """The label, with the date of an event in words."""
        parts = str(self.node["label"]).split(" · ")
        text = " · ".join(day(part) for part in parts) if self.is_event else str(self.node["label"])
        return text[:1].upper() + text[1:]

    def by(self, claimant: str, document: str) -> str:
        """Who says so, in words."""
        return self.name(claimant) if claimant else f"{self.read[document].publisher or 'the document'} (own voice)"

    def quotes(self, document: str) -> list[dict[str, Any]]:
        """The sentences of a document, each once, with all who say something in it."""
        found: dict[tuple[int, str], list[Saying]] = defaultdict(list)
        for saying in self.said:
            if saying.document == document:
                found[saying.start, saying.quote].append(saying)
        lang = self.read[document].lang
        return [
            {
                "id": f"d{self.number[document]}-{start}",
                "parts": segments(quote, (self.highlight(m, s, lang) for s in group for m in s.marks)),
                "who": sorted({(self.by(s.claimant, document), s.modality) for s in group}),
                "about": []
                if self.is_event
                else sorted({self.name(s.subject) for s in group if s.subject != self.iri and s.subject in self.graph}),
            }
            for (start, quote), group in sorted(found.items())
        ]

    def highlight(self, mark: Mark, saying: Saying, lang: str) -> Highlight:
        """What is to be said of the words of a mark: their role, and how a name is spelt in Latin letters."""
        text = saying.quote[mark.start : mark.end]
        node = self.graph.nodes[saying.subject] if saying.subject in self.graph else self.node
        if mark.what != "subject":
            return Highlight(
                mark.start, mark.end, role_group(mark.what), self.seen.words.term(mark.what), latin(text, lang)
            )
        if node["kind"] == EVENT:
            return Highlight(mark.start, mark.end, "subject", self.seen.words.term(node["type"]), "")
        return Highlight(mark.start, mark.end, "subject", "", latin(text, lang))

    def value(self, claim: ClaimRow) -> str:
        parts = [claim.value, self.name(claim.entity) if claim.entity else ""]
        return ", ".join(part for part in parts if part)

    def claim_rows(self) -> list[dict[str, Any]]:
        return [
            {
                "about": self.name(claim.subject),
                "property": "that it happened" if claim.property == "type" else self.seen.words.term(claim.property),
                "value": self.value(claim),
                "by": self.by(claim.claimant, claim.document),
                "modality": claim.modality,
                "on": claim.claimed_on,
                "document": self.number[claim.document],
                "anchor": f"d{self.number[claim.document]}-{claim.start}",
                "publisher": self.read[claim.document].publisher,
                "published": self.read[claim.document].published,
                "span": f"{claim.start}–{claim.end}",
            }
            for claim in sorted(self.claims, key=lambda c: (self.number[c.document], c.start, c.property, c.value))
        ]

    def side_by_side(self, found: Difference) -> dict[str, Any]:
        of, side = found.counted
        what = " ".join(part for part in (of, f"({self.seen.words(side)})" if side else "") if part)
        heading = "Did it happen?" if found.property == "type" else self.seen.words.term(found.property).capitalize()
        values = []
        for value, claims in found.values:
            voices = {
                (
                    self.by(c.claimant, c.document),
                    c.modality,
                    self.number[c.document],
                    f"d{self.number[c.document]}-{c.start}",
                )
                for c in claims
            }
            first = {(who, modality, number): anchor for who, modality, number, anchor in sorted(voices, reverse=True)}
            values.append(
                {
                    "value": self.name(value) if value in self.graph else day(value),
                    "voices": [(*key, anchor) for key, anchor in sorted(first.items(), key=lambda v: v[0][2])],
                    "origins": len({c.claimant or self.read[c.document].publisher or c.document for c in claims}),
                }
            )
        return {"heading": f"{heading}: {what}" if what else heading, "values": values}

    def origins(self) -> list[str]:
        """Who says so, in words, each once; who denies it is left out."""
        own = [s for s in self.said if s.subject == self.iri and s.modality != "denied"]
        found = {voice(s, self.read): self.by(s.claimant, s.document) for s in own}
        return sorted(found.values())

    def facts(self) -> list[tuple[str, str]]:
        node, words = self.node, self.seen.words
        rows: list[tuple[str, str]] = []
        if self.is_event:
            rows.append(("Date", day(node["date"]) or "not told"))
            if node["date"] and node["earliest"] != node["latest"]:
                rows.append(("Between", f"{day(node['earliest'])} and {day(node['latest'])}"))
            rows += [("Count" if not n else "", count) for n, count in enumerate(node["counts"])]
            rows += [
                (role.capitalize(), ", ".join(words(f"{BASE}concept/side/{side}") for side in sides) + " (not named)")
                for role, sides in node["sides"].items()
            ]
        elif node["side"]:
            rows.append(("Side", words(f"{BASE}concept/side/{node['side']}")))
        rows += [(key.capitalize(), value) for key, value in node["attributes"].items()]
        if node.get("lat") is not None:
            rows.append(("Position", position(node["attributes"].get("kind", ""), node["lat"], node["lon"])))
        return rows

    def links(self) -> list[dict[str, Any]]:
        """What the thing is linked to: who and where, or the events that it has a part in."""
        found: dict[str, set[str]] = defaultdict(set)
        for start, end, data in (*self.graph.out_edges(self.iri, data=True), *self.graph.in_edges(self.iri, data=True)):
            found[end if start == self.iri else start].add(data["label"])
        made = [
            {
                "label": self.graph.nodes[iri]["label"],
                "symbol": symbol(self.graph.nodes[iri])[1],
                "roles": ", ".join(sorted(roles)),
                "date": self.graph.nodes[iri].get("date", ""),
                "counts": "; ".join(self.graph.nodes[iri].get("counts", ())),
                "contested": bool(self.graph.nodes[iri]["contested"]) or self.graph.nodes[iri].get("denied", False),
                "event": self.graph.nodes[iri]["kind"] == EVENT,
                "id": local_name(iri),
            }
            for iri, roles in found.items()
        ]
        return sorted(made, key=lambda row: (row["event"], row["date"] or "9", row["label"], row["id"]))

    def spots(self) -> list[Spot]:
        events = [self.iri] if self.is_event else list(self.graph.predecessors(self.iri))
        places = [] if self.node["kind"] != "Place" else [self.iri]
        if not places:
            places = [
                end for event in events for _, end, role in self.graph.out_edges(event, keys=True) if role in PLACED
            ]
        found = []
        for iri in dict.fromkeys(places):
            node = self.graph.nodes[iri]
            if node.get("lat") is not None:
                kind = node["attributes"].get("kind", "")
                found.append(Spot(local_name(iri), node["label"], kind, node["lat"], node["lon"]))
        return found

    def timeline(self) -> dict[str, Any] | None:
        """Rows of bars and dots: when it happened, and who told of it when."""
        rows: list[tuple[str, str, str, str]] = []
        if self.is_event and self.node["earliest"]:
            rows.append(("event", "The event", self.node["earliest"], self.node["latest"]))
        for iri in (
            ()
            if self.is_event
            else sorted(set(self.graph.predecessors(self.iri)) | set(self.graph.successors(self.iri)))
        ):
            node = self.graph.nodes[iri]
            if node["kind"] == EVENT and node["earliest"]:
                rows.append(("event", node["label"], node["earliest"], node["latest"]))
        for document in self.documents:
            source = self.read[document]
            if source.published:
                told = f"{source.publisher or 'publisher not named'} [{self.number[document]}]"
                rows.append(("published", told, source.published[:10], source.published[:10]))
        rows.sort(key=lambda row: (row[2], row[0], row[1]))
        axis = Axis.over(date for _, _, *dates in rows for date in dates)
        if axis is None:
            return None
        shown = [
            {"kind": kind, "label": label, "from": axis.at(first), "to": axis.at(last), "first": first, "last": last}
            for kind, label, first, last in rows
        ]
        return {"rows": shown[:_ROWS], "more": len(shown[_ROWS:]), "ticks": axis.ticks()}


def segments(quote: str, highlights: Iterable[Highlight]) -> list[dict[str, str]]:
    """A quote cut into its plain and its highlighted stretches; joined, their texts are the quote.

    Of highlights that overlap, the one that begins first stands.
    """
    parts: list[dict[str, str]] = []
    at = 0
    for found in sorted(set(highlights)):
        if found.start < at:
            continue
        parts.append({"text": quote[at : found.start], "group": "", "role": "", "latin": ""})
        text = quote[found.start : found.end]
        parts.append({"text": text, "group": found.group, "role": found.role, "latin": found.latin})
        at = found.end
    parts.append({"text": quote[at:], "group": "", "role": "", "latin": ""})
    return [part for part in parts if part["text"]]


def _names(node: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Language, name, and the name in Latin letters; of an event, the words for it in the languages but English."""
    event = node["kind"] == EVENT
    named = [
        (LANGUAGES[lang], name, "" if event else latin(name, lang))
        for lang, name in node["labels"].items()
        if lang in LANGUAGES and not (event and lang == "en")
    ]
    return named + [("also", name, latin(name, _written(name))) for name in node["names"]]


def _support(documents: int, publishers: int, origins: int) -> list[str]:
    """How much stands behind a thing, in words."""
    counted = [
        (documents, "document", "documents"),
        (publishers, "publisher", "publishers"),
        (origins, "independent origin", "independent origins"),
    ]
    return [plural(*row) for row in counted if row[0]]


def evidence_page(store: Store, what: str, *, include_restricted: bool = False) -> Page:
    """The page about what an IRI, the last part of an IRI, or a name means.

    Raises CutError where that is nothing in the store, or several things.
    """
    seen = scene(store, restricted=include_restricted)
    iri = only(seen.graph, what)
    found = _Dossier(seen, store, iri)
    node = found.node
    spots = found.spots()
    documents = [
        {
            "number": found.number[document],
            "source": seen.read[document],
            "language": LANGUAGES.get(seen.read[document].lang, seen.read[document].lang),
            "quotes": found.quotes(document),
        }
        for document in found.documents
    ]
    origins = found.origins()
    publishers = len({seen.read[document].publisher for document in found.documents} - {""})
    html = render(
        "evidence.html",
        title=f"{found.heading()} · {TITLE}",
        heading=found.heading(),
        read=seen.read.values(),
        styles=("document.css", "basemap.css", "evidence.css"),
        restricted=include_restricted,
        iri=iri,
        id=local_name(iri),
        node=node,
        is_event=found.is_event,
        kind=seen.words.term(node["type"]),
        symbol=symbol(node)[1],
        support=_support(len(documents), publishers, len(origins)),
        origins=origins,
        facts=found.facts(),
        names=_names(node),
        differences=[found.side_by_side(difference) for difference in found.differences],
        documents=documents,
        claims=found.claim_rows(),
        links=found.links(),
        map=inset(spots, *MAP_SIZE) if spots else None,
        timeline=found.timeline(),
        queries=[("The claims", claims_query(iri)), ("The graph around it", graph_query(iri))],
        linked_data=embedded(linked_data(store, iri)),
        groups=("subject", "agent", "patient", "place", "other"),
    )
    shows = f"{plural(len(found.claims), 'claim', 'claims')} of {plural(len(documents), 'document', 'documents')}"
    return Page(html, shows)
