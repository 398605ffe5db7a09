"""One thing, one entity: the names of a document gathered into entities.

Names agree by identity (`Name.key`), by form, by the parts a kind of name may drop (a surname alone, an acronym in
brackets, a ministry without its country) and, for units, by number and echelon. Order is the order of first mention.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.extract.parsed import Parsed
from kg.extract.tokens import Name
from kg.model import Entity, EntityType, Mention
from kg.transliterate import name_key

ACRONYM_LETTERS = 6
"""Longer words in brackets are no acronyms."""


@dataclass
class Group:
    """The names of one entity, while it is gathered."""

    type: EntityType
    names: list[tuple[Name, str]] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    key: str = ""
    side: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)

    def add(self, name: Name, lang: str) -> None:
        self.names.append((name, lang))
        self.forms |= {form for form in (name_key(name.lemma), name_key(name.text)) if form}
        self.key = self.key or name.key
        self.side = self.side or name.side
        for attribute, value in name.attributes.items():
            self.attributes.setdefault(attribute, value)


def _last_word(form: str) -> str:
    return form.rsplit(" ", 1)[-1]


def _same_person(group: Group, forms: set[str]) -> bool:
    """A surname alone is the person of that surname; a full name is the person so far known by the surname alone."""
    for form in forms:
        for known in group.forms:
            short, long = sorted((form, known), key=len)
            if " " not in short and " " in long and _last_word(long) == short:
                return True
            if set(short.split()) < set(long.split()) and len(short.split()) >= 2:
                return True
    return False


def _same_unit(group: Group, name: Name) -> bool:
    own, other = group.attributes, name.attributes
    if own.get("militaryUnitNumber") and own.get("militaryUnitNumber") == other.get("militaryUnitNumber"):
        return True
    honorific = own.get("honorific")
    if honorific and honorific == other.get("honorific") and None in (own.get("number"), other.get("number")):
        return True
    if own.get("number") is None or own.get("number") != other.get("number"):
        return False
    if group.side and name.side and group.side != name.side:
        return False
    for attribute in ("echelon", "arm", "superior"):
        a, b = own.get(attribute), other.get(attribute)
        if a and b and a != b:
            return False
    return bool(own.get("echelon")) or bool(other.get("echelon"))


def _same_organization(group: Group, name: Name, forms: set[str]) -> bool:
    """A form that leaves words out ("Defence Ministry") is the longer one, where the sides do not differ."""
    if group.side and name.side and group.side != name.side:
        return False
    kind = group.attributes.get("kind")
    if kind and kind == name.attributes.get("kind") and (group.side or name.side):
        return True
    for form in forms:
        for known in group.forms:
            a, b = set(form.split()), set(known.split())
            if len(a) >= 2 and len(b) >= 2 and (a < b or b < a):
                return True
    return False


class Entities:
    """The entities of one document: `of(name)` is the id of the entity that a name mentions."""

    def __init__(self, sentences: Sequence[Parsed], extra: Iterable[tuple[Name, str]], text: str) -> None:
        self._text = text
        self._groups: list[Group] = []
        self._of: dict[tuple[int, int], int] = {}
        names = [(name, parsed.lang) for parsed in sentences for name in parsed.names]
        names += extra
        self._gather(sorted(names, key=lambda row: (row[0].start, row[0].end)))

    def of(self, name: Name) -> str:
        """The id of the entity of a name."""
        return f"e{self._of[name.start, name.end] + 1}"

    def group(self, entity: str) -> Group:
        """What is known of an entity by its id."""
        return self._groups[int(entity[1:]) - 1]

    def like(self, name: Name) -> str:
        """The id of the entity that a name read elsewhere agrees with, "" where the document has none."""
        group = self._find(self._groups, name)
        return f"e{self._groups.index(group) + 1}" if group is not None else ""

    def _gather(self, names: Sequence[tuple[Name, str]]) -> None:
        """Longer names first within a type, so that a short form finds its long one wherever it stands."""
        groups: list[Group] = []
        for name, lang in sorted(names, key=lambda row: (-len(row[0].lemma.split()), row[0].start)):
            group = self._find(groups, name)
            if group is None:
                group = Group(name.type)
                groups.append(group)
            group.add(name, lang)
        self._join_acronyms(groups, names)
        groups = [g for g in groups if g.names]
        groups.sort(key=lambda g: min((n.start, n.end) for n, _ in g.names))
        self._groups = groups
        self._of = {(n.start, n.end): i for i, g in enumerate(groups) for n, _ in g.names}

    def _find(self, groups: Sequence[Group], name: Name) -> Group | None:
        forms = {name_key(name.lemma), name_key(name.text)} - {""}
        same_type = [g for g in groups if g.type == name.type]
        for group in same_type:
            if name.key and group.key:
                if name.key == group.key:
                    return group
                continue
            sides_differ = name.side and group.side and name.side != group.side
            if forms & group.forms and not sides_differ and self._same_numbers(group, name):
                return group
        loose = [g for g in same_type if not (name.key and g.key) and self._loosely(g, name, forms)]
        return loose[0] if len(loose) == 1 else None

    def _same_numbers(self, group: Group, name: Name) -> bool:
        return name.type != "Unit" or group.attributes.get("number") == name.attributes.get("number")

    def _loosely(self, group: Group, name: Name, forms: set[str]) -> bool:
        if name.type == "Person":
            return _same_person(group, forms)
        if name.type == "Unit":
            return _same_unit(group, name)
        if name.type == "Organization":
            return _same_organization(group, name, forms)
        return False

    def _join_acronyms(self, groups: list[Group], names: Sequence[tuple[Name, str]]) -> None:
        """ "Security Service of Ukraine (SBU)": the bracketed short form names what stands before it."""
        ordered = [name for name, _ in names]
        for before, after in itertools.pairwise(ordered):
            between = self._text[before.end : after.start]
            bracketed = between.strip() == "(" and self._text[after.end : after.end + 1] == ")"
            if before.type != after.type or not bracketed or before.type in ("Person", "Equipment"):
                continue
            short = after.text.strip("@")
            if before.type == "Unit" or len(short) > ACRONYM_LETTERS or sum(c.isupper() for c in short) < 2:
                continue
            long_group = next(g for g in groups if any(n is before for n, _ in g.names))
            short_group = next(g for g in groups if any(n is after for n, _ in g.names))
            if long_group is not short_group and not (long_group.key and short_group.key):
                for name, lang in short_group.names:
                    long_group.add(name, lang)
                short_group.names = []

    def ids(self) -> Iterator[str]:
        """The ids of all entities, in order of first mention."""
        return (f"e{i + 1}" for i in range(len(self._groups)))

    def entities(self, private: frozenset[str], keep: Mapping[str, bool]) -> list[Entity]:
        """The entities in order of first mention; `keep` says of each id whether it is one of the record's."""
        out = []
        for entity, group in zip(self.ids(), self._groups, strict=True):
            if not keep.get(entity, True):
                continue
            ordered = sorted(group.names, key=lambda row: (row[0].start, row[0].end))
            name = _best_name(ordered)
            surfaces = dict.fromkeys(form for n, _ in ordered for form in (n.text, n.lemma) if form != name)
            attributes = {
                k: v
                for k, v in group.attributes.items()
                if k not in ("generic", "noun", "assumed", "needs", "outlet") and v not in (None, "")
            }
            out.append(
                Entity(
                    id=entity,
                    type=group.type,
                    name=name,
                    mentions=tuple(Mention(n.start, n.end, self._text[n.start : n.end], lang) for n, lang in ordered),
                    aliases=tuple(surfaces),
                    side=group.side,
                    attributes=attributes,
                    key=group.key,
                    private=entity in private,
                )
            )
        return out


def _best_name(names: Sequence[tuple[Name, str]]) -> str:
    """The fullest dictionary form; of several equally full ones the most frequent, then the first."""
    counts = Counter(n.lemma for n, _ in names)
    first = {n.lemma: i for i, (n, _) in reversed(list(enumerate(names)))}
    return max(counts, key=lambda lemma: (len(lemma.split()), counts[lemma], -first[lemma]))
