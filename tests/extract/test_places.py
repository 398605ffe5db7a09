"""Places in sentences of four languages: which, of what kind, and which not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.extract.nlp import tokenise
from kg.extract.places import NEEDS, find, settle
from kg.extract.tokens import Name

# language, sentence, (text, canonical name) of every place that stays after settling a document of this one sentence
SENTENCES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("en", "Columns reached Sudzha in Kursk Oblast at noon.", (("Sudzha", "Sudzha"), ("Kursk Oblast", "Kursk Oblast"))),
    ("en", "Fighting goes on in Kharkiv.", (("Kharkiv", "Kharkiv"),)),
    ("uk", "Бійці воюють під Сіверськом.", (("Сіверськом", "Siversk"),)),
    ("ru", "Войска наступают на Волчанск и Северск.", (("Волчанск", "Vovchansk"), ("Северск", "Siversk"))),
    ("uk", "Його взяли в полон біля Залізного Гаю.", ()),
    (
        "en",
        "He was moved between Zaporizhia and Kherson oblasts.",
        (("Zaporizhia", "Zaporizhzhia Oblast"), ("Kherson oblasts", "Kherson Oblast")),
    ),
    ("en", "Losses in the Kursk direction rose.", (("Kursk direction", "Kursk Oblast"),)),
    ("en", "The Donetsk People's Republic held them.", (("Donetsk People's Republic", "Donetsk People's Republic"),)),
    ("en", "The garrison of Snake Island was taken.", (("Snake Island", "Snake Island"),)),
    ("en", "Talks in the United Arab Emirates ended.", (("United Arab Emirates", "United Arab Emirates"),)),
    ("en", "They left the village of Zvirynka Dolna at dawn.", (("Zvirynka Dolna", "Zvirynka Dolna"),)),
    ("en", "A Ukrainian officer spoke to Russian reporters.", ()),
    ("en", "U.S. troops left; time will tell.", ()),
    ("en", "Reading the list took time. Mobile teams came in March.", ()),
    ("en", "Austin and Hamilton called on Victoria.", ()),
    ("en", "Rostov-on-Don woke to columns.", (("Rostov-on-Don", "Rostov-on-Don"),)),
    ("ro", "Au ajuns în regiunea Kursk.", (("regiunea Kursk", "Kursk Oblast"),)),
    ("ro", "Forțele Ucrainei au intrat în Harkov.", (("Ucrainei", "Ukraine"), ("Harkov", "Kharkiv"))),
    (
        "ro",
        "Prin medierea Emiratelor Arabe Unite și a Republicii Moldova.",
        (("Emiratelor Arabe Unite", "United Arab Emirates"), ("Republicii Moldova", "Moldova")),
    ),
    ("ro", "Nave din Marea Neagră au plecat spre Crimeea.", (("Marea Neagră", "Black Sea"), ("Crimeea", "Crimea"))),
    ("ro", "Orașul Jîtomîr a fost lovit.", (("Jîtomîr", "Zhytomyr"),)),
    ("ro", "Așa a început războiul. Mai târziu au plecat.", ()),
    ("uk", "У Харкові чекали на них.", (("Харкові", "Kharkiv"),)),
    ("uk", "Бої точаться під Торецьком.", (("Торецьком", "Toretsk"),)),
    ("uk", "У Сумах і на Харківщині тривога.", (("Сумах", "Sumy"), ("Харківщині", "Kharkiv Oblast"))),
    (
        "uk",
        "Уродженці Донецької та Луганської областей повернулися.",
        (("Донецької", "Donetsk Oblast"), ("Луганської областей", "Luhansk Oblast")),
    ),
    ("uk", "На Покровському напрямку без змін.", (("Покровському напрямку", "Pokrovsk"),)),
    ("uk", "Серед них оборонці острова Зміїний.", (("острова Зміїний", "Snake Island"),)),
    ("uk", "Дякуємо Об'єднаним Арабським Еміратам.", (("Об'єднаним Арабським Еміратам", "United Arab Emirates"),)),
    ("uk", "Додому вони приїхали вночі. Крім того, чекали на Перемогу.", ()),
    ("ru", "Под Курском взяли двоих.", (("Курском", "Kursk"),)),
    (
        "ru",
        "В Корочанском районе Белгородской области упал самолёт.",
        (("Корочанском районе", "Korochansky District"), ("Белгородской области", "Belgorod Oblast")),
    ),
    ("ru", "На курском направлении отбиты атаки.", (("курском направлении", "Kursk Oblast"),)),
    ("ru", "Гарнизон завода имени Ильича сложил оружие.", (("завода имени Ильича", "Illich works"),)),
    ("ru", "Их везли из Мариуполя в Ростов-на-Дону.", (("Мариуполя", "Mariupol"), ("Ростов-на-Дону", "Rostov-on-Don"))),
    ("ru", "Колонна вышла из Великой Новосёлки.", (("Великой Новосёлки", "Velyka Novosilka"),)),
    ("ru", "С. Иванов сказал, что мир близок. Победа будет за нами.", ()),
)


def places(lang: str, text: str) -> list[Name]:
    return [n for n in settle(find(tokenise(lang, text))) if n.type == "Place"]


@pytest.mark.parametrize(("lang", "text", "expected"), SENTENCES)
def test_places_of_a_sentence(lang: str, text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert [(n.text, n.lemma) for n in places(lang, text)] == list(expected)


@pytest.mark.parametrize(("lang", "text", "_"), SENTENCES)
def test_spans_are_the_text(lang: str, text: str, _: object) -> None:
    sentence = tokenise(lang, text, start=100)
    names = find(sentence)
    assert all(text[n.start - 100 : n.end - 100].split() == n.text.split() for n in names)
    assert all(n.first <= n.head < n.last for n in names)
    assert all(a.last <= b.first for a, b in pairwise(names))


def test_a_region_is_not_its_town() -> None:
    region, town = places("en", "Kharkiv region was hit, Kharkiv was not.")
    assert (region.key, region.attributes["kind"]) == ("place:UA-63", "region")
    assert (town.key, town.attributes["kind"]) == ("place:Q42308", "settlement")
    assert town.attributes["country"] == "UA"
    assert abs(town.attributes["lat"] - 49.99) < 0.1


def test_a_small_place_needs_the_document() -> None:
    alone = find(tokenise("en", "Shells fell on Klishchiivka overnight."))
    with_cue = find(tokenise("en", "Shells fell near Klishchiivka overnight."))
    assert not settle(alone)
    assert [n.attributes[NEEDS] > 0 for n in with_cue] == [True]
    assert not settle(with_cue)
    bakhmut = find(tokenise("en", "The road to Bakhmut is closed.", start=200))
    settled = settle([*with_cue, *bakhmut])
    assert [n.lemma for n in settled] == ["Klishchiivka", "Bakhmut"]
    assert all(NEEDS not in n.attributes for n in settled)


def test_many_of_one_name_keep_their_candidates() -> None:
    (name,) = places("uk", "Біля села Миколаївка збили літак.")
    assert name.key == ""
    assert len(name.keys) >= 30
    assert "lat" not in name.attributes
    assert name.attributes["country"] == "UA"


def test_a_region_beside_chooses_among_them() -> None:
    names = places("uk", "Біля села Спірне (Донецька область) збили літак.")
    assert [n.lemma for n in names] == ["Spirne", "Donetsk Oblast"]
    assert names[0].key


def test_russian_region_stands_for_its_town_where_named() -> None:
    first = find(tokenise("en", "The incursion into Kursk Oblast goes on."))
    second = find(tokenise("en", "Prisoners were taken in Kursk.", start=100))
    assert [n.key for n in settle([*first, *second])] == ["place:RU-KRS", "place:RU-KRS"]
    assert [n.attributes["kind"] for n in settle(second)] == ["settlement"]


def test_other_names_pass_through() -> None:
    (town,) = find(tokenise("en", "He spoke in Kharkiv."))
    person = Name("Person", 0, 2, 0, 1, 0, "He", "He", "person")
    assert settle([person, town])[0] is person


def test_cases_are_there() -> None:
    assert len(SENTENCES) == 37
    assert {row[0] for row in SENTENCES} == {"en", "ro", "uk", "ru"}
