"""What the registry knows of a name: which entry it is, and its side.

A name is an entry only where one entry fits. Where several of one side fit, the side is known and the entry is not;
where nothing fits, an arm that only one side has still shows the side of a unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.tokens import Name
from kg.registry import Entry, Registry
from kg.transliterate import name_key

ASSUMED = "assumed"
"""Attribute of a name whose side the registry gave: what the text says of who faces whom goes before it."""

OUTLET = "outlet"
"""Attribute of a medium, which passes on what others say."""

ARM_SIDES: Mapping[str, str] = {"motor_rifle": "RU", "mechanized": "UA", "territorial_defence": "UA"}
"""Arms that only one side of this war calls its units by: Russian infantry on vehicles is motor rifle, Ukraine's is
mechanized."""


def identify(name: Name, registry: Registry) -> Name:
    """The name with the key and side of its entry, or as it is."""
    if name.key:
        return name
    entries = _entries(name, registry)
    sides = {entry.side for entry in entries}
    side = name.side or (next(iter(sides)) if len(sides) == 1 else "")
    if name.type == "Unit":
        side = side or ARM_SIDES.get(str(name.attributes.get("arm", "")), "")
    key = f"registry:{entries[0].id}" if len(entries) == 1 else ""
    attributes = {**name.attributes, ASSUMED: True} if side and not name.side else dict(name.attributes)
    if entries and all(entry.kind == "media" for entry in entries):
        attributes[OUTLET] = True
    return replace(name, key=key, side=side, attributes=attributes)


def _entries(name: Name, registry: Registry) -> Sequence[Entry]:
    if name.type not in ("Unit", "Organization", "Person"):
        return ()
    number = name.attributes.get("number")
    if name.type == "Unit" and isinstance(number, int):
        echelon, arm = str(name.attributes.get("echelon", "")), str(name.attributes.get("arm", ""))
        if not echelon and not arm:
            return ()
        return registry.unit(name.side, number, echelon or "brigade", arm)  # "155th Naval Infantry" is a brigade
    found: dict[str, Entry] = {}
    for form in (name.lemma, name.text):
        for entry in registry.by_name(name.type, name_key(form)):
            if not (name.side and entry.side and name.side != entry.side):
                found[entry.id] = entry
    return [found[entry_id] for entry_id in sorted(found)]
