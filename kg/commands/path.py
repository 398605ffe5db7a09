"""kg path: how two entities are linked."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from kg import console, options
from kg.publish.network import CutError
from kg.publish.paths import Step, shortest_path

EXAMPLE = "kg path 'Dmytro Lubinets' 'Volodymyr Zelensky'"

Entity = Annotated[str, typer.Argument(help="A name, an id or an IRI.", metavar="ENTITY")]


def run(one: Entity, other: Entity, store: options.Store = options.STORE, as_json: options.Json = False) -> None:
    """Show how two persons, units, organizations or places are linked, sentence by sentence.

    Of all ways from one to the other over events that they share, the shortest: who has which part in each event, or
    tells of it, and the sentences that say so with their publisher and date. That two things happened in one place
    links nobody.
    """
    with console.opened(store) as held, console.failures(CutError):
        with console.waiting("searching"):
            steps = shortest_path(held, console.full(one), console.full(other))
        console.note_unsettled(held, store)
    if as_json:
        console.print_json([dataclasses.asdict(step) for step in steps])
    elif steps:
        for number, step in enumerate(steps, 1):
            show(number, step)
    else:
        console.tell(f"no events link {one} and {other}; kg view --about '{one}' shows what there is around it")


def show(number: int, step: Step) -> None:
    """Print a step and its sentences."""
    parts = f"{step.start_label} ({step.roles[0]}) and {step.end_label} ({step.roles[1]})"
    console.tell(f"{number}. {parts}: {step.event_label}")
    for quote in step.quotes:
        console.tell(f"   “{quote.text}”")
        source = ", ".join(part for part in (quote.publisher or quote.document, quote.published) if part)
        console.tell(f"   {source} ({quote.modality})")
