"""One happening, one event: the tellings of a document gathered into events.

Two tellings are one event when nothing forbids it (other days, other sides, other places, other figures of one
claimant) and something speaks for it (the same figure, day, place or participant, a definite noun that points back).
Choosing not
to join is the safer error: it shows the same happening twice, while a wrong join makes up a happening.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.extract.attribution import Attribution
from kg.extract.telling import Figure, Filling, Telling
from kg.extract.tokens import Name
from kg.model import EventType

EntityOf = Callable[[Name], str]

EXCHANGED = frozenset({"PrisonerExchange", "Release"})
TAKINGS = frozenset({"Capture", "Surrender"})
SIDED_ROLES = ("captive", "captor", "attacker", "actor", "side", "by")
STRONGER = frozenset({"PrisonerExchange", "Attack"})
"""Types that a happening takes on when one telling has it: a return within an exchange, a loss within an attack."""

NEAR = 2
"""How many sentences apart two tellings of different types may be one happening; a dateline is a sentence."""

AFTERMATH = 4
"""How many sentences after an attack its dead and wounded are told."""

CURRENT_DAYS = 10
"""News tells of the last days; what it dates further back is another happening than what it tells without a day."""

POINTING = 3
"""How many sentences back a definite noun points."""

ENOUGH = 1.0
"""Support that joins a telling to a happening."""


@dataclass(frozen=True, slots=True)
class Told:
    """A telling with its attribution; whether it stands in the title, and the day of the post that it stands in."""

    telling: Telling
    attribution: Attribution
    is_title: bool
    posted: str

    @property
    def only_points(self) -> bool:
        """Whether it tells nothing of its own, and counts only beside a happening that is told elsewhere."""
        t = self.telling
        bare = not (t.figures or t.time or t.places or any(f.name is not None for f in t.roles))
        if self.is_title and t.type == "PrisonerExchange":
            return False
        return t.pointing or (bare and (t.kind == "participle" or (t.kind == "noun" and not t.roles)))


@dataclass
class Happening:
    """The tellings of one event."""

    type: EventType
    told: list[Told] = field(default_factory=list)

    @property
    def tellings(self) -> Iterator[Telling]:
        return (t.telling for t in self.told)

    def sides(self, role: str) -> set[str]:
        return {f.side for t in self.tellings for f in t.filled(role) if f.side}

    def fillings(self) -> list[Filling]:
        return [f for t in self.tellings for f in t.roles]


def _days_overlap(a: Telling, b: Telling) -> bool | None:
    """Whether the times of two tellings can be one; None where one has no time."""
    if a.time is None or b.time is None:
        return None
    return a.time.earliest <= b.time.latest and b.time.earliest <= a.time.latest


def _tallies(told: Told) -> list[Told]:
    """A tally of losses that gives one thing two figures ("340 men yesterday, and 2,640 in all") as two tellings."""
    telling = told.telling
    if telling.type != "Loss":
        return [told]
    rounds: list[list[Figure]] = []
    for figure in telling.figures:
        free = next((r for r in rounds if not any((f.of, f.side) == (figure.of, figure.side) for f in r)), None)
        if free is None:
            rounds.append([figure])
        else:
            free.append(figure)
    if len(rounds) < 2:
        return [told]
    return [replace(told, telling=replace(telling, figures=tuple(r), since=n > 0)) for n, r in enumerate(rounds)]


def _long_before(day: str, published: str) -> bool:
    return (date.fromisoformat(published) - date.fromisoformat(day)).days > CURRENT_DAYS


def _suffered(telling: Telling) -> bool:
    """Whether a loss is of people killed or wounded, or is told without a figure."""
    return all(f.of in ("killed", "wounded", "missing") for f in telling.figures)


def _leave_and_take(a: Telling, b: Telling) -> bool:
    """Whether of two movements one only leaves and the other only enters: those who left are not those who took."""
    ways = [{f.role for f in t.roles} & {"origin", "destination"} for t in (a, b)]
    return a.type == b.type == "Movement" and len(ways[0]) == len(ways[1]) == 1 and ways[0] != ways[1]


def _values(telling: Telling) -> set[int]:
    return {f.quantity.value for f in telling.figures}


def _figures(telling: Telling) -> set[tuple[str, str, int]]:
    return {(f.of, f.side, f.quantity.value) for f in telling.figures}


class Gatherer:
    """Gathers tellings, given in the order of the text, into happenings."""

    def __init__(self, entity_of: EntityOf, published: str) -> None:
        self._entity = entity_of
        self._published = published
        self.happenings: list[Happening] = []

    def add(self, told: Told) -> None:
        """Joins a telling to the happening that it tells of, or begins a new one; two tallies in one are two
        happenings."""
        for part in _tallies(told):
            self._add(part)

    def _add(self, told: Told) -> None:
        last = self.happenings[-1] if self.happenings else None
        if last is not None and self._answers(last, told):
            last.told.append(told)
            last.type = "PrisonerExchange"
            return
        best: tuple[float, int] | None = None
        for i, happening in enumerate(self.happenings):
            if not self._types_agree(happening, told) or self._conflict(happening, told):
                continue
            support = self._support(happening, told)
            if support >= ENOUGH and (best is None or (support, i) >= best):
                best = (support, i)
        if best is None and told.only_points:
            return
        if best is None:
            self.happenings.append(Happening(told.telling.type, [told]))
            return
        happening = self.happenings[best[1]]
        happening.told.append(told)
        if told.telling.type in STRONGER and not told.telling.mediating:
            happening.type = told.telling.type

    def _answers(self, last: Happening, told: Told) -> bool:
        """Whether a return without a day of its own is that of the other side to the one told just before."""
        telling = told.telling
        if (
            {last.type, telling.type} != {"Release"}
            or telling.time is not None
            or telling.since
            or telling.kind == "noun"
        ):
            return False
        opposite = self._opposite_releases(last, Happening(telling.type, [told]))
        return opposite and self._behind(last, told) <= 1

    def join_opposite_releases(self) -> None:
        """Two releases told side by side in opposite directions, or one "on each side", are an exchange."""
        for happening in self.happenings:
            each = any(f.quantity.kind in ("each", "pair") for t in happening.tellings for f in t.figures)
            if happening.type == "Release" and each and not self._of_bodies(happening):
                happening.type = "PrisonerExchange"
        joined: list[Happening] = []
        for happening in self.happenings:
            partner = next(
                (h for h in joined if self._opposite_releases(h, happening) or self._within(h, happening)), None
            )
            if partner is None:
                joined.append(happening)
            else:
                partner.type = "PrisonerExchange"
                partner.told += happening.told
        self.happenings = joined

    def _within(self, a: Happening, b: Happening) -> bool:
        """Whether one of two is an exchange and the other a return told close by, on no other day."""
        if {a.type, b.type} != EXCHANGED or self._of_bodies(a) or self._of_bodies(b):
            return False
        if any(t.since for h in (a, b) for t in h.tellings):
            return False
        if self._apart(a, b) or any(self._of_other_times(a, told) for told in b.told):
            return False
        return min(self._distance(a, told) for told in b.told) <= POINTING

    def _of_bodies(self, happening: Happening) -> bool:
        return any(f.of == "body" for t in happening.tellings for f in t.figures)

    def _opposite_releases(self, a: Happening, b: Happening) -> bool:
        if not {a.type, b.type} <= EXCHANGED or self._of_bodies(a) or self._of_bodies(b):
            return False
        if any(t.since for h in (a, b) for t in h.tellings) or a.type == b.type == "PrisonerExchange":
            return False
        sides = [self._returning(h) for h in (a, b)]
        if a.type == b.type and not (sides[0] and sides[1] and sides[0] != sides[1]):
            return False
        return not self._apart(a, b) and min(self._distance(a, told) for told in b.told) <= NEAR

    def _apart(self, a: Happening, b: Happening) -> bool:
        """Whether two are told of different days or of different places."""
        days = any(_days_overlap(x, y) is False for x in a.tellings for y in b.tellings)
        return days or any(self._places_conflict(a, telling) for telling in b.tellings)

    def _returning(self, happening: Happening) -> frozenset[str]:
        return frozenset((happening.sides("captive") | happening.sides("recipient")) & {"UA", "RU"})

    def _types_agree(self, happening: Happening, told: Told) -> bool:
        kind = told.telling.type
        if happening.type == kind:
            return True
        if told.attribution.modality == "denied" or all(t.attribution.modality == "denied" for t in happening.told):
            return False
        near = self._distance(happening, told) <= NEAR
        if told.telling.mediating and happening.type == "Negotiation":
            return near
        if {happening.type, kind} == EXCHANGED and any(f.of == "body" for f in told.telling.figures):
            return False
        if {happening.type, kind} == EXCHANGED:
            return near and not told.telling.since and not any(t.since for t in happening.tellings)
        if {happening.type, kind} == TAKINGS:
            figures = set().union(*(_values(t) for t in happening.tellings))
            return near or bool(figures & _values(told.telling))
        if {happening.type, kind} == {"Attack", "Movement"}:
            return told.telling.definite and self._distance(happening, told) <= POINTING
        if {happening.type, kind} == {"Attack", "Loss"}:
            titled = any(t.is_title for t in happening.told)
            close = titled or self._distance(happening, told) <= AFTERMATH
            return happening.type == "Attack" and close and not told.telling.since and _suffered(told.telling)
        return False

    def _distance(self, happening: Happening, told: Told) -> int:
        return min(abs(told.telling.sentence - t.sentence) for t in happening.tellings)

    def _behind(self, happening: Happening, told: Told) -> int:
        """How many sentences behind the last telling of a happening another one stands."""
        return told.telling.sentence - max(t.sentence for t in happening.tellings)

    def _conflict(self, happening: Happening, told: Told) -> bool:
        telling = told.telling
        if any(t.since != telling.since for t in happening.tellings):
            return True
        if any(_days_overlap(t, telling) is False for t in happening.tellings):
            return True
        if self._of_other_times(happening, told):
            return True
        for role in SIDED_ROLES:
            if happening.type == "PrisonerExchange":
                break  # both sides are captors and captives there
            alike = ("captive", "recipient") if role == "captive" else (role,)  # who came back, and to whom
            ours = {f.side for r in alike for f in telling.filled(r) if f.side}
            theirs = {side for r in alike for side in happening.sides(r)}
            if ours and theirs and not ours & theirs:
                return True
        if any(_leave_and_take(t, telling) for t in happening.tellings):
            return True
        return self._places_conflict(happening, telling) or self._figures_conflict(happening, told)

    def _of_other_times(self, happening: Happening, told: Told) -> bool:
        """Whether one is told of a day well before the publication and the other without a day, and nothing points
        back."""
        if not self._published or told.only_points or (told.telling.definite and self._distance(happening, told) <= 1):
            return False
        dated = [t.time for t in happening.tellings if t.time is not None]
        own = told.telling.time
        if bool(dated) == (own is not None):
            return False
        latest = own.latest if own is not None else max(t.latest for t in dated)
        if not _long_before(latest, self._published):
            return False
        return self._distance(happening, told) > 1

    def _exact_places(self, tellings: Sequence[Telling]) -> set[str]:
        return {
            self._entity(p) for t in tellings for p in t.places if p.attributes.get("kind") not in ("region", "country")
        }

    def _places_conflict(self, happening: Happening, telling: Telling) -> bool:
        ours, theirs = self._exact_places([telling]), self._exact_places(list(happening.tellings))
        return bool(ours and theirs and not ours & theirs)

    def _figures_conflict(self, happening: Happening, told: Told) -> bool:
        """Two figures for one thing by one voice are two happenings; by two voices they contradict each other."""
        for other in happening.told:
            if self._voices(other) != self._voices(told):
                continue
            if _values(told.telling) & _values(other.telling):
                continue
            for a in told.telling.figures:
                for b in other.telling.figures:
                    same_thing = a.of == b.of and (a.side == b.side or "" in (a.side, b.side))
                    exact = a.quantity.qualifier == b.quantity.qualifier == "exact"
                    if same_thing and exact and a.quantity.value != b.quantity.value:
                        return True
        return False

    def _voices(self, told: Told) -> frozenset[str]:
        return frozenset(self._entity(s) for s in told.attribution.speakers)

    def _support(self, happening: Happening, told: Told) -> float:
        telling = told.telling
        support = 0.0
        if any(_figures(t) & _figures(telling) for t in happening.tellings):
            support += 1.0
        if any(t.time and telling.time and t.time.value == telling.time.value for t in happening.tellings):
            support += 0.5
        ours, theirs = self._exact_places([telling]), self._exact_places(list(happening.tellings))
        if ours & theirs and (ours == theirs or telling.type not in TAKINGS):
            support += 1.0  # of those taken in one of several towns there is mostly more to tell
        named = {self._entity(f.name) for f in telling.roles if f.name is not None and f.name.type != "Place"}
        if named & {
            self._entity(f.name) for f in happening.fillings() if f.name is not None and f.name.type != "Place"
        }:
            support += 0.5
        distance = self._distance(happening, told)
        if telling.definite:
            support += 1.0 if distance <= POINTING else 0.5
        if told.only_points:
            support += 1.0
        if distance <= NEAR:
            support += 0.5
        if {happening.type, telling.type} == {"Attack", "Loss"} and 0 <= self._behind(happening, told) <= 1:
            support += 1.0  # the dead and wounded of an attack are told right behind it
        if telling.type == happening.type == "Attack" and ours and not theirs and not telling.definite:
            support -= 0.5  # another town: another attack, as far as the words show
        if any(t.is_title for t in happening.told):
            support += 1.0 if {happening.type, telling.type} == {"Attack", "Loss"} else 0.5
        if happening.type in ("PrisonerExchange", "Negotiation"):
            support += 0.5
        if happening.type == "Loss" and telling.type == "Loss" and distance <= NEAR:
            support += 0.5
        if (
            (happening.type, telling.type) == ("Attack", "Loss")
            and distance <= 1
            and not (telling.time or telling.places)
        ):
            support += 0.5  # the toll right behind it
        if not telling.figures and telling.time is None and not telling.places and not named:
            support += 0.5
        return support
