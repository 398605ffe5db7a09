"""Which form of an answer a client wants: the Accept header of HTTP (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def _ranges(accept: str) -> list[tuple[str, float]]:
    """The media ranges of a header with their weights; what can't be read is left out."""
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = float(value)
                except ValueError:
                    weight = 0.0
        if media.count("/") == 1:
            found.append((media.lower(), weight))
    return found


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """How much a media type is wanted, by the range that fits it most closely."""
    for fitting in (media, f"{media.partition('/')[0]}/*", "*/*"):
        for name, weight in ranges:
            if name == fitting:
                return weight
    return 0.0


def chosen(accept: str, offered: Sequence[str]) -> str:
    """The media type of those offered that a client wants most, "" where it wants none; of equals, the first.

    A client that says nothing takes anything.
    """
    ranges = _ranges(accept) if accept.strip() else [("*/*", 1.0)]
    best = max(offered, key=lambda media: _weight(media, ranges))
    return best if _weight(best, ranges) > 0 else ""
