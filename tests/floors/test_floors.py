"""Quality does not fall: the figures pinned in `tests/floors.toml`, on records read back out of the graph.

A floor names its gold folders, the hash of their contents, and a language where only its documents count. Folders under
`eval/` are looked for in the folder given with `--eval`. `--raise-floors` writes what rose, and everything of a floor
whose gold has changed; lowering one by hand is an edit that a reviewer sees.
"""

import hashlib
import math
import tomllib
from collections.abc import Mapping, Sequence
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

HEAD = """\
# Least figures, rounded down to two places. Written by `pytest tests/floors --raise-floors`, with `--eval DIR` for
# those of folders outside the repository; see tests/floors/test_floors.py.
# To measure a floor anew even where it fell, empty its sha256; a reviewer sees that.
"""


def read_floors() -> list[dict[str, Any]]:
    with FLOORS.open("rb") as f:
        return list(tomllib.load(f)["floor"])


def folders_of(floor: Mapping[str, Any], evaluation: Path | None) -> list[Path]:
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
def predictions(folder: Path) -> tuple[dict[str, Any], ...]:
    with EmbeddedStore() as store:
        pipeline.build([folder], store)
        return tuple(record.to_json() for record in records(store, restricted=True))


def figures(folders: Sequence[Path], lang: str) -> dict[str, float]:
    """Name of a figure → its value; cross-document figures only where all languages count."""
    report = evaluate(folders, [row for folder in folders for row in predictions(folder)], lang)
    found = {}
    for kind in KINDS:
        row = report.tallies[kind].row("all")
        found[f"{kind}_f1"], found[f"{kind}_precision"] = row.f1, row.precision
    for key, row in report.tallies[ACROSS].rows().items():
        found[f"{ACROSS}_{key}_f1"], found[f"{ACROSS}_{key}_precision"] = row.f1, row.precision
    for name, (right, of) in report.accuracy.items():
        found[name.replace(" ", "_")] = right / of
    return {name: round(value, 9) for name, value in found.items()}  # 0.8 is not less than 0.8


def is_asked(floor: Mapping[str, Any], evaluation: Path | None) -> bool:
    """Folders outside the repository are measured where `--eval` names them."""
    return evaluation is not None or not any(name.startswith("eval/") for name in floor["gold"])


def name_of(floor: Mapping[str, Any]) -> str:
    return f"{'+'.join(floor['gold'])}-{floor.get('lang', 'all')}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "floor" in metafunc.fixturenames:
        evaluation = metafunc.config.getoption("--eval")
        floors = [floor for floor in read_floors() if is_asked(floor, evaluation)]
        metafunc.parametrize("floor", floors, ids=name_of)


def test_floor(floor: dict[str, Any], request: pytest.FixtureRequest) -> None:
    folders = folders_of(floor, request.config.getoption("--eval"))
    found = figures(folders, floor.get("lang", ""))
    if request.config.getoption("--raise-floors"):
        raise_floor(floor, digest(folders), found)
        return
    assert digest(folders) == floor["sha256"], "the gold has changed: measure anew with --raise-floors"
    assert floor["least"]
    below = {
        name: (found.get(name, 0.0), least) for name, least in floor["least"].items() if found.get(name, 0.0) < least
    }
    assert not below, f"(figure, floor): {below}"


def test_floors_cover_every_gold_folder() -> None:
    pinned = {name for floor in read_floors() for name in floor["gold"]}
    folders = {path.parent.relative_to(TESTS).as_posix() for path in (TESTS / "gold").rglob("*.gold.json")}
    assert len(folders) >= 4
    assert folders <= pinned


def raise_floor(floor: Mapping[str, Any], sha256: str, found: Mapping[str, float]) -> None:
    """Write the figures of one floor where they rose, or all of them where its gold is another than before."""
    floors = read_floors()
    (own,) = [row for row in floors if name_of(row) == name_of(floor)]
    least = own["least"] if own["sha256"] == sha256 else {}
    own["least"] = {name: max(math.floor(value * 100) / 100, least.get(name, 0.0)) for name, value in found.items()}
    own["sha256"] = sha256
    FLOORS.write_text(HEAD + "".join(map(written, floors)), encoding="utf-8")


def written(floor: Mapping[str, Any]) -> str:
    lang = f'lang = "{floor["lang"]}"\n' if "lang" in floor else ""
    gold = ", ".join(f'"{name}"' for name in floor["gold"])
    least = "".join(f"{name} = {value}\n" for name, value in floor["least"].items())
    return f'\n[[floor]]\ngold = [{gold}]\n{lang}sha256 = "{floor["sha256"]}"\n\n[floor.least]\n{least}'
