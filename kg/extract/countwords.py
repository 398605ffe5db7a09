"""The counting words of one language (`quantities.toml`, `cues.toml`), indexed for lookup among tokens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from kg import lexicon
from kg.extract.sequences import Sequences
from kg.model import Qualifier

PERSON_CONCEPTS = {
    "captive": "captive",
    "soldier": "personnel",
    "civilian": "civilian",
    "diplomat": "diplomat",
    "person": "person",
}
"""Class of a person noun (`cues.toml`) → concept of what is counted."""

THINGS = frozenset({"vehicle", "aircraft", "ship", "drone", "missile"})
"""Classes of what is shot down, lost or launched: nouns in whose list an article counts one ("two tanks and a gun")."""


@dataclass(frozen=True, slots=True)
class CountWords:
    """One attribute for each way in which words stand to a number, as the head of `quantities.toml` has it."""

    qualifiers_before: Sequences[Qualifier]
    qualifiers_after: Sequences[Qualifier]
    counted: Sequences[str]
    sides: Sequences[str]
    side_nouns: Sequences[str]
    uncounted_before: Sequences[None]
    uncounted_after: Sequences[None]
    months: Sequences[None]
    ordinals: Sequences[None]
    stop: frozenset[str]
    filler: Sequences[None]
    part_before: Sequences[None]
    part_after: Sequences[None]
    pair: Sequences[None]
    each_before: Sequences[None]
    each_near: Sequences[None]
    same: Sequences[None]
    out_of: Sequences[None]
    article: Sequences[None]
    toll: Sequences[str]
    reaching: Sequences[None]
    listing: Sequences[None]
    things: frozenset[str]


def _qualifier(name: str) -> Qualifier:
    if name in get_args(Qualifier):
        return cast(Qualifier, name)
    raise lexicon.LexiconError(f"qualifier {name!r} is not one of {', '.join(get_args(Qualifier))}")


@cache
def count_words(lang: str) -> CountWords:
    """The counting words of a language, read once."""
    data, cues = lexicon.read(lang, "quantities"), lexicon.read(lang, "cues")
    people = [(n, PERSON_CONCEPTS[c.id]) for c in cues["person_noun"] if c.id in PERSON_CONCEPTS for n in c.nouns]
    demonyms = [(n, s.id) for s in cues["side"] for n in s.nouns]
    own = [(form, d.id) for d in cues["deixis"] for form in d.forms]
    named = [(n, s.id) for s in cues["side"] for n in (*s.adjectives, *s.names)]

    def plain(forms: Iterable[str]) -> Sequences[None]:
        return Sequences(lang, [(form, None) for form in forms])

    return CountWords(
        qualifiers_before=Sequences(lang, [(f, _qualifier(q.id)) for q in data["qualifier"] for f in q.before]),
        qualifiers_after=Sequences(lang, [(f, _qualifier(q.id)) for q in data["qualifier"] for f in q.after]),
        counted=Sequences(lang, [(n, c.id) for c in data["counted"] for n in c.nouns] + people),
        sides=Sequences(lang, demonyms + named + own),
        side_nouns=Sequences(lang, demonyms),
        uncounted_before=plain(f for u in data["uncounted"] for f in u.before),
        uncounted_after=plain(f for u in data["uncounted"] for f in u.after),
        months=plain(f for m in lexicon.read(lang, "temporal")["month"] if not m.leading for f in m.forms),
        ordinals=plain(f for o in lexicon.read(lang, "temporal")["ordinal"] for f in (*o.forms, *o.lemmas)),
        stop=frozenset(f for s in data["stop"] for f in s.forms),
        filler=plain(f for s in data["filler"] for f in s.forms),
        part_before=plain(f for p in data["part"] for f in p.before),
        part_after=plain(f for p in data["part"] for f in p.after),
        pair=plain(f for p in data["pair"] for f in p.forms),
        each_before=plain(f for e in data["each"] for f in e.before),
        each_near=plain(f for e in data["each"] for f in e.after),
        same=plain(f for s in data["same"] for f in s.forms),
        out_of=plain(f for o in data["out_of"] for f in o.forms),
        article=plain(f for a in data["article"] for f in a.forms),
        toll=Sequences(lang, [(f, t.id) for t in data["toll"] for f in t.forms]),
        listing=plain(f for x in data["listing"] for f in x.forms),
        reaching=plain(f for r in data["reaching"] for f in r.forms),
        things=frozenset(c.id for c in data["counted"] if c.kind in THINGS),
    )
