"""Reading: every kind of input, and every way in which it can be wrong."""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import reader
from kg.ingest.reader import Problem, iso_date, read
from kg.model import Document

ENGLISH = "Two Russian soldiers were captured near Kharkiv, the ministry said on Thursday.\n"
ROMANIAN = "Doi soldați ruși au fost capturați lângă Harkov, a anunțat joi ministerul.\n"
UKRAINIAN = "Двох російських солдатів узято в полон під Харковом, повідомило в четвер міністерство.\n"
RUSSIAN = "Двое российских солдат взяты в плен под Харьковом, сообщило в четверг министерство.\n"
POLISH = "Dwóch rosyjskich żołnierzy zostało wziętych do niewoli pod Charkowem, podało ministerstwo.\n"


def split(found: Iterator[Document | Problem]) -> tuple[list[Document], list[Problem]]:
    everything = list(found)
    return (
        [item for item in everything if isinstance(item, Document)],
        [item for item in everything if isinstance(item, Problem)],
    )


def read_file(folder: Path, name: str, content: str | bytes) -> tuple[list[Document], list[Problem]]:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return split(read([path]))


def test_text_with_header(tmp_path: Path) -> None:
    text = f"Title: Two taken\nPublisher: A Wire\nPublished: 2022-02-24\nLanguage: en\nURL: https://example.org/a\n\n{ENGLISH}"
    (doc,), problems = read_file(tmp_path, "first.txt", text)
    assert not problems
    assert (doc.id, doc.lang, doc.title, doc.publisher) == ("first", "en", "Two taken", "A Wire")
    assert (doc.published, doc.url, doc.path) == ("2022-02-24", "https://example.org/a", str(tmp_path / "first.txt"))
    assert doc.text == text
    assert doc.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert doc.text[doc.body :] == ENGLISH
    assert doc.title_start is not None
    assert doc.text[doc.title_start :].startswith("Two taken\n")


def test_newlines_are_kept(tmp_path: Path) -> None:
    text = f"Title: Two taken\r\nLanguage: en\r\n\r\n{ENGLISH}"
    (doc,), _ = read_file(tmp_path, "a.txt", text)
    assert doc.text == text
    assert doc.text[doc.body :] == ENGLISH
    assert doc.title == "Two taken"


def test_text_without_header(tmp_path: Path) -> None:
    (doc,), problems = read_file(tmp_path, "a.txt", ENGLISH)
    assert (doc.body, doc.title, doc.title_start, problems) == (0, "", None, [])


def test_headline_of_a_text_without_title(tmp_path: Path) -> None:
    (doc,), _ = read_file(tmp_path, "a.txt", f"Published: 2022-02-24\n\nTwo soldiers taken alive\n\n{ENGLISH}")
    assert (doc.title, doc.title_start, doc.body) == ("Two soldiers taken alive", 23, 23)


@pytest.mark.parametrize("opening", ["Author: A. Smith\n\n", "Kyiv: quiet\n", "Note that\n\n"])
def test_unknown_keys_are_no_header(tmp_path: Path, opening: str) -> None:
    (doc,), problems = read_file(tmp_path, "a.txt", opening + ENGLISH)
    assert (doc.body, problems) == (0, [])


def test_header_with_a_foreign_line_is_told(tmp_path: Path) -> None:
    (doc,), (problem,) = read_file(tmp_path, "a.txt", f"Title: Two taken\nAuthor: A. Smith\n\n{ENGLISH}")
    assert (doc.body, problem.skipped) == (0, False)
    assert "Author: A. Smith" in problem.message
    assert "Title, Publisher" in problem.remedy


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("header.txt", "Title: Two taken\nLanguage: en\n\n \n", "no text"),
        ("header2.txt", "Title: Two taken", "no text"),
        ("polish.txt", POLISH, "language is none of"),
        ("polish2.txt", f"Language: pl\n\n{POLISH}", "'pl'"),
        ("chinese.txt", "乌克兰军队在哈尔科夫附近俘虏了两名俄罗斯士兵。", "language is none of"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "binary"),
        ("noise.txt", bytes(range(256)) * 20, "binary"),
        ("polish1250.txt", POLISH.encode("cp1250"), "encoding"),
        ("broken.txt", ENGLISH.encode("utf-16")[:-1], "utf-16"),
        ("report.pdf", b"%PDF-1.4", ".pdf"),
        ("report", ENGLISH, "without an ending"),
        ("empty.html", b"<html><body></body></html>", "no main text"),
        ("empty.jsonl", b"\n\n", "empty"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    documents, (problem,) = read_file(tmp_path, name, content)
    assert (documents, problem.skipped, problem.line) == ([], True, 0)
    assert message in problem.message
    assert problem.path == str(tmp_path / name)
    assert str(problem) == f"{problem.path}: {problem.message}; {problem.remedy}"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_DOCUMENT_BYTES", 100)
    _, (problem,) = read_file(tmp_path, "a.txt", ENGLISH * 2)
    assert "larger" in problem.message
    short = "Two soldiers were captured near Kharkiv, it said."
    lines = [json.dumps({"text": text}) for text in (short, short * 9, short)]
    documents, (problem,) = read_file(tmp_path, "b.jsonl", "\n".join(lines))
    assert [doc.id for doc in documents] == ["b-1", "b-3"]
    assert (problem.line, "longer" in problem.message) == (2, True)


def test_missing_and_special_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    documents, problems = split(read([tmp_path / "nowhere.txt", tmp_path / "pipe.txt", "bad\0name.txt"]))
    assert documents == []
    assert [problem.message.split()[0:5] for problem in problems[:2]] == [
        ["there", "is", "no", "such", "file"],
        ["it", "is", "not", "a", "regular"],
    ]
    assert "no such file" in problems[2].message


def test_the_rest_goes_on(tmp_path: Path) -> None:
    for name, text in {"a.txt": "", "b.txt": ENGLISH, "c.txt": POLISH, "d.txt": RUSSIAN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = list(read([tmp_path]))
    assert [type(item) for item in found] == [Problem, Document, Problem, Document]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("utf-8-sig", ENGLISH),
        ("utf-16", UKRAINIAN),
        ("utf-16-le", RUSSIAN),
        ("utf-32", ROMANIAN),
        ("cp1251", UKRAINIAN),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("koi8_u", UKRAINIAN),
        ("cp866", RUSSIAN),
        ("iso8859_5", RUSSIAN),
        ("iso8859_16", ROMANIAN),
        ("iso8859_2", ROMANIAN.replace("ș", "ş").replace("ț", "ţ")),
        ("cp1250", ROMANIAN.replace("ș", "ş").replace("ț", "ţ")),
        ("cp1252", ENGLISH.replace("the ministry", "the “ministry”")),
    ],
)
def test_encodings(tmp_path: Path, name: str, text: str) -> None:
    (doc,), problems = read_file(tmp_path, "a.txt", text.encode(name))
    cedillas = str.maketrans("șț", "şţ")
    assert doc.text.translate(cedillas) == text.translate(cedillas)
    assert problems == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [("2024-08-24", "2024-08-24"), ("2024-08-24T23:30:00+03:00", "2024-08-24"), ("2024-08-24T10:00:00Z", "2024-08-24")],
)
def test_dates(tmp_path: Path, given: str, kept: str) -> None:
    (doc,), problems = read_file(tmp_path, "a.txt", f"Published: {given}\n\n{ENGLISH}")
    assert (doc.published, problems) == (kept, [])


@pytest.mark.parametrize("given", ["24 August 2024", "2024-13-01", "2024-02-30", "24.08.2024", "2024"])
def test_a_wrong_date_is_a_warning(tmp_path: Path, given: str) -> None:
    (doc,), (problem,) = read_file(tmp_path, "a.txt", f"Published: {given}\n\n{ENGLISH}")
    assert doc.published == ""
    assert (problem.skipped, given in problem.message, "2024-08-24" in problem.remedy) == (False, True, True)


@given(st.dates())
def test_iso_dates_come_back(date: object) -> None:
    assert iso_date(str(date)) == str(date)


def test_a_wrong_language_is_a_warning(tmp_path: Path) -> None:
    (doc,), (problem,) = read_file(tmp_path, "a.txt", f"Language: ru\n\n{UKRAINIAN}")
    assert (doc.lang, problem.skipped) == ("uk", False)


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        {
            "text": ENGLISH,
            "title": "Two taken",
            "published": "2022-02-24T10:00:00",
            "publisher": "A",
            "url": "https://e.org",
        },
        {"id": "mine", "text": f"Два\n\n{UKRAINIAN}", "title": "Два", "language": "uk", "other": [1]},
        {"id": 7, "text": ROMANIAN, "title": None},
        {"id": None, "text": RUSSIAN},
    ]
    lines = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    documents, problems = read_file(tmp_path, "many.jsonl", f"\ufeff{lines}")
    assert problems == []
    assert [doc.id for doc in documents] == ["many-1", "mine", "7", "many-7"]
    assert [doc.lang for doc in documents] == ["en", "uk", "ro", "ru"]
    assert [doc.title_start for doc in documents] == [None, 0, None, None]
    first = documents[0]
    assert (first.text, first.title, first.published, first.publisher, first.url) == (
        ENGLISH,
        "Two taken",
        "2022-02-24",
        "A",
        "https://e.org",
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "', "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"{}", "no text"),
        (b'{"text": 5}', "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": " "}', "no text"),
        (b'{"text": "Two were taken.", "title": 5}', "title must be a string"),
        (b'{"text": "Two were taken.", "id": [1]}', "id must be"),
        (b'{"text": "Two soldiers were taken on the road. \\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, line: bytes, message: str) -> None:
    good = json.dumps({"text": ENGLISH}).encode()
    documents, (problem,) = read_file(tmp_path, "a.jsonl", b"\n".join([good, line, good]))
    assert [doc.id for doc in documents] == ["a-1", "a-3"]
    assert (problem.line, message in problem.message) == (2, True)
    assert str(problem).startswith(f"{tmp_path / 'a.jsonl'}:2: ")


def test_folders_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.TXT", "a/z.htm", "c.txt", ".hidden/x.txt", ".x.txt", "notes.json", "b/.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            f"<html><body><article><p>{ENGLISH * 3}</p></article></body></html>" if name.endswith("htm") else ENGLISH,
            encoding="utf-8",
        )
    documents, problems = split(read([tmp_path, tmp_path / "c.txt", tmp_path / "b" / ".." / "c.txt"]))
    assert [Path(item.path).name for item in [*documents, *problems]] == ["c.txt", "z.htm", "1.TXT", "2.txt"]


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text("{}", encoding="utf-8")
    documents, (problem,) = split(read([tmp_path]))
    assert (documents, "no document" in problem.message) == ([], True)


def test_ids_are_unique_in_a_run(tmp_path: Path) -> None:
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b" / "x~2.txt").write_text(ENGLISH, encoding="utf-8")
    documents, _ = split(read([tmp_path]))
    assert [doc.id for doc in documents] == ["x", "x~2", "x~2~2", "x~3"]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (f"Title: Two taken\n\n{ENGLISH}".encode(), ["stdin"]),
        (UKRAINIAN.encode("cp1251"), ["stdin"]),
        (
            json.dumps({"text": ENGLISH}).encode() + b"\n" + json.dumps({"text": ROMANIAN}).encode(),
            ["stdin-1", "stdin-2"],
        ),
        (f"<!DOCTYPE html>\n<html><body><p>{ENGLISH * 3}</p></body></html>".encode(), ["stdin"]),
    ],
)
def test_standard_input(content: bytes, ids: list[str]) -> None:
    documents, problems = split(read(["-"], io.BytesIO(content)))
    assert ([doc.id for doc in documents], problems) == (ids, [])
    assert {doc.path for doc in documents} == {"-"}


def test_empty_standard_input() -> None:
    documents, (problem,) = split(read(["-"], io.BytesIO(b"")))
    assert (documents, problem.path) == ([], "-")


def test_a_file_name_that_is_no_utf8(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(ENGLISH, encoding="utf-8")
    (doc,), _ = split(read([tmp_path]))
    assert doc.id == "caf\ufffd"
    assert f"{doc.path}".encode()


def test_reading_is_lazy(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join([json.dumps({"text": ENGLISH}).encode(), b"{"]))
    found = read([path, tmp_path / "nowhere.txt"])
    assert isinstance(next(found), Document)


PAGE = f"<html><head><title>Two taken</title></head><body><article><p>{ENGLISH * 5}</p></article></body></html>"


def test_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"https://example.org/news/two-taken.html": PAGE, "https://example.org/": PAGE}
    monkeypatch.setattr(reader, "fetch_url", pages.get)
    documents, problems = split(read([*pages, "http://example.org/nowhere"]))
    assert [(doc.id, doc.title, doc.url) for doc in documents] == [
        ("two-taken", "Two taken", "https://example.org/news/two-taken.html"),
        ("example.org", "Two taken", "https://example.org/"),
    ]
    assert [problem.path for problem in problems] == ["http://example.org/nowhere"]
