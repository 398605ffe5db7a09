"""Real servers of other people, fetched from Maven Central into a cache, started once for the run and stopped after it.

Where Java or Maven is missing these tests are not run, and the head of the report says so in a line; with `--servers`
that is a failure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fuseki import fuseki


@pytest.fixture(scope="session")
def fuseki_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running Fuseki with the datasets `union`, `plain` and `built`."""
    with fuseki(tmp_path_factory.mktemp("fuseki")) as url:
        yield url
