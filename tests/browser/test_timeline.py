"""The timeline in a browser: faster with htmx, the same without, and never a bare fragment."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

# A mark on the window tells a swapped page from one that was loaded anew.
MARK = "window.kept = document.getElementById('says')"
KEPT = "window.kept !== undefined && window.kept === document.getElementById('says')"


def choose(page: Page, link: str) -> None:
    page.locator(f"#{link}").click()


def test_choosing_a_topic_swaps_the_list_and_keeps_the_page(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(MARK)
    before = page.locator("#says").inner_text()
    choose(page, "f-topic-energy")
    expect(page).to_have_url("/?topic=energy")
    expect(page.locator("h1")).to_have_text("Events on energy")
    expect(page).to_have_title("Events on energy – Summitry")
    assert page.locator("#says").inner_text() != before
    assert page.evaluate(KEPT), "the live region was replaced, so nothing would be announced"
    assert page.evaluate("document.activeElement.id") == "f-topic-energy"
    assert page.locator("#f-topic-energy").get_attribute("aria-current") == "true"


def test_on_a_small_screen_a_choice_in_the_index_below_shows_the_new_list(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    choose(page, "f-topic-energy")
    expect(page).to_have_url("/?topic=energy")
    expect(page.locator("#says")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.id") == "f-topic-energy"


def test_choices_add_up_and_a_chip_takes_one_back(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(MARK)
    choose(page, "f-topic-energy")
    expect(page).to_have_url("/?topic=energy")
    choose(page, "s-2019")
    expect(page).to_have_url("/?year=2019&topic=energy")
    page.get_by_label("Remove the filter topic energy").click()
    expect(page).to_have_url("/?year=2019")
    # The cross removed itself; the keyboard goes on at the list.
    expect(page.locator("#events")).to_be_focused()
    assert page.evaluate(KEPT)


def test_a_search_swaps_the_list_and_leaves_the_keyboard_in_the_field(open_page: OpenPage) -> None:
    page = open_page("/?kind=meeting")
    page.evaluate(MARK)
    field = page.locator("#q")
    field.fill("Sochi")
    field.press("Enter")
    expect(page).to_have_url("/?kind=meeting&q=Sochi")
    expect(page.locator("h1")).to_have_text("Meetings that tell of “Sochi”")
    expect(field).to_be_focused()
    expect(field).to_have_value("Sochi")
    assert page.evaluate(KEPT)
    page.locator("#clear").click()
    expect(page).to_have_url("/")
    expect(page.locator("#q")).to_have_value("")


def test_back_and_forward_give_whole_pages(open_page: OpenPage) -> None:
    page = open_page()
    choose(page, "f-topic-energy")
    expect(page.locator("h1")).to_have_text("Events on energy")
    choose(page, "f-kind-meeting")
    expect(page).to_have_url("/?topic=energy&kind=meeting")
    page.locator(".entry h4 a").first.click()
    expect(page.locator("h2#sources, #sources h2").first).to_be_visible()
    page.go_back()
    expect(page).to_have_url("/?topic=energy&kind=meeting")
    expect(page.locator("nav.masthead")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Meetings on energy")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Events on energy")
    expect(page.locator("nav.masthead")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("how we know")
    assert page.locator("h1").count() == 1
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Events on energy")
    # What came back is alive.
    choose(page, "f-kind-meeting")
    expect(page).to_have_url("/?topic=energy&kind=meeting")


def test_a_view_that_was_narrowed_without_loading_survives_a_reload(open_page: OpenPage) -> None:
    page = open_page()
    choose(page, "f-topic-energy")
    expect(page).to_have_url("/?topic=energy")
    shown = page.locator(".entry").count()
    page.reload()
    expect(page.locator("h1")).to_have_text("Events on energy")
    assert page.locator(".entry").count() == shown


def test_a_deep_link_opens_its_view_and_its_place(open_page: OpenPage) -> None:
    page = open_page("/?year=2019#2019-12-07-sochi")
    expect(page.locator("[id='2019-12-07-sochi']")).to_be_in_viewport()
    assert page.evaluate("document.querySelector(':target').id") == "2019-12-07-sochi"


def test_more_adds_older_events_and_takes_the_keyboard_to_the_first(open_page: OpenPage) -> None:
    page = open_page()
    page.evaluate(MARK)
    shown = page.locator(".entry").count()
    assert shown == 50
    page.locator("#more-link").click()
    expect(page.locator(".entry")).to_have_count(100)
    expect(page).to_have_url("/")
    assert page.evaluate(KEPT)
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('.entry')[50].querySelector('h4 a')"
    )
    years = page.locator("section.year > header h3").all_inner_texts()
    assert len(years) == len(set(years))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    assert len(ids) == len(set(ids))
    page.locator("#more-link").click()
    expect(page.locator("#more-link")).to_have_count(0)


def test_with_the_keyboard_alone_one_skips_searches_filters_and_opens(open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the events")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#events")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("Minsk")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/?q=Minsk")
    page.locator("#f-kind-meeting").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/?kind=meeting&q=Minsk")
    expect(page.locator("#f-kind-meeting")).to_be_focused()
    page.locator(".entry h4 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    facts = page.locator("details.fact summary")
    facts.first.focus()
    opened = page.locator("details.fact[open]").count()
    page.keyboard.press("Enter")
    assert page.locator("details.fact[open]").count() != opened


def test_without_javascript_everything_is_there(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.locator("#f-topic-energy").click()
    expect(page).to_have_url("/?topic=energy")
    expect(page.locator("h1")).to_have_text("Events on energy")
    page.locator("#q").fill("Sochi")
    page.locator("#q").press("Enter")
    expect(page).to_have_url("/?topic=energy&q=Sochi")
    page.goto("/")
    page.locator("#more-link").click()
    assert "after=" in page.url
    expect(page.locator(".entry")).to_have_count(50)
    page.goto("/events/2019-12-07-sochi")
    fact = page.locator("details.fact:not([open])").first
    fact.locator("summary").click()
    expect(page.locator("details.fact[open] blockquote").first).to_be_visible()
    assert page.locator("button[data-copy]:visible").count() == 0


def test_a_first_visit_asks_at_most_five_times(open_page: OpenPage) -> None:
    page = open_page("/healthz")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert 3 <= len(asked) <= 5, asked
