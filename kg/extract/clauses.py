"""Who does what to whom around one trigger: Universal Dependencies read as argument slots.

A slot is named as the lexicon names it: `subj`, `obj`, `iobj`, `passive_subj`, `agent`, `possessor`, `compound`, the
lemma of a preposition (`by`, `from`, `în`), and for languages with case `obl:Ins`, `nmod:Gen`, `у+Gen` (preposition
and case).
No word of any language stands here. The relations are those of https://universaldependencies.org/u/dep/.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.tokens import Word

CLAUSAL = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "root"})
"""Relations that open a clause of their own: what stands below belongs to another predicate."""

VERBAL_CHAIN = frozenset({"aux", "aux:pass", "cop"})
INHERITING = frozenset({"conj", "xcomp", "csubj", "advcl", "acl", "acl:relcl", "parataxis"})
"""Relations by which a verb may have its subject from its governor."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})


def base(dep: str) -> str:
    """The universal part of a relation: `nsubj` of `nsubj:pass`."""
    return dep.split(":", 1)[0]


class Tree:
    """A parsed sentence with its children indexed."""

    __slots__ = ("children", "parsed", "words")

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        children: dict[int, list[int]] = defaultdict(list)
        for word in words:
            if word.head != word.i:
                children[word.head].append(word.i)
        self.children: Mapping[int, list[int]] = children
        self.parsed = any(word.dep for word in words)

    def kids(self, i: int, *relations: str) -> list[int]:
        """Children of word `i`, in order; only those whose relation is, or whose universal part is, one of
        `relations`."""
        found = self.children.get(i, [])
        if not relations:
            return found
        return [k for k in found if self.words[k].dep in relations or base(self.words[k].dep) in relations]

    def subtree(self, i: int, stop: frozenset[str] = frozenset()) -> list[int]:
        """Word `i` and all below it in order, without branches whose relation is in `stop`."""
        out, stack = [], [i]
        while stack:
            j = stack.pop()
            out.append(j)
            stack += [k for k in self.kids(j) if self.words[k].dep not in stop]
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of word `i`, nearest first."""
        seen = {i}
        while self.words[i].head not in seen:
            i = self.words[i].head
            seen.add(i)
            yield i

    def conjuncts(self, i: int) -> list[int]:
        """Word `i` and what is coordinated with it below it, in order."""
        out = [i]
        for j in out:
            out += [k for k in self.kids(j, "conj") if k not in out]
        return sorted(out)

    def first_conjunct(self, i: int) -> int:
        """The head of the coordination that word `i` stands in."""
        seen = {i}
        while self.words[i].dep == "conj" and self.words[i].head not in seen:
            i = self.words[i].head
            seen.add(i)
        return i

    def prepositions(self, i: int) -> list[str]:
        """Lemmas of the case markers of word `i`; a fixed expression is joined with spaces; a conjunct takes its
        first's."""
        found = []
        markers = self.kids(i, "case")
        if not markers:
            # A parser hangs a preposition now and then on the numeral or adjective that follows it.
            inner = self.kids(i, "nummod", "amod", "det", "compound")
            markers = [k for j in inner for k in self.kids(j, "case") if k < j < i]
        for k in markers:
            fixed = [self.words[j].lemma for j in self.kids(k, "fixed")]
            found.append(" ".join([self.words[k].lemma, *fixed]))
        if not found and self.words[i].dep == "conj" and self.first_conjunct(i) != i:
            return self.prepositions(self.first_conjunct(i))
        return found

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's subject is its logical object."""
        word = self.words[verb]
        relations = {self.words[k].dep for k in self.kids(verb)}
        if "nsubj" in relations and not {"nsubj:pass", "aux:pass"} & relations:
            return False
        if "obj" in relations and not {"nsubj:pass", "aux:pass"} & relations:
            return False
        if {"nsubj:pass", "aux:pass", "csubj:pass"} & relations or word.feats.get("Voice") == "Pass":
            return True
        if "expl:pass" in relations:
            return True
        finite_help = any(base(d) == "aux" for d in relations)
        return (
            word.feats.get("VerbForm") == "Part"
            and word.feats.get("Tense") != "Pres"
            and word.feats.get("Voice") != "Act"
            and not finite_help
            and "obj" not in relations
        )

    def clause(self, i: int) -> list[int]:
        """The words of the clause that word `i` stands in, without the clauses below it."""
        top = i
        for j in self.ancestors(i):
            if self.words[top].dep in CLAUSAL or (
                self.words[top].dep == "conj" and self.words[top].pos in ("VERB", "AUX")
            ):
                break
            top = j
        return [j for j in self.subtree(top, CLAUSAL - {"root"}) if not self._of_conjoined_verb(j, top)]

    def _of_conjoined_verb(self, i: int, top: int) -> bool:
        while i != top:
            word = self.words[i]
            if word.dep == "conj" and word.pos in ("VERB", "AUX"):
                return True
            if word.head == i:
                return False
            i = word.head
        return False

    def slots(self, trigger: int) -> dict[str, list[int]]:
        """The arguments of a trigger by slot; a verb shares subjects along coordination and open complements."""
        out: dict[str, list[int]] = defaultdict(list)
        word = self.words[trigger]
        headline = word.pos == "ADJ" and word.dep != "amod" and bool(self.kids(trigger, "nummod"))
        verbal = (
            headline
            or word.pos in ("VERB", "AUX")
            or word.feats.get("VerbForm") in ("Part", "Fin", "Inf", "Ger", "Conv")
        )
        passive = verbal and self.is_passive(trigger)
        for k in self.kids(trigger):
            if not (base(self.words[k].dep) in ("nsubj", "obj") and self._across_colon(k, trigger)):
                self.add_child(out, k, passive)
        if word.dep == "amod" and word.head != trigger:
            out["passive_subj" if passive else "subj"].append(word.head)
        if verbal and not out.get("obj") and not out.get("passive_subj"):
            counted = self.counted_argument(trigger)
            if counted is not None:
                out["passive_subj" if passive else "obj"].append(counted)
        if verbal and not out.get("subj") and not out.get("passive_subj"):
            inherited = self._inherited_subject(trigger)
            found = [inherited] if inherited is not None else self._subject_before(trigger)
            if found:
                out["passive_subj" if passive else "subj"] += found
        if verbal:
            self._trust_case(trigger, out)
            self._add_relative_object(trigger, out)
            self._add_headline_argument(trigger, out)
        return {slot: sorted({j for i in found for j in self._nominal_conjuncts(i)}) for slot, found in out.items()}

    def counted_argument(self, verb: int) -> int | None:
        """A bare noun with a number under a verb that has no object, whatever relation the parser gave it."""
        for k in self.kids(verb, "obl", "nmod", "xcomp", "conj"):
            if self.words[k].pos in ("NOUN", "ADJ", "PROPN") and self.kids(k, "nummod") and self.is_bare(k):
                return k
        return None

    def _trust_case(self, verb: int, out: dict[str, list[int]]) -> None:
        """What stands in the nominative is no object: "the enemy" of "there captured the enemy" is who captured."""
        if out.get("subj") or self.words[verb].feats.get("Person") == "0":
            return
        nominative = [k for k in out.get("obj", ()) if self.words[k].feats.get("Case") == "Nom"]
        if nominative and not self.kids(verb, "nsubj"):
            out["subj"] = nominative
            out["obj"] = [k for k in out["obj"] if k not in nominative]

    def _across_colon(self, i: int, j: int) -> bool:
        """Whether a colon stands between two words: what stands before it introduces a speaker or a list."""
        return any(w.text == ":" for w in self.words[min(i, j) : max(i, j)])

    def _add_relative_object(self, verb: int, out: dict[str, list[int]]) -> None:
        """ "The village, which troops had captured": the noun is the object where the pronoun is no subject."""
        word = self.words[verb]
        if word.dep != "acl:relcl" or out.get("obj") or out.get("passive_subj") or not self.kids(verb, "nsubj"):
            return
        relative = any(
            self.words[j].feats.get("PronType") in ("Rel", "Int,Rel") and base(self.words[j].dep) != "nsubj"
            for j in self.subtree(verb)
            if j < verb
        )
        if relative:
            out["obj"].append(word.head)

    def _add_headline_argument(self, verb: int, out: dict[str, list[int]]) -> None:
        """ "13 Shaheds shot down", "107 freed": what stands before a participle as if part of it is its logical object,
        or its subject where it has an object."""
        if out.get("subj") or out.get("passive_subj"):
            return
        before = [k for k in self.kids(verb, "nummod", "compound") if k < verb and self.words[k].pos != "ADP"]
        if before:
            out["subj" if out.get("obj") else "passive_subj"].append(before[-1])

    def _nominal_conjuncts(self, i: int) -> list[int]:
        return [j for j in self.conjuncts(i) if self.words[j].pos not in ("VERB", "AUX")]

    def add_child(self, out: dict[str, list[int]], k: int, passive: bool) -> None:
        """Add child `k` of a verb or noun to the slots that it fills."""
        child = self.words[k]
        dep, kind = child.dep, base(child.dep)
        case = child.feats.get("Case") or next(
            (c for j in self.kids(k, "det") if (c := self.words[j].feats.get("Case"))), ""
        )
        cases = case.split(",") if case else []  # Romanian forms serve two: "Dat,Gen"
        if dep == "nsubj:pass" or (dep == "nsubj" and passive):
            out["passive_subj"].append(self._antecedent(k))
        elif kind == "nsubj":
            out["subj"].append(self._antecedent(k))
        elif kind == "obj" and "Dat" in cases and "Acc" not in cases:
            out["iobj"].append(k)
        elif kind == "obj":
            out["obj"].append(self._antecedent(k))
        elif kind == "iobj":
            out["iobj"].append(k)
        elif dep == "obl:agent":
            out["agent"].append(k)
        elif dep == "nmod:poss":
            out["possessor"].append(k)
        elif kind in ("compound", "amod"):
            out["compound"].append(k)
        elif kind in ("obl", "nmod", "advmod", "nummod", "appos", "dep") and child.pos in NOMINAL:
            prepositions = self.prepositions(k)
            for preposition in prepositions:
                out[preposition].append(k)
                for one in cases:
                    out[f"{preposition}+{one}"].append(k)
            if not prepositions:
                for one in cases:
                    out[f"{kind}:{one}"].append(k)
                if kind == "nmod" and ("Gen" in cases or any(map(self.is_possessive_article, self.kids(k, "det")))):
                    out["of"].append(k)

    def is_possessive_article(self, k: int) -> bool:
        """Whether a determiner is the Romanian possessive article, which makes a genitive of the noun behind it
        ("doborârea a 266 de drone")."""
        return self.words[k].lemma == "al"

    def is_bare(self, k: int) -> bool:
        """Whether a noun stands without a preposition and in a form that can be an object: counted, or definite and
        in no oblique case."""
        if self.kids(k, "case") or any(self.is_possessive_article(j) for j in self.kids(k, "det")):
            return False
        cases = self.words[k].feats.get("Case", "Acc").split(",")
        if self.kids(k, "nummod"):
            return bool({"Acc", "Gen", "Nom"} & set(cases))
        return "Acc" in cases and self.words[k].feats.get("Definite") == "Def"

    def _antecedent(self, k: int) -> int:
        """What a relative pronoun stands for: the noun that its clause modifies."""
        if self.words[k].feats.get("PronType") not in ("Rel", "Int,Rel"):
            return k
        for j in self.ancestors(k):
            if self.words[j].dep == "acl:relcl" or self.words[j].dep == "acl":
                return self.words[j].head
        return k

    def _subject_before(self, verb: int) -> list[int]:
        """The nouns right before a finite verb group that the parser gave to something else."""
        helpers = self.kids(verb, "aux")
        if not helpers or self.words[verb].dep.startswith("acl"):
            return []
        end = helpers[0]
        start = end
        while (
            start > 0
            and self.words[start - 1].pos not in ("VERB", "SCONJ")
            and self.words[start - 1].text not in ",;:—–"
        ):
            start -= 1
        nouns = [j for j in range(start, end) if self.words[j].pos in ("NOUN", "PROPN", "PRON", "NUM")]
        nouns = [j for j in nouns if base(self.words[j].dep) != "expl"]
        tops = [j for j in nouns if not start <= self.words[j].head < end and not self.kids(j, "case")]
        return tops if nouns and nouns[-1] in {k for j in tops for k in self.subtree(j)} else []

    def _stray_subject(self, verb: int) -> int | None:
        """A noun before the verb that the parser coordinates with the governing verb: "… retaken and 430 men had
        given up"."""
        head = self.words[verb].head
        if self.words[head].pos not in ("VERB", "AUX") or not self.kids(verb, "aux"):
            return None
        strays = [k for k in self.kids(head, "conj") if head < k < verb and self.words[k].pos in ("NOUN", "PROPN")]
        return strays[-1] if strays else None

    def _apposed_to(self, i: int) -> int:
        """What word `i` is an apposition to, else itself: "100 troops, an entire company, surrendering" are the
        troops."""
        while self.words[i].dep == "appos" and self.words[i].head != i:
            i = self.words[i].head
        return i

    def _number(self, verb: int) -> str:
        """The number that a finite verb shows, by itself or in its auxiliary; "" where it shows none."""
        helpers = (self.words[k].feats.get("Number", "") for k in self.kids(verb, "aux"))
        return next((n for n in helpers if n), self.words[verb].feats.get("Number", ""))

    def _speaker_of(self, verb: int) -> int | None:
        """The subject of "X says that (it) took the town", told once where a language lets pronouns go."""
        governor = self.words[verb].head
        subjects = self.kids(governor, "nsubj")
        finite = self._number(verb) and self.words[verb].feats.get("Person") != "0"
        if not subjects or not finite or self.is_passive(verb) or self.kids(verb, "nsubj", "csubj", "cop", "expl"):
            return None
        return self._antecedent(subjects[0]) if self._number(verb) == self._number(governor) else None

    def _inherited_subject(self, verb: int) -> int | None:
        seen = {verb}
        word = self.words[verb]
        if word.dep == "ccomp":
            return self._speaker_of(verb)
        if (stray := self._stray_subject(verb)) is not None:
            return stray
        while word.dep in INHERITING and word.head not in seen:
            if base(word.dep) == "acl":
                return self._apposed_to(word.head)
            if word.dep == "parataxis" and word.feats.get("VerbForm") not in ("Part", "Ger", "Conv"):
                return None
            helped = bool(self.kids(word.i, "aux")) and word.feats.get("VerbForm") != "Inf"
            if word.dep == "advcl" and (helped or word.feats.get("VerbForm") not in ("Part", "Ger", "Conv", "Inf")):
                return None
            governor = word.head
            if word.dep == "conj" and self.is_passive(word.i) != self.is_passive(governor):
                return None  # "X reported …, and 430 were taken"
            if word.dep == "conj" and self.words[governor].pos in ("NOUN", "PROPN"):
                return governor
            seen.add(governor)
            subjects = self.kids(governor, "nsubj")
            if word.dep == "xcomp" and self.kids(governor, "obj"):
                return self.kids(governor, "obj")[0]
            if subjects:
                return self._antecedent(subjects[0])
            if word.dep in ("xcomp", "csubj"):
                for k in self.kids(governor, "iobj", "obl"):
                    if self.words[k].feats.get("Case") == "Dat" and not self.kids(k, "case"):
                        return k  # "Ukraine (dative) managed to return …"
            word = self.words[governor]
        return None
