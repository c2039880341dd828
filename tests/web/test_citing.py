"""How events, quotes and views are cited on their pages: the styles to the letter, on every page, in every language."""

from html import unescape

import bibtexparser
import mwparserfromhell
import pytest
import rispy
from starlette.testclient import TestClient

from app.domain.printable import one_line
from tests.web.checks import Document
from tests.web.conftest import BASE_URL
from tests.web.hostile import HOSTILE

SOCHI = "/events/2019-12-07-sochi"
STYLES = ("chicago", "apa", "bibtex", "ris", "wiki")


def read(client: TestClient, path: str) -> dict[str, str]:
    """Read the citations of a page, line breaks and all."""
    document = Document(client.get(path).text)
    found = {}
    for (_, attributes), words in zip(document.tags, document.texts, strict=True):
        if attributes.get("class") == "cite" and "id" in attributes:
            assert attributes["lang"] == "en"
            found[attributes["id"].removeprefix("cite-")] = "".join(words).strip()
    assert tuple(found) == STYLES
    copied = [one["data-copies"] for one in document.find_all("button") if "data-copies" in one]
    copied = [one for one in copied if one != "embed-code"]
    assert copied == [f"cite-{style}" for style in STYLES]
    return found


def find_quote(client: TestClient) -> dict[str, str]:
    rows = client.get("/api/quotes").json()["quotes"]
    return next(row for row in rows if row["kind"] == "direct" and row["speaker"] and row["language"] == "en")


def test_an_event_is_cited_to_the_letter(client: TestClient) -> None:
    found, url = read(client, SOCHI), f"{BASE_URL}{SOCHI}"
    assert found["chicago"] == (
        f"Summitry. “Sochi, bilateral talks, 7 December 2019.” Accessed November 22, 2026. {url}."
    )
    assert found["apa"] == (
        f"Sochi, bilateral talks, 7 December 2019. (n.d.). Summitry. Retrieved November 22, 2026, from {url}"
    )
    assert found["wiki"] == (
        f"{{{{cite web |title=Sochi, bilateral talks, 7 December 2019 |url={url} |website=Summitry "
        "|access-date=2026-11-22}}"
    )
    page = client.get(SOCHI).text
    # Of Chicago nothing is in italics, of APA the title.
    assert "<code>Summitry. “Sochi" in page
    assert "<code><i>Sochi, bilateral talks, 7 December 2019.</i> (n.d.)" in page


def test_what_is_shown_is_what_the_files_have_without_the_sources(client: TestClient) -> None:
    found = read(client, SOCHI)
    (entry,) = bibtexparser.parse_string(found["bibtex"]).entries
    (whole,) = bibtexparser.parse_string(client.get(f"{SOCHI}.bib").text).entries
    assert entry.key == whole.key
    assert {one.key: one.value for one in whole.fields if one.key not in ("note", "abstract")} == {
        one.key: one.value for one in entry.fields
    }
    (reference,) = rispy.loads(found["ris"])
    (full,) = rispy.loads(client.get(f"{SOCHI}.ris").text)
    assert reference == {key: value for key, value in full.items() if key not in ("notes", "abstract")}


def test_a_quote_is_cited_with_its_speaker_and_its_words(client: TestClient) -> None:
    quote = find_quote(client)
    path = quote["url"].removeprefix(BASE_URL)
    found = read(client, path)
    assert found["chicago"].startswith("Summitry. “Vladimir Putin: ‘See you at the end")
    assert found["chicago"].endswith(f"along this time.’” Accessed November 22, 2026. {quote['url']}.")
    (entry,) = bibtexparser.parse_string(found["bibtex"]).entries
    assert entry.key == f"summitry-{path.strip('/').replace('quotes/', 'quote-')}"
    assert read(client, f"/ru{path}") == found


def test_a_view_is_cited_by_its_canonical_address(client: TestClient) -> None:
    found = read(client, "/?topic=energy&year=2019&after=2019-12-07-sochi&x=1")
    assert found["chicago"] == (
        "Summitry. “Events on energy in 2019.” Accessed November 22, 2026. "
        f"{BASE_URL}/?year=2019&topic=energy."
    )
    assert found == read(client, "/?year=2019&topic=energy")
    (one,), (other,) = (
        bibtexparser.parse_string(read(client, path)["bibtex"]).entries
        for path in ("/", "/?topic=energy&year=2019")
    )
    assert one.key == "summitry"
    assert other.key.startswith("summitry-view-")


@pytest.mark.parametrize("path", ["/", "/?place=sochi", SOCHI, "/events/2026-12-25-saint-petersburg"])
def test_citations_are_in_english_on_every_page(client: TestClient, path: str) -> None:
    assert read(client, f"/ru{path}") == read(client, f"/be{path}") == read(client, path)


def test_hostile_titles_stay_one_argument_of_the_template_and_come_back_equal(hostile: TestClient) -> None:
    rows = {row["slug"]: row["title"] for row in hostile.get("/events.json").json()["events"]}
    assert set(rows.values()) >= set(HOSTILE)
    for slug, title in rows.items():
        found = read(hostile, f"/events/{slug}")
        code = mwparserfromhell.parse(found["wiki"])
        (template,) = code.filter_templates()
        assert str(template) == found["wiki"]
        assert [str(one.name).strip() for one in template.params] == [
            "title",
            "url",
            "website",
            "access-date",
        ]
        shown = template.get("title").value
        assert not shown.filter_wikilinks()
        assert not shown.filter_tags()
        assert unescape(str(shown)).strip().startswith(one_line(title))
        assert str(template.get("url").value).strip() == f"{BASE_URL}/events/{slug}"
        library = bibtexparser.parse_string(found["bibtex"])
        assert len(library.entries) == len(library.blocks) == 1
        (reference,) = rispy.loads(found["ris"])
        assert reference["title"].startswith(one_line(title))


def test_a_hostile_search_is_cited_in_one_piece(client: TestClient) -> None:
    for words in ("}} | [x] ''", "“a” {b", "%7B\\", "<ref>~~~~"):
        address = str(client.build_request("GET", "/", params={"q": words}).url).removeprefix(BASE_URL)
        found = read(client, address)
        (template,) = mwparserfromhell.parse(found["wiki"]).filter_templates()
        assert str(template) == found["wiki"]
        assert len(bibtexparser.parse_string(found["bibtex"]).entries) == 1


def test_the_list_and_the_event_can_be_taken_in_every_form(client: TestClient) -> None:
    page = Document(client.get("/?topic=energy&year=2019").text)
    paths = {one["href"] for one in page.find_all("a") if one["href"].startswith("/events.")}
    ends = ("csv", "json", "bib", "ris", "csl.json", "timeline.json")
    assert paths - {"/events.json"} == {f"/events.{end}?year=2019&topic=energy" for end in ends}
    event = Document(client.get(SOCHI).text)
    for path in (*paths, *(f"{SOCHI}{end}" for end in (".json", ".bib", ".ris", ".csl.json"))):
        assert client.get(path).status_code == 200
        assert path in {one["href"] for one in (*page.find_all("a"), *event.find_all("a"))}


def test_what_is_taken_changes_with_the_list(client: TestClient) -> None:
    headers = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#years"}
    answer = client.get("/?q=gas", headers=headers)
    assert 'hx-target="#take"' in answer.text
    assert "/events.csv?q=gas" in answer.text
