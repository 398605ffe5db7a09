"""Relations of short documents, those among them that a sentence alone leaves open."""

# ruff: noqa: E501 - a case is a line

from collections.abc import Callable

import pytest

from kg.extract import records
from kg.model import Document

# language, text, relations as "type subject -> object [title]" by the names that the document gives
CASES = [
    ("uk", "Денис Прокопенко, позивний «Редіс», очолив 1-й корпус НГУ «Азов».", ["position Денис Прокопенко -> 1-й корпус НГУ «Азов» очолив"]),
    ("uk", "3-тя окрема штурмова бригада зайняла село. Комбриг Андрій Білецький подякував бійцям.", ["position Андрій Білецький -> 3-тя окрема штурмова бригада Комбриг"]),
    ("uk", "3-тя окрема штурмова бригада зайняла село. Про це сказав Максим Жорін із тієї ж бригади.", ["memberOf Максим Жорін -> 3-тя окрема штурмова бригада"]),
    ("uk", "Росіяни вдарили по Запоріжжю. В. о. мера Анатолій Куртєв оголосив жалобу.", ["position Анатолій Куртєв -> Zaporizhzhia мера"]),
    ("uk", "У Третій штурмовій даних не мають, каже речник Олександр Бородін.", ["position Олександр Бородін -> Третя штурмова бригада речник"]),
    ("uk", "22-га бригада входить до складу 10-го корпусу.", ["partOf 22-га бригада -> 10-й корпус"]),
    ("uk", "Рятувальник Іван Петренко з цього міста подякував бригаді.", []),
    ("ru", "Омбудсмены России и Украины, Татьяна Москалькова и Дмитрий Лубинец, увиделись в пятницу.", ["position Татьяна Москалькова -> Russia Омбудсмены", "position Дмитрий Лубинец -> Ukraine Омбудсмены"]),
    ("ru", "О возвращении ста украинцев отчитался Ермак Андрей, возглавляющий офис украинского президента.", ["position Андрей Ермак -> офис украинского президента возглавляющий"]),
    ("ru", "По городу Белгород ударили дроны. Губернатор Иван Петренко сообщил о раненых.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "wanted"), CASES, ids=[c[1] for c in CASES])
def test_relations(make_document: Callable[..., Document], lang: str, text: str, wanted: list[str]) -> None:
    record = records.read(make_document(text, "2024-09-10", lang))
    names = {e.id: e.name for e in record.entities}
    found = [f"{r.type} {names[r.subject]} -> {names[r.object]} {r.title}".strip() for r in record.relations]
    assert sorted(found) == sorted(wanted)


def test_cases_collected() -> None:
    assert len(CASES) == 10
