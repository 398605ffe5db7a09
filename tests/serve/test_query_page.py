"""The page for people in a real browser: a question with a parameter as table, graph and map, SPARQL, a search."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

MAPPED = (
    "PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX schema: <https://schema.org/>"
    " SELECT ?name ?wkt { ?place schema:name ?name ; geo:hasGeometry/geo:asWKT ?wkt }"
)


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page, opened; whatever goes wrong on it fails the test."""
    made = browser.new_page()
    faults: list[str] = []
    hosts: set[str] = set()
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("console", lambda message: faults.append(message.text) if "Refused to" in message.text else None)
    made.on("request", lambda request: hosts.add(request.url.split("/")[2]) if "://" in request.url else None)
    made.goto(f"{address}/")
    yield made
    made.close()
    assert not faults
    assert hosts == {address.removeprefix("http://")}


def test_a_question_is_asked_with_its_parameter(page: Page) -> None:
    page.select_option("#question", "who-captured-whom")
    page.fill("#parameters input[name=side]", "RU")
    page.click("#ask button")
    expect(page.locator("#state")).to_contain_text("rows")
    head = page.locator("#answer th").all_inner_texts()
    assert head[:3] == ["date", "place", "captor"]
    assert page.locator("#answer tbody tr").count() > 3


def test_the_answer_as_a_graph(page: Page) -> None:
    page.click("[data-view=graph]")
    expect(page.locator("#answer canvas")).to_be_visible()
    page.click("[data-view=table]")
    expect(page.locator("#answer table")).to_be_visible()


def test_any_sparql_and_its_places_on_a_map(page: Page) -> None:
    page.fill("#sparql", MAPPED)
    page.click("#ask button")
    expect(page.locator("#answer th").first).to_have_text("name")
    page.click("[data-view=map]")
    expect(page.locator("#answer canvas[role=img]")).to_be_visible()
    page.click("[data-view=table]")


def test_what_is_wrong_is_said(page: Page) -> None:
    page.fill("#sparql", "SELECT nonsense")
    page.click("#ask button")
    expect(page.locator("#answer .fault")).to_contain_text("this is no SPARQL 1.1 query")


def test_a_search_leads_to_a_page(page: Page) -> None:
    page.fill("#words", "Lubinets")
    page.click("#search button")
    link = page.locator("#answer a").first
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_contain_text("Lubinets")
