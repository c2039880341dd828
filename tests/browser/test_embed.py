"""Embedding in the browser: a page of another site, on its own server, frames ours, gets its height, and no more."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.conftest import OpenPage
from tests.web.conftest import BASE_URL

EVENT, VIEW = "/events/2019-12-07-sochi", "/?topic=energy"
LISTENING = """<!doctype html><html lang="en"><title>Another site</title><body><h1>Another site</h1>
<script>const said = []; addEventListener("message", (event) => said.push([event.origin, event.data]));</script>
"""
SANDBOX = "allow-scripts"
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "embedding.md"

OpenHost = Callable[..., Page]


class Host(ThreadingHTTPServer):
    """Another site, with one page."""

    body = ""
    headers: Mapping[str, str] = MappingProxyType({})


class HostPage(BaseHTTPRequestHandler):
    """Answers every request with the page."""

    server: Host

    def do_GET(self) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **self.server.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.body.encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    """Serve another site from a thread."""
    with Host(("127.0.0.1", 0), HostPage) as served:
        thread = Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield served
        served.shutdown()
        thread.join(timeout=10)


@pytest.fixture
def open_host(browser: Browser, address: str, host: Host) -> Iterator[OpenHost]:
    """Return a function that opens a page of the other site; nothing but it and we may be asked, no cookie be kept."""
    contexts = []
    # By this name the other site is another site altogether, by its number another port of ours.
    other = f"http://localhost:{host.server_port}"
    foreign: list[str] = []

    def open_with(body: str, headers: Mapping[str, str] = MappingProxyType({}), **options: Any) -> Page:
        host.body, host.headers = LISTENING + body, headers
        context = browser.new_context(**{"viewport": {"width": 700, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "request", lambda one: None if one.url.startswith((other, address)) else foreign.append(one.url)
        )
        page.goto(other)
        return page

    yield open_with
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert [one for one in foreign if not one.startswith("chrome-error:")] == []


def read_code(address: str, path: str) -> str:
    """Read the code from a page of ours as someone copies it; the tests are served at another port than it says."""
    with urlopen(address + path, timeout=10) as answer:
        _, _, rest = answer.read().decode().partition('<textarea id="embed-code"')
    code = rest.partition(">")[2].partition("</textarea>")[0]
    return unescape(code).replace(BASE_URL, address)


def get_frame(page: Page) -> Frame:
    """Return the one frame in a page, loaded."""
    element = page.locator("iframe").first.element_handle()
    frame = element.content_frame()
    assert frame is not None
    frame.wait_for_load_state()
    return frame


def measure(page: Page) -> tuple[int, int]:
    """Measure how tall the frame is, and how tall the page in it."""
    inside = get_frame(page).evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
    return page.evaluate("document.querySelector('iframe').clientHeight"), inside


def wait_for_height(page: Page) -> None:
    """Wait until the frame is as tall as what is in it."""
    inside = measure(page)[1]
    page.wait_for_function("tall => document.querySelector('iframe').clientHeight === tall", arg=inside)


@pytest.mark.parametrize("path", [EVENT, VIEW, f"/ru{VIEW}"])
def test_the_frame_gets_the_height_of_what_is_in_it_and_keeps_it(
    open_host: OpenHost, address: str, path: str
) -> None:
    page = open_host(read_code(address, path))
    wait_for_height(page)
    frame = get_frame(page)
    assert frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
    tall = measure(page)[0]
    page.set_viewport_size({"width": 360, "height": 900})
    page.wait_for_function("tall => document.querySelector('iframe').clientHeight > tall", arg=tall)
    wait_for_height(page)
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function("tall => document.querySelector('iframe').clientHeight === tall", arg=tall)


def test_a_script_that_comes_late_finds_the_height(open_host: OpenHost, address: str) -> None:
    frame, _, script = read_code(address, EVENT).partition("\n")
    page = open_host(frame)
    page.wait_for_function("said.length > 0")
    assert measure(page)[0] == 520
    page.add_script_tag(url=script.split('"')[1])
    wait_for_height(page)
    assert measure(page)[0] < 520


def test_the_other_site_hears_one_kind_of_message_and_reaches_nothing(
    open_host: OpenHost, address: str
) -> None:
    page = open_host(read_code(address, EVENT))
    wait_for_height(page)
    for width in (400, 900, 320):
        before = page.evaluate("said.length")
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function("before => said.length > before", arg=before)
    said = page.evaluate("said")
    assert {origin for origin, _ in said} == {address}
    for _, data in said:
        assert data.keys() == {"type", "height"}
        assert data["type"] == "summitry:height"
        assert type(data["height"]) is int
        assert data["height"] > 100
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
    for reach in ("document", "localStorage", "location.href", "name"):
        told = page.evaluate(
            f"(() => {{ try {{ return String(frames[0].{reach}); }} catch (error) {{ return error.name; }} }})()"
        )
        assert told == "SecurityError", reach
    frame = get_frame(page)
    assert frame.evaluate("document.cookie") == ""
    # Nor does ours reach the page around it.
    with pytest.raises(Exception, match=r"SecurityError|cross-origin"):
        frame.evaluate("parent.document.title")


def test_a_site_can_listen_without_our_script_as_the_documentation_says(
    open_host: OpenHost, address: str
) -> None:
    (listener,) = re.findall(r"```js\n(addEventListener.*?)```", DOCUMENTATION.read_text("utf-8"), re.DOTALL)
    listener = listener.replace("https://summitry.example", address)
    page = open_host(f"<script>{listener}</script>{read_code(address, EVENT).partition(chr(10))[0]}")
    wait_for_height(page)


def test_a_message_of_somebody_else_changes_nothing(open_host: OpenHost, address: str) -> None:
    page = open_host(read_code(address, EVENT) + '<iframe srcdoc="<p>Not ours</p>" title="x"></iframe>')
    wait_for_height(page)
    tall = measure(page)[0]
    before = page.evaluate("said.length")
    page.evaluate("postMessage({type: 'summitry:height', height: 5000}, '*')")
    page.evaluate("frames[1].eval(\"parent.postMessage({type: 'summitry:height', height: 5001}, '*')\")")
    frame = get_frame(page)
    for data in (
        "null",
        "'x'",
        "{}",
        "{type: 'summitry:height'}",
        "{type: 'summitry:height', height: '1e3'}",
    ):
        frame.evaluate(f"parent.postMessage({data}, '*')")
    frame.evaluate("parent.postMessage({type: 'summitry:height', height: 1e9}, '*')")
    page.wait_for_function("before => said.length >= before + 8", arg=before)
    heights = page.evaluate("[...document.querySelectorAll('iframe')].map(one => one.clientHeight)")
    assert heights == [tall, 150]


def test_without_our_script_or_any_the_frame_keeps_its_height_and_scrolls(
    open_host: OpenHost, address: str
) -> None:
    code = read_code(address, VIEW).partition("\n")[0]
    for options in ({}, {"java_script_enabled": False}):
        page = open_host(code, **options)
        frame = get_frame(page)
        expect(frame.locator("h1")).to_have_text("Events on energy")
        assert frame.locator("iframe").count() == 0
        assert page.locator("iframe").bounding_box()["height"] == 520  # type: ignore[index]


def test_links_lead_to_windows_that_know_nothing_of_the_frame(open_host: OpenHost, address: str) -> None:
    page = open_host(read_code(address, EVENT))
    with page.expect_popup() as opened:
        get_frame(page).get_by_text("Open on Summitry").click()
    popup = opened.value
    popup.wait_for_load_state()
    assert popup.url == address + EVENT
    assert popup.evaluate("opener") is None
    assert popup.evaluate("origin") == address
    assert page.url.startswith("http://localhost")


def test_a_page_of_the_site_itself_cannot_be_framed(open_host: OpenHost, address: str) -> None:
    for path in ("/", EVENT, "/ru/", "/about", "/api/docs", "/events.json", "/static/none"):
        page = open_host(f'<iframe src="{address}{path}" title="x"></iframe>')
        page.wait_for_load_state()
        page.wait_for_function("frames.length === 1")
        frame = get_frame(page)
        assert frame.url.startswith("chrome-error:"), path


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/embed?topic=energy", "Events on energy"),
        ("/embed/no", "There is no such page"),
        ("/embed/events/x", "There is no such page"),
    ],
)
def test_what_leads_on_or_is_not_there_is_framed_too(
    open_host: OpenHost, address: str, path: str, words: str
) -> None:
    page = open_host(f'<iframe src="{address}{path}" title="x"></iframe>')
    expect(get_frame(page).locator("h1")).to_have_text(words)


def test_in_a_sandbox_as_wordpress_makes_it_the_frame_is_styled_and_tells_its_height(
    open_host: OpenHost, address: str
) -> None:
    page = open_host(
        f'<iframe sandbox="{SANDBOX}" src="{address}/embed{EVENT}#?secret=x" title="x"></iframe>'
    )
    page.wait_for_function("said.length > 0")
    assert page.evaluate("said[0][0]") == "null"
    assert page.evaluate("Object.keys(said[0][1])") == ["type", "height"]
    frame = get_frame(page)
    assert frame.evaluate("getComputedStyle(document.body).paddingLeft") == "16px"
    with page.expect_console_message(lambda said: "Blocked opening" in said.text):
        frame.get_by_text("Open on Summitry").click()
    assert len(page.context.pages) == 1


def test_a_site_that_loads_only_what_agrees_to_it_frames_it_too(open_host: OpenHost, address: str) -> None:
    isolated = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}
    page = open_host(read_code(address, EVENT), isolated)
    wait_for_height(page)
    expect(get_frame(page).locator("h1")).to_have_text("Sochi, bilateral talks")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_site_around_chooses_light_or_dark(open_host: OpenHost, address: str, scheme: str) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    colours = {}
    for theme in (scheme, other):
        body = f'<iframe src="{address}/embed{EVENT}?theme={theme}" title="x"></iframe>'
        page = open_host(body, color_scheme=scheme)
        colours[theme] = get_frame(page).evaluate(
            "getComputedStyle(document.documentElement).backgroundColor"
        )
    assert colours == {"light": "rgb(253, 253, 252)", "dark": "rgb(19, 22, 24)"}


@pytest.mark.parametrize("path", [EVENT, VIEW])
def test_the_code_is_copied_to_the_letter_and_fits_at_every_width(open_page: OpenPage, path: str) -> None:
    for width in (320, 1440):
        page = open_page(
            path, viewport={"width": width, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
        )
        page.locator("details:has(#embed-code) > summary").click()
        page.locator("button[data-copies=embed-code]").click()
        expect(page.locator("#embed-code ~ .copying [role=status]")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.replace("\r\n", "\n") == page.locator("#embed-code").input_value()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_after_a_change_in_place_the_code_is_that_of_the_new_list(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#f-topic-energy").click()
    expect(page).to_have_url("/?topic=energy")
    expect(page.locator("#embed-code")).to_have_value(
        f'<iframe src="{BASE_URL}/embed/?topic=energy" title="Events on energy" width="100%" height="520" '
        'frameborder="0" loading="lazy" sandbox="allow-scripts allow-same-origin allow-popups '
        f'allow-popups-to-escape-sandbox"></iframe>\n<script async src="{BASE_URL}/embed.js"></script>'
    )
