"""The argument slots of a trigger: what the parse gives, what a light verb lends, and mended where parsers slip.

Each mend is a construction that a small parser gets wrong in news text; none knows a word of any language.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.extract import cues
from kg.extract.classes import classes_of
from kg.extract.clauses import CLAUSAL, base
from kg.extract.sayings import stances
from kg.extract.scene import Scene, clause_bounds, timed
from kg.extract.tokens import Word
from kg.extract.triggers import Trigger

SAID = ".said"
"""What ends the name of a slot that holds who told of it: its side may have done it, it did not."""

APPOSED = 4
"""How many words behind a comma the head of an apposition may stand."""


def slots_of(scene: Scene, trigger: Trigger) -> dict[str, list[int]]:
    """The trigger's slots; a phrase's own words are looked through, a noun borrows from its light verb."""
    if not scene.tree.parsed:
        return _window(scene, trigger)
    slots = _without_times(scene, trigger, scene.tree.slots(trigger.word))
    if trigger.kind == "verb" and scene.words[trigger.word].pos == "ADJ" and "subj" in slots:
        # A participle that the tagger takes for an adjective ("have been freed") says what happened to its subject.
        slots.setdefault("passive_subj", []).extend(slots.pop("subj"))
    if trigger.kind == "noun":
        _borrow_from_verb(scene, trigger, slots)
    if scene.words[trigger.word].dep in ("cop", "aux", "aux:pass") and scene.words[trigger.word].head in trigger.rest:
        # "157 defenders are home": the subject is the adverb's, not the verb's.
        for slot, heads in scene.tree.slots(scene.words[trigger.word].head).items():
            slots.setdefault(slot, []).extend(heads)
    for j in trigger.rest:
        for slot, heads in scene.tree.slots(j).items():
            if slot not in ("subj", "passive_subj"):
                slots.setdefault(slot, []).extend(h for h in heads if h not in slots.get(slot, []))
        counted = scene.tree.counted_argument(j) if not slots.get("obj") and not slots.get("passive_subj") else None
        if counted is not None:  # "declared persona non grata 18 members of staff"
            slots.setdefault("obj", []).append(counted)
    own = {trigger.word, *trigger.rest}
    _add_marked_object(scene, trigger, slots)
    _mend_particle(scene, trigger, slots)
    _mend_headline_passive(scene, trigger, slots)
    _add_elaborations(scene, slots, own)
    _look_through_deeds(scene, slots)
    _add_from_objects(scene, trigger, slots)
    cleaned: dict[str, list[int]] = {}
    for slot, heads in slots.items():
        kept: list[int] = []
        for h in heads:
            if (
                h not in own or scene.words[h].name is not None
            ):  # "came back to Russia": the phrase names whose they are
                kept.append(h)
            else:
                # "have taken prisoners, two soldiers of …": the apposition says whom.
                kept += [k for k in scene.tree.kids(h, "appos") if k not in own] or _told_after(scene, h)
        if kept:
            cleaned[slot] = kept
    return cleaned


def _add_from_objects(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> None:
    """ "Launched 89 drones at Ukraine": a preposition that the frame knows may hang on the object instead of the
    verb."""
    wanted = {place for places in trigger.frame.roles.values() for place in places} - set(slots) - {"of"}
    heads = [h for found in slots.values() for h in found if not _is_landmark(scene, h)]
    below = {k for h in heads for k in scene.tree.subtree(h, CLAUSAL - {"root"}) if k not in heads}
    direct = {k for h in heads for k in scene.tree.kids(h, "nmod", "obl")}
    deep = {place for role, places in trigger.frame.roles.items() if role == "weapon" for place in places}
    for k in sorted(k for k in below if base(scene.words[k].dep) in ("nmod", "obl")):
        for preposition in scene.tree.prepositions(k):
            if preposition in wanted and (k in direct or preposition in deep):
                slots.setdefault(preposition, []).extend(scene.tree.conjuncts(k))


def _is_landmark(scene: Scene, h: int) -> bool:
    """Whether a common noun only tells where ("at the border with Belarus")."""
    word = scene.words[h]
    ground = word.name is None and "ground" in scene.reader.lexicon.kinds_of(word)
    return ground and bool(scene.tree.kids(h, "case"))


def _without_times(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> dict[str, list[int]]:
    """The slots without dates, whatever the parser makes of them; what hangs on a date belongs to the verb."""
    dates = timed(scene)
    found: dict[str, list[int]] = defaultdict(list)
    for slot, heads in slots.items():
        if kept := [h for h in heads if scene.words[h].start not in dates]:
            found[slot] = kept
    passive = scene.tree.is_passive(trigger.word)
    for k in scene.tree.kids(trigger.word):
        if scene.words[k].start in dates:
            for inner in scene.tree.kids(k):
                if scene.words[inner].start not in dates:
                    scene.tree.add_child(found, inner, passive)
    return found


def _told_after(scene: Scene, h: int) -> list[int]:
    """The counted people right behind a comma, whom the parser coordinates with something else."""
    if h + 1 >= len(scene.words) or scene.words[h + 1].text != ",":
        return []
    for word in scene.words[h + 2 : h + 2 + APPOSED]:
        if word.pos in ("VERB", "PUNCT", "CCONJ", "ADP"):
            return []
        if scene.reader.lexicon.kinds_of(word):
            return [word.i] if scene.tree.kids(word.i, "nummod") else []
    return []


def _look_through_deeds(scene: Scene, slots: dict[str, list[int]]) -> None:
    """ "The SBU led the operation that resulted in the capture of …": who does the deed is the subject behind it."""
    for n, j in enumerate(slots.get("subj", ())):
        word = scene.words[j]
        if word.name is not None or base(word.dep) != "obj" or scene.reader.read(j).kinds or scene.reader.read(j).side:
            continue
        doers = scene.tree.slots(word.head).get("subj", [])
        if doers:
            slots["subj"] = [*slots["subj"][:n], *doers, *slots["subj"][n + 1 :]]
            return


def _add_marked_object(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> None:
    """An object with a preposition, which a pronoun at the verb announces: "i-au capturat pe cei trei soldați"."""
    markers = {start for start, _ in cues.spans(scene.words, cues.of(scene.sentence.lang, "object_marker"))}
    if not markers or not any(
        scene.words[k].pos == "PRON" for k in scene.tree.kids(trigger.word, "expl", "obj", "iobj")
    ):
        return
    for k in scene.tree.kids(trigger.word, "obl"):
        if markers & set(scene.tree.kids(k, "case")) and "person" in classes_of(scene, scene.reader.read(k)):
            slots["obj"] = scene.tree.conjuncts(k)


def _mend_particle(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> None:
    """ "Handed over 140 soldiers": what the parser takes for a preposition's noun is the object."""
    if slots.get("obj") or slots.get("passive_subj"):
        return
    for k in scene.tree.kids(trigger.word, "obl", "nmod"):
        cases = scene.tree.kids(k, "case")
        bare = not cases and not scene.words[k].feats.get("Case") and trigger.kind == "phrase" and k > trigger.word
        if any(c in trigger.rest for c in cases) or (bare and scene.words[k].start not in timed(scene)):
            slots.setdefault("obj", []).extend(scene.tree.conjuncts(k))
            return


def _mend_headline_passive(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> None:
    """ "942 Russians captured there": a subject where the frame wants an object, and no object, is the logical
    object."""
    places = [place for role, where in trigger.frame.roles.items() if role in trigger.frame.needs for place in where]
    told = scene.words[trigger.word]
    if trigger.kind == "phrase" and told.feats.get("VerbForm") == "Part" and told.lower != told.lemma:
        places += [place for where in trigger.frame.roles.values() for place in where if place == "passive_subj"]
        places = [place for place in places if place != "subj"]  # "two soldiers taken alive"
    elif trigger.kind != "verb":
        return
    if "passive_subj" not in places or slots.get("obj") or slots.get("passive_subj"):
        return
    counted = any(scene.tree.kids(j, "nummod") for j in slots.get("subj", ()))
    if scene.words[trigger.word].feats.get("Voice") == "Act" and not counted:
        return  # where cases tell them apart, only a number leaves open which it is
    if slots.get("subj") and "subj" not in places and not scene.tree.kids(trigger.word, "aux"):
        slots["passive_subj"] = slots.pop("subj")


def _add_elaborations(scene: Scene, slots: dict[str, list[int]], own: set[int]) -> None:
    """ "…, including troops from the 488th": what a verb used as a preposition adds belongs to the phrase before it."""
    sources = {start for start, _ in cues.spans(scene.words, cues.of(scene.sentence.lang, "source"))}
    for k, word in enumerate(scene.words):
        markers = [c for c in scene.tree.kids(k, "case") if c not in sources]
        if not any(scene.words[c].pos == "VERB" for c in markers) or base(word.dep) not in (
            "obl",
            "nmod",
        ):
            continue
        before = [(max(heads), slot) for slot, heads in slots.items() if heads and max(heads) < k]
        if before and k not in own:
            slots[max(before)[1]].extend(j for j in scene.tree.conjuncts(k))


def _borrow_from_verb(scene: Scene, trigger: Trigger, slots: dict[str, list[int]]) -> None:
    word = scene.words[trigger.word]
    for k in scene.tree.kids(trigger.word, "acl"):
        if scene.words[k].lemma in trigger.frame.light:  # "the incursion launched by the army"
            for slot, heads in _without_times(scene, replace(trigger, word=k), scene.tree.slots(k)).items():
                slots.setdefault(slot, []).extend(
                    h for h in heads if h != trigger.word and h not in slots.get(slot, [])
                )
    if word.head == trigger.word or base(word.dep) not in ("obj", "nsubj", "obl", "conj", "xcomp", "iobj"):
        return
    verb = word.head
    if scene.words[verb].lemma not in trigger.frame.light:
        return
    reports = scene.words[verb].lemma in stances(scene.sentence.lang) and trigger.frame.event != "Diplomacy"
    for slot, heads in scene.tree.slots(verb).items():
        if reports and slot in ("subj", "agent"):
            slots.setdefault(f"{slot}{SAID}", []).extend(heads)  # "RIA reported the capture of …": not by RIA
            continue
        for h in heads:
            if h != trigger.word and h not in slots.get(slot, []):
                slots.setdefault(slot, []).append(h)


def _window(scene: Scene, trigger: Trigger) -> dict[str, list[int]]:
    """Slots without a parse: what stands left of the trigger in its clause is subject, right of it object."""
    slots: dict[str, list[int]] = {}
    left, right = clause_bounds(scene, trigger.word)
    for j in range(left, right):
        word = scene.words[j]
        if j == trigger.word or j in trigger.rest or not _nominal(scene, word):
            continue
        before = scene.words[j - 1] if j else None
        if before is not None and before.pos == "ADP":
            slots.setdefault(before.lemma, []).append(j)
        elif word.name is None or word.name.type != "Person":
            slots.setdefault("subj" if j < trigger.word else "obj", []).append(j)
    return slots


def _nominal(scene: Scene, word: Word) -> bool:
    return word.name is not None or bool(scene.reader.lexicon.kinds_of(word)) or word.lemma in scene.counted
