"""Options of the test run, and the store of the bundled documents, built once."""

import os
import shutil
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
    parser.addoption("--servers", action="store_true", help="fail where the tests with real servers can't be run")
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


def lacking() -> str:
    """Which of the programs that real servers need is not on this machine."""
    return " and no ".join(name for name in ("java", "mvn") if shutil.which(name) is None)


def pytest_report_header(config: pytest.Config) -> str:
    """Whether the tests with real servers are run, in a line."""
    return f"servers: not run, for there is no {lacking()}" if lacking() else "servers: started from Maven's artifacts"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests with real servers where there can be none."""
    if not lacking():
        return
    if config.getoption("--servers"):
        raise pytest.UsageError(f"--servers: there is no {lacking()}")
    out = [item for item in items if item.get_closest_marker("servers")]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in set(out)]


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
