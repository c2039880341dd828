"""The citations in the browser: copied to the letter, read without JavaScript, within every width, and for everyone."""

import pytest
from playwright.sync_api import Page, expect

from app.web.language import LANGUAGES, link
from tests.browser.conftest import OpenPage
from tests.browser.test_access import AXE, OPTIONS, describe, find_path

PATHS = ("/", "/?topic=energy&year=2019", "/events/2019-12-07-sochi", "QUOTE")
STYLES = ("chicago", "apa", "bibtex", "ris", "wiki")


def open_fold(page: Page) -> None:
    """Open the fold in which the citations stand, as a reader does."""
    page.locator("details:has(.citations) > summary").click()
    expect(page.locator("#cite-chicago")).to_be_visible()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_the_open_fold_is_for_everyone_at_every_width(open_page: OpenPage, path: str, code: str) -> None:
    for width in (320, 1280):
        page = open_page(link(find_path(open_page, path), code), viewport={"width": width, "height": 800})
        open_fold(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sticking = page.evaluate(
            "[...document.querySelectorAll('.citations *')].filter(one => one.getClientRects().length && "
            "!one.closest('.vh') && one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML)"
        )
        assert sticking == []
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("options => axe.run(document, options)", OPTIONS)
    assert [describe(one) for one in found["violations"]] == []


@pytest.mark.parametrize("path", PATHS)
def test_every_style_is_copied_to_the_letter(open_page: OpenPage, path: str) -> None:
    page = open_page(find_path(open_page, path), permissions=["clipboard-read", "clipboard-write"])
    open_fold(page)
    for style in STYLES:
        page.locator(f"button[data-copies=cite-{style}]").click()
        said = page.locator(f"dd:has(#cite-{style}) [role=status]")
        expect(said).to_have_text("Copied")
        words = page.locator(f"#cite-{style}").evaluate("one => one.textContent")
        assert page.evaluate("navigator.clipboard.readText()") == words
        assert page.locator(f"#cite-{style}").evaluate("one => getComputedStyle(one).userSelect") != "none"


def test_after_a_change_in_place_the_new_list_is_copied(open_page: OpenPage) -> None:
    page = open_page("/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#f-topic-energy").click()
    expect(page).to_have_url("/?topic=energy")
    expect(page.locator("#take a[href='/events.csv?topic=energy']")).to_be_visible()
    open_fold(page)
    page.locator("button[data-copies=cite-wiki]").click()
    expect(page.locator("dd:has(#cite-wiki) [role=status]")).to_have_text("Copied")
    assert "/?topic=energy |website" in page.evaluate("navigator.clipboard.readText()")


def test_without_javascript_the_words_are_there_and_no_button(open_page: OpenPage) -> None:
    page = open_page("/events/2019-12-07-sochi", java_script_enabled=False)
    open_fold(page)
    for style in STYLES:
        expect(page.locator(f"#cite-{style}")).to_be_visible()
    assert page.locator("button[data-copies]:visible").count() == 0
