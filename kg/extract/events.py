"""From a gathered happening to an event of the record: claims, roles, places, figures, date.

What a text leaves unsaid is filled only where the event itself says it: captor and captive, the parties of an
exchange, those who return and those who let go stand on opposite sides. An attacker or a target left unsaid stays
out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg import lexicon
from kg.extract.happenings import Happening, Told
from kg.extract.parsed import Parsed
from kg.extract.phrases import OTHER, OWN
from kg.extract.quantities import STATES
from kg.extract.telling import Figure, Telling
from kg.extract.tokens import Name
from kg.model import Claim, Count, DateRange, Event, EventType, Mention, Modality, Place, Qualifier, Role, Span

OPPOSITE: Mapping[str, str] = {"UA": "RU", "RU": "UA"}
"""The two sides of this war; those who fight beside Russia (North Koreans, say) face Ukraine."""

FACES_UKRAINE = "UA"
OPPOSED_ROLES: Mapping[str, tuple[str, str]] = {
    "Capture": ("captor", "captive"),
    "Surrender": ("captor", "captive"),
    "Release": ("by", "captive"),
}
FACING: Mapping[str, tuple[str, str]] = {**OPPOSED_ROLES, "Attack": ("attacker", "target")}
"""Roles that can't be of one side."""

PARTIES = ("UA", "RU")

SUPPLIED: Mapping[str, tuple[str, str]] = {
    "Capture": ("captive", "captive"),
    "Surrender": ("captive", "captive"),
    "Release": ("captive", "returned"),
    "Movement": ("actor", ""),
}
"""The role whose side the speaker may supply, and what is counted of it."""

OWN_SUCCESS = frozenset(
    {"release/get-back", "release/come-home", "release/leave-captivity", "movement/take", "movement/noun-take"}
)
"""Frames of what a side tells of itself, where it names nobody."""

INTERCEPTED = "attack/intercept"
"""The frame of drones and missiles shot down."""

RECORD_ROLES: Mapping[str, frozenset[str]] = {
    "Capture": frozenset({"captor", "captive"}),
    "Surrender": frozenset({"captor", "captive"}),
    "PrisonerExchange": frozenset({"party", "mediator"}),
    "Release": frozenset({"captive", "by"}),
    "Attack": frozenset({"attacker", "target", "weapon"}),
    "Loss": frozenset({"side"}),
    "Movement": frozenset({"actor", "origin", "destination"}),
    "Negotiation": frozenset({"party", "mediator"}),
    "Diplomacy": frozenset({"actor", "target"}),
}
"""Which roles an event of each type shows; roles of a telling of another type are read for what they say of sides."""

EntityOf = Callable[[Name], str]
SideOf = Callable[[str], str]


@cache
def _voice(lang: str) -> str:
    """The side for which the press of a language speaks, or ""."""
    return next((str(row.side) for row in lexicon.read(lang, "general")["profile"] if row.id == lang), "")


def opposite(side: str) -> str:
    """The side across the front from `side`, or ""."""
    return OPPOSITE.get(side, FACES_UKRAINE if side == "KP" else "")


@dataclass
class _Filled:
    """Roles, figures and places while an event is put together, each with the claims that state it."""

    roles: dict[tuple[str, str, str], list[str]]
    counts: dict[tuple[str, str, int], tuple[Qualifier, list[str]]]
    places: dict[str, list[str]]


class Builder:
    """Makes the events of one document."""

    def __init__(
        self,
        sentences: Sequence[Parsed],
        text: str,
        entity_of: EntityOf,
        side_of: SideOf,
        happenings: Sequence[Happening],
    ) -> None:
        self._sentences, self._text = sentences, text
        self._entity, self._entity_side = entity_of, side_of
        self._captured = self._captured_side(happenings)

    def _captured_side(self, happenings: Sequence[Happening]) -> str:
        """The side of all captives that a document tells of, where it is one."""
        told = [t for h in happenings if h.type in ("Capture", "Surrender") for t in h.told]
        sides = {self._side(f.side, t) for t in told for f in t.telling.filled("captive")}
        sides |= {opposite(self._side(f.side, t)) for t in told for f in t.telling.filled("captor")}
        sides -= {""}
        return next(iter(sides)) if len(sides) == 1 else ""

    def build(self, happening: Happening, number: int) -> Event | None:
        """The event, or None where too little is told to put it on a timeline."""
        event_type = self._type(happening)
        if event_type is None:
            return None
        local = f"v{number}"
        claims, of_told = self._claims(happening, event_type, local)
        filled = _Filled({}, {}, {})
        for told in happening.told:
            ids = of_told[id(told)]
            self._add_roles(filled, happening, event_type, told, ids)
            self._add_counts(filled, event_type, told, ids)
        self._face(filled, event_type, happening)
        self._add_places(filled, happening, of_told)
        if event_type == "Loss" and not filled.counts and not any(side for _, _, side in filled.roles):
            return None  # somebody died: news, but no loss of a side
        all_ids = [c.id for c in claims]
        self._supply(filled, event_type, happening, all_ids)
        self._complete(filled, event_type, all_ids)
        if not (filled.roles or filled.counts or filled.places or self._date(happening)):
            return None
        self._side_tolls(filled, event_type)
        self._merge_unsided(filled)
        return Event(
            id=local,
            type=event_type,
            mentions=tuple(self._mention(t) for t in happening.tellings),
            claims=tuple(claims),
            date=self._date(happening),
            places=tuple(Place(entity, tuple(ids)) for entity, ids in filled.places.items()),
            roles=tuple(Role(r, e, s, tuple(ids)) for (r, e, s), ids in self._without_bare_sides(filled.roles)),
            counts=tuple(
                Count(of, value, qualifier, side, tuple(ids))
                for (of, side, value), (qualifier, ids) in filled.counts.items()
            ),
        )

    def _type(self, happening: Happening) -> EventType | None:
        """An exchange or a return that lies ahead is a negotiation; anything else that lies ahead is no event."""
        if all(t.attribution.modality == "planned" for t in happening.told):
            if happening.type == "Release" and not any(t.figures for t in happening.tellings):
                return None  # "we will return home"
            if happening.type in ("PrisonerExchange", "Release", "Negotiation"):
                return "Negotiation"
            return None
        return happening.type

    def _mention(self, t: Telling) -> Mention:
        return Mention(t.start, t.end, self._text[t.start : t.end], self._sentences[t.sentence].lang)

    def _claims(
        self, happening: Happening, event_type: EventType, local: str
    ) -> tuple[list[Claim], dict[int, list[str]]]:
        """One claim a speaker, modality and sentence; and the ids of the claims of each telling."""
        seen: dict[tuple[str, Modality, int], str] = {}
        claims: list[Claim] = []
        of_told: dict[int, list[str]] = {}
        for told in happening.told:
            sentence = self._sentences[told.telling.sentence].sentence
            modality = told.attribution.modality
            if modality == "planned" and event_type != "Negotiation":
                modality = "claimed" if told.attribution.speakers else "asserted"
            for by in [self._entity(s) for s in told.attribution.speakers] or [""]:
                key = (by, modality, sentence.start)
                if key not in seen:
                    seen[key] = f"{local}c{len(claims) + 1}"
                    span = Span(sentence.start, sentence.end, self._text[sentence.start : sentence.end])
                    claims.append(Claim(seen[key], modality, span, by))
                of_told.setdefault(id(told), []).append(seen[key])
        return claims, of_told

    def _side(self, side: str, told: Told) -> str:
        """A side as an ISO code; "our" and "the enemy" by who speaks, "" where that is unknown."""
        if side not in (OWN, OTHER):
            return side
        back_to = next((f.side for f in told.telling.filled("recipient") if f.side not in (OWN, OTHER, "")), "")
        if side == OWN and back_to:
            return back_to  # "Russia received 390 of its own"
        speaker = self._speaker_side(told)
        if not speaker and side == OTHER:
            speaker = next((f.side for f in told.telling.roles if f.side not in (OWN, OTHER, "")), "")
        speaker = speaker or _voice(self._sentences[told.telling.sentence].lang)
        return speaker if side == OWN else opposite(speaker)

    def _speaker_side(self, told: Told) -> str:
        return told.attribution.side or next(
            (found for s in told.attribution.speakers if (found := self._entity_side(self._entity(s)))), ""
        )

    def _supply(self, filled: _Filled, event_type: EventType, happening: Happening, ids: Sequence[str]) -> None:
        """A side that no word of the tellings shows, by who tells of it: armies tell of captives that they took, of
        ground that they took and of their own who came back."""
        role, counted = SUPPLIED.get(event_type, ("", ""))
        if event_type == "Attack":
            self._supply_launcher(filled, happening, ids)
        if not role or any(side for _, _, side in filled.roles):
            return
        told = [t for t in happening.told if t.attribution.modality != "denied" and not t.attribution.conceded]
        speakers = {side for t in told if (side := self._speaker_side(t)) in OPPOSITE}
        speaker = next(iter(speakers)) if len(speakers) == 1 else ""
        if event_type in ("Capture", "Surrender"):
            side = opposite(speaker) or self._captured
        elif any(t.frame.id in OWN_SUCCESS for t in happening.tellings):
            side = speaker
        else:
            side = ""
        if not side:
            return
        filled.roles[role, "", side] = list(ids)
        for of, known, value in list(filled.counts):
            if of == counted and not known:
                filled.counts[of, side, value] = filled.counts.pop((of, known, value))

    def _supply_launcher(self, filled: _Filled, happening: Happening, ids: Sequence[str]) -> None:
        """Who tells of drones and missiles shot down tells of what the other side launched."""
        told = [t for t in happening.told if t.telling.frame.id == INTERCEPTED]
        if not told or any(role == "attacker" for role, _, _ in filled.roles):
            return
        sides = {opposite(self._speaker_side(t) or _voice(self._sentences[t.telling.sentence].lang)) for t in told}
        side = next(iter(sides)) if len(sides) == 1 else ""
        if not side:
            return
        filled.roles["attacker", "", side] = list(ids)
        figures = {f.of for t in told for f in t.telling.figures if f.role == "weapon"}
        for of, known, value in list(filled.counts):
            if of in figures and not known:
                filled.counts[of, side, value] = filled.counts.pop((of, known, value))

    def _add_roles(
        self, filled: _Filled, happening: Happening, event_type: EventType, told: Told, ids: Sequence[str]
    ) -> None:
        shown = RECORD_ROLES[event_type]
        exchange = event_type in ("PrisonerExchange", "Negotiation")
        speakers = {self._entity(s) for s in told.attribution.speakers}
        for filling in told.telling.roles:
            entity = self._entity(filling.name) if filling.name is not None else ""
            if filling.name is not None and filling.name.type == "Person" and entity in speakers:
                continue  # who tells of it is not who was taken
            side = self._side(filling.side, told)
            role = filling.role
            if exchange and role in ("captive", "by", "captor", "recipient"):
                role, entity = "party", ""
            if event_type == "Release" and role == "recipient":
                role, entity = "captive", ""
                side = side if side in PARTIES else ""
            if event_type == "Attack" and role == "side":
                role, entity = "target", ""
            if role not in shown or not (entity or side):
                continue
            if role == "party" and exchange and not entity and side not in PARTIES:
                continue
            filled.roles.setdefault((role, entity, side), []).extend(ids)

    def _add_counts(self, filled: _Filled, event_type: EventType, told: Told, ids: Sequence[str]) -> None:
        for figure in told.telling.figures:
            for side in self._figure_sides(event_type, told, figure):
                of = figure.of
                if event_type in ("PrisonerExchange", "Negotiation") and of in ("captive", "personnel", "civilian"):
                    of = "returned"
                key = (of, side, figure.quantity.value)
                qualifier, known = filled.counts.get(key, (figure.quantity.qualifier, []))
                filled.counts[key] = (qualifier, [*known, *ids])

    def _figure_sides(self, event_type: EventType, told: Told, figure: Figure) -> list[str]:
        """The side of a figure: its own words', else its role's, else across from whoever holds, lets go or attacks."""
        side = self._side(figure.side, told)
        if event_type in ("PrisonerExchange", "Negotiation", "Release"):
            if not side and figure.quantity.kind in ("pair", "each"):
                return list(PARTIES)
            by = self._role_side(told, "by")
            received = figure.of == "body" and self._role_side(told, "recipient") in OPPOSITE
            if (
                not side or received or (side == by and event_type == "Release")
            ):  # "the bodies of servicemen from Russia"
                side = self._role_side(told, "recipient") or opposite(by)
            if not side and figure.of == "returned" and event_type == "PrisonerExchange":
                side = self._speaker_side(told)  # "Zelensky spoke of 207 who came back": his own
            return [side]
        if event_type in ("Capture", "Surrender") and not side:
            side = self._role_side(told, "captive") or opposite(self._role_side(told, "captor"))
        if event_type == "Loss" and not side:
            side = self._role_side(told, "side") or opposite(self._role_side(told, "attacker"))
        if event_type == "Attack" and not side and (figure.role == "target" or figure.of in STATES):
            side = self._role_side(told, "target") or opposite(self._role_side(told, "attacker"))
        if event_type == "Attack" and not side and figure.role == "weapon":
            side = self._role_side(told, "attacker")
        return [side]

    def _role_side(self, told: Told, role: str) -> str:
        return next((found for f in told.telling.filled(role) if (found := self._side(f.side, told))), "")

    def _add_places(self, filled: _Filled, happening: Happening, of_told: Mapping[int, list[str]]) -> None:
        """Places of all tellings; a region or a country only where no telling has anything smaller."""
        told_places = [(p, told) for told in happening.told for p in told.telling.places]
        ranks = [self._rank(p) for p, _ in told_places]
        finest = min(ranks, default=0)
        for (place, told), rank in zip(told_places, ranks, strict=True):
            if rank == finest:
                filled.places.setdefault(self._entity(place), []).extend(of_told[id(told)])

    def _rank(self, place: Name) -> int:
        return {"country": 2, "region": 1}.get(str(place.attributes.get("kind")), 0)

    def _complete(self, filled: _Filled, event_type: EventType, ids: Sequence[str]) -> None:
        sides: dict[str, set[str]] = {}
        for role, _, side in filled.roles:
            if side:
                sides.setdefault(role, set()).add(side)
        if event_type in OPPOSED_ROLES:
            for role, other in (OPPOSED_ROLES[event_type], OPPOSED_ROLES[event_type][::-1]):
                known = sides.get(other, set())
                if not any(r == role for r, _, _ in filled.roles) and len(known) == 1:
                    filled_side = opposite(next(iter(known)))
                    if filled_side:
                        filled.roles[role, "", filled_side] = list(ids)
        mediators = {entity for role, entity, _ in filled.roles if role == "mediator"}
        for key in [k for k in filled.roles if k[0] == "party" and k[1] in mediators and k[1]]:
            del filled.roles[key]
        if event_type in ("PrisonerExchange", "Negotiation"):
            third = event_type == "Negotiation" and sides.get("party", set()) - {*PARTIES, ""}
            for party in PARTIES if not third else ():
                if party not in sides.get("party", set()):
                    filled.roles["party", "", party] = list(ids)

    def _face(self, filled: _Filled, event_type: EventType, happening: Happening) -> None:
        """Nobody captures his own: where both sides came out the same, the one that the words do not name gives way."""
        pair = FACING.get(event_type)
        if pair is None:
            return
        sides = [{side for role, _, side in filled.roles if role == wanted and side} for wanted in pair]
        if len(sides[0]) != 1 or sides[0] != sides[1]:
            return
        side = next(iter(sides[0]))
        told = [self._tells(happening, role) for role in pair]
        changed = pair[0] if told[1] and not told[0] else pair[1]
        for role, entity, old in [key for key in filled.roles if key[0] == changed and key[2] == side]:
            ids = filled.roles.pop((role, entity, old))
            if opposite(side):
                filled.roles[role, entity, opposite(side)] = ids
        for of, counted, value in [key for key in filled.counts if key[1] == side and changed == pair[1]]:
            if of in ("captive", "returned"):
                filled.counts[of, opposite(side), value] = filled.counts.pop((of, counted, value))

    def _tells(self, happening: Happening, role: str) -> bool:
        """Whether the words name the side of a role, and it is not the registry that knows it."""
        fillings = [f for f in happening.fillings() if f.role == role and f.side]
        return any(f.name is None or not f.name.attributes.get("assumed") for f in fillings)

    def _side_tolls(self, filled: _Filled, event_type: EventType) -> None:
        """Those whom an attack killed and wounded are of the side that it was aimed at, told in another sentence."""
        sides = {side for role, _, side in filled.roles if role == "target" and side}
        sides = sides or {opposite(side) for role, _, side in filled.roles if role == "attacker"} - {""}
        tolls = [key for key in filled.counts if key[0] in STATES and not key[1] and event_type == "Attack"]
        for of, _, value in tolls if len(sides) == 1 else ():
            filled.counts[of, min(sides), value] = filled.counts.pop((of, "", value))

    def _merge_unsided(self, filled: _Filled) -> None:
        """A number told once with its side and once without is one number."""
        for of, side, value in [key for key in filled.counts if not key[1]]:
            sided = [key for key in filled.counts if key[0] == of and key[2] == value and key[1]]
            if sided:
                qualifier, known = filled.counts[sided[0]]
                filled.counts[sided[0]] = (qualifier, [*known, *filled.counts.pop((of, side, value))[1]])

    def _without_bare_sides(
        self, roles: Mapping[tuple[str, str, str], list[str]]
    ) -> list[tuple[tuple[str, str, str], list[str]]]:
        """A side standing alone in a role adds nothing beside an entity of that side there."""
        named = {(role, side) for role, entity, side in roles if entity and side}
        return [
            (key, list(dict.fromkeys(ids))) for key, ids in roles.items() if key[1] or (key[0], key[2]) not in named
        ]

    def _date(self, happening: Happening) -> DateRange | None:
        """The most precise time told, the first in the text among equals; else the day of a post that tells it."""
        if any(t.since for t in happening.tellings):
            return None
        times = [t.time for t in happening.tellings if t.time is not None and t.time.value]
        if not times:
            posted = next((told.posted for told in happening.told if told.posted), "")
            return DateRange(posted, posted, posted) if posted else None
        times = [t for t in times if len(t.value) == max(len(t.value) for t in times)]
        best = times[0]
        return DateRange(best.value, best.earliest, best.latest, best.text)
