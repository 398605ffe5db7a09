"""Quality does not fall: the figures pinned in `tests/floors.toml`, on records read back out of the graph.

A floor names its gold folders, the hash of their contents and a language; folders under `eval/` are looked for in the folder
given with `--eval`. Lowering a floor is an edit that a reviewer sees; raising them is `--raise-floors`.
"""

import hashlib
import math
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline
from kg.evaluate import evaluate
from kg.graph.records import records
from kg.graph.store import EmbeddedStore

TESTS = Path(__file__).parent.parent
FLOORS = TESTS / "floors.toml"
KINDS = ("entity", "relation", "event", "filler")
ACROSS = "across"


def read_floors() -> list[dict[str, Any]]:
    with FLOORS.open("rb") as f:
        return tomllib.load(f)["floor"]


def folders_of(floor: dict[str, Any], evaluation: Path | None) -> list[Path]:
    found = []
    for name in floor["gold"]:
        head, _, rest = name.partition("/")
        found.append(evaluation / rest if head == "eval" and evaluation else TESTS / name)
    return found


def digest(folders: Sequence[Path]) -> str:
    """A hash over the names and bytes of all texts, gold files and clusters."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


@cache
def predictions(folders: tuple[Path, ...]) -> tuple[dict[str, Any], ...]:
    with EmbeddedStore() as store:
        pipeline.build([str(folder) for folder in folders], store)
        return tuple(record.to_json() for record in records(store, restricted=True))


def figures(folders: Sequence[Path], lang: str) -> dict[str, float]:
    report = evaluate(folders, predictions(tuple(folders)), lang)
    found = {}
    for kind in KINDS:
        row = report.tallies[kind].row("all")
        found[f"{kind}_f1"], found[f"{kind}_precision"] = row.f1, row.precision
    for key, row in report.tallies[ACROSS].rows().items():
        found[f"{ACROSS}_{key}_f1"], found[f"{ACROSS}_{key}_precision"] = row.f1, row.precision
    for name, (right, of) in report.accuracy.items():
        found[name.replace(" ", "_")] = right / of
    return found


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "floor" in metafunc.fixturenames:
        evaluation = metafunc.config.getoption("--eval")
        floors = [f for f in read_floors() if evaluation or not any(g.startswith("eval/") for g in f["gold"])]
        metafunc.parametrize("floor", floors, ids=lambda f: f"{'+'.join(f['gold'])}-{f.get('lang', 'all')}")


def test_floor(floor: dict[str, Any], request: pytest.FixtureRequest) -> None:
    folders = folders_of(floor, request.config.getoption("--eval"))
    assert digest(folders) == floor["sha256"], "the gold has changed: measure anew and pin its hash"
    found = figures(folders, floor.get("lang", ""))
    below = {name: (found[name], least) for name, least in floor["least"].items() if found[name] < least}
    if request.config.getoption("--raise-floors"):
        raise_floors(floor, found)
    assert not below, f"(figure, floor): {below}"


def test_floors_cover_every_gold_folder() -> None:
    pinned = {name for floor in read_floors() for name in floor["gold"]}
    assert {f"gold/{path.name}" for path in (TESTS / "gold").iterdir() if path.is_dir()} <= pinned


def raise_floors(floor: dict[str, Any], found: dict[str, float]) -> None:
    """Write the figures, rounded down to three places, where they are above the floor."""
    text = FLOORS.read_text(encoding="utf-8")
    block = next(b for b in text.split("[[floor]]") if all(f'"{g}"' in b for g in floor["gold"]) and f'"{floor.get("lang", "")}"' in b)
    new = block
    for name, least in floor["least"].items():
        value = math.floor(found[name] * 1000) / 1000
        if value > least:
            new = new.replace(f"{name} = {least}\n", f"{name} = {value}\n")
    FLOORS.write_text(text.replace(block, new), encoding="utf-8")
