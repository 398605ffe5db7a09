"""Who fills a role: entities, sides, and what pronouns and definite nouns point back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.extract.arguments import SAID
from kg.extract.classes import BELLIGERENTS, classes_of
from kg.extract.clauses import base
from kg.extract.discourse import is_definite, possessed_side
from kg.extract.phrases import OTHER, OWN, Phrase
from kg.extract.scene import Scene
from kg.extract.telling import Filling
from kg.extract.tokens import Name
from kg.model import EntityType

ACTORS: frozenset[EntityType] = frozenset({"Person", "Unit", "Organization", "Place"})
ROLE_TYPES: Mapping[str, frozenset[EntityType]] = {
    "weapon": frozenset({"Equipment"}),
    "destination": frozenset({"Place"}),
    "origin": frozenset({"Place"}),
    "target": frozenset({"Person", "Unit", "Organization", "Place", "Equipment"}),
}
"""Which entities may fill a role; roles not named here take actors."""

BODIES: frozenset[EntityType] = frozenset({"Unit", "Organization"})
"""What "it" stands for in what somebody says."""

COUNTRY_ONLY = frozenset({"captor", "captive", "by", "attacker", "actor", "party", "mediator", "side"})
"""Roles in which a place stands only as a state: a country, not a town."""

UNION_ROLES = frozenset({"party", "mediator", "destination", "origin"})
"""Roles that every slot of the frame may add to; the others take the first slot that fills them."""

HELPERS = frozenset({"item", "recipient"})
"""Roles of frames that no record shows."""

FIGHTING = frozenset({"captor", "attacker", "actor"})
OFFICES = frozenset({"defence_ministry", "foreign_ministry", "interior_ministry", "ministry", "general_staff"})
"""Organizations that tell of what their side does in the field, and do none of it themselves."""

WARRING = frozenset({"UA", "RU", "KP", OWN, OTHER})
"""Sides that attack; the adjective of another country says where a weapon was made."""

ARMS = frozenset({"equipment", "drone", "missile", "aircraft", "ship", "vehicle"})
"""Classes of things that attack on somebody's behalf."""


ATTACKED = frozenset({"place", "ground", "facility", "vehicle", "equipment", "civilian", "ship", "aircraft"})
ATTACKING = frozenset({"force", "soldier", "unit"})
"""What a genitive beside an attack says of its part in it."""

GENITIVES = frozenset({"of", "nmod:Gen"})
"""Slots of a noun's genitive."""


def phrases_for(
    scene: Scene, role: str, places: Iterable[str], read: Mapping[str, list[Phrase]], needs: Iterable[str] = ()
) -> list[tuple[Phrase, bool]]:
    """Phrases for a role from its slots, passing over slots in which no phrase has a class that the frame needs; the
    flag says that only the side of the phrase counts."""
    needed = frozenset(needs)
    found: list[tuple[Phrase, bool]] = []
    for place in places:
        slot, _, wanted = place.partition(".")
        phrases = [p for p in read.get(slot, ()) if _could_fill(scene, role, p, bool(wanted))]
        if role == "attacker" and slot in GENITIVES:
            phrases = [p for p in phrases if not _only_attacked(scene, p)]
        if needed and not wanted and not any(classes_of(scene, p) & needed for p in phrases):
            continue
        if not found or wanted or role in UNION_ROLES:
            found += [(p, bool(wanted)) for p in phrases]
        if not phrases:
            found += [(p, True) for p in read.get(f"{slot}{SAID}", ()) if p.side in BELLIGERENTS]
        if found and role not in UNION_ROLES and not all(_is_anonymous(scene, p) for p, _ in found):
            break
    return found


def _is_anonymous(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase says nothing of whose it is ("5,000 soldiers"), so that the side of a later slot may say it."""
    bare = not phrase.names and not phrase.side and scene.words[phrase.head].pos == "NOUN"
    return bare and not is_definite(scene.tree, phrase.head)


def share_out(scene: Scene, filled: dict[str, list[tuple[Phrase, bool]]]) -> None:
    """One phrase, one role: of "attack" and a genitive, forces attack and places are attacked; with nothing else to
    attack, a country is left out, for it may be either."""
    attackers, targets = filled.get("attacker", []), filled.get("target", [])
    for phrase in [p for p, side_only in attackers if not side_only and any(t == p for t, _ in targets)]:
        classes = classes_of(scene, phrase)
        others = [t for t, _ in targets if t != phrase]
        filled["target"] = [row for row in filled["target"] if row[0] != phrase]
        if {"place", "side"} <= classes and not others:
            filled["attacker"] = [row for row in filled["attacker"] if row[0] != phrase]


def _only_attacked(scene: Scene, phrase: Phrase) -> bool:
    """Whether a genitive beside an attack says what was attacked."""
    classes = classes_of(scene, phrase)
    return bool(classes & ATTACKED) and not classes & ATTACKING and not {"place", "side"} <= classes


def _could_fill(scene: Scene, role: str, phrase: Phrase, side_only: bool) -> bool:
    if role in HELPERS:
        return True
    if side_only:
        return bool(phrase.side)
    allowed = ROLE_TYPES.get(role, ACTORS)
    if any(n.type in allowed for n in phrase.names):
        return True
    return bool(phrase.side or classes_of(scene, phrase)) or scene.words[phrase.head].pos in ("PRON", "NUM")


def fill(scene: Scene, role: str, phrase: Phrase, side_only: bool) -> list[Filling]:
    """The fillings of a role by a phrase; a weapon that acts ("Russian drones hit …") is one, for its side."""
    if role == "attacker" and classes_of(scene, phrase) & ARMS and not any(n.type in ACTORS for n in phrase.names):
        armed = [Filling("weapon", n, "", phrase.head) for n in phrase.names if not n.attributes.get("generic")]
        inner = (scene.words[j].name for j in scene.tree.subtree(phrase.head) if j != phrase.head)
        crew = next((n for n in inner if n is not None and n.type in ("Unit", "Organization")), None)
        if crew is not None:
            return [*armed, Filling(role, crew, scene.reader.side_of_name(crew) or phrase.side, phrase.head)]
        return armed + ([Filling(role, None, phrase.side, phrase.head)] if phrase.side in WARRING else [])
    allowed = ROLE_TYPES.get(role, ACTORS)
    names = [] if side_only else [n for n in phrase.names if n.type in allowed]
    if role in COUNTRY_ONLY:
        names = [n for n in names if n.type != "Place" or (n.attributes.get("kind") == "country" and role != "captive")]
    if role == "weapon":
        names = [n for n in names if not n.attributes.get("generic")]
    side = phrase.side or possessed_side(scene.tree, scene.reader, phrase, scene.discourse)
    if not side and "defender" in phrase.kinds:
        side = _defended(scene, phrase)
    own = scene.words[phrase.head].name
    if role == "target" and own is not None and scene.reader.is_government(scene.words[phrase.head]):
        names = [own]  # "fired missiles at Kyiv" is about the town
    if role == "target" and not names:
        names = place_meant(scene, phrase)
    if role in ("destination", "origin"):
        names = names or place_meant(scene, phrase)
        return [Filling(role, n, "", phrase.head) for n in names]
    if role in HELPERS:
        units = [
            Filling("side", n, scene.reader.side_of_name(n) or side, phrase.head)
            for n in phrase.names
            if n.type == "Unit"
        ]
        return [Filling(role, None, side, phrase.head), *(units if role == "item" else ())]
    if role in FIGHTING:
        names = [n for n in names if n.attributes.get("kind") not in OFFICES and not n.attributes.get("outlet")]
    if names:
        return [Filling(role, n, scene.reader.side_of_name(n) or side, phrase.head) for n in names]
    if role == "weapon":
        return []
    meant = _actor_meant(scene, phrase)
    if meant is not None:
        return [Filling(role, meant, scene.reader.side_of_name(meant) or side, phrase.head)]
    if not side and scene.words[phrase.head].pos == "PRON":
        sayer = _sayer(scene, phrase.head)
        body = next((n for n in sayer.names if n.type in BODIES), None) if sayer is not None else None
        if body is not None and sayer is not None:
            return [Filling(role, body, scene.reader.side_of_name(body) or sayer.side, phrase.head)]
        side = (sayer.side if sayer is not None else "") or scene.discourse.side
    return [Filling(role, None, side, phrase.head)] if side else []


def _sayer(scene: Scene, head: int) -> Phrase | None:
    """Who says it, for a pronoun in what is said ("Ukraine says it captured …")."""
    for j in scene.tree.ancestors(head):
        if base(scene.words[j].dep) == "ccomp":
            for subject in scene.tree.kids(scene.words[j].head, "nsubj"):
                return scene.reader.read(subject)
    return None


def _defended(scene: Scene, phrase: Phrase) -> str:
    """The side of defenders: of the country whose ground they hold."""
    inner = (scene.words[j].name for j in scene.tree.subtree(phrase.head))
    place = next((n for n in inner if n is not None and n.type == "Place"), None)
    if place is None:
        before = (w.name for w in reversed(scene.words[: phrase.head]) if w.name is not None)
        place = next((n for n in before if n.type == "Place" and n.attributes.get("country")), scene.discourse.place)
    return str(place.attributes.get("country", "")) if place is not None else ""


def place_meant(scene: Scene, phrase: Phrase) -> list[Name]:
    """The place that "the village" points back to."""
    if "ground" in phrase.kinds and scene.points_back(phrase.head) and scene.discourse.place is not None:
        return [scene.discourse.place]
    return []


def _actor_meant(scene: Scene, phrase: Phrase) -> Name | None:
    """The unit that "the brigade" points back to, or whom a pronoun stands for."""
    word = scene.words[phrase.head]
    unit = scene.discourse.unit
    if word.name is not None or unit is None:
        return None
    if word.pos == "PRON":
        return unit if scene.discourse.actor == unit else None
    named = word.lemma in unit.lemma.casefold().split()
    return unit if named and scene.points_back(phrase.head) and not phrase.names else None
