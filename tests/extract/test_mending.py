"""Arcs of parses built by hand, as small parsers draw them, and as they are mended."""

import pytest

from kg.extract.mending import mended
from tests.extract.conftest import words_of

CASES = [
    (
        "a participle behind the comma after its subject is passive",
        """
        militari  NOUN  nsubj   3 militar
        ,         PUNCT punct   1
        luați     VERB  root    0 lua VerbForm=Part
        prizonieri NOUN obj     3 prizonier
        """,
        "luați nsubj:pass militari",
    ),
    (
        "between two commas stands a description, and the verb has its own subject",
        """
        militari  NOUN  nsubj   5 militar
        ,         PUNCT punct   3
        sprijiniți VERB acl     1 sprijini VerbForm=Part
        ,         PUNCT punct   3
        capturat  VERB  root    0 captura VerbForm=Part
        """,
        "capturat nsubj militari",
    ),
    (
        "what hangs on the name before it is the verb's object",
        """
        Rusia     PROPN nsubj   2 Place:RU:country
        lansat    VERB  root    0 lansa VerbForm=Part
        asupra    ADP   case    4
        Ucrainei  PROPN obl     2 Place:UA:country Case=Dat,Gen
        50        NUM   nummod  6
        rachete   NOUN  nmod    4 rachetă Definite=Ind
        """,
        "lansat obj rachete",
    ),
    (
        "a noun behind a possessive article belongs to the noun before that",
        """
        predat    VERB  root    0 preda VerbForm=Part
        Ucrainei  PROPN iobj    1 Place:UA:country Case=Dat,Gen
        trupurile NOUN  obj     1 trup Case=Acc,Nom Definite=Def
        a         DET   det     5 al
        soldați   NOUN  nmod    2 soldat
        """,
        "trupurile nmod soldați",
    ),
    (
        "an adjective behind its noun has no place of its own",
        """
        capturat  VERB  root    0 captura VerbForm=Part
        militari  NOUN  obj     1 militar
        ruși      ADJ   acl     2 rus
        lângă     ADP   case    5
        Kupiansk  PROPN obl     3 Place:UA
        """,
        "capturat obl Kupiansk",
    ),
    (
        "a unit right behind the subject is the subject's",
        """
        militari  NOUN  nsubj:pass 5 militar
        din       ADP   case    3
        Regiment  PROPN obl     5 Unit:RU
        fost      AUX   aux:pass 5 fi
        capturați VERB  root    0 captura VerbForm=Part
        """,
        "militari nmod Regiment",
    ),
    (
        "a clause with a conjunction is what was said, not to whom",
        """
        confirmat VERB  root    0 confirma VerbForm=Part
        pentru    ADP   case    3
        Pravda    PROPN obl     1 Organization
        că        SCONJ mark    5
        lovit     VERB  acl     3 lovi VerbForm=Part
        """,
        "confirmat ccomp lovit",
    ),
    (
        "so many of so many",
        """
        doborât   VERB  root    0 doborî VerbForm=Part
        60        NUM   obj     1
        din       ADP   case    5
        75        NUM   nummod  5
        drone     NOUN  obl     1 dronă
        """,
        "60 nmod drone",
    ),
    (
        "an auxiliary in the infinitive makes no passive",
        """
        Brigada   PROPN nsubj:pass 4 Unit:RU
        ar        AUX   aux     4
        fi        AUX   aux:pass 4 VerbForm=Inf
        ocupat    VERB  root    0 ocupa VerbForm=Part
        """,
        "ocupat nsubj Brigada",
    ),
    (
        "of two subjects the second is the object",
        """
        Brigada   PROPN nsubj   2 Unit:RU
        ocupat    VERB  root    0 ocupa VerbForm=Part
        Kupiansk  PROPN nsubj:pass 2 Place:UA
        """,
        "ocupat obj Kupiansk",
    ),
    (
        "a reflexive verb has no object",
        """
        s-        PRON  expl:pv 2 sine Case=Acc
        predat    VERB  root    0 preda VerbForm=Part
        militari  NOUN  obj     2 militar
        """,
        "predat nsubj militari",
    ),
    (
        "a participle behind its noun that says where is a clause",
        """
        elicopter NOUN  root    0
        doborât   VERB  amod    1 doborî VerbForm=Part
        deasupra  ADP   case    4
        mării     NOUN  obl     2 mare
        """,
        "elicopter acl doborât",
    ),
    (
        "what stands behind a conjunction is coordinated",
        """
        avion     NOUN  root    0
        și        CCONJ cc      3
        elicopter NOUN  appos   1
        """,
        "avion conj elicopter",
    ),
    (
        "a country's adjective behind its noun is no verb",
        """
        trupele   NOUN  root    0 trupă
        ruse      VERB  acl     1 rusă VerbForm=Part
        """,
        "trupele amod ruse",
    ),
    (
        "a prepositional object keeps its place",
        """
        lovit     VERB  root    0 lovi VerbForm=Part
        depozit   NOUN  obj     1
        din       ADP   case    4
        regiune   NOUN  nmod    2
        """,
        "depozit nmod regiune",
    ),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 15


@pytest.mark.parametrize(("rows", "arc"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_mended(rows: str, arc: str) -> None:
    words = mended(words_of(rows), "ro")
    governor, relation, dependent = arc.split()
    word = next(w for w in words if w.text == dependent)
    assert (words[word.head].text, word.dep) == (governor, relation)


def test_dates_govern_no_clause() -> None:
    rows = """
        declarat  VERB  root    0 declara VerbForm=Part
        marți     NOUN  obj     1
        că        SCONJ mark    4
        lovit     VERB  acl     2 lovi VerbForm=Part
    """
    words = words_of(rows)
    assert mended(words, "ro", {words[1].start})[3].dep == "ccomp"
    assert mended(words, "ro")[3].dep == "acl"


def test_what_has_no_parse_stays_as_it_is() -> None:
    words = words_of("soldați NOUN _ 0")
    unparsed = tuple(type(w)(**{**{f: getattr(w, f) for f in w.__slots__}, "dep": ""}) for w in words)
    assert mended(unparsed, "ro") == unparsed
