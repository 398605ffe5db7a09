"""What the graph, the timeline and the map carry: the same things, claims and documents, seen from three sides.

Nodes, documents and claims name each other by their places in their lists.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.graph.store import Store
from kg.graph.terms import concept
from kg.graph.vocabulary import CONCEPTS, Scheme
from kg.model import ENTITY_TYPES
from kg.publish.basemap import position
from kg.publish.claims import Saying, Source, origins, sayings, sources
from kg.publish.descriptions import Words
from kg.publish.network import EVENT, Cut, Graph, center, network
from kg.publish.pages.shell import plural
from kg.publish.symbols import entity_symbol, event_symbol, hue, role_group, unit_symbol

MODALITIES = ("asserted", "claimed", "alleged", "planned", "denied")
"""From the surest to the one that says it is not so."""


PLACED = ("place", "origin", "destination")
"""Roles of the places that an event is put at."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A part of the graph with all that is said of it.

    middle  the IRI that the part lies around, "" where it is no neighbourhood
    """

    graph: Graph
    read: Mapping[str, Source]
    said: tuple[Saying, ...]
    words: Words
    middle: str
    restricted: bool

    @property
    def name(self) -> str:
        """What the part lies around, in words."""
        return str(self.graph.nodes[self.middle]["label"]) if self.middle else ""

    @property
    def shows(self) -> str:
        """What is on a page of it, in words."""
        events = sum(node["kind"] == EVENT for _, node in self.graph.nodes(data=True))
        return f"{plural(events, 'event', 'events')} and {plural(len(self.graph) - events, 'entity', 'entities')}"


def scene(store: Store, cut: Cut | None = None, *, restricted: bool = False) -> Scene:
    """The part of a store that a cut asks for. Raises CutError where `cut.about` names nothing, or several things."""
    graph = network(store, cut, restricted=restricted)
    return Scene(
        graph,
        sources(store, restricted=restricted),
        tuple(sayings(store, restricted=restricted)),
        Words(store),
        center(graph, cut.about)[0] if cut and cut.about else "",
        restricted,
    )


def symbol(node: Mapping[str, Any]) -> tuple[str, str]:
    """The key of a node's symbol, and the symbol."""
    kind, side = node["kind"], node["side"]
    if kind == EVENT:
        return f"{EVENT}|{node['type']}", event_symbol(node["type"])
    if kind == "Unit":
        return f"Unit|{side}|{node['arm']}|{node['echelon']}", unit_symbol(side, node["arm"], node["echelon"])
    return f"{kind}|{side}", entity_symbol(kind, side)


def _legend_icons() -> dict[str, tuple[str, str]]:
    """Kind → key and symbol of one of no side, for the list of kinds."""
    blank = {"side": "", "arm": "", "echelon": ""}
    return {kind: symbol({"kind": kind, **blank}) for kind in ENTITY_TYPES}


def _node_row(iri: str, node: Mapping[str, Any], voices: int) -> dict[str, Any]:
    names = {node["label"], *node["labels"].values(), *node["names"], *node["attributes"].values()}
    row = {
        "iri": iri,
        "kind": node["kind"],
        "type": node["type"],
        "label": node["label"],
        "labels": {lang: label for lang, label in node["labels"].items() if lang},
        "aliases": node["names"],
        "names": sorted(names),
        "side": node["side"],
        "attributes": node["attributes"],
        "documents": node["documents"],
        "publishers": node["publishers"],
        "origins": voices,
        "contested": node["contested"],
        "symbol": symbol(node)[0],
    }
    if node.get("lat") is not None:
        row["position"] = position(node["attributes"].get("kind", ""), node["lat"], node["lon"])
    if node["kind"] == EVENT:
        row |= {key: node[key] for key in ("date", "earliest", "latest", "counts", "sides", "involved", "denied")}
    return row


def _words(words: Words, roles: Iterable[str], sides: Iterable[str]) -> dict[str, dict[str, str]]:
    """The words of kinds, event types, modalities, sides and roles, each list in the order in which it is shown."""

    def scheme(name: Scheme, keys: Iterable[str]) -> dict[str, str]:
        return {key: words(concept(name, key).value) for key in keys}

    ordered = sorted(sides, key=lambda side: (side == "", {"UA": 0, "RU": 1}.get(side, 2), side))
    return {
        "kind": {kind: words.term(kind) for kind in ENTITY_TYPES},
        "type": scheme("event", CONCEPTS["event"]),
        "modality": scheme("modality", MODALITIES),
        "side": scheme("side", [side for side in ordered if side]) | {"": "no side told"},
        "role": {role: words.term(role) for role in sorted(roles)},
    }


def carried(seen: Scene) -> dict[str, Any]:
    """What a page of a scene carries."""
    graph, read = seen.graph, seen.read
    index = {iri: n for n, iri in enumerate(graph)}
    documents = {iri: n for n, iri in enumerate(read)}
    about = [s for s in seen.said if s.subject in index and s.document in documents]
    about.sort(key=lambda s: (read[s.document].published, documents[s.document], s.start))
    voices = origins(about, read)
    symbols = dict(symbol(node) for _, node in graph.nodes(data=True)) | dict(_legend_icons().values())
    labels = {iri: node["label"] for iri, node in graph.nodes(data=True)}
    sides = {node["side"] for _, node in graph.nodes(data=True)}
    sides |= {side for _, node in graph.nodes(data=True) for side in node.get("involved", ())}
    roles = {detail.property for s in about for detail in s.details} | {mark.what for s in about for mark in s.marks}
    return {
        "about": index.get(seen.middle, -1),
        "words": _words(seen.words, roles - {"subject"}, sides),
        "groups": {role: role_group(role) for role in sorted(roles)},
        "hues": {side: hue(side) for side in sorted(sides)},
        "icons": {kind: key for kind, (key, _) in _legend_icons().items()},
        "symbols": dict(sorted(symbols.items())),
        "documents": [
            {"title": s.title, "publisher": s.publisher, "published": s.published, "lang": s.lang, "url": s.url}
            for s in read.values()
        ],
        "nodes": [_node_row(iri, node, len(voices.get(iri, ()))) for iri, node in graph.nodes(data=True)],
        "edges": [
            {"from": index[a], "to": index[b], "role": key, "label": data["label"], "contested": data["contested"]}
            for a, b, key, data in graph.edges(keys=True, data=True)
        ],
        "sayings": [
            {
                "subject": index[s.subject],
                "document": documents[s.document],
                "by": index.get(s.claimant, -1),
                "claimant": labels.get(s.claimant, ""),
                "modality": s.modality,
                "on": s.claimed_on,
                "quote": s.quote,
                "marks": [(mark.start, mark.end, mark.what) for mark in s.marks],
                "details": [(d.property, d.value, index.get(d.entity, -1)) for d in s.details],
            }
            for s in about
        ],
    }
