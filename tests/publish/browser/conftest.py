"""Every page in a real Chromium: what it asks for, what it says on its console, and whom it lets in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from kg.graph.store import EmbeddedStore

from ..pages.conftest import PAGES
from ..test_exchanges import exchanges  # noqa: F401  (a fixture)

Screen = tuple[int, int]

WIDE: Screen = (1280, 800)
NARROW: Screen = (390, 844)


@dataclass
class Opened:
    """A page in the browser, with what it asked of hosts and what went wrong."""

    page: Page
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def heard(self) -> None:
        """Listen to the page from now on."""
        self.page.on("request", self._request)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            self.asked.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"a dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture(scope="session")
def files(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The pages of the small store, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, make in PAGES.items():
        made[name] = folder / f"{name.replace(' ', '-')}.html"
        make(store, False).write(made[name])
    return made


Open = Callable[..., Opened]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Opens a file at a size; when the test ends, no host must have been asked and nothing have gone wrong."""
    found: list[Opened] = []

    def go(path: Path, screen: Screen = WIDE, *, dark: bool = False) -> Opened:
        page = browser.new_page(
            viewport={"width": screen[0], "height": screen[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        made = Opened(page)
        made.heard()
        found.append(made)
        page.goto(path.as_uri())
        return made

    yield go
    for one in found:
        one.page.close()
    assert [one.wrong for one in found] == [[] for _ in found]
    assert [one.asked for one in found] == [[] for _ in found]
