"""What counts as right, on cases made by hand: each figure below was worked out on paper."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import Row, evaluate
from kg.gold import GoldError, best_pairs, filler_agrees, kilometres, names_agree, normalise, read_predictions

TEXT = (
    "Kharkiv. The 93rd Brigade captured two Russians near Kharkiv, Olena Placeholder said. Later both were exchanged.\n"
)

GOLD: dict[str, Any] = {
    "doc": {"id": "x", "lang": "en"},
    "entities": [
        {"id": "g1", "type": "Unit", "surface": ["93rd Mechanized Brigade", "93rd Brigade"], "side": "UA",
         "attributes": {"number": 93, "echelon": "brigade"}},
        {"id": "g2", "type": "Place", "surface": ["Kharkiv"], "lat": 49.99, "lon": 36.23},
        {"id": "g3", "type": "Person", "surface": ["Olena Placeholder"]},
        {"id": "g4", "type": "Organization", "surface": ["Ministry of Defence of Ukraine"]},
    ],
    "relations": [
        {"type": "position", "subject": "g3", "object": "g4", "title": ["spokesperson", "speaker"]},
        {"type": "memberOf", "subject": "g3", "object": "g1"},
    ],
    "events": [
        {"id": "v1", "type": "Capture", "evidence": ["The 93rd Brigade captured two Russians"],
         "date": {"value": ["2022-02-24", "2022-02-23"]}, "places": ["g2"],
         "roles": [{"role": "captor", "entity": "g1", "side": "UA"}, {"role": "captive", "side": "RU"}],
         "counts": [{"of": "captive", "side": "RU", "value": 2, "qualifier": "exact"}],
         "claims": [{"by": "g3", "modality": "claimed"}]},
        {"id": "v2", "type": "PrisonerExchange", "evidence": ["both were exchanged"]},
    ],
}  # fmt: skip

RECORD: dict[str, Any] = {
    "doc": {"id": "x"},
    "entities": [
        {"id": "e1", "type": "Unit", "name": "93rd Brigade", "attributes": {"number": 93, "echelon": "regiment"},
         "side": "UA"},
        {"id": "e2", "type": "Place", "name": "the Kharkív", "attributes": {"lat": 50.0, "lon": 36.25}},
        {"id": "e3", "type": "Person", "name": "Placeholder", "mentions": [{"text": "Olena Placeholder"}]},
        {"id": "e4", "type": "Organization", "name": "Ministry of Defence"},
        {"id": "e5", "type": "Place", "name": "Later"},
    ],
    "relations": [
        {"type": "position", "subject": "e3", "object": "e4", "title": "chief spokesperson"},
        {"type": "partOf", "subject": "e1", "object": "e4"},
    ],
    "events": [
        {"id": "a", "type": "Capture", "mentions": [{"start": TEXT.index("captured")}], "date": {"value": "2022-02-23"},
         "places": ["e2", "e5"], "roles": [{"role": "captor", "side": "UA"}, {"role": "captor", "entity": "e1"},
                                           {"role": "captive", "side": "UA"}],
         "counts": [{"of": "captive", "value": 2, "qualifier": "approx"}, {"of": "captive", "side": "RU", "value": 3}],
         "claims": [{"by": "e3", "modality": "alleged"}]},
        {"id": "b", "type": "Attack", "mentions": [{"start": 0}]},
    ],
}  # fmt: skip


def folder_of(path: Path, gold: Mapping[str, Any] = GOLD, text: str = TEXT, stem: str = "x") -> Path:
    (path / f"{stem}.txt").write_text(text, encoding="utf-8")
    (path / f"{stem}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "key", "row"),
    [
        ("entity", "Unit", Row(1, 1, 1.0, 1.0, 1.0)),
        ("entity", "Place", Row(1, 2, 0.5, 1.0, 2 / 3)),
        ("entity", "Organization", Row(1, 1, 1.0, 1.0, 1.0)),
        ("entity", "all", Row(4, 5, 0.8, 1.0, 8 / 9)),
        ("relation", "position", Row(1, 1, 1.0, 1.0, 1.0)),
        ("relation", "memberOf", Row(1, 0, 0.0, 0.0, 0.0)),
        ("relation", "partOf", Row(0, 1, 0.0, 0.0, 0.0)),
        ("event", "Capture", Row(1, 1, 1.0, 1.0, 1.0)),
        ("event", "PrisonerExchange", Row(1, 0, 0.0, 0.0, 0.0)),
        ("event", "Attack", Row(0, 1, 0.0, 0.0, 0.0)),
        ("filler", "date", Row(1, 1, 1.0, 1.0, 1.0)),
        ("filler", "place", Row(1, 2, 0.5, 1.0, 2 / 3)),
        ("filler", "captor", Row(1, 1, 1.0, 1.0, 1.0)),  # the second captor repeats a value that is matched
        ("filler", "captive", Row(1, 1, 0.0, 0.0, 0.0)),
        ("filler", "count", Row(1, 2, 0.5, 1.0, 2 / 3)),  # a side left open agrees
        ("filler", "claimedBy", Row(1, 1, 1.0, 1.0, 1.0)),
    ],
)
def test_figures(kind: str, key: str, row: Row, tmp_path: Path) -> None:
    found = evaluate([folder_of(tmp_path)], [RECORD]).tallies[kind].row(key)
    assert found == pytest.approx(row)


def test_accuracies_and_errors(tmp_path: Path) -> None:
    report = evaluate([folder_of(tmp_path)], [RECORD])
    assert report.accuracy == {
        "unit attributes": [2, 3],
        "geocoding": [1, 1],
        "modality": [0, 1],
        "count qualifier": [0, 1],
    }
    assert sorted(line.split(": ")[1] for line in report.errors) == sorted([
        "unit attribute", "spurious entity", "spurious relation", "missed relation", "missed event", "missed filler",
        "spurious filler", "spurious filler", "spurious filler", "spurious event",
    ])  # fmt: skip
    assert json.loads(json.dumps(report.to_json()))["accuracy"]["unit attributes"]["accuracy"] == 2 / 3


def test_a_document_without_a_record_is_all_missed(tmp_path: Path) -> None:
    report = evaluate([folder_of(tmp_path)], [])
    assert (report.documents, report.predicted) == (1, 0)
    assert report.tallies["entity"].row("all") == Row(4, 0, 0.0, 0.0, 0.0)
    assert report.tallies["filler"].row("all").gold == 6


def test_across_documents(tmp_path: Path) -> None:
    """Of three documents that name one place, the gold joins a and b; the records join b and c."""
    gold = {"doc": {"lang": "en"}, "entities": [{"id": "e", "type": "Place", "surface": ["Kharkiv"]}]}
    records = []
    for stem, iri in (("a", "one"), ("b", "two"), ("c", "two")):
        folder_of(tmp_path, gold, stem=stem)
        place = {"id": "p", "type": "Place", "name": "Kharkiv", "iri": iri}
        records.append({"doc": {"id": stem}, "entities": [place]})
    (tmp_path / "clusters.json").write_text(json.dumps({"entities": [["a#e", "b#e"]]}), encoding="utf-8")
    assert evaluate([tmp_path], records).tallies["across"].row("entity") == Row(1, 1, 0.0, 0.0, 0.0)
    for record in records:
        record["entities"][0]["iri"] = "two" if record["doc"]["id"] != "c" else "three"
    assert evaluate([tmp_path], records).tallies["across"].row("entity") == Row(1, 1, 1.0, 1.0, 1.0)
    assert "across" not in evaluate([tmp_path], records, "en").tallies


def test_one_language_alone(tmp_path: Path) -> None:
    folder_of(tmp_path)
    folder_of(tmp_path, {"doc": {"lang": "ro"}}, "Chișinău.\n", "y")
    assert evaluate([tmp_path], []).documents == 2
    assert evaluate([tmp_path], [], "ro").documents == 1
    with pytest.raises(GoldError, match="no gold document in uk"):
        evaluate([tmp_path], [], "uk")


def test_several_folders_add_up(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        folder_of(tmp_path / name, stem=name)
    records = [{**RECORD, "doc": {"id": name}} for name in ("one", "two")]
    both = evaluate([tmp_path / "one", tmp_path / "two"], records)
    assert both.tallies["entity"].row("all") == pytest.approx(Row(8, 10, 0.8, 1.0, 8 / 9))


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ({**GOLD, "events": [{"type": "Loss", "evidence": ["not in the text"]}]}, "evidence is not in the text"),
        ({**GOLD, "entities": [{"id": "g1"}]}, "not in their format"),
        ([], "not in their format"),
    ],
)
def test_faults_of_the_gold_are_named(gold: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=message):
        evaluate([folder_of(tmp_path, gold)], [RECORD])


def test_a_gold_file_needs_its_text(tmp_path: Path) -> None:
    (folder_of(tmp_path) / "x.txt").unlink()
    with pytest.raises(GoldError, match=r"x\.txt: the text of a gold file is missing"):
        evaluate([tmp_path], [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "1: the line is not JSON"),
        (b"[]", "1: it is no record"),
        (b'{"doc": {}}', "1: it is no record"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_faults_of_records_are_named(line: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(line)
    with pytest.raises(GoldError, match=message):
        read_predictions(tmp_path / "records.jsonl")


@pytest.mark.parametrize(
    ("gold", "predicted", "score"),
    [
        ("The Kyiv School", "kyiv school", 1.0),
        ("Володимир Зеленський", "володимир зеленськии", 1.0),
        ("93rd Mechanized Brigade", "93rd Brigade", 0.5),
        ("93rd Separate Mechanized Cold Ravine Brigade", "93rd Brigade", 0.0),
        ("Kharkiv", "Kharkiv Oblast", 0.0),
        ("Olena Placeholder", "Placeholder", 0.0),
    ],
)
def test_names(gold: str, predicted: str, score: float) -> None:
    assert names_agree(frozenset({normalise(gold)}), frozenset({normalise(predicted)})) == score


def test_kilometres() -> None:
    assert kilometres(50.45, 30.52, 55.75, 37.62) == pytest.approx(756, abs=2)
    assert kilometres(10, 20, 10, 20) == 0


@pytest.mark.parametrize(
    ("gold", "predicted", "agrees"),
    [
        ((None, None, 5), ("tank", "RU", 5), True),
        (("tank", "RU", 5), ("tank", None, 5), True),
        (("tank", "RU", 5), ("tank", "UA", 5), False),
        (("tank", None, 5), ("drone", None, 5), False),
        (("tank", None, 5), ("tank", None, 6), False),
    ],
)
def test_counts(gold: tuple[Any, ...], predicted: tuple[Any, ...], agrees: bool) -> None:
    assert filler_agrees(("count", frozenset({gold})), ("count", frozenset({predicted}))) is agrees
    assert not filler_agrees(("count", frozenset({gold})), ("date", frozenset({predicted})))


@given(st.lists(st.tuples(st.floats(0, 2), st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_pairs_are_one_to_one_and_the_best_is_kept(scored: list[tuple[float, int, int]]) -> None:
    pairs = best_pairs(scored)
    assert len(set(pairs.values())) == len(pairs)
    best = max((score for score, _, _ in scored), default=0)
    if best > 0:
        assert any(score == best and pairs.get(g) == p for score, g, p in scored)
