"""Options of the test run, and the store of the bundled documents, built once."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

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
    parser.addoption("--browser", action="store_true", help="fail where the tests with a real browser can't be run")
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parent / "publish" / "browser" / "node_modules" / "axe-core"


def lacking(marker: str) -> str:
    """What the tests with this marker need and is not on this machine; "" where they can be run."""
    if marker == "servers":
        return " and no ".join(name for name in ("java", "mvn") if shutil.which(name) is None)
    if not any(map(shutil.which, BROWSERS)):
        return "chromium (apt-get install chromium)"
    return "" if AXE.is_dir() else "axe-core (npm ci --prefix tests/publish/browser)"


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Whether the tests with real servers and a real browser are run, in a line each."""
    return [
        f"{marker}: not run, for there is no {lacking(marker)}" if lacking(marker) else f"{marker}: {what}"
        for marker, what in (("servers", "started from Maven's artifacts"), ("browser", "pages are opened in Chromium"))
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests with real servers or a real browser where there can be none."""
    for marker in ("servers", "browser"):
        if not lacking(marker):
            continue
        if config.getoption(f"--{marker}"):
            raise pytest.UsageError(f"--{marker}: there is no {lacking(marker)}")
        out = [item for item in items if item.get_closest_marker(marker)]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in set(out)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for the whole run."""
    program = next(found for found in map(shutil.which, BROWSERS) if found)
    with sync_playwright() as play:
        held = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield held
        held.close()


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
