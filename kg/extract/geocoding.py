"""Which place of a name a document means, and which names it does not mean as places.

What `kg.extract.places.find` marks as in need of support is dropped where no other place of the document speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extract.tokens import Name
from kg.gazetteer import Context, Gazetteer, Place
from kg.transliterate import name_key

SOURCE = "gazetteer"
NEEDS = "needs"
"""Attribute of a name that `find` gave and `settle` takes away: how much support of other places it needs."""
FOREIGN_TO_IT = 0.05
"""A village with less support than this, in a document of more than `SEVERAL` places, is another one of its name."""
SEVERAL = 3
SHOWN = 0.2
"""Support of a place whose country the document shows: as much as by the country's name."""
BESIDE = 20
"""Characters between a name and the region that says where it is."""
CLOSE = 400
"""Characters that a passage about one sector has."""
SHARING = frozenset({"region", "district"})


def settle(names: Iterable[Name], sides: frozenset[str] = frozenset()) -> list[Name]:
    """The names of one document with each place settled: key, coordinates, kind and country; implausible ones dropped.

    `sides` are countries that the document shows by other words ("Russian forces"): their towns are likely in it.
    Names that are no places of `find` pass through. A place that the document cannot settle keeps its candidates.
    """
    document = list(names)
    gazetteer = Gazetteer.load()
    places = [n for n in document if n.type == "Place" and n.source == SOURCE and n.keys]
    candidates = {n.keys: [p for k in n.keys for p in [gazetteer.get(k.removeprefix("place:"))] if p] for n in places}
    anchors = _anchors(places, candidates)
    chosen: dict[tuple[str, ...], Place | None] = {}
    # Twice: what the sure places settle helps to settle the rest.
    for _ in range(2):
        known = tuple({p.id: p for p in [*anchors, *(c for c in chosen.values() if c)]}.values())
        for keys in sorted(candidates):
            mentions = [n for n in places if n.keys == keys]
            chosen[keys] = _chosen(gazetteer, mentions, candidates[keys], known, places, candidates)
    regions = {c.id: c for c in chosen.values() if c and c.kind == "region"}
    settled = []
    for name in document:
        if name.type != "Place" or name.source != SOURCE or not name.keys:
            settled.append(name)
            continue
        place = chosen[name.keys]
        needs = float(name.attributes.get(NEEDS, 0.0))
        options = [place] if place else candidates[name.keys]
        others = [p for p in chosen.values() if p]
        support = max(gazetteer.support(p, others) for p in options)
        if any(p.country in sides for p in options):
            support = max(support, SHOWN)
        if needs and support < needs:
            continue
        if (
            place
            and place.kind == "settlement"
            and place.rank <= 2
            and support < FOREIGN_TO_IT
            and len(others) > SEVERAL
        ):
            place, options = None, []
        settled.append(_filled(name, _region_meant(gazetteer, name, place, regions), options))
    return settled


def _anchors(places: Sequence[Name], candidates: dict[tuple[str, ...], list[Place]]) -> list[Place]:
    """Places that are sure without the others: the only ones of a well-known name."""
    sure: dict[str, Place] = {}
    for name in places:
        options = candidates[name.keys]
        if not name.attributes.get(NEEDS) and (
            len(options) == 1 or (options[0].rank >= 4 and options[0].rank - options[1].rank >= 2)
        ):
            sure[options[0].id] = options[0]
    return list(sure.values())


def _chosen(
    gazetteer: Gazetteer,
    mentions: Sequence[Name],
    options: Sequence[Place],
    known: tuple[Place, ...],
    places: Sequence[Name],
    candidates: dict[tuple[str, ...], list[Place]],
) -> Place | None:
    """The place that all mentions of one name mean in a document: one sense a document."""
    if len(options) == 1:
        return options[0]
    beside: list[str] = []
    near: set[str] = set()
    for mention in mentions:
        for other in places:
            distance = max(other.start - mention.end, mention.start - other.end)
            if 0 <= distance <= CLOSE and other.keys != mention.keys:
                near.update(p.id for p in candidates[other.keys])
                if distance <= BESIDE:
                    beside += [p.id for p in candidates[other.keys] if p.kind in SHARING]
    # A place of the same passage speaks twice.
    speaking = (*known, *(p for p in known if p.id in near))
    return gazetteer.choose(options, Context(tuple(dict.fromkeys(beside)), speaking))


def _region_meant(gazetteer: Gazetteer, name: Name, place: Place | None, regions: dict[str, Place]) -> Place | None:
    """The Russian region for its chief town, where the document names it: "in Kursk" is then the front there."""
    if place is None or place.kind != "settlement" or place.country != "RU" or place.rank < 4:
        return place
    for region in gazetteer.by_key(name_key(name.text), frozenset({"region"})):
        if region.id in regions and gazetteer.contains(region, place):
            return region
    return place


def _filled(name: Name, place: Place | None, options: Sequence[Place]) -> Name:
    attributes = {k: v for k, v in name.attributes.items() if k != NEEDS}
    if place is None:
        for field in ("country", "kind"):
            values = sorted({str(getattr(p, field)) for p in options})
            if len(values) == 1:
                attributes[field] = values[0]
        return replace(name, key="", keys=tuple(f"place:{p.id}" for p in options), attributes=attributes)
    attributes |= {"kind": place.kind, "lat": place.lat, "lon": place.lon}
    if place.country:
        attributes["country"] = place.country
    return replace(name, lemma=place.name, key=f"place:{place.id}", keys=(), attributes=attributes)
