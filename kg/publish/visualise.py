"""The graph as one HTML page that needs nothing else: data, drawing library, script and style all lie in the file.

The drawing library is the vis-network that the pyvis package brings. What documents say enters the page as JSON and
reaches the screen as text nodes; the page's own content security policy lets no other script run and no host be asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.graph.store import Store
from kg.graph.terms import concept
from kg.graph.vocabulary import CONCEPTS, Scheme
from kg.model import ENTITY_TYPES
from kg.publish.claims import Saying, Source, sayings, sources
from kg.publish.descriptions import Words
from kg.publish.export import write
from kg.publish.layout import positions
from kg.publish.network import EVENT, Cut, Graph, center, network
from kg.publish.symbols import entity_symbol, event_symbol, hue, unit_symbol

ASSETS = Path(__file__).parent / "assets"
SCRIPTS = ("state.js", "filters.js", "panel.js", "canvas.js", "main.js")
LIBRARY = Path("templates/lib/vis-9.1.2/vis-network.min.js")

TITLE = "War news graph"

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, among them those that turn the direction of text: shown as the replacement character."""

_MARKER = re.compile(r"\{\{(\w+)\}\}")


def _clean(value: Any) -> Any:
    """The same value with every text fit to be shown; no text changes its length, so offsets hold."""
    match value:
        case str():
            return _UNSEEN.sub("\ufffd", value)
        case Mapping():
            return {_clean(key): _clean(part) for key, part in value.items()}
        case list() | tuple():
            return [_clean(part) for part in value]
    return value


def embedded(value: Any) -> str:
    """A value as JSON that can stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(_clean(value), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _symbol(node: Mapping[str, Any]) -> tuple[str, str]:
    """The key of a node's symbol, and the symbol."""
    kind, side = node["kind"], node["side"]
    if kind == EVENT:
        return f"{EVENT}|{node['type']}", event_symbol(node["type"])
    if kind == "Unit":
        return f"Unit|{side}|{node['arm']}|{node['echelon']}", unit_symbol(side, node["arm"], node["echelon"])
    return f"{kind}|{side}", entity_symbol(kind, side)


def _legend_icons() -> dict[str, tuple[str, str]]:
    """Kind → key and symbol of one of no side, for the list of kinds."""
    blank = {"side": "", "arm": "", "echelon": ""}
    return {kind: _symbol({"kind": kind, **blank}) for kind in ENTITY_TYPES}


def _node_row(iri: str, node: Mapping[str, Any], place: tuple[int, int]) -> dict[str, Any]:
    names = {node["label"], *node["labels"].values(), *node["names"], *node["attributes"].values()}
    row = {
        "iri": iri,
        "kind": node["kind"],
        "type": node["type"],
        "label": node["label"],
        "labels": {lang: label for lang, label in node["labels"].items() if lang},
        "aliases": node["names"],
        "names": sorted(names),
        "side": node["side"],
        "attributes": node["attributes"],
        "documents": node["documents"],
        "publishers": node["publishers"],
        "contested": node["contested"],
        "symbol": _symbol(node)[0],
        "x": place[0],
        "y": place[1],
    }
    if node["kind"] == EVENT:
        row |= {key: node[key] for key in ("date", "earliest", "latest", "counts", "sides", "involved", "denied")}
    return row


def _words(words: Words, roles: Iterable[str], sides: Iterable[str]) -> dict[str, dict[str, str]]:
    """The words of kinds, event types, modalities, sides and roles, each list in the order in which it is shown."""

    def scheme(name: Scheme, keys: Iterable[str]) -> dict[str, str]:
        return {key: words(concept(name, key).value) for key in keys}

    modalities = ("asserted", "claimed", "alleged", "planned", "denied")
    ordered = sorted(sides, key=lambda side: (side == "", {"UA": 0, "RU": 1}.get(side, 2), side))
    return {
        "kind": {kind: words.term(kind) for kind in ENTITY_TYPES},
        "type": scheme("event", CONCEPTS["event"]),
        "modality": scheme("modality", modalities),
        "side": scheme("side", [side for side in ordered if side]) | {"": "no side told"},
        "role": {role: words.term(role) for role in sorted(roles)},
    }


def page_data(
    graph: Graph, read: Mapping[str, Source], said: Iterable[Saying], words: Words, *, restricted: bool = False
) -> dict[str, Any]:
    """What the page carries. Nodes, documents and claims name each other by their places in these lists."""
    index = {iri: n for n, iri in enumerate(graph)}
    places = positions(graph)
    documents = {iri: n for n, iri in enumerate(read)}
    about = [s for s in said if s.subject in index and s.document in documents]
    about.sort(key=lambda s: (read[s.document].published, documents[s.document], s.start))
    symbols = dict(_symbol(node) for _, node in graph.nodes(data=True)) | dict(_legend_icons().values())
    labels = {iri: node["label"] for iri, node in graph.nodes(data=True)}
    sides = {node["side"] for _, node in graph.nodes(data=True)}
    sides |= {side for _, node in graph.nodes(data=True) for side in node.get("involved", ())}
    roles = {detail.property for s in about for detail in s.details} | {mark.what for s in about for mark in s.marks}
    return {
        "restricted": restricted,
        "about": -1,
        "words": _words(words, roles - {"subject"}, sides),
        "hues": {side: hue(side) for side in sorted(sides)},
        "icons": {kind: key for kind, (key, _) in _legend_icons().items()},
        "symbols": dict(sorted(symbols.items())),
        "documents": [
            {"title": s.title, "publisher": s.publisher, "published": s.published, "lang": s.lang, "url": s.url}
            for s in read.values()
        ],
        "nodes": [_node_row(iri, node, places[iri]) for iri, node in graph.nodes(data=True)],
        "edges": [
            {"from": index[a], "to": index[b], "role": key, "label": data["label"], "contested": data["contested"]}
            for a, b, key, data in graph.edges(keys=True, data=True)
        ],
        "sayings": [
            {
                "subject": index[s.subject],
                "document": documents[s.document],
                "by": index.get(s.claimant, -1),
                "claimant": labels.get(s.claimant, ""),
                "modality": s.modality,
                "on": s.claimed_on,
                "quote": s.quote,
                "marks": [(mark.start, mark.end, mark.what) for mark in s.marks],
                "details": [(d.property, d.value, index.get(d.entity, -1)) for d in s.details],
            }
            for s in about
        ],
    }


def _library() -> str:
    """The source of vis-network. The package is not imported: that would bring IPython with it."""
    spec = find_spec("pyvis")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / LIBRARY).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


def _escaped(text: str) -> str:
    return _clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")  # type: ignore[no-any-return]


def page(data: Mapping[str, Any], title: str) -> str:
    """The page around its data."""
    library = _library()
    script = '"use strict";\n' + "".join((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "title": _escaped(title),
        "policy": policy,
        "style": (ASSETS / "page.css").read_text(encoding="utf-8"),
        "data": embedded(data),
        "library": library,
        "script": script,
    }
    template = (ASSETS / "page.html").read_text(encoding="utf-8")
    return _MARKER.sub(lambda found: parts[found[1]], template)


def view(store: Store, out: Path, cut: Cut | None = None, *, include_restricted: bool = False) -> int:
    """Write the interactive page of a store, or of a part of it, to a file; the number of nodes on it.

    Raises CutError where `cut.about` names nothing, or several things.
    """
    graph = network(store, cut, restricted=include_restricted)
    read = sources(store, restricted=include_restricted)
    data = page_data(
        graph, read, sayings(store, restricted=include_restricted), Words(store), restricted=include_restricted
    )
    title = TITLE
    if cut and cut.about:
        middle = center(graph, cut.about)[0]
        data["about"] = list(graph).index(middle)
        title = f"{graph.nodes[middle]['label']} · {TITLE}"
    write(out, page(data, title).encode("utf-8"))
    return len(graph)
