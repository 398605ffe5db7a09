"""The classes that a frame may ask its arguments for (`needs`): person, unit, place, side, drone, number, …"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.phrases import Phrase
from kg.extract.scene import Scene, quantities_in, reach
from kg.extract.tokens import Name, Word
from kg.extract.triggers import Trigger

BELLIGERENTS = frozenset({"UA", "RU"})
TRAVELLERS = frozenset({"official", "civilian", "diplomat", "captive"})


def classes_of(scene: Scene, phrase: Phrase) -> set[str]:
    """The classes, as `needs` names them, that a phrase belongs to."""
    head = scene.words[phrase.head]
    found = set(phrase.kinds) | set(scene.counted.get(head.lemma, ())) | set(scene.counted.get(head.lower, ()))
    for name in phrase.names:
        found |= _name_classes(scene, name)
    if phrase.side and not (head.name is not None and head.name.type == "Person"):
        found.add("side")
    for quantity in phrase.counts:
        found.add("pair" if quantity.kind else "number")
        found |= {quantity.of, *scene.counted.get(quantity.of, ())}
        if quantity.of in ("", "personnel") and not phrase.names and head.pos == "NUM":
            found |= {"person", "heads"}
    if found & {"soldier", "captive", "civilian", "force", "official", "diplomat"}:
        found.add("person")
    if phrase.side in BELLIGERENTS:
        found.add("belligerent")
    if head.pos in ("ADJ", "DET") and head.feats.get("Animacy") == "Anim":
        found.add("person")  # "the last ones", "its own"
    if not found and _is_unknown_name(head):
        found.add("place")
    if head.pos == "PRON" and head.name is None and head.feats.get("Gender") != "Neut":
        found |= {"person", "force"}
    return found


def _name_classes(scene: Scene, name: Name) -> set[str]:
    if name.type == "Unit":
        return {"unit", "force"}
    if name.type == "Organization":
        return {"force"}
    if name.type == "Person":
        return {"person"}
    if name.type == "Place":
        kind = name.attributes.get("kind")
        return {"place", "side"} if kind == "country" else {"place", "facility"} if kind == "facility" else {"place"}
    noun = str(name.attributes.get("noun", ""))
    return {"equipment", noun, *scene.counted.get(noun, ())}


def _word_classes(scene: Scene, word: Word) -> set[str]:
    found = set(scene.reader.lexicon.kinds_of(word)) | set(scene.counted.get(word.lemma, ()))
    if word.name is not None:
        found |= _name_classes(scene, word.name)
        if scene.reader.side_of_name(word.name):
            found.add("side")
    elif scene.reader.lexicon.of_word(word):
        found.add("side")
    if word.pos == "PRON" and word.feats.get("PronType") == "Prs" and word.feats.get("Gender") != "Neut":
        found.add("person")
    if found & {"soldier", "captive", "civilian", "force", "diplomat"}:
        found.add("person")
    return found


def _is_unknown_name(word: Word) -> bool:
    """Whether it is a capitalised word that no recogniser knows: where forces move, it is a place."""
    return word.name is None and word.pos in ("PROPN", "NOUN") and word.i > 0 and word.text[:1].isupper()


def _travels(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is of people who travel, where forces move: an envoy, residents."""
    name = scene.words[phrase.head].name
    return bool(phrase.kinds & TRAVELLERS and not phrase.kinds & {"force", "soldier"}) or (
        name is not None and name.type == "Person"
    )


def needs_met(scene: Scene, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]) -> bool:
    """Whether what a frame asks of its roles is there; `any` asks it of the trigger's whole reach."""
    for role, wanted in trigger.frame.needs.items():
        classes: set[str] = set()
        if role == "any":
            for j in trigger.rest:
                classes |= _word_classes(scene, scene.words[j])
            if trigger.frame.event == "Release" or (
                trigger.kind == "noun" and trigger.frame.event == "PrisonerExchange"
            ):
                classes |= scene.topics
            words = [scene.words[j] for j in reach(scene, trigger)]
            if trigger.frame.event == "PrisonerExchange":
                below = set(scene.tree.subtree(trigger.word))  # "an exchange between the ministers"
                words = [w for w in words if w.name is None or w.name.type != "Person" or w.i not in below]
            for word in words:
                classes |= _word_classes(scene, word)
            classes |= {"pair" if q.kind else "number" for q in quantities_in(scene, reach(scene, trigger))}
        else:
            for phrase, _ in filled.get(role, ()):
                if not (trigger.frame.event == "Movement" and role == "actor" and _travels(scene, phrase)):
                    classes |= classes_of(scene, phrase)
        met = classes & set(wanted)
        if trigger.frame.event == "Movement" and role == "actor":
            met -= {"person"}
        if not met:
            return False
    return True
