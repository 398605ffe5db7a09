"""The bare words of a SPARQL query: its keywords, told apart from what stands in texts, names, IRIs and comments."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<text>\"{3}(?:[^\\]|\\.)*?\"{3}|'{3}(?:[^\\]|\\.)*?'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+)
    |(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>[\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])*)
    |(?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)

_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:(//|[^\s()]*>)")
"""An IRI that can't be read otherwise, as `<` and `>` with terms between them can."""


def keywords(sparql: str) -> frozenset[str]:
    """The bare words of a query in capitals.

    What a parser may take for an IRI or for a comparison (`?a<1)SERVICE#>`) is taken for both, so that no keyword stays
    unseen; a word too many does no harm to who refuses it.
    """
    found: set[str] = set()
    for token in _TOKEN.finditer(sparql):
        text = token[0]
        if token.lastgroup == "word":
            found.add(text.upper())
        elif token.lastgroup == "iri" and not _ABSOLUTE.match(text):
            found |= keywords(text[1:-1])
    return frozenset(found)
