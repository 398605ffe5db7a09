"""Our own sentences with names, events and roles written into them: reading and strict checking of the inline format.

The format, and what is annotated, is told in `sentences/README.md`. A line is one sentence:

    Men of the [U:captor 93rd Mechanized Brigade] {capture!claimed took} [ru:captive,count two Russians] {= prisoner}.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kg.model import ENTITY_TYPES, EntityType, EventType, Modality

SENTENCES = Path(__file__).resolve().parent / "sentences"

SpanKind = Literal["Person", "Unit", "Organization", "Place", "Equipment", "Actor", "Number", "Time"]

KINDS: dict[str, SpanKind] = {
    "P": "Person",
    "U": "Unit",
    "O": "Organization",
    "L": "Place",
    "E": "Equipment",
    "x": "Actor",
    "n": "Number",
    "t": "Time",
}
"""What a span is, by its letter. Two small letters are an unnamed actor of that side (ISO 3166); `x` has no side."""

EVENTS: dict[str, EventType] = {
    "capture": "Capture",
    "surrender": "Surrender",
    "exchange": "PrisonerExchange",
    "release": "Release",
    "attack": "Attack",
    "loss": "Loss",
    "move": "Movement",
    "talk": "Negotiation",
    "diplo": "Diplomacy",
}

_NAMED: frozenset[SpanKind] = frozenset({"Person", "Unit", "Organization", "Place", "Actor"})
_ANY: frozenset[SpanKind] = _NAMED | {"Equipment"}
_PLACE: frozenset[SpanKind] = frozenset({"Place"})
_COUNTED: frozenset[SpanKind] = frozenset({"Actor", "Number"})

COMMON: dict[str, frozenset[SpanKind]] = {
    "says": _NAMED,
    "place": _PLACE,
    "date": frozenset({"Time"}),
    "said": frozenset({"Time"}),
    "count": _COUNTED,
    "killed": _COUNTED,
    "wounded": _COUNTED,
}
"""Roles of every event, with the kinds of span that fill them; `says` is the claimant, `said` when they spoke."""

ROLES: dict[EventType, dict[str, frozenset[SpanKind]]] = {
    "Capture": {"captor": _NAMED, "captive": _NAMED},
    "Surrender": {"captive": _NAMED, "captor": _NAMED},
    "PrisonerExchange": {"party": _NAMED, "mediator": _NAMED},
    "Release": {"captive": _NAMED, "by": _NAMED},
    "Attack": {"attacker": _ANY, "target": _ANY, "weapon": frozenset({"Equipment"})},
    "Loss": {"side": _NAMED},
    "Movement": {"actor": _ANY, "origin": _PLACE, "destination": _PLACE},
    "Negotiation": {"party": _NAMED, "mediator": _NAMED},
    "Diplomacy": {"actor": _NAMED, "target": _NAMED},
}
"""Further roles by event type."""

_MARKUP = re.compile(
    r"\\(?P<literal>[\[\]{}\\])"
    r"|\[(?P<kind>[A-Za-z]+)(?::(?P<roles>[a-z0-9,]+))? (?P<span>[^\[\]{}\\]+)\]"
    r"|\{(?P<event>[a-z]+|=[1-9]?)(?:!(?P<modality>[a-z]+))? (?P<trigger>[^\[\]{}\\]+)\}"
)
_ROLE = re.compile(r"([a-z]+)([1-9]*)")
_SIDE = re.compile(r"[a-z]{2}")


class AnnotationError(ValueError):
    """A line that does not follow the format."""


@dataclass(frozen=True, slots=True)
class AnnotatedSpan:
    """Characters `start` to `end` (exclusive) of the text. `side` is that of an unnamed actor, "" where it has none."""

    start: int
    end: int
    kind: SpanKind
    side: str = ""

    @property
    def label(self) -> EntityType | None:
        """The type of entity that the span names, or None where it names none."""
        return next((kind for kind in ENTITY_TYPES if kind == self.kind), None)


@dataclass(frozen=True, slots=True)
class AnnotatedEvent:
    """One happening that a sentence tells.

    triggers   where the words that tell it begin and end; the first is the main one
    roles      role and index of the span that fills it, in the order of the text
    claimants  indexes of the spans that say so
    """

    type: EventType
    triggers: tuple[tuple[int, int], ...]
    modality: Modality = "asserted"
    roles: tuple[tuple[str, int], ...] = ()
    claimants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """The plain text of a sentence, with spans and events in the order in which they begin."""

    text: str
    spans: tuple[AnnotatedSpan, ...]
    events: tuple[AnnotatedEvent, ...]


@dataclass(slots=True)
class _Draft:
    """An event while its line is read."""

    type: EventType
    modality: Modality
    triggers: list[tuple[int, int]]
    roles: list[tuple[str, int]]
    claimants: list[int]


def load(lang: str) -> list[AnnotatedSentence]:
    """The sentences of a language, in the order of its files; a sentence that stands twice is an error."""
    sentences: list[AnnotatedSentence] = []
    seen: dict[str, Path] = {}
    for path in sorted((SENTENCES / lang).glob("*.txt")):
        for sentence in read(path):
            if sentence.text in seen:
                raise AnnotationError(f"{path}: also in {seen[sentence.text].name}: {sentence.text}")
            seen[sentence.text] = path
            sentences.append(sentence)
    return sentences


def read(path: Path) -> list[AnnotatedSentence]:
    """The sentences of a file; empty lines and lines that open with `# ` are skipped."""
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("# "):
            try:
                sentences.append(parse(line))
            except AnnotationError as error:
                raise AnnotationError(f"{path}:{number}: {error}") from None
    return sentences


def parse(line: str) -> AnnotatedSentence:
    """One annotated sentence."""
    text = ""
    spans: list[AnnotatedSpan] = []
    asked: list[str] = []
    drafts: list[_Draft] = []
    at = 0
    for match in _MARKUP.finditer(line):
        text += _plain(line[at : match.start()])
        at = match.end()
        inside = match["literal"] or match["span"] or match["trigger"]
        start, end = len(text), len(text) + len(inside)
        text += inside
        if match["span"]:
            spans.append(_span(match["kind"], start, end))
            asked.append(match["roles"] or "")
        elif match["trigger"]:
            _trigger(drafts, match["event"], match["modality"], (start, end))
    text += _plain(line[at:])
    for index, roles in enumerate(asked):
        _fill(drafts, spans, index, roles)
    for draft in drafts:
        if draft.claimants and draft.modality == "asserted":
            raise AnnotationError(f"somebody says what is asserted: {line}")
    _check(text, [(s.start, s.end) for s in spans] + [trigger for draft in drafts for trigger in draft.triggers])
    events = [AnnotatedEvent(d.type, tuple(d.triggers), d.modality, tuple(d.roles), tuple(d.claimants)) for d in drafts]
    return AnnotatedSentence(text, tuple(spans), tuple(events))


def _plain(text: str) -> str:
    if any(mark in text for mark in "[]{}\\"):
        raise AnnotationError(f"markup that is not understood: {text.strip()}")
    return text


def _span(kind: str, start: int, end: int) -> AnnotatedSpan:
    if kind in KINDS:
        return AnnotatedSpan(start, end, KINDS[kind])
    if not _SIDE.fullmatch(kind):
        raise AnnotationError(f"unknown kind of span: {kind}")
    return AnnotatedSpan(start, end, "Actor", kind.upper())


def _trigger(drafts: list[_Draft], event: str, modality: str | None, span: tuple[int, int]) -> None:
    """A new event, or one more trigger of an event told before."""
    if event.startswith("="):
        number = int(event[1:] or len(drafts))
        if modality or not 0 < number <= len(drafts):
            raise AnnotationError(f"no event {event[1:]} before this, or a second modality for it")
        drafts[number - 1].triggers.append(span)
        return
    if event not in EVENTS:
        raise AnnotationError(f"unknown event type: {event}")
    known = next((m for m in get_args(Modality) if m == (modality or "asserted")), None)
    if known is None:
        raise AnnotationError(f"unknown modality: {modality}")
    drafts.append(_Draft(EVENTS[event], known, [span], [], []))


def _fill(drafts: list[_Draft], spans: list[AnnotatedSpan], index: int, roles: str) -> None:
    """Give span `index` its roles in the events that they name by number, or in the only one."""
    span = spans[index]
    if not roles and span.label is None:
        raise AnnotationError("a span that is no name needs a role")
    for written in roles.split(",") if roles else ():
        match = _ROLE.fullmatch(written)
        if not match:
            raise AnnotationError(f"not a role: {written}")
        role, numbers = match[1], [int(digit) for digit in match[2]]
        if not numbers and len(drafts) != 1:
            raise AnnotationError(f"{role} needs the number of its event: there are {len(drafts)}")
        for number in numbers or [1]:
            if number > len(drafts):
                raise AnnotationError(f"no event {number} for {role}")
            draft = drafts[number - 1]
            kinds = {**COMMON, **ROLES[draft.type]}.get(role)
            if kinds is None:
                raise AnnotationError(f"{draft.type} has no role {role}")
            if span.kind not in kinds:
                raise AnnotationError(f"{role} cannot be filled by a span of kind {span.kind}")
            if role == "says":
                draft.claimants.append(index)
            elif (role, index) in draft.roles:
                raise AnnotationError(f"{role} twice for one span")
            else:
                draft.roles.append((role, index))


def _check(text: str, spans: list[tuple[int, int]]) -> None:
    """Text is tidy, and spans begin and end with words."""
    if text != " ".join(text.split()):
        raise AnnotationError(f"white space: {text}")
    for start, end in spans:
        piece = text[start:end]
        if piece != piece.strip() or text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum():
            raise AnnotationError(f"a span that cuts a word or holds white space at its end: {piece}")
