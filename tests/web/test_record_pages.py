"""The curated record and corrections on the pages."""

from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.ingest.pipeline import ingest_sources
from app.ingest.sources import list_items, list_sources
from app.store.engine import open_database, read_session
from tests.commands import ROOT, write
from tests.databases import make_url
from tests.records import make_article, make_event, make_source, write_record
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app


def ingest(database: Path, *sources: Path) -> None:
    engine = open_database(make_url(database))
    report = ingest_sources(engine, list_items(list_sources(map(str, sources))))
    assert report.rejected == []
    engine.dispose()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on the record of the seeds."""
    path = tmp_path_factory.mktemp("record") / "summitry.db"
    ingest(path, ROOT / "seeds" / "record")
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on a small record with an article that announces, one that disagrees, and corrections."""
    folder = tmp_path_factory.mktemp("mixed")
    key = "2021-03-01-sochi"
    events = (
        make_event(key, "2021-03-01", "Sochi", note="Had been announced for 27 February.", confidence="low"),
        make_event("2021-05-05-minsk", "2021-05-05", "Minsk", country="BY"),
        make_event("2021-05-20-sochi", "2021-05-20", "Sochi"),
    )
    keys = (key, "2021-05-05-minsk", "2021-05-20-sochi")
    write_record(folder / "record", events, tuple(make_source(one) for one in keys))
    plan = "Vladimir Putin and Alexander Lukashenko will meet in Sochi on 27 February 2021."
    write(folder / "a.md", make_article("https://example.org/a", "Beta Wire", "2021-02-20", plan))
    other = "Vladimir Putin and Alexander Lukashenko met in Kazan on 15 December 2021."
    vague = "They last met in May 2021."
    write(
        folder / "b.md",
        make_article("https://example.org/b", "Gamma Post", "2021-12-20", f"{other}\n\n{vague}"),
    )
    write(
        folder / "fix.toml",
        """
        [[correction]]
        action = "set"
        event = "2021-05-05-minsk"
        field = "outcome"
        value = "Talks <b>ended</b>"
        reason = "The row tells none & others do."
        author = "The editors"
        date = 2026-11-20

        [[correction]]
        action = "set"
        event = "2031-01-01-minsk"
        field = "city"
        value = "Brest"
        reason = "It names nothing."
        author = "The editors"
        date = 2026-11-21
        """,
    )
    path = tmp_path_factory.mktemp("database") / "summitry.db"
    ingest(path, folder)
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


def open_page(client: TestClient, path: str) -> Document:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return Document(answer.text)


def test_every_event_of_the_record_has_its_page(record: TestClient) -> None:
    events = record.get("/events.json").json()["events"]
    assert len(events) == 189
    for event in events:
        page = open_page(record, f"/events/{event['slug']}")
        assert page.get_text("section", id="sources").startswith("Sources")
        assert event["sources"] >= 1


def test_every_source_that_the_record_names_has_its_page(record: TestClient) -> None:
    engine = record.app.state.engine  # type: ignore[attr-defined]
    with read_session(engine) as session:
        ids = session.execute(text("SELECT id FROM article ORDER BY origin, id")).scalars().all()
    assert len(ids) > 500
    for one in ids[::7]:
        open_page(record, f"/articles/{one}")


def test_the_front_page_covers_the_years_and_counts_the_sources(record: TestClient) -> None:
    page = record.get("/").text
    assert "189 events" in page
    assert "2000–2026" in page


@pytest.mark.parametrize("year", ["2022", "2023", "2024"])
def test_a_year_tells_what_is_claimed_against_what_is_recorded(record: TestClient, year: str) -> None:
    section = open_page(record, f"/years/{year}").get_text("section", aria_labelledby="counted-h")
    rows = record.get(f"/events.json?year={year}&kind=meeting&status=held").json()["count"]
    assert f"This record has {rows} meetings held in person in {year}" in section
    for claim in record.get("/api/claims").json()["claims"]:
        if claim["year"] == int(year):
            assert claim["sentence"] in section
            claimed = max(claim["count"], claim["recorded"]) if claim["at_least"] else claim["count"]
            assert claim["recorded"] + claim["missing"] - claim["more"] == claimed


AGREED = {
    "": (
        "At least 10 meetings in the whole year",
        "Every contact in person: 13 on record, no fewer than claimed",
        "Sputnik Belarus counts at least 10 meetings of the presidents of Russia and Belarus in 2022; this record has "
        "13 meetings in person in that year, no fewer than claimed",
        "At least 10 meetings in 2022",
        "3 more than claimed",
    ),
    "/ru": (
        "Не менее 10 встреч за весь год",
        "Все личные встречи: 13 в записи, не меньше заявленного",
        "Sputnik Belarus: не менее 10 встреч президентов России и Беларуси в 2022 году; в этой записи 13 личных "
        "встреч за этот год, не меньше заявленного",
        "Не менее 10 встреч, 2022",
        "на 3 больше заявленного",
    ),
    "/be": (
        "Не менш за 10 сустрэч за ўвесь год",
        "Усе асабістыя сустрэчы: 13 у запісе, не менш за заяўленае",
        "Sputnik Belarus: не менш за 10 сустрэч прэзідэнтаў Расіі і Беларусі ў 2022 годзе; у гэтым запісе 13 "
        "асабістых сустрэч за гэты год, не менш за заяўленае",
        "Не менш за 10 сустрэч, 2022",
        "на 3 больш за заяўленае",
    ),
}


@pytest.mark.parametrize("prefix", AGREED)
def test_at_least_ten_agree_with_the_thirteen_on_record(record: TestClient, prefix: str) -> None:
    heading, row, sentence, line, more = AGREED[prefix]
    page = open_page(record, f"{prefix}/years/2022")
    # Sergei Lavrov counts exactly ten, so three are more than his; Sputnik Belarus at least ten.
    (number,) = [
        index for index in range(1, 9) if page.find_all("h3", id=f"count-{index}")
        and page.get_text("h3", id=f"count-{index}") == heading
    ]  # fmt: skip
    section = page.get_text("section", aria_labelledby=f"count-{number}")
    assert row in section
    assert sentence in section
    assert more not in section
    assert more in page.get_text("section", aria_labelledby="counted-h")
    html = record.get(f"{prefix}/years/2022").text
    part = html.partition(f'aria-labelledby="count-{number}"')[2].partition("</section>")[0]
    first = part.partition("</ol>")[0]
    assert (first.count("/events/2022-"), first.count("over"), first.count("missing")) == (13, 0, 0)
    [claim] = [one for one in record.get("/api/claims").json()["claims"] if one["at_least"]]
    assert line in open_page(record, f"{prefix}/articles/{claim['article']}").text
    compared = open_page(record, f"{prefix}/compare?year=2022&year=2023").text
    assert f"{heading}: {row.partition(': ')[2]}" in compared


def test_at_least_ten_is_told_to_programs_apart_from_ten(record: TestClient) -> None:
    claims = [one for one in record.get("/api/claims").json()["claims"] if one["year"] == 2022]
    ten = {one["at_least"]: one for one in claims if one["count"] == 10}
    assert set(ten) == {True, False}
    assert (ten[False]["claimed_by"], ten[True]["claimed_by"]) == ("Sergei Lavrov", "Sputnik Belarus")
    assert (ten[True]["recorded"], ten[True]["missing"], ten[True]["more"]) == (13, 0, 0)
    assert (ten[False]["recorded"], ten[False]["missing"], ten[False]["more"]) == (13, 0, 3)
    assert ten[True]["meetings"] == ten[False]["meetings"]
    assert [one["repeats"] for one in ten.values()] == [None, None]


LEAST = (
    "Vladimir Putin and Alexander Lukashenko met in Sochi on 5 May 2021.\n\n"
    "It was at least their fourth meeting this year. They have met at least three times this year."
)
LACKED = {
    "": (
        "At least 4 meetings up to 5 May",
        "2 on record, at least 2 missing",
        "this record has 2 meetings in person up to that day and lacks at least 2",
        "Reported as at least the 4th of 2021; this record has 2 up to that day, at least 2 missing.",
        "at least 4",
    ),
    "/ru": (
        "Не менее 4 встреч по 5 мая",
        "2 в записи, не хватает не менее 2",
        "в этой записи 2 личные встречи к этому дню, не хватает не менее 2",
        "По сообщениям, не менее чем 4-я в 2021 году; в этой записи 2 к этому дню, не хватает не менее 2.",
        "не менее 4",
    ),
    "/be": (
        "Не менш за 4 сустрэчы па 5 мая",
        "2 у запісе, не хапае не менш за 2",
        "у гэтым запісе 2 асабістыя сустрэчы да гэтага дня, не хапае не менш за 2",
        "Паводле паведамленняў, не менш чым 4-я у 2021 годзе; у гэтым запісе 2 да гэтага дня, не хапае не менш за 2.",
        "не менш за 4",
    ),
}


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a client on a record of two meetings and an article of the second that counts at least four."""
    folder = tmp_path_factory.mktemp("least")
    keys = ("2021-03-01-sochi", "2021-05-05-sochi")
    write_record(
        folder / "record",
        tuple(make_event(key, key[:10], "Sochi") for key in keys),
        tuple(make_source(key) for key in keys),
    )
    write(folder / "a.md", make_article("https://example.org/a", "Beta Wire", "2021-05-05", LEAST))
    path = tmp_path_factory.mktemp("database") / "summitry.db"
    ingest(path, folder)
    with CheckedClient(make_test_app(path), base_url=BASE_URL, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize("prefix", LACKED)
def test_of_at_least_four_two_on_record_lack_at_least_two(least: TestClient, prefix: str) -> None:
    heading, row, compared, told, claimed = LACKED[prefix]
    section = open_page(least, f"{prefix}/years/2021").get_text("section", aria_labelledby="counted-h")
    assert heading in section
    assert row in section
    assert compared in section
    page = open_page(least, f"{prefix}/events/2021-05-05-sochi")
    assert told in page.get_text("section", aria_labelledby="count-h")
    assert claimed in open_page(least, f"{prefix}/about").text
    claims = least.get("/events/2021-05-05-sochi.json").json()["claims"]
    assert [(one["count"], one["at_least"], one["missing"]) for one in claims] == [(4, True, 2), (3, True, 1)]


def test_a_president_who_counts_his_meetings_of_his_first_year_counts_none_of_the_one_before_him(
    record: TestClient,
) -> None:
    # Dmitry Medvedev was president from 7 May 2008; on 3 February Vladimir Putin was.
    claims = [one for one in record.get("/api/claims").json()["claims"] if one["person"]]
    assert [(one["year"], one["count"], one["person"]) for one in claims] == [
        (2008, 6, "dmitry-medvedev"),
        (2009, 2, "dmitry-medvedev"),
    ]
    first, _ = claims
    assert (first["recorded"], first["missing"], first["more"]) == (5, 1, 0)
    his = record.get("/events.json?year=2008&person=dmitry-medvedev&kind=meeting&status=held").json()[
        "events"
    ]
    assert sorted(one["slug"] for one in his) == first["meetings"]
    assert "2008-02-03-sochi" not in first["meetings"]
    assert first["sentence"].startswith(
        "Dmitry Medvedev counts 6 meetings of the presidents of Russia and Belarus in 2008, only those with Dmitry "
        "Medvedev; this record has 5 such meetings in person in that year and lacks 1"
    )
    section = open_page(record, "/years/2008").get_text("section", aria_labelledby="counted-h")
    assert "This record has 6 meetings held in person in 2008" in section
    assert "6 meetings with Dmitry Medvedev in the whole year" in section
    assert "Counts meetings with Dmitry Medvedev." in section
    assert "Every contact in person with Dmitry Medvedev: 5 on record, 1 missing" in section


@pytest.mark.parametrize("digest_first", [True, False])
def test_a_count_that_stands_in_an_article_and_in_the_record_is_one_claim_told_twice(
    tmp_path: Path, digest_first: bool
) -> None:
    # The weekly commentary of 20-26 May 2024 has no address: rows name it by the id of our digest.
    rows = (ROOT / "seeds" / "record" / "claims.csv").read_text("utf-8").splitlines()
    day = "2024-05-23-minsk"
    folder = write_record(
        tmp_path / "record", (make_event(day, "2024-05-23/2024-05-24", "Minsk"),), (make_source(day),)
    )
    write(
        folder / "claims.csv",
        "\n".join([rows[0], *(row for row in rows if "weekly commentary" in row)]) + "\n",
    )
    sources = (ROOT / "seeds" / f"{day}.md", folder)
    database = tmp_path / "summitry.db"
    for source in sources if digest_first else reversed(sources):
        ingest(database, source)
    with CheckedClient(make_test_app(database), base_url=BASE_URL, follow_redirects=False) as client:
        claims = client.get("/api/claims").json()["claims"]
        alone = [one for one in claims if one["repeats"] is None]
        assert [(one["year"], one["count"]) for one in alone] == [(2020, 4), (2022, 12), (2023, 6), (2024, 4)]
        assert [one["claimed_by"] for one in alone] == [None] * 4
        again = {one["repeats"]: one for one in claims if one["repeats"]}
        assert list(again) == [one["url"] for one in alone]
        for one in alone:
            section = open_page(client, f"/years/{one['year']}").get_text(
                "section", aria_labelledby="counted-h"
            )
            assert "1 count by sources is held against it" in section
            assert one["text"] in section
            assert "Told again, and not counted again: Noted in the record:" in section
            assert again[one["url"]]["sentence"] in section
            assert again[one["url"]]["article"] == one["article"]
        of_event = client.get(f"/events/{day}.json").json()["claims"]
        assert of_event == [one for one in claims if one["year"] == 2024]
        counted = open_page(client, f"/events/{day}").get_text("section", aria_labelledby="count-h")
        assert counted.count("Reported as the 4th of 2024") == 1
        assert "Told again" in counted
        article = open_page(client, f"/articles/{alone[0]['article']}")
        assert article.get_text("section", aria_labelledby="claims-h").count("4 meetings in 2024") == 1


def test_a_count_that_includes_the_coming_meeting_goes_up_to_its_day(record: TestClient) -> None:
    claims = [one for one in record.get("/api/claims").json()["claims"] if one["year"] == 2021]
    [announced] = [one for one in claims if one["count"] == 3]
    assert announced["text"].startswith("said on 23 May 2021")
    assert announced["meetings"] == ["2021-02-22-sochi", "2021-04-22-moscow", "2021-05-28-sochi"]
    assert not [one for one in claims if one["missing"] or one["more"]]
    assert "missing" not in open_page(record, "/years/2021").get_text("ol", aria_labelledby="count-1-1")


def test_another_value_that_a_note_tells_stands_beside_the_one_shown(record: TestClient) -> None:
    when = open_page(record, "/events/2000-04-16-minsk").get_text("details", id="when")
    assert "16 April 2000" in when
    assert "16 July 2000" in when
    where = open_page(record, "/events/2020-09-14-sochi").get_text("details", id="where")
    assert "Sochi" in where
    assert "one captions it Moscow" in where


def test_a_row_of_low_confidence_is_shown_as_such(record: TestClient) -> None:
    assert "low confidence" in record.get("/events/2000-04-16-minsk").text
    assert "uncertain" in record.get("/years/2000").text
    assert "confidence" not in record.get("/events/2001-12-26-moscow").text


def test_an_event_tells_its_story_in_order(mixed: TestClient) -> None:
    story = open_page(mixed, "/events/2021-03-01-sochi").get_text("section", aria_labelledby="story-h")
    steps = [
        "Announced for 27 February 2021",
        "First set for 27 February 2021, then moved",
        "Held, 1 March 2021",
    ]
    places = [story.index(step) for step in steps]
    assert places == sorted(places)
    assert mixed.get("/events/2021-02-27-sochi").status_code in (301, 404)


def test_a_source_shows_what_it_tells_too_vaguely(mixed: TestClient) -> None:
    events = mixed.get("/events/2021-12-15-kazan.json").json()
    [article] = events["articles"]
    page = open_page(mixed, f"/articles/{article['id']}")
    assert "They last met in May 2021." in page.get_text("section", aria_labelledby="vague-h")


def test_a_correction_is_shown_on_the_event_in_the_list_and_in_the_feed(mixed: TestClient) -> None:
    page = mixed.get("/events/2021-05-05-minsk")
    assert "Corrected by an editor (outcome): The row tells none &amp; others do." in page.text
    assert "Talks &lt;b&gt;ended&lt;/b&gt;" in page.text
    listed = open_page(mixed, "/corrections").get_text("main", id="main")
    assert "nothing: no event of the record is what it names" in listed
    assert "The editors" in listed
    answer = mixed.get("/corrections.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == [
        "2031-01-01-minsk: city set to Brest",
        "2021-05-05-minsk: outcome set to Talks <b>ended</b>",
    ]
    assert all(entry.id and entry.updated and entry.link for entry in feed.entries)
    [first, _] = feed.entries
    assert f'id="{first.link.partition("#")[2]}"' in mixed.get("/corrections").text


def test_a_record_without_corrections_says_so(record: TestClient) -> None:
    assert "Nothing has been corrected so far." in record.get("/corrections").text
    assert feedparser.parse(record.get("/corrections.atom").content).entries == []


def test_a_quote_of_the_record_is_shown_in_its_language_with_its_source(record: TestClient) -> None:
    quotes = record.get("/events/2025-09-02-beijing.json").json()["quotes"]
    [quote] = [one for one in quotes if one["text"].startswith("Все-таки")]
    assert quote["language"] == "ru"
    page = record.get(quote["url"].removeprefix(BASE_URL))
    assert page.status_code == 200
    assert 'lang="ru"' in page.text
    assert "Vedomosti" in page.text
