"""A real Chromium on a real server. Every page that a test opens is watched for errors and foreign requests."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.chromium import ARGUMENTS, find_chromium, run_server
from tests.samples import make_sample_database, save_readings
from tests.web.conftest import make_test_app
from tests.web.many import make_many_readings

OpenPage = Callable[..., Page]


# Begins to use a page as a finger would, and waits for htmx if the page has a use for it.
BEGIN = """() => new Promise(done => {
    dispatchEvent(new Event("touchstart"));
    const wanted = document.querySelector("script[data-htmx]") !== null;
    const look = () => setTimeout(window.htmx || !wanted ? done : look, 5);
    look();
})"""


VIOLATIONS = """addEventListener("securitypolicyviolation",
    (one) => tell_violation(`${one.violatedDirective} ${one.blockedURI} ${one.sourceFile}:${one.lineNumber}`))"""


def is_wrong(page: Page, said: ConsoleMessage) -> bool:
    """Tell whether the console complains of something; that a page answers 404 is no fault of the page."""
    return said.type == "error" and said.location.get("url") != page.url


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server on the samples and 130 further events."""
    path = tmp_path_factory.mktemp("browser") / "summitry.db"
    engine = make_sample_database(path)
    save_readings(engine, make_many_readings())
    engine.dispose()
    with run_server(make_test_app(path)) as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a Chromium of this module alone: where one is open, no other can be, nor another loop run.

    One that cannot be had is a failure under CI and elsewhere a skip that says so.
    """
    path = find_chromium()
    if path is None or not Path(path).exists():
        reason = "no Chromium was found: set SUMMITRY_CHROMIUM or call `make test`, which gets one"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Return a function that opens a path in a new context; at the end nothing may have gone wrong in any."""
    contexts = []
    wrong: list[str] = []

    def open_path(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on(
            "console", lambda said: wrong.append(f"{page.url}: {said.text}") if is_wrong(page, said) else None
        )
        page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(asked.url))
        # The console tells of violations as well, but of those in the page itself as it does of its status.
        page.expose_function("tell_violation", lambda what: wrong.append(f"{page.url}: {what}"))
        page.add_init_script(VIOLATIONS)
        page.goto(path)
        if options.get("java_script_enabled", True):
            page.evaluate(BEGIN)
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert not wrong
