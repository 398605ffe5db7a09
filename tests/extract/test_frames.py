"""Events that sentences tell, read from text to record, against a table."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

GROUPS = tomllib.loads((Path(__file__).parents[1] / "cases" / "frames.toml").read_text(encoding="utf-8"))["group"]
CASES = [(g.get("published", "2024-08-17"), text, wanted) for g in GROUPS for text, *wanted in g["cases"]]


def test_number_of_cases() -> None:
    assert len(CASES) == 177


@pytest.mark.parametrize(("published", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_events(differences: Callable[..., list[str]], published: str, text: str, wanted: list[str]) -> None:
    assert differences(text, wanted, published) == []
