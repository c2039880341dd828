"""Linked data in a real browser: under our policy nothing of it is run, refused or complained of."""

import json

from tests.browser.conftest import OpenPage


def test_linked_data_is_there_and_is_no_script(open_page: OpenPage) -> None:
    # At the end the fixture fails on whatever the console complained of.
    page = open_page("/events/2023-07-03-brest")
    data = page.locator('script[type="application/ld+json"]')
    assert data.count() == 1
    assert json.loads(data.text_content() or "")["@type"] == "Event"
    assert page.evaluate("document.title").startswith("Brest")
