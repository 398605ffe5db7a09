"""A user's own registry files: kept with a store, read with, and told of where they do not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import own_registry, pipeline
from kg.cli import application
from kg.graph.store import open_store
from kg.ids import graph_iri, registry_iri
from kg.registry import Registry, RegistryError

RUNNER = CliRunner()
READERS = (
    ("build", "{report}"),
    ("remove", "report"),
    ("explain", "entity/unit-ua-999-mechanized-brigade", "entity/org-ua-example-bureau"),
)
"""Commands that need the registry of a store."""
TABLE = """\
type,id,name,uk,aliases,side,number,echelon,arm,source
unit,unit-ua-999-mechanized-brigade,999th Mechanized Brigade,,999 ОМБр,UA,999,brigade,mechanized,own
organization,org-ua-example-bureau,Prykladne Bureau,Прикладне бюро,,UA,,,,own
"""
REPORT = """\
Title: Clash near Kupiansk
Publisher: Northern Wire
Published: 2024-08-16
Language: en

The 999th Mechanized Brigade captured 12 Russian soldiers near Kupiansk on 14 August 2024, said the Prykladne Bureau.
"""
KEYS = {"registry:unit-ua-999-mechanized-brigade", "registry:org-ua-example-bureau"}
UNIT = '[[unit]]\nid = "unit-x-1"\nname = "X"\nsource = "s"\n'
WRONG = (
    ("own.csv", "type,id,name\nunit,unit-x-1,X\n", "own.csv line 2 (unit-x-1): source is missing"),
    (
        "own.toml",
        f'{UNIT}\n# A comment.\n{UNIT}size = "big"\n',
        "own.toml line 7 [[unit]] 2 (unit-x-1): unknown key size",
    ),
    ("own.toml", f"{UNIT}{UNIT}", "own.toml line 5: id unit-x-1 is taken by"),
    (
        "own.toml",
        '[[organization]]\nid = "org-ua-sbu"\nname = "X"\nsource = "s"\n',
        "line 1: id org-ua-sbu is taken by",
    ),
    ("own.toml", f'{UNIT}superior = "org-nobody"\n', "line 1 (unit-x-1): superior 'org-nobody' is no entry; add it"),
    ("own.toml", "[[unit]\n", "own.toml: Expected ']]' at the end of an array declaration (at line 1"),
    ("own.toml", "", "own.toml: there is no entry in it"),
    ("own.toml", "unit = [1]\n", "own.toml: write [[unit]] with two brackets"),
    ("own.xlsx", "", "own.xlsx: a registry file ends in .toml or .csv"),
)


def kg(*words: str | Path) -> tuple[int, str]:
    result = RUNNER.invoke(application(["registry"]), ["registry", *map(str, words)])
    return result.exit_code, " ".join(result.output.split())


def keys(store: Path) -> set[str]:
    """The registry keys of what the one document of a store names."""
    with open_store(store, read_only=True) as held:
        (record,) = pipeline.stored_records(held)
        return {entity.key for entity in record.entities}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_what_was_read_without_an_entry_is_read_again_with_it(tmp_path: Path, table: Path) -> None:
    report, store = tmp_path / "report.txt", tmp_path / "store"
    report.write_text(REPORT, encoding="utf-8")

    def build() -> pipeline.Summary:
        with open_store(store) as held:
            return pipeline.build([report], held)

    assert len(build().new) == 1
    assert not keys(store) & KEYS
    code, output = kg("add", table, "--store", store)
    assert code == 0
    assert output.startswith(f"2 entries of {table} are in the registry of {store} Now run kg build again")
    assert len(build().changed) == 1
    assert keys(store) >= KEYS
    with open_store(store, read_only=True) as held:
        subjects = held.query(f"SELECT DISTINCT ?s WHERE {{ GRAPH <{graph_iri('registry')}> {{ ?s ?p ?o }} }}")
        shown = {row[0].value for row in subjects}  # type: ignore[union-attr, index]
    assert {registry_iri(key.removeprefix("registry:")) for key in KEYS} <= shown
    assert len(build().kept) == 1
    assert kg("add", table, "--store", store) == (0, f"2 entries of {table} are in the registry of {store}, as before")
    assert len(build().kept) == 1
    assert kg("remove", "own.csv", "--store", store)[0] == 0
    assert len(build().changed) == 1
    assert not keys(store) & KEYS


def test_another_store_and_the_package_are_left_alone(tmp_path: Path, table: Path) -> None:
    before = len(Registry.load())
    own_registry.add(tmp_path / "store", table)
    assert len(own_registry.load(tmp_path / "store")) == before + 2
    assert len(own_registry.load(tmp_path / "other")) == len(own_registry.load(None)) == len(Registry.load()) == before
    with own_registry.load(tmp_path / "store").used():
        assert len(Registry.load()) == before + 2
    assert len(Registry.load()) == before


def test_a_file_stands_in_the_place_of_an_earlier_one_of_its_name(tmp_path: Path, table: Path) -> None:
    store = tmp_path / "store"
    assert [own_registry.add(store, table)[1] for _ in range(2)] == [True, False]
    first = own_registry.fingerprint(store)
    table.write_text(TABLE.replace("999 ОМБр", "999-ка"), encoding="utf-8")
    entries, changed = own_registry.add(store, table)
    assert (changed, entries[0].aliases) == (True, ("999-ка",))
    assert own_registry.fingerprint(store) not in ("", first)
    assert [path.name for path in own_registry.files(store)] == ["own.csv"]


def test_a_file_that_others_refer_to_stays(tmp_path: Path, table: Path) -> None:
    store, more = tmp_path / "store", tmp_path / "more.toml"
    own_registry.add(store, table)
    more.write_text(f'{UNIT}superior = "unit-ua-999-mechanized-brigade"\n', encoding="utf-8")
    own_registry.add(store, more)
    with pytest.raises(RegistryError, match=r"superior 'unit-ua-999-mechanized-brigade' is no entry"):
        own_registry.remove(store, "own.csv")
    assert len(own_registry.files(store)) == 2


@pytest.mark.parametrize(("name", "text", "message"), WRONG)
def test_errors_name_file_line_and_remedy(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, output = kg("add", tmp_path / name, "--store", tmp_path / "store")
    assert code == 2
    assert message in output
    assert own_registry.files(tmp_path / "store") == []


def test_what_was_added_is_listed(tmp_path: Path, table: Path) -> None:
    store = tmp_path / "store"
    assert kg("list", "--store", store) == (2, f"kg: there is no store at {store}; `kg registry add FILE` makes one")
    kg("add", table, "--store", store)
    code, output = kg("list", "--store", store, "--json")
    assert code == 0
    assert [(row["file"], row["id"]) for row in json.loads(output)] == [
        ("own.csv", "unit-ua-999-mechanized-brigade"),
        ("own.csv", "org-ua-example-bureau"),
    ]
    assert kg("add", "--store", store) == (2, "kg: add: name a file")
    assert kg("add", tmp_path / "none.toml", "--store", store)[0] == 2
    assert kg("remove", "none.toml", "--store", store) == (
        2,
        "kg: none.toml: no such file was added; there is own.csv",
    )


@pytest.mark.parametrize("command", READERS, ids=lambda command: command[0])
def test_a_copy_that_was_broken_by_hand_is_told(tmp_path: Path, table: Path, command: tuple[str, ...]) -> None:
    report, store = tmp_path / "report.txt", tmp_path / "store"
    report.write_text(REPORT, encoding="utf-8")
    own_registry.add(store, table)
    with open_store(store) as held:
        pipeline.build([report], held)
    (kept,) = own_registry.files(store)
    kept.write_text(TABLE.replace("brigade,mechanized", "brigade,cavalry"), encoding="utf-8")
    words = [word.format(report=report) for word in command]
    result = RUNNER.invoke(application(words[:1]), [*words, "--store", str(store)])
    assert result.exit_code == 2
    assert f"kg: {kept} line 2 (unit-ua-999-mechanized-brigade): arm 'cavalry' is unknown" in result.output
