"""The consolidated graph as a networkx graph: entities and events as nodes, roles and relations as edges.

Node attributes: `kind` (Person, Unit, Organization, Place, Equipment, Event), `type` (the event type, else the kind),
`label`, `labels` (language → label), `names` (further names), `side`, `attributes` (name → value in words),
`documents`, `publishers` (how many), `contested` (properties with values that exclude each other), `private`;
of places `lat` and `lon`; of events `date`, `earliest`, `latest`, `counts`, `sides` (role → sides that are told without
a name), `modalities`, `denied`. Edge attributes: `role` (the term's local name), `label` (its words), `contested`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx
from pyoxigraph import NamedNode

from kg.graph.store import Store
from kg.graph.terms import concept_id, is_side
from kg.graph.vocabulary import ATTRIBUTES, CONCEPTS, KG, RDF, RDFS, ROLES, SCHEMA, SKOS
from kg.model import ENTITY_TYPES
from kg.publish.descriptions import (
    Description,
    Words,
    describe,
    first,
    in_graph,
    labels,
    local_name,
    preferred,
    referents,
    rows,
)

EVENT = "Event"
ACTORS = frozenset(("Person", "Unit", "Organization"))
"""Kinds of entities that do something: two events that one of them has a part in are linked by it."""

Graph: TypeAlias = "nx.MultiDiGraph[str]"

_SHOWN = {name: term for name, term in ATTRIBUTES.items() if name not in ("lat", "lon", "candidates")}


class CutError(ValueError):
    """A cut that names nothing of the graph, or that does not say which of several things is meant."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of the graph is wanted; an empty field asks for everything.

    about        IRI or name of an entity or event; with `hops`, its neighbourhood
    since, until ISO dates: events that may have happened in between, both ends included
    types        event types
    sides        sides that have a part in an event
    """

    about: str = ""
    hops: int = 1
    since: str = ""
    until: str = ""
    types: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()

    def of_events(self) -> bool:
        """Whether the cut leaves out events by what they are."""
        return bool(self.since or self.until or self.types or self.sides)


class _Projection:
    """Makes the graph of one store."""

    def __init__(self, store: Store, *, restricted: bool) -> None:
        self.words = Words(store)
        self.described = describe(store, in_graph("consolidated"))
        self.graph: Graph = nx.MultiDiGraph()
        self.withheld = self.names_of_captives(store) if restricted else {}

    @staticmethod
    def names_of_captives(store: Store) -> dict[str, dict[str, str]]:
        """IRI → language → name, of private captives."""
        named: dict[str, dict[str, str]] = {}
        refers = referents(store)
        for telling, name in rows(
            store, f"SELECT ?s ?n WHERE {{ ?s {RDFS.label} ?n }} ORDER BY ?s ?n", restricted=True
        ):
            if telling.value in refers:
                named.setdefault(refers[telling.value], {}).setdefault(name.language or "", name.value)
        return named

    def common(self, iri: str, kind: str, said: Description) -> dict[str, Any]:
        named = self.withheld.get(iri) or labels(said)
        return {
            "kind": kind,
            "label": preferred(named) or first(said, SCHEMA.name) or local_name(iri),
            "labels": named,
            "names": tuple(sorted({value.value for value in said.get(SKOS.altLabel, ())} - set(named.values()))),
            "documents": int(first(said, KG.documents) or 0),
            "publishers": int(first(said, KG.publishers) or 0),
            "contested": tuple(self.words(value.value) for value in said.get(KG.contested, ())),
            "private": first(said, KG.private) == "true",
        }

    def add_entity(self, iri: str, kind: str, said: Description) -> None:
        attributes = {
            self.words(term.value): ", ".join(
                self.words(value.value) if isinstance(value, NamedNode) else value.value for value in said[term]
            )
            for term in _SHOWN.values()
            if term in said
        }
        country = kind != "Place" or first(said, KG.kind) == "country"
        side = first(said, KG.side) or (first(said, KG.country) if country else "")
        self.graph.add_node(
            iri,
            **self.common(iri, kind, said),
            type=kind,
            side=concept_id(side) if side else "",
            attributes=attributes,
            arm=self.concept(said, KG.arm),
            echelon=self.concept(said, KG.echelon),
            number=first(said, KG.number),
            lat=float(first(said, KG.lat)) if KG.lat in said else None,
            lon=float(first(said, KG.lon)) if KG.lon in said else None,
        )

    @staticmethod
    def concept(said: Description, predicate: NamedNode) -> str:
        iri = first(said, predicate)
        return concept_id(iri) if iri else ""

    def counts(self, said: Description) -> Iterable[str]:
        """The figures of an event in words, each with its range where it is contested."""
        for node in said.get(KG.count, ()):
            count = self.described[node.value]
            qualifier = first(count, KG.qualifier)
            side = first(count, KG.valueSide)
            value = first(count, KG.value)
            if KG.contested in count:
                value = f"{first(count, KG.lowest)}–{first(count, KG.highest)}"
            elif qualifier and concept_id(qualifier) != "exact":
                value = f"{self.words(qualifier)} {value}"
            yield f"{value} {first(count, KG.countOf)}" + (f" ({self.words(side)})" if side else "")

    def add_event(self, iri: str, said: Description) -> None:
        sides = {
            role: tuple(concept_id(v.value) for v in said.get(term, ()) if is_side(v.value))
            for role, term in ROLES.items()
        }
        counted = (first(self.described[node.value], KG.valueSide) for node in said.get(KG.count, ()))
        self.graph.add_node(
            iri,
            **self.common(iri, EVENT, said),
            type=local_name(first(said, RDF.type)),
            side="",
            attributes={},
            date=first(said, KG.date),
            earliest=first(said, KG.earliest),
            latest=first(said, KG.latest),
            counts=tuple(self.counts(said)),
            sides={self.words(ROLES[role].value): filled for role, filled in sides.items() if filled},
            involved={*(side for filled in sides.values() for side in filled), *(concept_id(s) for s in counted if s)},
            modalities=tuple(concept_id(value.value) for value in said.get(KG.modality, ())),
            denied=first(said, KG.denied) == "true",
        )

    def add_edge(self, start: str, end: str, role: str, label: str, *, contested: bool = False) -> None:
        if start in self.graph and end in self.graph:
            self.graph.add_edge(start, end, key=role, role=role, label=label, contested=contested)

    def add_edges(self, iri: str, said: Description) -> None:
        kind = self.graph.nodes[iri]["kind"]
        disputed = {value.value for value in said.get(KG.contested, ())}
        denied = self.graph.nodes[iri].get("denied", False)
        terms = (*ROLES.values(), KG.place) if kind == EVENT else (KG.partOf, KG.memberOf)
        for term in terms:
            for value in said.get(term, ()):
                name = local_name(term.value)
                self.add_edge(
                    iri, value.value, name, self.words(term.value), contested=denied or term.value in disputed
                )
        for value in said.get(KG.claimant, ()) if kind == EVENT else ():
            self.add_edge(value.value, iri, "claimant", self.words.term("claimant"))

    def run(self) -> Graph:
        posts = []
        for iri, said in self.described.items():
            kinds = {local_name(value.value) for value in said.get(RDF.type, ())}
            entity = [kind for kind in ENTITY_TYPES if kind in kinds]
            if KG.describedIn not in said:
                if "Membership" in kinds:
                    posts.append(said)
            elif entity:
                self.add_entity(iri, entity[0], said)
            elif kinds & set(CONCEPTS["event"]):
                self.add_event(iri, said)
        for iri in list(self.graph):
            self.add_edges(iri, self.described[iri])
        for post in posts:
            title = preferred(labels(post, KG.title)) or self.words.term("position")
            self.add_edge(first(post, KG.holder), first(post, KG.organization), "position", title)
        for iri, node in self.graph.nodes(data=True):
            if node["kind"] == EVENT:
                around = {self.graph.nodes[other]["side"] for other in self.graph.successors(iri)}
                node["involved"] = tuple(sorted((node["involved"] | around) - {""}))
        return self.graph


def center(graph: Graph, about: str) -> list[str]:
    """The nodes that an IRI or a name means. Raises CutError where it is none, or may be several."""
    if about in graph:
        return [about]
    wanted = about.casefold()

    def names(node: Mapping[str, Any]) -> list[str]:
        return [name.casefold() for name in (node["label"], *node["labels"].values(), *node["names"])]

    exact = [iri for iri, node in graph.nodes(data=True) if wanted in names(node)]
    if exact:
        return exact
    near = [iri for iri, node in graph.nodes(data=True) if any(wanted in name for name in names(node))]
    if len(near) == 1:
        return near
    if not near:
        raise CutError(f"nothing in the store is called {about!r}")
    some = ", ".join(repr(graph.nodes[iri]["label"]) for iri in near[:8])
    raise CutError(f"{len(near)} things match {about!r}; say which: {some}{', …' if len(near) > 8 else ''}")


def only(graph: Graph, what: str) -> str:
    """The one node that an IRI, its last part, or a name means. Raises CutError where that is none or several."""
    by_id = [iri for iri in graph if local_name(iri) == what]
    found = by_id or center(graph, what)
    if len(found) > 1:
        some = ", ".join(f"{local_name(iri)} ({graph.nodes[iri]['label']})" for iri in found[:8])
        raise CutError(f"{len(found)} things are called {what!r}; name one by its id: {some}")
    return found[0]


def _in_time(node: Mapping[str, Any], cut: Cut) -> bool:
    if not (cut.since or cut.until):
        return True
    if not node["earliest"]:
        return False
    return (not cut.since or bool(node["latest"] >= cut.since)) and (
        not cut.until or bool(node["earliest"] <= cut.until)
    )


def cut_graph(graph: Graph, cut: Cut) -> Graph:
    """The part of a graph that a cut asks for. Raises CutError for an unknown or ambiguous `about`."""
    unknown = sorted(set(cut.types) - set(CONCEPTS["event"]))
    if unknown:
        raise CutError(f"there is no event type {', '.join(unknown)}; there are {', '.join(CONCEPTS['event'])}")
    keep = set(graph)
    if cut.of_events():
        events = {
            iri
            for iri, node in graph.nodes(data=True)
            if node["kind"] == EVENT
            and _in_time(node, cut)
            and (not cut.types or node["type"] in cut.types)
            and (not cut.sides or set(cut.sides) & set(node["involved"]))
        }
        keep = events.union(*(set(nx.all_neighbors(graph, event)) for event in events))
    if cut.about:
        kept = graph.subgraph(keep).to_undirected(as_view=True)
        centers = center(graph, cut.about)
        keep = set().union(
            *(nx.single_source_shortest_path_length(kept, c, cutoff=cut.hops) for c in centers if c in kept)
        )
        keep.update(centers)
    made: Graph = nx.MultiDiGraph()
    made.add_nodes_from((iri, node) for iri, node in graph.nodes(data=True) if iri in keep)
    for start, end, key, data in graph.edges(keys=True, data=True):
        if start in keep and end in keep:
            made.add_edge(start, end, key=key, **data)
    return made


def network(store: Store, cut: Cut | None = None, *, restricted: bool = False) -> Graph:
    """The consolidated graph of a store, or the part of it that a cut asks for, nodes and edges in a fixed order.

    Private captives stand under their pseudonyms unless `restricted`.
    """
    graph = _Projection(store, restricted=restricted).run()
    return cut_graph(graph, cut) if cut else graph
