"""Who is subject and who is object where a language has cases: form and agreement overrule the parser's label.

A small parser goes by position, and in a language with free word order position says little: "the last ones took
soldiers of the 4th" has its subject behind the verb. The dictionary knows which cases a form can have, and a finite
verb agrees with its subject in number and gender. Only relations change here, and the governor of a noun or participle
that the parser hung elsewhere. No word of any language stands here; a language without cases is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.dictionary import Reading, entry, language
from kg.extract.inflection import NOMINAL, OBLIQUE, Forms, forms, forms_of
from kg.extract.lemmas import nouns
from kg.extract.tokens import Word

ARGUMENTS = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "appos", "dep", "nummod", "advmod"})
"""Relations under which the parser hides a bare subject."""

HEADS = frozenset({"nmod", "appos", "obl", "dep"})
"""Relations under which a subject may hang on another noun of its clause."""

REACH = 6
"""How many words before its comma the noun of a participle may stand."""


def mend(lang: str, words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a parse with the relations that case and agreement ask for."""
    if not language(lang).reflexive:
        return tuple(words)
    return _Clauses(lang, words).mended()


class _Clauses:
    """One parse while it is mended."""

    def __init__(self, lang: str, words: Sequence[Word]) -> None:
        self.lang = lang
        self.words = list(words)
        self.reflexive = language(lang).reflexive
        self.kids: Mapping[int, list[int]] = self._children()

    def _children(self) -> dict[int, list[int]]:
        children: dict[int, list[int]] = defaultdict(list)
        for word in self.words:
            if word.head != word.i:
                children[word.head].append(word.i)
        return children

    def mended(self) -> tuple[Word, ...]:
        for word in list(self.words):
            if word.dep == "amod" and word.text.isdigit():
                self._change(word.i, "nummod")
        self._uproot()
        for verb in [w.i for w in self.words if self._predicates(w)]:
            self._adopt_strays(verb)
            self._settle(verb)
        for i in range(len(self.words)):
            self._raise_instrument(self.words[i])
            self._attach_participle(self.words[i])
            self._place_uninflected(self.words[i])
        return tuple(self.words)

    def _raise_instrument(self, word: Word) -> None:
        """An instrumental below a name is the verb's: "struck X with missiles"."""
        head = self.words[word.head]
        verb = self.words[head.head]
        below = word.dep == "nmod" and head.name is not None and verb.pos == "VERB"
        if below and self._cases(word.i) == {"Ins"} and self._bare(word.i):
            self._change(word.i, "obl", verb.i)

    def _uproot(self) -> None:
        """A name without inflection behind a noun is no root where a verb hangs on it ("the attack AFU on Kursk killed
        …")."""
        root = next((w for w in self.words if w.dep == "root"), None)
        if root is None or not self._modifies(root):
            return
        verb = next((k for k in self.kids.get(root.i, ()) if self._predicates(self.words[k])), None)
        if verb is None:
            return
        for k in self.kids.get(root.i, ()):
            self._change(k, self.words[k].dep, root.i - 1 if k < verb and k > root.i else verb)
        self._change(verb, "root", verb)
        self._change(root.i, "nmod", root.i - 1)

    def _modifies(self, word: Word) -> bool:
        """Whether a word is the name of a body that does not inflect, right behind a common noun."""
        before = self.words[word.i - 1] if word.i else None
        acts = word.name is not None and word.name.type in ("Organization", "Unit")
        return acts and self._forms(word.i).free and before is not None and before.pos == "NOUN" and before.name is None

    def _place_uninflected(self, word: Word) -> None:
        """A name that does not inflect gets the case of its place: after a preposition any oblique one, behind a noun
        the genitive, beside a passive participle the instrumental."""
        if word.name is None or word.name.type == "Person" or not self._forms(word.i).free:
            return
        relation = word.dep.split(":")[0]
        before = self.words[word.i - 1] if word.i else word
        if before.head == word.i and before.pos == "ADJ" and before.lemma in nouns(self.lang):
            # "пленных ВСУ": an adjective that is used as a noun, with the name as whose it is.
            for k in self.kids.get(word.i, ()):
                self._change(k, self.words[k].dep, before.i)
            self._change(before.i, word.dep, word.head)
            self._change(word.i, "nmod", before.i)
            case = "Gen"
        elif not self._bare(word.i):
            case = ",".join(OBLIQUE) + ",Loc"
        elif self._modifies(word) and relation in ("nmod", "det", "appos", "dep", "flat", "amod"):
            self._change(word.i, "nmod", word.i - 1)
            case = "Gen"
        elif self._is_passive(self.words[word.head]) and (
            relation in ("obl", "nmod", "obj")
            or (relation == "nsubj" and word.i > word.head and not self._is_short(self.words[word.head]))
        ):
            self._change(word.i, "obl")
            case = "Ins"
        else:
            case = {"nsubj": "Nom", "obj": "Acc", "nmod": "Gen"}.get(relation, "")
        if case:
            self.words[word.i] = replace(self.words[word.i], feats={**word.feats, "Case": case})

    def _is_passive(self, word: Word) -> bool:
        return word.feats.get("VerbForm") == "Part" and word.feats.get("Voice") == "Pass"

    def _predicates(self, word: Word) -> bool:
        """Whether a word is a verb in a form that has a subject of the third person."""
        if word.pos != "VERB" or word.dep == "amod" or word.feats.get("Person") in ("1", "2"):
            return False
        return word.feats.get("VerbForm") == "Fin" or self._is_short(word) or self._is_impersonal(word)

    def _is_short(self, word: Word) -> bool:
        """Whether a participle is a predicate ("взяты"): it has number and gender but no case."""
        return word.feats.get("VerbForm") == "Part" and not any(
            r.case for r in entry(self.lang, word.text).readings if r.pos == "VERB"
        )

    def _is_impersonal(self, word: Word) -> bool:
        return word.feats.get("Person") == "0"

    def _agreements(self, verb: int) -> frozenset[tuple[str, str]]:
        """The numbers and genders that a verb form can agree with."""
        readings = [r for r in entry(self.lang, self.words[verb].text).readings if r.pos == "VERB" and not r.case]
        return frozenset((r.number, r.gender) for r in readings)

    def _bare(self, i: int) -> bool:
        word = self.words[i]
        if word.pos not in NOMINAL and word.name is None:
            return False
        if any(self.words[k].dep == "case" for k in self.kids.get(i, ())):
            return False
        return not any(self.words[c].dep == "case" for k in self.kids.get(i, ()) if k < i for c in self.kids.get(k, ()))

    def _numeral(self, i: int) -> int | None:
        """The numeral that governs a noun: one in another case than the noun's ("п'ять бійців"), or in figures."""
        own = self._forms(i)
        for k in self.kids.get(i, ()):
            word = self.words[k]
            if word.name is not None or word.dep.split(":")[0] not in ("nummod", "det"):
                continue
            known = forms(self.lang, word.text)
            if word.pos == "NUM" or word.dep.startswith("nummod"):
                return k
            if "Nom" in known.cases() and not own.free and "Nom" not in own.cases():
                return k
        return None

    def _forms(self, i: int) -> Forms:
        return forms_of(self.lang, self.words[i])

    def _cases(self, i: int) -> frozenset[str]:
        """The cases that a noun phrase can stand in; empty for any."""
        known = self._forms(i)
        numeral = self._numeral(i)
        if numeral is not None and (known.free or known.cases() & {"Nom", "Gen"}):
            counted = forms(self.lang, self.words[numeral].text)
            spelt = counted.cases() if any(r.pos in ("NUM", "PRON", "DET") for r in counted.readings) else frozenset()
            return spelt or frozenset({"Nom", "Acc", "Gen"})
        return frozenset() if known.free else known.cases()

    def _may_be(self, i: int, case: str) -> bool:
        cases = self._cases(i)
        return not cases or case in cases

    def _agrees(self, i: int, verb: int) -> bool:
        """Whether a phrase can be the subject of a verb form."""
        if not self._may_be(i, "Nom"):
            return False
        wanted = self._agreements(verb)
        if not wanted:
            return True
        if self._numeral(i) is not None or (self.words[i].pos == "NUM" and self.words[i].name is None):
            return any(number == "Plur" or gender == "neut" or not gender for number, gender in wanted)
        known = self._forms(i)
        joined = any(self.words[k].dep == "conj" for k in self.kids.get(i, ()))
        if self.words[i].text.isupper() or not known.readings:
            return True
        return any(
            (joined and number == "Plur")
            or (r.number == number and (number == "Plur" or not gender or not r.gender or r.gender == gender))
            for number, gender in wanted
            for r in known.readings
            if r.case == "Nom"
        )

    def _adopt_strays(self, verb: int) -> None:
        """A plain nominative that hangs on another noun of the clause is the verb's ("14 August soldiers of the SBU
        took …")."""
        if self._subjects(verb) or self._is_impersonal(self.words[verb]):
            return
        for k in list(self.kids.get(verb, ())):
            for i in list(self.kids.get(k, ())):
                word = self.words[i]
                stray = word.dep in HEADS and self._bare(i) and self._cases(i) == {"Nom"} and self._agrees(i, verb)
                if stray and not self._may_be(k, "Nom") and (word.name is None or word.name.type != "Place"):
                    self._change(i, "nsubj", verb)
                    return

    def _subjects(self, verb: int) -> list[int]:
        return [k for k in self.kids.get(verb, ()) if self.words[k].dep.startswith("nsubj")]

    def _settle(self, verb: int) -> None:
        self._relate(verb)
        for k in self.kids.get(verb, ()):
            word = self.words[k]
            if word.dep == "obj" and word.pos in ("ADJ", "DET") and self._may_be(k, "Acc"):
                self._change(k, "obj")
            if word.dep == "iobj" and not self._may_be(k, "Dat") and self._bare(k):
                self._change(k, "obj" if self._may_be(k, "Acc") else "obl")

    def _relate(self, verb: int) -> None:
        if self._is_impersonal(self.words[verb]):
            for k in self._subjects(verb):
                self._change(k, "obj")
            return
        for k in self._subjects(verb):
            self._demote(k, verb)
        subjects = self._subjects(verb)
        if subjects:
            self._exchange(subjects, verb)
            return
        found = self._subject_among(verb)
        if found is not None:
            self._change(found, "nsubj:pass" if self._is_short(self.words[verb]) else "nsubj")
            self._promote_object(verb)
        if self._is_short(self.words[verb]) or self._is_reflexive(verb):
            self._return_genitives(verb)

    def _return_genitives(self, verb: int) -> None:
        """A genitive that the parser makes the object of a verb that has none belongs to the noun right before it."""
        for k in list(self.kids.get(verb, ())):
            before = self.words[k - 1] if k else None
            stray = self.words[k].dep == "obj" and self._cases(k) == {"Gen"} and self._numeral(k) is None
            if stray and before is not None and before.pos == "NOUN" and before.i != verb:
                self._change(k, "nmod", before.i)

    def _demote(self, i: int, verb: int) -> None:
        """A subject that cannot be nominative is none."""
        cases = self._cases(i)
        if not cases or "Nom" in cases or self.words[i].pos == "NUM":
            return
        if cases == {"Gen"} and any(gender == "neut" for _, gender in self._agreements(verb)):
            return  # "людей загинуло"
        if self._is_short(self.words[verb]):
            relation = "obl"
        else:
            relation = "obj" if cases & {"Acc", "Gen"} else "iobj" if "Dat" in cases else "obl"
        self._change(i, relation)

    def _exchange(self, subjects: Sequence[int], verb: int) -> None:
        """A subject that does not agree with the verb changes places with an object that does, or is the object beside
        one that agrees."""
        agreeing = [s for s in subjects if self._agrees(s, verb)]
        if self._is_reflexive(verb):
            return
        actors = [k for k in self._bare_kids(verb) if k < verb and self.words[k].dep == "obj" and self._acts(k)]
        if agreeing and actors and min(agreeing) > verb and not self._cases(actors[0]):
            if all(self._may_be(s, "Acc") for s in subjects):  # "AFU freed two villages"
                for s in subjects:
                    self._change(s, "obj")
                self._change(actors[0], "nsubj")
            return
        if agreeing:
            for s in subjects:
                if s not in agreeing and self._may_be(s, "Acc") and self._bare(s):
                    self._change(s, "obj")
            return
        better = [k for k in self._bare_kids(verb) if self.words[k].dep == "obj" and self._agrees(k, verb)]
        if better and all(self._may_be(s, "Acc") for s in subjects):
            for s in subjects:
                self._change(s, "obj")
            self._change(better[0], "nsubj")

    def _is_reflexive(self, verb: int) -> bool:
        return self.words[verb].lemma.endswith(self.reflexive)

    def _bare_kids(self, verb: int) -> list[int]:
        return [k for k in self.kids.get(verb, ()) if self.words[k].dep.split(":")[0] in ARGUMENTS and self._bare(k)]

    def _subject_among(self, verb: int) -> int | None:
        """The argument of a verb without a subject that must be it."""
        bare = [k for k in self._bare_kids(verb) if not self._across_colon(k, verb)]
        able = [k for k in bare if self._agrees(k, verb) and self.words[k].pos != "ADV"]
        certain = [k for k in able if self._cases(k) and not self._may_be(k, "Acc")]
        if certain:
            return min(certain, key=lambda k: (self.words[k].dep != "obj", abs(k - verb)))
        if self._is_reflexive(verb) or self._is_short(self.words[verb]):
            likely = [k for k in able if self.words[k].dep == "obj" or self._numeral(k) is not None]
            return likely[0] if likely else None
        objects = [k for k in bare if self.words[k].dep in ("obj", "xcomp")]
        uninflected = [k for k in able if k < verb and not self._cases(k) and self._acts(k)]
        if uninflected:
            return uninflected[0]
        rivals = [k for k in able if k in objects]
        if len(objects) > 1 and rivals and any(k != rivals[0] and self._may_be(k, "Acc") for k in objects):
            return rivals[0]
        if len(rivals) == 1 and any(k not in objects and self._is_object(k) for k in bare):
            return rivals[0]  # "of the fighters several took a squad": people in the accusative are the object
        return None

    def _is_object(self, i: int) -> bool:
        """Whether a phrase can only be people in the accusative, or in the genitive that looks the same."""
        known = self._forms(i)
        person = any(r.case == "Acc" and (r.animate or r.pos in ("ADJ", "PRON", "DET")) for r in known.readings)
        return person and "Nom" not in self._cases(i)

    def _acts(self, i: int) -> bool:
        name = self.words[i].name
        return name is not None and name.type in ("Organization", "Unit", "Person")

    def _across_colon(self, i: int, j: int) -> bool:
        return any(w.text == ":" for w in self.words[min(i, j) : max(i, j)])

    def _promote_object(self, verb: int) -> None:
        """With the subject found, persons in the accusative are the object, whatever the parser called them."""
        if self._is_reflexive(verb) or any(self.words[k].dep == "obj" for k in self.kids.get(verb, ())):
            return
        for k in self._bare_kids(verb):
            if self._is_object(k):
                self._change(k, "obj")
                return

    def _attach_participle(self, word: Word) -> None:
        """A participle behind a comma describes the noun before it with which it agrees."""
        if word.feats.get("VerbForm") != "Part" or word.pos not in ("ADJ", "VERB") or word.dep == "acl":
            return
        head = self.words[word.head]
        agent = head.name is not None and head.i == word.i + 1 and self._forms(head.i).free
        if word.dep == "amod" and not agent:
            return
        known = [r for r in entry(self.lang, word.text).readings if r.case and r.pos in ("ADJ", "VERB")]
        comma = word.i - 1
        if not known or comma < 1 or self.words[comma].text != ",":
            return
        for noun in reversed(self.words[max(0, comma - REACH) : comma]):
            if noun.pos == "VERB" or noun.text in (":", ";"):
                return
            if noun.pos in ("NOUN", "PROPN", "ADJ") and self._described_by(noun.i, known):
                if agent or noun.i not in self._below(word.i):
                    self._change(word.i, "acl", noun.i)
                if agent:
                    self._change(head.i, "obl", word.i)
                return

    def _described_by(self, i: int, participle: Iterable[Reading]) -> bool:
        known = self._forms(i)
        if self._numeral(i) is not None:
            return any(r.number == "Plur" and r.case in (self._cases(i) or {r.case}) for r in participle)
        return any(
            p.case == r.case and p.number == r.number and (p.number == "Plur" or p.gender in ("", r.gender))
            for p in participle
            for r in known.readings
        )

    def _below(self, i: int) -> set[int]:
        found, stack = set(), [i]
        while stack:
            j = stack.pop()
            found.add(j)
            stack += [k for k in self.kids.get(j, ()) if k not in found]
        return found

    def _change(self, i: int, dep: str, head: int | None = None) -> None:
        word = self.words[i]
        case = {"nsubj": "Nom", "nsubj:pass": "Nom", "obj": "Acc"}.get(dep, "")
        feats = {**word.feats, "Case": case} if case and self._may_be(i, case) else word.feats
        if dep == "obj" and word.pos in ("ADJ", "DET") and "Nom" not in self._forms(i).cases():
            feats = {**feats, "Animacy": "Anim"}  # the accusative plural is like the genitive: people
        self.words[i] = replace(word, dep=dep, head=word.head if head is None else head, feats=feats)
        self.kids = self._children()
