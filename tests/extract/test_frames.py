"""Events that sentences tell: of parses built by hand, and read from text to record, against tables."""

# ruff: noqa: E501 - a case is a line

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kg.extract.discourse import Discourse
from kg.extract.frames import tellings
from kg.extract.parsed import Parsed
from kg.extract.scene import Scene
from kg.extract.telling import Telling

GROUPS = tomllib.loads((Path(__file__).parents[1] / "cases" / "frames.toml").read_text(encoding="utf-8"))["group"]
CASES = [(g.get("published", "2024-08-17"), text, wanted) for g in GROUPS for text, *wanted in g["cases"]]

ACTIVE = """
    93rd_Brigade PROPN nsubj 2 Unit:UA
    captured VERB root 0 capture VerbForm=Fin
    nine NUM nummod 5
    Russian ADJ amod 5 russian
    soldiers NOUN obj 2 soldier
    near ADP case 7
    Sudzha PROPN obl 2 Place::settlement
    on ADP case 9
    Thursday PROPN obl 2
"""
PASSIVE = """
    Nine NUM nummod 2
    marines NOUN nsubj:pass 4 marine
    were AUX aux:pass 4 be
    captured VERB root 0 capture VerbForm=Part Voice=Pass
    by ADP case 7
    Russian ADJ amod 7 russian
    troops NOUN obl:agent 4 troop
"""
PHRASE = """
    Marines NOUN nsubj 2 marine
    took VERB root 0 take VerbForm=Fin
    forty NUM nummod 4
    Russians NOUN obj 2 russian
    prisoner NOUN xcomp 2
"""
CAPTIVES_UNIT = """
    Fighters NOUN nsubj 5 fighter
    of ADP case 3
    Akhmat PROPN nmod 1 Unit:RU
    have AUX aux 5
    surrendered VERB root 0 surrender VerbForm=Part
    to ADP case 7
    Azov_Brigade PROPN obl 5 Unit:UA
"""
GAVE_UP = """
    Russian ADJ amod 2 russian
    conscripts NOUN nsubj 3 conscript
    gave VERB root 0 give VerbForm=Fin
    up ADP compound:prt 3
    in ADP case 6
    Sudzha PROPN obl 3 Place::settlement
"""
EXCHANGED = """
    Russia PROPN nsubj 4 Place:RU:country
    and CCONJ cc 3
    Ukraine PROPN conj 1 Place:UA:country
    exchanged VERB root 0 exchange VerbForm=Fin
    95 NUM nummod 6
    prisoners NOUN obj 4 prisoner
"""
RATE = """
    The DET det 3
    exchange NOUN compound 3
    rate NOUN nsubj 4
    rose VERB root 0 rise VerbForm=Fin
"""
LIGHT = """
    Kyiv PROPN nsubj 4 Place:
    and CCONJ cc 3
    Moscow PROPN conj 1 Place:
    carried VERB root 0 carry VerbForm=Fin
    out ADP compound:prt 4
    an DET det 7
    exchange NOUN obj 4
    of ADP case 9
    prisoners NOUN nmod 7 prisoner
"""
BODIES = """
    Russia PROPN nsubj 2 Place:RU:country
    returned VERB root 0 return VerbForm=Fin
    563 NUM nummod 4
    bodies NOUN obj 2 body
    to ADP case 6
    Ukraine PROPN obl 2 Place:UA:country
"""
SHELLED = """
    Russian ADJ amod 2 russian
    troops NOUN nsubj 3 troop
    shelled VERB root 0 shell VerbForm=Fin
    Kherson PROPN obj 3 Place::settlement
"""
NOUN_ATTACK = """
    Three NUM nummod 2
    people NOUN nsubj 3 person
    died VERB root 0 die VerbForm=Fin
    in ADP case 7
    a DET det 7
    Russian ADJ amod 7 russian
    strike NOUN obl 3
    on ADP case 9
    Kherson PROPN nmod 7 Place::settlement
"""
REPELLED = """
    93rd_Brigade PROPN nsubj 2 Unit:UA
    repelled VERB root 0 repel VerbForm=Fin
    a DET det 5
    Russian ADJ amod 5 russian
    assault NOUN obj 2
"""
BARE = """
    Four NUM nummod 2
    tanks NOUN nsubj:pass 5 tank
    have AUX aux 5
    been AUX aux:pass 5 be
    burned VERB root 0 burn VerbForm=Part Voice=Pass
    near ADP case 7
    Kharkiv PROPN obl 5 Place::settlement
"""
LOST = """
    The DET det 2
    enemy NOUN nsubj 3
    lost VERB root 0 lose VerbForm=Fin
    1190 NUM nummod 5
    men NOUN obj 3 man
    and CCONJ cc 8
    12 NUM nummod 8
    tanks NOUN conj 5 tank
"""
DESCRIBED = """
    Two NUM nummod 3
    wounded ADJ amod 3 wound VerbForm=Part
    soldiers NOUN nsubj 4 soldier
    talked VERB root 0 talk VerbForm=Fin
"""
RETAKEN = """
    93rd_Brigade PROPN nsubj 2 Unit:UA
    retook VERB root 0 retake VerbForm=Fin
    Robotyne PROPN obj 2 Place::settlement
"""
WITHDREW = """
    Russian ADJ amod 2 russian
    forces NOUN nsubj 3 force
    withdrew VERB root 0 withdraw VerbForm=Fin
    from ADP case 5
    Kherson PROPN obl 3 Place::settlement
"""
TALKS = """
    Talks NOUN nsubj 9 talk
    between ADP case 3
    Ukraine PROPN nmod 1 Place:UA:country
    and CCONJ cc 5
    Russia PROPN conj 3 Place:RU:country
    on ADP case 8
    an DET det 8
    exchange NOUN nmod 1
    began VERB root 0 begin VerbForm=Fin
"""
EXPELLED = """
    Poland PROPN nsubj 2 Place:PL:country
    expelled VERB root 0 expel VerbForm=Fin
    45 NUM nummod 5
    Russian ADJ amod 5 russian
    diplomats NOUN obj 2 diplomat
"""
MEDIATED = """
    The DET det 2 Definite=Def
    UAE PROPN nsubj 3 Place:AE:country
    mediated VERB root 0 mediate VerbForm=Fin
"""

# name, parse, numbers and days at their words, what is told
Case = tuple[str, str, Mapping[int, str], Mapping[int, str], list[str]]
GRAMMAR: list[Case] = [
    ("active", ACTIVE, {2: "9 personnel RU"}, {8: "2024-08-15"}, ["Capture; captor 93rd Brigade/UA; captive RU; 9 captive RU; at Sudzha; on 2024-08-15"]),
    ("passive", PASSIVE, {0: "9 personnel"}, {}, ["Capture; captor RU; 9 captive"]),
    ("phrase around its object", PHRASE, {2: "40 personnel RU"}, {}, ["Capture; captive RU; 40 captive RU"]),
    ("unit of the men", CAPTIVES_UNIT, {}, {}, ["Surrender; captive Akhmat/RU; captor Azov Brigade/UA"]),
    ("giving up", GAVE_UP, {}, {}, ["Surrender; captive RU; at Sudzha"]),
    ("both parties", EXCHANGED, {4: "95 captive"}, {}, ["PrisonerExchange; party Russia/RU; party Ukraine/UA; 95 returned"]),
    ("a rate", RATE, {}, {}, []),
    ("light verb", LIGHT, {}, {}, ["PrisonerExchange; party UA; party RU"]),
    ("bodies", BODIES, {2: "563 body"}, {}, ["Release; by Russia/RU; recipient UA; 563 body"]),
    ("shelling", SHELLED, {}, {}, ["Attack; attacker RU; target Kherson; at Kherson"]),
    ("the dead of a strike", NOUN_ATTACK, {0: "3 person"}, {}, ["Attack; attacker RU; target Kherson; at Kherson; 3 killed"]),
    ("repelled", REPELLED, {}, {}, ["Attack; attacker RU; target 93rd Brigade/UA"]),
    ("neither doer nor weapon", BARE, {0: "4 tank"}, {}, ["Loss; 4 tank; at Kharkiv"]),
    ("lost", LOST, {3: "1190 personnel", 6: "12 tank"}, {}, ["Loss; side other; 1190 personnel; 12 tank"]),
    ("a state of somebody", DESCRIBED, {0: "2 wounded"}, {}, []),
    ("retaken", RETAKEN, {}, {}, ["Movement; actor 93rd Brigade/UA; destination Robotyne; at Robotyne"]),
    ("withdrawn", WITHDREW, {}, {}, ["Movement; actor RU; origin Kherson; at Kherson"]),
    ("talks", TALKS, {}, {}, ["Negotiation; party Ukraine/UA; party Russia/RU"]),
    ("expelled", EXPELLED, {2: "45 diplomat RU"}, {}, ["Diplomacy; actor Poland/PL; target RU; 45 diplomat RU"]),
    ("mediated", MEDIATED, {}, {}, ["PrisonerExchange; mediator UAE/AE"]),
]  # fmt: skip


def shown(telling: Telling) -> str:
    """A telling in words; what only helps counting is left out."""
    signs = {"exact": "", "approx": "~", "at_least": ">=", "at_most": "<="}
    parts: list[str] = [telling.type]
    for filling in dict.fromkeys(f for f in telling.roles if f.role != "item"):
        form = filling.name.text if filling.name is not None else ""
        parts.append(f"{filling.role} {'/'.join(part for part in (form, filling.side) if part)}")
    parts += [
        f"{signs[figure.quantity.qualifier]}{figure.quantity.value} {figure.of} {figure.side}".strip()
        for figure in telling.figures
    ]
    parts += [f"at {place.text}" for place in telling.places]
    return "; ".join(dict.fromkeys([*parts, *([f"on {telling.time.value}"] if telling.time else [])]))


def test_numbers_of_cases() -> None:
    assert len(CASES) == 256
    assert len(GRAMMAR) == 20


@pytest.mark.parametrize(("rows", "counts", "days", "wanted"), [c[1:] for c in GRAMMAR], ids=[c[0] for c in GRAMMAR])
def test_grammar(
    parsed: Callable[..., Parsed], rows: str, counts: Mapping[int, str], days: Mapping[int, str], wanted: list[str]
) -> None:
    scene = Scene.of(parsed(rows, counts=counts, days=days), Discourse(), frozenset())
    found = [shown(telling).split("; ") for telling in tellings(scene, False)]
    assert [(row[0], sorted(row[1:])) for row in found] == [
        (kind, sorted(rest)) for kind, *rest in (row.split("; ") for row in wanted)
    ]


@pytest.mark.parametrize(("published", "text", "wanted"), CASES, ids=[text[:60] for _, text, _ in CASES])
def test_readings(differences: Callable[..., list[str]], published: str, text: str, wanted: list[str]) -> None:
    assert differences(text, wanted, published) == []
