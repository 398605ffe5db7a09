"""Words of a sentence: tokens with what the dictionary knows of them, the parse, and names by a trained recogniser.

The one place, with `kg.train`, that knows spaCy. Pipelines lie in `data/models/<lang>/syntax` (tok2vec, morphologizer,
parser) and `data/models/<lang>/names` (tok2vec, NER); each is loaded once, on first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_ICONS, CONCAT_QUOTES, LIST_ELLIPSES
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex
from spacy.vocab import Vocab

from kg.extract import agreement, fixed
from kg.extract.dictionary import entry, language, spelt
from kg.extract.lemmas import lemma, likeliest
from kg.extract.tokens import Chunk, Name, Sentence, Token, Word
from kg.model import EntityType
from kg.settings import DATA

NAME_TAG = "NAME"
"""Marks a word that stands for a whole name, in training as in use, before its dictionary tag."""

BATCH = 64
"""Sentences that go through a pipeline together."""

_INFIXES = [
    *LIST_ELLIPSES,
    CONCAT_ICONS,
    r"(?<=[0-9])[+\-*^](?=[0-9-])",
    rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
    rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
    rf"(?<=[{ALPHA}])[!?:;=<>](?=[{ALPHA}{CONCAT_QUOTES}])",
    r"--+|[–—]",
    rf"(?<=[{ALPHA}][{ALPHA}])/(?=[{ALPHA}])|(?<=[{ALPHA}])/(?=[{ALPHA}][{ALPHA}])",
    r"[«»„“”\"()\[\]]",
]
"""Where a word ends inside a run of characters. A hyphen between letter and figure never does (T-72), nor does a slash
between single letters (the usual abbreviation of "military unit" in Russian)."""

_HYPHENS = [rf"(?<=[{ALPHA}])[-‑](?=[{ALPHA}])", rf"(?<=[0-9])[-‑](?=[{ALPHA}]{{3}})"]
_SCORE = re.compile(rf"[0-9]+([-‑])[{ALPHA}]+([-‑])[0-9]+")
"""Two numbers joined by a preposition and hyphens, the usual way to write the terms of an exchange."""

_DESIGNATION = re.compile(rf"[{ALPHA}]{{1,4}}[-‑][0-9]+[{ALPHA}]*")
"""Letters, a hyphen, figures: the designation of a type of equipment, whatever else the letters may be ("Mi-8")."""

_TYPES: dict[str, EntityType] = {
    "Person": "Person",
    "Organization": "Organization",
    "Place": "Place",
    "Unit": "Unit",
    "Equipment": "Equipment",
    "PERSON": "Person",
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}
"""NER labels of our own models, and of the common public ones, → entity types; other labels are left out."""

_chosen: dict[str, str] = {}


@cache
def _tokenizer(lang: str) -> Any:
    kind = language(lang)
    tokenizer: Any = spacy.blank(kind.tokenizer).tokenizer
    find = compile_infix_regex([*_INFIXES, *_HYPHENS] if kind.split_hyphens else _INFIXES).finditer
    hyphen = re.compile("[-‑]")

    def infixes(text: str) -> Iterable[re.Match[str]]:
        score = _SCORE.fullmatch(text)
        return hyphen.finditer(text) if score else find(text)

    tokenizer.infix_finditer = infixes
    prefixes = tokenizer.prefix_search
    tokenizer.prefix_search = lambda text: None if _DESIGNATION.match(text) else prefixes(text)
    tokenizer.token_match = _DESIGNATION.fullmatch
    return tokenizer


def tokenise(lang: str, text: str, start: int = 0, kind: str = "paragraph") -> Sentence:
    """The text of one sentence, which begins at offset `start` of its document, as tokens.

    White space is in no token. Raises ValueError where the language is unknown.
    """
    tokens: list[Token] = []
    length = len(text)
    for word in _tokenizer(lang)(text):
        form = word.text
        if form.isspace():
            continue
        first = word.idx
        last = first + len(form)
        known = entry(lang, form)
        tokens.append(
            Token(
                i=len(tokens),
                text=form,
                start=start + first,
                end=start + last,
                lower=known.lower,
                lemma=likeliest(lang, form),
                pos=known.pos,
                case=known.case,
                space=last < length and text[last].isspace(),
            )
        )
    return Sentence(lang, start, start + length, tuple(tokens), kind)


def use(lang: str, model: str) -> None:
    """Read a language with another spaCy pipeline: a path or the name of a package, "" for the shipped one."""
    if model:
        _chosen[lang] = model
    else:
        _chosen.pop(lang, None)
    _syntax.cache_clear()
    _names.cache_clear()


@cache
def _syntax(lang: str) -> Language | None:
    """The parsing pipeline of a language, None where it has none."""
    if lang in _chosen:
        return _load(_chosen[lang])
    return _shipped(DATA / "models" / lang / "syntax")


@cache
def _names(lang: str) -> Language | None:
    """The pipeline that finds names in a language, None where it has none."""
    if lang in _chosen:
        pipeline = _load(_chosen[lang])
        return pipeline if pipeline.has_pipe("ner") else None
    return _shipped(DATA / "models" / lang / "names")


def _shipped(folder: Path) -> Language | None:
    return _load(str(folder)) if (folder / "config.cfg").is_file() else None


def _load(model: str) -> Language:
    """A pipeline by path or package name. Those of `kg train` have no tokenizer: sentences come in tokens."""
    folder = Path(model)
    bare = folder.is_dir() and not (folder / "tokenizer").exists()
    return spacy.load(model, exclude=["tokenizer"] if bare else [])


def has_parser(lang: str) -> bool:
    """Whether a language has a parser; without one `parse` gives words without dependencies."""
    return _syntax(lang) is not None


def doc(vocab: Vocab, lang: str, forms: Sequence[str], spaces: Sequence[bool], names: Iterable[int] = ()) -> Doc:
    """One sentence as spaCy takes it, in training as in use: the dictionary's lemma and tag go in as features.

    names  indexes of the words that stand for a whole name
    """
    whole = set(names)
    known = [entry(lang, form) for form in forms]
    return Doc(
        vocab,
        words=[spelt(form) for form in forms],
        spaces=list(spaces),
        lemmas=[k.lemma for k in known],
        tags=[f"{NAME_TAG}|{k.tag}" if i in whole else k.tag for i, k in enumerate(known)],
        sent_starts=[i == 0 for i in range(len(known))],
    )


def parse(sentence: Sentence, spans: Sequence[Name | Chunk]) -> tuple[Word, ...]:
    """The words of one sentence; see `parse_all`."""
    return parse_all([sentence], [spans])[0]


def parse_all(sentences: Sequence[Sentence], spans: Sequence[Sequence[Name | Chunk]]) -> list[tuple[Word, ...]]:
    """The words of each sentence with their dependencies; `spans` holds the names and chunks of each sentence.

    The spans of a sentence are sorted and do not overlap. Each is one word: its text is that of the token at `head`,
    its offsets are the span's. Where a language has no parser, a word is its own head with no relation.
    """
    found: list[tuple[Word, ...]] = [()] * len(sentences)
    places: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        places.setdefault(sentence.lang, []).append(at)
    for lang, indexes in places.items():
        rows = [_units(sentences[at], spans[at]) for at in indexes]
        pipeline = _syntax(lang)
        if pipeline is None:
            for at, row in zip(indexes, rows, strict=True):
                found[at] = _flat(row)
            continue
        docs = (
            doc(
                pipeline.vocab,
                lang,
                [_spelling(token, span) for token, span in row],
                [_spaced(token, span, sentences[at]) for token, span in row],
                [i for i, (_, span) in enumerate(row) if _names_something(span)],
            )
            for at, row in zip(indexes, rows, strict=True)
        )
        for at, row, parsed in zip(indexes, rows, pipeline.pipe(docs, batch_size=BATCH), strict=True):
            found[at] = _words(lang, row, parsed)
    return found


def ner(sentences: Sequence[Sentence]) -> list[tuple[Name, ...]]:
    """Names that the trained recogniser of each sentence's language finds, sorted; none where it has no recogniser."""
    found: list[tuple[Name, ...]] = [()] * len(sentences)
    places: dict[str, list[int]] = {}
    for at, sentence in enumerate(sentences):
        if sentence.tokens and _names(sentence.lang):
            places.setdefault(sentence.lang, []).append(at)
    for lang, indexes in places.items():
        pipeline = _names(lang)
        if pipeline is None:
            continue
        docs = (
            doc(pipeline.vocab, lang, [t.text for t in sentences[at].tokens], [t.space for t in sentences[at].tokens])
            for at in indexes
        )
        for at, read in zip(indexes, pipeline.pipe(docs, batch_size=BATCH), strict=True):
            found[at] = tuple(_name(sentences[at], span) for span in read.ents if span.label_ in _TYPES)
    return found


def _name(sentence: Sentence, span: Any) -> Name:
    """A recognised span as a name."""
    tokens = sentence.tokens[span.start : span.end]
    kind = _TYPES[span.label_]
    text = "".join(token.text + " " * token.space for token in tokens).rstrip()
    return Name(
        type=kind,
        start=tokens[0].start,
        end=tokens[-1].end,
        first=span.start,
        last=span.end,
        head=head(sentence.lang, kind, tokens).i,
        text=text,
        lemma=text,
        source="ner",
    )


def head(lang: str, kind: EntityType, tokens: Sequence[Token]) -> Token:
    """The word of a name that stands for it in the parse: a person's last, else where the language has its noun."""
    if kind == "Person":
        return tokens[-1]
    if language(lang).name_head == "first":
        return tokens[0]
    small = next((i for i, token in enumerate(tokens) if i and token.text[0].islower()), len(tokens))
    return tokens[small - 1]


def _units(sentence: Sentence, spans: Sequence[Name | Chunk]) -> list[tuple[Token, Name | Chunk | None]]:
    """The words to be: each token outside the spans, and for each span the token that stands for it."""
    rows: list[tuple[Token, Name | Chunk | None]] = []
    at = 0
    for span in spans:
        rows.extend((token, None) for token in sentence.tokens[at : span.first])
        rows.append((sentence.tokens[span.head], span))
        at = span.last
    rows.extend((token, None) for token in sentence.tokens[at:])
    return rows


def _names_something(span: Name | Chunk | None) -> bool:
    return isinstance(span, Name) or (span is not None and span.name is not None)


def _spelling(token: Token, span: Name | Chunk | None) -> str:
    return (span.text if isinstance(span, Chunk) else "") or token.text


def _spaced(token: Token, span: Name | Chunk | None, sentence: Sentence) -> bool:
    return sentence.tokens[span.last - 1].space if span else token.space


def _flat(row: Sequence[tuple[Token, Name | Chunk | None]]) -> tuple[Word, ...]:
    return tuple(_word(i, token, span, token.lemma, token.pos, {}, i, "") for i, (token, span) in enumerate(row))


def _words(lang: str, row: Sequence[tuple[Token, Name | Chunk | None]], parsed: Doc) -> tuple[Word, ...]:
    """The parse as words with one root: a second root hangs on the first as `dep`."""
    root = next((word.i for word in parsed if word.head.i == word.i), 0)
    words = []
    for (token, span), word in zip(row, parsed, strict=True):
        feats = word.morph.to_dict()
        pos = word.pos_
        if _names_something(span) and pos not in ("NOUN", "PROPN"):
            pos = "PROPN"
        if token.case and "Case" in feats and feats["Case"] not in token.case:
            # The dictionary knows which cases a form can have; the tagger guesses.
            feats["Case"] = "Nom" if "Nom" in token.case else min(token.case)
        if "Case" not in feats and _names_something(span) and language(lang).is_oblique(token.lower, token.lemma):
            feats["Case"] = "Dat,Gen"  # the tagger has no case for many a name
        head, dep = word.head.i, word.dep_
        if head == word.i:
            head, dep = (head, "root") if head == root else (root, "dep")
        words.append(_word(word.i, token, span, lemma(lang, token.text, pos, feats), pos, feats, head, dep))
    return agreement.mend(lang, fixed.joined(lang, words))


def _word(
    i: int, token: Token, span: Name | Chunk | None, lemma: str, pos: str, feats: dict[str, str], head: int, dep: str
) -> Word:
    return Word(
        i=i,
        text=token.text,
        start=(span or token).start,
        end=(span or token).end,
        lower=token.lower,
        lemma=lemma,
        pos=pos,
        feats=feats,
        head=head,
        dep=dep,
        name=span.name if isinstance(span, Chunk) else span,
    )
