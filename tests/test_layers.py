"""Data flows one way: a module imports its own layer or a lower one, and no import hides in a function."""

import ast
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
LAYERS = ["base", "ingest", "extract", "resolve", "graph", "publish", "pipeline", "cli"]
FOLDERS = {"ingest", "extract", "resolve", "graph", "publish"}
BESIDE = {"train": "extract", "evaluate": "base"}
ONLY_IN = {
    "spacy": {"extract", "train"},
    "pymorphy3": {"extract", "train"},
    "rdflib": {"graph", "publish"},
    "pyoxigraph": {"graph", "publish"},
    "oxrdflib": {"graph", "publish"},
    "pyshacl": {"graph"},
    "networkx": {"publish"},
    "pyvis": {"publish"},
    "typer": {"cli"},
}
LINES = 400

MODULES = sorted(path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))


def part(module: tuple[str, ...]) -> str:
    """The folder of a module, or its layer where it lies at the top."""
    if module and (module[0] in FOLDERS or module[0] in BESIDE and len(module) > 1):
        return module[0]
    if module and module[0] in ("cli", "pipeline"):
        return module[0]
    return BESIDE.get(module[0], "base") if module else "base"


def layer(name: str) -> int:
    return LAYERS.index(BESIDE.get(name, name))


def imports(path: Path) -> list[tuple[str, int, bool]]:
    """(imported module, line, whether inside a function) of a source file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno, id(node) in inside) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(name, node.lineno, id(node) in inside) for name in names]
    return found


def test_every_module_is_seen() -> None:
    assert len(MODULES) == len(list(PACKAGE.rglob("*.py"))) >= 30


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_imports(module: Path) -> None:
    path = PACKAGE / module.with_suffix(".py")
    own = part(module.parts)
    for name, line, hidden in imports(path):
        where = f"{path}:{line}"
        top = name.split(".")[0]
        assert not (hidden and top == "kg"), f"{where}: an import inside a function"
        if top in ONLY_IN:
            assert own in ONLY_IN[top], f"{where}: {top} belongs to {', '.join(sorted(ONLY_IN[top]))}"
        if top == "kg":
            target = part(tuple(name.split(".")[1:]))
            assert layer(target) <= layer(own), f"{where}: {own} imports {target}"
            assert not (own == "publish" and target in ("extract", "resolve")), f"{where}: pages see only the store"
            assert not (target == "train" and own not in ("train", "cli")), f"{where}: training is no part of reading"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_length(module: Path) -> None:
    if module.parts[-1] == "vocabulary":
        return  # generated
    lines = (PACKAGE / module.with_suffix(".py")).read_text(encoding="utf-8").count("\n")
    assert lines <= LINES, f"{module} has {lines} lines: split it"
