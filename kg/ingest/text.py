"""A document's passages (title, paragraphs, posts), and the sentences of a passage, as offsets into the document.

The rules know punctuation, layout and capitals; the words (abbreviations, months, words that open a sentence) are in
`general.toml`. What stands before a sentence without being part of it (a bullet, an emoji, the time of a live report,
the dash of a dialogue, the town of a dateline), and the links and the signature after a post, is a span of its own, so
that a parser sees clean clauses and yet no character is lost.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from kg import lexicon
from kg.ingest.language import identify
from kg.model import Document
from kg.settings import LANGUAGES

PassageKind = Literal["title", "paragraph", "post"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, a paragraph or (a paragraph of) a post.

    start, end  offsets in the document; `text` is what stands there
    handle      "@name" of a post's author, `author` the displayed name, `posted` the ISO date of its stamp; else ""
    signature   offset in the document of the signature that ends a post, or None
    """

    start: int
    end: int
    text: str
    kind: PassageKind = "paragraph"
    handle: str = ""
    author: str = ""
    posted: str = ""
    signature: int | None = None


_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_SIGNATURE = re.compile(
    r"(?:^|(?<=\s)|(?<=[^\w\s]))(?:[—–―-]|--)\s*(?P<author>[^@()—–]{1,80}?)\s*"
    r"\((?P<handle>@\w{1,30})\)\s*(?P<stamp>[^()@]{0,40})$"
)
_STAMPS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"),
    re.compile(r"(?P<name>[^\W\d_]+)\.?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})"),
    re.compile(r"(?P<d>\d{1,2})\.?\s+(?P<name>[^\W\d_]+)\.?,?\s+(?P<y>\d{4})"),
)

_EDGES = re.compile(r"^[^\w(«„“\"]+|[^\w)»”.\"]+$")
"""What is no part of a displayed name: emoji, question marks where emoji were lost."""

WRAPPED_LINE = (40, 120)
"""A text wrapped by hand has lines of about this many characters; longer ones are paragraphs, shorter ones a list."""

MAX_HEADLINE = 160
MIN_HEADLINE_WORDS = 3


@cache
def _months() -> dict[str, int]:
    return {
        form: int(month.id)
        for lang in LANGUAGES
        for month in lexicon.read(lang, "general")["month"]
        for form in month.forms
    }


def stamp_date(stamp: str) -> str:
    """The ISO date in a post's stamp ("February 24, 2022", "24 лютого 2022 р."), or "" where there is none."""
    for pattern in _STAMPS:
        found = pattern.search(stamp)
        if found is None:
            continue
        groups = found.groupdict()
        month = _months().get(groups["name"].lower(), 0) if "name" in groups else int(groups["m"])
        try:
            return datetime.date(int(groups["y"]), month, int(groups["d"])).isoformat()
        except ValueError:
            continue
    return ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its edges; empty where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the lines of a block are one paragraph, broken where the line was full."""
    low, high = WRAPPED_LINE
    if any(end - start > high for start, end in lines) or any(end - start < low for start, end in lines[:-1]):
        return False
    return any(text[after[0]].islower() and text[before[1] - 1] not in ".!?…:;" for before, after in pairwise(lines))


def _paragraphs(text: str, start: int, title: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    """The spans of the paragraphs from `start` on: lines, or blocks of lines that were wrapped by hand."""
    block: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start):
        line = _trimmed(text, *match.span())
        if line[0] == line[1]:
            continue
        together = block and len(_BREAK.findall(text, block[-1][1], line[0])) == 1 and title not in (block[-1], line)
        if block and not together:
            yield from _merged(text, block)
            block = []
        block.append(line)
    if block:
        yield from _merged(text, block)


def _merged(text: str, block: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(block[0][0], block[-1][1])] if len(block) > 1 and _is_wrapped(text, block) else block


def headline(text: str, start: int) -> tuple[int, int] | None:
    """The span of the headline that opens a text without a title line, or None where the text opens with a sentence.

    A headline is a first line without closing punctuation, set off from what follows by a blank line or by its length.
    """
    lines = (_trimmed(text, *match.span()) for match in _LINE.finditer(text, start))
    solid = (line for line in lines if line[0] < line[1])
    first, second = next(solid, None), next(solid, None)
    if first is None or second is None:
        return None
    line = text[slice(*first)]
    if (
        len(line) > MAX_HEADLINE
        or len(line.split()) < MIN_HEADLINE_WORDS
        or not (line[-1].isalnum() or line[-1] in "»”“\"')")
    ):
        return None
    if not line[0].isalnum() and line[0] not in "«„“\"'":
        return None
    apart = len(_BREAK.findall(text, first[1], second[0])) > 1 or second[1] - second[0] > WRAPPED_LINE[1]
    return first if apart and not _SIGNATURE.search(line) else None


def _signed(passage: Passage) -> Passage:
    """The passage as the end of a post, where a signature closes it."""
    found = _SIGNATURE.search(passage.text)
    if found is None:
        return passage
    stamp = found["stamp"].strip()
    posted = stamp_date(stamp)
    if stamp and not posted:
        return passage
    return replace(
        passage,
        kind="post",
        handle=found["handle"],
        author=_EDGES.sub("", found["author"]),
        posted=posted,
        signature=passage.start + found.start(),
    )


def _spread_posts(document: Document, passages: list[Passage]) -> list[Passage]:
    """Let the paragraphs of a post that stand before its signed one belong to it.

    They are told by a wider gap than the document has between its paragraphs, by a language of their own that they
    share with the signed one, or, where the signature stands on a line of its own, by standing before it. A colon ends
    the search: the paragraph that introduces a post is the article's.
    """
    gaps = [len(_BREAK.findall(document.text, before.end, after.start)) for before, after in pairwise(passages)]
    usual = min((gap for gap, _ in Counter(gaps).most_common(1)), default=0)
    for i in range(len(passages) - 1, 0, -1):
        post, before = passages[i], passages[i - 1]
        if post.kind != "post" or before.kind != "paragraph" or before.text.endswith(":"):
            continue
        own = post.text if post.signature is None else post.text[: post.signature - post.start]
        lang = identify(before.text)
        apart = gaps[i - 1] > usual
        foreign = lang not in ("", document.lang) and identify(own, lang) == lang
        bare = post.signature == post.start
        if apart or foreign or bare:
            passages[i - 1] = replace(before, kind="post", handle=post.handle, author=post.author, posted=post.posted)
    return passages


def passages(document: Document) -> list[Passage]:
    """The passages of a document in the order in which they stand; header lines other than the title are left out."""
    text = document.text
    title = None
    if document.title_start is not None:
        title = (document.title_start, document.title_start + len(document.title))
    found: list[Passage] = []
    if title and title[0] < document.body:
        found.append(Passage(*title, text[slice(*title)], "title"))
    body = [
        Passage(start, end, text[start:end], "title" if (start, end) == title else "paragraph")
        for start, end in _paragraphs(text, document.body, title)
    ]
    return found + _spread_posts(document, [_signed(p) if p.kind == "paragraph" else p for p in body])


_EMOJI = (
    "(?:[0-9#*]\ufe0f?\u20e3|[\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030"
    "\U0001f000-\U0001faff][\ufe0e\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+)"
)
_CLOSERS = "[)\\]»”“\"'’›]*"
_STOP = re.compile(rf"(?P<stop>[.!?…]+)(?P<close>{_CLOSERS})(?P<emoji>(?:\s*{_EMOJI})*)(?=\s)")
_LINKS = re.compile(r"(?:\s*(?:https?://|\b(?:pic\.twitter\.com|t\.co|t\.me)/)\S++)+\s*$", re.IGNORECASE)
_LONE_EMOJI = re.compile(rf"(?<=[^\W_])\s+(?:{_EMOJI}\s*)+(?=\s)")
_LEAD = re.compile(
    rf"(?:{_EMOJI}+|[•▪●‣◦·*]+|\d{{1,3}}/\d{{0,3}}(?=\s)|\(?\d{{1,2}}[.)](?=\s)"
    r"|\[?\d{1,2}:\d{2}\]?(?:\s*[—–-](?=\s))?|\d{1,2}\.\d{2}\s*[—–](?=\s)|[—–―-](?=\s))\s*"
)
_DATELINE = re.compile(r"[^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*){0,3}(?:,[^—–!?\n]{1,30})?\s[—–-]\s+(?=\S)")
_OPENERS = " \t\r\n\u00a0«„“”\"'‘’‹([#@—–―-"
_DASHES = "—–―-"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_DOTTED = re.compile(r"(?<![\w'’ʼ-])(?:[^\W\d_]\.\s?)*[^\W\d_]\.$")

NEAR = 80
"""Characters on either side of a possible boundary that are looked at."""

LOOK_BACK = 24
"""Characters before a full stop that can hold an abbreviation with its spaces."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """Abbreviations (by kind, as a pattern that ends at the full stop) and the words that open a sentence."""

    kinds: dict[str, re.Pattern[str]]
    openers: frozenset[str]


@cache
def _rules(lang: str) -> _Rules:
    if lang not in LANGUAGES:
        return _Rules({}, frozenset())
    rows = lexicon.read(lang, "general")
    kinds = {
        row.id: re.compile(
            r"(?<![\w-])(?:"
            + "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in sorted(row.forms, key=lambda f: (-len(f), f)))
            + r")$",
            re.IGNORECASE,
        )
        for row in rows["abbreviation"]
    }
    return _Rules(kinds, frozenset(word for row in rows["profile"] for word in row.words))


def _opens(word: str, following: str, rules: _Rules) -> bool:
    """Whether a capitalised word opens a sentence even after an abbreviation: a function word that is no initial."""
    return word.lower() in rules.openers and not (len(word) == 1 and following.startswith("."))


def _ends_at(before: str, first: str, word: str, following: str, rules: _Rules) -> bool:
    """Whether a single full stop ends the sentence.

    before     what stands up to and with the full stop
    first      the first letter or figure of what follows, `word` its word, `following` what comes after that
    """
    if (kind := rules.kinds.get("closing")) and kind.search(before):
        return True
    if (kind := rules.kinds.get("name")) and kind.search(before):
        return False
    if (kind := rules.kinds.get("number")) and kind.search(before) and first.isdigit():
        return False
    if ((kind := rules.kinds.get("inside")) and kind.search(before)) or _DOTTED.search(before):
        return not first.isdigit() and _opens(word, following, rules)
    return True


def _boundaries(text: str, start: int, rules: _Rules) -> Iterator[int]:
    """Where, from `start` on, a sentence ends and another begins: the offset after the first one's last character."""
    for match in _STOP.finditer(text, start):
        rest = text[match.end() : match.end() + NEAR]
        opened = rest.lstrip(_OPENERS)
        if not opened or opened[0].islower():
            continue
        first = opened[0]
        if not first.isalnum():
            if match["emoji"] or re.match(_EMOJI, opened):
                yield match.end()
            continue
        if match["stop"] != "." and first.isdigit() and "…" in match["stop"]:
            continue
        dashed = rest.lstrip()[0] in _DASHES
        if dashed and match["close"] and match["stop"] != ".":
            continue
        word = _WORD.match(opened)
        if match["stop"] == "." and not match["close"] and not match["emoji"] and word:
            before = text[max(start, match.start() - LOOK_BACK) : match.start() + 1]
            if not _ends_at(before, first, word.group(), opened[word.end() :], rules):
                continue
        yield match.end()
    for match in _LONE_EMOJI.finditer(text, start):
        before = text[max(start, match.start() - NEAR) : match.start()]
        after = text[match.end() : match.end() + NEAR]
        if after.lstrip(_OPENERS)[:1].isupper() and len(before.split()) > 2:
            yield match.end()


def _lead(text: str) -> list[int]:
    """The ends of what stands before the first sentence: bullets and emoji, then a time or number, then a dateline."""
    ends: list[int] = []
    at = 0
    while (match := _LEAD.match(text, at)) and match.end() < len(text):
        at = match.end()
        ends.append(at)
    town = _DATELINE.match(text, at)
    if town and re.split(r"[,—–]|\s-\s", town.group(), maxsplit=1)[0].strip().isupper():
        ends.append(town.end())
    return ends


def sentences(passage: Passage, lang: str) -> list[tuple[int, int]]:
    """The sentences of a passage as offsets into the document, in order, without white space at their edges.

    Every character of the passage that is not white space is in one of them. `lang` chooses the abbreviations; for a
    language that the product does not read only punctuation and capitals are heeded.
    """
    text = passage.text
    signature = len(text) if passage.signature is None else passage.signature - passage.start
    lead = [end for end in _lead(text) if end < signature]
    links = _LINKS.search(text[:signature])
    cuts = {0, len(text), signature, links.start() if links else signature, *lead}
    cuts.update(cut for cut in _boundaries(text, lead[-1] if lead else 0, _rules(lang)) if cut < signature)
    ordered = sorted(cuts)
    spans = (_trimmed(text, start, end) for start, end in pairwise(ordered))
    return [(passage.start + start, passage.start + end) for start, end in spans if start < end]
