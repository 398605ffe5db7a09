"""Posts that a sentence gives to the persons it names, and the units it counts them to.

A post stands before the name ("Ukrainian Foreign Minister Dmytro Kuleba", "the head of the President's Office, Andriy
Yermak"), after it in apposition ("Apty Alaudinov, the commander of the Akhmat battalion"), or in a verb ("who heads the
directorate"). It is read off the tokens, with the names already found, so that no parse is needed. The words are the
lexicon's (`ranks.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.sequences import plain_text
from kg.extract.titles import BODIES, TitlePhrase, TitleReader
from kg.extract.tokens import Name, Sentence
from kg.extract.trie import Hits

SEPARATORS = frozenset((",", "(", "—", "–", "-"))
CLAUSE = 12
"""Tokens of a relative clause between a post and the name of its holder."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a person holds.

    title       the words of the document ("deputy defence minister"); `lemma` is the noun in its dictionary form
    id          the office, one word in every language (`ranks.toml`)
    scope       what such a post is of where the text names no body: "country", "region", "place", "body" (of armed
                forces or a state), the size of a unit, or "" where that is open
    body        the organization, unit or place named in the title phrase; else the ISO code of the country that an
                adjective names; else None
    noun        the common noun that stands for a body named earlier ("ministry spokesman"), else ""
    start, end  offsets from the post to the name, or from the name to the post and its body
    """

    person: Name
    title: str
    lemma: str
    id: str
    scope: str
    body: Name | str | None
    noun: str
    start: int
    end: int


def posts(sentence: Sentence, names: Sequence[Name]) -> list[Post]:
    """The posts that a sentence gives to its persons, in their order; `names` are all names of the sentence."""
    people = [n for n in names if n.type == "Person" and n.last > n.first]
    if not people:
        return []
    reader = TitleReader(sentence, names)
    found = _respective(reader, people)
    told = {post.person for post in found}
    for person in people:
        if person in told:
            continue
        phrases = (*_preceding(reader, person), *_following(reader, person))
        found.extend(_post(reader, person, phrase) for phrase in phrases)
    return found


def _respective(reader: TitleReader, people: Sequence[Name]) -> list[Post]:
    """The posts of two persons told in the order of their bodies ("the ombudsmen of Russia and Ukraine, X and Y")."""
    found: list[Post] = []
    for first, second in pairwise(people):
        at = first.first - (reader.tokens[first.first - 1].text == ",") if first.first else 0
        later = reader.ending.get(at)
        earlier = reader.ending.get(later.first - 1) if later else None
        if later is None or earlier is None or reader.starting.get(first.last + 1) != second:
            continue
        joined = reader.tokens[later.first - 1].lower == reader.tokens[first.last].lower
        noun = reader.hits.ending(reader.before_body(earlier.first), "post")
        if joined and noun and {earlier.type, later.type} <= BODIES:
            for person, body in ((first, earlier), (second, later)):
                found.append(
                    _post(reader, person, TitlePhrase(person.first, person.last, noun, (noun.start, noun.end), body))
                )
    return found


def _preceding(reader: TitleReader, person: Name) -> list[TitlePhrase]:
    at = reader.skip_back(person.first, "rank", "honorific")
    found = reader.before(person.first) or reader.before(at) or reader.led_by(at)
    if found is None and at > 1 and reader.tokens[at - 1].text == ",":
        at -= 1
        end = at if at in reader.ending else reader.skip_back(at, "rank", "honorific")
        found = reader.before(end) or reader.before(_clause_start(reader, at))
        held = reader.ending.get(found.first - (reader.tokens[found.first - 1].text == ",")) if found else None
        if held and held.type == "Person":
            found = None
    return [found] if found else []


def _clause_start(reader: TitleReader, at: int) -> int:
    """Where a relative clause that ends before token `at` begins, 0 where there is none with no person in it."""
    for start in range(at - 1, max(at - CLAUSE, 0), -1):
        name = reader.ending.get(start)
        if reader.tokens[start].text in (",", ".") or (name and name.type == "Person"):
            return 0
        if reader.hits.starting(start, "relative"):
            return start
    return 0


def _following(reader: TitleReader, person: Name) -> list[TitlePhrase]:
    at = person.last
    if at >= len(reader.tokens):
        return []
    if reader.tokens[at].text not in SEPARATORS:
        found = reader.led(at)
        return [found] if found and isinstance(found.body, Name) and found.body.type != "Place" else []
    found = reader.after(at + 1) or reader.led(at + 1) or reader.led(reader.skip_call_sign(at + 1))
    follower = reader.starting.get(found.last) if found else None
    if found and follower and follower.type == "Person":
        return []
    return [found] if found else []


def _post(reader: TitleReader, person: Name, found: TitlePhrase) -> Post:
    entry = found.noun.entry
    verb = found.noun.kind == "lead_verb"
    title = plain_text(reader.tokens[found.title[0] : found.title[1]])
    spans = [person.start, person.end, reader.tokens[found.first].start, reader.tokens[found.last - 1].end]
    return Post(
        person=person,
        title=title,
        lemma=entry.post if verb else found.noun.form,
        id=entry.post if verb else entry.id,
        scope="" if verb else entry.scope,
        body=found.body,
        noun=found.common,
        start=min(spans),
        end=max(spans),
    )


def members(sentence: Sentence, names: Sequence[Name]) -> list[tuple[Name, Name]]:
    """(person, unit) where a sentence counts a person to a unit without a post ("Ivan Koval of the 36th Brigade")."""
    people = [n for n in names if n.type == "Person" and n.last > n.first]
    if not people:
        return []
    reader = TitleReader(sentence, names)
    unit_words = Hits(sentence, "units")
    found = []
    for person in people:
        at = person.last
        comma = at < len(reader.tokens) and reader.tokens[at].text == ","
        link = unit_words.starting(at + comma, "link")
        unit = reader.starting.get(link.end) if link else None
        if unit and unit.type == "Unit":
            found.append((person, unit))
        unit = reader.ending.get(reader.skip_back(person.first, "rank"))
        if unit and unit.type == "Unit" and reader.hits.ending(reader.before_body(unit.first), "calling"):
            found.append((person, unit))
    return found


def members_of_noun(sentence: Sentence, names: Sequence[Name]) -> list[tuple[Name, str]]:
    """(person, noun) where a sentence counts a person to a body that it does not name ("Ivan Koval of the same
    brigade"); the noun is in its dictionary form."""
    people = [n for n in names if n.type == "Person" and n.last > n.first]
    if not people:
        return []
    reader = TitleReader(sentence, names)
    unit_words = Hits(sentence, "units")
    found = []
    for person in people:
        link = unit_words.starting(person.last, "link")
        at = reader.skip(link.end, "article") if link else person.last
        noun = reader.hits.starting(at, "body_noun") if link and at > link.end else None
        if noun is not None and noun.end not in reader.starting:
            found.append((person, noun.form))
    return found
