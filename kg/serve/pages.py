"""Things under their IRIs: the path of an IRI below the product's namespace, as a page or as RDF."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.graph.store import EmbeddedStore
from kg.ids import BASE
from kg.publish.descriptions import local_name
from kg.publish.network import CutError
from kg.publish.pages.evidence import evidence_page
from kg.publish.pages.shell import asset, clean
from kg.serve import lookup
from kg.serve.negotiation import chosen
from kg.serve.protocol import GRAPHS, RefusedError, Response, serialised

HTML = "text/html"
KINDS = ("entity", "event", "place", "document", "concept", "publisher")
"""The first parts of the IRIs of things."""

STORIES = ("entity", "event", "place")
"""Those that have a page of evidence."""

_PATH = re.compile(r"([A-Za-z0-9_.~:/-]|%[0-9A-Fa-f]{2}){1,300}")
"""What follows the namespace in an IRI of the graph."""

STATIC = Path(__file__).parent / "static"

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, finalize=clean,
    undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


def query_page(title: str, *, restricted: bool) -> str:
    """The page with the library's questions and a field for any SPARQL."""
    return _TEMPLATES.get_template("query.html").render(title=title, style=asset("base.css"), restricted=restricted)


def _facts_page(iri: str, facts: Mapping[str, list[str]]) -> str:
    """A plain page of what is said of a thing."""
    rows = [(local_name(name), name, values) for name, values in facts.items()]
    return _TEMPLATES.get_template("thing.html").render(title=iri, style=asset("base.css"), rows=rows, base=BASE)


@lru_cache(256)
def _story(store: EmbeddedStore, iri: str, restricted: bool) -> str:
    """The page of evidence of a thing; it can't change while a store is open to be read."""
    return evidence_page(store, iri, include_restricted=restricted).html


def thing(store: EmbeddedStore, path: str, accept: str, restricted: bool) -> Response:
    """The thing whose IRI ends in a path, in the form that the Accept header wants most.

    Raises RefusedError where there is none, or the form is not to be had.
    """
    iri = BASE + path
    offered = [HTML, *GRAPHS]
    media = chosen(accept, offered)
    if not media:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, f"this comes as {', '.join(offered)}")
    facts = lookup.properties(store, iri) if _PATH.fullmatch(path) else {}
    if not facts:
        raise RefusedError(HTTPStatus.NOT_FOUND, f"the graph says nothing of {iri}")
    if media != HTML:
        return Response(serialised(lookup.graph(store, iri), media), media)
    if path.partition("/")[0] in STORIES:
        try:
            return Response(_story(store, iri, restricted).encode(), HTML)
        except CutError:
            pass  # the registry knows it, and no document tells of it
    return Response(_facts_page(iri, facts).encode(), HTML)
