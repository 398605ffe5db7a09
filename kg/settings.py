"""Where things lie: package data, the ontology and the queries, the default store."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE / "data"
BASEMAP = DATA / "basemap" / "basemap.json"
LANGUAGES = tuple(sorted(folder.name for folder in (DATA / "lexicons").iterdir() if folder.is_dir()))
"""The languages that are read: each has a folder of words."""
DEFAULT_STORE = Path(".kg")
DEFAULT_EXPORTS = Path("exports")

MAX_DOCUMENT_BYTES = 20_000_000
"""Larger input is reported and skipped: a news document is four orders of magnitude smaller."""


def resource(name: str) -> Path:
    """The folder `ontology` or `queries`: inside an installed package, else beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
