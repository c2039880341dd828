"""`/about`: what this is, how it is read, the last run, the feeds."""

from pathlib import Path

from starlette.testclient import TestClient

from app.store.engine import open_database, write_session
from app.store.feeds import save_failure, save_feed, save_success
from app.store.runs import finish_run, save_rejection, start_run
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app


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
    engine = open_database(f"sqlite:///{path}")
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
    engine = open_database(f"sqlite:///{path}")
    url = "https://example.org/rss"
    with write_session(engine) as session:
        save_feed(
            session, url=url, kind="feed", publisher="Example", language="en", listed="a.toml", wanted=""
        )
        save_failure(session, url, "2026-11-20T11:00:00.000+00:00", "gone")
        save_success(session, url, "2026-11-21T10:05:00.000+00:00")
    engine.dispose()
    assert "Failed" not in Document(show(path)).text
