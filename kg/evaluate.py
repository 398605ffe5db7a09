"""How good the reading is: records laid beside gold.

The gold format and what counts as right are described in `tests/gold/README.md`. Entities pair by type and name, events by
type and by evidence or fillers; pairing is greedy and one to one, best first. Figures are precision, recall and F1 by kind,
and accuracies where a value is right or wrong.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

REGION_RADIUS_KM = 120.0
SETTLEMENT_RADIUS_KM = 25.0
EARTH_RADIUS_KM = 6371.0
UNIT_ATTRIBUTES = ("number", "echelon", "side", "militaryUnitNumber")

Json = Mapping[str, Any]
Filler = tuple[str, frozenset[Any]]
"""A slot of an event and the values any of which is right."""


class GoldError(ValueError):
    """A gold folder or file that cannot be used; the message names it."""


class Row(NamedTuple):
    """One line of a table of figures."""

    gold: int
    predicted: int
    precision: float
    recall: float
    f1: float


class Tally:
    """True positives, false positives and false negatives by key; `all` is their sum."""

    def __init__(self) -> None:
        self.true: Counter[str] = Counter()
        self.spurious: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()

    def add(self, counter: Counter[str], key: str) -> None:
        counter[key] += 1
        counter["all"] += 1

    def row(self, key: str) -> Row:
        true, spurious, missed = self.true[key], self.spurious[key], self.missed[key]
        precision = true / (true + spurious) if true + spurious else 0.0
        recall = true / (true + missed) if true + missed else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Row(true + missed, true + spurious, precision, recall, f1)

    def rows(self) -> dict[str, Row]:
        return {key: self.row(key) for key in sorted({*self.true, *self.spurious, *self.missed})}


@dataclass
class Report:
    """All figures of an evaluation, and a line for every miss and every false alarm."""

    documents: int = 0
    predicted: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    accuracy: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    errors: list[str] = field(default_factory=list)

    def judge(self, name: str, right: bool) -> bool:
        self.accuracy[name][0] += right
        self.accuracy[name][1] += 1
        return right

    def to_json(self) -> dict[str, Any]:
        """The same shape as the figures are pinned in: kind → key → figures."""
        out: dict[str, Any] = {
            name: {key: row._asdict() for key, row in tally.rows().items()} for name, tally in self.tallies.items()
        }
        out["accuracy"] = {
            name: {"right": right, "of": of, "accuracy": right / of}
            for name, (right, of) in sorted(self.accuracy.items())
        }
        return out


def normalise(text: str) -> str:
    """Case, accents, punctuation and a leading English article folded away."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^\w]+", " ", bare).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def names_agree(gold: frozenset[str], predicted: frozenset[str]) -> float:
    """1.0 for an equal name, 0.5 where one name of two words or more holds the other with at most two words more."""
    if gold & predicted:
        return 1.0
    for a, b in itertools.product(gold, predicted):
        g, p = set(a.split()), set(b.split())
        if min(len(g), len(p)) >= 2 and (g <= p or p <= g) and abs(len(g) - len(p)) <= 2:
            return 0.5
    return 0.0


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance of two points in degrees (haversine)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def best_pairs(scored: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Greedy one-to-one pairing of (score, gold index, predicted index), best score first, then by index."""
    taken: set[int] = set()
    pairs: dict[int, int] = {}
    for score, g, p in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if score > 0 and g not in pairs and p not in taken:
            pairs[g] = p
            taken.add(p)
    return pairs


def filler_agrees(gold: Filler, predicted: Filler) -> bool:
    if gold[0] != predicted[0]:
        return False
    if gold[0] != "count":
        return bool(gold[1] & predicted[1])
    (g_of, g_side, g_value), (p_of, p_side, p_value) = next(iter(gold[1])), next(iter(predicted[1]))
    return g_value == p_value and g_of in (None, p_of) and (None in (g_side, p_side) or g_side == p_side)


class Reading:
    """One gold document laid beside its prediction."""

    def __init__(self, stem: str, text: str, gold: Json, predicted: Json) -> None:
        self.stem, self.text, self.gold, self.predicted = stem, text, gold, predicted
        self.entities: Sequence[Json] = gold.get("entities", [])
        self.predicted_entities: Sequence[Json] = predicted.get("entities", [])
        self.events: Sequence[Json] = gold.get("events", [])
        self.predicted_events: Sequence[Json] = predicted.get("events", [])
        self.entity_pairs = self._pair_entities()
        self.to_gold = {self.predicted_entities[p]["id"]: self.entities[g]["id"] for g, p in self.entity_pairs.items()}
        self.event_pairs = self._pair_events()

    def _pair_entities(self) -> dict[int, int]:
        gold_names = [frozenset(normalise(s) for s in e["surface"]) for e in self.entities]
        predicted_names = [
            frozenset(
                normalise(s)
                for s in [e.get("name", ""), *e.get("aliases", []), *(m["text"] for m in e.get("mentions", []))]
                if s
            )
            for e in self.predicted_entities
        ]
        return best_pairs(
            (names_agree(gold_names[g], predicted_names[p]), g, p)
            for g, p in itertools.product(range(len(gold_names)), range(len(predicted_names)))
            if self.entities[g]["type"] == self.predicted_entities[p].get("type")
        )

    def _spans(self, event: Json) -> list[tuple[int, int]]:
        spans = []
        for quote in event.get("evidence", []):
            found = [m.start() for m in re.finditer(re.escape(quote), self.text)]
            if not found:
                raise GoldError(f"{self.stem}: evidence is not in the text: {quote!r}")
            spans += [(start, start + len(quote)) for start in found]
        return spans

    def fillers(self, event: Json, is_gold: bool) -> list[Filler]:
        """An event as its slots, each with the set of acceptable values."""

        def entity(local: str) -> str:
            return local if is_gold else self.to_gold.get(local, f"?{local}")

        rows: list[Filler] = []
        date = event.get("date")
        if date:
            value = date.get("value") if isinstance(date, dict) else date
            rows.append(("date", frozenset(map(str, value if isinstance(value, list) else [value]))))
        rows += [("place", frozenset({entity(p)})) for p in event.get("places", [])]
        for role in event.get("roles", []):
            values = {entity(role["entity"])} if role.get("entity") else set()
            if role.get("side"):
                values.add("side:" + role["side"])
            rows.append((role["role"], frozenset(values)))
        rows += [("count", frozenset({(c.get("of"), c.get("side"), c.get("value"))})) for c in event.get("counts", [])]
        rows += [("claimedBy", frozenset({entity(c["by"])})) for c in event.get("claims", []) if c.get("by")]
        return rows

    def match(self, gold: Json | None, predicted: Json | None) -> tuple[list[Filler], list[Filler], list[Filler]]:
        """(matched, missed, spurious) fillers; a second filler of a matched value is absorbed."""
        wanted = self.fillers(gold, True) if gold else []
        given = self.fillers(predicted, False) if predicted else []
        pairs = best_pairs(
            (1.0, g, p)
            for g, p in itertools.product(range(len(wanted)), range(len(given)))
            if filler_agrees(wanted[g], given[p])
        )
        used = set(pairs.values())
        spurious = [
            filler
            for p, filler in enumerate(given)
            if p not in used and not any(filler_agrees(wanted[g], filler) for g in pairs)
        ]
        return [wanted[g] for g in pairs], [w for g, w in enumerate(wanted) if g not in pairs], spurious

    def _pair_events(self) -> dict[int, int]:
        scored = []
        for g, gold in enumerate(self.events):
            spans = self._spans(gold)
            for p, predicted in enumerate(self.predicted_events):
                if gold["type"] != predicted.get("type"):
                    continue
                overlap = any(start <= m["start"] < end for start, end in spans for m in predicted.get("mentions", []))
                matched, missed, spurious = self.match(gold, predicted)
                size = 2 * len(matched) + len(missed) + len(spurious)
                filler_f1 = 2 * len(matched) / size if size else 0.0
                if overlap or filler_f1 >= 0.5:
                    scored.append((overlap + filler_f1 + 1e-6, g, p))
        return best_pairs(scored)


def _score_entities(reading: Reading, report: Report) -> None:
    tally = report.tallies["entity"]

    def note(kind: str, text: str) -> None:
        report.errors.append(f"{reading.stem}: {kind}: {text}")

    for g, gold in enumerate(reading.entities):
        name = gold["surface"][0]
        if g not in reading.entity_pairs:
            tally.add(tally.missed, gold["type"])
            note("missed entity", f"{gold['type']} {name}")
            continue
        tally.add(tally.true, gold["type"])
        predicted = reading.predicted_entities[reading.entity_pairs[g]]
        attributes = {**predicted.get("attributes", {})}
        attributes["side"] = predicted.get("side", attributes.get("side"))
        if gold["type"] == "Unit":
            for attribute in UNIT_ATTRIBUTES:
                want = gold.get("attributes", {}).get(attribute, gold.get(attribute))
                if want is not None and not report.judge(
                    "unit attributes", str(attributes.get(attribute)) == str(want)
                ):
                    note("unit attribute", f"{name}: {attribute} is {want}, predicted {attributes.get(attribute)}")
        if gold["type"] == "Place" and gold.get("lat") is not None:
            lat, lon = attributes.get("lat"), attributes.get("lon")
            radius = REGION_RADIUS_KM if gold.get("kind") == "region" else SETTLEMENT_RADIUS_KM
            near = (
                lat is not None
                and lon is not None
                and kilometres(gold["lat"], gold["lon"], float(lat), float(lon)) <= radius
            )
            if not report.judge("geocoding", near):
                note("geocoding", f"{name}: predicted {lat}, {lon}")
    matched = set(reading.entity_pairs.values())
    for p, predicted in enumerate(reading.predicted_entities):
        if p not in matched:
            tally.add(tally.spurious, predicted.get("type", "?"))
            note("spurious entity", f"{predicted.get('type')} {predicted.get('name')}")


def _score_relations(reading: Reading, report: Report) -> None:
    tally = report.tallies["relation"]
    gold = {(r["type"], r["subject"], r["object"]): r for r in reading.gold.get("relations", [])}
    seen = set()
    for r in reading.predicted.get("relations", []):
        key = (r.get("type"), reading.to_gold.get(r.get("subject")), reading.to_gold.get(r.get("object")))
        wanted = gold.get(key)
        titles = {word for title in (wanted or {}).get("title", []) for word in normalise(title).split()}
        if key in seen:
            continue
        if wanted and (not titles or titles & set(normalise(r.get("title", "")).split())):
            seen.add(key)
            tally.add(tally.true, key[0])
        else:
            tally.add(tally.spurious, str(key[0]))
            what = f"{key[0]} {key[1] or r.get('subject')} -> {key[2] or r.get('object')} {r.get('title', '')}"
            report.errors.append(f"{reading.stem}: spurious relation: {what}")
    for key in gold:
        if key not in seen:
            tally.add(tally.missed, key[0])
            report.errors.append(f"{reading.stem}: missed relation: {' '.join(map(str, key))}")


def _score_events(reading: Reading, report: Report) -> None:
    events, fillers = report.tallies["event"], report.tallies["filler"]

    def note(kind: str, text: str) -> None:
        report.errors.append(f"{reading.stem}: {kind}: {text}")

    for g, gold in enumerate(reading.events):
        paired = reading.event_pairs.get(g)
        predicted = reading.predicted_events[paired] if paired is not None else None
        events.add(events.missed if predicted is None else events.true, gold["type"])
        matched, missed, spurious = reading.match(gold, predicted)
        for counter, rows in ((fillers.true, matched), (fillers.missed, missed), (fillers.spurious, spurious)):
            for slot, _ in rows:
                fillers.add(counter, slot)
        label = f"{gold['type']} {gold.get('id', g)} «{gold['evidence'][0][:60]}»"
        if predicted is None:
            note("missed event", label)
            continue
        for kind, rows in (("missed filler", missed), ("spurious filler", spurious)):
            for slot, values in rows:
                note(kind, f"{label}: {slot} {sorted(map(str, values))}")
        wanted = {c["modality"] for c in gold.get("claims", []) if c.get("modality")}
        if wanted:
            report.judge("modality", bool(wanted & {c.get("modality") for c in predicted.get("claims", [])}))
        for count in gold.get("counts", []):
            same = [c for c in predicted.get("counts", []) if c.get("value") == count["value"]]
            if same:
                qualifier = count.get("qualifier", "exact")
                report.judge("count qualifier", any(c.get("qualifier", "exact") == qualifier for c in same))
    for p in sorted(set(range(len(reading.predicted_events))) - set(reading.event_pairs.values())):
        event = reading.predicted_events[p]
        events.add(events.spurious, event.get("type", "?"))
        for slot, _ in reading.fillers(event, False):
            fillers.add(fillers.spurious, slot)
        start = (event.get("mentions") or [{"start": 0}])[0]["start"]
        note("spurious event", f"{event.get('type')} «{reading.text[max(0, start - 30) : start + 50]!r}»")


def _pairs_together(clusters: Sequence[Sequence[str]], iri_of: Mapping[str, str | None]) -> Iterator[tuple[bool, bool]]:
    """(together in gold, together in the prediction) for each pair of items of two documents that the system found."""
    cluster_of = {key: n for n, cluster in enumerate(clusters) for key in cluster}
    found = sorted(key for key, iri in iri_of.items() if iri)
    for a, b in itertools.combinations(found, 2):
        if a.split("#")[0] != b.split("#")[0]:
            yield a in cluster_of and cluster_of[a] == cluster_of.get(b), iri_of[a] == iri_of[b]


def _score_across(readings: Sequence[Reading], clusters: Mapping[str, Any], report: Report) -> None:
    tally = report.tallies["across"]
    for kind, name in (("entities", "entity"), ("events", "event")):
        iri_of: dict[str, str | None] = {}
        for reading in readings:
            gold, predicted, pairs = (
                (reading.entities, reading.predicted_entities, reading.entity_pairs)
                if kind == "entities"
                else (reading.events, reading.predicted_events, reading.event_pairs)
            )
            iri_of.update({f"{reading.stem}#{gold[g]['id']}": predicted[p].get("iri") for g, p in pairs.items()})
        for in_gold, in_prediction in _pairs_together(clusters.get(kind, []), iri_of):
            if in_gold and in_prediction:
                tally.true[name] += 1
            elif in_prediction:
                tally.spurious[name] += 1
            elif in_gold:
                tally.missed[name] += 1


def gold_documents(folder: Path) -> list[Path]:
    """The text files of a gold folder, those that have a `.gold.json` beside them. Raises GoldError where there are none."""
    found = [
        path.with_name(path.name.removesuffix(".gold.json") + ".txt") for path in sorted(folder.glob("*.gold.json"))
    ]
    if not found:
        raise GoldError(f"{folder}: no *.gold.json in this folder")
    for path in found:
        if not path.exists():
            raise GoldError(f"{path}: the text of a gold file is missing")
    return found


def evaluate(folders: Sequence[Path], records: Iterable[Json], lang: str = "") -> Report:
    """The figures of `records` (JSON objects of records) against the gold of `folders`.

    `lang` keeps only the documents of one language and leaves the cross-document rows out.
    Raises GoldError where a gold file is missing or does not fit its text.
    """
    by_id = {record["doc"]["id"]: record for record in records}
    report = Report()
    for folder in folders:
        readings = []
        for path in gold_documents(folder):
            with path.with_name(path.stem + ".gold.json").open(encoding="utf-8") as f:
                gold = json.load(f)
            if lang and gold["doc"]["lang"] != lang:
                continue
            with path.open(encoding="utf-8", newline="") as f:
                readings.append(Reading(path.stem, f.read(), gold, by_id.get(path.stem, {})))
        for reading in readings:
            _score_entities(reading, report)
            _score_relations(reading, report)
            _score_events(reading, report)
        clusters = folder / "clusters.json"
        if clusters.exists() and not lang:
            with clusters.open(encoding="utf-8") as f:
                _score_across(readings, json.load(f), report)
        report.documents += len(readings)
        report.predicted += sum(bool(r.predicted) for r in readings)
    if not report.documents:
        raise GoldError(f"no gold document{' in ' + lang if lang else ''} in {', '.join(map(str, folders))}")
    return report
