"""kg review: a person's decisions about what is one and what is two."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from typing import Annotated

import typer

from kg import console, options, pipeline
from kg.explanation import UnknownError, told
from kg.graph.records import resolved_iris
from kg.graph.review import Decision, decide, decision, decisions
from kg.graph.store import Store

EXAMPLE = "kg review same entity/person-0a1b entity/person-2c3d"


class Action(StrEnum):
    """What to do."""

    listed = "list"
    same = "same"
    different = "different"
    parted = "split"
    undo = "undo"


def run(
    action: Annotated[Action, typer.Argument(help="list, same, different, split or undo.")],
    nodes: Annotated[
        list[str] | None,
        typer.Argument(help="Two things, by IRI; for split a thing and what does not belong to it.", metavar="IRI IRI"),
    ] = None,
    store: options.Store = options.STORE,
    as_json: options.Json = False,
) -> None:
    """Decide that two things are one, or two, in place of the program.

    A person's decision survives every build, and can be undone. `same` and `different` take two entities or events, or
    what documents call them (document/…#e1). `split` takes one of those out of the thing that it was held to be. `undo`
    takes a decision back, and `list` shows all.
    """
    given = [console.full(node) for node in nodes or ()]
    with console.failures(UnknownError):
        if action is Action.listed:
            with console.opened(store) as held:
                show(decisions(held), as_json)
            return
        if len(given) != 2 or given[0] == given[1]:
            raise UnknownError(f"{action.value} takes two different IRIs")
        with console.written(store) as written, console.waiting("deciding"):
            made = judged(written, action, *given)
            pairs = [(d.one, d.other) for d in made]
            if decide(written, () if action is Action.undo else made, pairs if action is Action.undo else ()):
                pipeline.resettle(written)
        show(made, as_json)


def judged(store: Store, action: Action, one: str, other: str) -> list[Decision]:
    """The decisions that an action comes to: about the first of the nodes that stand for each thing.

    Raises UnknownError where no document tells of a thing, or there is nothing to undo or to split.
    """
    iris = resolved_iris(store)
    if action is Action.parted:
        rest = [node for node in told(one, iris) if node != other]
        if iris.get(other) != one or not rest:
            raise UnknownError(f"{console.short(other)} is not one of several that stand for {console.short(one)}")
        return [decision(other, node, "different") for node in rest]
    if action is Action.undo:
        left, right = set(told(one, iris)), set(told(other, iris))
        found = [d for d in decisions(store) if {d.one, d.other} & left and {d.one, d.other} & right]
        if not found:
            raise UnknownError("nothing was decided of these two; `kg review list` shows what was")
        return found
    nodes = told(one, iris)[0], told(other, iris)[0]
    return [decision(*nodes, "same" if action is Action.same else "different")]


def show(found: list[Decision], as_json: bool) -> None:
    """Print decisions."""
    if as_json:
        console.print_json([dataclasses.asdict(d) for d in found])
    elif found:
        console.print_rows(("verdict", "one", "other"), [(d.verdict, d.one, d.other) for d in found])
    else:
        console.say("nothing was decided")
