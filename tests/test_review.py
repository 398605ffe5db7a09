"""A person's decisions: they win over what resolution finds, survive rebuilds, and can be undone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import application
from kg.graph.records import resolved_iris
from kg.graph.review import Decision, decisions
from kg.graph.store import open_store
from kg.graph.validate import graph_faults
from kg.ids import graph_iri
from kg.settings import DATA

RUNNER = CliRunner()
PERSON = "entity/person-dmytro-lubinets"


@pytest.fixture
def store(samples_store: Path, tmp_path: Path) -> Path:
    """A copy of the samples' store, which the test may change."""
    return Path(shutil.copytree(samples_store, tmp_path / "store"))


def review(store: Path, *words: str) -> tuple[int, str]:
    result = RUNNER.invoke(application(), ["review", *words, "--store", str(store)])
    return result.exit_code, result.output


def dump(store: Path) -> list[str]:
    with open_store(store, read_only=True) as held:
        return list(held.dump(restricted=True))


def iris(store: Path) -> dict[str, str]:
    with open_store(store, read_only=True) as held:
        return resolved_iris(held)


def several(store: Path, kind: str) -> tuple[str, list[str]]:
    """The first thing of a kind that stands for several nodes, and these."""
    found: dict[str, list[str]] = {}
    for node, thing in sorted(iris(store).items()):
        found.setdefault(thing, []).append(node)
    return min((thing, nodes) for thing, nodes in found.items() if kind in thing and len(nodes) > 2)


@pytest.mark.parametrize("kind", ["/entity/person-", "/place/", "/event/"])
def test_a_mention_is_split_from_its_thing_and_comes_back(store: Path, kind: str) -> None:
    before = dump(store)
    thing, (first, *rest) = several(store, kind)
    assert review(store, "split", thing, first)[0] == 0
    after = iris(store)
    assert after[first] not in {after[node] for node in rest}
    if kind != "/event/":
        assert {after[node] for node in rest} == {thing}
    with open_store(store) as held:
        assert {d.verdict for d in decisions(held)} == {"different"}
        assert not graph_faults(held, graph_iri("review"))
        pipeline.build([DATA / "samples"], held)
    assert iris(store) == after
    with open_store(store, read_only=True) as held:
        pairs = [(d.one, d.other) for d in decisions(held)]
    for one, other in pairs:
        assert review(store, "undo", one, other)[0] == 0
    assert dump(store) == before


@pytest.mark.parametrize("kind", ["/entity/person-", "/event/capture-"])
def test_two_things_are_made_one_and_two_again(store: Path, kind: str) -> None:
    before, found = dump(store), iris(store)
    one, other = sorted({thing for thing in found.values() if kind in thing})[:2]
    nodes = [min(node for node, thing in found.items() if thing == each) for each in (one, other)]
    assert review(store, "same", one, other)[0] == 0
    after = iris(store)
    assert after[nodes[0]] == after[nodes[1]]
    code, out = review(store, "list", "--json")
    assert code == 0
    assert '"verdict": "same"' in out
    with open_store(store, read_only=True) as held:
        assert decisions(held) == [Decision(min(nodes), max(nodes), "same")]
    assert review(store, "different", *nodes)[0] == 0
    apart = iris(store)
    assert apart[nodes[0]] != apart[nodes[1]]
    assert review(store, "undo", *nodes)[0] == 0
    assert dump(store) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("same", "event/none"), "two different IRIs"),
        (("same", "event/none", "event/nothing"), "no document tells of"),
        (("undo", PERSON, PERSON), "two different IRIs"),
        (("split", "event/none", "event/nothing"), "no document tells of"),
        (("list",), "nothing was decided"),
    ],
)
def test_what_can_not_be_decided(store: Path, words: tuple[str, ...], message: str) -> None:
    code, out = review(store, *words)
    assert code == (0 if words == ("list",) else 2)
    assert message in " ".join(out.split())
