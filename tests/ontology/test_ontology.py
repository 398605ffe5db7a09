from __future__ import annotations

import re
from itertools import product

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg.graph import generate
from kg.graph.queries import library
from kg.graph.reasoning import rules
from kg.graph.vocabulary import ATTRIBUTES, CONCEPTS, KG, RELATIONS, ROLES
from kg.ids import BASE
from kg.lexicon import read_file
from kg.model import ENTITY_TYPES
from kg.settings import DATA, LANGUAGES, resource

FOLDER = resource("ontology")
FILES = ("alignments.ttl", "concepts.ttl", "kg.ttl", "shapes.ttl")
ECHELONS = (
    "squad",
    "platoon",
    "company",
    "battalion",
    "regiment",
    "brigade",
    "division",
    "corps",
    "army",
    "group",
    "unit",
)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "kg.ttl")


@pytest.fixture(scope="module")
def concepts() -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / "concepts.ttl")


def own_terms(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    return sorted(s for s in set(graph.subjects(RDF.type)) if str(s).startswith(f"{BASE}ontology#"))


def test_the_files_are_there() -> None:
    assert tuple(sorted(path.name for path in FOLDER.glob("*.ttl"))) == FILES


@pytest.mark.parametrize("name", FILES)
def test_both_parsers_read_the_same(name: str) -> None:
    triples = list(ox.parse(path=str(FOLDER / name), format=ox.RdfFormat.TURTLE))
    assert len(triples) == len(rdflib.Graph().parse(FOLDER / name)) > 30


@pytest.mark.parametrize("name", ["alignments.ttl", "concepts.ttl", "kg.ttl"])
def test_there_are_no_blank_nodes(name: str) -> None:
    for triple in ox.parse(path=str(FOLDER / name), format=ox.RdfFormat.TURTLE):
        assert not isinstance(triple.subject, ox.BlankNode)
        assert not isinstance(triple.object, ox.BlankNode)


def test_every_term_is_described(ontology: rdflib.Graph) -> None:
    terms = own_terms(ontology)
    for term in terms:
        labels = [label.language for label in ontology.objects(term, RDFS.label)]
        assert sorted(labels) == sorted(LANGUAGES), term
        for property_ in (SKOS.definition, SKOS.example, DCTERMS.source):
            (text,) = ontology.objects(term, property_)
            assert text.language == "en", term
    assert len(terms) == 110


def test_every_concept_is_described(concepts: rdflib.Graph) -> None:
    found = set(concepts.subjects(RDF.type, SKOS.Concept))
    for concept in found | set(concepts.subjects(RDF.type, SKOS.ConceptScheme)):
        labels = [label.language for label in concepts.objects(concept, SKOS.prefLabel)]
        assert sorted(labels) == sorted(LANGUAGES), concept
    for concept in found:
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        assert str(concept).startswith(f"{scheme}/")
        assert concepts.value(concept, SKOS.definition)
    assert len(found) == sum(map(len, CONCEPTS.values())) == 91


def test_labels_of_a_scheme_are_told_apart(concepts: rdflib.Graph) -> None:
    naval = {f"{BASE}concept/arm/marine", f"{BASE}concept/arm/naval_infantry"}
    for scheme, lang in product(concepts.subjects(RDF.type, SKOS.ConceptScheme), LANGUAGES):
        members = [c for c in concepts.subjects(SKOS.inScheme, scheme) if str(c) not in naval]
        labels = [str(w) for c in members for w in concepts.objects(c, SKOS.prefLabel) if w.language == lang]
        assert len(labels) == len(set(labels)), (scheme, lang)


def test_a_side_is_told_from_its_country(concepts: rdflib.Graph) -> None:
    sides = list(concepts.subjects(SKOS.inScheme, rdflib.URIRef(f"{BASE}concept/side")))
    for side in sides:
        (country,) = (label for label in concepts.objects(side, SKOS.prefLabel) if label.language == "en")
        assert str(concepts.value(side, rdflib.SDO.name)) == f"{country} (side)"
    assert len(sides) == len(CONCEPTS["side"])


def test_notations_are_typed(concepts: rdflib.Graph) -> None:
    kinds = [str(n.datatype).rsplit("/", 1)[1] for n in concepts.objects(None, SKOS.notation)]
    assert {kind: kinds.count(kind) for kind in kinds}.keys() == {"plover", "acled", "app6"}
    for code in (n for n in concepts.objects(None, SKOS.notation) if str(n.datatype).endswith("app6")):
        assert str(code).isdigit()
        assert len(code) in (2, 6)


def test_the_vocabulary_is_fresh() -> None:
    assert generate.TARGET.read_text(encoding="utf-8") == generate.generate(FOLDER)


def test_a_misspelt_term_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = KG.capter  # type: ignore[attr-defined]


def test_the_terms_of_records_are_there() -> None:
    assert tuple(sorted(CONCEPTS["echelon"])) == tuple(sorted(ECHELONS))
    assert {getattr(KG, name).value for name in (*ENTITY_TYPES, *CONCEPTS["event"])} <= {
        str(term) for term in own_terms(rdflib.Graph().parse(FOLDER / "kg.ttl"))
    }
    assert (len(ROLES), len(RELATIONS), len(ATTRIBUTES)) == (12, 3, 15)
    assert set(CONCEPTS["modality"]) == {"asserted", "claimed", "alleged", "denied", "planned"}
    assert set(CONCEPTS["qualifier"]) == {"exact", "approx", "at_least", "at_most"}


def test_lexicons_name_concepts_that_exist() -> None:
    checked = 0
    for path in sorted((DATA / "lexicons").glob("*/units.toml")):
        entries = read_file(path)
        for array, scheme in (("echelon", "echelon"), ("arm", "arm")):
            for entry in entries[array]:
                assert entry.id in CONCEPTS[scheme], f"{path}: {entry.id} is no concept of {scheme}"  # type: ignore[index]
                checked += 1
    assert checked > 0


def test_aligned_terms_exist(ontology: rdflib.Graph) -> None:
    declared = set(own_terms(ontology))
    aligned = {s for s in rdflib.Graph().parse(FOLDER / "alignments.ttl").subjects() if "ontology#" in str(s)}
    assert aligned <= declared
    assert len(aligned) > 20


def test_the_page_names_terms_and_questions_that_exist(ontology: rdflib.Graph) -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    terms = {f"{BASE}ontology#{name}" for name in re.findall(r"\bkg:(\w+)", page)}
    assert len(terms) > 30
    assert terms <= {str(term) for term in own_terms(ontology)}
    named = [set(re.findall(r"`([a-z-]+)`", row)) for row in re.findall(r"^\| (`[a-z-]+`.*?) \|", page, re.MULTILINE)]
    assert set().union(*named) == {*library(), *rules()}


def test_the_ontology_is_consistent_under_owl_2_rl(ontology: rdflib.Graph, concepts: rdflib.Graph) -> None:
    graph = ontology + concepts + rdflib.Graph().parse(FOLDER / "alignments.ttl")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = list(graph.objects(None, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")))
    assert errors == []
    assert not list(graph.subjects(RDF.type, OWL.Nothing))
