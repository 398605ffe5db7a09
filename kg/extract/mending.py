"""Arcs that a small parser draws wrong in news text, drawn anew where the words around leave one reading.

Every mend is a construction told by features, relations and order; none knows a word of any language.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.extract.clauses import Tree, base
from kg.extract.phrases import side_lexicon
from kg.extract.tokens import Word

MODIFIERS = frozenset({"nmod", "amod", "appos", "nummod", "dep"})
"""Relations in which a noun is said to modify another."""


def mended(words: Sequence[Word], lang: str, dated: Collection[int] = ()) -> tuple[Word, ...]:
    """The words of a parse with wrong arcs mended; an unparsed sentence comes back as it is.

    dated  offsets of the words that belong to dates
    """
    sides = side_lexicon(lang).adjectives
    found = tuple(_as_adjective(word, words) if word.lemma in sides or word.lower in sides else word for word in words)
    if not Tree(found).parsed:
        return found
    found = _reported(Tree(found), dated)
    found = _after_date(Tree(found), dated)
    for mend in (
        _detached,
        _presumed,
        _second_subject,
        _reflexive,
        _qualified,
        _coordinated,
        _described,
        _belonging,
        _measured,
        _owned,
        _stray_object,
    ):
        found = mend(Tree(found))
    return found


def _as_adjective(word: Word, words: Sequence[Word]) -> Word:
    """A country's adjective right behind a noun is no verb, whatever the tagger says ("trupele ruse")."""
    if word.pos != "VERB" or word.head != word.i - 1 or words[word.head].pos != "NOUN":
        return word
    feats = {name: value for name, value in word.feats.items() if name not in ("VerbForm", "Voice", "Tense")}
    return replace(word, pos="ADJ", dep="amod", feats=feats)


def _moved(words: Sequence[Word], arcs: dict[int, tuple[int, str]]) -> tuple[Word, ...]:
    return tuple(replace(w, head=arcs[w.i][0], dep=arcs[w.i][1]) if w.i in arcs else w for w in words)


def _presumed(tree: Tree) -> tuple[Word, ...]:
    """An infinitive between an auxiliary and a participle makes an active tense: "brigada ar `fi` ocupat satul"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        helpers = tree.kids(word.i, "aux")
        passive = [k for k in helpers if tree.words[k].dep == "aux:pass"]
        if len(helpers) < 2 or helpers[-1] not in passive or len(passive) > 1:
            continue
        if tree.words[passive[0]].feats.get("VerbForm") != "Inf" or tree.kids(word.i, "obl:agent"):
            continue
        arcs[passive[0]] = (word.i, "aux")
        arcs |= {k: (word.i, "nsubj") for k in tree.kids(word.i) if tree.words[k].dep == "nsubj:pass"}
    return _moved(tree.words, arcs)


def _second_subject(tree: Tree) -> tuple[Word, ...]:
    """Of a subject before an active verb and a passive one behind it, the second is the object."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        relations = {tree.words[k].dep: k for k in tree.kids(word.i) if tree.words[k].dep in ("nsubj", "nsubj:pass")}
        helped = any(tree.words[k].dep == "aux:pass" for k in tree.kids(word.i, "aux"))
        if len(relations) == 2 and not helped and relations["nsubj"] < word.i < relations["nsubj:pass"]:
            arcs[relations["nsubj:pass"]] = (word.i, "obj")
    return _moved(tree.words, arcs)


def _reflexive(tree: Tree) -> tuple[Word, ...]:
    """A reflexive verb has no other object: "s-au predat 20 de militari" tells who surrendered."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        kids = tree.kids(word.i)
        reflexive = any(tree.words[k].dep.startswith("expl") and tree.words[k].feats.get("Case") == "Acc" for k in kids)
        if word.pos != "VERB" or not reflexive or tree.kids(word.i, "nsubj", "csubj"):
            continue
        objects = [k for k in tree.kids(word.i, "obj") if k > word.i and tree.words[k].pos in ("NOUN", "PROPN")]
        if len(objects) == 1 and not tree.kids(objects[0], "case"):
            arcs[objects[0]] = (word.i, "nsubj")
    return _moved(tree.words, arcs)


def _qualified(tree: Tree) -> tuple[Word, ...]:
    """A participle behind its noun that says where or by whom is a clause: "a helicopter downed over the sea"."""
    arcs = {
        word.i: (word.head, "acl")
        for word in tree.words
        if word.pos == "VERB" and word.dep == "amod" and word.head < word.i and tree.kids(word.i, "obl")
    }
    return _moved(tree.words, arcs)


def _coordinated(tree: Tree) -> tuple[Word, ...]:
    """What stands behind a conjunction of its own is no apposition: "an aircraft Su-34 and two Su-35"."""
    arcs = {
        word.i: (word.head, "conj")
        for word in tree.words
        if word.dep == "appos" and word.head < word.i and any(k < word.i for k in tree.kids(word.i, "cc"))
    }
    return _moved(tree.words, arcs)


def _belonging(tree: Tree) -> tuple[Word, ...]:
    """A unit right behind a subject or object says whose it is: "102 soldiers of the 488th were captured"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        markers = tree.kids(word.i, "case")
        if word.name is None or word.name.type != "Unit" or word.dep != "obl" or not markers:
            continue
        for k in tree.kids(word.head, "nsubj", "obj"):
            if k < word.i and max(tree.subtree(k)) == markers[0] - 1:
                arcs[word.i] = (k, "nmod")
    return _moved(tree.words, arcs)


def _described(tree: Tree) -> tuple[Word, ...]:
    """An adjective behind its noun opens no clause, and what stands behind it with a preposition is the verb's: "nine
    soldiers Russian near Kupiansk"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        if word.pos != "ADJ" or word.dep not in ("acl", "amod") or word.head >= word.i or word.feats.get("VerbForm"):
            continue
        if tree.kids(word.i, "nsubj", "cop", "aux", "mark"):
            continue
        arcs[word.i] = (word.head, "amod")
        verb = next((j for j in tree.ancestors(word.i) if tree.words[j].pos == "VERB"), None)
        for k in tree.kids(word.i, "obl"):
            if verb is not None and k > word.i and tree.kids(k, "case"):
                arcs[k] = (verb, "obl")
    return _moved(tree.words, arcs)


def _reported(tree: Tree, dated: Collection[int]) -> tuple[Word, ...]:
    """A clause with a conjunction describes no name or date: "confirmed to the BBC that …" is what was confirmed."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        governor = tree.words[word.head]
        verb = tree.words[governor.head]
        no_claim = governor.name is not None or governor.pos == "PROPN" or governor.start in dated
        marked = any(tree.words[k].pos == "SCONJ" for k in tree.kids(word.i, "mark")) or (
            bool(tree.kids(word.i, "mark")) and bool(tree.kids(word.i, "nsubj"))
        )
        if base(word.dep) == "acl" and marked and no_claim and verb.pos == "VERB" and verb.i < governor.i:
            arcs[word.i] = (verb.i, "ccomp")
    return _moved(tree.words, arcs)


def _after_date(tree: Tree, dated: Collection[int]) -> tuple[Word, ...]:
    """A name right behind a date, before the verb, is who acts: "on 9 January the brigade captured him"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        date = tree.words[word.head]
        verb = tree.words[date.head]
        acts = word.name is not None and word.name.type in ("Unit", "Organization", "Person")
        beside = date.start in dated and date.i == word.i - 1 and word.dep in MODIFIERS
        if acts and beside and not tree.kids(word.i, "case") and verb.pos == "VERB" and verb.i > word.i:
            arcs[word.i] = (verb.i, "nsubj")
            arcs |= {k: (verb.i, "xcomp") for k in tree.kids(verb.i, "nsubj") if k > verb.i}
    return _moved(tree.words, arcs)


def _detached(tree: Tree) -> tuple[Word, ...]:
    """A participle without an auxiliary, behind the only comma after its subject, is passive: "two soldiers, taken
    prisoner near the town"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        subjects = tree.kids(word.i, "nsubj")
        participle = word.feats.get("VerbForm") == "Part" or word.feats.get("Person") == "2"  # no noun is "you"
        if not participle or tree.kids(word.i, "aux", "cop") or len(subjects) != 1:
            continue
        commas = [w.i for w in tree.words[subjects[0] : word.i] if w.text == ","]
        if commas == [word.i - 1]:
            arcs[subjects[0]] = (word.i, "nsubj:pass")
            arcs |= {k: (word.i, "xcomp") for k in tree.kids(word.i, "obj") if k > word.i}
    return _moved(tree.words, arcs)


def _measured(tree: Tree) -> tuple[Word, ...]:
    """A number says how many of those right behind it: "downed 60 of the 75 drones"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        markers = [k for k in tree.kids(word.i, "case") if k < word.i]
        if word.pos not in ("NOUN", "PROPN") or not markers or markers[0] == 0 or not tree.kids(word.i, "nummod"):
            continue
        part = tree.words[markers[0] - 1]
        if part.pos == "NUM" and part.head == word.head and base(part.dep) in ("obj", "nsubj"):
            arcs[word.i] = (part.i, "nmod")
    return _moved(tree.words, arcs)


def _owned(tree: Tree) -> tuple[Word, ...]:
    """A noun with a possessive article belongs to the noun right before it: "(the) bodies `a` 1,000 soldiers"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        articles = [k for k in tree.kids(word.i, "det") if k < word.i and tree.is_possessive_article(k)]
        if word.pos not in ("NOUN", "PROPN") or not articles or articles[0] == 0:
            continue
        owner = tree.words[articles[0] - 1]
        if owner.pos == "NOUN" and owner.i != word.head and word.i not in tree.ancestors(owner.i):
            arcs[word.i] = (owner.i, "nmod")
    return _moved(tree.words, arcs)


def _stray_object(tree: Tree) -> tuple[Word, ...]:
    """A bare noun that the parser hangs on the one before it is the object of the verb before both: "handed Ukraine
    the bodies", "launched at Ukraine 50 missiles"."""
    arcs: dict[int, tuple[int, str]] = {}
    for word in tree.words:
        governor = tree.words[word.head]
        if word.pos != "NOUN" or base(word.dep) not in MODIFIERS or not governor.i < word.i:
            continue
        if governor.name is None and word.feats.get("Definite") != "Def":
            continue
        verb = tree.words[governor.head]
        if verb.pos != "VERB" or not verb.i < governor.i or base(governor.dep) not in ("obl", "iobj", "obj"):
            continue
        dative = base(governor.dep) == "obj" and "Dat" in governor.feats.get("Case", "")
        if tree.is_passive(verb.i) or any(k != governor.i or not dative for k in tree.kids(verb.i, "obj")):
            continue
        if tree.is_bare(word.i) and not any(w.pos == "PUNCT" for w in tree.words[governor.i : word.i]):
            arcs[word.i] = (verb.i, "obj")
            if dative:
                arcs[governor.i] = (verb.i, "iobj")
    return _moved(tree.words, arcs)
