"""Units of armed forces: number, arm, size, honorific, military unit number, in any order that a language has them.

A unit's name grows from its size word to both sides (see `designations.py`). What has neither number nor name is no
unit. Beside that, a number and an arm stand for a unit without a size word ("the 47th Mechanized"), some names do alone
("Akhmat"), and a list shares one size word ("the 60th, 57th and 28th brigades"). The words are the lexicon's
(`units.toml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg import lexicon
from kg.extract.designations import POST_NUMBER, Draft, Reader
from kg.extract.dictionary import entry, language
from kg.extract.tokens import Name, Sentence
from kg.extract.trie import Hit, Hits, capital

SIZES = ("squad", "platoon", "company", "battalion", "regiment", "brigade", "division", "corps", "army")
"""Echelons from small to large; a group or a unit may be of any size."""

SMALL = frozenset(SIZES[:4])
LARGE = frozenset(SIZES[4:6])
"""Sizes of part and whole that a comma alone can join ("2nd Battalion, 92nd Assault Brigade")."""


def find(sentence: Sentence) -> list[Name]:
    """The units that a sentence names, in order; they do not overlap.

    Attributes: number (int), echelon, arm, honorific, militaryUnitNumber, each where the text says it. `side` is that
    of the country adjective before the name, or of the name itself, else "".
    """
    hits = Hits(sentence, "units")
    if not hits:
        return []
    reader = Reader(sentence, hits)
    drafts: list[Draft] = []
    for grow in (_full_names, _sized, _detached, _headless, _lone_names, _posted):
        for draft in grow(reader, drafts):
            if not any(d.first < draft.last and draft.first < d.last for d in drafts):
                draft.side = draft.side or reader.side_before(draft.first)
                drafts.append(draft)
    drafts.sort(key=lambda d: d.first)
    return [reader.name(d) for d in drafts]


def _full_names(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """Names of more than one word that may hold a size word ("Russian Volunteer Corps")."""
    found = []
    for hit in reader.hits.all("name"):
        if hit.entry.alone and hit.end - hit.start > 1 and reader.known(hit):
            draft = Draft(hit.start, hit.end, hit.end - 1, full=hit.form)
            draft.call(hit.form, "known", hit.entry.side)
            found.append(draft)
    return found


def _sized(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """Units with a size word, and the lists that share one."""
    found: list[Draft] = []
    for head in reader.hits.all("echelon", "echelon_short", "formation_short"):
        if any(d.first <= head.start < d.last for d in (*drafts, *found)):
            continue
        formation = head.kind == "formation_short"
        draft = Draft(head.start, head.end, _noun_of(reader, head), acronym=head.kind != "echelon")
        draft.attributes["echelon"] = head.entry.echelon if formation else head.entry.id
        if formation:
            draft.attributes["arm"] = head.entry.arm
        reader.left(draft, plain=formation or reader.singular(head.end - 1))
        reader.right(draft)
        if not _evident(reader, draft, head):
            continue
        found += [d for d in (draft, reader.post_number(draft)) if d]
        if draft.first < head.start and "number" in draft.evidence and reader.plural(head.end - 1):
            found += _list(reader, draft, head)
    return found


def _noun_of(reader: Reader, head: Hit) -> int:
    """The token of a size phrase that is its noun: before a link, else the dictionary's first noun, else where the
    language has it."""
    linked = next((k for k in range(head.start + 1, head.end) if reader.hits.starting(k, "link")), None)
    if linked:
        return linked - 1
    nouns = (k for k in range(head.start, head.end) if reader.tokens[k].pos == "NOUN")
    return next(nouns, head.start if language(reader.lang).name_head == "first" else head.end - 1)


def _evident(reader: Reader, draft: Draft, head: Hit) -> bool:
    """Whether the draft is one unit and not any unit of its kind."""
    if "number" in draft.evidence:
        return True
    if head.kind != "echelon":
        return False
    if draft.evidence & {"known", "quoted"}:
        return True
    solid = capital(reader.tokens[draft.head]) or "arm" in draft.attributes
    return "capital" in draft.evidence and solid and not head.entry.numbered


def _list(reader: Reader, last: Draft, head: Hit) -> list[Draft]:
    """The other members of a list that shares the size word of its last member, from right to left."""
    members: list[Draft] = []
    at = last.first
    side = reader.side_before(at)
    while at >= 2 and (reader.tokens[at - 1].text == "," or reader.hits.ending(at, "joiner")):
        joiner = reader.hits.ending(at, "joiner")
        end = joiner.start if joiner else at - 1
        member = Draft(end, end, max(end - 1, 0), elided=True)
        reader.left(member)
        if "number" not in member.evidence:
            break
        member.attributes["echelon"] = last.attributes["echelon"]
        if "arm" in last.attributes:
            member.attributes.setdefault("arm", last.attributes["arm"])
        members.append(member)
        at = member.first
        side = side or reader.side_before(at)
    for member in (*members, last):
        member.side = member.side or side
    return members


def _detached(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """A known or quoted name, or a number with an arm, beside a noun that does not say the size."""
    found = []
    for noun in reader.hits.all("detachment"):
        draft = Draft(noun.start, noun.end, _noun_of(reader, noun))
        reader.left(draft, names=False)
        reader.right(draft)
        numbered = "number" in draft.evidence and draft.last - draft.first > noun.end - noun.start + 1
        if "known" in draft.evidence or numbered or ("quoted" in draft.evidence and not noun.entry.known):
            honorific = str(draft.attributes.get("honorific", ""))
            draft.full = honorific if "known" in draft.evidence and not numbered and len(honorific) > 1 else ""
            found += [d for d in (draft, reader.post_number(draft)) if d]
    return found


def _headless(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """An ordinal with an arm or a name, for a unit whose size the sentence carries over or leaves out."""
    found = []
    for at in range(len(reader.tokens) - 1):
        number = reader.number(at)
        if not number or not number[1]:
            continue
        draft = Draft(at, at + 1, at)
        draft.number(number[0])
        reader.right(draft)
        last = draft.last - 1
        if last == at:
            continue
        echelon = _carried(reader, at, drafts)
        if not draft.evidence & {"known", "quoted"}:
            if "arm" not in draft.attributes or not _nominal(reader, draft):
                continue
            echelon = echelon or _elided(reader, last)
        elif not echelon:
            continue
        draft.head = last
        if echelon:
            draft.attributes["echelon"] = echelon
            draft.elided = True
        found.append(draft)
    return found


def _nominal(reader: Reader, draft: Draft) -> bool:
    """Whether number and arm stand for the unit itself: written as a name, or an adjective with no noun after it."""
    arm = reader.tokens[draft.first + 1]
    following = reader.tokens[draft.last] if draft.last < len(reader.tokens) else None
    if arm.pos != "ADJ":
        return capital(arm) and not (following is not None and capital(following))
    if following is None or following.pos not in ("NOUN", "ADJ", "PROPN"):
        return True
    forms = [
        {(r.case, r.number) for r in entry(reader.lang, t.text).readings if r.case and r.pos == t.pos}
        for t in (arm, following)
    ]
    return bool(forms[0] and forms[1]) and not forms[0] & forms[1]


def _carried(reader: Reader, at: int, drafts: Sequence[Draft]) -> str:
    """The size that the sentence gave last before token `at`, or the only one that its units have."""
    before = [h for h in reader.hits.all("echelon", "formation_short") if h.end <= at]
    if before:
        row = before[-1].entry
        return str(row.echelon if before[-1].kind == "formation_short" else row.id)
    sizes = {d.attributes["echelon"] for d in drafts if "echelon" in d.attributes}
    return str(sizes.pop()) if len(sizes) == 1 else ""


def _elided(reader: Reader, at: int) -> str:
    """The size whose noun an adjective of its gender leaves unsaid: a brigade, where no regiment shares its gender."""
    gender = reader.gender(at)
    if not gender:
        return ""
    nouns = {
        e.id: entry(reader.lang, e.forms[0]).readings[0].gender for e in lexicon.read(reader.lang, "units")["echelon"]
    }
    return "brigade" if nouns.get("brigade") == gender and nouns.get("regiment") != gender else ""


def _lone_names(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """Names that mean the unit with nothing beside them."""
    found = []
    for hit in reader.hits.all("name"):
        if hit.entry.alone and reader.known(hit):
            quoted = reader.quoted_after(hit.start - 1) == hit.end + 1 if hit.start else False
            draft = Draft(hit.start - quoted, hit.end + quoted, hit.end - 1, full=hit.form)
            draft.call(hit.form, "known", hit.entry.side)
            found.append(draft)
    return found


def _posted(reader: Reader, drafts: Sequence[Draft]) -> list[Draft]:
    """Military unit numbers on their own; one that a link ties to a unit after it becomes part of that unit."""
    found = []
    for noun in reader.hits.all("post_number"):
        at = noun.end
        if at >= len(reader.tokens) or not POST_NUMBER.fullmatch(reader.tokens[at].text):
            continue
        number = reader.tokens[at].text
        link = reader.hits.starting(at + 1, "link")
        unit = next((d for d in drafts if link and d.first == link.end), None)
        free = not any(d.first < at + 1 and noun.start < d.last for d in drafts)
        if unit and free and "militaryUnitNumber" not in unit.attributes:
            unit.attributes["militaryUnitNumber"] = number
            unit.first = noun.start
        else:
            found.append(Draft(noun.start, at + 1, at, {"militaryUnitNumber": number}))
    return found


def part_of(names: Sequence[Name], sentence: Sentence) -> list[tuple[Name, Name]]:
    """(part, whole) for the units that the sentence places in a larger formation or an organization.

    "X of the Y", "X (Y)", in languages with cases also the bare genitive "X Y", and "Y X" where a language puts the
    whole before. A unit is part of a larger unit only, and never of a body that is not one of armed forces.
    """
    held = [n for n in names if n.last > n.first]
    if not any(n.type in ("Unit", "Organization") for n in held):
        return []
    hits = Hits(sentence, "units")
    pairs = []
    for left, right in pairwise(held):
        if left.type == "Unit" and right.type in ("Unit", "Organization") and _linked(sentence, hits, left, right):
            if right.type == "Organization" or _larger(right, left):
                pairs.append((left, right))
        elif left.type == "Organization" and right.type == "Unit" and left.last == right.first:
            pairs.append((left, right)[::-1])
        elif left.type == right.type == "Organization" and left.last == right.first and _genitive(sentence, right):
            pairs.append((left, right))
    return pairs


def _genitive(sentence: Sentence, name: Name) -> bool:
    """Whether a name stands in the genitive by its form, and in no case that its nominative could be mistaken for."""
    case = sentence.tokens[name.head].case
    return "Gen" in case and "Nom" not in case


def _linked(sentence: Sentence, hits: Hits, left: Name, right: Name) -> bool:
    """Whether what stands between two names makes the second the whole of the first."""
    tokens = sentence.tokens
    at = left.last
    if at == right.first:
        return any(t.case for t in tokens)
    if tokens[at].text == "(" and at + 1 == right.first:
        return right.last < len(tokens) and tokens[right.last].text in (")", ",", "[", ";")
    if tokens[at].text == "," and at + 1 == right.first and not any(t.case for t in tokens):
        return left.attributes.get("echelon") in SMALL and right.attributes.get("echelon") in LARGE
    at = _apposed(sentence, hits, at)
    link = hits.starting(at, "link")
    if link is None:
        return False
    side = hits.starting(link.end, "side")
    return right.first in (link.end, side.end if side else -1)


def _apposed(sentence: Sentence, hits: Hits, at: int) -> int:
    """Where an apposition with a noun for a unit ends ("Group 13, a special unit of …"), `at` where none begins."""
    if sentence.tokens[at].text != ",":
        return at
    for k in range(at + 1, min(at + 5, len(sentence.tokens))):
        noun = hits.starting(k, "detachment", "echelon")
        if noun:
            return noun.end
        if capital(sentence.tokens[k]) or not sentence.tokens[k].text[0].isalpha():
            break
    return at


def _larger(whole: Name, part: Name) -> bool:
    """Whether one unit can hold another, as far as their sizes tell."""
    sizes = [
        SIZES.index(n.attributes["echelon"]) if n.attributes.get("echelon") in SIZES else -1 for n in (whole, part)
    ]
    return -1 in sizes or sizes[0] > sizes[1]
