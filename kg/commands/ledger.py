"""kg ledger: the exchanges of prisoners as a page."""

from __future__ import annotations

from kg import console, options
from kg import cut_options as cuts
from kg.publish.pages.ledger import ledger_page
from kg.settings import DEFAULT_EXPORTS

EXAMPLE = "kg ledger --out exports/ledger.html"

PAGE = DEFAULT_EXPORTS / "ledger.html"


def run(
    out: cuts.Out = PAGE,
    store: options.Store = options.STORE,
    include_restricted: options.Restricted = False,
) -> None:
    """Write the ledger of prisoner exchanges as a page.

    Both sides' counts by claimant, running totals, and the gaps to totals that are stated.
    The page is one HTML file that needs no network.
    """
    with console.opened(store, restricted=include_restricted) as held:
        with console.waiting("drawing"):
            page = ledger_page(held, include_restricted=include_restricted)
        page.write(out)
        console.note_unsettled(held, store)
    console.tell(f"{out}: {page.shows}; open it in a browser")
