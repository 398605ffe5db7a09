"""Documents from files, folders, addresses and standard input; what cannot be read is told, not raised."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from trafilatura import fetch_url

from kg.ingest.encoding import EncodingError, decode
from kg.ingest.html import decode_page, page
from kg.ingest.language import identify
from kg.ingest.text import headline
from kg.model import Document
from kg.settings import LANGUAGES, MAX_DOCUMENT_BYTES

SUFFIXES = (".txt", ".html", ".htm", ".jsonl")
STDIN = "-"

_HEADER_KEYS = ("title", "publisher", "published", "language", "url")
_HEADER_LINE = re.compile(r"(?P<key>[A-Za-z]+):[ \t]*(?P<value>[^\r\n]*)(?P<end>\r\n|\r|\n|$)")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n|$)")
_MARKUP = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON_FIELDS = ("title", "published", "publisher", "language", "url")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the input.

    path     the file, folder or address as it was named; "-" for standard input
    line     the line of a .jsonl file, counted from 1; 0 where the whole file is meant
    skipped  whether a document is left out for it; False for a warning about a document that is read
    """

    path: str
    line: int
    message: str
    remedy: str
    skipped: bool = True

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}; {self.remedy}"


@dataclass(slots=True)
class _Draft:
    """A document before its fields are checked."""

    id: str
    path: str
    text: str
    line: int = 0
    body: int = 0
    title: str = ""
    title_start: int | None = None
    published: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""


def read(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Document | Problem]:
    """The documents of the paths in order, and a Problem for whatever cannot be read as one.

    A path is a file (.txt, .html, .htm, .jsonl), a folder of such files (searched through, in the order of their
    names), an http(s) address, or "-" for standard input (`stdin`, by default the process's own). A file that is
    reached twice is read once. Ids are unique in one run: the second document called x is x~2.
    """
    taken: dict[str, int] = {}
    seen: set[Path] = set()
    for path in paths:
        for found in _path(str(path), seen, stdin):
            if isinstance(found, Problem):
                yield replace(found, path=_printable(found.path))
            else:
                yield from _finished(replace(found, id=_printable(found.id), path=_printable(found.path)), taken)


def _printable(name: str) -> str:
    """A name without the bytes that are no UTF-8, which a file system allows and no output does."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _path(path: str, seen: set[Path], stdin: BinaryIO | None) -> Iterator[_Draft | Problem]:
    if path == STDIN:
        yield from _stream(stdin or sys.stdin.buffer)
    elif path.startswith(("http://", "https://")):
        yield from _address(path)
    elif Path(path).is_dir():
        yield from _folder(path, seen)
    else:
        yield from _once(path, seen)


def _once(path: str, seen: set[Path]) -> Iterator[_Draft | Problem]:
    try:
        real = Path(path).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a zero byte in the name
        yield Problem(path, 0, f"there is no such file ({error})", "check the name")
        return
    if real in seen:
        return
    seen.add(real)
    try:
        yield from _file(path)
    except OSError as error:
        yield Problem(path, 0, f"it cannot be read ({error.strerror})", "check the permissions")


def _folder(folder: str, seen: set[Path]) -> Iterator[_Draft | Problem]:
    """The files of a folder and the folders below it; hidden ones and files of other kinds are passed over."""
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        name = str(error.filename or folder)
        problems.append(Problem(name, 0, f"it cannot be read ({error.strerror})", "check the permissions"))

    empty = True
    for root, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                empty = False
                yield from _once(str(Path(root, name)), seen)
    yield from problems
    if empty and not problems:
        yield Problem(
            folder, 0, "the folder holds no document", f"put files of these kinds into it: {' '.join(SUFFIXES)}"
        )


def _file(path: str) -> Iterator[_Draft | Problem]:
    suffix = Path(path).suffix.lower()
    if not Path(path).exists():
        yield Problem(path, 0, "there is no such file", "check the name")
    elif not Path(path).is_file():
        yield Problem(path, 0, "it is not a regular file", "name a file, a folder, an http address or -")
    elif suffix not in SUFFIXES:
        kinds = " ".join(SUFFIXES)
        yield Problem(
            path, 0, f"files of the kind {suffix or 'without an ending'} are not read", f"convert it to one of {kinds}"
        )
    else:
        with Path(path).open("rb") as stream:
            if suffix == ".jsonl":
                yield from _json_lines(_bounded_lines(stream), path, Path(path).stem)
            else:
                yield from _whole(stream.read(MAX_DOCUMENT_BYTES + 1), path, Path(path).stem, markup=suffix != ".txt")


def _stream(stream: BinaryIO) -> Iterator[_Draft | Problem]:
    """Standard input: JSON Lines where it opens with a brace, a page where it opens with markup, else text."""
    first = stream.readline(MAX_DOCUMENT_BYTES + 1)
    if first.lstrip().startswith(b"{"):
        yield from _json_lines(itertools.chain([first], _bounded_lines(stream)), STDIN, "stdin")
    else:
        raw = first + stream.read(max(0, MAX_DOCUMENT_BYTES + 1 - len(first)))
        yield from _whole(raw, STDIN, "stdin", markup=_MARKUP.match(raw) is not None)


def _address(url: str) -> Iterator[_Draft | Problem]:
    markup = fetch_url(url)
    if not markup:
        yield Problem(url, 0, "the page could not be fetched", "check the address, or save the page and name the file")
        return
    parts = urlsplit(url)
    name = Path(unquote(parts.path)).stem or parts.netloc
    yield from _article(markup, url, name, url)


def _whole(raw: bytes, path: str, name: str, *, markup: bool) -> Iterator[_Draft | Problem]:
    if len(raw) > MAX_DOCUMENT_BYTES:
        limit = f"{MAX_DOCUMENT_BYTES // 1_000_000} MB"
        yield Problem(path, 0, f"it is larger than {limit}", "split it, one document a file or a line")
        return
    if not raw.strip():
        yield Problem(path, 0, "it is empty", "leave it out, or give it a text")
        return
    try:
        text = decode_page(raw) if markup else decode(raw)
    except EncodingError as error:
        yield Problem(path, 0, str(error), "save it as UTF-8 text")
        return
    yield from _article(text, path, name, "") if markup else _plain(text, path, name)


def _article(markup: str, path: str, name: str, url: str) -> Iterator[_Draft | Problem]:
    found = page(markup)
    if found is None:
        yield Problem(path, 0, "no main text was found in the page", "save the article's text as .txt")
        return
    yield _Draft(
        id=name,
        path=path,
        text=found.text,
        body=len(found.title),
        title=found.title,
        title_start=0 if found.title else None,
        published=found.published,
        publisher=found.publisher,
        language=found.language,
        url=url or found.url,
    )


def _plain(text: str, path: str, name: str) -> Iterator[_Draft | Problem]:
    """A text file: a header of known keys up to a blank line, then the body; or all body."""
    draft = _Draft(id=name, path=path, text=text)
    fields: dict[str, tuple[str, int]] = {}
    at = 0
    while (match := _HEADER_LINE.match(text, at)) and match["key"].lower() in _HEADER_KEYS:
        fields[match["key"].lower()] = (match["value"].strip(), match.start("value"))
        at = match.end()
        if not match["end"]:
            break
    if fields and (blank := _BLANK_LINE.match(text, at)):
        draft.body = blank.end()
        draft.title, title_start = fields.get("title", ("", 0))
        draft.title_start = title_start if draft.title else None
        draft.published = fields.get("published", ("", 0))[0]
        draft.publisher = fields.get("publisher", ("", 0))[0]
        draft.language = fields.get("language", ("", 0))[0]
        draft.url = fields.get("url", ("", 0))[0]
    elif fields:
        known = ", ".join(key.title() for key in _HEADER_KEYS)
        line = text[at:].splitlines()[0]
        message = f"its header is read as text, for {line[:40]!r} is no header line"
        yield Problem(path, 0, message, f"use the keys {known} and end the header with a blank line", skipped=False)
    if not draft.title and (span := headline(text, draft.body)):
        draft.title, draft.title_start = text[slice(*span)], span[0]
    yield draft


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a stream; one that is too long comes cut just past the limit, so that no line fills the memory."""
    while line := stream.readline(MAX_DOCUMENT_BYTES + 1):
        yield line
        while len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_DOCUMENT_BYTES + 1)


def _json_lines(lines: Iterator[bytes], path: str, name: str) -> Iterator[_Draft | Problem]:
    rows = 0
    for number, raw in enumerate(lines, 1):
        if len(raw) > MAX_DOCUMENT_BYTES:
            yield Problem(
                path, number, f"the line is longer than {MAX_DOCUMENT_BYTES // 1_000_000} MB", "split the document"
            )
        elif raw.strip():
            yield _json_line(raw, path, number, name)
        else:
            continue
        rows += 1
    if not rows:
        yield Problem(path, 0, "it is empty", "leave it out, or give it one JSON object a line")


def _json_line(raw: bytes, path: str, number: int, name: str) -> _Draft | Problem:
    try:
        row: Any = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return Problem(path, number, "the line is not UTF-8", "save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return Problem(path, number, f"the line is not JSON ({error})", "write one JSON object a line")
    if not isinstance(row, dict):
        return Problem(path, number, "the line is not a JSON object", 'write an object with at least a "text"')
    if not isinstance(row.get("text"), str):
        return Problem(path, number, "the object has no text", 'give it a "text" that is a string')
    wrong = [key for key in _JSON_FIELDS if not isinstance(row.get(key) or "", str)]
    if wrong:
        return Problem(path, number, f"{', '.join(wrong)} must be a string", "put it in quotation marks")
    if not isinstance(row.get("id") or "", str | int):
        return Problem(path, number, "the id must be a string or a number", "put it in quotation marks")
    text = row["text"]
    values = {key: (row.get(key) or "").strip() for key in _JSON_FIELDS}
    opens = values["title"] and text.startswith(values["title"])
    return _Draft(
        id=str(row.get("id") or "").strip() or f"{name}-{number}",
        path=path,
        text=text,
        line=number,
        title=values["title"],
        title_start=0 if opens else None,
        published=values["published"],
        publisher=values["publisher"],
        language=values["language"],
        url=values["url"],
    )


def iso_date(value: str) -> str:
    """The date of an ISO date or date and time; "" where it is neither."""
    try:
        return datetime.datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return ""


def _finished(draft: _Draft, taken: dict[str, int]) -> Iterator[Document | Problem]:
    """The document of a draft with its language told and its fields checked, or what is wrong with it."""
    text = draft.text
    if not text[draft.body :].strip():
        yield Problem(draft.path, draft.line, "it has no text", "leave it out, or give it a text")
        return
    try:
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        yield Problem(draft.path, draft.line, "its text holds half a surrogate pair", "write it anew as UTF-8")
        return
    hint = draft.language.lower()[:2]
    lang = identify(f"{draft.title}\n{text[draft.body :]}", hint)
    if not lang:
        said = f" (it says {draft.language!r})" if draft.language and hint not in LANGUAGES else ""
        message = f"its language is none of {', '.join(LANGUAGES)}, or cannot be told{said}"
        yield Problem(draft.path, draft.line, message, "translate it, or state its language if it is one of these")
        return
    if hint in LANGUAGES and lang != hint:
        message = f"it says that its language is {hint}, but reads as {lang}"
        yield Problem(draft.path, draft.line, message, "correct the language", skipped=False)
    published = iso_date(draft.published)
    if draft.published and not published:
        message = f"its date of publication {draft.published[:40]!r} is no ISO date"
        yield Problem(draft.path, draft.line, message, "write it as 2024-08-24", skipped=False)
    yield Document(
        id=_unique(draft.id, taken),
        text=text,
        sha256=sha256,
        lang=lang,
        publisher=draft.publisher,
        published=published,
        title=draft.title,
        title_start=draft.title_start,
        url=draft.url,
        path=draft.path,
        body=draft.body,
    )


def _unique(name: str, taken: dict[str, int]) -> str:
    """`name`, or where another document of this run has it, the first of name~2, name~3, … that is free.

    `taken` holds the ids given so far, each with the last number that was tried for it.
    """
    chosen = name
    while chosen in taken:
        taken[name] += 1
        chosen = f"{name}~{taken[name]}"
    taken[chosen] = 1
    return chosen
