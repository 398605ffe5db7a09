"""Every lexicon file of every language fits its schema, and every language has the same files."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import lexicon
from kg.settings import DATA, LANGUAGES, PACKAGE

LEXICONS = DATA / "lexicons"
FILES = sorted(LEXICONS.glob("*/*.toml"))


def test_every_language_has_every_file() -> None:
    assert {path.name for path in LEXICONS.iterdir()} == set(LANGUAGES)
    expected = {f"{stem}.toml" for stem in lexicon.SCHEMAS}
    for lang in LANGUAGES:
        assert {path.name for path in (LEXICONS / lang).iterdir()} == expected
    assert len(FILES) == len(LANGUAGES) * len(lexicon.SCHEMAS)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_file_fits_its_schema(path: Path) -> None:
    tables = lexicon.read_file(path)
    assert any(tables.values())
    assert path.read_text(encoding="utf-8").startswith("# "), "it opens with a comment on its fields"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[echelon]]\nid = "brigade"\nforms = ["brigade"]\nsize = 3\n', "unknown key size"),
        ('[[echelon]]\nid = "brigade"\n', "forms is missing"),
        ('[[echelon]]\nid = "brigade"\nforms = "brigade"\n', "a list is wanted"),
        ('[[echelon]]\nid = 5\nforms = ["brigade"]\n', "str is wanted"),
        ('[[sizes]]\nid = "brigade"\n', "unknown table sizes"),
        ("[[echelon]\n", "units.toml"),
    ],
)
def test_errors_name_the_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "units.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon.read_file(path)


def test_unknown_file(tmp_path: Path) -> None:
    with pytest.raises(lexicon.LexiconError, match="no schema"):
        lexicon.read_file(tmp_path / "nothing.toml")


def test_a_language_is_two_folders(tmp_path: Path) -> None:
    """A fifth language, by the words and the weights of another, is read by the same program."""
    shutil.copytree(PACKAGE, tmp_path / "kg", ignore=shutil.ignore_patterns("data", "__pycache__"))
    data = tmp_path / "kg" / "data"
    for folder in ("lexicons", "models"):
        (data / folder).mkdir(parents=True)
        for lang in LANGUAGES:
            (data / folder / lang).symlink_to(DATA / folder / lang)
        (data / folder / "mo").symlink_to(DATA / folder / "ro")
    for path in DATA.iterdir():
        if not (data / path.name).exists():
            (data / path.name).symlink_to(path)
    text = "Militarii ucraineni au capturat 12 soldați ruși lângă Kupiansk."
    read = (
        "import dataclasses, kg.settings; from kg.extract import records; from kg.ingest import reader;"
        "[document] = reader.read(['report.txt']); document = dataclasses.replace(document, lang='mo');"
        "print(*kg.settings.LANGUAGES, *(e.type for e in records.read(document).events))"
    )
    (tmp_path / "report.txt").write_text(f"Publisher: Ziarul\nPublished: 2024-08-15\n\n{text}\n", encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", read], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["en", "mo", "ro", "ru", "uk", "Capture"], run.stderr
