"""A view as TimelineJS itself shows it, on the page of another site: all its events, in order."""

import json
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

PACKAGE = Path(__file__).parents[2] / "node_modules" / "@knight-lab" / "timelinejs" / "dist"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A newspaper</title>
<link rel="stylesheet" href="/css/timeline.css"><div id="timeline" style="height: 600px"></div>
<script src="/js/timeline.js"></script>
<script>window.shown = new TL.Timeline("timeline", "{source}", {font: null})</script>
"""


class Newspaper(SimpleHTTPRequestHandler):
    """Another site: one page, and the files of the package."""

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.replace("{source}", parse_qs(urlsplit(self.path).query)["source"][0]).encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def newspaper() -> Iterator[str]:
    """Serve another site from a thread, and give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Newspaper, directory=PACKAGE)) as served:
        thread = Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{served.server_port}"
        served.shutdown()
        thread.join(timeout=10)


def open_timeline(browser: Browser, newspaper: str, source: str) -> Page:
    """Open the page of a newspaper that shows a source in TimelineJS."""
    page = browser.new_context().new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{newspaper}/?{urlencode({'source': source})}")
    page.locator(".tl-timemarker").first.wait_for(state="attached")
    return page


@pytest.mark.parametrize("view", ["year=2019", "year=2024&-kind=milestone", ""])
def test_timelinejs_shows_every_dated_event_of_a_view(
    browser: Browser, address: str, newspaper: str, view: str
) -> None:
    if not PACKAGE.exists():
        pytest.fail("@knight-lab/timelinejs is not in node_modules: `make test` fetches it")
    source = f"{address}/events.timeline.json?{view}"
    with urlopen(source, timeout=10) as answer:
        told: dict[str, Any] = json.load(answer)
    page = open_timeline(browser, newspaper, source)
    # What it made of the file: its own check refuses dates that it cannot read, and slides without a name.
    assert page.locator(".tl-message-content").count() == 0
    slides = page.evaluate("shown.config.events.map((one) => [one.unique_id, one.text.headline])")
    assert sorted(map(tuple, slides)) == sorted(
        (one["unique_id"], one["text"]["headline"]) for one in told["events"]
    )
    assert len(slides) > 2
    dates = page.evaluate("shown.config.events.map((one) => one.start_date.data.date_obj.getTime())")
    assert dates == sorted(dates)
    assert page.locator(".tl-timemarker").count() == len(slides)
    assert page.evaluate("shown.config.title.text.headline") == told["title"]["text"]["headline"]
    page.context.close()
