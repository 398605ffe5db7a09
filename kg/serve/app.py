"""The server: which path leads where, and what becomes of errors."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl, quote

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from kg import __version__
from kg.publish.basemap import lines
from kg.publish.pages.graph import graph_library
from kg.serve import api, description, pages, protocol
from kg.serve.metrics import Counting, Metrics
from kg.serve.negotiation import chosen
from kg.serve.protocol import DIRECT, FORM, GRAPHS, MAX_BODY, RefusedError
from kg.serve.workers import DEFAULT_LIMITS, BusyError, Limits, LostError, SlowError, Workers
from kg.settings import resource

TITLE = "War news graph"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_FAILED = {BusyError: HTTPStatus.SERVICE_UNAVAILABLE, SlowError: HTTPStatus.SERVICE_UNAVAILABLE,
           LostError: HTTPStatus.INTERNAL_SERVER_ERROR}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What is served, and to whom.

    folder      of the store
    origins     of pages elsewhere that may ask (CORS); "*" is any
    restricted  whether the pages name private captives; the endpoint never does
    """

    folder: Path
    limits: Limits = DEFAULT_LIMITS
    origins: Sequence[str] = ()
    restricted: bool = False


def _root(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _workers(request: Request) -> Workers:
    return api.workers(request)


async def _body(request: Request) -> str:
    """The body of a request. Raises RefusedError where it is large or no UTF-8."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a body has at most {MAX_BODY} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "the body is no UTF-8 text") from error


async def _asked(request: Request) -> protocol.Parameters:
    """The parameters of a request to the endpoint, whichever of its three forms it has."""
    inside = request.query_params.multi_items()
    if request.method != "POST":
        return inside
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == FORM:
        return parse_qsl(await _body(request), keep_blank_values=True)
    if kind == DIRECT:
        return [*inside, ("query", await _body(request))]
    raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"post a query as {FORM} or as {DIRECT}")


async def sparql(request: Request) -> Response:
    """The SPARQL 1.1 endpoint; without a query, its description, or the page for people."""
    accept = request.headers.get("accept", "")
    if request.method != "POST" and not request.query_params:
        if chosen(accept, [*GRAPHS, pages.HTML]) == pages.HTML:
            return RedirectResponse(f"{_root(request)}/", HTTPStatus.SEE_OTHER, headers={"Vary": "Accept"})
        return await described(request)
    asked = protocol.request(await _asked(request))
    workers = _workers(request)
    made = await workers.ask(protocol.answer, asked, accept, workers.limits.rows)
    return _response(made)


def _response(made: protocol.Response) -> Response:
    return Response(made.body, media_type=made.media, headers={"Vary": "Accept"})


async def described(request: Request) -> Response:
    """Service description and VoID, in one graph."""
    media = chosen(request.headers.get("accept", ""), list(GRAPHS))
    if not media:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"this comes as {', '.join(GRAPHS)}")
    triples = await _workers(request).ask(description.described, _root(request))
    return _response(protocol.Response(protocol.serialised(triples, media), media))


async def home(request: Request) -> Response:
    """The page for people."""
    settings: Settings = request.app.state.settings
    return HTMLResponse(
        pages.query_page(TITLE, restricted=settings.restricted), headers={"Content-Security-Policy": POLICY}
    )


async def thing(request: Request) -> Response:
    """A thing under its IRI."""
    settings: Settings = request.app.state.settings
    path = quote(request.url.path.removeprefix("/"), safe="/%")
    accept = request.headers.get("accept", "")
    return _response(await _workers(request).ask(pages.thing, path, accept, settings.restricted))


async def ontology(request: Request) -> Response:
    """The ontology."""
    return Response((resource("ontology") / "kg.ttl").read_bytes(), media_type="text/turtle")


async def health(request: Request) -> Response:
    """Whether the server is up, without a word from the store."""
    return JSONResponse({"status": "ok", "version": __version__, "waiting": _workers(request).waiting})


async def basemap(request: Request) -> Response:
    """The lines of the map."""
    return JSONResponse(lines())


async def drawing(request: Request) -> Response:
    """The library that draws graphs."""
    return Response(graph_library(), media_type="text/javascript")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return PlainTextResponse(f"{error.message}\n", error.status)


def _failed(request: Request, error: Exception) -> Response:
    status = _FAILED[type(error)]  # type: ignore[index]
    headers = {"Retry-After": "1"} if isinstance(error, BusyError) else {}
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": str(error)}, status, headers=headers)
    return PlainTextResponse(f"{error}\n", status, headers=headers)


def application(settings: Settings) -> FastAPI:
    """The server of a store. Its processes start with it and end with it."""

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.workers.close()

    app = FastAPI(
        title=TITLE,
        version=__version__,
        description="Entities, events and claims of the graph as JSON. The graph itself is at /sparql.",
        docs_url=None,
        redoc_url=None,
        lifespan=running,
    )
    workers = Workers(settings.folder, settings.limits)
    metrics = Metrics(workers)
    app.state.workers, app.state.settings = workers, settings
    app.include_router(api.router)
    app.add_route("/", home)
    app.add_route("/sparql", sparql, methods=["GET", "POST"])
    app.add_route("/.well-known/void", described)
    app.add_route("/ontology", ontology)
    app.add_route("/health", health)
    app.add_route("/metrics", lambda request: Response(metrics.text(), media_type="text/plain; version=0.0.4"))
    app.add_route("/static/basemap.json", basemap)
    app.add_route("/static/vis-network.js", drawing)
    app.mount("/static", StaticFiles(directory=pages.STATIC))
    for kind in pages.KINDS:
        app.add_route(f"/{kind}/{{rest:path}}", thing)
    app.add_exception_handler(RefusedError, _refused)
    for failure in _FAILED:
        app.add_exception_handler(failure, _failed)
    if settings.origins:
        app.add_middleware(CORSMiddleware, allow_origins=list(settings.origins), allow_methods=["GET", "POST"],
                           allow_headers=["*"])  # fmt: skip
    app.add_middleware(Counting, metrics=metrics)
    return app
