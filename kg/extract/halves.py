"""Returns of people that are halves of an exchange: "Ukraine got back 36 and Russia 35", "the swap of 2 May, when 90
came home"."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.classes import BELLIGERENTS
from kg.extract.quantities import Quantity
from kg.extract.scene import Scene
from kg.extract.telling import Figure, Filling, Telling
from kg.extract.tokens import Word

DAY_REACH = 4
"""Words from a day to the "when" that tells what happened on it."""


def with_other_half(scene: Scene, telling: Telling) -> Telling:
    """A return of people to one side, with what its sentence adds of the other side's, as an exchange."""
    if telling.type != "Release" or telling.since or any(f.of == "body" for f in telling.figures):
        return telling
    for word in scene.words[telling.word + 1 :]:
        side = _side(scene, word)
        second = _number_beside(scene, word) if side else None
        if second is None:
            continue
        others = _sides_before(scene, telling, second) - {side}
        first = [f for f in telling.figures if f.quantity.start < second.start]
        if len(others) != 1 or len(first) != 1:
            continue
        (other,) = others
        figures = (replace(first[0], side=other), Figure("returned", second, side, first[0].role))
        parties = tuple(Filling("party", None, s, telling.word) for s in (other, side))
        return replace(telling, type="PrisonerExchange", figures=figures, roles=parties)
    return telling


def of_its_day(scene: Scene, telling: Telling) -> Telling:
    """A return told in a clause that says what happened on the day of an exchange, as that exchange."""
    if telling.type != "Release" or telling.kind == "noun" or any(f.of == "body" for f in telling.figures):
        return telling
    words = scene.words
    for k in scene.tree.kids(telling.word, "advmod", "mark"):
        if words[k].feats.get("PronType") not in ("Int", "Rel") or words[k - 1].text != ",":
            continue
        near = words[max(0, k - DAY_REACH) : k]
        dated = any(t.start <= w.start < t.end for t in scene.times for w in near)
        if dated and any("exchange" in scene.reader.lexicon.kinds_of(w) for w in words[:k]):
            return replace(telling, type="PrisonerExchange")
    return telling


def _side(scene: Scene, word: Word) -> str:
    """The side of the war whose country a word names, or ""."""
    side = scene.reader.side_of_name(word.name) if word.name is not None and word.name.type == "Place" else ""
    return side if side in BELLIGERENTS else ""


def _number_beside(scene: Scene, word: Word) -> Quantity | None:
    """The bare number that a side has to itself, behind a comma or an "and": "and Russia 35", "and 50 to Russia"."""
    words, i = scene.words, word.i
    behind = _number(scene, i + 1)
    if behind is not None and _opens(words[i - 1]):
        return behind
    if i < 3 or words[i - 1].pos != "ADP":
        return None
    before = _number(scene, i - 2)
    return before if before is not None and _opens(words[i - 3]) else None


def _number(scene: Scene, i: int) -> Quantity | None:
    if not 0 <= i < len(scene.words):
        return None
    start = scene.words[i].start
    return next((q for q in scene.quantities if q.start == start and q.noun is None and not q.part), None)


def _opens(word: Word) -> bool:
    return word.pos == "CCONJ" or word.text == ","


def _sides_before(scene: Scene, telling: Telling, second: Quantity) -> set[str]:
    """The sides to which the first half shows people to have come back: its own, or one that a word before it names."""
    found = {f.side for f in telling.filled("recipient")}
    found |= {_side(scene, w) for w in scene.words if w.end <= second.start}
    return found - {""}
