"""Subjects and objects by case and agreement, on parses as a small parser leaves them."""

from collections.abc import Callable

import pytest

from kg.extract.agreement import mend
from kg.extract.clauses import Tree

# language, parse, word → relation and governor as they have to be
Case = tuple[str, str, dict[str, tuple[str, str]]]
CASES: list[Case] = [
    (
        "uk",  # the last ones took soldiers of the 4th: persons in the plural are nominative, not accusative
        """
        Останніх ADJ obl 2 Case=Gen
        узяли VERB root 0 узяти VerbForm=Fin Voice=Act
        воїни NOUN obj 2 воїн Case=Acc
        бригади NOUN nmod 3 бригада Case=Gen
        """,
        {"воїни": ("nsubj", "узяли"), "Останніх": ("obj", "узяли")},
    ),
    (
        "uk",  # of two bare objects the one that agrees is the subject
        """
        Сили NOUN obj 2 сила Case=Acc
        звільнили VERB root 0 звільнити VerbForm=Fin Voice=Act
        село NOUN obj 2 Case=Acc
        """,
        {"Сили": ("nsubj", "звільнили"), "село": ("obj", "звільнили")},
    ),
    (
        "uk",  # an object alone stays one, although its form could be nominative
        """
        Захопили VERB root 0 захопити VerbForm=Fin Voice=Act
        місто NOUN obj 1 Case=Acc
        """,
        {"місто": ("obj", "Захопили")},
    ),
    (
        "uk",  # a subject in the genitive is none
        """
        бійців NOUN nsubj 2 боєць
        захопив VERB root 0 захопити VerbForm=Fin Voice=Act
        ворог NOUN obj 2
        """,
        {"бійців": ("obj", "захопив"), "ворог": ("nsubj", "захопив")},
    ),
    (
        "uk",  # an impersonal form has no subject
        """
        дронів NOUN nsubj 2 дрон
        збито VERB root 0 збити VerbForm=Fin Person=0
        """,
        {"дронів": ("obj", "збито")},
    ),
    (
        "uk",  # a nominative below a date is the verb's
        """
        серпня NOUN obl 3 серпень Case=Gen
        розвідники NOUN nmod 1 розвідник
        взяли VERB root 0 взяти VerbForm=Fin Voice=Act
        вісьмох NUM nummod 5 вісім
        росіян NOUN obj 3 росіянин
        """,
        {"розвідники": ("nsubj", "взяли"), "росіян": ("obj", "взяли")},
    ),
    (
        "ru",  # an abbreviation before the verb, whatever the parser called it
        """
        ВСУ PROPN obl 2 Organization:UA
        потеряли VERB root 0 потерять VerbForm=Fin Voice=Act
        человек NOUN obj 2 Case=Gen
        """,
        {"ВСУ": ("nsubj", "потеряли"), "человек": ("obj", "потеряли")},
    ),
    (
        "ru",  # what a short participle tells of
        """
        возвращены VERB root 0 возвратить VerbForm=Part Voice=Pass
        115 NUM nummod 3
        военнослужащих NOUN obl 1 военнослужащий Case=Gen
        """,
        {"военнослужащих": ("nsubj:pass", "возвращены")},
    ),
    (
        "ru",  # a participle behind a comma describes the noun with which it agrees
        """
        показали VERB root 0 показать VerbForm=Fin Voice=Act
        бойцов NOUN obj 1 боец
        полка NOUN nmod 2 полк
        , PUNCT punct 5
        захваченных VERB conj 1 захватить VerbForm=Part Voice=Pass
        """,
        {"захваченных": ("acl", "бойцов")},
    ),
    (
        "en",  # without cases nothing changes
        """
        soldiers NOUN obj 2
        captured VERB root 0 capture VerbForm=Fin
        """,
        {"soldiers": ("obj", "captured")},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "rows", "wanted"), CASES, ids=[" ".join(c[2]) for c in CASES])
def test_relations_follow_case(
    tree: Callable[[str], Tree], lang: str, rows: str, wanted: dict[str, tuple[str, str]]
) -> None:
    words = mend(lang, tree(rows).words)
    found = {w.text: (w.dep, words[w.head].text) for w in words if w.text in wanted}
    assert found == wanted


def test_cases_collected() -> None:
    assert len(CASES) == 10
