"""What the README says is so: its commands and questions are all there are, and its examples print what it shows.

`pytest tests/test_docs.py --golden` writes the tables and the printed lines anew.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli import COMMANDS, application
from kg.graph.queries import library

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TEXT = README.read_text(encoding="utf-8")

APP = application()

CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
PYTHON = re.compile(r"(?<=```python\n)(.*?)(?=```)", re.DOTALL)
LINK = re.compile(r"\]\((?!http)([^)#]+)\)")
CALL = re.compile(r"(?:^|[`$] ?)kg ([a-z]+)", re.MULTILINE)

KINDS = ("entity", "relation", "event", "filler", "across_entity", "across_event")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with what of the repository the examples read, as the current one."""
    made = tmp_path_factory.mktemp("clone")
    (made / "kg").symlink_to(ROOT / "kg")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        yield made


def printed(line: str) -> str:
    """What a command line prints to standard output, `| head -N` included."""
    command, _, filter_ = line.removeprefix("$ kg ").partition(" | head -")
    result = CliRunner().invoke(APP, arguments(command))
    assert result.exit_code == 0, f"{line}: {result.output}"
    lines = [row.rstrip() for row in result.stdout.splitlines()]
    return "".join(f"{row}\n" for row in (lines[: int(filter_)] if filter_ else lines))


def arguments(command: str) -> list[str]:
    return [word.strip("'") for word in re.findall(r"'[^']*'|\S+", command)]


def rerun(block: str) -> str:
    """A console block with its commands' present output."""
    return "".join(f"{line}\n{printed(line)}" for line in block.splitlines() if line.startswith("$ "))


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def commands() -> str:
    help_of = {
        info.name: (info.callback.__doc__ or "").splitlines()[0] for info in APP.registered_commands if info.callback
    }
    rows = [row(f"`kg {name}`", help_of[name]) for name in COMMANDS]
    return row("command", "what it does") + row("---", "---") + "".join(rows)


def queries() -> str:
    rows = [row(f"`{q.name}`", q.question, ", ".join(f"`{p.name}`" for p in q.parameters)) for q in library().values()]
    return row("question", "what it asks", "parameters") + row("---", "---", "---") + "".join(rows)


def figures() -> str:
    with (ROOT / "tests" / "floors.toml").open("rb") as stream:
        floors: list[dict[str, Any]] = tomllib.load(stream)["floor"]
    names = [kind.replace("_", " ") for kind in KINDS]
    table = row("documents", *names) + row(*["---"] * (len(KINDS) + 1))
    for floor in floors:
        if not any(name.startswith("eval/") for name in floor["gold"]):
            least = floor["least"]
            cells = [f"{least[f'{kind}_f1']:.2f}" if f"{kind}_f1" in least else "" for kind in KINDS]
            table += row(f"`{'`, `'.join(floor['gold'])}`", *cells)
    return table


def tables(text: str) -> str:
    """The README with its tables as they should be."""
    for name, made in (("commands", commands()), ("queries", queries()), ("figures", figures())):
        text, number = re.subn(
            rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", lambda _, new=made: new, text, flags=re.DOTALL
        )
        assert number == 1, name
    return text


def test_tables_and_examples_are_current(folder: Path, golden: bool) -> None:
    fresh = CONSOLE.sub(lambda found: rerun(found[0]), tables(TEXT))
    if golden:
        README.write_text(fresh, encoding="utf-8")
    assert fresh == (README.read_text(encoding="utf-8") if golden else TEXT)
    assert len(CONSOLE.findall(TEXT)) >= 5


def test_every_command_that_is_named_exists() -> None:
    named = set(CALL.findall(TEXT))
    assert named == set(COMMANDS), named ^ set(COMMANDS)


def test_python_examples_run(folder: Path) -> None:
    blocks = PYTHON.findall(TEXT)
    assert len(blocks) == 1
    printed("$ kg build kg/data/samples")
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize(
    "path", sorted({*ROOT.glob("*.md"), *ROOT.glob("ontology/*.md"), *ROOT.glob("kg/**/*.md")}), ids=lambda p: p.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_pictures_are_pictures() -> None:
    images = {target for target in LINK.findall(TEXT) if target.endswith(".png")}
    assert len(images) >= 5
    for image in images:
        data = (ROOT / image).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) < 300_000, image
