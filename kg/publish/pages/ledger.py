"""The ledger of exchanges as a page that needs no script: who came back when, by whose word, and to what in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.graph import queries
from kg.graph.store import Store
from kg.ids import BASE
from kg.publish.chronology import Axis
from kg.publish.claims import sources
from kg.publish.descriptions import Words, local_name
from kg.publish.exchanges import TOTALS, UNTOLD, Exchange, Ledger, Stated, last_day, ledger
from kg.publish.pages.shell import Page, plural, render
from kg.publish.symbols import hue

TITLE = "Ledger of prisoner exchanges"

SIZES = (("wide", 860, 320), ("small", 350, 260))
"""The chart is drawn twice, so that its letters have their size on any screen."""

_TOP, _BOTTOM, _LEFT, _RIGHT = 16, 30, 52, 16
_STEPS = (1, 2, 5)


def scale(most: int) -> list[int]:
    """Round numbers from nought to the first above `most`, at most six."""
    size = 1
    while True:
        for step in (size * n for n in _STEPS):
            if most <= step * 5:
                return [step * n for n in range(-(-most // step) + 1)]
        size *= 10


def chart(found: Ledger, sides: Sequence[str], width: int, height: int) -> dict[str, Any] | None:
    """The running totals as stepped lines, and stated totals as marks; None where there are not two days."""
    points = {
        side: [(last_day(e.date), e.figures[side].total) for e in found.exchanges if side in e.figures]
        for side in sides
    }
    marks = [s for s in found.stated if s.gaps and s.published]
    axis = Axis.over([day for line in points.values() for day, _ in line] + [s.published[:10] for s in marks])
    if axis is None:
        return None
    values = scale(max([total for line in points.values() for _, total in line] + [s.returned for s in marks]))

    def x(day: str) -> float:
        return round(_LEFT + axis.at(day) / 100 * (width - _LEFT - _RIGHT), 1)

    def y(value: int) -> float:
        return round(height - _BOTTOM - value / max(values[-1], 1) * (height - _TOP - _BOTTOM), 1)

    lines = []
    for side, line in points.items():
        steps, last = f"M{_LEFT} {y(0)}", 0
        for day, total in line:
            steps += f"H{x(day)}V{y(total)}"
            last = total
        lines.append(
            {
                "side": side,
                "hue": hue(side),
                "path": f"{steps}H{width - _RIGHT}",
                "dots": [(x(day), y(total)) for day, total in line],
                "end": y(last),
                "total": last,
            }
        )
    return {
        "width": width,
        "height": height,
        "left": _LEFT,
        "right": width - _RIGHT,
        "base": y(0),
        "values": [(value, y(value)) for value in values],
        "ticks": [(tick.date, round(_LEFT + tick.at / 100 * (width - _LEFT - _RIGHT), 1)) for tick in axis.ticks()],
        "lines": lines,
        "marks": [(x(s.published[:10]), y(s.returned), s) for s in marks],
    }


def _sums(found: Ledger, sides: Sequence[str]) -> list[dict[str, Any]]:
    made = []
    for side in sides:
        figures = [exchange.figures[side] for exchange in found.exchanges if side in exchange.figures]
        made.append(
            {
                "side": side,
                "hue": hue(side),
                "total": max(figure.total for figure in figures),
                "exchanges": len(figures),
                "lowest": sum(figure.lowest for figure in figures),
                "highest": sum(figure.highest for figure in figures),
            }
        )
    return made


def ledger_page(store: Store, *, include_restricted: bool = False) -> Page:
    """The ledger of a store."""
    found, words = ledger(store), Words(store)
    sides = found.sides()

    def named(side: str) -> str:
        return "side not told" if side in ("", UNTOLD) else words(f"{BASE}concept/side/{side}")

    def differs(exchange: Exchange) -> bool:
        return any(figure.differs for figure in exchange.figures.values())

    def by_day(stated: Stated) -> tuple[bool, str]:
        return not stated.gaps, stated.published

    read = sources(store, restricted=include_restricted)
    html = render(
        "ledger.html",
        title=TITLE,
        read=read.values(),
        styles=("document.css", "ledger.css"),
        restricted=include_restricted,
        ledger=found,
        sides=sides,
        untold=any(UNTOLD in exchange.figures for exchange in found.exchanges) and UNTOLD,
        named=named,
        differs=differs,
        local_name=local_name,
        several=[account for account in found.accounts if account.exchanges > 1],
        single=[account for account in found.accounts if account.exchanges == 1],
        sums=_sums(found, sides),
        charts=[(name, chart(found, sides, width, height)) for name, width, height in SIZES],
        stated=sorted(found.stated, key=by_day),
        documents=read,
        queries=[
            ("Running totals", queries.find("exchange-balance").text),
            ("Figures of each claimant", queries.find("exchange-ledger").text),
            ("Stated totals", TOTALS.read_text(encoding="utf-8")),
        ],
    )
    return Page(html, plural(len(found.exchanges), "exchange or release", "exchanges and releases"))
