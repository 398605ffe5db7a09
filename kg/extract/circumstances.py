"""When and where: the time and the places of a telling."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg import lexicon
from kg.extract import cues
from kg.extract.clauses import CLAUSAL, base
from kg.extract.roles import place_meant
from kg.extract.scene import Scene, clause_words, reach
from kg.extract.telling import Filling
from kg.extract.temporal import Time
from kg.extract.tokens import Name
from kg.extract.triggers import Trigger
from kg.lexicon import Frame

DATED = frozenset({"day", "range", "month", "year", "tally", "future"})
"""Kinds of time expression that can date an event."""

GROUND = frozenset({"ground", "facility"})
"""Classes of nouns that name a part of a place, or a side of it."""

NEAR_KM = 30
"""A place farther off than this is not where something happened."""

DISTANCE_REACH = 5
"""Words from a unit of length to the place from which a distance is told."""


@cache
def saying_verbs(lang: str) -> frozenset[str]:
    """The verbs of saying of a language."""
    return frozenset(verb for entry in lexicon.read(lang, "cues")["say"] for verb in entry.verbs)


def time_of(scene: Scene, trigger: Trigger) -> tuple[Time | None, bool]:
    """The time of a trigger, and whether a "since" is told: the nearest in its clause, or below it, else the only one
    of the clauses above it, else what a heading or the part of the sentence before a semicolon gives."""
    starts = {scene.words[j].start for j in reach(scene, trigger)}
    clause = {scene.words[j].start for j in scene.tree.clause(trigger.word)} if scene.tree.parsed else starts
    if trigger.kind == "noun":
        clause |= {scene.words[j].start for j in scene.tree.subtree(trigger.word)}
    apart = _apart(scene, trigger)
    own = scene.words[trigger.word].start
    near = [t for t in scene.times if _among(t, starts) and not _among(t, apart)]
    dated = [t for t in near if t.kind in DATED]
    if dated:
        return min(dated, key=lambda t: (not _among(t, clause), abs(t.start - own), t.start)), False
    since = any(t.kind == "since" and _among(t, clause) for t in near)
    if _descriptive(scene, trigger):
        return None, since
    others = [t for t in scene.times if t.kind in DATED and not _among(t, apart)]
    if len(others) == 1:
        return others[0], since
    return (scene.discourse.time if not scene.times else None), since


def _descriptive(scene: Scene, trigger: Trigger) -> bool:
    """Whether a trigger only describes people or things of another clause, whose day is not its own: "the 115 who had
    been seized near Kursk came back yesterday"."""
    if not scene.tree.parsed or trigger.kind == "noun":
        return False
    top = trigger.word
    while scene.words[top].dep not in CLAUSAL and scene.words[top].dep != "amod" and scene.words[top].head != top:
        top = scene.words[top].head
    return scene.words[top].dep == "amod" or base(scene.words[top].dep) == "acl"


def _among(time: Time, starts: set[int]) -> bool:
    return any(time.start <= s < time.end for s in starts)


def _apart(scene: Scene, trigger: Trigger) -> set[int]:
    """Where the words begin of relative clauses in which the trigger does not stand ("which Russia took in May"), and
    which do not describe it."""
    found: set[int] = set()
    own = scene.tree.subtree(trigger.word) if trigger.kind == "noun" else []
    for word in scene.words:
        below = scene.tree.subtree(word.i) if word.dep == "acl:relcl" and word.i not in own else []
        if trigger.word not in below and not set(trigger.rest) & set(below):
            found |= {scene.words[j].start for j in below}
    return found


def _says(scene: Scene, i: int) -> bool:
    return scene.words[i].lemma in saying_verbs(scene.sentence.lang)


def places_of(scene: Scene, trigger: Trigger, roles: Sequence[Filling], frame: Frame) -> list[Name]:
    """Where it happened: places of the clause, the most specific ones; a movement's is where it leads or what it
    leaves."""
    if frame.event == "Movement":
        # A frame of withdrawal names what is left first: that is its place.
        for role in (r for r in frame.roles if r in ("destination", "origin")):
            if told := [f.name for f in roles if f.name is not None and f.role == role]:
                return told
    whom = frame.event == "Diplomacy"  # relations are severed with a country, not in it
    used = {(f.name.start, f.name.end) for f in roles if f.name is not None and (f.role != "target" or whom)}
    found = [
        f.name
        for f in roles
        if f.role == "target"
        and f.name is not None
        and f.name.type == "Place"
        and f.name.attributes.get("kind") != "country"
    ]
    for j in clause_words(scene, trigger):
        name = scene.words[j].name
        if name is None or name.type != "Place" or (name.start, name.end) in used or name in found:
            continue
        if _locative(scene, j) and _tells_where(scene, j, trigger, name) and not _of_saying(scene, j, trigger):
            found.append(name)
    if not found and scene.discourse.place is not None:
        for k in scene.tree.kids(trigger.word, "obl", "nmod"):
            if scene.tree.prepositions(k) and place_meant(scene, scene.reader.read(k)):
                found.append(scene.discourse.place)
                break
    if not found and scene.discourse.area is not None and _there(scene, trigger):
        found.append(scene.discourse.area)
    if not found and frame.event in ("Capture", "Surrender"):
        found += _held(scene, roles)
    found = _without_far(scene, _outermost(scene, found))
    if frame.event in ("Release", "PrisonerExchange"):
        found = [n for n in found if n.attributes.get("kind") != "country"]  # whence and whither, not where
    exact = [n for n in found if n.attributes.get("kind") not in ("country", "region")]
    return exact or [n for n in found if n.attributes.get("kind") == "region"] or found


def _outermost(scene: Scene, places: list[Name]) -> list[Name]:
    """Without places that only locate another ("near Martynovka, northeast of Sudzha"); "the village" points back."""
    by_span = _by_span(scene)
    within: set[int] = set()
    for name in places:
        at = by_span.get((name.start, name.end))
        kind = name.attributes.get("kind")
        if at is not None and kind not in ("region", "country"):
            below = {j for j in scene.tree.subtree(at) if j != at and scene.words[j].dep != "conj"}
            if kind == "facility":  # "the steelworks in Mariupol": a facility and its town both
                towns = {j for j in below if scene.words[j].head == at and scene.words[j].name in places}
                below -= {j for j in towns if not _distance(scene, j)}
            within |= below
    return [n for n in places if by_span.get((n.start, n.end)) not in within]


def _by_span(scene: Scene) -> dict[tuple[int, int], int]:
    return {(w.name.start, w.name.end): w.i for w in scene.words if w.name is not None}


def _without_far(scene: Scene, places: list[Name]) -> list[Name]:
    """Without places that only a distance ties to the event: "125 km from Mykolaiv"; a short one will do alone."""
    by_span = _by_span(scene)
    distances = {n: _distance(scene, by_span[n.start, n.end]) for n in places if (n.start, n.end) in by_span}
    near = [n for n in places if not distances.get(n)]
    return near or [n for n in places if distances.get(n, 0) <= NEAR_KM]


def _distance(scene: Scene, j: int) -> int:
    """How far off the place at word `j` is said to be, 0 where nothing says so: the number before a unit of length."""
    units = {start for start, _ in cues.spans(scene.words, cues.of(scene.sentence.lang, "distance"))}
    for k in range(max(1, j - DISTANCE_REACH), j):
        if k in units and not any(w.text in ",;:" for w in scene.words[k:j]):
            digits = "".join(c for c in scene.words[k - 1].text if c.isdigit())
            return int(digits) if digits else 1
    return 0


def _of_saying(scene: Scene, j: int, trigger: Trigger) -> bool:
    """Whether a place is where something is said of the event: "in Seoul, the agency estimated the losses"."""
    if not scene.tree.parsed:
        return False
    verb = scene.words[j].head
    return verb not in (trigger.word, *trigger.rest) and j < verb < trigger.word and _says(scene, verb)


def _there(scene: Scene, trigger: Trigger) -> bool:
    """Whether an adverb points at a place told before ("942 Russians were captured there")."""
    adverbs = (scene.words[k] for k in scene.tree.kids(trigger.word, "advmod"))
    return any(w.pos == "ADV" and w.feats.get("PronType") == "Dem" and w.i > trigger.word for w in adverbs)


def _held(scene: Scene, roles: Sequence[Filling]) -> list[Name]:
    """The place that captives held: "the Azovstal defenders", "Azovstal, whose garrison …"."""
    for filling in roles:
        if filling.role != "captive":
            continue
        inner = [scene.words[j] for j in scene.tree.subtree(filling.head, CLAUSAL - {"root"})]
        for word in inner:
            name = word.name
            exact = name is not None and name.attributes.get("kind") not in ("country", "region")
            if name is not None and name.type == "Place" and exact and not scene.reader.is_government(word):
                return [name]
        if any(
            w.feats.get("PronType") in ("Rel", "Int,Rel") or (w.feats.get("PronType") == "Int" and w.feats.get("Poss"))
            for w in inner
        ):
            # The relative pronoun stands for what is named right before it, a facility with its town.
            before = [w.name for w in scene.words[: min(w.i for w in inner)] if w.name is not None]
            near = [
                n for n in before[-2:] if n.type == "Place" and n.attributes.get("kind") not in ("country", "region")
            ]
            if near and near[-1] is before[-1]:
                return near if near[0].attributes.get("kind") == "facility" else near[-1:]
    return []


def _tells_where(scene: Scene, j: int, trigger: Trigger, name: Name) -> bool:
    """Whether a country, or a town that may be its government, is told as the place and not as somebody."""
    if name.attributes.get("kind") != "country" and not scene.reader.is_government(scene.words[j]):
        return True
    if scene.reader.is_government(scene.words[j]) and scene.tree.parsed:
        cases = scene.tree.kids(j, "case")
        spans = cues.spans(scene.words, cues.of(scene.sentence.lang, "locative"))
        if not any(start <= k < end for k in cases for start, end in spans):
            return False
        return scene.words[j].name is not None
    return not scene.tree.parsed or scene.words[j].head in (trigger.word, *trigger.rest)


def _locative(scene: Scene, j: int) -> bool:
    """Whether the place at word `j` says where: it stands with a preposition, or in a local case."""
    word = scene.words[j]
    if not scene.tree.parsed:
        return j > 0 and scene.words[j - 1].pos == "ADP"
    if base(word.dep) not in ("obl", "nmod", "conj", "appos", "advmod", "root", "obj", "dep"):
        return False
    if scene.tree.prepositions(j) or word.feats.get("Case") == "Loc":
        return True
    return _part_of_ground(scene, scene.tree.first_conjunct(j))


def _part_of_ground(scene: Scene, j: int) -> bool:
    """Whether a place is told by its part or side, which says where: "в сторону X", "în gara orașului X"."""
    locative = {start for start, _ in cues.spans(scene.words, cues.of(scene.sentence.lang, "locative"))}
    while base(scene.words[j].dep) in ("nmod", "appos", "flat") and scene.words[j].head < j:
        j = scene.words[j].head
        word = scene.words[j]
        ground = GROUND & scene.reader.lexicon.kinds_of(word)
        if word.name is not None or not ground:
            return False
        if any(k in locative for k in scene.tree.kids(j, "case")):
            return True
    return False
