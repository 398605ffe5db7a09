"""Write `vocabulary.py` from the ontology: `python -m kg.graph.generate`.

A term that stands in `ontology/kg.ttl` or `ontology/concepts.ttl` becomes an attribute of the class of its namespace,
so that a misspelt term is an error where it is written. A test compares the file with what this module makes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.ids import BASE
from kg.settings import PACKAGE, resource

TARGET = PACKAGE / "graph" / "vocabulary.py"
ONTOLOGY = f"{BASE}ontology#"
CONCEPTS = f"{BASE}concept/"

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

NAMESPACES = {
    "KG": ONTOLOGY,
    "OA": "http://www.w3.org/ns/oa#",
    "PROV": "http://www.w3.org/ns/prov#",
    "SCHEMA": "https://schema.org/",
    "DC": "http://purl.org/dc/elements/1.1/",
    "DCTERMS": "http://purl.org/dc/terms/",
    "GEO": "http://www.opengis.net/ont/geosparql#",
    "SKOS": SKOS,
    "RDFS": RDFS,
    "VOID": "http://rdfs.org/ns/void#",
    "DCAT": "http://www.w3.org/ns/dcat#",
}
"""Class name → namespace of the terms that the ontology declares."""

BUILT_IN = {
    ("RDF", RDF): ("JSON", "type"),
    ("XSD", XSD): ("anyURI", "boolean", "date", "dateTime", "double", "gYear", "gYearMonth", "integer", "string"),
}
"""Terms of RDF and XML Schema that the graph uses and that no ontology needs to declare."""

TERM_TYPES = frozenset(OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"))


def _node(value: str) -> str:
    return f'NamedNode("{value}")'


def _class(name: str, namespace: str, terms: Iterable[str]) -> list[str]:
    lines = ["", "", f"class {name}:", f'    """Terms of <{namespace}>."""', ""]
    return lines + [f"    {term}: Final = {_node(namespace + term)}" for term in sorted(terms)]


def _mapping(name: str, comment: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = ["", f"{name}: Final[dict[str, NamedNode]] = {{"]
    lines += [f'    "{key}": KG.{term},' for key, term in sorted(rows)]
    return [*lines, "}", f'"""{comment}"""']


def generate(ontology: Path) -> str:
    """The text of `vocabulary.py`, from the Turtle files in the folder `ontology`."""
    triples = [
        triple
        for stem in ("kg", "concepts")
        for triple in ox.parse(path=str(ontology / f"{stem}.ttl"), format=ox.RdfFormat.TURTLE)
    ]
    about: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        about[triple.subject.value][triple.predicate.value].append(triple.object.value)

    out = [
        '"""The terms of the graph. Generated from ontology/*.ttl by `python -m kg.graph.generate`: do not edit."""',
        "",
        "# ruff: noqa: N815",
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final, Literal",
        "",
        "from pyoxigraph import NamedNode",
    ]
    for (name, namespace), built_in in BUILT_IN.items():
        out += _class(name, namespace, built_in)
    for name, namespace in NAMESPACES.items():
        terms = {
            iri.removeprefix(namespace)
            for iri, facts in about.items()
            if iri.startswith(namespace) and TERM_TYPES & set(facts[RDF + "type"])
        }
        out += _class(name, namespace, terms)

    def named(parent: str, link: str) -> list[tuple[str, str]]:
        return [
            (facts[ONTOLOGY + "recordName"][0], iri.removeprefix(ONTOLOGY))
            for iri, facts in about.items()
            if ONTOLOGY + parent in facts[link] and facts[ONTOLOGY + "recordName"]
        ]

    out.append("")
    out += _mapping("ROLES", "Role of a record → its property.", named("role", RDFS + "subPropertyOf"))
    out += _mapping("RELATIONS", "Relation of a record → its property.", named("relation", RDFS + "subPropertyOf"))
    attributes = named("attribute", RDFS + "seeAlso")
    out += _mapping("ATTRIBUTES", "Attribute of a record's entity → its property.", attributes)
    personal = sorted(key for key, term in attributes if about[ONTOLOGY + term][ONTOLOGY + "personal"])
    out += ["", f"PERSONAL: Final = {tuple(personal)!r}".replace("'", '"')]
    out += ['"""Attributes that are withheld for a private captive."""']

    schemes: dict[str, list[str]] = defaultdict(list)
    for iri, facts in about.items():
        for scheme in facts[SKOS + "inScheme"]:
            schemes[scheme.removeprefix(CONCEPTS)].append(iri.rsplit("/", 1)[1])
    names = ", ".join(f'"{scheme}"' for scheme in sorted(schemes))
    out += ["", f"Scheme = Literal[{names}]", '"""A concept scheme."""']
    out += ["", "CONCEPTS: Final[dict[Scheme, tuple[str, ...]]] = {"]
    for scheme, members in sorted(schemes.items()):
        out += [f'    "{scheme}": (', *(f'        "{member}",' for member in sorted(members)), "    ),"]
    out += ["}", '"""Scheme → the ids of its concepts."""', ""]
    return "\n".join(out)


if __name__ == "__main__":
    TARGET.write_text(generate(resource("ontology")), encoding="utf-8")
