"""The built site in a browser: it is walked and searched without a server of ours, and says nothing wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from starlette.testclient import TestClient

from tests.browser.conftest import VIOLATIONS, browser, is_wrong
from tests.building.conftest import Site

__all__ = ["browser"]

Open = Callable[..., Page]


@pytest.fixture
def walk(browser: Browser, site: Site) -> Iterator[Open]:
    """Return a way to open pages of the site; at the end nothing was refused, wrong or asked of elsewhere."""
    wrong: list[str] = []
    contexts = []

    def open_page(path: str, **more: Any) -> Page:
        context = browser.new_context(**more)
        contexts.append(context)
        page = context.new_page()
        if more.get("java_script_enabled", True):
            page.expose_function("tell_violation", lambda told: wrong.append(told))
            page.add_init_script(VIOLATIONS)
        page.on("console", lambda said: wrong.append(said.text) if is_fault(page, said) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith(site.address) else wrong.append(one.url))
        page.goto(site.address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def is_fault(page: Page, said: ConsoleMessage) -> bool:
    """Tell whether the console complains; of a page without an icon browsers ask for one where none can be."""
    return is_wrong(page, said) and not str(said.location.get("url")).endswith("/favicon.ico")


def list_found(page: Page, noun: str) -> list[str]:
    # A function to wait for would be evaluated, which the policy of the page forbids.
    expect(page.locator("[role=status]").first).not_to_contain_text("…")
    links = page.locator(f"[data-noun={noun}] li :is(h3, div) > a")
    return [one.get_attribute("href") or "" for one in links.all()]


@pytest.mark.parametrize(
    "path",
    ["/", "/ru/", "/be/events/2019-12-07-moscow-0a1b", "/timeline/year/2019", "/overview", "/quotes", "/compare",
     "/weeks", "/about", "/people/vladimir-putin", "/embed/events/2019-12-07-moscow-0a1b"],
)  # fmt: skip
def test_pages_say_nothing_wrong(walk: Open, path: str) -> None:
    page = walk(path)
    assert page.locator("main").inner_text().strip()


def test_the_walk_from_the_front_page(walk: Open, site: Site) -> None:
    page = walk("/")
    page.locator("#index a", has_text="2019").first.click()
    page.wait_for_url(f"{site.address}/timeline/year/2019/")
    page.locator("#years h3 a, #years h4 a").first.click()
    page.wait_for_url(f"{site.address}/events/*/")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize(
    "query",
    ["gas", "Сочи", "Лукашэнка", "prices", "oil -gas", "year:2019", "topic:energy", "nothing"],
)
def test_the_search_finds_what_the_server_finds(walk: Open, served: TestClient, query: str) -> None:
    found = list_found(walk(f"/search?q={query}"), "events")
    there = served.get("/events.json", params={"q": query}).json()
    assert found == [f"/events/{one['slug']}" for one in there["events"]], query


def test_of_a_phrase_the_words_are_found(walk: Open) -> None:
    assert list_found(walk('/search?q="gas price"'), "events") == list_found(
        walk("/search?q=gas price"), "events"
    )


def test_the_form_searches_in_the_language_of_the_page(walk: Open, site: Site) -> None:
    page = walk("/ru/")
    page.locator("#seek").fill("Сочи")
    page.locator("#seek").press("Enter")
    page.wait_for_url(f"{site.address}/ru/search/?q=*")
    found = list_found(page, "events")
    assert found
    assert all(one.startswith("/ru/events/") for one in found)
    assert page.locator("#q").input_value() == "Сочи"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/?year=2019", "/timeline/year/2019/"),
        ("/ru/?topic=energy&year=2019", "/ru/timeline/year/2019/topic/energy/"),
        ("/overview?year=2019", "/overview/year/2019/"),
        ("/?year=2019&kind=meeting", "/search/?year=2019&kind=meeting"),
    ],
)
def test_an_address_of_the_served_site_leads_on(walk: Open, site: Site, asked: str, led: str) -> None:
    walk(asked).wait_for_url(site.address + led)


def test_a_narrow_view_is_made_in_the_browser(walk: Open, served: TestClient) -> None:
    query = "year=2019&kind=meeting&-topic=sport"
    found = list_found(walk(f"/search?{query}"), "events")
    there = served.get(f"/events.json?{query}").json()
    assert found == [f"/events/{one['slug']}" for one in there["events"]] != []


def test_without_a_script_the_search_says_what_is_there(walk: Open) -> None:
    page = walk("/search?q=gas", java_script_enabled=False)
    assert page.locator("noscript").inner_text().startswith("This copy of the site is made of files")
    assert page.locator("#files a[href='/events.csv']").is_visible()
