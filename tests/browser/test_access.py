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
    "/events/2019-12-07-soci",
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


def test_the_page_can_be_printed_in_black_on_white(open_page: OpenPage) -> None:
    page = open_page("/", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("form.search:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
