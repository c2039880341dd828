"""Every page for everyone: axe finds nothing, light and dark, in every language; nothing sticks out at any width."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.web.language import ENGLISH, LANGUAGES, link
from tests.browser.conftest import OpenPage

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
PATHS = (
    "/",
    "/?topic=energy&year=2019&-kind=call&q=gas&topic=nonsense",
    "/?q=zzyzx",
    "/events/2019-12-07-sochi",
    "ARTICLE",
    "/?year=2019&year=2024&-place=sochi",
    "/compare",
    "/compare?year=2019&year=2024",
    "/compare?topic=energy&topic=integration&-kind=call&x=1",
    "/quotes",
    "QUOTE",
    "/people/vladimir-putin",
    "/places/sochi",
    "/topics/energy",
    "/years/2019",
    "/years/2024",
    "/search",
    "/search?q=gas speaker:lukashenko -oil foo:bar",
    "/overview",
    "/overview?topic=energy&q=gas&nonsense=1",
    "/about",
    "/corrections",
    "/api/docs",
    "/weeks",
    "/weeks/2019-W49",
    "/weeks/2025-W09",
    "/events/2019-12-07-soci",
    "/embed/?topic=energy",
    "/embed/events/2019-12-07-sochi",
    "/embed/events/2019-12-07-soci",
)
# 24 px targets are WCAG 2.2, which axe asks for only when told.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}


def find_path(open_page: OpenPage, path: str) -> str:
    """Return the path, or that of the first article or quote that the sample event links to."""
    if path.startswith("/"):
        return path
    html = open_page("/events/2019-12-07-sochi").content()
    found = re.search(r'href="(/%s/\w+)' % ("articles" if path == "ARTICLE" else "quotes"), html)
    assert found
    return found[1]


def describe(violation: dict[str, Any]) -> str:
    places = "; ".join(f"{node['target']}: {node['failureSummary']}" for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']} ({places})"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(open_page: OpenPage, path: str, code: str) -> None:
    if not AXE.exists():
        pytest.fail("axe-core is not in node_modules: `make test` fetches it")
    path = link(find_path(open_page, path), code)
    found: list[str] = []
    # What is wide enough in one language may not be in another; what axe looks at is the same at both widths.
    for width in (320, 1440) if code == ENGLISH else (320,):
        page = open_page(path, viewport={"width": width, "height": 900}, reduced_motion="reduce")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            page.evaluate(AXE.read_text("utf-8"))
            result = page.evaluate("options => axe.run(document, options)", OPTIONS)
            found += [f"{width} {scheme}: {describe(one)}" for one in result["violations"]]
        # 640 px are a window of 1280 at 200 %.
        for window in (width, 640):
            page.set_viewport_size({"width": window, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= window, f"{path} is {wide} px wide in a window of {window}"
    assert not found, "\n".join(found)


# Everything that a pointer can use, but for what is folded away, and links for the pointer beside others that lead to
# the same.
STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(one => one.type !== 'hidden' && !one.disabled && one.checkVisibility({visibilityProperty: true})
        && one.getClientRects().length && !one.matches('.vh, .vh *, [aria-hidden]'))
    .map(one => one.dataset.stop ??= String(Math.random()))"""
FOCUS = """() => {
    const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
    // In a drawing a box around the link would hide its neighbours: the mark itself is drawn with a line.
    const mark = one.closest('svg') && one.querySelector('rect, circle:not(.reach)');
    const line = mark && getComputedStyle(mark);
    const drawn = line && line.stroke !== 'none' && parseFloat(line.strokeWidth) >= 3;
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    return {
        stop: one.dataset.stop, name: one.outerHTML.slice(0, 120), left: one === document.body,
        seen: box.width > 0 && box.height > 0 && (outlined || drawn),
        shown: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_a_keyboard_alone_reaches_everything_and_shows_where_it_is(
    open_page: OpenPage, path: str, width: int
) -> None:
    path = find_path(open_page, path)
    page = open_page(path, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    wanted = page.evaluate(STOPS)
    # What stands in a frame of another site has a few links alone.
    assert len(wanted) >= (2 if path.startswith("/embed") else 11)
    reached = []
    for _ in range(len(wanted) + 20):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["left"]:
            break
        assert focus["seen"], f"no outline: {focus['name']}"
        assert focus["shown"], f"out of sight: {focus['name']}"
        reached.append(focus["stop"])
    else:
        pytest.fail(f"the focus does not leave {path}")
    assert [one for one in reached if one in wanted] == wanted


@pytest.mark.parametrize("path", PATHS)
def test_without_javascript_every_page_says_the_same_and_every_control_works(
    open_page: OpenPage, path: str
) -> None:
    path = find_path(open_page, path)
    plain, scripted = open_page(path, java_script_enabled=False), open_page(path)
    told = [" ".join(page.locator("main").inner_text().split()) for page in (plain, scripted)]
    # What a script alone can do is offered by it alone.
    for words in ("Copy link", "Copy sentence and link", "Copy"):
        told[1] = told[1].replace(f" {words} ", " ")
    assert told[0] == told[1]
    for control in plain.locator("button:visible").all():
        assert control.evaluate("one => one.type === 'submit' && !!one.form?.getAttribute('action')")
    assert plain.locator("a:visible:not([href])").count() == 0


def test_the_page_can_be_printed_in_black_on_white(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("form.search:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
