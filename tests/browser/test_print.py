"""Pages on paper: an event on one sheet with its sources as notes, black on white, nothing that opens or leads on."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage

EVENT = "/events/2019-12-07-sochi"


def count_sheets(page: Page) -> int:
    """Print a page as a reader would, on A4, and count the sheets."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


def print_page(open_page: OpenPage, path: str) -> Page:
    page = open_page(path, color_scheme="dark", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    return page


def test_an_event_fits_a_sheet_of_paper(open_page: OpenPage) -> None:
    assert count_sheets(open_page(EVENT)) == 1


def test_its_sources_are_numbered_notes_with_publisher_day_and_address(open_page: OpenPage) -> None:
    page = print_page(open_page, EVENT)
    rows = page.locator("#sources tbody tr")
    total = rows.count()
    assert total > 1
    for number in range(total):
        row = rows.nth(number)
        shown = row.evaluate(
            "row => [getComputedStyle(row.querySelector('th'), '::before').content,"
            " getComputedStyle(row).counterIncrement,"
            " [...row.querySelectorAll('.original')].map(one => getComputedStyle(one, '::after').content)]"
        )
        assert shown[0].startswith("counter(note)")
        assert shown[1] == "note 1"
        addresses = row.locator(".original")
        if addresses.count():
            assert shown[2] == [f'"{addresses.first.get_attribute("href")}"']
        assert re.search(r"\b(19|20)\d\d\b|not told", row.inner_text())
    notes = page.locator(".facts sup:visible").all_inner_texts()
    numbers = {note for told in notes for note in told.split(", ")}
    assert numbers
    assert numbers <= {*map(str, range(1, total + 1)), "R", "C"}
    page.emulate_media(media="screen")
    assert page.locator("sup:visible, .printed:visible").count() == 0


def test_where_sources_disagree_the_other_value_is_printed_with_its_note(open_page: OpenPage) -> None:
    page = print_page(open_page, EVENT)
    told = [text for text in page.locator(".facts .value:visible").all_inner_texts() if "also told" in text]
    opened = page.locator(".facts .tellings").count()
    assert len(told) == opened > 0


@pytest.mark.parametrize("path", [EVENT, "/", "/quotes", "/people/vladimir-putin", "/years/2019", "/about"])
def test_on_paper_is_neither_a_menu_nor_a_form_and_it_is_black_on_white(
    open_page: OpenPage, path: str
) -> None:
    page = print_page(open_page, path)
    for name in (
        "form",
        "nav:not(.masthead)",
        ".masthead ul",
        "button",
        "dialog",
        ".skip",
        ".index",
        ".more",
    ):
        assert page.locator(f"{name}:visible").count() == 0, name
    look = page.evaluate(
        "[getComputedStyle(document.documentElement).colorScheme, getComputedStyle(document.body).color,"
        " getComputedStyle(document.documentElement).backgroundColor]"
    )
    assert look == ["light", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    foot = page.locator("footer").inner_text()
    assert page.locator("link[rel=canonical]").get_attribute("href") in foot
    assert "as of 22 November 2026" in foot
    assert "CC BY 4.0; quotations belong to their sources" in foot


def test_a_person_takes_no_more_sheets_than_the_events_need(open_page: OpenPage) -> None:
    assert count_sheets(open_page("/people/maxim-oreshkin")) <= 2
