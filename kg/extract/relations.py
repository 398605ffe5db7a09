"""Who holds which post in what, who serves where, and which unit belongs to which formation, over a document.

`posts` and `units` read single sentences; here what a sentence leaves unsaid is found in those before it: the town of a
mayor, the brigade of a brigade commander, the body of a spokesman.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kg.extract import mentions, units
from kg.extract.coreference import Entities
from kg.extract.parsed import Parsed
from kg.extract.posts import Post, members, members_of_noun, posts
from kg.extract.tokens import Name
from kg.model import Relation, Span

TOWN = frozenset({"region", "country", "water", "road"})
"""Kinds of places that have no mayor."""

BODIES = frozenset({"Organization", "Unit"})


class Relations:
    """The relations of one document.

    countries  ISO code → the entity of the country that the document names
    side_of    entity → ISO code of its side, or ""
    """

    def __init__(
        self,
        parsed: Sequence[Parsed],
        text: str,
        entities: Entities,
        countries: Mapping[str, str],
        side_of: Callable[[str], str],
    ) -> None:
        self._parsed, self._text = parsed, text
        self._entities, self._countries, self._side = entities, countries, side_of

    def read(self) -> list[Relation]:
        """The relations in the order of the text, each once, with the sentences that state it."""
        found: dict[tuple[str, str, str], Relation] = {}
        for parsed in self._parsed:
            span = Span(
                parsed.sentence.start, parsed.sentence.end, self._text[parsed.sentence.start : parsed.sentence.end]
            )
            for kind, subject, object_, title in self._of_sentence(parsed):
                _add(found, Relation(kind, subject, object_, title, (span,)))  # type: ignore[arg-type]
        return list(found.values())

    def _of_sentence(self, parsed: Parsed) -> Iterator[tuple[str, str, str, str]]:
        sentence = parsed.sentence
        for child, parent in units.part_of(parsed.names, sentence):
            yield "partOf", self._entities.of(child), self._entities.of(parent), ""
        for child, whole in self._parents_inside(parsed):
            yield "partOf", self._entities.of(child), whole, ""
        for post in posts(sentence, parsed.names):
            body = self._body(post, parsed)
            if body:
                yield "position", self._entities.of(post.person), body, post.title
        for person, unit in members(sentence, parsed.names):
            yield "memberOf", self._entities.of(person), self._entities.of(unit), ""
        for person, noun in members_of_noun(sentence, parsed.names):
            body = self._named_by(noun, person.start)
            if body:
                yield "memberOf", self._entities.of(person), body, ""

    def _parents_inside(self, parsed: Parsed) -> Iterator[tuple[Name, str]]:
        """Organizations named inside a unit's designation that the document names elsewhere too ("1st Corps of the
        National Guard")."""
        held = [n for n in parsed.names if n.type == "Unit" and n.last - n.first > 2]
        if not held:
            return
        for inner in mentions.find(parsed.sentence):
            unit = next((n for n in held if n.first < inner.first and inner.last <= n.last), None)
            if unit is not None and inner.type == "Organization" and (known := self._entities.like(inner)):
                yield unit, known

    def _body(self, post: Post, parsed: Parsed) -> str:
        """What a post is a post of: the body in its phrase, else the one that the document leaves in mind."""
        if isinstance(post.body, Name):
            return self._entities.of(post.body)
        if post.noun and (named := self._named_by(post.noun, post.start)):
            return named
        if post.body is None and post.scope == "country":
            return self._countries.get(self._side(self._entities.of(post.person)), "")
        if post.body is None and post.scope:
            return self._in_mind(post, parsed)
        return self._countries.get(post.body or "", "")

    def _in_mind(self, post: Post, parsed: Parsed) -> str:
        """The town, region, body or unit of a size that the passage named last before a post without one; for a place,
        else the next one of its sentence."""
        passage = [p for p in self._parsed if p.passage == parsed.passage and p.number <= parsed.number]
        fitting = [n for p in passage for n in p.names if self._fits(n, post)]
        before = [n for n in fitting if n.start < post.start]
        after = [n for n in fitting if n.start > post.end] if post.scope in ("place", "region") else []
        chosen = before[-1] if before else after[0] if after else None
        return self._entities.of(chosen) if chosen is not None else ""

    def _fits(self, name: Name, post: Post) -> bool:
        """Whether a name can be what a post of this scope is of; what is on the other side cannot."""
        if post.scope in ("place", "region"):
            kind = name.attributes.get("kind")
            return name.type == "Place" and (kind == "region" if post.scope == "region" else kind not in TOWN)
        entity = self._entities.of(name)
        side, own = self._side(entity), self._side(self._entities.of(post.person))
        if name.type not in BODIES or (side and own and own != side):
            return False
        if name.type == "Organization" and not side:
            return False
        return post.scope == "body" or name.attributes.get("echelon") == post.scope

    def _named_by(self, noun: str, before: int) -> str:
        """The last body named before an offset whose name has that noun in it ("ministry spokesman")."""
        found = ""
        for parsed in self._parsed:
            for name in parsed.names:
                if name.start < before and name.type in BODIES and noun in name.lemma.casefold().split():
                    found = self._entities.of(name)
        return found


def _add(found: dict[tuple[str, str, str], Relation], relation: Relation) -> None:
    if relation.subject == relation.object:
        return
    key = (relation.type, relation.subject, relation.object)
    known = found.get(key)
    if known is None:
        found[key] = relation
    elif known.evidence[-1:] != relation.evidence:
        found[key] = Relation(
            known.type, known.subject, known.object, known.title, (*known.evidence, *relation.evidence)
        )
