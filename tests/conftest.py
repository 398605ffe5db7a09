"""Options of the test run."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--eval", type=Path, default=None, help="folder of further gold folders; their floors are held too")
    parser.addoption("--raise-floors", action="store_true", help="write higher floors where figures rose")
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written rather than compared."""
    return bool(request.config.getoption("--golden"))
