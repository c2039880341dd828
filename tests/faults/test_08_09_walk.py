"""Faults 8 and 9: a browser walks over every kind of page, in every language: no page breaks its own policy, has an
error, or asks anybody else for anything (`tests.browser.conftest` watches each page that is opened)."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest

from app.web import routes
from tests.browser.conftest import OpenPage, address, browser, open_page

__all__ = ["address", "browser", "open_page"]

LANGUAGES = ("", "/ru", "/be")
NO_PAGES = {"/embed", "/favicon.ico", "/healthz", "/metrics", "/oembed", "/readyz", "/static/{name:path}"}
BEGINNINGS = (
    "/search?q=gas",
    "/",
    "/compare?year=2019&year=2020",
    "/embed/",
    "/embed/events/2019-12-07-sochi",
    "/api/docs",
)
ERRORS = (
    "/nowhere",
    "/events/2019-12-08-sochi",
    "/years/never",
    "/?year=nonsense&topic=energy&topic=energy",
    "/quotes?q=%22'%3Cscript%3E",
    "/search?q=%3Cimg%20src=x%20onerror=alert(1)%3E",
)

_LINKS = """() => [...document.querySelectorAll("a[href]")].map(
    (one) => new URL(one.getAttribute("href"), document.baseURI).href)"""


def list_kinds() -> list[tuple[str, re.Pattern[str]]]:
    """List the templates of the addresses of pages, in the order in which the program tries them."""
    every = [route for router in routes.ROUTERS for route in router.routes]
    return [(one.path, one.path_regex) for one in every]  # type: ignore[attr-defined]


def is_page(kind: str) -> bool:
    return kind not in NO_PAGES and "." not in kind and (kind == "/api/docs" or not kind.startswith("/api/"))


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_kind_of_page_keeps_its_policy_and_asks_nobody_else(open_page: OpenPage, prefix: str) -> None:
    kinds = list_kinds()
    wanted, seen = {kind for kind, _ in kinds if is_page(kind)}, set()
    waiting = deque(f"{prefix}{one}" if one != "/api/docs" else one for one in BEGINNINGS)
    while waiting and seen != wanted:
        asked = waiting.popleft()
        path = urlsplit(asked).path.removeprefix(prefix) or "/"
        kind = next((name for name, pattern in kinds if pattern.match(path)), None)
        if kind is None or kind in seen or kind not in wanted:
            continue
        page = open_page(asked)
        seen.add(kind)
        own = page.url.partition("//")[2].partition("/")[0]
        links = [urlsplit(one) for one in page.evaluate(_LINKS)]
        waiting.extend(
            f"{one.path}?{one.query}" if one.query else one.path
            for one in links
            if one.netloc == own and one.path.startswith(f"{prefix}/")
        )
        page.context.close()
    assert seen == wanted, "a kind of page to which no link leads stands among BEGINNINGS"


def test_pages_of_errors_and_of_hostile_searches_do_too(open_page: OpenPage) -> None:
    for path in ERRORS:
        page = open_page(path)
        assert page.locator("h1").count() == 1
        page.context.close()
