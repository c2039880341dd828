"""BibTeX, RIS, CSL-JSON and TimelineJS: each read by a library that is not ours, and nothing lost in any."""

import warnings
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.domain.printable import one_line
from tests.web.checks import CheckedClient
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.formats import read_bibtex, read_csl, read_ris, read_slides, read_styled
from tests.web.hostile import HOSTILE
from tests.web.renamed import make_renamed_database


class Words(HTMLParser):
    """The words of a piece of HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.tags = "", set[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_an_event_is_one_entry_with_its_sources_as_notes(client: TestClient) -> None:
    title, url = "Sochi, bilateral talks, 7 December 2019", f"{BASE_URL}/events/2019-12-07-sochi"
    ((key, entry),) = read_bibtex(client, "/events/2019-12-07-sochi.bib").items()
    (reference,) = read_ris(client, "/events/2019-12-07-sochi.ris")
    (item,) = read_csl(client, "/events/2019-12-07-sochi.csl.json")
    assert key == reference["id"] == item["id"] == "summitry-2019-12-07-sochi"
    assert entry["title"] == reference["title"] == item["title"] == title
    assert entry["url"] == reference["urls"][0] == item["URL"] == url  # type: ignore[index]
    assert entry["urldate"] == "2026-11-22"
    assert reference["access_date"] == "2026/11/22/"
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
    assert reference["type_of_reference"] == "ELEC"
    # The year of the meeting is not that of a publication.
    assert {"year", "date"}.isdisjoint(entry)
    assert {"year", "date"}.isdisjoint(reference)
    articles = client.get("/events/2019-12-07-sochi.json").json()["articles"]
    notes = reference["notes"]
    assert isinstance(notes, list)
    assert len(notes) == len(articles) == 3
    for note, article in zip(notes, articles, strict=True):
        assert note.endswith(article["url"])
        assert ("our digest of" in note) == article["digest"]
        assert note.removeprefix("Source: ") in entry["note"]
        assert note.removeprefix("Source: ") in str(item["note"])


@pytest.mark.parametrize("path", ["/events.csl.json", "/quotes.csl.json"])
def test_a_real_style_makes_a_footnote_of_every_item(client: TestClient, path: str) -> None:
    items = read_csl(client, path)
    with warnings.catch_warnings():
        # It warns of what it does not know.
        warnings.simplefilter("error")
        written = read_styled(items)
    assert len(written) == len(items) > 0
    for line, item in zip(written, items, strict=True):
        # The style knows no date of publication: the year of the meeting is none.
        assert f"{item['title']} (no date)" in line
        assert line.endswith(f"Available at: {item['URL']} (Accessed: November 22, 2026).")


def test_hostile_words_come_back_equal_from_every_form(hostile: TestClient) -> None:
    titles = {event["slug"]: event["title"] for event in hostile.get("/events.json").json()["events"]}
    bibtex = read_bibtex(hostile, "/events.bib")
    ris = {one["id"]: one for one in read_ris(hostile, "/events.ris")}
    csl = {one["id"]: one for one in read_csl(hostile, "/events.csl.json")}
    slides = {one["unique_id"]: one for one in read_slides(hostile, "/events.timeline.json")}
    assert set(titles.values()) >= set(HOSTILE)
    assert len(bibtex) == len(ris) == len(csl) == len(titles)
    for slug, title in titles.items():
        words, key = one_line(title), f"summitry-{slug}"
        assert str(csl[key]["title"]).startswith(words)
        assert str(ris[key]["title"]) == csl[key]["title"]
        assert bibtex[key]["title"] == csl[key]["title"]
        assert bibtex[key].get("note", "") == csl[key].get("note", "")
        assert bibtex[key].get("abstract") == ris[key].get("abstract") == csl[key].get("abstract")
        if slug in slides:
            told = slides[slug]["text"]
            assert isinstance(told, dict)
            assert Words(told["headline"]).tags == set()
            assert Words(told["headline"]).words.startswith(title)
            assert Words(told["text"]).tags <= {"p", "a", "blockquote"}


def test_a_plan_is_cited_as_a_plan(client: TestClient) -> None:
    for row in client.get("/events.json").json()["events"]:
        (item,) = read_csl(client, f"/events/{row['slug']}.csl.json")
        assert str(item["title"]).endswith(f"({row['status']})") == (row["status"] != "held")


def test_timelinejs_gets_dates_as_exact_as_they_are_told(client: TestClient) -> None:
    slides = {one["unique_id"]: one for one in read_slides(client, "/events.timeline.json")}
    rows = client.get("/events.json").json()["events"]
    assert set(slides) == {row["slug"] for row in rows if row["date"]}
    undated = sum(row["date"] is None for row in rows)
    assert undated
    assert f"{undated} event" in client.get("/events.timeline.json").json()["title"]["text"]["text"]
    for row in rows:
        if row["date"]:
            start = slides[row["slug"]]["start_date"]
            assert isinstance(start, dict)
            assert "-".join(f"{value:02d}" for value in start.values()) == row["date_start"]
            assert ("end_date" in slides[row["slug"]]) == ("/" in row["date"])


def test_forms_are_in_english_under_every_prefix(client: TestClient) -> None:
    for ending in ("bib", "ris", "csl.json", "timeline.json", "csv"):
        assert client.get(f"/ru/events.{ending}").content == client.get(f"/events.{ending}").content
    assert (
        client.get("/be/events/2019-12-07-sochi.bib").text == client.get("/events/2019-12-07-sochi.bib").text
    )


def test_slugs_lead_on_are_gone_or_mean_several(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    make_renamed_database(path)
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as client:
        for ending in (".bib", ".ris", ".csl.json"):
            moved = client.get(f"/events/2019-12-07-sochi{ending}")
            assert (moved.status_code, moved.headers["location"]) == (
                301,
                f"/events/2019-12-07-moscow-0a1b{ending}",
            )
            assert client.get(f"/events/2018-01-01-minsk{ending}").status_code == 410
            assert client.get(f"/events/no-such-event{ending}").status_code == 404
            assert client.get(f"/events/2019-12-07-moscow{ending}").status_code == 300
        assert len(read_bibtex(client, "/events/2019-12-07-moscow.bib")) == 2
