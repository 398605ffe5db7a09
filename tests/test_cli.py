"""Every command as a user calls it: what it prints, where, and its exit code."""

import csv
import importlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import rdflib
from typer.testing import CliRunner, Result

import kg
from kg import console, pipeline
from kg.cli import COMMANDS, application, called
from kg.graph.queries import library
from kg.graph.store import open_store
from kg.ids import BASE
from kg.model import Record
from kg.publish.export import FORMATS
from kg.settings import DATA

PACKAGE_PARENT = Path(kg.__file__).parent.parent
SAMPLES = DATA / "samples"
APP = application()

HEADER = "Publisher: Harbour Gazette\nPublished: 2024-08-15\nLanguage: en\n\n"
REPORT = HEADER + "Ukrainian troops captured 12 Russian soldiers near Kupiansk on Wednesday, the General Staff said.\n"


def kg_run(*arguments: str | Path, stdin: str = "") -> Result:
    result = CliRunner().invoke(APP, [str(argument) for argument in arguments], input=stdin)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def process(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT), **environment},
    )


@pytest.fixture
def own_store(samples_store: Path, tmp_path: Path) -> Path:
    """A copy of the store, which the test may change."""
    return Path(shutil.copytree(samples_store, tmp_path / "own"))


# The program


def test_help_has_an_example_for_every_command() -> None:
    top = kg_run("--help")
    assert top.exit_code == 0
    for name, summary in COMMANDS.items():
        assert f" {name} " in top.stdout
        own = importlib.import_module(f"kg.commands.{name}").run.__doc__
        assert own.split("\n\n")[0].split() == summary.split()
        of_command = kg_run(name, "--help")
        assert of_command.exit_code == 0
        assert f"Example: kg {name}" in of_command.stdout
    assert len(COMMANDS) == len(list((PACKAGE_PARENT / "kg" / "commands").glob("[a-z]*.py")))


def test_only_the_command_that_is_called_is_loaded() -> None:
    assert called(["query", "--list"]) == ["query"]
    assert called(["--help"]) == called([]) == called(["nonsense"]) == []
    for of, has_store in ([], False), (["query"], True):
        loaded = subprocess.run(
            [sys.executable, "-c", f"import sys, kg.cli; kg.cli.application({of}); print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT)},
        ).stdout.split()
        assert ("pyoxigraph" in loaded) is has_store
        assert not {"spacy", "pyshacl", "trafilatura", "networkx"} & set(loaded)


def test_version() -> None:
    assert process("--version").stdout == f"kg {kg.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "No such command"),
        (["query", "--nonsense"], "No such option"),
        (["query", "who-captured-whom", "--format", "pdf"], "Invalid value"),
        (["build"], "Missing argument"),
    ],
)
def test_wrong_usage_is_told_with_exit_code_2(arguments: list[str], message: str) -> None:
    result = kg_run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


FAILURES: list[tuple[Sequence[str], str]] = [
    (["query", "timeline", "--store", "{tmp}/none"], "there is no store at"),
    (["stats", "--store", "{tmp}/none"], "there is no store at"),
    (["records", "--store", "{tmp}/none"], "there is no store at"),
    (["view", "--store", "{tmp}/none"], "there is no store at"),
    (["validate", "--store", "{tmp}/none"], "there is no store at"),
    (["export", "nq", "{tmp}/x.nq", "--store", "{tmp}/none"], "there is no store at"),
    (["remove", "x", "--store", "http://localhost:1/kg"], "only a folder can be changed"),
    (["stats", "--store", "http://127.0.0.1:1/kg"], "is the server running there?"),
    (["stats", "--store", "bolt://127.0.0.1:1"], "write the address as http://HOST:PORT/PATH"),
    (["view", "--include-restricted", "--store", "http://127.0.0.1:1/kg"], "names of captives are in no endpoint"),
    (["load", "sparql", "http://127.0.0.1:1/kg", "--store", "{store}"], "is the server running there?"),
    (["load", "neo4j", "bolt://127.0.0.1:1", "--store", "{store}"], "is Neo4j running there"),
    (["load", "neo4j", "http://127.0.0.1:1", "--store", "{store}"], "write it as bolt://HOST:PORT"),
    (["query", "timelime", "--store", "{store}"], "did you mean timeline?"),
    (["query", "--store", "{store}"], "name one of `kg query --list`"),
    (["query", "timeline", "--param", "from", "--store", "{store}"], "write it as NAME=VALUE"),
    (["query", "timeline", "--param", "x=1", "--store", "{store}"], "has no parameter x"),
    (["query", "timeline", "--param", "from=monday", "--store", "{store}"], "a day, as 2024-08-24"),
    (["query", "timeline", "--format", "ttl", "--store", "{store}"], "ttl is for graphs"),
    (["query", "{tmp}/bad.rq", "--store", "{store}"], "is no SPARQL query"),
    (["query", "{tmp}/update.rq", "--store", "{store}"], "is no SPARQL query"),
    (["query", "{tmp}/binary.rq", "--store", "{store}"], "is not UTF-8 text"),
    (["query", "{tmp}/plain.rq", "--param", "a=b", "--store", "{store}"], "plain SPARQL has no parameters"),
    (["query", "timeline", "--columns", "colour", "--store", "{store}"], "there is no column colour"),
    (["export", "pdf", "{tmp}/x.pdf", "--store", "{store}"], "there is no format"),
    (["export", "csv", "{tmp}/x.csv", "--store", "{store}"], "csv is the answer to a question"),
    (["export", "nq", "{tmp}/plain.rq/x.nq", "--store", "{store}"], "plain.rq"),
    (["view", "--about", "Atlantis", "--out", "{tmp}/x.html", "--store", "{store}"], "Atlantis"),
    (["view", "--type", "Party", "--out", "{tmp}/x.html", "--store", "{store}"], "there is no event type Party"),
    (["view", "--from", "monday", "--out", "{tmp}/x.html", "--store", "{store}"], "--from monday: write a day"),
    (["view", "--out", "{tmp}", "--store", "{store}"], "check the name and the permissions"),
    (["evidence", "Atlantis", "--out", "{tmp}/x.html", "--store", "{store}"], "nothing in the store is called"),
    (["evidence", "release", "--out", "{tmp}/x.html", "--store", "{store}"], "things match 'release'; say which"),
    (["timeline", "--to", "2024", "--out", "{tmp}/x.html", "--store", "{store}"], "--to 2024: write a day"),
    (["map", "--type", "Party", "--out", "{tmp}/x.html", "--store", "{store}"], "there is no event type Party"),
    (
        ["map", "--tiles", "tile.org", "--out", "{tmp}/x.html", "--store", "{store}"],
        "tiles are wanted as https://HOST/",
    ),
    (["ledger", "--out", "{tmp}/x.html", "--store", "{tmp}/none"], "there is no store at"),
    (["remove", "", "--store", "{own}"], "has no document"),
    (["remove", "nothing", "--store", "{own}"], "has no document nothing"),
    (["evaluate", "{tmp}"], "there is no *.gold.json"),
    (["evaluate", "{tmp}/none", "{tmp}/none.jsonl"], "No such file"),
    (["evaluate", "{tmp}", "{tmp}/plain.rq"], "plain.rq:1: the line is not JSON"),
    (["train", "xx", "--data", "{tmp}"], "no treebanks for 'xx'"),
]


@pytest.mark.parametrize(("arguments", "message"), FAILURES, ids=lambda v: " ".join(v) if isinstance(v, list) else "")
def test_failures_are_one_line_with_exit_code_2(
    arguments: Sequence[str], message: str, samples_store: Path, own_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE {", encoding="utf-8")
    (tmp_path / "update.rq").write_text("INSERT DATA { <urn:a> <urn:b> <urn:c> }", encoding="utf-8")
    (tmp_path / "plain.rq").write_text("SELECT ?x WHERE { ?x a ?y }", encoding="utf-8")
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe\x00")
    result = kg_run(*(a.format(tmp=tmp_path, store=samples_store, own=own_store) for a in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith("kg: ")


def test_a_store_that_is_written_to_is_busy(own_store: Path) -> None:
    hold = (
        "import sys; from kg.graph.store import open_store; s = open_store(sys.argv[1]); print(1, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(own_store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT)},
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "1\n"
        result = kg_run("stats", "--store", own_store)
        writer.communicate("\n")
    assert result.exit_code == 2
    assert "in use by another process" in result.stderr


def test_a_reader_that_goes_away_is_no_failure(samples_store: Path) -> None:
    """`kg records | head -1`."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "records", "--store", str(samples_store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE_PARENT)},
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        assert json.loads(child.stdout.readline())
        child.stdout.close()
        assert child.stderr.read() == ""


def test_colour_is_for_terminals_that_want_it(samples_store: Path) -> None:
    arguments = ("query", "coverage", "--store", samples_store)
    assert "\x1b[" in process(*arguments, FORCE_COLOR="1").stdout
    assert "\x1b[3" not in process(*arguments, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[" not in process(*arguments).stdout


# Reading


def test_extract_prints_what_records_gives_back(samples_store: Path) -> None:
    extracted = kg_run("extract", SAMPLES)
    assert extracted.exit_code == 0
    rows = {row["doc"]["id"]: row for row in map(json.loads, extracted.stdout.splitlines())}
    assert len(rows) >= 12
    stored = {
        row["doc"]["id"]: row
        for row in map(json.loads, kg_run("records", "--store", samples_store).stdout.splitlines())
    }
    for row in stored.values():
        for thing in row["entities"] + row["events"]:
            assert thing.pop("iri").startswith(BASE)
    assert stored == rows


def test_records_can_leave_names_out(samples_store: Path) -> None:
    whole = [
        Record.from_json(json.loads(line)) for line in kg_run("records", "--store", samples_store).stdout.splitlines()
    ]
    public = kg_run("records", "--pseudonyms", "--store", samples_store).stdout
    named = {e.name for record in whole for e in record.entities if e.private}
    assert all(name not in public for name in named)
    assert len(public.splitlines()) == len(whole)


def test_standard_input_is_read() -> None:
    result = kg_run("extract", "-", stdin=REPORT)
    assert result.exit_code == 0
    record = Record.from_json(json.loads(result.stdout))
    assert (record.doc.id, record.doc.publisher) == ("stdin", "Harbour Gazette")


def test_what_is_left_out_is_told_with_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "lines.jsonl").write_text('{"txt": ""}\n', encoding="utf-8")
    for command in (("extract", tmp_path), ("build", tmp_path, "--store", tmp_path / "store")):
        result = kg_run(*command)
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert len(lines) == 2
        assert all(line.startswith(f"left out: {tmp_path}/") and "; " in line for line in lines)
        assert f"{tmp_path}/lines.jsonl:1: " in lines[1]
        assert result.stdout


def test_build_tells_what_became_of_the_documents(tmp_path: Path) -> None:
    path, store = tmp_path / "report.txt", tmp_path / "store"
    path.write_text(REPORT, encoding="utf-8")
    first = kg_run("build", path, "--store", store, "--json")
    assert json.loads(first.stdout) == {
        "store": str(store), "new": ["report"], "changed": [], "unchanged": [], "kept": [], "problems": []
    }  # fmt: skip
    path.write_text(REPORT.replace("12", "13"), encoding="utf-8")
    second = kg_run("build", path, "--store", store)
    assert second.exit_code == 0
    assert "documents: 0 new, 1 changed, 0 as before; 0 left out\nchanged: report\n" in second.stdout
    assert json.loads(kg_run("build", path, "--store", store, "--json").stdout)["unchanged"] == ["report"]
    assert set(tmp_path.iterdir()) == {store, path}


def test_remove_takes_a_document_out(own_store: Path) -> None:
    before = json.loads(kg_run("stats", "--documents", "--json", "--store", own_store).stdout)
    gone = before[0]
    result = kg_run("remove", gone["id"], "--json", "--store", own_store)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"removed": [gone["iri"]]}
    assert json.loads(kg_run("stats", "--documents", "--json", "--store", own_store).stdout) == before[1:]
    assert gone["iri"] not in kg_run("query", "evidence", "--format", "csv", "--store", own_store).stdout


# Asking


@pytest.mark.parametrize("name", sorted(library()))
def test_every_question_is_answered(name: str, samples_store: Path) -> None:
    arguments = ("query", name, "--store", samples_store)
    rows = list(csv.reader(io.StringIO(kg_run(*arguments, "--format", "csv").stdout)))
    assert rows[0] == [column.name for column in library()[name].columns]
    table = kg_run(*arguments)
    assert table.exit_code == 0
    assert bool(table.stdout) == (len(rows) > 1)
    assert bool(table.stderr) == (len(rows) == 1)


def test_list_shows_every_question_and_parameter() -> None:
    listed = kg_run("query", "--list").stdout
    for query in library().values():
        assert query.name in listed
        assert all(f"  {parameter.name} " in listed for parameter in query.parameters)
    as_json = json.loads(kg_run("query", "--list", "--json").stdout)
    assert [row["name"] for row in as_json] == list(library())
    one = kg_run("query", "--list", "who-captured-whom").stdout
    assert all(column.name in one for column in library()["who-captured-whom"].columns)


@pytest.mark.parametrize(("form", "parser"), [("json", "json"), ("xml", "xml"), ("csv", "csv")])
def test_answers_are_in_the_formats_of_the_w3c(form: str, parser: str, samples_store: Path) -> None:
    """Another library reads the same rows out of each format."""
    text = kg_run("query", "timeline", "--format", form, "--store", samples_store).stdout
    result = rdflib.query.Result.parse(io.BytesIO(text.encode()), format=parser)
    table = list(
        csv.reader(io.StringIO(kg_run("query", "timeline", "--format", "csv", "--store", samples_store).stdout))
    )
    assert [str(v) for v in result.vars or ()] == table[0]
    assert [["" if cell is None else str(cell) for cell in row] for row in result] == table[1:]


def test_columns_can_be_chosen(samples_store: Path) -> None:
    arguments = ("query", "timeline", "--columns", "type, date", "--store", samples_store)
    rows = list(csv.reader(io.StringIO(kg_run(*arguments, "--format", "csv").stdout)))
    assert rows[0] == ["type", "date"]
    assert len(set(map(tuple, rows))) == len(rows) > 3
    assert json.loads(kg_run(*arguments, "--json").stdout)["head"]["vars"] == rows[0]


def test_any_sparql_can_be_asked(samples_store: Path, tmp_path: Path) -> None:
    at = ("--store", samples_store)
    path = tmp_path / "own.rq"
    path.write_text("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", encoding="utf-8")
    assert int(kg_run("query", path, "--format", "csv", *at).stdout.splitlines()[1]) > 1000
    ask = kg_run("query", "-", *at, "--json", stdin="ASK { ?s ?p ?o }")
    assert json.loads(ask.stdout)["boolean"] is True
    assert "true" in kg_run("query", "-", *at, stdin="ASK { ?s ?p ?o }").stdout
    construct = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 5"
    for form, name in (("ttl", "turtle"), ("xml", "xml")):
        text = kg_run("query", "-", *at, "--format", form, stdin=construct).stdout
        assert len(rdflib.Graph().parse(data=text, format=name)) == 5
    assert len(kg_run("query", "-", *at, "--format", "csv", stdin=construct).stdout.splitlines()) == 6


def test_a_file_with_a_header_takes_parameters(samples_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(library()["timeline"].text, encoding="utf-8")
    at = ("--format", "csv", "--param", "from=2025-01-01", "--store", samples_store)
    assert kg_run("query", path, *at).stdout == kg_run("query", "timeline", *at).stdout


def test_iris_may_be_short(samples_store: Path) -> None:
    rows = csv.DictReader(io.StringIO(kg_run("query", "timeline", "--format", "csv", "--store", samples_store).stdout))
    event = next(row["event"] for row in rows)
    answers = {
        kg_run("query", "evidence", "--param", f"event={name}", "--json", "--store", samples_store).stdout
        for name in (event, event.removeprefix(BASE))
    }
    (answer,) = answers
    assert json.loads(answer)["results"]["bindings"]


def test_wide_answers_are_cards_in_a_narrow_terminal(samples_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = ("query", "coverage", "--store", samples_store)
    monkeypatch.setattr(console.OUT, "width", 200)
    assert "── 1 ─" not in kg_run(*at).stdout
    monkeypatch.setattr(console.OUT, "width", 40)
    narrow = kg_run(*at).stdout
    assert "── 1 ─" in narrow
    assert max(map(len, narrow.splitlines())) <= 40


# Publishing


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_export_writes_every_format(form: str, samples_store: Path, tmp_path: Path) -> None:
    dest = tmp_path / "new" / f"graph.{form}"
    result = kg_run("export", form, dest, "--store", samples_store)
    assert (result.exit_code, result.stdout) == (0, f"{dest} is written\n")
    assert dest.stat().st_size > 1000


def test_export_writes_the_answer_to_a_question(samples_store: Path, tmp_path: Path) -> None:
    dest = tmp_path / "ledger.csv"
    assert kg_run("export", "csv", dest, "--query", "exchange-ledger", "--store", samples_store).exit_code == 0
    assert dest.read_text(encoding="utf-8").startswith("date,exchange,side,")


def test_view_writes_a_page(samples_store: Path, tmp_path: Path) -> None:
    whole, part = tmp_path / "graph.html", tmp_path / "part.html"
    assert kg_run("view", "--out", whole, "--store", samples_store).exit_code == 0
    result = kg_run("view", "--about", "Dmytro Lubinets", "--side", "ua", "--out", part, "--store", samples_store)
    assert result.exit_code == 0
    assert 0 < part.stat().st_size < whole.stat().st_size


@pytest.mark.parametrize(
    ("arguments", "shows"),
    [
        (("evidence", "Dmytro Lubinets"), "claims of"),
        (("timeline", "--from", "2024-01-01", "--side", "ru"), "events and"),
        (("map", "--about", "Kursk Oblast", "--hops", "2"), "events and"),
        (("ledger",), "exchanges and releases"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_page_is_written_where_pages_go(
    arguments: tuple[str, ...], shows: str, samples_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = kg_run(*arguments, "--store", samples_store)
    assert result.exit_code == 0
    (page,) = (tmp_path / "exports").iterdir()
    assert page.name == ("evidence-Dmytro-Lubinets.html" if arguments[0] == "evidence" else f"{arguments[0]}.html")
    assert f"exports/{page.name}: " in result.stdout
    assert shows in result.stdout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_validate_finds_the_samples_sound(samples_store: Path) -> None:
    result = kg_run("validate", "--store", samples_store)
    assert (result.exit_code, result.stdout) == (0, "13 documents checked: no faults\n")
    assert json.loads(kg_run("validate", "--json", "--store", samples_store).stdout) == []


def test_stats_count(samples_store: Path) -> None:
    numbers = json.loads(kg_run("stats", "--json", "--store", samples_store).stdout)
    assert sum(numbers["documents"].values()) == 13
    assert {"Person", "Unit", "Organization", "Place"} <= set(numbers["entities"])
    assert {"Capture", "PrisonerExchange"} <= set(numbers["events"])
    shown = kg_run("stats", "--store", samples_store).stdout
    assert all(str(number) in shown for kind in ("entities", "events") for number in numbers[kind].values())
    listed = kg_run("stats", "--documents", "--store", samples_store).stdout
    assert all(path.stem in listed for path in SAMPLES.glob("*.txt"))


def test_a_broken_off_build_is_noted(tmp_path: Path) -> None:
    path, store = tmp_path / "report.txt", tmp_path / "store"
    path.write_text(REPORT, encoding="utf-8")

    def leave(step: str) -> None:
        if step == "resolving":
            raise KeyboardInterrupt

    with open_store(store) as held, pytest.raises(KeyboardInterrupt):
        pipeline.build([path], held, leave)
    assert "was broken off" in kg_run("query", "timeline", "--store", store).stderr
    assert kg_run("build", path, "--store", store).exit_code == 0
    assert "was broken off" not in kg_run("query", "timeline", "--store", store).stderr


def test_demo_shows_what_the_product_is_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(console.OUT, "width", 80)
    result = kg_run("demo")
    assert result.exit_code == 0
    assert not result.stderr
    assert max(len(line) for line in result.stdout.splitlines() if str(SAMPLES) not in line) <= 80
    for words in ("13 documents", "Who took whom prisoner", "Who says otherwise?", "What to try next"):
        assert words in result.stdout
    assert list(tmp_path.iterdir()) == [tmp_path / "exports"]
    pages = sorted(path.name for path in (tmp_path / "exports").glob("*.html"))
    assert pages == ["demo-ledger.html", "demo-map.html", "demo-timeline.html", "demo.html"]
    for line in result.stdout.split("What to try next\n")[1].splitlines():
        if "--store" in line and "FOLDER" not in line:
            assert kg_run(*line.split()[1:]).exit_code == 0, line
    assert kg_run("demo").stdout == result.stdout


# Measuring


def test_evaluate_prints_the_figures(tmp_path: Path) -> None:
    gold = {
        "doc": {"lang": "en"},
        "entities": [{"id": "e1", "type": "Place", "surface": ["Kupiansk"]}],
        "events": [{"id": "v1", "type": "Capture", "evidence": ["captured 12 Russian soldiers"], "places": ["e1"]}],
    }
    (tmp_path / "x.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "x.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    predicted = {
        "doc": {"id": "x"},
        "entities": [{"id": "a", "type": "Place", "name": "Kupiansk"}, {"id": "b", "type": "Person", "name": "Nobody"}],
        "events": [{"id": "v", "type": "Capture", "places": ["a"], "mentions": [{"start": REPORT.index("captured")}]}],
    }
    (tmp_path / "records.jsonl").write_text(json.dumps(predicted) + "\n", encoding="utf-8")
    result = kg_run("evaluate", tmp_path, tmp_path / "records.jsonl", "--errors")
    assert result.exit_code == 0
    assert "entity Person" in result.stdout
    assert "x: spurious entity: Person Nobody" in result.stdout
    figures = json.loads(kg_run("evaluate", tmp_path, tmp_path / "records.jsonl", "--json").stdout)
    assert figures["entity"]["all"] == {"gold": 1, "predicted": 2, "precision": 0.5, "recall": 1.0, "f1": 2 / 3}
    assert figures["filler"]["place"]["f1"] == 1.0
    read_now = json.loads(kg_run("evaluate", tmp_path, "--json").stdout)
    assert read_now["entity"]["Place"]["recall"] == 1.0
