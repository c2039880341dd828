"""Facets and the comparison in a browser: several values, "not", two sides; with the keyboard, and without a script."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_several_values_are_chosen_and_one_is_taken_back_in_place(open_page: OpenPage) -> None:
    page = open_page("/?year=2019")
    page.evaluate("window.kept = document.getElementById('says')")
    page.locator("#f-year-2024").click()
    expect(page).to_have_url("/?year=2019&year=2024")
    expect(page.locator("#f-year-2024")).to_have_attribute("aria-current", "true")
    expect(page.locator("#f-year-2024")).to_be_focused()
    expect(page.locator("h1")).to_have_text("Events in 2019 or 2024")
    page.locator("#f-year-2019").click()
    expect(page).to_have_url("/?year=2024")
    assert page.evaluate("window.kept === document.getElementById('says')"), "the live region was replaced"


def test_a_value_is_left_out_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("/?year=2019", java_script_enabled=False)
    kinds = page.locator("#index details", has_text="Leave out: Kind")
    kinds.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = kinds.get_by_role("link").first
    expect(link).to_be_focused()
    number = int(kinds.locator(".n").first.inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**-kind=*")
    assert page.locator(".entry").count() == number
    expect(page.locator(".chips")).to_contain_text("not kind:")


def test_two_years_are_compared_from_the_timeline_and_others_by_the_form(open_page: OpenPage) -> None:
    page = open_page("/?year=2019&year=2024", java_script_enabled=False)
    page.get_by_text("Compare them side by side").click()
    expect(page).to_have_url("/compare?year=2019&year=2024")
    expect(page.locator("h1")).to_have_text("2019 and 2024 side by side")
    form = page.locator("form", has=page.locator("select[name=topic]"))
    form.locator("select").nth(0).select_option("energy")
    form.locator("select").nth(1).select_option("integration")
    form.get_by_role("button").click()
    expect(page).to_have_url("/compare?topic=energy&topic=integration")
    expect(page.locator("h1")).to_have_text("Energy and integration side by side")


def test_the_two_sides_stand_in_columns_and_below_each_other_on_a_small_screen(open_page: OpenPage) -> None:
    for width, columns in ((1440, True), (320, False)):
        page = open_page("/compare?year=2019&year=2024", viewport={"width": width, "height": 900})
        left, right = (page.locator(f"#side-{number}").bounding_box() for number in (1, 2))
        assert left
        assert right
        assert (left["y"] == right["y"]) is columns
        assert (left["x"] < right["x"]) is columns


def test_a_month_leads_to_its_events_on_the_page(open_page: OpenPage) -> None:
    page = open_page("/compare?year=2019&year=2024", reduced_motion="reduce")
    page.locator(".axis a").first.click()
    expect(page.locator(":target")).to_be_in_viewport()
    assert page.locator(":target a").count() >= 1
