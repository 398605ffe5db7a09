"""How good the reading is: records laid beside gold, counted.

Figures are precision, recall and F1 by kind, and accuracies where a value is right or wrong. What counts as right is
told in `tests/gold/README.md` and decided in `kg.gold`.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.gold import GoldError, Json, Reading, gold_texts, kilometres, normalise, read_gold, read_json

REGION_RADIUS_KM = 120.0
SETTLEMENT_RADIUS_KM = 25.0
UNIT_ATTRIBUTES = ("number", "echelon", "side", "militaryUnitNumber")


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

    def note(self, stem: str, kind: str, text: str) -> None:
        """Add an error of the document `stem` to the list."""
        self.errors.append(f"{stem}: {kind}: {text}")

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


def _score_entities(reading: Reading, report: Report) -> None:
    tally = report.tallies["entity"]

    for g, gold in enumerate(reading.entities):
        name = gold["surface"][0]
        if g not in reading.entity_pairs:
            tally.add(tally.missed, gold["type"])
            report.note(reading.stem, "missed entity", f"{gold['type']} {name}")
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
                    report.note(
                        reading.stem,
                        "unit attribute",
                        f"{name}: {attribute} is {want}, predicted {attributes.get(attribute)}",
                    )
        if gold["type"] == "Place" and gold.get("lat") is not None:
            lat, lon = attributes.get("lat"), attributes.get("lon")
            radius = REGION_RADIUS_KM if gold.get("kind") == "region" else SETTLEMENT_RADIUS_KM
            near = (
                lat is not None
                and lon is not None
                and kilometres(gold["lat"], gold["lon"], float(lat), float(lon)) <= radius
            )
            if not report.judge("geocoding", near):
                report.note(reading.stem, "geocoding", f"{name}: predicted {lat}, {lon}")
    matched = set(reading.entity_pairs.values())
    for p, predicted in enumerate(reading.predicted_entities):
        if p not in matched:
            tally.add(tally.spurious, predicted.get("type", "?"))
            report.note(reading.stem, "spurious entity", f"{predicted.get('type')} {predicted.get('name')}")


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
            report.note(reading.stem, "spurious relation", what)
    for key in gold:
        if key not in seen:
            tally.add(tally.missed, key[0])
            report.note(reading.stem, "missed relation", " ".join(map(str, key)))


def _score_events(reading: Reading, report: Report) -> None:
    events, fillers = report.tallies["event"], report.tallies["filler"]

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
            report.note(reading.stem, "missed event", label)
            continue
        for kind, rows in (("missed filler", missed), ("spurious filler", spurious)):
            for slot, values in rows:
                report.note(reading.stem, kind, f"{label}: {slot} {sorted(map(str, values))}")
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
        report.note(
            reading.stem, "spurious event", f"{event.get('type')} «{reading.text[max(0, start - 30) : start + 50]!r}»"
        )


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
        tally.true[name] += 0  # the row is shown even where there is no pair to judge
        for in_gold, in_prediction in _pairs_together(clusters.get(kind, []), iri_of):
            tally.true[name] += in_gold and in_prediction
            tally.spurious[name] += in_prediction and not in_gold
            tally.missed[name] += in_gold and not in_prediction


def _readings(folder: Path, by_id: Mapping[str, Json], lang: str) -> Iterator[Reading]:
    """The documents of a gold folder, or those of one language, each laid beside its prediction."""
    for path in gold_texts(folder):
        text, gold = read_gold(path)
        if not lang or gold["doc"]["lang"] == lang:
            yield Reading(path.stem, text, gold, by_id.get(path.stem, {}))


def _score(folder: Path, by_id: Mapping[str, Json], lang: str, report: Report) -> None:
    readings = list(_readings(folder, by_id, lang))
    for reading in readings:
        _score_entities(reading, report)
        _score_relations(reading, report)
        _score_events(reading, report)
    clusters = folder / "clusters.json"
    if clusters.exists() and not lang:
        _score_across(readings, read_json(clusters), report)
    report.documents += len(readings)
    report.predicted += sum(bool(reading.predicted) for reading in readings)


def evaluate(folders: Sequence[Path], records: Iterable[Json], lang: str = "") -> Report:
    """The figures of `records` (JSON objects of records) against the gold of `folders`.

    `lang` keeps only the documents of one language and leaves the cross-document rows out.
    Raises GoldError where a gold file is missing, where gold does not fit its text, or a record is not in its format.
    """
    by_id = {record["doc"]["id"]: record for record in records}
    report = Report()
    for folder in folders:
        try:
            _score(folder, by_id, lang, report)
        except (KeyError, TypeError, AttributeError, IndexError) as error:
            message = f"{folder}: gold or records are not in their format ({error!r}); compare tests/gold/README.md"
            raise GoldError(message) from error
    if not report.documents:
        raise GoldError(f"no gold document{' in ' + lang if lang else ''} in {', '.join(map(str, folders))}")
    return report
