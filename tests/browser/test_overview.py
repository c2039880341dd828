"""`/overview` in a browser: by keyboard alone, without JavaScript, on paper, dark and narrow."""

import json

import pytest

from app.web.maps import read_outlines
from tests.browser.conftest import OpenPage


def test_a_mark_of_the_map_is_reached_and_opened_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/overview")
    mark = page.locator("svg.map a").first
    name = mark.get_attribute("aria-label") or ""
    page.locator("#places").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == name
    disc = mark.locator("circle").nth(1)
    assert disc.evaluate("disc => parseFloat(getComputedStyle(disc).strokeWidth)") > 10
    page.keyboard.press("Enter")
    page.wait_for_url("**/?place=**")
    assert page.locator("li.entry").count() == min(int(name.rsplit(" ", 1)[1]), 50)


def test_a_part_of_a_bar_opens_its_events(open_page: OpenPage) -> None:
    page = open_page("/overview")
    part = page.locator("svg.bars a:has(rect)").first
    number = int((part.get_attribute("aria-label") or "").rsplit(" ", 1)[1])
    part.locator("rect").click()
    page.wait_for_url("**/?year=**")
    assert page.locator("li.entry").count() == number


def test_it_works_without_javascript(open_page: OpenPage) -> None:
    page = open_page("/overview", java_script_enabled=False)
    page.get_by_text("Narrow this page").click()
    page.get_by_label("Place", exact=True).select_option("sochi")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meetings held in Sochi"
    page.get_by_role("link", name="Counted on this page").click()
    assert "place=sochi" in page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_shaded_field_can_be_read(open_page: OpenPage, scheme: str) -> None:
    page = open_page("/overview", color_scheme=scheme)
    pairs = json.loads(
        page.evaluate(
            """() => JSON.stringify([1, 2, 3, 4, 5].map(step => {
                const field = document.querySelector('.grid tbody td');
                field.className = `shade-${step}`;
                field.innerHTML = '<a class="quiet" href="/">1</a>';
                const paint = document.createElement('canvas').getContext('2d');
                const colours = [getComputedStyle(field.firstChild).color, getComputedStyle(field).backgroundColor];
                return colours.map(colour => {
                    paint.fillStyle = colour;
                    paint.fillRect(0, 0, 1, 1);
                    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
                });
            }))"""
        )
    )
    assert len({tuple(back) for _, back in pairs}) == 5
    for ink, paper in pairs:
        assert measure_contrast(ink, paper) >= 4.5, (ink, paper)


def measure_contrast(one: list[int], other: list[int]) -> float:
    """Reckon the contrast of two colours as WCAG 2 does."""
    lights = []
    for colour in (one, other):
        parts = [part / 255 for part in colour]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def test_on_a_narrow_screen_the_table_moves_under_its_topics_and_names_stay_legible(
    open_page: OpenPage,
) -> None:
    page = open_page("/overview", viewport={"width": 320, "height": 800})
    region = page.get_by_role("region", name="Topics by year")
    region.focus()
    region.evaluate("region => { region.scrollLeft = 200; }")
    topic = region.locator("tbody th").first.bounding_box()
    assert topic
    assert topic["x"] >= 0
    shown = page.locator("svg.map text.on-narrow")
    assert page.locator("svg.map text.on-wide:visible").count() == 0
    assert shown.count()
    for name in shown.all():
        box = name.bounding_box()
        assert box
        assert box["height"] >= 9
        assert box["x"] + box["width"] <= 321


def test_on_paper_the_tables_are_open_and_the_form_is_gone(open_page: OpenPage) -> None:
    page = open_page("/overview", color_scheme="dark")
    page.emulate_media(media="print")
    assert page.locator("details.narrow form:visible").count() == 0
    assert page.get_by_role("table", name="By year, kind and format").bounding_box()


def test_the_land_is_drawn_under_the_marks(open_page: OpenPage) -> None:
    if not read_outlines():
        pytest.skip("static/vendor/map.json is not there: `make setup` draws it")
    page = open_page("/overview")
    land = page.locator("svg.map-west .land").bounding_box()
    sheet = page.locator("svg.map-west .edge").bounding_box()
    assert land
    assert sheet
    assert land["width"] >= sheet["width"]
    assert page.locator("svg.map-west .land").evaluate("land => getComputedStyle(land).fill") != "none"
