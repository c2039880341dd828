"""The pages of people, places, topics and years: their part of the record, with true counts."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest
from starlette.testclient import TestClient

from tests.web.checks import Document


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Document(answer.text)


SUBJECTS = (
    "/people/vladimir-putin",
    "/people/maxim-oreshkin",
    "/places/saint-petersburg",
    "/places/sochi",
    "/topics/energy",
    "/topics/integration",
    "/years/2019",
)


def list_links(document: Document) -> list[tuple[dict[str, str], str]]:
    return [
        (attributes, " ".join("".join(text).split()))
        for (tag, attributes), text in zip(document.tags, document.texts, strict=True)
        if tag == "a" and "href" in attributes
    ]


def list_entries(document: Document) -> list[str]:
    return [one["id"] for one in document.find_all("li") if "entry" in one.get("class", "").split()]


@pytest.mark.parametrize(
    ("path", "query", "heading"),
    [
        ("/people/vladimir-putin", "person=vladimir-putin", "Vladimir Putin"),
        ("/people/maxim-oreshkin", "person=maxim-oreshkin", "Maxim Oreshkin"),
        ("/places/saint-petersburg", "place=saint-petersburg", "Saint Petersburg"),
        ("/years/2019", "year=2019", "2019"),
    ],
)
def test_a_page_lists_the_events_of_its_view_and_leads_there(
    client: TestClient, path: str, query: str, heading: str
) -> None:
    document = open_page(client, path)
    rows = client.get(f"/events.json?{query}").json()["events"]
    assert document.get_text("h1") == heading
    assert list_entries(document) == [row["slug"] for row in rows]
    assert f"/?{query}" in [one["href"] for one in document.find_all("a")]


def test_the_opening_counts_what_the_record_holds_and_says_since_when(client: TestClient) -> None:
    rows = client.get("/events.json?person=vladimir-putin").json()["events"]
    held = Counter(row["kind"] for row in rows if row["status"] == "held")
    opening = open_page(client, "/people/vladimir-putin").get_text("p", class_="lead counts")
    assert opening.startswith(
        f"{len(rows)} events: {held['meeting']} meetings held, {held['call']} calls held, "
    )
    assert "From 7 December 2019 to 6 November 2026." in opening
    assert opening.endswith("1 of them has no date told.")
    counted, _, _ = opening.partition(".")
    numbers = [int(number) for number in re.findall(r"\d+", counted)]
    assert numbers[0] == sum(numbers[1:])


@pytest.mark.parametrize("path", SUBJECTS)
def test_first_and_latest_are_the_ends_of_what_took_place(client: TestClient, path: str) -> None:
    document = open_page(client, path)
    view = next(one["href"] for one in document.find_all("a") if one.get("href", "").startswith("/?"))
    rows = client.get(f"/events.json{view[1:]}").json()["events"]
    held = [row["slug"] for row in rows if row["status"] == "held" and row["date"]]
    named = re.findall(r"<dt>(?:First|Latest)</dt>.*?/events/([^\"]+)\"", client.get(path).text, re.S)
    assert named == list(dict.fromkeys((held[-1], held[0])))


@pytest.mark.parametrize("path", SUBJECTS)
def test_every_number_is_the_number_of_rows_where_its_link_leads(client: TestClient, path: str) -> None:
    document = open_page(client, path)
    followed = 0
    for attributes, words in list_links(document):
        # Above a bar stands its figure, and right behind it, in the words of the document, the year.
        number = re.match(r"(\d+?)(?=(?:19|20)\d\d: )", words) or re.search(
            r"(?:^|: )(?:All )?(\d[\d,]*)", words
        )
        href = attributes["href"]
        if number is None or href.startswith(("/events/", "/articles/")):
            continue
        counted = int(number[1].replace(",", ""))
        if href.startswith("/?"):
            assert client.get(f"/events.json{href[1:]}").json()["count"] == counted, (words, href)
        elif href.startswith("/quotes?"):
            assert re.match(
                rf"{counted} quotes?\b|One quote", open_page(client, href).get_text("p", id="says")
            )
        elif "?with=" in href:
            assert len(list_entries(open_page(client, href))) == counted, (words, href)
        else:
            continue
        followed += 1
    assert followed > 8


@pytest.mark.parametrize("path", SUBJECTS)
def test_the_sources_are_as_many_as_the_articles_of_the_events(client: TestClient, path: str) -> None:
    answer = client.get(path)
    document = Document(answer.text)
    view = next(one["href"] for one in document.find_all("a") if one.get("href", "").startswith("/?"))
    rows = client.get(f"/events.json{view[1:]}").json()["events"]
    articles = {
        article["id"]
        for row in rows
        for article in client.get(f"/events/{row['slug']}.json").json()["articles"]
    }
    caption = re.search(r"(\d+) sources? tells? of these events", document.text)
    assert caption
    assert int(caption[1]) == len(articles)
    table = answer.text.partition('id="sources"')[2]
    assert sum(map(int, re.findall(r'<td class="when">(\d+) source', table))) == len(articles)
    for article in re.findall(r'href="(/articles/\w+)"', table):
        assert article.removeprefix("/articles/") in articles


def test_two_people_have_a_list_of_the_events_at_which_both_were(client: TestClient) -> None:
    rows = client.get("/events.json?person=maxim-oreshkin").json()["events"]
    both = [row["slug"] for row in rows if "vladimir-putin" in row["people"]]
    answer = client.get("/people/maxim-oreshkin?with=vladimir-putin")
    document = Document(answer.text)
    assert list_entries(document) == both
    assert document.get_text("h1") == "Maxim Oreshkin with Vladimir Putin"
    assert document.find_all("meta", name="robots", content="noindex")
    assert "/people/maxim-oreshkin" in [one.get("href") for one in document.find_all("a")]


def test_what_is_announced_and_overdue_is_named(client: TestClient) -> None:
    document = open_page(client, "/people/vladimir-putin")
    planned = client.get("/events.json?person=vladimir-putin&status=planned").json()["events"]
    headings = [text for (tag, _), text in zip(document.tags, document.texts, strict=True) if tag == "h2"]
    assert {"Announced", "Overdue"} <= {"".join(words) for words in headings}
    for row in planned:
        assert f"/events/{row['slug']}" in [one.get("href") for one in document.find_all("a")]


def test_the_terms_and_the_names_of_a_person_are_told_in_each_language(client: TestClient) -> None:
    answer = client.get("/people/alexander-lukashenko").text
    assert "President, Belarus</dt><dd>since 20 July 1994" in answer
    assert '<bdi lang="be">Аляксандр Лукашэнка</bdi>' in answer
    assert '<bdi lang="ru">Александр Лукашенко</bdi>' in answer
    assert "President, Russia</dt><dd>7 May 2008 to 7 May 2012" not in answer


def test_own_words_stand_apart_from_what_is_reported(client: TestClient) -> None:
    words = open_page(client, "/people/alexander-lukashenko").text
    groups = re.findall(r"(?:In their own words|As reported, not word for word): (\d+)", words)
    total = re.search(r"All (\d+) quotes", words)
    assert total
    assert sum(map(int, groups)) == int(total[1])


def test_a_year_stands_month_by_month(client: TestClient) -> None:
    html = client.get("/years/2019").text
    rows = client.get("/events.json?year=2019").json()["events"]
    by_month = Counter(row["date_start"][5:7] for row in rows)
    table = dict(re.findall(r'href="#m-(\d\d)">(\d+)</a>', html))
    assert {month: int(number) for month, number in table.items()} == by_month
    for month, number in by_month.items():
        section = html.partition(f'id="m-{month}"')[2].partition("</section>")[0]
        assert section.count('<li class="entry') == number
    assert (
        "The longest time between two contacts whose days are known: 13 days, from 7 December to 20 December."
        in html
    )


def test_a_year_leads_to_the_years_beside_it_and_shows_who_counted_its_meetings(client: TestClient) -> None:
    document = open_page(client, "/years/2024")
    paths = [one.get("href") for one in document.find_all("a")]
    assert {"/years/2023", "/years/2025", "/compare?year=2024&year=2023"} <= set(paths)
    assert "/compare?year=1999&year=1998" not in [
        one.get("href") for one in open_page(client, "/years/1999").find_all("a")
    ]
    assert "4 meetings up to 24 May" in document.text
    assert "It was the fourth meeting of 2024." in document.text


@pytest.mark.parametrize("path", SUBJECTS)
def test_a_page_says_what_it_holds_to_those_who_list_pages(client: TestClient, path: str) -> None:
    document = open_page(client, path)
    (description,) = document.find_all("meta", name="description")
    assert re.search(
        r": \d+ events? of the presidents of Russia and Belarus on record", description["content"]
    )
    (canonical,) = document.find_all("link", rel="canonical")
    assert canonical["href"].endswith(path)


def test_a_year_of_the_record_without_events_says_so(client: TestClient) -> None:
    assert "No event is on record." in open_page(client, "/years/2010").text


def test_a_person_is_quoted_and_all_quotes_are_a_link_away(client: TestClient) -> None:
    document = open_page(client, "/people/alexander-lukashenko")
    assert "What Alexander Lukashenko said" in document.text
    assert "/quotes?speaker=alexander-lukashenko" in [one["href"] for one in document.find_all("a")]


def test_all_quotes_around_the_events_of_a_place_are_a_link_away(client: TestClient) -> None:
    document = open_page(client, "/places/sochi")
    (path,) = {
        one["href"] for one in document.find_all("a") if "place" in one["href"] and "quotes" in one["href"]
    }
    listed = open_page(client, path)
    assert parse_qsl(urlsplit(path).query) == [("q", "place:sochi")]
    assert "place: Sochi" in listed.text
    assert len(listed.find_all("blockquote")) > 1


def test_a_list_that_leaves_events_of_a_year_out_says_how_many_it_has(client: TestClient) -> None:
    shown = open_page(client, "/places/sochi").get_text("section", id="y2019")
    assert "2 meetings, 1 call, 1 other event; 1 in this list" in shown


def test_a_topic_without_events_says_so(client: TestClient) -> None:
    assert "No event is on record." in open_page(client, "/topics/sport").text


def test_the_pages_of_a_long_list_hold_every_event_once(many: TestClient) -> None:
    rows = [row["slug"] for row in many.get("/events.json?person=vladimir-putin").json()["events"]]
    path: str | None = "/people/vladimir-putin"
    seen: list[str] = []
    pages = 0
    while path:
        document = open_page(many, path)
        entries = list_entries(document)
        assert len(entries) <= 50
        seen += entries
        pages += 1
        path = next((one["href"] for one in document.find_all("a", rel="next")), None)
    assert seen == rows
    assert pages == 3


def test_the_list_of_two_people_goes_on_too(many: TestClient) -> None:
    path: str | None = "/people/vladimir-putin?with=alexander-lukashenko"
    seen: list[str] = []
    while path:
        document = open_page(many, path)
        seen += list_entries(document)
        path = next((one["href"] for one in document.find_all("a", rel="next")), None)
    assert len(seen) == len(set(seen)) == 130


@pytest.mark.parametrize(
    "query",
    [
        "after=nowhere",
        "with=nobody",
        "foo=%3Cscript%3E",
        "after=%00&with=%27%22",
        "q=gas",
        "with=vladimir-putin",
    ],
)
@pytest.mark.parametrize("path", ["/people/vladimir-putin", "/places/sochi", "/topics/energy", "/years/2019"])
def test_what_is_not_known_is_named_and_passed_over(client: TestClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == 200
    assert "<script>" not in answer.text
    document = Document(answer.text)
    assert "Not known here and left out:" in document.text
    assert document.find_all("link", rel="canonical")[0]["href"].endswith(path)


@pytest.mark.parametrize("path", ["/people/vladimir-putin?utm_source=x", "/topics/energy?after="])
def test_what_others_add_to_a_link_is_passed_over_in_silence(client: TestClient, path: str) -> None:
    assert "Not known here" not in open_page(client, path).text


@pytest.mark.parametrize(
    "path",
    [
        "/people/nobody",
        "/people/%3Cscript%3E",
        "/people/" + "a" * 3000,
        "/places/atlantis",
        "/places/Sochi%00",
        "/topics/gossip",
        "/years/1812",
        "/years/20x",
        "/years/-2019",
        "/years/²019",
        "/years/99999999999999999999999",
    ],
)
def test_what_is_not_on_record_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (404, 422)
    assert "<script>" not in answer.text


def test_every_address_in_the_sitemap_has_a_page(client: TestClient) -> None:
    paths = re.findall(r"<loc>http://127\.0\.0\.1:8000(/[^<]*)</loc>", client.get("/sitemap.xml").text)
    assert len(paths) > 30
    for path in paths:
        assert client.get(path).status_code == 200, path
