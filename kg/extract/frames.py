"""Events told by one sentence: frames of the lexicon laid over the words of its parse.

A frame says in which argument slots its roles stand (`frames.toml`); `clauses` finds the slots, `phrases` reads what stands in
them. No word of any language stands here. Where a sentence has no parse, the slots come from a window around the trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from kg.extract import cues
from kg.extract.clauses import CLAUSAL, Tree, base
from kg.extract.discourse import Discourse, is_definite, possessed_side
from kg.extract.phrases import Phrase, Reader, classes_of_counted
from kg.extract.quantities import Quantity
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Sentence, Word
from kg.extract.triggers import Trigger, triggers
from kg.lexicon import Frame
from kg.model import EntityType, EventType

ACTORS: frozenset[EntityType] = frozenset({"Person", "Unit", "Organization", "Place"})
ROLE_TYPES: Mapping[str, frozenset[EntityType]] = {
    "weapon": frozenset({"Equipment"}),
    "destination": frozenset({"Place"}),
    "origin": frozenset({"Place"}),
    "target": frozenset({"Person", "Unit", "Organization", "Place", "Equipment"}),
}
"""Which entities may fill a role; roles not named here take actors."""

COUNTRY_ONLY = frozenset({"captor", "captive", "by", "attacker", "actor", "party", "mediator", "side"})
"""Roles in which a place stands only as a state: a country, not a town."""

UNION_ROLES = frozenset({"party", "mediator", "destination", "origin"})
"""Roles that every slot of the frame may add to; the others take the first slot that fills them."""

HELPERS = frozenset({"item", "recipient"})
"""Roles of frames that no record shows."""

ARMS = frozenset({"equipment", "drone", "missile", "aircraft", "ship", "vehicle"})
"""Classes of things that attack on somebody's behalf."""

EXCHANGE = Frame(id="exchange/terms", event="PrisonerExchange", roles={})
"""The frame of an exchange told by its terms or its go-between, without a word of its own."""

UNEXCHANGED = frozenset({"tank", "aircraft", "helicopter", "drone", "missile", "vehicle", "settlement"})
"""What nobody exchanges one for one."""

BELLIGERENTS = frozenset({"UA", "RU"})

NEAR = 6
"""How many words from the trigger an excluding word reaches."""

DATED = frozenset({"day", "range", "month", "year", "tally", "future"})
"""Kinds of time expression that can date an event."""


@dataclass(frozen=True, slots=True)
class Filling:
    """A role as a sentence fills it: by a name, by a side, or by both. `head` is the word index, for coreference."""

    role: str
    name: Name | None
    side: str
    head: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a telling: of what, and of which side ("" where the words do not say)."""

    of: str
    quantity: Quantity
    side: str
    role: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger and what its sentence attaches to it.

    sentence  index of the sentence in the document
    word      index of the trigger in the parse
    definite  whether the trigger is a noun that points back ("the exchange")
    pointing  it adds to a happening told elsewhere and never tells one itself
    """

    sentence: int
    frame: Frame
    type: EventType
    kind: str
    word: int
    start: int
    end: int
    roles: tuple[Filling, ...]
    figures: tuple[Figure, ...]
    places: tuple[Name, ...]
    time: Time | None
    since: bool
    definite: bool
    pointing: bool = False

    def filled(self, role: str) -> tuple[Filling, ...]:
        return tuple(f for f in self.roles if f.role == role)


class SentenceFrames:
    """The frames of one parsed sentence."""

    def __init__(
        self,
        number: int,
        sentence: Sentence,
        words: Sequence[Word],
        times: Sequence[Time],
        quantities: Sequence[Quantity],
        free_order: bool,
        discourse: Discourse,
    ) -> None:
        self.number, self.sentence, self.words = number, sentence, words
        self.times, self.quantities = times, quantities
        self.tree = Tree(words)
        self.reader = Reader(self.tree, sentence.lang, quantities)
        self.counted = classes_of_counted(sentence.lang)
        self.free_order, self.discourse = free_order, discourse

    def tellings(self) -> list[Telling]:
        """The events that the sentence tells, in the order of their triggers; a word triggers one event at most."""
        found: list[Telling] = []
        taken: set[int] = set()
        for readings in triggers(self.words, self.sentence.lang, self.free_order):
            for trigger in readings:
                if trigger.word in taken or taken & set(trigger.rest):
                    continue
                telling = self._interpret(trigger)
                if telling is not None:
                    found.append(telling)
                    taken |= {trigger.word, *trigger.rest}
                    break
        found = self._with_captives_units(self._joined(found))
        if not any(t.type == "PrisonerExchange" for t in found):
            found += self._bare_pairs(found)
        return found + self._mediators()

    def _with_captives_units(self, tellings: Sequence[Telling]) -> list[Telling]:
        """ "… captured two soldiers, they were from the 423rd Regiment": what a pronoun's clause adds of the captives."""
        used = {f.name for t in tellings for f in t.roles}
        loose = [
            w
            for w in self.words
            if w.name is not None and w.name.type == "Unit" and w.name not in used and self._said_of_pronoun(w)
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

    def _said_of_pronoun(self, word: Word) -> bool:
        verb = word.i if self.tree.kids(word.i, "cop", "nsubj") else word.head
        return any(self.words[k].pos == "PRON" for k in self.tree.kids(verb, "nsubj"))

    def _bare_pairs(self, found: Sequence[Telling]) -> list[Telling]:
        """ "… went on the next day with 307 for 307": the terms alone tell an exchange."""
        taken = {f.quantity.start for t in found for f in t.figures}
        pairs = [q for q in self.quantities if q.kind == "pair" and q.start not in taken and q.of not in UNEXCHANGED]
        if not pairs:
            return []
        word = next(w.i for w in self.words if w.start <= pairs[0].start < w.end)
        trigger = Trigger(EXCHANGE, word, "noun")
        time, _ = self._time(trigger)
        figures = tuple(Figure("returned", q, q.side, "item") for q in pairs)
        return [self._telling(trigger, (), figures, (), time, pointing=False)]

    def _mediators(self) -> list[Telling]:
        """Third countries and others that a sentence shows as go-betweens; they belong to an exchange told elsewhere."""
        spans = cues.spans(self.words, cues.of(self.sentence.lang, "mediate"))
        if not spans:
            return []
        roles = []
        for word in self.words:
            name = word.name
            if name is None or name.type not in ("Place", "Organization"):
                continue
            side = self.reader.side_of_name(name)
            third = side not in BELLIGERENTS and side != ""
            if third and (name.type == "Organization" or name.attributes.get("kind") == "country"):
                roles.append(Filling("mediator", name, side, word.i))
        if not roles:
            return []
        trigger = Trigger(EXCHANGE, spans[0][0], "noun")
        return [self._telling(trigger, tuple(roles), (), (), None, pointing=True)]

    def _telling(
        self,
        trigger: Trigger,
        roles: tuple[Filling, ...],
        figures: tuple[Figure, ...],
        places: tuple[Name, ...],
        time: Time | None,
        *,
        pointing: bool,
    ) -> Telling:
        word = self.words[trigger.word]
        event = cast(EventType, trigger.frame.event)
        return Telling(
            self.number,
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

    def _joined(self, tellings: list[Telling]) -> list[Telling]:
        """A verb whose argument tells an event itself ("repelled an assault", "halted the advance") is one telling with it.

        The noun says what happened; of the verb's roles those are kept that an event of the noun's type has.
        """
        by_word = {t.word: t for t in tellings}
        dropped: set[int] = set()
        for telling in tellings:
            governor = by_word.get(self.words[telling.word].head)
            negotiated = governor is not None and governor.type == "Negotiation" and governor is not telling
            if negotiated and telling.type in ("PrisonerExchange", "Release") and telling.kind != "verb":
                dropped.add(telling.word)
        for verb in tellings:
            if verb.kind == "noun" or verb.word in dropped:
                continue
            slots = self.tree.slots(verb.word)
            toll = list(slots.get("subj", ())) if verb.type == "Loss" else []
            for j in [*slots.get("obj", ()), *slots.get("passive_subj", ()), *toll]:
                noun = by_word.get(j)
                if noun is None or noun.kind != "noun" or noun.word in dropped:
                    continue
                if j in toll and noun.type != "Attack":
                    continue
                roles = noun.roles
                if noun.type == verb.type:
                    known = {f.role for f in noun.roles if f.name is not None}
                    roles += tuple(f for f in verb.roles if f not in noun.roles and f.role not in known)
                by_word[j] = replace(
                    noun,
                    roles=roles,
                    figures=noun.figures or verb.figures,
                    places=noun.places or verb.places,
                    time=noun.time or verb.time,
                )
                dropped.add(verb.word)
                break
        return [by_word[t.word] for t in tellings if t.word not in dropped]

    def _interpret(self, trigger: Trigger) -> Telling | None:
        frame = trigger.frame
        if self._excluded(trigger) or self._describes(trigger):
            return None
        slots = self._slots(trigger)
        if any(slots.get(slot) for slot in frame.without):
            return None
        read = {slot: [self.reader.read(head) for head in heads] for slot, heads in slots.items()}
        filled = {role: self._role_phrases(role, places, read) for role, places in frame.roles.items()}
        if not self._needs_met(trigger, filled):
            return None
        roles: list[Filling] = []
        for role, found in filled.items():
            for phrase, side_only in found:
                roles += self._fill(role, phrase, side_only)
        time, since = self._time(trigger)
        event_type = cast(EventType, frame.event)
        if frame.bare and not any(f.role in ("attacker", "weapon") for f in roles):
            event_type = cast(EventType, frame.bare)
            roles = [
                Filling(
                    "side" if f.role == "target" else f.role, f.name if f.role != "target" else None, f.side, f.head
                )
                for f in roles
            ]
            roles = [f for f in roles if f.name or f.side]
        places = self._places(trigger, roles, frame)
        figures = self._figures(trigger, filled)
        words = [self.words[j] for j in (trigger.word, *trigger.rest)]
        return Telling(
            sentence=self.number,
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
            since=since and bool(figures),
            definite=trigger.kind == "noun" and is_definite(self.tree, trigger.word),
        )

    def _excluded(self, trigger: Trigger) -> bool:
        if not trigger.frame.excludes:
            return False
        excludes = set(trigger.frame.excludes)
        low, high = max(0, trigger.word - NEAR), trigger.word + NEAR + 1
        own = {trigger.word, *trigger.rest}
        return any(
            w.name is None and w.i not in own and (w.lemma in excludes or w.lower in excludes)
            for w in self.words[low:high]
        )

    def _describes(self, trigger: Trigger) -> bool:
        """Whether a loss is only told of somebody as his state ("two wounded soldiers are being questioned")."""
        return trigger.frame.event == "Loss" and self.words[trigger.word].dep == "amod"

    def _slots(self, trigger: Trigger) -> dict[str, list[int]]:
        """The trigger's slots; a phrase's own words are looked through, a noun borrows from its light verb."""
        if not self.tree.parsed:
            return self._window(trigger)
        slots = self.tree.slots(trigger.word)
        if trigger.kind == "verb" and self.words[trigger.word].pos == "ADJ" and "subj" in slots:
            # A participle that the tagger takes for an adjective ("have been freed") says what happened to its subject.
            slots.setdefault("passive_subj", []).extend(slots.pop("subj"))
        if trigger.kind == "noun":
            self._borrow_from_verb(trigger, slots)
        for j in trigger.rest:
            for slot, heads in self.tree.slots(j).items():
                if slot not in ("subj", "passive_subj"):
                    slots.setdefault(slot, []).extend(h for h in heads if h not in slots.get(slot, []))
        own = {trigger.word, *trigger.rest}
        self._mend_particle(trigger, slots)
        self._mend_headline_passive(trigger, slots)
        self._add_elaborations(slots, own)
        self._look_through_deeds(slots)
        cleaned: dict[str, list[int]] = {}
        for slot, heads in slots.items():
            kept: list[int] = []
            for h in heads:
                if h not in own:
                    kept.append(h)
                else:
                    # "have taken prisoners, two soldiers of …": the apposition says whom.
                    kept += [k for k in self.tree.kids(h, "appos") if k not in own]
            if kept:
                cleaned[slot] = kept
        return cleaned

    def _look_through_deeds(self, slots: dict[str, list[int]]) -> None:
        """ "The SBU led the operation that resulted in the capture of …": who does the deed is the subject behind it."""
        for n, j in enumerate(slots.get("subj", ())):
            word = self.words[j]
            if (
                word.name is not None
                or base(word.dep) != "obj"
                or self.reader.read(j).kinds
                or self.reader.read(j).side
            ):
                continue
            doers = self.tree.slots(word.head).get("subj", [])
            if doers:
                slots["subj"] = [*slots["subj"][:n], *doers, *slots["subj"][n + 1 :]]
                return

    def _mend_particle(self, trigger: Trigger, slots: dict[str, list[int]]) -> None:
        """ "Handed over 140 soldiers": what the parser takes for a preposition's noun is the object."""
        if slots.get("obj") or slots.get("passive_subj"):
            return
        for k in self.tree.kids(trigger.word, "obl", "nmod"):
            cases = self.tree.kids(k, "case")
            bare = not cases and not self.words[k].feats.get("Case") and trigger.kind == "phrase" and k > trigger.word
            if any(c in trigger.rest for c in cases) or (bare and self.words[k].start not in self._timed()):
                slots.setdefault("obj", []).extend(self.tree.conjuncts(k))
                return

    def _timed(self) -> set[int]:
        return {w.start for w in self.words for t in self.times if t.start <= w.start < t.end}

    def _mend_headline_passive(self, trigger: Trigger, slots: dict[str, list[int]]) -> None:
        """ "942 Russians captured there": a subject where the frame wants an object, and no object, is the logical object."""
        places = [
            place for role, where in trigger.frame.roles.items() if role in trigger.frame.needs for place in where
        ]
        if trigger.kind != "verb" or "passive_subj" not in places or slots.get("obj") or slots.get("passive_subj"):
            return
        if slots.get("subj") and "subj" not in places and not self.tree.kids(trigger.word, "aux"):
            slots["passive_subj"] = slots.pop("subj")

    def _add_elaborations(self, slots: dict[str, list[int]], own: set[int]) -> None:
        """ "…, including troops from the 488th": what a verb used as a preposition adds belongs to the phrase before it."""
        sources = {start for start, _ in cues.spans(self.words, cues.of(self.sentence.lang, "source"))}
        for k, word in enumerate(self.words):
            markers = [c for c in self.tree.kids(k, "case") if c not in sources]
            if not any(self.words[c].pos == "VERB" for c in markers) or base(word.dep) not in (
                "obl",
                "nmod",
            ):
                continue
            before = [(max(heads), slot) for slot, heads in slots.items() if heads and max(heads) < k]
            if before and k not in own:
                slots[max(before)[1]].extend(j for j in self.tree.conjuncts(k))

    def _borrow_from_verb(self, trigger: Trigger, slots: dict[str, list[int]]) -> None:
        word = self.words[trigger.word]
        if word.head == trigger.word or base(word.dep) not in ("obj", "nsubj", "obl", "conj", "xcomp", "iobj"):
            return
        verb = word.head
        if self.words[verb].lemma not in trigger.frame.light:
            return
        for slot, heads in self.tree.slots(verb).items():
            for h in heads:
                if h != trigger.word and h not in slots.get(slot, []):
                    slots.setdefault(slot, []).append(h)

    def _window(self, trigger: Trigger) -> dict[str, list[int]]:
        """Slots without a parse: what stands left of the trigger in its clause is subject, right of it object."""
        slots: dict[str, list[int]] = {}
        left, right = self._clause_bounds(trigger.word)
        for j in range(left, right):
            word = self.words[j]
            if j == trigger.word or j in trigger.rest or not self._nominal(word):
                continue
            before = self.words[j - 1] if j else None
            if before is not None and before.pos == "ADP":
                slots.setdefault(before.lemma, []).append(j)
            elif "Ins" in word.feats.get("Case", "") and j > trigger.word:
                slots.setdefault("agent", []).append(j)
            else:
                slots.setdefault("subj" if j < trigger.word else "obj", []).append(j)
        return slots

    def _nominal(self, word: Word) -> bool:
        return word.name is not None or bool(self.reader.lexicon.kinds_of(word)) or word.lemma in self.counted

    def _clause_bounds(self, i: int) -> tuple[int, int]:
        stops = frozenset(",;:.!?—–")
        left = i
        while left > 0 and self.words[left - 1].text not in stops:
            left -= 1
        right = i + 1
        while right < len(self.words) and self.words[right].text not in stops:
            right += 1
        return left, right

    def _role_phrases(
        self, role: str, places: Iterable[str], read: Mapping[str, list[Phrase]]
    ) -> list[tuple[Phrase, bool]]:
        """Phrases for a role from its slots; the flag says that only the side of the phrase counts."""
        found: list[tuple[Phrase, bool]] = []
        for place in places:
            slot, _, wanted = place.partition(".")
            phrases = [p for p in read.get(slot, ()) if self._could_fill(role, p, bool(wanted))]
            found += [(p, bool(wanted)) for p in phrases]
            if phrases and role not in UNION_ROLES:
                break
        return found

    def _could_fill(self, role: str, phrase: Phrase, side_only: bool) -> bool:
        if role in HELPERS:
            return True
        if side_only:
            return bool(phrase.side)
        allowed = ROLE_TYPES.get(role, ACTORS)
        if any(n.type in allowed for n in phrase.names):
            return True
        return bool(phrase.side or self._classes(phrase)) or self.words[phrase.head].pos in ("PRON", "NUM")

    def _fill(self, role: str, phrase: Phrase, side_only: bool) -> list[Filling]:
        """The fillings of a role by a phrase; a weapon that acts ("Russian drones hit …") is one, for its side."""
        if role == "attacker" and self._classes(phrase) & ARMS and not any(n.type in ACTORS for n in phrase.names):
            armed = [Filling("weapon", n, "", phrase.head) for n in phrase.names if not n.attributes.get("generic")]
            return armed + ([Filling(role, None, phrase.side, phrase.head)] if phrase.side else [])
        allowed = ROLE_TYPES.get(role, ACTORS)
        names = [] if side_only else [n for n in phrase.names if n.type in allowed]
        if role in COUNTRY_ONLY:
            names = [n for n in names if n.type != "Place" or n.attributes.get("kind") == "country"]
        if role == "weapon":
            names = [n for n in names if not n.attributes.get("generic")]
        side = phrase.side or possessed_side(self.tree, self.reader, phrase, self.discourse)
        if not side and "defender" in phrase.kinds:
            side = self._defended(phrase)
        if role in ("destination", "origin"):
            names = names or self._place_meant(phrase)
            return [Filling(role, n, "", phrase.head) for n in names]
        if role in HELPERS:
            return [Filling(role, None, side, phrase.head)]
        if names:
            return [Filling(role, n, self.reader.side_of_name(n) or side, phrase.head) for n in names]
        if role == "weapon":
            return []
        meant = self._actor_meant(phrase)
        if meant is not None:
            return [Filling(role, meant, self.reader.side_of_name(meant) or side, phrase.head)]
        side = side or (self.discourse.side if self.words[phrase.head].pos == "PRON" else "")
        return [Filling(role, None, side, phrase.head)] if side else []

    def _defended(self, phrase: Phrase) -> str:
        """The side of defenders: of the country whose ground they hold."""
        inner = (self.words[j].name for j in self.tree.subtree(phrase.head))
        place = next((n for n in inner if n is not None and n.type == "Place"), self.discourse.place)
        return str(place.attributes.get("country", "")) if place is not None else ""

    def _place_meant(self, phrase: Phrase) -> list[Name]:
        """The place that "the village" points back to."""
        if "ground" in phrase.kinds and is_definite(self.tree, phrase.head) and self.discourse.place is not None:
            return [self.discourse.place]
        return []

    def _actor_meant(self, phrase: Phrase) -> Name | None:
        """The unit that "the brigade" points back to, or whom a pronoun stands for."""
        word = self.words[phrase.head]
        unit = self.discourse.unit
        if word.name is not None or unit is None:
            return None
        if word.pos == "PRON":
            return unit if self.discourse.actor == unit else None
        named = word.lemma in unit.lemma.casefold().split()
        return unit if named and is_definite(self.tree, phrase.head) and not phrase.names else None

    def _classes(self, phrase: Phrase) -> set[str]:
        """The classes, as `needs` names them, that a phrase belongs to."""
        head = self.words[phrase.head]
        found = set(phrase.kinds) | set(self.counted.get(head.lemma, ())) | set(self.counted.get(head.lower, ()))
        for name in phrase.names:
            found |= self._name_classes(name)
        if phrase.side:
            found.add("side")
        for quantity in phrase.counts:
            found.add("pair" if quantity.kind == "pair" else "number")
            found |= {quantity.of, *self.counted.get(quantity.of, ())}
            if quantity.of in ("", "personnel") and not phrase.names and head.pos == "NUM":
                found.add("person")
        if found & {"soldier", "captive", "civilian", "force", "official", "diplomat"}:
            found.add("person")
        if head.pos == "PRON" and head.name is None and head.feats.get("Gender") != "Neut":
            found |= {"person", "force"}
        return found

    def _name_classes(self, name: Name) -> set[str]:
        if name.type == "Unit":
            return {"unit", "force"}
        if name.type == "Organization":
            return {"force"}
        if name.type == "Person":
            return {"person"}
        if name.type == "Place":
            kind = name.attributes.get("kind")
            return (
                {"place", "side"} if kind == "country" else {"place", "facility"} if kind == "facility" else {"place"}
            )
        noun = str(name.attributes.get("noun", ""))
        return {"equipment", noun, *self.counted.get(noun, ())}

    def _needs_met(self, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]) -> bool:
        for role, wanted in trigger.frame.needs.items():
            classes: set[str] = set()
            if role == "any":
                for j in self._reach(trigger):
                    classes |= self._word_classes(self.words[j])
                classes |= {"pair" if q.kind == "pair" else "number" for q in self._quantities_in(self._reach(trigger))}
            else:
                for phrase, _ in filled.get(role, ()):
                    classes |= self._classes(phrase)
            if not classes & set(wanted):
                return False
        return True

    def _word_classes(self, word: Word) -> set[str]:
        found = set(self.reader.lexicon.kinds_of(word)) | set(self.counted.get(word.lemma, ()))
        if word.name is not None:
            found |= self._name_classes(word.name)
            if self.reader.side_of_name(word.name):
                found.add("side")
        elif self.reader.lexicon.of_word(word):
            found.add("side")
        if found & {"soldier", "captive", "civilian", "force", "diplomat"}:
            found.add("person")
        return found

    def _reach(self, trigger: Trigger) -> list[int]:
        """The words that belong with a trigger: its clause and what stands below it; without a parse, the window."""
        if not self.tree.parsed:
            left, right = self._clause_bounds(trigger.word)
            return [j for j in range(left, right) if j != trigger.word and j not in trigger.rest]
        own = {trigger.word, *trigger.rest}
        return sorted({*self.tree.clause(trigger.word), *self.tree.subtree(trigger.word)} - own)

    def _quantities_in(self, words: Iterable[int]) -> list[Quantity]:
        starts = {self.words[j].start for j in words}
        return [q for q in self.quantities if any(q.start <= s < q.end for s in starts)]

    def _figures(self, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]) -> tuple[Figure, ...]:
        found: dict[tuple[int, str], Figure] = {}
        if trigger.frame.event == "PrisonerExchange":
            for quantity in self._quantities_in([trigger.word, *self._reach(trigger)]):
                if quantity.kind:
                    found[quantity.start, "returned"] = Figure("returned", quantity, quantity.side, "item")
        own = [q for q in self._quantities_in(trigger.rest) if not q.part]
        own += [
            q
            for j in trigger.rest
            for q in self._quantities_in(self.tree.kids(j, "nummod"))
            if not q.part and q not in own
        ]
        for role, of in trigger.frame.counts.items():
            if of and not filled.get(role):
                for quantity in own:
                    found[quantity.start, of] = Figure(of, quantity, quantity.side, role)
            shared = next(
                (
                    side
                    for phrase, _ in filled.get(role, ())
                    if (side := phrase.side or possessed_side(self.tree, self.reader, phrase, self.discourse))
                ),
                "",
            )
            for phrase, _ in filled.get(role, ()):
                for quantity in phrase.counts:
                    if quantity.part:
                        continue
                    counted = of or quantity.of or self._noun_of(phrase)
                    if counted == "returned" and quantity.of == "body":
                        counted = "body"
                    if counted:
                        side = quantity.side or phrase.side or shared
                        found.setdefault((quantity.start, counted), Figure(counted, quantity, side, role))
        if not found:
            found |= self._leftover(trigger, filled)
        return tuple(found.values())

    def _leftover(
        self, trigger: Trigger, filled: Mapping[str, list[tuple[Phrase, bool]]]
    ) -> dict[tuple[int, str], Figure]:
        """ "The ministry put the number of men returned at 248": a number alone in its sentence is that of what is counted."""
        loose = [q for q in self.quantities if not q.of and not q.part]
        if len(loose) != 1 or len(self.quantities) != 1:
            return {}
        for role, of in trigger.frame.counts.items():
            phrases = filled.get(role)
            if of and phrases:
                quantity = loose[0]
                side = quantity.side or phrases[0][0].side
                side = side or possessed_side(self.tree, self.reader, phrases[0][0], self.discourse)
                return {(quantity.start, of): Figure(of, quantity, side, role)}
        return {}

    def _noun_of(self, phrase: Phrase) -> str:
        """What a number before a named type counts: two Su-34 are two aircraft."""
        return next((str(n.attributes["noun"]) for n in phrase.names if n.attributes.get("noun")), "")

    def _time(self, trigger: Trigger) -> tuple[Time | None, bool]:
        """The time of a trigger: the nearest in its clause, else the sentence's only one; and whether a "since" is told."""
        reach = self._reach(trigger)
        starts = {self.words[j].start for j in reach}
        near = [t for t in self.times if any(t.start <= s < t.end for s in starts)]
        own = self.words[trigger.word].start
        dated = [t for t in near if t.kind in DATED]
        if dated:
            return min(dated, key=lambda t: (abs(t.start - own), t.start)), False
        clause = {self.words[j].start for j in self.tree.clause(trigger.word)} if self.tree.parsed else starts
        since = any(t.kind == "since" and any(t.start <= s < t.end for s in clause) for t in near)
        others = [t for t in self.times if t.kind in DATED]
        return (others[0] if len(others) == 1 else None), since

    def _places(self, trigger: Trigger, roles: Sequence[Filling], frame: Frame) -> list[Name]:
        """Where it happened: places of the clause, the most specific ones; a movement's is where it leads or what it leaves."""
        told = [f.name for f in roles if f.name is not None and f.name.type == "Place" and f.role == "destination"]
        if frame.event == "Movement":
            told = told or [f.name for f in roles if f.name is not None and f.role == "origin"]
            if told:
                return told
        used = {(f.name.start, f.name.end) for f in roles if f.name is not None and f.role != "target"}
        found = [
            f.name
            for f in roles
            if f.role == "target"
            and f.name is not None
            and f.name.type == "Place"
            and f.name.attributes.get("kind") != "country"
        ]
        for j in self._clause_words(trigger):
            name = self.words[j].name
            if name is None or name.type != "Place" or (name.start, name.end) in used or name in found:
                continue
            if self._locative(j) and self._tells_where(j, trigger, name):
                found.append(name)
        if not found and self.discourse.place is not None:
            for k in self.tree.kids(trigger.word, "obl", "nmod"):
                if self.tree.prepositions(k) and self._place_meant(self.reader.read(k)):
                    found.append(self.discourse.place)
                    break
        found = self._outermost(found)
        exact = [n for n in found if n.attributes.get("kind") not in ("country", "region")]
        return exact or [n for n in found if n.attributes.get("kind") == "region"] or found

    def _outermost(self, places: list[Name]) -> list[Name]:
        """Without places that only locate another ("near Martynovka, northeast of Sudzha"); "the village" points back."""
        by_span = {(w.name.start, w.name.end): w.i for w in self.words if w.name is not None}
        within: set[int] = set()
        for name in places:
            at = by_span.get((name.start, name.end))
            if at is not None and name.attributes.get("kind") not in ("region", "country"):
                within |= {j for j in self.tree.subtree(at) if j != at and self.words[j].dep != "conj"}
        return [n for n in places if by_span.get((n.start, n.end)) not in within]

    def _clause_words(self, trigger: Trigger) -> list[int]:
        """The words of a trigger's clause and those below it, up to where other clauses begin."""
        if not self.tree.parsed:
            return self._reach(trigger)
        stop = CLAUSAL - {"root"}
        return sorted({*self.tree.clause(trigger.word), *self.tree.subtree(trigger.word, stop)})

    def _tells_where(self, j: int, trigger: Trigger, name: Name) -> bool:
        """Whether a country, or a town that may be its government, is told as the place and not as somebody."""
        if name.attributes.get("kind") != "country" and not self.reader.is_government(self.words[j]):
            return True
        return not self.tree.parsed or self.words[j].head in (trigger.word, *trigger.rest)

    def _locative(self, j: int) -> bool:
        """Whether the place at word `j` says where: it stands with a preposition, or in a local case."""
        word = self.words[j]
        if not self.tree.parsed:
            return j > 0 and self.words[j - 1].pos == "ADP"
        if base(word.dep) not in ("obl", "nmod", "conj", "appos", "advmod", "root", "obj", "dep"):
            return False
        return bool(self.tree.prepositions(j)) or word.feats.get("Case") == "Loc"
