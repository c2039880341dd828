"""The quotes in a real browser: more of them in place, by keyboard alone, without JavaScript, narrow and wide."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.store.engine import open_database
from tests.browser.conftest import OpenPage
from tests.browser.test_access import AXE, OPTIONS, describe
from tests.chromium import run_server
from tests.databases import make_url
from tests.samples import save_readings
from tests.web.attested import GAS, make_attested_readings
from tests.web.conftest import make_test_app
from tests.web.many import make_talkative_readings


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a server on 60 quotes that stand alone and five that several sources print."""
    path = tmp_path_factory.mktemp("quotes") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, [*make_talkative_readings()[:5], *make_attested_readings()])
    engine.dispose()
    with run_server(make_test_app(path)) as served:
        yield served


def press_until(page: Page, name: str, key: str = "Tab", most: int = 60) -> None:
    """Press a key until the element with this id has the focus."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"{name} is not reached by {key}")


def test_more_quotes_are_added_in_place_and_the_keyboard_goes_on_there(open_page: OpenPage) -> None:
    page = open_page("/quotes")
    listed = page.locator("#quote-list > li")
    expect(listed).to_have_count(50)
    page.locator("#more-link").focus()
    page.keyboard.press("Enter")
    expect(listed).to_have_count(65)
    expect(page.locator("#more-link")).to_have_count(0)
    expect(page.locator("#says")).to_contain_text("65 quotes, newest first: here are 15 older ones.")
    expect(listed.nth(50).get_by_role("link", name="This quote alone")).to_be_focused()


def test_without_javascript_the_rest_is_on_a_page_of_its_own(open_page: OpenPage) -> None:
    page = open_page("/quotes", java_script_enabled=False)
    page.locator("#more-link").click()
    assert "after=" in page.url
    expect(page.locator("#quote-list > li")).to_have_count(15)


def test_a_view_is_narrowed_and_widened_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/quotes?language=be")
    press_until(page, "f-language-ru")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes?language=be&language=ru")
    expect(page.locator("#quote-list > li")).to_have_count(2)
    page.get_by_role("link", name="Remove the filter language Belarusian").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes?language=ru")
    expect(page.locator("#quote-list blockquote")).to_have_attribute("lang", "ru")


def test_what_is_left_out_stands_behind_a_fold_that_a_key_opens(open_page: OpenPage) -> None:
    page = open_page("/quotes?q=gas")
    fold = page.locator("details", has=page.locator("#n-speaker-vladimir-putin"))
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    press_until(page, "n-speaker-vladimir-putin", most=5)
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes?-speaker=vladimir-putin&q=gas")
    expect(page.locator("#says")).to_contain_text("without Vladimir Putin")


@pytest.mark.parametrize("width", [320, 1440])
def test_a_quote_with_its_wordings_is_for_everyone(open_page: OpenPage, width: int) -> None:
    options: dict[str, Any] = {"viewport": {"width": width, "height": 900}}
    page = open_page("/quotes?topic=energy&-language=be&speaker=vladimir-putin", **options)
    check(page, width)
    page.locator("li", has_text=GAS).get_by_role("link", name="This quote alone").click()
    expect(page.locator("ins").first).to_have_text("have", use_inner_text=True)
    check(page, width)
    page.get_by_role("link", name="In its context").last.click()
    expect(page.locator("#asked")).to_contain_text("This address")
    assert page.locator("link[rel=canonical]").get_attribute("href") != page.url
    check(page, width)


def check(page: Page, width: int) -> None:
    """Check that nothing sticks out and axe finds nothing, light and dark."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = page.evaluate("options => axe.run(document, options)", OPTIONS)["violations"]
        assert not found, "\n".join(map(describe, found))
