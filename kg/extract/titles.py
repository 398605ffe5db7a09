"""The phrase of a post around a name: its noun, its adjuncts and the body that it belongs to.

Read off the tokens of a sentence and the names found in it, with the words of the lexicon (`ranks.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extract.designations import POSSESSIVE
from kg.extract.dictionary import language
from kg.extract.sequences import plain_text
from kg.extract.tokens import Name, Sentence
from kg.extract.trie import Hit, Hits, words

BODIES = frozenset({"Organization", "Unit", "Place"})
REACH = 10
"""Tokens between a name and the noun of its post."""

LOOSE = 4
"""Tokens between a link and a body's name, common words all ("of the occupation movement X")."""


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """The phrase of a post: its tokens, its noun, what it is of."""

    first: int
    last: int
    noun: Hit
    title: tuple[int, int]
    body: Name | str | None = None
    common: str = ""


class TitleReader:
    """One sentence with its names and the lexicon's words."""

    __slots__ = ("ending", "hits", "lang", "starting", "tokens")

    def __init__(self, sentence: Sentence, names: Iterable[Name]) -> None:
        self.lang = sentence.lang
        self.tokens = sentence.tokens
        self.hits = Hits(sentence, "ranks")
        held = [n for n in names if n.last > n.first]
        self.starting = {n.first: n for n in held}
        self.ending = {n.last: n for n in held}

    def side(self, at: int) -> tuple[int, str]:
        """End and side of a country's adjective or name that begins at token `at`."""
        for end, (kind, row, _) in words(self.lang, "units").match(self.tokens, at):
            if kind in ("side", "side_country"):
                return end, str(row.id)
        return at, ""

    def side_before(self, at: int) -> tuple[int, str]:
        """Start and side of a country's adjective or name that ends before token `at`."""
        for start in range(at - 1, max(at - 4, -1), -1):
            end, side = self.side(start)
            if side and end == at:
                return start, side
        return at, ""

    def skip(self, at: int, *kinds: str) -> int:
        """The first token from `at` on that begins no phrase of these kinds."""
        while hit := self.hits.starting(at, *kinds):
            at = hit.end
        return at

    def skip_back(self, at: int, *kinds: str) -> int:
        """The token before which, from `at` back, no phrase of these kinds ends."""
        while hit := self.hits.ending(at, *kinds):
            at = hit.start
        return at

    def skip_call_sign(self, at: int) -> int:
        """Behind the comma after a call sign that begins at token `at` ("call sign Redis, headed …")."""
        sign = self.hits.starting(at, "call_sign")
        if sign is None:
            return at
        comma = next(
            (k for k in range(sign.end, min(sign.end + LOOSE + 1, len(self.tokens))) if self.tokens[k].text == ","),
            at - 1,
        )
        return comma + 1

    def post_from(self, at: int) -> Hit | None:
        """The longest post that begins at token `at` and runs into no name ("the head of [State Staff]" is no head of
        state)."""
        found = (h for h in self.hits.by_start.get(at, ()) if h.kind == "post" and not self._cuts_name(h))
        return max(found, key=lambda h: h.end, default=None)

    def post_to(self, at: int) -> Hit | None:
        """The longest post that ends before token `at` and runs into no name."""
        found = (h for h in self.hits.by_end.get(at, ()) if h.kind == "post" and not self._cuts_name(h))
        return min(found, key=lambda h: h.start, default=None)

    def _cuts_name(self, hit: Hit) -> bool:
        inner = (self.starting.get(at) for at in range(hit.start + 1, hit.end))
        return any(name is not None and name.last > hit.end for name in inner)

    def body_at(self, at: int) -> tuple[Name | str | None, int]:
        """The body that stands at token `at`, articles and country adjectives before it skipped, and where it ends."""
        for start in (at, self.skip(at, "article"), self.skip(at, "article", "adjunct")):
            name = self.starting.get(start)
            if name and name.type in BODIES:
                return name, name.last
        at = self.skip(at, "article", "adjunct")
        end, side = self.side(at)
        if side:
            name = self.starting.get(end)
            if name and name.type in ("Organization", "Unit"):
                return name, name.last
            return side, end
        for end in range(at, min(at + LOOSE, len(self.tokens))):
            name = self.starting.get(end)
            if name and name.type in BODIES:
                return name, name.last
            if not self.tokens[end].text[0].islower() or self.hits.starting(end, "body_link", "post", "relative"):
                break
        return None, at

    def body_after(self, at: int) -> tuple[Name | str | None, int]:
        """The body that a post ending at token `at` is of: after a link, or directly."""
        link = self.hits.starting(at, "body_link")
        if link:
            body, end = self.body_at(link.end)
            if body is not None:
                return body, end
        name = self.starting.get(self.skip(at, "article"))
        if name and name.type in BODIES:
            return name, name.last
        return None, at

    def before(self, at: int) -> TitlePhrase | None:
        """The phrase of a post that ends before token `at`, its body inside it or before it."""
        if at <= 0:
            return None
        common = ""
        name = self.ending.get(at)
        body: Name | str | None = None
        if name and name.type in BODIES:
            body = name
            noun = self.post_to(self.before_body(body.first))
            while noun is None and (whole := self.ending.get(body.first)) and whole.type in BODIES:
                body = whole
                noun = self.post_to(self.before_body(body.first))
        else:
            noun = self.post_to(at)
            if noun is None:
                start, side = self.side_before(at)
                noun, body = self.post_to(start), side or None
            if noun is None and (held := self.hits.ending(at, "body_noun")):
                noun = self.post_to(self.before_body(held.start))
                common = plain_text(self.tokens[held.start : held.end])
        if noun is None:
            return None
        outer = self._outer(noun)
        return self._widened(TitlePhrase(outer.start, at, outer, (outer.start, outer.end), body, common))

    def before_body(self, at: int) -> int:
        """Where a post may end that a body at token `at` belongs to: before article, adjective and link."""
        start = self.side_before(at)[0]
        start = self.skip_back(start, "article")
        link = self.hits.ending(start, "body_link") or self.hits.ending(at, "body_link")
        return link.start if link else start

    def _outer(self, noun: Hit) -> Hit:
        """The post of whom a post is part ("an aide to the president"): the first of a chain."""
        start = self.skip_back(noun.start, "article")
        link = self.hits.ending(start, "body_link")
        outer = self.post_to(link.start if link else start)
        return outer if outer and outer.end <= noun.start and (link or outer.end == noun.start) else noun

    def _widened(self, found: TitlePhrase) -> TitlePhrase:
        """The phrase with what stands before its noun: adjuncts of the title, a body, a country."""
        body, common = found.body, found.common
        title, first = found.title[0], found.first
        while first > 0:
            adjunct = self.hits.ending(first, "adjunct")
            if adjunct and self.ending.get(first) is None:
                first = adjunct.start
                title = first
                continue
            possessive = self.tokens[first - 1].text in POSSESSIVE
            name = self.ending.get(first - possessive)
            if name and name.type in BODIES and (possessive or language(self.lang).name_head == "last"):
                body = body or name
                first = name.first
                break
            start, side = self.side_before(first - possessive)
            if side:
                body = body or side
                first = start
                continue
            noun = self.hits.ending(first - possessive, "body_noun")
            if noun and not body and not common:
                common = plain_text(self.tokens[noun.start : noun.end])
                first = noun.start
                continue
            break
        body = body or self._inner_side(found.noun)
        return replace(found, first=first, title=(title, found.title[1]), body=body, common=common)

    def _inner_side(self, noun: Hit) -> str | None:
        """The side of a country adjective inside the words of a post."""
        return next((side for at in range(noun.start + 1, noun.end) if (side := self.side(at)[1])), None)

    def after(self, at: int) -> TitlePhrase | None:
        """The phrase of a post that begins at token `at`."""
        first, stop = at, at + REACH
        title: int | None = None
        body: Name | str | None = None
        while at < min(stop, len(self.tokens)):
            noun = self.post_from(at)
            adjunct = self.hits.starting(at, "adjunct")
            qualifies = adjunct and self.hits.starting(adjunct.end, "post", "adjunct")
            if noun and not qualifies:
                inner, end = self._of(noun.end)
                start = title if title is not None else noun.start
                return TitlePhrase(first, end, noun, (start, noun.end), inner or body)
            if adjunct:
                title = at if title is None else title
                at = adjunct.end
                continue
            name = self.starting.get(at)
            if name and name.type in BODIES:
                body, at, title = name, name.last, None
                continue
            end, side = self.side(at)
            if side:
                body, at, title = body or side, end, None
                continue
            skipped = self.skip(at, "article", "rank")
            if skipped == at and self.tokens[at].text in POSSESSIVE:
                skipped = at + 1
            if skipped == at:
                return None
            at = skipped
        return None

    def _of(self, at: int) -> tuple[Name | str | None, int]:
        """What a post is of, through posts in between ("an aide to the president of Russia")."""
        body, end = self.body_after(at)
        if body is not None:
            return body, end
        link = self.hits.starting(at, "body_link")
        inner = self.post_from(self.skip(link.end if link else at, "article"))
        return self.body_after(inner.end) if inner else (None, at)

    def led(self, at: int) -> TitlePhrase | None:
        """A verb that gives a post, at token `at` after a name ("who heads the directorate")."""
        relative = self.hits.starting(at, "relative")
        verb = self.hits.starting(relative.end if relative else at, "lead_verb")
        if verb is None:
            return None
        body, end = self.body_at(verb.end)
        if body is None and not relative:
            return None
        return TitlePhrase(at, end, verb, (verb.start, verb.end), body)

    def led_by(self, at: int) -> TitlePhrase | None:
        """A verb that gives a post, before a name at token `at` ("the group, commanded by General …")."""
        verb = self.hits.ending(at, "lead_verb")
        if verb is None:
            return None
        start = self.skip_back(verb.start, "relative")
        if start > 0 and self.tokens[start - 1].text == ",":
            start -= 1
        name = self.ending.get(start)
        if name is None or name.type not in BODIES or start == verb.start:
            return None
        return TitlePhrase(name.first, at, verb, (verb.start, verb.end), name)
