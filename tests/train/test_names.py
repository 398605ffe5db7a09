from __future__ import annotations

from pathlib import Path

from kg.train.names import biluo, ronec, uner

IOB2 = """\
# sent_id = 1
1\tAnna\tB-PER\t-\tx
2\tExample\tI-PER\t-\tx
3\tleft\tO\t-\t-
4\tFrench\tB-OTH\t-\tx
5\tRuritania\tB-LOC\t-\tx
6\t.\tO

1\tNothing\tO\t-\t-
"""

RONEC = [
    ("ministrul", "1:PERSON"),
    ("Ion", "1"),
    ("Exemplu", "1"),
    (",", "1"),
    ("șef", "1"),
    ("la", "*"),
    ("Ruritania", "2:GPE"),
    ("și", "*"),
    ("forțele", "3:ORGANIZATION"),
    ("Nordului", "3"),
    ("cu", "*"),
    ("soldații", "4:PERSON"),
    ("joi", "5:DATETIME"),
]


def test_uner(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text(IOB2, encoding="utf-8")
    first, second = uner(path)
    assert first.labels == ("B-Person", "L-Person", "O", "O", "U-Place", "O")
    assert second.labels == ("O",)


def test_ronec_keeps_names_and_not_descriptions(tmp_path: Path) -> None:
    rows = [f"{i + 1}\t{form}" + "\t_" * 8 + f"\t{label}" for i, (form, label) in enumerate(RONEC)]
    path = tmp_path / "a.conllup"
    path.write_text("# text = x\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    (sentence,) = ronec(path)
    assert dict(zip(sentence.forms, sentence.labels, strict=True)) == {
        "ministrul": "O",
        "Ion": "B-Person",
        "Exemplu": "L-Person",
        ",": "O",
        "șef": "O",
        "la": "O",
        "Ruritania": "U-Place",
        "și": "O",
        "forțele": "-",
        "Nordului": "-",
        "cu": "O",
        "soldații": "O",
        "joi": "O",
    }


def test_biluo() -> None:
    assert biluo(6, [(0, 1, "A"), (2, 5, "B")]) == ["U-A", "O", "B-B", "I-B", "L-B", "O"]
