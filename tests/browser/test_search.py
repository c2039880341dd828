"""Searching with the keyboard alone, without a script, and after a search of the timeline in place."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_from_any_page_one_searches_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/about")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type("Лукашэнка")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q="))
    expect(page.locator("#q")).to_have_value("Лукашэнка")
    expect(page.locator("p[role=status]")).to_contain_text("newest first")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.found li') !== null")


def test_without_a_script_a_search_is_a_form(open_page: OpenPage) -> None:
    page = open_page("/quotes", java_script_enabled=False)
    page.locator("#seek").fill("skiing")
    page.locator(".seek button").click()
    expect(page.locator("h1")).to_have_text("Search")
    expect(page.locator(".found mark").first).to_have_text("skiing")
    page.locator("#q").fill('"went skiing" foo:bar')
    page.locator(".search button").click()
    expect(page.locator(".unknown")).to_contain_text("was searched as words")


def test_a_search_of_the_timeline_in_place_shows_the_words_and_how_it_was_read(open_page: OpenPage) -> None:
    page = open_page("/")
    page.locator("#q").fill("skied lunches place:xyz")
    page.locator("#q").press("Enter")
    expect(page.locator(".entry .hit mark").first).to_have_text("skiing")
    expect(page.locator("#chips")).to_contain_text("There is no place “xyz” in this record")
