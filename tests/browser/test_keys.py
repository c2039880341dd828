"""Single keys: to the search, through a list, to the list of keys; off while one types, and for good if one likes."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_access import AXE, OPTIONS, describe

# How a keyboard with a Russian layout tells its keys: the place is ours, the sign is not.
PRESS = """([key, code, more]) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true, ...more}))"""


def press(page: Page, key: str, code: str, **more: Any) -> None:
    page.evaluate(PRESS, [key, code, more])


def get_entry(page: Page) -> str | None:
    """Return the id of the event on which the focus is."""
    found = page.evaluate("document.activeElement.closest('.entry')?.id ?? null")
    return None if found is None else str(found)


def list_entries(page: Page) -> list[str]:
    ids: list[str] = page.evaluate("[...document.querySelectorAll('main .entry')].map(one => one.id)")
    return ids


def test_a_slash_goes_to_the_search_and_is_not_typed(open_page: OpenPage) -> None:
    for path in ("/", "/quotes"):
        page = open_page(path)
        page.keyboard.press("/")
        field = page.locator("input[type=search]:focus")
        expect(field).to_have_count(1)
        expect(field).to_have_value("")
        page.keyboard.type("a/b?jk")
        expect(field).to_have_value("a/b?jk")
        assert page.locator("dialog[open]").count() == 0


def test_j_and_k_go_through_the_events_and_enter_opens_one(open_page: OpenPage) -> None:
    page = open_page()
    ids = list_entries(page)
    page.keyboard.press("k")
    assert get_entry(page) is None
    for wanted in ids[:3]:
        page.keyboard.press("j")
        assert get_entry(page) == wanted
    page.keyboard.press("k")
    assert get_entry(page) == ids[1]
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/events/{ids[1]}")


def test_the_focus_is_seen_in_both_themes(open_page: OpenPage) -> None:
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        page.keyboard.press("j")
        outline, paper = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineColor,"
            " getComputedStyle(document.documentElement).backgroundColor]"
        )
        assert outline != paper


def test_after_more_events_were_added_j_goes_on_to_them(open_page: OpenPage) -> None:
    page = open_page()
    before = list_entries(page)
    page.evaluate("id => document.getElementById(id).querySelector('a').focus()", before[-1])
    page.keyboard.press("j")
    expect(page.locator("#more-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".entry")).not_to_have_count(len(before))
    after = list_entries(page)
    expect(page.locator(f"[id='{after[len(before)]}'] a[autofocus]")).to_be_focused()
    page.keyboard.press("j")
    assert get_entry(page) == after[len(before) + 1]
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert get_entry(page) == before[-1]


def test_after_a_filter_was_chosen_j_goes_through_the_new_list(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    page.locator("#f-topic-energy").click()
    expect(page.locator("h1")).to_have_text("Events on energy")
    page.keyboard.press("j")
    assert get_entry(page) in list_entries(page)


def test_on_other_pages_j_goes_through_their_lists(open_page: OpenPage) -> None:
    page = open_page("/quotes")
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    assert "/quotes/" in first
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page = open_page("/years/2019")
    page.keyboard.press("j")
    assert get_entry(page) == list_entries(page)[0]
    page = open_page("/about")
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()


def test_a_question_mark_opens_the_list_of_keys_and_escape_gives_the_focus_back(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("j")
    here = get_entry(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert get_entry(page) == here
    page.keyboard.press("?")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    assert get_entry(page) == here


def test_axe_finds_nothing_in_the_open_list_of_keys(open_page: OpenPage) -> None:
    for width in (320, 1440):
        page = open_page("/about", viewport={"width": width, "height": 640})
        page.keyboard.press("?")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.evaluate(AXE.read_text("utf-8"))
            found = page.evaluate("options => axe.run('dialog', options)", OPTIONS)["violations"]
            assert not found, [describe(one) for one in found]
        box = page.locator("dialog").bounding_box()
        assert box is not None
        assert box["width"] <= width


def test_keys_that_are_switched_off_stay_off_and_can_be_switched_on_again(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    for key in ("j", "/", "?"):
        page.keyboard.press(key)
    expect(page.locator("body")).to_be_focused()
    assert page.locator("dialog[open]").count() == 0
    assert page.context.cookies() == []
    page.locator("footer").get_by_role("link", name="Keys").press("Enter")
    switch = page.get_by_label("Single keys work")
    expect(switch).not_to_be_checked()
    switch.check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert get_entry(page) in list_entries(page)


def test_where_nothing_may_be_stored_the_keys_work(open_page: OpenPage) -> None:
    page = open_page("/about")
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    page.goto("/")
    page.keyboard.press("j")
    assert get_entry(page) == list_entries(page)[0]


def test_on_a_russian_keyboard_letters_go_by_their_place_and_signs_by_what_they_are(
    open_page: OpenPage,
) -> None:
    page = open_page()
    ids = list_entries(page)
    for key, code, more, wanted in (
        (".", "Slash", {}, None),
        (",", "Slash", {"shiftKey": True}, None),
        ("о", "KeyJ", {}, ids[0]),
        ("о", "KeyJ", {}, ids[1]),
        ("л", "KeyK", {}, ids[0]),
        ("О", "KeyJ", {"shiftKey": True}, ids[0]),
        ("J", "KeyJ", {}, ids[1]),
    ):
        press(page, key, code, **more)
        assert get_entry(page) == wanted, (key, code)
    press(page, "?", "Digit7", shiftKey=True)
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    press(page, "/", "Backslash", shiftKey=True)
    expect(page.locator("input[type=search]:focus")).to_have_count(1)


@pytest.mark.parametrize(
    ("key", "code", "more"),
    [
        ("j", "KeyJ", {"ctrlKey": True}),
        ("j", "KeyJ", {"metaKey": True}),
        ("j", "KeyJ", {"altKey": True}),
        ("h", "KeyJ", {}),
        ("j", "KeyJ", {"isComposing": True}),
        ("/", "Slash", {"ctrlKey": True}),
        ("constructor", "", {}),
        ("Dead", "KeyJ", {}),
    ],
)
def test_other_keys_do_nothing(open_page: OpenPage, key: str, code: str, more: dict[str, bool]) -> None:
    page = open_page()
    press(page, key, code, **more)
    expect(page.locator("body")).to_be_focused()


def test_keys_rest_where_one_writes(open_page: OpenPage) -> None:
    page = open_page()
    for html in (
        "<p contenteditable=true tabindex=0></p>",
        "<textarea></textarea>",
        "<select><option>j</select>",
    ):
        page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", html)
        page.evaluate("document.querySelector('main').firstElementChild.focus()")
        for key in ("j", "/", "?"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.querySelector('main').firstElementChild"), (
            html
        )
    assert page.locator("dialog[open]").count() == 0


def test_without_a_script_the_keys_are_described_and_the_dialog_is_not_there(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("footer").get_by_role("link", name="Keys").click()
    expect(page).to_have_url("/about#keys")
    expect(page.locator("#keys")).to_be_in_viewport()
    expect(page.locator("#keys kbd").first).to_be_visible()
    expect(page.locator("dialog")).to_be_hidden()


def test_the_first_stop_of_every_page_skips_to_what_it_is_about(open_page: OpenPage) -> None:
    for path in (
        "/",
        "/events/2019-12-07-sochi",
        "/quotes",
        "/people/vladimir-putin",
        "/about",
        "/corrections",
    ):
        page = open_page(path)
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_be_in_viewport()
        assert focused.inner_text().startswith("Skip to")
        assert page.evaluate("document.activeElement.hash.length > 1")
