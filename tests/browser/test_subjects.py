"""The pages of people, places, topics and years in a browser: narrow and wide, without script, by keyboard, printed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

PATHS = (
    "/people/vladimir-putin",
    "/people/vladimir-putin?with=alexander-lukashenko",
    "/places/sochi",
    "/topics/energy",
    "/years/2019",
)


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_sticks_out_and_everything_opens_without_script(
    open_page: OpenPage, path: str, width: int
) -> None:
    page = open_page(path, viewport={"width": width, "height": 900}, java_script_enabled=False)
    for summary in page.locator("main details > summary").all():
        summary.click()
    wide = page.locator("html").evaluate("one => one.scrollWidth")
    assert wide <= width
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("main .entry").first).to_be_visible()


def test_a_number_of_the_table_leads_to_as_many_events(open_page: OpenPage) -> None:
    page = open_page("/places/sochi", java_script_enabled=False)
    page.get_by_text("The same as a table").click()
    number = page.locator("section.strip tfoot td.num a").last
    count = number.inner_text()
    number.click()
    expect(page).to_have_url("/?place=sochi")
    expect(page.locator("#says")).to_contain_text(f"{count} events in Sochi")


def test_a_marked_step_is_reached_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/topics/energy")
    way = page.locator("nav[aria-labelledby=turns-h] a", has_text="7 December 2019")
    way.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/topics/energy#2019-12-07-sochi")
    expect(page.locator("[id='2019-12-07-sochi'] .turn mark").first).to_be_in_viewport()


def test_a_thread_can_be_printed(open_page: OpenPage) -> None:
    page = open_page("/topics/energy", color_scheme="dark")
    page.emulate_media(media="print")
    expect(page.locator(".thread .turn").first).to_be_visible()
    assert page.locator("nav[aria-labelledby=go-h]:visible").count() == 0
