"""What every page is wrapped in: one HTML file that carries its data, style and scripts, and asks no host for a thing.

What documents say reaches a page in two ways only: through templates that escape every text, and as JSON in a block of
data that scripts turn into text nodes. The page's own content security policy lets no other script run and no host be
asked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.publish.claims import Source
from kg.publish.files import write

ASSETS = Path(__file__).parent.parent / "assets"

LANGUAGES = {"en": "English", "ro": "Romanian", "uk": "Ukrainian", "ru": "Russian"}

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, among them those that turn the direction of text: shown as the replacement character."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and in words what it shows."""

    html: str
    shows: str

    def write(self, out: Path) -> None:
        """Put the page into a file."""
        write(out, self.html.encode("utf-8"))


def clean(value: Any) -> Any:
    """The same value with every text fit to be shown; no text changes its length, so offsets hold."""
    match value:
        case Markup():
            return value
        case str():
            return _UNSEEN.sub("\ufffd", value)
        case Mapping():
            return {clean(key): clean(part) for key, part in value.items()}
        case list() | tuple():
            return [clean(part) for part in value]
    return value


def embedded(value: Any) -> Markup:
    """A value as JSON that can stand in a script element: nothing in it can end the element or begin a comment."""
    text = json.dumps(clean(value), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def asset(name: str) -> str:
    """The text of a file of the pages."""
    return (ASSETS / name).read_text(encoding="utf-8")


def day(value: str) -> str:
    """2024-08-15 → 15 Aug 2024; what is less precise stays so, and what is no date stays as it is."""
    parts = _DATE.fullmatch(value)
    if not parts:
        return value
    year, month, date = parts.groups()
    return " ".join(
        part for part in (str(int(date)) if date else "", _MONTHS[int(month) - 1] if month else "", year) if part
    )


def plural(number: int, one: str, many: str) -> str:
    """1,200 events; 1 event."""
    return f"{number:,} {one if number == 1 else many}"


def web_address(url: str) -> str:
    """An address that a browser may be led to, else ""."""
    return url if re.match(r"https?://", url, re.IGNORECASE) else ""


def picture(svg: str) -> str:
    """A symbol as the address of an image."""
    return f"data:image/svg+xml;charset=utf-8,{quote(svg)}"


def reading(read: Iterable[Source]) -> dict[str, Any]:
    """What was read, in words and by publisher."""
    documents = list(read)
    days = sorted(s.published for s in documents if s.published)
    publishers = Counter(s.publisher for s in documents)
    named = len(publishers) - ("" in publishers)
    parts = [plural(len(documents), "document", "documents")]
    if named:
        parts[0] += f" of {plural(named, 'publisher', 'publishers')}"
    if days:
        parts.append(
            f"published {day(days[0])} to {day(days[-1])}" if days[0] != days[-1] else f"published {day(days[0])}"
        )
    languages = [LANGUAGES.get(lang, lang) for lang in dict.fromkeys(s.lang for s in documents) if lang]
    parts.append(", ".join(languages))
    rows = []
    for publisher, number in sorted(publishers.items()):
        own = [s for s in documents if s.publisher == publisher]
        dates = sorted(s.published for s in own if s.published)
        spoken = ", ".join(LANGUAGES.get(lang, lang) for lang in sorted({s.lang for s in own}))
        rows.append((publisher, number, dates[0] if dates else "", dates[-1] if dates else "", spoken))
    return {"summary": "; ".join(part for part in parts if part), "publishers": rows}


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


def _policy(scripts: Sequence[str], images: str) -> str:
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    sources = " ".join(part for part in ("data:", images) if part)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src {sources}; "
        "base-uri 'none'; form-action 'none'"
    )


def host(url: str) -> str:
    """The origin of a web address, as a content security policy names it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(ASSETS), autoescape=True, finalize=clean, undefined=StrictUndefined, trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip
_ENVIRONMENT.filters |= {
    "day": day,
    "picture": picture,
    "web": web_address,
    "language": lambda lang: LANGUAGES.get(lang, lang),
}
_ENVIRONMENT.globals["plural"] = plural


def render(
    template: str,
    *,
    title: str,
    read: Iterable[Source],
    styles: Sequence[str],
    scripts: Sequence[str] = (),
    library: str = "",
    data: Mapping[str, Any] | None = None,
    restricted: bool = False,
    images: str = "",
    **parts: Any,
) -> str:
    """A page of a template.

    read     the documents that were read for it
    styles   files of style beside the one that all pages share
    scripts  files of script, joined into one in this order
    library  source of a script that goes before them
    data     what the scripts read
    images   the origin of images that may be loaded; none, unless the user asked for it
    """
    own = '"use strict";\n' + "".join(map(asset, scripts)) if scripts else ""
    carried = [script for script in (library, own) if script]
    return _ENVIRONMENT.get_template(template).render(
        title=title,
        policy=_policy(carried, images),
        style=Markup("".join(map(asset, ("base.css", *styles)))),
        scripts=list(map(Markup, carried)),
        data=embedded(data) if data is not None else None,
        reading=reading(read),
        restricted=restricted,
        **parts,
    )
