"""Options of the test run, and the store of the bundled documents, built once."""

import os
from pathlib import Path

import pytest

from kg import pipeline
from kg.graph.store import open_store
from kg.settings import DATA

SAMPLES = DATA / "samples"

os.environ["COLUMNS"] = "100"  # what is printed does not depend on the terminal of who runs the tests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--eval", type=Path, default=None, help="folder of further gold folders; their floors are held too"
    )
    parser.addoption("--raise-floors", action="store_true", help="write higher floors where figures rose")
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written rather than compared."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the bundled documents. Tests only read it."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    with open_store(folder) as store:
        summary = pipeline.build([SAMPLES], store, started="2026-01-01T00:00:00+00:00")
    assert not summary.problems
    return folder
