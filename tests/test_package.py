"""What a user installs: the wheel holds all that reading, asking and drawing need, and works far from the checkout."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

import kg
from kg.settings import LANGUAGES

ROOT = Path(__file__).parent.parent

LARGEST = 60_000_000
"""Bytes that the wheel may have: four languages at about 5 MB, names of places, and code."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return folder / build_wheel(str(folder))
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def checkout(pattern: str) -> set[str]:
    return {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern) if path.is_file()}


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        ("kg/**/*.py", 120),
        ("kg/data/samples/*.txt", 12),
        ("kg/data/lexicons/*/*.toml", 40),
        ("kg/data/models/*/language.toml", 4),
        ("kg/data/models/*/syntax/**/*", 4),
        ("kg/data/gazetteer/*.gz", 2),
        ("kg/data/basemap/*.json", 1),
        ("kg/data/registry/*.toml", 1),
        ("kg/data/**/README.md", 1),
        ("kg/publish/assets/*", 3),
        ("kg/serve/static/*", 2),
        ("kg/serve/templates/*", 2),
        ("ontology/*.ttl", 4),
        ("queries/*.rq", 8),
        ("queries/checks/*.rq", 1),
    ],
)
def test_the_wheel_holds(pattern: str, least: int, names: set[str]) -> None:
    wanted = {name if name.startswith("kg/") else f"kg/{name}" for name in checkout(pattern)}
    assert len(wanted) >= least
    assert wanted <= names


def test_the_wheel_holds_nothing_else(wheel: Path, names: set[str]) -> None:
    assert not [name for name in names if not name.startswith(("kg/", f"war_news_kg-{kg.__version__}.dist-info/"))]
    assert not [name for name in names if "__pycache__" in name]
    assert wheel.stat().st_size < LARGEST


def test_metadata(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = f"war_news_kg-{kg.__version__}.dist-info"
        metadata = archive.read(f"{info}/METADATA").decode()
        assert f"\nVersion: {kg.__version__}\n" in metadata
        assert "\n## NOTICE\n" in metadata
        assert f"{info}/licenses/LICENSE" in archive.namelist()
        assert archive.read(f"{info}/entry_points.txt").decode() == "[console_scripts]\nkg = kg.cli:main\n"


def test_the_changelog_knows_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[({re.escape(kg.__version__)}|Unreleased)\]", changelog, re.MULTILINE)


def test_every_language_is_whole() -> None:
    for lang in LANGUAGES:
        folder = ROOT / "kg" / "data" / "models" / lang
        assert (folder / "syntax" / "config.cfg").exists()
        assert (folder / "LICENSE").exists()


def test_the_wheel_works_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "kg", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True).stdout

    assert "who-captured-whom" in run("query", "--list")
    assert str(tmp_path / "installed") in run("demo")
    assert "no faults" in run("validate", "--store", "exports/demo-store")


def test_dependencies_are_those_that_are_imported() -> None:
    """Every library that reading, asking and drawing import is declared, and nothing else but data."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        declared = {re.split(r"[<>=]", row)[0] for row in tomllib.load(stream)["project"]["dependencies"]}
    paths = [path for path in (ROOT / "kg").rglob("*.py") if "train" not in path.parts]
    code = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    imported = set(re.findall(r"^(?:import|from) ([A-Za-z_0-9]+)", code, re.MULTILINE))
    foreign = {name.replace("_", "-") for name in imported - set(sys.stdlib_module_names) - {"kg"}}
    assert declared - foreign == {"lxml-html-clean", "pymorphy3-dicts-ru", "pymorphy3-dicts-uk", "pyvis"}
    assert foreign <= declared
