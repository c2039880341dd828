"""The page of a topic: one thread through the meetings, marked where words that were read say so, and only there."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.store.engine import open_database
from tests.databases import make_url
from tests.samples import save_readings
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app
from tests.web.threads import make_thread_readings


@pytest.fixture(scope="module")
def thread_app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application over one issue through the years."""
    path = tmp_path_factory.mktemp("threads") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, make_thread_readings())
    engine.dispose()
    return make_test_app(path)


@pytest.fixture
def threads(thread_app: FastAPI) -> Iterator[TestClient]:
    """Return a client on it; every page that it gets is checked."""
    with CheckedClient(thread_app, base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def list_steps(html: str) -> list[tuple[str, str]]:
    """List the steps of a thread and the silences between them, with their HTML."""
    thread = html.partition('class="entries in-full thread"')[2].partition("</section>")[0]
    parts = re.split(r'<li class="(entry [^"]*" id="[^"]*|pause)">', thread)[1:]
    names = [name.rpartition('"')[2] for name in parts[::2]]
    return list(zip(names, parts[1::2], strict=True))


def list_turns(step: str) -> list[str]:
    return re.findall(r'<div class="turn[^>]*><p class="small"><b class="status">(.*?)</b>', step)


def open_steps(client: TestClient, topic: str = "energy") -> dict[str, str]:
    answer = client.get(f"/topics/{topic}")
    assert answer.status_code == 200
    return {name: step for name, step in list_steps(answer.text) if name != "pause"}


def test_the_thread_goes_from_the_oldest_event_to_the_newest(threads: TestClient) -> None:
    rows = threads.get("/events.json?topic=energy").json()["events"]
    assert list(open_steps(threads)) == [row["slug"] for row in reversed(rows)]


def test_what_was_put_off_is_marked_with_its_words(threads: TestClient) -> None:
    step = open_steps(threads)["2010-05-10-moscow"]
    assert list_turns(step) == ["Put off", "Not agreed, or left open"]
    assert "The price of <mark>gas</mark> was <mark>postponed</mark>." in step
    assert "(told of issues that are not named)" in step
    assert "Some other questions were <mark>left open</mark> as well." in step


def test_what_is_said_of_another_topic_or_far_away_marks_nothing(threads: TestClient) -> None:
    step = open_steps(threads)["2010-05-10-moscow"]
    assert "milk" not in step
    assert "again and again" not in step
    assert list_turns(open_steps(threads)["2015-06-03-minsk"]) == []
    assert list_turns(open_steps(threads, "agriculture")["2015-06-03-minsk"]) == ["Put off"]
    assert list_turns(open_steps(threads)["2015-07-04-grodno"]) == []


def test_sentences_stand_in_their_own_language(threads: TestClient) -> None:
    steps = open_steps(threads)
    russian, belarusian = steps["2011-03-05-sochi"], steps["2011-06-01-minsk"]
    assert list_turns(russian) == ["Not agreed, or left open"]
    assert '<blockquote lang="ru"><p><bdi>О цене на <mark>газ</mark> <mark>не договорились</mark>.' in russian
    assert list_turns(belarusian) == ["To be settled by a time that is named"]
    assert '<blockquote lang="be">' in belarusian
    assert "<mark>узгадніць</mark> <mark>да канца года</mark>." in belarusian


def test_plans_are_marked_by_what_became_of_them(threads: TestClient) -> None:
    steps = open_steps(threads)
    assert list_turns(steps["2015-02-01-minsk"]) == ["Announced, and no report that it was held"]
    assert list_turns(steps["2015-05-01-sochi"]) == ["Called off"]
    assert "<mark>were called off</mark>" in steps["2015-05-01-sochi"]
    assert list_turns(steps["2026-12-01-moscow"]) == ["Announced"]


def test_a_silence_of_more_than_a_year_is_told_and_that_a_time_was_named(threads: TestClient) -> None:
    steps = list_steps(threads.get("/topics/energy").text)
    silences = {
        steps[number + 1][0]: " ".join(re.sub("<.*?>", "", words).split())
        for number, (name, words) in enumerate(steps)
        if name == "pause"
    }
    assert silences == {
        "2015-02-01-minsk": "No event on energy is on record for 3 years, though a time to settle it had been named.",
        "2026-12-01-moscow": "No event on energy is on record for 11 years.",
    }


def test_a_quote_that_names_the_topic_stands_with_its_event(threads: TestClient) -> None:
    assert "Cheap gas was never promised" in open_steps(threads)["2010-05-10-moscow"]


def test_the_marked_steps_are_listed_as_the_way_to_them(threads: TestClient) -> None:
    answer = threads.get("/topics/energy")
    listed = answer.text.partition('id="turns-h"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', listed) == [
        name for name, step in list_steps(answer.text) if list_turns(step)
    ]


def test_every_marked_sentence_leads_to_where_it_stands(threads: TestClient) -> None:
    for step in open_steps(threads).values():
        for path, anchor in re.findall(r'href="(/articles/\w+)#(s\d+)"', step):
            assert f'id="{anchor}"' in threads.get(path).text


def test_a_long_thread_goes_on_where_the_page_ends(many: TestClient) -> None:
    rows = [row["slug"] for row in many.get("/events.json?topic=energy").json()["events"]][::-1]
    first = many.get("/topics/energy")
    listed = [name for name, _ in list_steps(first.text) if name != "pause"]
    assert listed == rows[:50]
    assert 'rel="next"' not in first.text
    half = rows[len(rows) // 2]
    later = many.get(f"/topics/energy?after={half}")
    assert [name for name, _ in list_steps(later.text) if name != "pause"] == rows[rows.index(half) + 1 :]
    document = Document(later.text)
    assert document.find_all("meta", name="robots", content="noindex")
    assert document.find_all("link", rel="canonical")[0]["href"].endswith(f"/topics/energy?after={half}")
    assert document.get_text("title").startswith("Energy, continued")


def test_a_topic_without_events_has_no_thread(threads: TestClient) -> None:
    answer = threads.get("/topics/space")
    assert "No event is on record." in answer.text
    assert list_steps(answer.text) == []


def test_the_thread_is_whole_over_its_pages(thread_app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.thread.PAGE_SIZE", 3)
    with CheckedClient(thread_app, base_url=BASE_URL, follow_redirects=False) as client:
        rows = [row["slug"] for row in client.get("/events.json?topic=energy").json()["events"]][::-1]
        path: str | None = "/topics/energy"
        seen: list[str] = []
        while path:
            answer = client.get(path)
            seen += [name for name, _ in list_steps(answer.text) if name != "pause"]
            more = re.search(r'<a href="([^"]+)" rel="next">Later events', answer.text)
            path = more[1] if more else None
        assert seen == rows


def test_the_samples_show_that_no_agreement_was_reached(client: TestClient) -> None:
    step = open_steps(client)["2019-12-07-sochi"]
    assert "Not agreed, or left open" in list_turns(step)
    assert "<mark>brought no agreement</mark>" in step or "no agreement</mark>" in step
