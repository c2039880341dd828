"""`/about`: what this is, how it is read, the last run, the feeds."""

import json
from pathlib import Path

from starlette.testclient import TestClient

from app.store.coverage import get_coverage, get_gaps
from app.store.engine import open_database, read_session, write_session
from app.store.feeds import save_failure, save_feed, save_success
from app.store.runs import finish_run, save_rejection, start_run
from app.web.about import MEASURED
from tests.commands import Run, write
from tests.databases import count_rows, make_url
from tests.records import make_article, make_event, make_source, write_record
from tests.samples import make_sample_database
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, TODAY, make_test_app


def show(path: Path) -> str:
    with CheckedClient(make_test_app(path), base_url=BASE_URL) as client:
        answer = client.get("/about")
    assert answer.status_code == 200
    return str(answer.text)


def test_an_empty_record_says_that_nothing_was_read_and_nothing_is_followed(empty: TestClient) -> None:
    text = Document(empty.get("/about").text).text
    assert "Nothing has been read yet." in text
    assert "No feeds are followed" in text


def test_every_page_leads_to_it(client: TestClient) -> None:
    assert Document(client.get("/quotes").text).find_all("a", href="/about")


def test_the_last_run_and_the_last_success_of_every_feed_are_told(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    engine = open_database(make_url(path))
    with write_session(engine) as session:
        run = start_run(session)
        save_rejection(session, run, "a", "empty")
        finish_run(session, run, documents=4, stored=3, unchanged=0)
        for host, name in (("good", "Good"), ("bad", "<b>Bad</b>"), ("new", "New")):
            save_feed(
                session,
                url=f"https://{host}.example.org/rss",
                kind="feed",
                publisher=name,
                language="en",
                listed="sources.toml",
                wanted="",
            )
        save_success(session, "https://good.example.org/rss", "2026-11-21T10:05:00.000+00:00")
        save_success(session, "https://new.example.org/rss", "2026-11-20T10:05:00.000+00:00")
        save_failure(session, "https://new.example.org/rss", "2026-11-21T11:00:00.000+00:00", "<i>gone</i>")
    engine.dispose()
    html = show(path)
    text = Document(html).text
    assert "3 new articles, 1 could not be read." in text
    assert "Last read on 21 November 2026, 10:05 UTC" in text
    assert "20 November 2026, 10:05 UTC Failed on 21 November 2026, 11:00 UTC: <i>gone</i>" in text
    assert "Not read yet" in text
    assert "<b>Bad" not in html


def test_a_failure_before_the_last_success_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    engine = open_database(make_url(path))
    url = "https://example.org/rss"
    with write_session(engine) as session:
        save_feed(
            session, url=url, kind="feed", publisher="Example", language="en", listed="a.toml", wanted=""
        )
        save_failure(session, url, "2026-11-20T11:00:00.000+00:00", "gone")
        save_success(session, url, "2026-11-21T10:05:00.000+00:00")
    engine.dispose()
    assert "Failed" not in Document(show(path)).text


FIGURES = Path(__file__).parents[1] / "quality" / "figures.json"


def test_it_says_how_it_is_read_what_it_cannot_do_what_it_lacks_and_under_which_licence(
    client: TestClient,
) -> None:
    html = client.get("/about").text
    document = Document(html)
    for name in ("read", "limits", "coverage", "gaps", "fresh", "errors", "licence", "keys"):
        assert document.find_all("section", id=name), name
        assert document.find_all("a", href=f"#{name}"), name
    licence = document.find_all("a", rel="license")[0]
    assert licence["href"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Sentences and quotations belong to their authors and publishers" in document.text
    assert "As of 22 November 2026." in document.text


def test_the_figures_of_the_reader_are_those_that_were_measured() -> None:
    measured = json.loads(FIGURES.read_text("utf-8"))["corpus"]["figures"]["all"]
    assert measured["articles"]["of"] == MEASURED.articles
    for name, right, found in (
        ("events", MEASURED.right, MEASURED.found),
        ("quotes", MEASURED.quotes_right, MEASURED.quotes_found),
    ):
        assert round(100 * measured[name]["precision"]) == right
        assert round(100 * measured[name]["recall"]) == found


def test_what_is_in_it_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    engine = make_sample_database(path)
    with read_session(engine) as session:
        coverage, gaps = get_coverage(session), get_gaps(session, TODAY)
    engine.dispose()
    count = {name: count_rows(path, name) for name in ("fact", "quote", "claim", "article")}
    assert (coverage.facts, coverage.quotes, coverage.claims) == (
        count["fact"],
        count["quote"],
        count["claim"],
    )
    assert coverage.sources == coverage.texts == count["article"]
    assert sum(one.texts for one in coverage.languages) == coverage.texts
    assert gaps.overdue > 0
    text = Document(show(path)).text
    assert f"{count['article']} sources" in text
    assert f"{count['fact']} facts" in text
    assert "plans are overdue" in text or "plan is overdue" in text


def test_a_count_that_the_record_does_not_reach_and_years_without_events_are_gaps(
    summitry_here: Run, database: Path, tmp_path: Path
) -> None:
    events = (
        make_event("2019-12-07-sochi", "2019-12-07", "Sochi", confidence="low"),
        make_event("a", "2022-01-01"),
    )
    sources = (make_source("2019-12-07-sochi"), make_source("a"))
    claims = ("2019,4,2019-12-20,,https://example.org/a,", "2019,1,2019-12-20,,https://example.org/b,")
    summitry_here("ingest", write_record(tmp_path / "record", events, sources, (), claims))
    polish = make_article(
        "https://example.org/pl", "Epsilon", "2020-02-08", "Prezydenci spotkali się w Soczi."
    )
    summitry_here("ingest", write(tmp_path / "pl.md", polish.replace("language: en", "language: pl")))
    document = Document(show(database))
    [cell] = [one for one in document.find_all("a") if one.get("href", "").startswith("/years/2019#claim-")]
    assert "201920 December 2019413" in document.text, cell
    assert "Years without any event: 2020, 2021." in document.text
    assert "1 event is of low confidence" in document.text
    assert "1 article is in Polish, which is not read" in document.text
    assert "2 of 2 meetings and calls rest on one source alone." in document.text


def test_what_the_last_runs_could_not_read_is_named_with_the_reason_and_without_its_place(
    tmp_path: Path,
) -> None:
    path = tmp_path / "summitry.db"
    engine = open_database(make_url(path))
    with write_session(engine) as session:
        for number in range(30):
            run = start_run(session)
            save_rejection(session, run, f"/srv/secret/{number}/<i>one.txt", "it holds <b>nothing</b>")
            save_rejection(session, run, "https://user:word@example.org/a?token=1", "not found")
    engine.dispose()
    html = show(path)
    text = Document(html).text
    assert "<i>one.txt" in text
    assert "it holds <b>nothing</b>" in text
    assert "https://example.org/a" in text
    for hidden in ("secret", "user:word", "token"):
        assert hidden not in html
    assert "2 sources could not be read in the last runs" in text


def test_without_a_contact_it_says_so(tmp_path: Path) -> None:
    text = Document(show(tmp_path / "a.db")).text
    assert "has set no contact" in text
    assert "What to send:" in text


def test_the_licence_goes_with_the_data(client: TestClient) -> None:
    answer = client.get("/events.json")
    assert set(answer.json()) == {"count", "url", "events"}
    assert answer.headers["link"] == '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
    assert client.get("/api/openapi.json").json()["info"]["license"]["url"].endswith("/licenses/by/4.0/")
    assert Document(client.get("/").text).find_all("a", href="/about#licence", rel="license")
