"""kg explain: why two things are one or two, and from what a statement follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, cast

import typer

from kg import console, explanation, options
from kg.explanation import Pair, UnknownError
from kg.graph.reasoning import Step, Triple, triple
from kg.graph.reasoning import explain as grounds
from kg.graph.store import Store
from kg.graph.vocabulary import KG

EXAMPLE = "kg explain event/capture-04b9 event/surrender-1bbe"

ONTOLOGY = KG.Document.value.removesuffix("Document")


def run(
    nodes: Annotated[
        list[str],
        typer.Argument(help="Two things; or subject, predicate and object of a statement.", metavar="IRI IRI [IRI]"),
    ],
    store: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Say why two things are held to be one, or not, or from what a statement follows.

    Of two entities or events: what speaks for and against their being one, with its weight, and what was decided. Of
    a statement (subject, predicate, object): the rule that makes it and what this rests on, down to what is stated.
    """
    with console.failures(UnknownError), console.opened(store) as held, console.waiting("comparing"):
        if len(nodes) == 2:
            pair = _pair(explanation.pair(held, *map(console.full, nodes)))
            report: Any = pair
            lines = list(_told(pair))
        elif len(nodes) == 3:
            report = _steps(held, grounds(held, _triple(nodes)))
            lines = [f"{step['statement']}  ({step['ground']})" for step in report]
        else:
            raise UnknownError("name two things, or a statement's subject, predicate and object")
    if as_json:
        console.print_json(report)
        return
    for line in lines:
        console.tell(line)


def _triple(nodes: list[str]) -> Triple:
    """A statement; a predicate may stand without the namespace of the ontology, as `subordinateTo`."""
    subject, predicate, value = nodes
    named = predicate if ":" in predicate else f"{ONTOLOGY}{predicate.removeprefix('kg:')}"
    try:
        return triple(console.full(subject), named, console.full(value))
    except ValueError as error:
        raise UnknownError(f"{' '.join(nodes)}: {error}; name three IRIs") from error


def _pair(pair: Pair) -> dict[str, Any]:
    comparison = pair.comparison
    return {
        "one": pair.one,
        "other": pair.other,
        "judgement": comparison.judgement.value,
        "score": comparison.score,
        "needed": comparison.threshold,
        "reasons": list(comparison.reasons),
        "joined": pair.joined,
    }


def _told(pair: dict[str, Any]) -> Iterator[str]:
    """What was compared, what speaks for and against it, and what was decided."""
    yield f"compared: {console.short(pair['one'])} and {console.short(pair['other'])}"
    yield from (f"  {reason}" for reason in pair["reasons"])
    yield f"judgement: {pair['judgement']}, with a score of {pair['score']} where {pair['needed']} is needed"
    joined = console.short(pair["joined"])
    yield f"decided: both are {joined}" if joined else "decided: they are two"


def _name(store: Store, term: Any) -> str:
    rows = store.query(f"SELECT ?n WHERE {{ {term} <https://schema.org/name> ?n }} LIMIT 1")
    found = next((row[0].value for row in cast("Iterable[Any]", rows)), "")
    return found or console.short(term.value).removeprefix("ontology#")


def _steps(store: Store, steps: list[Step]) -> list[dict[str, Any]]:
    if not steps:
        raise UnknownError("that is neither stated nor does it follow from what is")
    return [
        {
            "statement": " ".join(_name(store, term) for term in step.triple),
            "triple": [term.value for term in step.triple],
            "ground": step.rule.about if step.rule else f"stated in {console.short(step.graph)}",
            "premises": [[term.value for term in premise] for premise in step.premises],
        }
        for step in steps
    ]
