from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.reasoning import INFERRED, RuleError, closure, explain, infer, parse, rules
from kg.graph.store import EmbeddedStore
from kg.graph.vocabulary import KG
from kg.ids import BASE, registry_iri
from kg.settings import resource

SUBPROPERTY = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subPropertyOf")

NAMES = (
    "chain-of-command",
    "counterpart",
    "involved-in",
    "place-containment",
    "post-held",
    "post-in-body",
    "post-in-chain",
    "role",
    "superior",
)


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{BASE}x/{name}")


def triples(predicate: ox.NamedNode, pairs: str) -> set[ox.Triple]:
    """`triples(p, "a-b b-c")` is a p b, b p c."""
    return {ox.Triple(node(a), predicate, node(b)) for a, b in (pair.split("-") for pair in pairs.split())}


def test_all_rules_are_there() -> None:
    assert tuple(rules()) == NAMES == tuple(sorted(p.stem for p in (resource("queries") / "rules").glob("*.rq")))


CASES = (
    ("place-containment", KG.within, "a-b b-c c-d", KG.within, "a-c a-d b-d"),
    ("superior", KG.partOf, "a-b b-c", KG.subordinateTo, "a-b b-c"),
    ("superior chain-of-command", KG.partOf, "a-b b-c c-d", KG.subordinateTo, "a-b a-c a-d b-c b-d c-d"),
    ("superior chain-of-command", KG.partOf, "a-b b-a", KG.subordinateTo, "a-a a-b b-a b-b"),
    ("counterpart", KG.counterpart, "a-b b-a c-d", KG.counterpart, "d-c"),
    ("involved-in", KG.role, "e-x", KG.involvedIn, "x-e"),
    ("post-in-body", KG.organization, "m-u", KG.subordinateTo, "m-u"),
)


@pytest.mark.parametrize(("names", "given", "pairs", "made", "wanted"), CASES)
def test_a_rule_makes_what_follows(
    names: str, given: ox.NamedNode, pairs: str, made: ox.NamedNode, wanted: str
) -> None:
    applied = [rules()[name] for name in names.split()]
    assert closure(triples(given, pairs), applied) == triples(made, wanted)
    assert len(CASES) == 7


def test_rules_of_several_premises() -> None:
    post, person, unit, army = (node(name) for name in ("post", "person", "unit", "army"))
    stated = {
        ox.Triple(post, KG.holder, person),
        ox.Triple(post, KG.organization, unit),
        ox.Triple(unit, KG.partOf, army),
        ox.Triple(node("event"), KG.captor, unit),
        ox.Triple(KG.captor, SUBPROPERTY, KG.role),
    }
    made = closure(stated, tuple(rules().values()))
    assert made == {
        ox.Triple(unit, KG.subordinateTo, army),
        ox.Triple(post, KG.subordinateTo, unit),
        ox.Triple(post, KG.subordinateTo, army),
        ox.Triple(person, KG.position, unit),
        ox.Triple(node("event"), KG.role, unit),
        ox.Triple(unit, KG.involvedIn, node("event")),
    }


def test_the_closure_is_a_fixpoint() -> None:
    stated = triples(KG.partOf, "a-b b-c c-d d-e e-b") | triples(KG.within, "p-q q-r r-s s-t")
    made = closure(stated, tuple(rules().values()))
    assert made
    assert not made & stated
    assert closure(stated | made, tuple(rules().values())) == set()
    assert closure(stated, tuple(reversed(rules().values()))) == made


def test_the_store_holds_the_fixpoint_and_inference_is_stable(own_store: EmbeddedStore) -> None:
    before = list(own_store.dump())
    assert not infer(own_store)
    assert own_store.replace_graph(INFERRED, ())
    assert infer(own_store)
    assert list(own_store.dump()) == before


def inferred(store: EmbeddedStore) -> list[tuple[Any, Any, Any]]:
    return sorted(
        ((q.subject, q.predicate, q.object) for q in store.quads() if q.graph_name == ox.NamedNode(INFERRED)), key=str
    )


def test_every_inferred_triple_names_its_rule_and_premises(sample_store: EmbeddedStore) -> None:
    found = inferred(sample_store)
    assert len(found) > 15
    for triple in found:
        steps = explain(sample_store, triple)
        assert steps[-1].triple == triple
        known = set()
        for step in steps:
            assert bool(step.rule) != bool(step.graph)
            assert set(step.premises) <= known
            known.add(step.triple)


def test_an_explanation_goes_down_to_what_is_stated(sample_store: EmbeddedStore) -> None:
    unit, division, army = (
        ox.NamedNode(registry_iri(f"unit-ru-{name}"))
        for name in ("488-motor-rifle-regiment", "144-motor-rifle-division", "20-army")
    )
    steps = explain(sample_store, (unit, KG.subordinateTo, army))
    assert [(s.triple, s.rule.name if s.rule else s.graph.rsplit("/", 1)[1]) for s in steps] == [
        ((division, KG.partOf, army), "registry"),
        ((division, KG.subordinateTo, army), "superior"),
        ((unit, KG.partOf, division), "registry"),
        ((unit, KG.subordinateTo, army), "chain-of-command"),
    ]
    assert explain(sample_store, (army, KG.subordinateTo, unit)) == []


RING = ("a-b", "b-c", "c-a")


def test_a_ring_of_superiors_is_explained_from_what_is_stated() -> None:
    store = EmbeddedStore()
    graph = f"{BASE}graph/consolidated"
    stated = [t for pair in RING for t in triples(KG.partOf, pair)]
    store.replace_graph(graph, (ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(graph)) for t in stated))
    infer(store)
    assert len(inferred(store)) == 9
    for triple in inferred(store):
        steps = explain(store, triple)
        assert steps[-1].triple == triple
        assert steps[0].graph == graph


FAULTS = (
    ("# title: T\nCONSTRUCT { ?a ?p ?b } WHERE { ?b ?p ?a }", "a title, a rule in words"),
    ("# title: T\n# rule: R\nSELECT * WHERE { ?b ?p ?a }", "a CONSTRUCT with a WHERE"),
    ("# title: T\n# rule: R\nCONSTRUCT { ?a ?p ?b . ?b ?p ?b } WHERE { ?b ?p ?a }", "makes one triple"),
    ("# title: T\n# rule: R\nCONSTRUCT { ?a ?p ?b } WHERE { { ?b ?p ?a } UNION { ?a ?p ?a } }", "triples and filters"),
)


@pytest.mark.parametrize(("text", "words"), FAULTS)
def test_what_is_no_rule_is_refused(text: str, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        parse("test", text)
    assert len(FAULTS) == 4
