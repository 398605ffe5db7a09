"""Which place names are also everyday words or people's names, measured on dictionaries and annotated corpora."""

from __future__ import annotations

import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]

from kg.transliterate import name_key

WORD, PERSON = "w", "p"
_CYRILLIC = re.compile(r"[а-яёєіїґ]", re.IGNORECASE)
_PERSONAL = ("Name", "Surn", "Patr")
_UK_PROPER = re.compile(r"NOUN,(?:\w+,)*(?:masc|femn|neut|plur|Pltm)\b[^ ]* ")
"""The Ukrainian dictionary has no tag for proper names, but lists a proper noun's gender before its animacy."""
_LIKELY = 0.25
"""A reading of a dictionary counts from this probability on."""
_LOWER_CASE = 2
"""So often must a Latin word stand in lower case to count as an everyday word."""


_FREQUENT = 10
"""A Latin word so frequent makes a name of the same key an everyday word, however the name is spelt."""


@cache
def _analyser(lang: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=lang)


def _cyrillic(name: str) -> set[str]:
    flags: set[str] = set()
    for lang in ("uk", "ru"):
        for parse in _analyser(lang).parse(name.casefold()):
            tag = str(parse.tag)
            if not parse.is_known or parse.score < _LIKELY or "Geox" in tag:
                continue
            if any(kind in tag for kind in _PERSONAL):
                flags.add(PERSON)
            elif lang == "ru" or not _UK_PROPER.match(tag):
                flags.add(WORD)
    return flags


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    with lzma.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= columns and not line.startswith("#"):
                yield cells


def _latin(data: Path) -> tuple[Counter[str], set[str]]:
    """Lower-case words with their counts, and words that stand in people's names, in English and Romanian corpora."""
    words: Counter[str] = Counter()
    people: set[str] = set()
    for name in ("en_ewt-rebuilt-train", "ro_rrt-recovered"):
        for cells in _rows(data / "treebanks" / f"{name}.conllu.xz", 4):
            if cells[1].islower() and cells[3] not in ("PROPN", "X"):
                words[cells[1]] += 1
    for cells in _rows(data / "ner" / "uner_en_ewt-train.2022-12-02.iob2.xz", 3):
        if cells[2].endswith("-PER"):
            people.add(cells[1].casefold())
    for cells in _rows(data / "ner" / "ronec-v1.conllup.xz", 11):
        if "PERSON" in cells[10] and cells[1][:1].isupper():
            people.add(cells[1].casefold())
    return words, people


def ordinary_flags(data: Path, names: set[str]) -> dict[str, str]:
    """Key of a one-word name → "w" where it is an everyday word, "p" where it is a person's name, or both."""
    words, people = _latin(data)
    flags: dict[str, set[str]] = defaultdict(set)
    for word, count in sorted(words.items()):
        if count >= _FREQUENT and len(word) > 2:
            flags[name_key(word)].add(WORD)
    for word in sorted(people):
        if len(word) > 2:
            flags[name_key(word)].add(PERSON)
    for name in sorted(names):
        if " " in name or "-" in name:
            continue
        key = name_key(name)
        if _CYRILLIC.search(name):
            flags[key] |= _cyrillic(name)
        else:
            lower = name.casefold()
            flags[key] |= ({WORD} if words[lower] >= _LOWER_CASE else set()) | ({PERSON} if lower in people else set())
    return {key: "".join(sorted(found)) for key, found in flags.items() if found}
