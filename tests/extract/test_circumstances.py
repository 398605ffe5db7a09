"""When and where events are told to have happened, and how many: whole readings against a table."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

TABLE = Path(__file__).parents[1] / "cases" / "circumstances.toml"
GROUPS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["group"]
CASES = [(g["lang"], text, wanted) for g in GROUPS for text, *wanted in g["cases"]]


def test_number_of_cases() -> None:
    assert len(CASES) == 11


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_readings(differences: Callable[..., list[str]], lang: str, text: str, wanted: list[str]) -> None:
    assert differences(text, wanted, "2024-08-17", lang) == []
