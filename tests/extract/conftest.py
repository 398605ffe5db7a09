"""Sentences built by hand, and whole readings told in one line an event, for tables of cases."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, get_args

import pytest

from kg.extract import records
from kg.extract.clauses import Tree
from kg.extract.parsed import Parsed
from kg.extract.quantities import Quantity
from kg.extract.telling import Figure, Filling, Telling
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Sentence, Token, Word
from kg.ingest import reader
from kg.lexicon import Frame
from kg.model import ENTITY_TYPES, Document, EntityType, Event, EventType, Modality, Record

FIRMNESS = {"exact": "", "approx": "~", "at_least": ">=", "at_most": "<="}


def words_of(rows: str, start: int = 0) -> list[Word]:
    """One word a line: form, tag, relation, governor (from 1, 0 for the root), and in any order lemma, feature, type.

    A feature is `Case=Gen`, a type `Unit:UA` or `Place:RU:country`, which makes a name. An underscore is a space.
    """
    words: list[Word] = []
    for i, row in enumerate(line for line in rows.strip().splitlines() if line.strip()):
        form, pos, dep, head, *rest = row.split()
        form = form.replace("_", " ")
        feats = dict(item.split("=") for item in rest if "=" in item)
        kinds = [item.split(":") for item in rest if item.split(":")[0] in ENTITY_TYPES]
        lemmas = [item for item in rest if "=" not in item and item.split(":")[0] not in ENTITY_TYPES]
        end = start + len(form)
        name = None
        if kinds:
            kind, side, *more = [*kinds[0], "", ""][:3]
            attributes = {"kind": more[0]} if more[0] else {}
            name = Name(kind, start, end, i, i + 1, i, form, form, "test", side=side, attributes=attributes)  # type: ignore[arg-type]
        lemma = lemmas[0].replace("_", " ") if lemmas else form.casefold()
        governor = i if head == "0" else int(head) - 1
        words.append(Word(i, form, start, end, form.casefold(), lemma, pos, feats, governor, dep, name))
        start = end + 1
    return words


@pytest.fixture
def tree() -> Callable[[str], Tree]:
    """A tree of words, as `words_of` reads them."""
    return lambda rows: Tree(words_of(rows))


@pytest.fixture
def parsed() -> Callable[..., Parsed]:
    """A parsed English sentence of words, as `words_of` reads them; numbers, as `figure`, and days stand at words."""

    def build(
        rows: str,
        number: int = 0,
        passage: int = 0,
        start: int = 0,
        counts: Mapping[int, str] | None = None,
        days: Mapping[int, str] | None = None,
    ) -> Parsed:
        words = words_of(rows, start)
        tokens = tuple(Token(w.i, w.text, w.start, w.end, w.lower, w.lemma, w.pos) for w in words)
        sentence = Sentence("en", start, words[-1].end, tokens)
        names = tuple(w.name for w in words if w.name is not None)
        quantities = tuple(_at(words[i], figure(row)) for i, row in (counts or {}).items())
        times = tuple(
            replace(time_of(value), start=words[i].start, end=words[i].end, first=i, last=i + 1)
            for i, value in (days or {}).items()
        )
        return Parsed(number, passage, sentence, names, Tree(words), times, quantities)

    return build


def named(form: str, entity: EntityType, side: str = "", kind: str = "") -> Name:
    """A name as a telling holds it; the same form stands at the same offset."""
    form = form.replace("_", " ")
    at = 100 * sum(map(ord, form))
    attributes = {"kind": kind} if kind else {}
    return Name(entity, at, at + len(form), 0, 1, 0, form, form, "test", side=side, attributes=attributes)


def filling(row: str, head: int) -> Filling:
    """A role as "captor 93rd_Brigade:Unit/UA", "target Russia:Place:country/RU" or "captive /RU"."""
    role, filler = row.split()
    form, side = filler.split("/")
    if not form:
        return Filling(role, None, side, head)
    form, entity, *more = form.split(":")
    return Filling(role, named(form, entity, side, *more), side, head)  # type: ignore[arg-type]


def figure(row: str, role: str = "item") -> Figure:
    """A number as "12 captive RU", ">=100 returned UA", "95 returned each", after "@" the role that it stands at."""
    row, _, at = row.partition(" @")
    number, of, *rest = row.split()
    kind = next((word for word in rest if word in ("each", "pair")), "")
    side = next((word for word in rest if word not in ("each", "pair")), "")
    firm = next((q for q, sign in FIRMNESS.items() if sign and number.startswith(sign)), "exact")
    value = int(number.lstrip("<>=~"))
    return Figure(of, Quantity(0, 1, number, 0, 1, value, firm, of=of, kind=kind), side, at or role)  # type: ignore[arg-type]


def time_of(value: str) -> Time:
    """A day, or a month with all its days up to the 28th."""
    earliest, latest = (value, value) if len(value) == 10 else (f"{value}-01", f"{value}-28")
    return Time(0, 0, value, 0, 0, value, earliest, latest, "day" if len(value) == 10 else "month")


@pytest.fixture
def telling() -> Callable[..., Telling]:
    """A telling from strings: roles as `filling` reads them, figures as `figure`, places "Sudzha:settlement", a day."""

    def build(
        event: EventType,
        sentence: int = 0,
        roles: Iterable[str] = (),
        figures: Iterable[str] = (),
        places: Iterable[str] = (),
        time: str = "",
        **more: Any,
    ) -> Telling:
        given = {
            "kind": "verb", "word": 0, "start": 100 * sentence, "end": 100 * sentence + 5,
            "since": False, "definite": False, **more,
        }  # fmt: skip
        return Telling(
            sentence,
            Frame("test", event, {}),
            event,
            roles=tuple(filling(row, n) for n, row in enumerate(roles)),
            figures=tuple(map(figure, figures)),
            places=tuple(named(form, "Place", "", kind) for form, kind in (row.split(":") for row in places)),
            time=time_of(time) if time else None,
            **given,
        )

    return build


def _at(word: Word, counted: Figure) -> Quantity:
    of = "" if counted.of == "-" else counted.of
    return replace(
        counted.quantity, start=word.start, end=word.end, first=word.i, last=word.i + 1, of=of, side=counted.side
    )


def document(text: str, published: str, lang: str = "en") -> Document:
    """A document of a text; a text that opens with "Title: " has its title in the header."""
    head = f"Published: {published}\nLanguage: {lang}\n" + ("" if text.startswith("Title: ") else "\n")
    found = next(iter(reader.read(["-"], io.BytesIO(f"{head}{text}\n".encode()))))
    assert isinstance(found, Document)
    return found


def _told(record: Record, event: Event) -> list[set[str]]:
    """What an event says: for each role, count, place, date and claim every way in which a case may write it."""
    names = {e.id: {form.casefold() for form in (e.name, *e.aliases)} for e in record.entities}
    rows: list[set[str]] = []
    for role in event.roles:
        forms = {f"{role.role} {form}" for form in names.get(role.entity, ())}
        forms |= {f"{form}/{role.side.casefold()}" for form in forms if role.side}
        rows.append(forms | ({f"{role.role} {role.side.casefold()}"} if role.side else set()))
    rows += [{f"{FIRMNESS[c.qualifier]}{c.value} {c.of} {c.side}".strip().casefold()} for c in event.counts]
    rows += [{f"at {form}" for form in names[place.entity]} for place in event.places]
    if event.date is not None:
        rows.append({f"on {event.date.value}"})
    claims = sorted({(c.by, c.modality) for c in event.claims})
    return rows + [{f"{form} {modality}" for form in names.get(by, ())} or {modality} for by, modality in claims]


def _says(wanted: str, forms: set[str]) -> bool:
    """Whether a case's words are one of the forms; a name may be shortened by words."""
    if wanted in forms:
        return True
    first, *rest = wanted.split()
    if wanted.split()[-1] in get_args(Modality):
        return any(set(wanted.split()) < set(form.split()) and " " in wanted for form in forms)
    if first[0].isdigit() or first[0] in "~<>" or first == "on" or len(wanted) - len(first) <= 3:
        return False
    return any(form.split()[0] == first and set(rest) < set(form.split()[1:]) for form in forms)


def _difference(wanted: str, told: list[set[str]]) -> tuple[list[str], list[str]]:
    """What of an event as wanted is missing, and what the reading says beyond it."""
    missing, met = [], set()
    for part in (p.strip().casefold() for p in wanted.split(";")[1:]):
        options = [option.strip() for option in part.removeprefix("?").split("|")]
        hits = {i for i, forms in enumerate(told) if any(_says(option, forms) for option in options)}
        met |= hits
        if not hits and not part.startswith("?"):
            missing.append(part)
    return missing, [min(forms, default="") for i, forms in enumerate(told) if i not in met]


@pytest.fixture(scope="session")
def differences() -> Callable[..., list[str]]:
    """How the reading of a text differs from the events that a case wants; empty where it does not."""

    def compare(text: str, wanted: Iterable[str], published: str, lang: str = "en") -> list[str]:
        record = records.read(document(text, published, lang))
        left = [(event, _told(record, event)) for event in record.events]
        found: list[str] = []
        for case in wanted:
            kinds = {kind.strip() for kind in case.split(";")[0].removeprefix("?").split("|")}
            rated = [(sum(map(len, _difference(case, told))), i) for i, (e, told) in enumerate(left) if e.type in kinds]
            if not rated:
                found += [] if case.startswith("?") else [f"missing {case}"]
                continue
            missing, more = _difference(case, left.pop(min(rated)[1])[1])
            if missing or more:
                found.append(f"{sorted(kinds)}: missing {missing}, told {more}")
        return found + [f"told {e.type}: {[min(forms, default='') for forms in told]}" for e, told in left]

    return compare


@pytest.fixture(scope="session")
def make_document() -> Callable[..., Document]:
    """A document of a text, its day of publication and its language."""
    return document
