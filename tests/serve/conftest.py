"""A server of the bundled documents that runs while its tests do."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from client import Ask, asking, serving


@pytest.fixture(scope="session")
def address(samples_store: Path) -> Iterator[str]:
    """A server of the bundled documents with narrow limits."""
    with serving(
        samples_store, "--timeout", "5", "--rows", "2000", "--workers", "3", "--cors", "https://example.org"
    ) as url:
        yield url


@pytest.fixture(scope="session")
def ask(address: str) -> Ask:
    return asking(address)
