"""The JSON routes, with their OpenAPI description at `/openapi.json`: entities, events, claims, search, questions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import StringConstraints

from kg.graph import queries
from kg.graph.queries import QueryError
from kg.ids import BASE
from kg.model import ENTITY_TYPES
from kg.serve import lookup
from kg.serve.lookup import EVENT_TYPES, Claims, Things
from kg.serve.workers import Workers

EntityType = StrEnum("EntityType", {name: name for name in ENTITY_TYPES})  # type: ignore[misc]
EventType = StrEnum("EventType", {name: name for name in EVENT_TYPES})  # type: ignore[misc]

ABOUT = r"^https://([A-Za-z0-9_.~:/#-]|%[0-9A-Fa-f]{2}){1,300}$"

Words: TypeAlias = Annotated[str, Query(max_length=200, description="Part of a name, in any of its languages.")]
Side: TypeAlias = Annotated[str, Query(pattern="^([A-Z]{2})?$", description="A country of two letters, as UA.")]
Day: TypeAlias = Annotated[str, Query(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$")]
Offset: TypeAlias = Annotated[int, Query(ge=0, le=1_000_000)]
Limit: TypeAlias = Annotated[int, Query(ge=1, le=1000)]
Name: TypeAlias = Annotated[str, Path(pattern=r"^[A-Za-z0-9_.-]{1,200}$", description="The last part of its IRI.")]

Setting: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z_]+=", max_length=200)]

NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such thing in the graph."}}


@dataclass(frozen=True, slots=True)
class Described:
    """All that the graph says of a thing: property → values, each an IRI or a text."""

    iri: str
    properties: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the library with its parameters and columns, and its SPARQL."""

    name: str
    title: str
    question: str
    parameters: tuple[queries.Parameter, ...]
    columns: tuple[queries.Column, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question as texts; `more` says that it has more rows than these."""

    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]
    more: bool


router = APIRouter(prefix="/api")


def workers(request: Request) -> Workers:
    """The processes of the server that a request came to."""
    held: Workers = request.app.state.workers
    return held


async def _described(request: Request, *iris: str) -> Described:
    for iri in iris:
        found = await workers(request).ask(lookup.properties, iri)
        if found:
            return Described(iri, found)
    raise HTTPException(404, f"the graph says nothing of {iris[0]}")


@router.get("/entities")
async def entities(
    request: Request,
    type: EntityType | None = None,  # noqa: A002
    side: Side = "",
    q: Words = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Things:
    """Persons, units, organizations, places and equipment, most told of first."""
    return await workers(request).ask(lookup.entities, type or "", side, q, offset, limit)


@router.get("/entities/{name}", responses=NOT_FOUND)
async def entity(request: Request, name: Name) -> Described:
    """What the graph says of an entity or a place."""
    return await _described(request, f"{BASE}entity/{name}", f"{BASE}place/{name}")


@router.get("/events")
async def events(
    request: Request,
    type: EventType | None = None,  # noqa: A002
    since: Day = "",
    until: Day = "",
    q: Words = "",
    offset: Offset = 0,
    limit: Limit = 50,
) -> Things:
    """Events, most told of first; `since` and `until` are days between which they may have happened."""
    return await workers(request).ask(lookup.events, type or "", since, until, q, offset, limit)


@router.get("/events/{name}", responses=NOT_FOUND)
async def event(request: Request, name: Name) -> Described:
    """What the graph says of an event."""
    return await _described(request, f"{BASE}event/{name}")


@router.get("/search")
async def search(
    request: Request, q: Annotated[str, Query(min_length=1, max_length=200)], offset: Offset = 0, limit: Limit = 50
) -> Things:
    """Entities and events that are called so, in any of their languages."""
    return await workers(request).ask(lookup.search, q, offset, limit)


@router.get("/claims")
async def claims(
    request: Request,
    about: Annotated[str, Query(pattern=ABOUT, description="Whose claims: an IRI.")],
    offset: Offset = 0,
    limit: Limit = 100,
) -> Claims:
    """Who says what of an entity or an event, in which words of which document."""
    return await workers(request).ask(lookup.claims, about, offset, limit)


def _question(query: queries.Query) -> Question:
    return Question(query.name, query.title, query.question, query.parameters, query.columns, query.text)


@router.get("/questions")
async def questions() -> list[Question]:
    """The analysts' questions."""
    return [_question(query) for query in queries.library().values()]


@router.get("/questions/{name}", responses={**NOT_FOUND, 400: {"description": "A parameter is not as it should be."}})
async def answer(
    request: Request,
    name: Name,
    param: Annotated[list[Setting] | None, Query(description="A parameter, as `side=RU`; may be given again.")] = None,
) -> Answer:
    """The answer to a question of the library."""
    if name not in queries.library():
        raise HTTPException(404, f"there is no question {name}")
    values: dict[str, str] = {}
    for pair in param or []:
        key, _, value = pair.partition("=")
        if key not in {parameter.name for parameter in queries.find(name).parameters}:
            raise HTTPException(404, f"the question {name} has no parameter {key}")
        values[key] = value
    most = workers(request).limits.rows
    try:
        table, more = await workers(request).ask(lookup.question, name, values, most)
    except QueryError as error:
        raise HTTPException(400, str(error)) from error
    return Answer(table.columns, table.texts(), more)
