from __future__ import annotations

import pytest

from kg.extract import records
from kg.model import Document

CASES = (
    ("ro", "Un videoclip arată un soldat rus capturat, Ivan Petrov, în vârstă de 28 de ani.", True),
    ("en", "A video shows a captured Russian soldier, Ivan Petrov, aged 28.", True),
    ("en", "The prisoner of war Ivan Petrov said he was well.", True),
    ("en", "Ivan Petrov, who was captured near Kursk, spoke to his mother.", True),
    ("en", "Twenty soldiers were captured near Kursk, journalist Ivan Petrov said.", False),
    ("uk", "На відео полонений російський солдат Іван Петров розповів про наступ.", True),
    ("ru", "На видео пленный солдат Иван Петров рассказал о наступлении.", True),
    ("ru", "Иван Петров, захваченный в плен под Курском, рассказал о наступлении.", True),
)


@pytest.mark.parametrize(("lang", "text", "private"), CASES)
def test_a_described_captive_is_private(lang: str, text: str, private: bool) -> None:
    (person,) = (e for e in records.read(Document("x", text, "0" * 64, lang=lang)).entities if e.type == "Person")
    assert person.private is private
    assert len(CASES) == 8
