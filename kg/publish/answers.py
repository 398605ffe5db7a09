"""Answers to questions in the formats of the W3C: what SPARQL 1.1 says of CSV, JSON and XML results, and Turtle.

A question is one of the library, or any SPARQL query: SELECT gives a table, ASK a truth value, CONSTRUCT and DESCRIBE
a graph.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any, cast
from xml.etree import ElementTree

import pyoxigraph as ox

from kg.graph.queries import Table
from kg.graph.store import Store
from kg.graph.terms import Term

Triples = tuple[ox.Triple, ...]
Answer = Table | bool | Triples

_RESULTS = "http://www.w3.org/2005/sparql-results#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


class AnswerError(ValueError):
    """An answer that the wanted format has no form for."""


def ask(store: Store, sparql: str) -> Answer:
    """The answer to a SPARQL query. Raises SyntaxError where it is none."""
    results = store.query(sparql)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    if isinstance(results, ox.QueryTriples):
        return tuple(sorted(results, key=str))
    columns = tuple(variable.value for variable in results.variables)
    rows = cast("Iterable[ox.QuerySolution]", results)
    return Table(columns, tuple(tuple(cast("Term | None", row[name]) for name in columns) for row in rows))


def table(answer: Answer) -> Table:
    """An answer of any kind as rows: a truth value is one cell, a triple is a row of three."""
    if isinstance(answer, Table):
        return answer
    if isinstance(answer, bool):
        return Table(("answer",), ((ox.Literal(answer),),))
    return Table(
        ("subject", "predicate", "object"),
        tuple(cast("tuple[Term, ...]", (t.subject, t.predicate, t.object)) for t in answer),
    )


def _facts(term: Term) -> tuple[str, dict[str, str]]:
    """The kind of a term, and what tells its literal apart: its language, or its datatype where it is no plain text."""
    if isinstance(term, ox.NamedNode):
        return "uri", {}
    if term.language:
        return "literal", {"xml:lang": term.language}
    datatype = term.datatype.value
    return "literal", {} if datatype == _STRING else {"datatype": datatype}


def _json(answer: Answer) -> str:
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer}) + "\n"
    rows = table(answer)
    bindings = []
    for row in rows.rows:
        binding: dict[str, dict[str, str]] = {}
        for name, term in zip(rows.columns, row, strict=True):
            if term is not None:
                kind, facts = _facts(term)
                binding[name] = {"type": kind, "value": term.value, **facts}
        bindings.append(binding)
    value = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _xml(answer: Answer) -> str:
    if isinstance(answer, tuple):
        return _graph(answer, ox.RdfFormat.RDF_XML)
    root = ElementTree.Element("sparql", xmlns=_RESULTS)
    head = ElementTree.SubElement(root, "head")
    if isinstance(answer, bool):
        ElementTree.SubElement(root, "boolean").text = str(answer).lower()
    else:
        for name in answer.columns:
            ElementTree.SubElement(head, "variable", name=name)
        results = ElementTree.SubElement(root, "results")
        for row in answer.rows:
            result = ElementTree.SubElement(results, "result")
            for name, term in zip(answer.columns, row, strict=True):
                if term is not None:
                    kind, facts = _facts(term)
                    binding = ElementTree.SubElement(result, "binding", name=name)
                    ElementTree.SubElement(binding, kind, facts).text = term.value
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _csv(answer: Answer) -> str:
    rows = table(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # the line end that the standard asks for
    writer.writerow(rows.columns)
    writer.writerows(rows.texts())
    return out.getvalue()


def _graph(answer: Triples, form: ox.RdfFormat) -> str:
    return cast("bytes", ox.serialize(answer, format=form)).decode("utf-8")


def _turtle(answer: Answer) -> str:
    if not isinstance(answer, tuple):
        raise AnswerError("ttl is for graphs, the answers to CONSTRUCT and DESCRIBE; use csv, json or xml")
    return _graph(answer, ox.RdfFormat.TURTLE)


FORMATS: dict[str, Callable[[Any], str]] = {"csv": _csv, "json": _json, "xml": _xml, "ttl": _turtle}


def serialise(answer: Answer, form: str) -> str:
    """An answer as text in one of FORMATS. Raises AnswerError where the format has no form for it."""
    return FORMATS[form](answer)
