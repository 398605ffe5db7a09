"""A gold document laid beside its prediction: which entities and events are the same, and which fillers agree.

Entities pair by type and name, events by type and by evidence or fillers; pairing is greedy and one to one, best first.
The gold format is described in `tests/gold/README.md`.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

EARTH_RADIUS_KM = 6371.0

Json = Mapping[str, Any]
Filler = tuple[str, frozenset[Any]]
"""A slot of an event and the values any of which is right."""


class GoldError(ValueError):
    """A gold folder or file that cannot be used; the message names it."""


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
    """Whether a predicted filler is right; a gold count without a noun or a side takes any."""
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


def gold_texts(folder: Path) -> list[Path]:
    """The texts of a gold folder: `x.txt` for each `x.gold.json`. Raises GoldError where one is missing."""
    found = [
        path.with_name(path.name.removesuffix(".gold.json") + ".txt") for path in sorted(folder.glob("*.gold.json"))
    ]
    if not found:
        raise GoldError(f"{folder}: there is no *.gold.json in this folder; name a folder of gold")
    for path in found:
        if not path.exists():
            raise GoldError(f"{path}: the text of a gold file is missing; put it beside the gold")
    return found


def read_json(path: Path) -> Any:
    """The value of a JSON file. Raises GoldError where it is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise GoldError(f"{path}: it is not JSON ({error}); write it anew") from error


def read_predictions(path: Path) -> list[Json]:
    """The records of a JSON Lines file. Raises GoldError where a line is none."""
    rows: list[Json] = []
    with path.open(encoding="utf-8") as lines:
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    row = json.loads(line)
                    if not isinstance(row, dict) or not isinstance(row.get("doc"), dict) or "id" not in row["doc"]:
                        raise GoldError(
                            f'{path}:{number}: it is no record; write an object with a "doc" that has an "id"'
                        )
                    rows.append(row)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: the line is not JSON ({error}); write one record a line") from error
        except UnicodeDecodeError as error:
            raise GoldError(f"{path}: it is not UTF-8 text; write records as `kg extract` prints them") from error
    return rows


def read_gold(text: Path) -> tuple[str, Json]:
    """A gold document: its text with its line ends as they are, and its gold. Raises GoldError as `read_json`."""
    with text.open(encoding="utf-8", newline="") as stream:
        return stream.read(), read_json(text.with_name(f"{text.stem}.gold.json"))
