"""An entity of a document as resolution sees it: folded names, side, number, posts, and what it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.model import Entity, Record, Relation
from kg.registry import Entry, Registry
from kg.resolve.names import Words, is_personal, phrases, words

T = TypeVar("T")

Key = tuple[str, str]
"""A thing in a document: the document's IRI, and the thing's id there."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is compared. Equal traits make one comparison, however many documents show them.

    key       identity that the recogniser knows (`registry:…`, `place:…`), or ""
    side      the side, else the country, as the document gives it or as its posts show it
    full      names of two words or more, folded (persons: those that can be a person's)
    alone     names of one word
    superior  traits of the unit it is part of, where the document says so
    posts     the bodies where a person has a post, by key or folded name; a country only together with the title
    open      a place that may be any of several of its name
    place     latitude and longitude, or None
    """

    type: str
    key: str = ""
    private: bool = False
    side: str = ""
    full: frozenset[Words] = frozenset()
    alone: frozenset[str] = frozenset()
    number: int | None = None
    echelon: str = ""
    arm: str = ""
    honorific: Words = ()
    code: str = ""
    kind: str = ""
    open: bool = False
    place: tuple[float, float] | None = None
    superior: Traits | None = None
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One entity of one document."""

    id: Key
    entity: Entity
    traits: Traits


def document_iri(record: Record) -> str:
    """The name of the document that a record is of; its id where a record has not been given its IRI."""
    return record.doc.iri or record.doc.id


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isdigit() else None


def _place(entity: Entity) -> tuple[float, float] | None:
    lat, lon = entity.attributes.get("lat"), entity.attributes.get("lon")
    return (float(lat), float(lon)) if lat is not None and lon is not None else None


def _side(entity: Entity) -> str:
    """Its side; for anything but a place, a country of its own counts as one."""
    return entity.side or str(entity.attributes.get("side") or entity.attributes.get("country") or "")


def _traits(entity: Entity, side: str, superior: Traits | None, posts: frozenset[str]) -> Traits:
    attributes = entity.attributes
    surfaces = (entity.name, *entity.aliases)
    if entity.type == "Person":
        surfaces = tuple(s for s in surfaces if is_personal(s))
    names = phrases(surfaces)
    return Traits(
        type=entity.type,
        key=entity.key,
        private=entity.private,
        side=side,
        full=frozenset(n for n in names if len(n) > 1),
        alone=frozenset(n[0] for n in names if len(n) == 1),
        number=_number(attributes.get("number")),
        echelon=str(attributes.get("echelon", "")),
        arm=str(attributes.get("arm", "")),
        honorific=words(str(attributes.get("honorific", ""))),
        code=str(attributes.get("militaryUnitNumber", "")),
        kind=str(attributes.get("kind", "")),
        open=not entity.key and bool(attributes.get("candidates")),
        place=_place(entity),
        superior=superior,
        posts=posts,
    )


def _post(relation: Relation, body: Entity) -> str:
    """What tells a post from others: the body; for a place the title too; for a unit its number rather than a name."""
    number = body.attributes.get("number")
    if body.type == "Unit" and number is not None and not body.key:
        return f"{body.side} {number} {body.attributes.get('echelon', '')}"
    name = body.key or " ".join(words(body.name))
    return f"{' '.join(words(relation.title))} / {name}" if body.type == "Place" else name


def _side_given(body: Entity) -> str:
    """The side of those who have a post in a body; a town's mayor may be of either."""
    return "" if body.type == "Place" and body.attributes.get("kind") != "country" else _side(body)


def items_of(record: Record) -> Iterator[Item]:
    """Every entity of a record with its traits."""
    document = document_iri(record)
    by_id = {e.id: e for e in record.entities}
    superiors: dict[str, Entity] = {}
    posts: defaultdict[str, set[str]] = defaultdict(set)
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for relation in sorted(record.relations, key=lambda r: (r.subject, r.object, r.title)):
        whole = by_id.get(relation.object)
        if whole is None:
            continue
        if relation.type == "partOf" and whole.type == "Unit":
            superiors.setdefault(relation.subject, whole)
        elif relation.type != "partOf":
            posts[relation.subject].add(_post(relation, whole))
            sides[relation.subject].add(_side_given(whole))
    for entity in record.entities:
        above = superiors.get(entity.id)
        superior = _traits(above, _side(above), None, frozenset()) if above and above.id != entity.id else None
        given = sides[entity.id] - {""} if entity.type == "Person" else set()
        side = _side(entity) or (min(given) if len(given) == 1 else "")
        yield Item((document, entity.id), entity, _traits(entity, side, superior, frozenset(posts[entity.id])))


def entry_traits(entry: Entry) -> Traits:
    """What the registry tells of an entity by itself: every spelling, number, side, the bodies of its posts."""
    names = phrases(entry.spellings())
    return Traits(
        type=entry.type,
        key=f"registry:{entry.id}",
        side=entry.side,
        full=frozenset(n for n in names if len(n) > 1),
        alone=frozenset(n[0] for n in names if len(n) == 1),
        number=entry.number,
        echelon=entry.echelon,
        arm=entry.arm,
        honorific=words(entry.honorific),
        code=entry.military_unit_number,
        posts=frozenset(f"registry:{post.of}" for post in entry.posts if post.of),
    )


def merged(group: Sequence[Traits]) -> Traits:
    """The traits of one entity from all its tellings: every name; of single values the first that is known."""

    def known(values: Iterable[T]) -> T | None:
        return next((v for v in values if v not in ("", (), None)), None)

    return replace(
        group[0],
        side=known(t.side for t in group) or "",
        full=frozenset().union(*(t.full for t in group)),
        alone=frozenset().union(*(t.alone for t in group)),
        number=known(t.number for t in group),
        echelon=known(t.echelon for t in group) or "",
        arm=known(t.arm for t in group) or "",
        honorific=known(t.honorific for t in group) or (),
        code=known(t.code for t in group) or "",
        kind=known(t.kind for t in group) or "",
        place=known(t.place for t in group),
        superior=known(t.superior for t in group),
        posts=frozenset().union(*(t.posts for t in group)),
    )


def completed(traits: Traits, registry: Registry) -> Traits:
    """Traits with what the registry knows of the entity; the registry is right where they differ."""
    kind, _, name = traits.key.partition(":")
    entry = registry.get(name) if kind == "registry" else None
    if entry is None:
        return traits
    above = registry.get(entry.superior) if entry.superior else None
    superior = entry_traits(above) if above and above.type == "Unit" else None
    return merged([replace(entry_traits(entry), superior=superior), traits])


def all_items(records: Iterable[Record]) -> list[Item]:
    """The entities of all records, by document and id."""
    return sorted((item for record in records for item in items_of(record)), key=lambda item: item.id)
