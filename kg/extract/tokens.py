"""What the extract modules hand each other: tokens of a sentence, names found in it, words of its parse.

Recognisers (units, persons, places, …) look at `Sentence.tokens` and give `Name`s. The parser then reads the sentence
with each name as one word, so that "the 488th Guards Motorized Rifle Regiment" is a single noun to it, and frames look
at `Word`s. Offsets are code points of the whole document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Token:
    """One token before parsing.

    i      index in the sentence
    lower  casefolded text
    lemma  dictionary lemma, lower case (of the likeliest reading; the casefolded text where no dictionary knows it)
    pos    UD part of speech by the dictionary, "" where unknown
    case   the cases that the dictionary allows ("Nom", "Acc", …); empty where the language or the word has none
    space  whether white space follows
    """

    i: int
    text: str
    start: int
    end: int
    lower: str
    lemma: str
    pos: str = ""
    case: frozenset[str] = frozenset()
    space: bool = True


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in one language. `kind` is the kind of its passage (title, paragraph, post)."""

    lang: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Name:
    """A span that names an entity, as one recogniser found it.

    first, last  token indexes in the sentence, last exclusive
    head         index of the token that stands for the name in the parse (the echelon noun, the surname, …)
    lemma        the name in its dictionary form ("93rd Mechanized Brigade"; "Харків" for "у Харкові")
    source       which recogniser: unit, registry, gazetteer, person, organization, equipment, ner
    key          identity where the recogniser knows it: `registry:<id>` or `place:<id>`
    keys         the candidates where several are possible (thirty Mykolaivkas); `key` is then ""
    """

    type: EntityType
    start: int
    end: int
    first: int
    last: int
    head: int
    text: str
    lemma: str
    source: str
    key: str = ""
    keys: tuple[str, ...] = ()
    side: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens that are one word to the parser without being a name: a number with its qualifier, a date, a post with
    its holder.

    first, last  token indexes in the sentence, last exclusive
    head         index of the token that stands for the chunk
    text         what the parser reads in its place, "" for the text of the head
    name         the name that the chunk stands for: the holder of a post
    """

    start: int
    end: int
    first: int
    last: int
    head: int
    text: str = ""
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the parse; a name is one word.

    head  index of the governor in the parsed sentence, itself for the root
    dep   Universal Dependencies relation
    feats UD features ("Case": "Ins", …)
    """

    i: int
    text: str
    start: int
    end: int
    lower: str
    lemma: str
    pos: str
    feats: Mapping[str, str]
    head: int
    dep: str
    name: Name | None = None
