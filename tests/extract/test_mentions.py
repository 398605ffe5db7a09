"""Organizations, equipment, and the decision among overlapping names."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import mentions, persons, units
from kg.extract.nlp import tokenise
from kg.extract.tokens import Name

# language, sentence, (text, side, kind) of each organization
ORGANIZATIONS = [
    ("en", "Russia's Defence Ministry replied.", [("Russia's Defence Ministry", "RU", "defence_ministry")]),
    (
        "en",
        "The General Staff of Ukraine and the Ukrainian foreign ministry agreed.",
        [("General Staff of Ukraine", "UA", "general_staff"), ("Ukrainian foreign ministry", "UA", "foreign_ministry")],
    ),
    (
        "en",
        "A source in the Security Service of Ukraine (SBU) told Ukrainska Pravda.",
        [
            ("Security Service of Ukraine", "UA", "security_service"),
            ("SBU", "UA", "security_service"),
            ("Ukrainska Pravda", "", ""),
        ],
    ),
    ("en", "Police, border guards and the national guard helped.", [("national guard", "", "national_guard")]),
    ("en", "The Telegram channel Zorya wrote it.", [("Zorya", "", "")]),
    ("en", "Skywatcher, a Telegram channel with many readers, wrote it.", [("Skywatcher", "", "")]),
    ("en", "The Lviv Reporters Group (LRG) counted them.", [("Lviv Reporters Group", "", ""), ("LRG", "", "")]),
    ("en", "The Institute said, and the Centre for Defence Studies denied.", [("Centre for Defence Studies", "", "")]),
    ("en", "Russian troops, the ministry and the Ukrainian army met at the air force base.", []),
    ("en", "New Service Group Opens Big Modern Office Center Today", []),
    ("en", "According to @GeneralStaffUA, two fell.", [("@GeneralStaffUA", "UA", "")]),
    (
        "uk",
        "У Координаційному штабі з питань поводження з військовополоненими та Міноборони РФ мовчать.",
        [
            ("Координаційному штабі з питань поводження з військовополоненими", "UA", "coordination_headquarters"),
            ("Міноборони РФ", "RU", "defence_ministry"),
        ],
    ),
    ("uk", "Так сказав депутат Сумської облради.", [("Сумської облради", "", "")]),
    ("uk", "Про це пише видання «Ранок».", [("Ранок", "", "")]),
    (
        "ru",
        "По данным Министерства обороны России, самолёты ВКС сели.",
        [("Министерства обороны России", "RU", "defence_ministry"), ("ВКС", "RU", "air_force")],
    ),
    ("ru", "Украинская армия и военное ведомство молчат.", []),
    ("ro", "Așa spune Ministerul rus al Apărării.", [("Ministerul rus al Apărării", "RU", "defence_ministry")]),
    (
        "ro",
        "Forțele Aeriene ucrainene au confirmat.",
        [("Forțele Aeriene ucrainene", "UA", "air_force")],
    ),
]

# language, sentence, (text, lemma, noun) of each equipment
EQUIPMENT = [
    ("en", "Two Su-34s and an Il-22M fell.", [("Su-34s", "Su-34", "aircraft"), ("Il-22M", "Il-22M", "aircraft")]),
    (
        "en",
        "They used Javelin missiles and FPV drones.",
        [("Javelin", "Javelin", "missile"), ("FPV drones", "FPV drone", "drone")],
    ),
    ("en", "Ten Shaheds and a Kh-59 were lost.", [("Shaheds", "Shahed", "drone"), ("Kh-59", "Kh-59", "missile")]),
    (
        "en",
        "The landing ship Minsk burned; the Saratov had sunk.",
        [("Minsk", "Minsk", "ship"), ("Saratov", "Saratov", "ship")],
    ),
    ("en", "The Minsk agreements and the Saratov region were not named; nor was the Moskva river.", []),
    ("en", "A tor is a rocky hill, and a grad student met Mark.", []),
    ("en", "HIMARS struck; a himars did not.", [("HIMARS", "HIMARS", "launcher")]),
    (
        "uk",
        "Збито «Орлани-10» і ракети «Калібр».",
        [("Орлани-10", "Орлан-10", "drone"), ("Калібр", "Калібр", "missile")],
    ),
    ("uk", "Потоплено корабель «Цезар Куніков».", [("Цезар Куніков", "Цезар Куніков", "ship")]),
    ("uk", "Минув град, і впав калібр.", []),
    ("uk", "Збито Су-35С.", [("Су-35С", "Су-35С", "aircraft")]),
    ("ru", "Разбился Ил-76, а Т-72 сгорел.", [("Ил-76", "Ил-76", "aircraft"), ("Т-72", "Т-72", "tank")]),
    (
        "ro",
        "Un Su-34 și drone Shahed au fost doborâte.",
        [("Su-34", "Su-34", "aircraft"), ("Shahed", "Shahed", "drone")],
    ),
]

# language, sentence, (text, type) of every name that stands
OVERLAPS = [
    ("en", "The patrol ship Sergei Kotov sank.", [("Sergei Kotov", "Equipment")]),
    ("en", 'The "Wagner" group left.', [("Wagner", "Organization")]),
    ("en", "The Azov Brigade met Azov.", [("Azov Brigade", "Unit"), ("Azov", "Unit")]),
    (
        "en",
        "Special Operations Forces and Group 13 trained.",
        [("Special Operations Forces", "Organization"), ("Group 13", "Unit")],
    ),
    ("uk", "Позивний «Корнет» має Ігор Коваль.", [("Ігор Коваль", "Person")]),
]


def test_case_counts() -> None:
    assert (len(ORGANIZATIONS), len(EQUIPMENT), len(OVERLAPS)) == (18, 13, 5)


@pytest.mark.parametrize(("lang", "text", "wanted"), ORGANIZATIONS)
def test_organizations(lang: str, text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [n for n in mentions.arbitrate(mentions.find(tokenise(lang, text))) if n.type == "Organization"]
    assert [(n.text, n.side, n.attributes.get("kind", "")) for n in found] == wanted


@pytest.mark.parametrize(("lang", "text", "wanted"), EQUIPMENT)
def test_equipment(lang: str, text: str, wanted: list[tuple[str, str, str]]) -> None:
    found = [n for n in mentions.arbitrate(mentions.find(tokenise(lang, text))) if n.type == "Equipment"]
    assert [(n.text, n.lemma, n.attributes["noun"]) for n in found if "generic" not in n.attributes] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "nouns"),
    [
        (
            "en",
            "They lost 71 tanks, two planes and 57 armored personnel carriers.",
            ["tank", "aircraft", "armoured personnel carrier"],
        ),
        ("uk", "Знищено 3 танки й гелікоптер.", ["tank", "helicopter"]),
        ("ru", "Потеряны два бронетранспортёра и самолёт.", ["armoured personnel carrier", "aircraft"]),
        ("ro", "Au pierdut trei avioane și un tanc.", ["aircraft", "tank"]),
    ],
)
def test_common_nouns_are_candidates(lang: str, text: str, nouns: list[str]) -> None:
    found = mentions.find(tokenise(lang, text))
    assert [n.attributes["noun"] for n in found if n.attributes.get("generic")] == nouns


@pytest.mark.parametrize(("lang", "text", "wanted"), OVERLAPS)
def test_overlaps(lang: str, text: str, wanted: list[tuple[str, str]]) -> None:
    sentence = tokenise(lang, text)
    found = mentions.arbitrate([*units.find(sentence), *mentions.find(sentence), *persons.find(sentence)])
    assert [(n.text, n.type) for n in found] == wanted


@st.composite
def some_names(draw: st.DrawFn) -> list[Name]:
    rows = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, 30))
        end = start + draw(st.integers(1, 10))
        source = draw(st.sampled_from(sorted(mentions.RANKS)))
        rows.append(Name("Person", start, end, 0, 1, 0, "x", "x", source))
    return rows


@given(some_names())
def test_arbitration_keeps_sorted_names_that_do_not_overlap(names: list[Name]) -> None:
    kept = mentions.arbitrate(names)
    assert set(kept) <= set(names)
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
    assert all(any(k.start < n.end and n.start < k.end for k in kept) for n in names)
    assert mentions.arbitrate(reversed(names)) == kept


def test_a_unit_has_the_side_of_its_whole() -> None:
    sentence = tokenise("uk", "Працювала група «13» ГУР МО.")
    found = mentions.arbitrate([*units.find(sentence), *mentions.find(sentence)])
    (names,) = mentions.again([sentence], [found])
    assert [(n.text, n.side) for n in names] == [("група «13»", "UA"), ("ГУР МО", "UA")]
