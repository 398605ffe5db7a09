"""Which entities of which documents are one: by key, by sure pairs, vague mentions by the only candidate there is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.ids import entity_iri, local_iri, place_iri, registry_iri
from kg.registry import Registry
from kg.resolve import equipment, organizations, persons, places, units
from kg.resolve.blocking import candidates
from kg.resolve.cluster import cluster
from kg.resolve.compare import Comparison, Finding, Judgement, Predicate, compare, veto
from kg.resolve.items import Item, Key, Traits, completed, merged
from kg.resolve.judgements import NONE, REASON, Judgements
from kg.resolve.names import words
from kg.resolve.resolution import Link

SAME = 0.75
"""Score from which two entities are taken for one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How entities of one type are compared.

    anchored  whether a vaguer mention can be this entity
    vague     score from which a mention (a surname, a number without echelon) is the only candidate that there is
    """

    predicates: tuple[Predicate[Traits], ...]
    blocks: Callable[[Traits], set[str]]
    anchored: Callable[[Traits], bool]
    vague: float = 0.4


def _identity(a: Traits, b: Traits) -> Finding | None:
    """A registry or gazetteer key is an identity."""
    if not a.key or not b.key:
        return None
    return Finding(1.0, f"both are {a.key}") if a.key == b.key else veto("known to be different")


RULES = {
    "Person": Rules(persons.PREDICATES, persons.blocks, persons.anchored),
    "Unit": Rules(units.PREDICATES, units.blocks, units.anchored),
    "Organization": Rules(organizations.PREDICATES, organizations.blocks, organizations.anchored, organizations.VAGUE),
    "Place": Rules(places.PREDICATES, places.blocks, places.anchored),
    "Equipment": Rules(equipment.PREDICATES, equipment.blocks, equipment.anchored),
}


def compare_traits(a: Traits, b: Traits, whole: bool = True) -> Comparison:
    """What speaks for and against the two being one entity, of whatever type they are; all of it, or up to a veto."""
    if a.type != b.type:
        return Comparison((veto(f"{min(a.type, b.type)} is no {max(a.type, b.type)}"),), SAME)
    if a.key and a.key == b.key:
        return compare(a, b, (_identity,), SAME)
    return compare(a, b, (_identity, *RULES[a.type].predicates), SAME, whole)


class _Nodes:
    """Items of one type, gathered where nothing is left to decide: judged to be one, one key, or equal traits that
    suffice."""

    def __init__(self, items: Sequence[Item], registry: Registry, judgements: Judgements) -> None:
        groups: defaultdict[object, list[Item]] = defaultdict(list)
        for item in items:
            traits = item.traits
            if judgements.judged(item.id):
                groups[judgements.home(item.id)].append(item)
                continue
            sure = compare_traits(traits, traits).judgement is Judgement.SAME
            groups[traits.key or (traits if sure else item.id)].append(item)
        self.members: dict[Key, list[Item]] = {group[0].id: group for group in groups.values()}
        self.traits: dict[Key, Traits] = {name: _together(group, registry) for name, group in self.members.items()}
        self.judged = frozenset(name for name in self.members if judgements.judged(name))
        home = {item.id: name for name, group in self.members.items() for item in group}
        self._two = frozenset(frozenset(home[k] for k in pair) for pair in judgements.different if pair <= home.keys())
        self._memo: dict[tuple[Key, Key], Comparison] = {}

    def compare(self, a: Key, b: Key) -> Comparison:
        pair = (a, b) if a <= b else (b, a)
        found = self._memo.get(pair)
        if found is None:
            found = self._memo[pair] = compare_traits(self.traits[pair[0]], self.traits[pair[1]], whole=False)
        return found

    def apart(self, a: Key, b: Key) -> bool:
        return frozenset((a, b)) in self._two or self.compare(a, b).forbidden


def _together(group: Sequence[Item], registry: Registry) -> Traits:
    """The traits of items that are one: of the registry's entry too, where any of them has its key."""
    first = group[0].traits
    key = next((i.traits.key for i in group if i.traits.key), "")
    if not key and all(i.traits == first for i in group):
        return first
    return completed(replace(merged([i.traits for i in group]), key=key), registry)


def _clusters(nodes: _Nodes, rules: Rules) -> list[tuple[Key, ...]]:
    """Sure pairs joined best first; then each vague cluster to the one anchored cluster that it can be."""
    scores = {
        pair: nodes.compare(*pair).score for pair in candidates({n: rules.blocks(t) for n, t in nodes.traits.items()})
    }
    sure = {pair: score for pair, score in scores.items() if score >= SAME}
    clusters = cluster(nodes.traits, sure, nodes.apart)
    return _with_vague(nodes, rules, clusters, {pair: s for pair, s in scores.items() if s >= rules.vague})


def _with_vague(
    nodes: _Nodes, rules: Rules, clusters: list[tuple[Key, ...]], near: dict[tuple[Key, Key], float]
) -> list[tuple[Key, ...]]:
    home = {node: n for n, members in enumerate(clusters) for node in members}
    fixed = [any(rules.anchored(nodes.traits[node]) for node in members) for members in clusters]
    options: defaultdict[int, set[int]] = defaultdict(set)
    for a, b in near:
        for x, y in ((home[a], home[b]), (home[b], home[a])):
            if x != y and not fixed[x] and fixed[y]:
                options[x].add(y)
    joined = {n: list(members) for n, members in enumerate(clusters)}
    for x in sorted(options):
        possible = [y for y in options[x] if not any(nodes.apart(a, b) for a in clusters[x] for b in clusters[y])]
        if len(possible) == 1 and not any(nodes.apart(a, b) for a in clusters[x] for b in joined[possible[0]]):
            joined[possible[0]].extend(joined.pop(x))
    return sorted(tuple(sorted(members)) for members in joined.values())


def _parts(kind: str, group: Sequence[Item]) -> tuple[str, ...]:
    """What names an entity that no registry or gazetteer knows; for private persons nothing that can be guessed.

    A unit's side, number and echelon, from the member that tells most of them; else the side and the smallest name.
    """
    first = group[0]
    if any(i.traits.private for i in group):
        return first.id
    numbers = sorted((t.side, str(t.number), t.echelon) for t in (i.traits for i in group) if t.number is not None)
    if kind == "Unit" and numbers:
        return max(numbers, key=lambda parts: sum(map(bool, parts)))
    side = "" if kind == "Person" else min((i.traits.side for i in group if i.traits.side), default="")
    names = sorted(w for w in (words(i.entity.name) for i in group) if w)
    return (side, *min(names, key=lambda n: len(n) == 1)) if names else first.id


def _iris(clusters: Sequence[list[Item]]) -> list[str]:
    """The IRI of each cluster: its key's, else a hash of what names it, and of a member where two would be equal."""
    found: list[str] = []
    kept: set[int] = set()
    for group in clusters:
        key = next((i.traits.key for i in group if i.traits.key), "")
        kind, _, known = key.partition(":")
        if kind in ("registry", "place"):
            found.append(registry_iri(known) if kind == "registry" else place_iri(known))
        else:
            found.append(entity_iri(group[0].traits.type, *((key,) if key else _parts(group[0].traits.type, group))))
    shared = {iri for iri, n in Counter(found).items() if n > 1}
    for iri in sorted(shared):
        alike = [group for known, group in zip(found, clusters, strict=True) if known == iri]
        if any(i.traits.key.partition(":")[0] in ("registry", "place") for i in alike[0]):
            kept.add(id(max(alike, key=len)))  # what a person parted from an entry is not the entry
    return [
        entity_iri(group[0].traits.type, *_parts(group[0].traits.type, group), *group[0].id)
        if iri in shared and id(group) not in kept
        else iri
        for iri, group in zip(found, clusters, strict=True)
    ]


def _grounds(node: Key, members: Sequence[Key], nodes: _Nodes) -> tuple[float, tuple[str, ...]]:
    """Why a node is in its cluster: its key, its best pair there, or that it stands alone."""
    if node in nodes.judged:
        return 1.0, (REASON,)
    key = nodes.traits[node].key
    if key:
        return 1.0, (f"is {key}",)
    others = [m for m in members if m != node]
    if others:
        best = max((nodes.compare(node, other) for other in others), key=lambda c: (c.score, c.reasons))
        vague = ("the only candidate",) if best.score < SAME else ()
        return best.score, best.reasons + vague
    if len(nodes.members[node]) > 1:
        alike = nodes.compare(node, node)
        return alike.score, alike.reasons
    return 1.0, ("stands alone",)


def resolve_entities(
    items: Sequence[Item], registry: Registry, judgements: Judgements = NONE
) -> tuple[dict[Key, str], list[Link]]:
    """The IRI of every entity of every document, and the link that says why. The order of the items doesn't matter."""
    iris: dict[Key, str] = {}
    links: list[Link] = []
    by_type: defaultdict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.id):
        by_type[item.traits.type].append(item)
    for kind, rules in RULES.items():
        nodes = _Nodes(by_type[kind], registry, judgements)
        clusters = _clusters(nodes, rules)
        groups = [sorted((i for n in members for i in nodes.members[n]), key=lambda i: i.id) for members in clusters]
        for iri, members in zip(_iris(groups), clusters, strict=True):
            for node in members:
                score, reasons = _grounds(node, members, nodes)
                for item in nodes.members[node]:
                    iris[item.id] = iri
                    links.append(Link(local_iri(*item.id), iri, "entity", score, reasons))
    return iris, links
