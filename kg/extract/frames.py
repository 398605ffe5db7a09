"""Events told by one sentence: frames of the lexicon laid over the words of its parse.

A frame says in which argument slots its roles stand (`frames.toml`); `clauses` finds the slots, `phrases` reads what
stands in them. No word of any language stands here. Where a sentence has no parse, the slots come from a window
around the
trigger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from kg.extract import cues
from kg.extract.arguments import slots_of
from kg.extract.circumstances import places_of, time_of
from kg.extract.classes import BELLIGERENTS, classes_of, needs_met
from kg.extract.clauses import CLAUSAL, base
from kg.extract.counting import EXCHANGE as COUNTED_EXCHANGE
from kg.extract.discourse import is_definite
from kg.extract.figures import figures_of
from kg.extract.halves import of_its_day, with_other_half
from kg.extract.joining import joined
from kg.extract.phrases import Phrase
from kg.extract.quantities import STATES
from kg.extract.roles import ARMS, HELPERS, fill, phrases_for, share_out
from kg.extract.scene import Scene, quantities_in, reach
from kg.extract.telling import Figure, Filling, Telling
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Word
from kg.extract.triggers import Trigger, triggers
from kg.lexicon import Frame
from kg.model import EventType

EXCHANGE = Frame(id="exchange/terms", event="PrisonerExchange", roles={})
"""The frame of an exchange told by its terms or its go-between, without a word of its own."""

WHEREABOUTS = Frame(id="capture/whereabouts", event="Capture", roles={})
"""The frame of what is told of captives where and whose they were when they were taken."""

UNEXCHANGED = frozenset({"tank", "aircraft", "helicopter", "drone", "missile", "vehicle", "settlement"})
"""What nobody exchanges one for one."""

DESCRIBING = frozenset({"Attack", "Movement", "Capture", "Surrender"})
"""Events whose noun before another noun says what kind of thing that is: "assault brigade", "retreat road"."""

PHYSICAL = frozenset({"Attack", "Movement", "Capture", "Surrender", "Release", "Loss"})
"""Events that adjuncts of place and time never make something else ("surrendered in the town")."""

CORE = frozenset({"subj", "obj", "iobj", "passive_subj", "agent", "of", "possessor", "compound"})

NEAR = 6
"""How many words from the trigger an excluding word reaches."""


def tellings(scene: Scene, free_order: bool) -> list[Telling]:
    """The events that the sentence tells, in the order of their triggers; a word triggers one event at most."""
    found: list[Telling] = []
    taken: set[int] = set()
    candidates = list(triggers(scene.words, scene.sentence.lang, free_order))
    # A phrase may hold a noun before its verb that tells the event by itself, less fully.
    whole = [[t for t in readings if t.kind == "phrase"] for readings in candidates]
    for readings in (*whole, *candidates):
        for trigger in readings:
            if trigger.word in taken or taken & set(trigger.rest):
                continue
            telling = _interpret(scene, trigger)
            if telling is not None:
                found.append(telling)
                taken |= {trigger.word, *trigger.rest}
                break
    found.sort(key=lambda telling: telling.word)
    found = _with_captives_units(scene, joined(scene, found))
    found = [of_its_day(scene, with_other_half(scene, t)) for t in found]
    mediators = _mediators(scene)
    if (mediators and scene.topics) or cues.spans(scene.words, cues.of(scene.sentence.lang, "in_return")):
        found = [_in_return(t) for t in found]
    if not any(t.type == "PrisonerExchange" for t in found):
        found += _bare_pairs(scene, found)
    return _with_states(scene, found) + mediators + _whereabouts(scene)


def _whereabouts(scene: Scene) -> list[Telling]:
    """Where captives were, and whose they are ("the prisoners were on the outskirts of X", "… belong to the 423rd")."""
    verbs = {start for start, _ in cues.spans(scene.words, cues.of(scene.sentence.lang, "whereabouts"))}
    verbs |= {w.head for w in scene.words if w.dep == "cop"}
    for verb in sorted(verbs):
        subjects = [k for k in scene.tree.kids(verb, "nsubj") if "captive" in scene.reader.read(k).kinds]
        if not subjects or not is_definite(scene.tree, subjects[0]):
            continue
        after = [w.name for w in scene.words if w.i > subjects[0] and w.name is not None]
        places = [n for n in after if n.type == "Place" and n.attributes.get("kind") not in ("region", "country")]
        roles = tuple(
            Filling("captive", n, scene.reader.side_of_name(n), subjects[0]) for n in after if n.type == "Unit"
        )
        if not places and not roles:
            continue
        trigger = Trigger(WHEREABOUTS, subjects[0], "noun")
        time, _ = time_of(scene, Trigger(WHEREABOUTS, max(w.i for w in scene.words if w.name in after), "noun"))
        return [_telling(scene, trigger, roles, (), tuple(places[:1]), time, pointing=True)]
    return []


def _with_states(scene: Scene, found: Sequence[Telling]) -> list[Telling]:
    """Numbers of killed, wounded and missing that no trigger took ("… and roughly 300 wounded") go to the nearest
    loss."""
    taken = {f.quantity.start for t in found for f in t.figures}
    out = list(found)
    for quantity in scene.quantities:
        if quantity.of not in STATES or quantity.part or quantity.start in taken:
            continue
        near = [n for n, t in enumerate(out) if t.type in ("Loss", "Attack") and not t.pointing]
        if not near:
            continue
        n = min(near, key=lambda n: abs(out[n].start - quantity.start))
        known = next((f.side for f in out[n].figures if f.of in STATES), "")
        side = quantity.side or known or next((f.side for f in out[n].filled("side")), "")
        out[n] = replace(out[n], figures=(*out[n].figures, Figure(quantity.of, quantity, side, "item")))
    return out


def _interpret(scene: Scene, trigger: Trigger) -> Telling | None:
    frame = trigger.frame
    if any(passes(scene, trigger) for passes in (_excluded, _describes, _is_counted, _is_habit, _is_aim)):
        return None
    slots = slots_of(scene, trigger)
    if any(slots.get(slot) for slot in frame.without):
        return None
    read = {slot: [scene.reader.read(head) for head in heads] for slot, heads in slots.items()}
    killing = trigger.kind == "verb" and "obj.side" in frame.roles.get("side", ())
    if killing and read.get("obj") and read.get("subj"):
        read["agent"] = read.pop("subj")  # who kills somebody is not who dies
    filled = {
        role: phrases_for(scene, role, places, read, frame.needs.get(role, ())) for role, places in frame.roles.items()
    }
    share_out(scene, filled)
    if not needs_met(scene, trigger, filled):
        return None
    roles: list[Filling] = []
    for role, found in filled.items():
        for phrase, side_only in found:
            roles += fill(scene, role, phrase, side_only)
    roles = _beyond_rivers(roles)
    time, since = time_of(scene, trigger)
    event_type = cast(EventType, frame.event)
    doer = bool(filled.get("attacker")) or any(f.role in ("attacker", "weapon") for f in roles)
    if frame.bare and not doer and not _by_arms(scene, read):
        event_type = cast(EventType, frame.bare)
        roles = [
            Filling("side" if f.role == "target" else f.role, f.name if f.role != "target" else None, f.side, f.head)
            for f in roles
        ]
        roles = [f for f in roles if f.name or f.side]
    if event_type == "Loss" and any(
        f.role in ("attacker", "weapon") and (f.name or f.role == "attacker") for f in roles
    ):
        # "63 men were killed by four HIMARS rockets": somebody did it.
        event_type = "Attack"
        roles = [replace(f, role="target", name=None) if f.role == "side" else f for f in roles]
    places = places_of(scene, trigger, roles, frame)
    figures = figures_of(scene, trigger, filled)
    words = [scene.words[j] for j in (trigger.word, *trigger.rest)]
    return Telling(
        sentence=scene.number,
        frame=frame,
        type=event_type,
        kind=trigger.kind,
        word=trigger.word,
        start=min(w.start for w in words),
        end=max(w.end for w in words) if trigger.kind == "phrase" else words[0].end,
        roles=tuple(dict.fromkeys(f for f in roles if f.role not in HELPERS or f.side)),
        figures=figures,
        places=tuple(places),
        time=time,
        since=(since or _of_many(scene, trigger)) and bool(figures),
        definite=trigger.kind == "noun" and is_definite(scene.tree, trigger.word),
        pointing=_points(scene, trigger, time, bool(roles or figures or (time and places))),
    )


def _of_many(scene: Scene, trigger: Trigger) -> bool:
    """Whether a return is that of many exchanges ("3,672 people came back in 57 exchanges"): a running total."""
    told = quantities_in(scene, reach(scene, trigger)) if trigger.frame.event == "Release" else []
    return any(q.of == COUNTED_EXCHANGE and q.value > 1 for q in told)


def _beyond_rivers(roles: list[Filling]) -> list[Filling]:
    """A river is no destination beside another: "crossed the Seim near Glushkovo"."""
    ends = [f for f in roles if f.role == "destination" and f.name is not None]
    rivers = [f for f in ends if f.name is not None and f.name.attributes.get("kind") == "river"]
    return [f for f in roles if f not in rivers] if len(rivers) < len(ends) else roles


def _points(scene: Scene, trigger: Trigger, time: Time | None, tells: bool) -> bool:
    """Whether a trigger only refers to a happening: "captured soldiers", "the day before the offensive"."""
    word = scene.words[trigger.word]
    if trigger.kind != "noun":
        return time is None and word.dep == "amod" and word.feats.get("VerbForm") != "Inf"
    adjunct = base(word.dep) in ("obl", "nmod") and bool(scene.tree.prepositions(word.i))
    return adjunct and not tells and is_definite(scene.tree, word.i)


def _is_counted(scene: Scene, trigger: Trigger) -> bool:
    """Whether an exchange is one of a number ("in 52 exchanges"): history, and no single happening."""
    return (
        trigger.kind == "noun"
        and frame_type(trigger) == "PrisonerExchange"
        and bool(scene.tree.kids(trigger.word, "nummod"))
    )


def frame_type(trigger: Trigger) -> str:
    """The event type that a trigger tells at first sight."""
    return trigger.frame.event


def _excluded(scene: Scene, trigger: Trigger) -> bool:
    if not trigger.frame.excludes:
        return False
    excludes = set(trigger.frame.excludes)
    if scene.tree.parsed:
        return any(_is_one_of(scene.words[j], excludes) for j in _attached(scene, trigger))
    low, high = max(0, trigger.word - NEAR), trigger.word + NEAR + 1
    own = {trigger.word, *trigger.rest}
    return any(
        w.name is None and w.i not in own and (w.lemma in excludes or w.lower in excludes)
        for w in scene.words[low:high]
    )


def _by_arms(scene: Scene, read: Mapping[str, Sequence[Phrase]]) -> bool:
    """Whether arms without a name did it ("sunk by cruise missiles")."""
    return any(classes_of(scene, phrase) & ARMS for slot in ("agent", "by") for phrase in read.get(slot, ()))


def _is_one_of(word: Word, forms: set[str]) -> bool:
    return word.name is None and (word.lemma in forms or word.lower in forms)


def _attached(scene: Scene, trigger: Trigger) -> set[int]:
    """What belongs to a trigger grammatically: its arguments and modifiers, its governor's, and the words beside it."""
    own = {trigger.word, *trigger.rest}
    beyond = {"obl", *CLAUSAL} if trigger.frame.event in PHYSICAL else CLAUSAL
    found = {k for j in own for k in scene.tree.kids(j) if base(scene.words[k].dep) not in beyond}
    known = scene.reader.lexicon.kinds_of
    found |= {k for j in list(found) if not known(scene.words[j]) for k in scene.tree.kids(j, "compound", "amod")}
    slots = slots_of(scene, trigger)
    found |= {h for slot, heads in slots.items() if "obl" not in beyond or slot in CORE for h in heads}
    before = trigger.word - 1
    if before > 0 and scene.words[before].text == ",":  # "a deal, struck in May"
        before -= 1
    found |= {j for j in (before, max(own) + 1) if 0 <= j < len(scene.words)}
    if trigger.kind == "noun" and base(scene.words[trigger.word].dep) in ("compound", "nmod"):
        found.add(scene.words[trigger.word].head)
    sources = cues.spans(scene.words, cues.of(scene.sentence.lang, "source"))
    return found - own - {j for start, end in sources for j in range(start, end)}


def _describes(scene: Scene, trigger: Trigger) -> bool:
    """Whether a participle only tells somebody's or something's state ("two wounded soldiers", "occupied Makiivka")."""
    word = scene.words[trigger.word]
    before_noun = word.feats.get("VerbForm") == "Part" and word.head > word.i and scene.words[word.head].pos == "NOUN"
    described = word.dep == "amod" or (before_noun and base(word.dep) in ("compound", "nmod", "acl"))
    if trigger.kind == "noun" and trigger.frame.event in DESCRIBING and base(word.dep) == "compound":
        return not scene.reader.lexicon.kinds_of(scene.words[word.head]) & {"attack"}
    return trigger.frame.event in ("Loss", "Movement") and described


def _is_aim(scene: Scene, trigger: Trigger) -> bool:
    """Whether an infinitive tells only what something is for ("a deal to trade prisoners", "to storm the town")."""
    word = scene.words[trigger.word]
    if (
        trigger.kind == "noun"
        or word.feats.get("VerbForm") != "Inf"
        or trigger.frame.event in ("Diplomacy", "Negotiation")
    ):
        return False
    governor = scene.words[word.head]
    return word.dep == "acl" or (word.dep == "advcl" and governor.pos in ("NOUN", "PROPN"))


def _is_habit(scene: Scene, trigger: Trigger) -> bool:
    """Whether a verb in the simple present tells what goes on or where things stand; a headline reports with it."""
    word = scene.words[trigger.word]
    if trigger.frame.event not in ("Attack", "Movement", "Loss") or trigger.kind == "noun" or scene.times:
        return False
    present = word.feats.get("Tense") == "Pres" and word.feats.get("VerbForm") == "Fin"
    helped = bool(scene.tree.kids(trigger.word, "aux", "cop"))
    return present and not helped and scene.sentence.kind == "paragraph" and scene.words[-1].text == "."


def _with_captives_units(scene: Scene, tellings: Sequence[Telling]) -> list[Telling]:
    """ "… captured two soldiers, they were from the 423rd Regiment": what a pronoun's clause adds of the captives."""
    used = {f.name for t in tellings for f in t.roles}
    loose = [
        w
        for w in scene.words
        if w.name is not None and w.name.type == "Unit" and w.name not in used and _said_of_pronoun(scene, w)
    ]
    out = []
    for telling in tellings:
        captives = telling.filled("captive")
        if loose and telling.type in ("Capture", "Surrender") and captives and not any(f.name for f in captives):
            side = captives[0].side
            added = tuple(Filling("captive", w.name, side, w.i) for w in loose)
            telling = replace(telling, roles=(*(f for f in telling.roles if f.role != "captive"), *added))
            loose = []
        out.append(telling)
    return out


def _said_of_pronoun(scene: Scene, word: Word) -> bool:
    verb = word.i if scene.tree.kids(word.i, "cop", "nsubj") else word.head
    return any(scene.words[k].pos == "PRON" for k in scene.tree.kids(verb, "nsubj"))


def _in_return(telling: Telling) -> Telling:
    """A return of people for which others went back, or, where captives are spoken of, a third country went between, is
    an exchange."""
    if telling.type != "Release" or any(f.of == "body" for f in telling.figures):
        return telling
    return replace(telling, type="PrisonerExchange")


def _bare_pairs(scene: Scene, found: Sequence[Telling]) -> list[Telling]:
    """ "… went on the next day with 307 for 307": the terms alone tell an exchange, and "Ninety each." where captives
    are spoken of and no verb says what each got."""
    taken = {f.quantity.start for t in found for f in t.figures}
    verbless = bool(scene.topics) and not any(w.pos in ("VERB", "AUX") for w in scene.words)
    kinds = ("pair", "each") if verbless else ("pair",)
    pairs = [q for q in scene.quantities if q.kind in kinds and q.start not in taken and q.of not in UNEXCHANGED]
    if not pairs:
        return []
    word = next(w.i for w in scene.words if w.start <= pairs[0].start < w.end)
    trigger = Trigger(EXCHANGE, word, "noun")
    time, _ = time_of(scene, trigger)
    figures = tuple(Figure("returned", q, q.side, "item") for q in pairs)
    return [_telling(scene, trigger, (), figures, (), time, pointing=False)]


def _mediators(scene: Scene) -> list[Telling]:
    """Third countries and others that a sentence shows as go-betweens; they belong to an exchange told elsewhere."""
    spans = cues.spans(scene.words, cues.of(scene.sentence.lang, "mediate"))
    if not spans:
        return []
    roles = []
    for word in scene.words:
        name = word.name
        if name is None or name.type not in ("Place", "Organization"):
            continue
        side = scene.reader.side_of_name(name)
        ground = "ground" in scene.reader.lexicon.kinds_of(scene.words[word.head])  # "at the border with Belarus"
        third = not ground and side not in BELLIGERENTS and side != ""
        if third and (name.type == "Organization" or name.attributes.get("kind") == "country"):
            roles.append(Filling("mediator", name, side, word.i))
    if not roles:
        return []
    trigger = Trigger(EXCHANGE, spans[0][0], "noun")
    return [_telling(scene, trigger, tuple(roles), (), (), None, pointing=True)]


def _telling(
    scene: Scene,
    trigger: Trigger,
    roles: tuple[Filling, ...],
    figures: tuple[Figure, ...],
    places: tuple[Name, ...],
    time: Time | None,
    *,
    pointing: bool,
) -> Telling:
    word = scene.words[trigger.word]
    event = cast(EventType, trigger.frame.event)
    return Telling(
        scene.number,
        trigger.frame,
        event,
        trigger.kind,
        word.i,
        word.start,
        word.end,
        roles,
        figures,
        places,
        time,
        False,
        True,
        pointing,
    )
