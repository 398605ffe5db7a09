"""Data flows one way: a module imports its own layer or a lower one, and no import hides in a function."""

import ast
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
LAYERS = ["base", "ingest", "extract", "resolve", "graph", "publish", "load", "serve", "pipeline", "cli"]
BASE = {
    "entries", "evaluate", "fingerprint", "gazetteer", "gold", "ids", "lexicon", "model", "own_registry", "registry",
    "settings", "transliterate",
}  # fmt: skip
LAYER_OF = {
    **dict.fromkeys(BASE, "base"),
    **{name: name for name in LAYERS},
    **dict.fromkeys(("__main__", "commands", "console", "cut_options", "options"), "cli"),
    "train": "extract",
    "benchmark": "pipeline",
    "explanation": "pipeline",
    "variation": "base",
}
"""Top-level module or folder → its layer. A new one has to be given its place here."""

ONLY_IN = {
    "fastapi": {"serve"},
    "pebble": {"serve"},
    "pydantic": {"serve"},
    "prometheus_client": {"serve"},
    "starlette": {"serve"},
    "uvicorn": {"cli"},
    "ahocorasick_rs": {"extract"},
    "jinja2": {"publish", "serve"},
    "neo4j": {"load"},
    "networkx": {"publish"},
    "oxrdflib": {"graph", "publish"},
    "pymorphy3": {"extract", "train"},
    "pyoxigraph": {"graph", "publish", "load", "serve"},
    "pyshacl": {"graph"},
    "pyvis": {"publish"},
    "rdflib": {"graph", "publish"},
    "rich": {"cli"},
    "simplemma": {"extract", "train"},
    "spacy": {"extract", "train"},
    "trafilatura": {"ingest"},
    "typer": {"cli"},
    "urllib3": {"graph"},
}
"""Library → the parts that may import it."""

SIGHT = {
    "serve": {"base", "graph", "publish", "serve"},
    "load": {"base", "graph", "publish", "load"},
    "publish": {"base", "graph", "publish"},
    "graph": {"base", "resolve", "graph"},
}
"""Parts that may not look at all that lies below them: pages see only the store, and the graph sees no text."""

LINES = 400

MODULES = sorted(path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))


def part(module: tuple[str, ...]) -> str:
    """The part of the product that a module belongs to: `train`, or its layer."""
    if not module or module == ("__init__",) or module == ("__version__",):
        return "base"
    assert module[0] in LAYER_OF, f"kg/{module[0]} has no place in a layer"
    return "train" if module[0] == "train" else LAYER_OF[module[0]]


def layer(name: str) -> int:
    return LAYERS.index(LAYER_OF[name])


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
    assert len(MODULES) == len(list(PACKAGE.rglob("*.py"))) >= 120


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
            assert target in SIGHT.get(own, set(LAYERS) | {"train"}), f"{where}: {own} does not look at {target}"
            assert not (target == "train" and own not in ("train", "cli")), f"{where}: training is no part of reading"


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_length(module: Path) -> None:
    if module.parts[-1] == "vocabulary":
        return  # generated
    lines = (PACKAGE / module.with_suffix(".py")).read_text(encoding="utf-8").count("\n")
    assert lines <= LINES, f"{module} has {lines} lines: split it"
