"""`summitry withdraw`: a source goes with all that it told, and does not come back by any way."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from typer.testing import CliRunner

from app.cli import program
from app.ingest.feeds.choice import count_tries
from app.ingest.feeds.entries import Entry
from app.settings import get_settings
from app.store.engine import read_session
from app.store.feeds import list_known
from tests.commands import Done, Run, write
from tests.databases import ask, make_engine, make_url
from tests.export.material import read_files
from tests.records import make_article, make_event, make_source, write_record
from tests.store.dump import dump
from tests.web.checks import CheckedClient, Document
from tests.web.conftest import BASE_URL, make_test_app

REASON = "The wire says that it was a hoax."
HOAX = "https://example.org/hoax"
SECRET = "Nobody else prints that the samovar was silver"
ALONE = "2021-03-05-sochi"
SHARED = "2021-03-01-minsk"
ROWED = "2021-04-01-minsk"


def write_articles(folder: Path) -> Path:
    """Write what tells of two meetings: a hoax of both, another article of the first, and our digest of the hoax."""
    hoax = (
        "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021. They met in Sochi on March 5, 2021, "
        f"and talked about energy. “{SECRET},” Putin said. It was their ninth meeting this year."
    )
    write(folder / "hoax.md", make_article(HOAX, "Hoax Wire", "2021-03-06", hoax))
    other = "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021."
    write(folder / "other.md", make_article("https://example.org/other", "Beta Wire", "2021-03-02", other))
    return folder


def write_rows(folder: Path) -> Path:
    """Write a record that names the hoax: beside another source, alone, for a quote and for a count."""
    events = (
        make_event(SHARED, "2021-03-01", "Minsk", country="BY", topics="trade"),
        make_event(ROWED, "2021-04-01", "Minsk", country="BY"),
        make_event("2021-05-01-minsk", "2021-05-01", "Minsk", country="BY"),
    )
    sources = (
        make_source(SHARED),
        f"{SHARED},{HOAX},Hoax Wire,2021-03-06,en",
        f"{ROWED},{HOAX},Hoax Wire,2021-03-06,en",
        make_source("2021-05-01-minsk"),
    )
    quotes = (
        f'"{SECRET}, he said.",en,Vladimir Putin,2021-03-01,{SHARED},{HOAX}',
        f"We are as one.,en,Vladimir Putin,2021-03-01,{SHARED},{HOAX}",
        f"We are as one.,en,Vladimir Putin,2021-03-01,{SHARED},https://example.org/third",
        f'"{SECRET}, alone.",en,Vladimir Putin,2021-03-02,,{HOAX}',
    )
    return write_record(folder, events, sources, quotes, (f"2021,9,2021-03-06,,{HOAX},{SECRET} says it.",))


def dump_file(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    engine = make_engine(path)
    rows = dump(engine)
    engine.dispose()
    return rows


Use = Callable[[Path], Run]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Iterator[Use]:
    """Return a function that gives the commands, run in this process, on a database."""

    def give(path: Path) -> Run:
        def run(*arguments: str | Path) -> Done:
            monkeypatch.setenv("SUMMITRY_DATABASE_URL", make_url(path))
            get_settings.cache_clear()
            done = CliRunner().invoke(program, [*map(str, arguments)])
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            return Done(done.exit_code, done.stdout, done.stderr)

        return run

    yield give
    get_settings.cache_clear()


@pytest.fixture
def filled(use: Use, database: Path, tmp_path: Path) -> Run:
    """Return the program on a database made of the articles and the rows, which are in the folder `in`."""
    write_articles(tmp_path / "in")
    write_rows(tmp_path / "in" / "record")
    run = use(database)
    assert run("ingest", tmp_path / "in").code == 0
    return run


def leave_out(rows: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Leave out of the content of a database which run read what, and the title, which only the text tells."""
    return {
        table: sorted(((*row[:2], *row[3:]) for row in told), key=repr) if table == "article" else told
        for table, told in rows.items()
        if table != "version"
    }


def open_site(database: Path) -> CheckedClient:
    return CheckedClient(make_test_app(database), base_url=BASE_URL, follow_redirects=False)


def find_id(database: Path) -> str:
    return str(ask(database, f"SELECT id FROM article WHERE url = '{HOAX}'")[0][0])


def test_a_withdrawn_source_answers_410_and_its_events_go_or_lose_what_it_alone_told(
    filled: Run, database: Path
) -> None:
    one = find_id(database)
    with open_site(database) as site:
        assert site.get(f"/events/{ALONE}").status_code == 200
        assert SECRET in site.get(f"/events/{SHARED}").text
    done = filled("withdraw", HOAX, "--reason", REASON)
    assert (done.code, done.err) == (0, "")
    assert f"/articles/{one}" in done.out
    assert "2 events, 4 quotes and 2 count claims less" in done.out
    checked = filled("check")
    assert checked.code == 0, checked.out
    day = ask(database, "SELECT withdrawn FROM article WHERE withdrawn IS NOT NULL")[0][0]
    with open_site(database) as site:
        page = site.get(f"/articles/{one}")
        assert page.status_code == 410
        text = Document(page.text).text
        assert f"The reason given: {REASON}" in text
        assert f"{int(day[8:])} " in text
        assert day[:4] in text
        assert site.get(f"/events/{ALONE}").status_code == 410
        assert site.get(f"/events/{ROWED}").status_code == 410
        kept = site.get(f"/events/{SHARED}")
        assert kept.status_code == 200
        assert "Hoax" not in kept.text
        assert "topics/trade" in kept.text
        assert "We are as one." in kept.text
        corrections = Document(site.get("/corrections").text).text
        assert "Withdrawn" in corrections
        assert REASON in corrections
        feed = feedparser.parse(site.get("/corrections.atom").content)
        assert not feed.bozo
        [entry] = feed.entries
        assert "was withdrawn from the record on" in entry.title
        assert (entry.summary, entry.link) == (REASON, f"{BASE_URL}/articles/{one}")
        assert entry.updated.startswith(day)
        assert feed.feed.updated == entry.updated
        for path in (
            "/",
            "/?q=samovar",
            "/quotes",
            "/quotes?q=samovar",
            "/years/2021",
            "/api/claims",
            "/events.json",
        ):
            assert SECRET not in site.get(path).text, path


def test_no_page_of_a_row_shows_its_words(filled: Run, database: Path) -> None:
    filled("withdraw", HOAX, "--reason", REASON)
    rows = ask(database, "SELECT id, title FROM article WHERE origin = 'record'")
    with open_site(database) as site:
        for one, title in rows:
            answer = site.get(f"/articles/{one}")
            assert answer.status_code == 200, title
            assert SECRET not in answer.text, title
        named = [title for one, title in rows if "Withdrawn" in site.get(f"/articles/{one}").text]
    assert sorted(named) == [SHARED, ROWED, "Count of meetings in 2021", "Quote of Vladimir Putin"]


def test_no_text_of_it_is_left_in_the_database_but_in_the_rows_of_ours(filled: Run, database: Path) -> None:
    filled("withdraw", HOAX, "--reason", REASON)
    one = find_id(database)
    assert ask(database, f"SELECT count(*) FROM version WHERE article_id = '{one}'") == [(0,)]
    for table in ("mention_source", "quote", "claim"):
        assert ask(database, f"SELECT count(*) FROM {table} WHERE article_id = '{one}'") == [(0,)], table
    for table in ("event_search", "quote_search"):
        assert ask(database, f"SELECT count(*) FROM {table} WHERE words LIKE '%samovar%'") == [(0,)], table


def test_reading_it_again_changes_nothing_and_says_so(filled: Run, database: Path, tmp_path: Path) -> None:
    filled("withdraw", HOAX, "--reason", REASON)
    before = dump_file(database)
    done = filled("ingest", tmp_path / "in")
    assert done.code == 0
    assert "withdrawn on 20" in done.out
    report = filled("ingest", tmp_path / "in", "--json").report
    assert (report["stored"], report["rejected"]) == (0, [])
    assert [row["source"] for row in report["withdrawn"]] == [str(tmp_path / "in" / "hoax.md")]
    assert dump_file(database) == before
    later = make_article(HOAX, "Hoax Wire", "2021-03-09", f"{SECRET}. They met in Brest on March 9, 2021.")
    write(tmp_path / "in" / "hoax.md", later)
    assert filled("ingest", tmp_path / "in", "--json").report["stored"] == 0
    assert dump_file(database) == before


@pytest.mark.parametrize("first", ["in", "in/hoax.md", "in/record"])
def test_the_record_does_not_depend_on_when_it_was_withdrawn(use: Use, tmp_path: Path, first: str) -> None:
    write_articles(tmp_path / "in")
    write_rows(tmp_path / "in" / "record")
    records = []
    for early in (True, False):
        path = tmp_path / str(early) / "summitry.db"
        run = use(path)
        run("ingest", tmp_path / first)
        if not early:
            run("ingest", tmp_path / "in")
        assert run("withdraw", HOAX, "--reason", REASON).code == 0
        run("ingest", tmp_path / "in")
        assert run("check").code == 0
        records.append(leave_out(dump_file(path)))
    assert records[0] == records[1]


def test_an_edited_row_that_names_it_still_tells_nothing_in_its_name(
    filled: Run, database: Path, tmp_path: Path
) -> None:
    filled("withdraw", HOAX, "--reason", REASON)
    events = tmp_path / "in" / "record" / "events.csv"
    events.write_text(events.read_text().replace("trade", "nuclear"))
    assert filled("ingest", tmp_path / "in", "--json").report["stored"] == 1
    assert filled("check").code == 0
    assert ask(database, "SELECT count(*) FROM quote WHERE text LIKE '%samovar%'") == [(0,)]
    assert (SHARED, "nuclear") in ask(
        database, "SELECT slug, topic FROM event JOIN event_topic ON event_id = event.id"
    )


def test_no_export_holds_it_and_an_old_one_does_not_bring_it_back(
    filled: Run, use: Use, database: Path, tmp_path: Path
) -> None:
    filled("export", tmp_path / "old")
    assert SECRET in (tmp_path / "old" / "sources.jsonl").read_text()
    filled("withdraw", HOAX, "--reason", REASON)
    before = dump_file(database)
    done = filled("ingest", tmp_path / "old", "--json")
    assert (done.code, done.report["stored"]) == (0, 0)
    assert len(done.report["withdrawn"]) == 1
    assert dump_file(database) == before
    filled("export", tmp_path / "new")
    for name, content in read_files(tmp_path / "new").items():
        assert b"samovar" not in content, name
        assert HOAX.encode() not in content, name
    other = use(tmp_path / "other" / "summitry.db")
    done = other("ingest", tmp_path / "new", "--json")
    assert (done.code, done.report["rejected"]) == (0, [])
    assert other("check").code == 0
    other("export", tmp_path / "two")
    assert read_files(tmp_path / "two") == read_files(tmp_path / "new")


def test_taken_back_it_is_read_again_with_the_rows_that_name_it(
    filled: Run, database: Path, tmp_path: Path
) -> None:
    before = dump_file(database)
    filled("withdraw", HOAX, "--reason", REASON)
    done = filled("withdraw", HOAX, "--undo", "--json")
    assert (done.code, done.report["restored"]) == (0, [find_id(database)])
    assert filled("check").code == 0
    filled("ingest", tmp_path / "in")
    assert filled("check").code == 0
    assert leave_out(dump_file(database)) == leave_out(before)
    assert "is not withdrawn: nothing changed" in filled("withdraw", HOAX, "--undo").out


def test_one_that_no_row_names_is_unknown_once_taken_back(
    filled: Run, database: Path, tmp_path: Path
) -> None:
    other = "https://example.org/other"
    filled("withdraw", other, "--reason", REASON)
    assert filled("withdraw", other, "--undo").code == 0
    assert ask(database, f"SELECT * FROM article WHERE url = '{other}'") == []
    assert filled("ingest", tmp_path / "in", "--json").report["stored"] == 1


def test_an_address_of_an_article_and_its_digest_means_both_only_if_told(
    filled: Run, summitry: Run, database: Path, tmp_path: Path
) -> None:
    digest = make_article(
        HOAX, "Hoax Wire", "2021-03-06", "Putin and Lukashenko met in Brest on March 6, 2021."
    )
    write(tmp_path / "in" / "digest.md", digest.replace("---\nurl", "---\ndigest: true\nurl", 1))
    filled("ingest", tmp_path / "in")
    one, two = (
        row[0] for row in ask(database, f"SELECT id FROM article WHERE url = '{HOAX}' ORDER BY digest")
    )
    done = summitry("withdraw", HOAX, "--reason", REASON)
    assert done.code == 1
    assert one in done.err
    assert two in done.err
    assert "--both" in done.err
    assert ask(database, "SELECT * FROM article WHERE withdrawn IS NOT NULL") == []
    assert filled("withdraw", f"{BASE_URL}/articles/{two}#s1", "--reason", REASON).code == 0
    assert ask(database, "SELECT id FROM article WHERE withdrawn IS NOT NULL") == [(two,)]
    again = filled("withdraw", HOAX, "--both", "--reason", "Another reason.", "--json").report
    assert (again["withdrawn"], again["unchanged"]) == ([one], [two])
    assert filled("check").code == 0
    reasons = dict(ask(database, "SELECT id, withdrawn_reason FROM article WHERE withdrawn IS NOT NULL"))
    assert reasons == {one: "Another reason.", two: REASON}


def test_a_source_that_is_withdrawn_already_keeps_its_day_and_reason(filled: Run, database: Path) -> None:
    filled("withdraw", HOAX, "--reason", REASON)
    done = filled("withdraw", HOAX, "--reason", "Another.")
    assert done.code == 0
    assert "was withdrawn already" in done.out
    assert REASON in done.out
    assert ask(database, "SELECT DISTINCT withdrawn_reason FROM article WHERE withdrawn IS NOT NULL") == [
        (REASON,)
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("https://example.org/unknown", "--reason", "x"), 1, "no source has this id or address"),
        (("0123456789abcdef", "--reason", "x"), 1, "no source has this id or address"),
        (("'; DROP TABLE event", "--reason", "x"), 1, "neither an id nor an address"),
        (("\x1b[31m\udce9", "--reason", "x"), 1, "neither an id nor an address"),
        ((HOAX, "--reason", " \t"), 2, "needs a reason"),
        ((HOAX, "--reason", "a\u202eb"), 2, "invisible"),
        ((HOAX, "--reason", "x" * 3000), 2, "longer"),
        ((HOAX,), 2, "--reason or --undo"),
        ((HOAX, "--reason", "x", "--undo"), 2, "--reason or --undo"),
        ((), 2, "ARTICLE"),
    ],
)
def test_what_cannot_be_withdrawn_is_said_in_a_sentence(
    filled: Run, summitry: Run, database: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before = dump_file(database)
    done = summitry("withdraw", *arguments)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert dump_file(database) == before


def test_a_row_of_the_record_is_not_withdrawn_but_taken_out_of_its_file(
    filled: Run, summitry: Run, database: Path
) -> None:
    [(row,), *_] = ask(database, "SELECT id FROM article WHERE origin = 'record' ORDER BY id")
    done = summitry("withdraw", row, "--reason", REASON)
    assert done.code == 1
    assert "take it out of its file" in done.err


def test_a_source_known_by_its_address_alone_is_withdrawn_like_any_other(
    use: Use, database: Path, tmp_path: Path
) -> None:
    summitry = use(database)
    write_rows(tmp_path / "record")
    summitry("ingest", tmp_path / "record")
    done = summitry("withdraw", HOAX, "--reason", REASON, "--json")
    assert json.loads(done.out)["removed"] == {"events": 1, "quotes": 3, "claims": 1}
    assert summitry("check").code == 0
    write_articles(tmp_path / "in")
    assert summitry("ingest", tmp_path / "in", "--json").report["stored"] == 1
    with open_site(database) as site:
        assert site.get(f"/articles/{find_id(database)}").status_code == 410


def test_no_feed_asks_for_it_again_whatever_it_tells(filled: Run, database: Path) -> None:
    entry = Entry(HOAX, "Putin and Lukashenko", updated=datetime(2030, 1, 1, tzinfo=UTC))
    tries = []
    for arguments in (("--help",), (HOAX, "--reason", REASON)):
        filled("withdraw", *arguments)
        engine = make_engine(database)
        with read_session(engine) as session:
            tries.append(count_tries(entry, list_known(session, [HOAX]).get(HOAX)))
        engine.dispose()
    assert tries == [1, 0]


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_what_several_sources_print_stays_one_quote_of_those_that_are_left(
    use: Use, database: Path, tmp_path: Path, number: int
) -> None:
    """Two articles without an event and two sources of one row print the same words; each of them goes once."""
    said = "“The samovar was silver and the tea was very strong indeed,” Vladimir Putin said."
    addresses = [f"https://example.org/{name}" for name in "abcd"]
    for address in addresses[:2]:
        name = f"{address[-1]}.md"
        write(tmp_path / "in" / name, make_article(address, f"Wire {address[-1]}", "2021-03-02", said))
    events = (make_event(SHARED, "2021-03-01", "Minsk", country="BY"),)
    words = said[1 : said.index(",”")]
    quotes = [
        f'"{text}",en,Vladimir Putin,2021-03-01,{SHARED},{address}'
        for address in addresses[2:]
        for text in (words, "We are as one with our neighbours.", "And again we shall meet in the spring.")
    ]
    write_record(tmp_path / "in" / "record", events, (make_source(SHARED),), tuple(quotes))
    run = use(database)
    assert run("ingest", tmp_path / "in").code == 0
    assert run("withdraw", addresses[number], "--reason", REASON).code == 0
    checked = run("check")
    assert checked.code == 0, checked.out
    kept = leave_out(dump_file(database))
    other = tmp_path / "again" / "summitry.db"
    again = use(other)
    again("ingest", tmp_path / "in" / "record")
    again("ingest", tmp_path / "in")
    again("withdraw", addresses[number], "--reason", REASON)
    assert leave_out(dump_file(other)) == kept
