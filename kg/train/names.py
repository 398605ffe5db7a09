"""Sentences with their names marked, from the corpora of named entities, in the types of the product."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.train.treebanks import lines

UNER = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}
RONEC = {
    "PERSON": "Person",
    "ORGANIZATION": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FACILITY": "Place",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """The words of a sentence and a label for each: BILUO of a type, `O`, or `-` where the corpus leaves it open."""

    forms: tuple[str, ...]
    labels: tuple[str, ...]


def uner(path: Path) -> list[Marked]:
    """Universal NER, IOB2. Its other labels (adjectives of nations, religions, what is no name) are no names here."""
    sentences = []
    for rows in _blocks(path):
        spans = _spans([row[2] for row in rows if len(row) > 2])
        if all(len(row) > 2 for row in rows):
            kept = [(first, last, UNER[kind]) for first, last, kind in spans if kind in UNER]
            sentences.append(Marked(tuple(row[1] for row in rows), tuple(biluo(len(rows), kept))))
    return sentences


def ronec(path: Path) -> list[Marked]:
    """RONEC, last column `1:PERSON`, `1`, … or `*`.

    It marks descriptions as it does names ("the minister", "X, director"), so a person is the first run of capitalised
    words of the span; a span without capitals is no name, and one of another type that only begins small is left open.
    """
    sentences = []
    for rows in _blocks(path):
        if any(len(row) < 11 for row in rows):
            continue
        forms = [row[1] for row in rows]
        kept: list[tuple[int, int, str]] = []
        unsure: set[int] = set()
        for first, last, kind in _numbered([row[10] for row in rows]):
            if kind not in RONEC or not any(_capital(form) for form in forms[first:last]):
                continue
            if RONEC[kind] == "Person":
                kept.append((*_capitals(forms, first, last), "Person"))
            elif _capital(forms[first]):
                kept.append((first, last, RONEC[kind]))
            else:
                unsure.update(range(first, last))
        labels = biluo(len(rows), kept)
        sentences.append(Marked(tuple(forms), tuple("-" if i in unsure else label for i, label in enumerate(labels))))
    return sentences


def _blocks(path: Path) -> list[list[list[str]]]:
    """The rows of each sentence; rows that are no words (ranges, empty nodes) are left out."""
    blocks: list[list[list[str]]] = [[]]
    for line in lines(path):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                blocks[-1].append(row)
        elif not line and blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """First, last (exclusive) and type of each span of IOB2 labels."""
    spans: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and spans and spans[-1][1:] == (at, kind):
            spans[-1] = (spans[-1][0], at + 1, kind)
        elif mark in ("B", "I"):
            spans.append((at, at + 1, kind))
    return spans


def _numbered(labels: list[str]) -> list[tuple[int, int, str]]:
    """First, last (exclusive) and type of each span of numbered labels (`3:GPE`, then `3`)."""
    spans: list[tuple[int, int, str]] = []
    number = ""
    for at, label in enumerate(labels):
        mark, _, kind = label.partition(":")
        if kind:
            spans.append((at, at + 1, kind))
            number = mark
        elif mark == number and spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1, spans[-1][2])
    return spans


def _capital(form: str) -> bool:
    return form[0].isupper()


def _capitals(forms: list[str], first: int, last: int) -> tuple[int, int]:
    """The first run of capitalised words of a span."""
    start = next(i for i in range(first, last) if _capital(forms[i]))
    end = start + 1
    while end < last and _capital(forms[end]):
        end += 1
    return start, end


def biluo(length: int, spans: list[tuple[int, int, str]]) -> list[str]:
    """A label for each of `length` words from spans that do not overlap."""
    labels = ["O"] * length
    for first, last, kind in spans:
        if last - first == 1:
            labels[first] = f"U-{kind}"
        else:
            labels[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 2), f"L-{kind}"]
    return labels
