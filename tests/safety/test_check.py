"""`summitry check`: it finds nothing in what the program wrote, and each fault that a test plants."""

import sqlite3
import tracemalloc
from contextlib import closing
from pathlib import Path

import pytest

from app.ingest.proving import prove_database
from app.store.checks import Fault, Promise
from app.store.engine import make_engine, open_database, read_session
from tests.commands import Run
from tests.samples import make_sample_database

SOCHI = "(select id from event where slug = '2019-12-07-sochi')"
PRESS = "(select id from article where url = 'https://example.org/sochi')"
PRESS_MENTION = f"(select id from mention where article_id = {PRESS})"
QUOTE = "(select id from quote where document_id in (select id from article where origin = 'press') limit 1)"

FAULTS: dict[str, tuple[Promise, str, str]] = {
    # The texts, and what was read from them.
    "a text that was changed": (
        Promise.TEXT, "update version set text = text || ' More.' where article_id = " + PRESS, "another text"
    ),
    "a text that begins beyond itself": (
        Promise.TEXT, "update version set body_start = 99999 where article_id = " + PRESS, "beyond its text"
    ),
    "words that a fact's span does not yield": (
        Promise.SPAN, "update fact set text = 'Minsk' where field = 'city' and text = 'Sochi'", "its span yields 'Sochi'"
    ),
    "a span that moved": (
        Promise.SPAN, "update fact set start = start + 1, \"end\" = \"end\" + 1 where field = 'city'", "its span yields"
    ),
    "a span beyond the text": (Promise.SPAN, "update fact set \"end\" = 99999 where field = 'city'", "beyond a text"),
    "a span of nothing": (Promise.SPAN, "update fact set \"end\" = start where field = 'city'", "not a span"),
    "words that a quote's span does not yield": (Promise.SPAN, f"update quote set text = 'No.' where id = {QUOTE}", "its span"),
    "words that a claim's span does not yield": (Promise.SPAN, "update claim set text = 'No.'", "its span yields"),
    "sentences that do not hold a fact": (
        Promise.SENTENCE, "update version set sentences = '[[0,1]]' where article_id = " + PRESS, "within no sentence"
    ),
    "sentences beyond the text": (
        Promise.SENTENCE, "update version set sentences = '[[0,99999]]' where article_id = " + PRESS, "beyond its text"
    ),
    "sentences in no order": (
        Promise.SENTENCE, "update version set sentences = '[[0,300],[5,9]]' where article_id = " + PRESS, "not in order"
    ),
    "sentences that cannot be read": (
        Promise.SENTENCE, "update version set sentences = '[[3' where article_id = " + PRESS, "cannot be read"
    ),
    "a mark of nothing": (
        Promise.MARK, "update version set marks = '[[0,3,\"city\"]]' where article_id = " + PRESS, "marks a city at 0–3"
    ),
    "a mark that is missing": (
        Promise.MARK, "update version set marks = '[]' where article_id = " + PRESS, "does not mark the quote"
    ),
    "a mark beyond the text": (
        Promise.MARK, "update version set marks = '[[0,99999,\"city\"]]' where article_id = " + PRESS, "beyond its text"
    ),
    "marks that cannot be read": (
        Promise.MARK, "update version set marks = '{' where article_id = " + PRESS, "cannot be read"
    ),
    # Values and their facts.
    **{
        f"a {column} without a fact": (
            Promise.VALUE, f"update event set {column} = {value} where slug = '2019-12-07-sochi'", f"shows a {column}"
        )
        for column, value in (
            ("kind", "'related'"),
            ("format", "'council'"),
            ("status", "'planned'"),
            ("date", "'2019-12-06'"),
            ("country", "'BY'"),
            ("outcome", "'an agreement'"),
            ("duration_minutes_at_least", "301"),
            ("venue", "'Kremlin'"),
            ("others", "'Nobody'"),
            ("note", "'Two sources print 8 December'"),
        )
    },
    "a value that only a note tells of others": (
        Promise.VALUE, "update event set date = '2019-12-08' where slug = '2019-12-07-sochi'", "shows a date"
    ),
    "a city without a fact": (
        Promise.VALUE, f"insert into event_city values ({SOCHI}, 1, 'Minsk', 'minsk')", "shows a city"
    ),
    "a person without a fact": (
        Promise.VALUE, f"insert into event_person values ({SOCHI}, 9, 'nobody')", "shows a person"
    ),
    "a topic without a fact": (Promise.VALUE, f"insert into event_topic values ({SOCHI}, 9, 'space')", "shows a topic"),
    "a fact that is gone": (Promise.VALUE, "delete from fact where field = 'venue'", "shows a venue"),
    "a list with gaps": (
        Promise.VALUE, f"update event_person set position = position + 5 where event_id = {SOCHI}", "with gaps"
    ),
    "a mention's date without a fact": (
        Promise.VALUE, f"update mention set date = '2019-12-05' where id = {PRESS_MENTION}", "says a date"
    ),
    "a confidence that nobody has": (
        Promise.VALUE, "update event set confidence = 'low' where slug = '2019-12-07-sochi'", "has a confidence"
    ),
    "a city that is not the first": (
        Promise.VALUE, "update event set city = 'Minsk' where slug = '2019-12-07-sochi'", "than the first of its list"
    ),
    "a title of other values": (
        Promise.VALUE, "update event set title = 'A meeting' where slug = '2019-12-07-sochi'", "has the title 'A meeting'"
    ),
    "a place filed wrongly": (Promise.VALUE, "update event_city set place = 'x' where city = 'Sochi'", "filed as 'x'"),
    "a word that is none of ours": (
        Promise.WORD, "update event set status = 'postponed' where slug = '2019-12-07-sochi'", "none of those we know"
    ),
    "a word that no reading knows": (
        Promise.WORD, f"update mention set status = 'postponed' where id = {PRESS_MENTION}", "none of those we know"
    ),
    "a date that is none": (
        Promise.DATE, "update event set date = 'Saturday' where slug = '2019-12-07-sochi'", "cannot be read"
    ),
    **{
        f"another {column} than the date's": (
            Promise.DATE, f"update event set {column} = 1 where slug = '2019-12-07-sochi'", f"has {column} "
        )
        for column in ("year", "first", "last", "date_start", "date_end")
    },
    # Sources, versions, orphans.
    "an event without a document": (
        Promise.SOURCE, f"update mention set event_id = null where event_id = {SOCHI}", "is told by no document"
    ),
    "an event without a source": (
        Promise.SOURCE,
        f"delete from mention_source where mention_id in (select id from mention where event_id = {SOCHI})",
        "event 2019-12-07-sochi has no source",
    ),
    "a mention without a source": (
        Promise.SOURCE, f"delete from mention_source where mention_id = {PRESS_MENTION}", "has no source"
    ),
    "a source that nobody names": (
        Promise.SOURCE, "delete from citation where position = 1", "has a source that its document is not"
    ),
    "a last version that is another's": (
        Promise.VERSION,
        f"update article set version_id = (select id from version where article_id <> {PRESS} limit 1) where id = {PRESS}",
        "is not there or is another's",
    ),
    "an article without its last version": (
        Promise.VERSION, f"update article set version_id = null where id = {PRESS}", "none that is the last"
    ),
    "an earlier version that is shown": (
        Promise.VERSION,
        "update article set version_id = (select min(v.id) from version v where v.article_id = article.id "
        "and v.id <> article.version_id) where url = 'https://example.org/plan'",
        "shows another version than its last",
    ),
    "a mention of an earlier version": (
        Promise.VERSION,
        "update mention set version_id = (select v.id from version v where v.article_id = mention.article_id "
        "and v.id <> mention.version_id) where article_id in (select id from article where url = 'https://example.org/plan')",
        "was not read from the last version",
    ),
    "a row of ours in two versions": (
        Promise.VERSION,
        "insert into version (id, article_id, source, raw_hash, text_hash, text, body_start, sentences) "
        "select 'second', id, '', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', '', 0, '[]' "
        "from article where origin = 'record' limit 1",
        "with several versions",
    ),
    "a version of no article": (
        Promise.ORPHAN, f"update version set article_id = 'nobody' where article_id = {PRESS}", "refers to a row of article"
    ),
    "an address that nobody names": (
        Promise.ORPHAN, "insert into article (id, origin, url, digest) values ('x', 'press', 'https://x.example', 0)",
        "neither a text nor a row",
    ),
    "a document of ours in no file": (Promise.ORPHAN, "update article set file = null where origin = 'editor'", "in no file"),
    "a mention without facts": (Promise.ORPHAN, f"delete from fact where mention_id = {PRESS_MENTION}", "asserts nothing"),
    "facts of nothing": (Promise.ORPHAN, "update fact set mention_id = 'x' || rowid where field = 'venue'", "refers to a row of mention"),
    "a quote of nothing": (Promise.ORPHAN, f"update quote set mention_id = 'nobody' where id = {QUOTE}", "refers to a row of mention"),
    "a quote of another document's event": (
        Promise.ORPHAN,
        f"update quote set mention_id = (select id from mention where article_id <> quote.document_id limit 1) where id = {QUOTE}",
        "of another document",
    ),
    "a quote that a stranger prints": (
        Promise.ORPHAN, f"update quote set article_id = (select min(id) from article where id <> document_id) where id = {QUOTE}",
        "by a source that its row does not name",
    ),
    "a claim of nothing": (Promise.ORPHAN, "update claim set document_id = 'nobody'", "refers to a row of article"),
    "a city of no event": (Promise.ORPHAN, "insert into event_city values ('nobody', 0, 'Minsk', 'minsk')", "refers to a row of event"),
    "a correction without its document": (
        Promise.ORPHAN, "update correction set document_id = 'nobody' where action = 'reject'", "refers to a row of article"
    ),
    "a document without its correction": (Promise.ORPHAN, "delete from correction where action = 'reject'", "without what it says"),
    "a correction by a source": (
        Promise.ORPHAN, "update article set origin = 'record' where id in (select document_id from correction)", "no correction"
    ),
    "a correction of no day": (Promise.ORPHAN, "delete from correction_day", "has to do with no day"),
    "a value that no correction sets": (
        Promise.ORPHAN, "update correction set mention_id = null", "carries the value of no correction"
    ),
    "a correction whose value is gone": (
        Promise.ORPHAN, "update correction set mention_id = 'nobody' where action = 'set'", "sets a value that no mention"
    ),
    "something read from what was withdrawn": (
        Promise.ORPHAN, f"update article set withdrawn = '2026-01-01' where id = {PRESS}", "that was withdrawn"
    ),
    # The search.
    "an event that the search does not know": (
        Promise.SEARCH, f"delete from event_search where event_id = {SOCHI}", "is not in the search index"
    ),
    "a quote that the search does not know": (Promise.SEARCH, "delete from quote_search", "is not in the search index"),
    "an event found by other words": (
        Promise.SEARCH, f"update event_search set words = 'nothing' where event_id = {SOCHI}", "with other words"
    ),
    "a stem that leads elsewhere": (
        Promise.SEARCH, f"update event_search set stems = 'nothing' where event_id = {SOCHI}", "with other words"
    ),
    "a row of nothing in the search": (
        Promise.SEARCH, "insert into event_search (event_id, words, stems) values ('nobody', 'a', 'a')", "belongs to nothing"
    ),
    "an index that does not lead to its rows": (
        Promise.SEARCH, "update quote_search_content set c1 = 'nothing'",
        "does not lead to the rows",
    ),
    # Slugs.
    "a malformed slug": (Promise.SLUG, "update event set slug = '2019-12-07-Sochi ' where id = " + SOCHI, "is malformed"),
    "a slug that was let go of": (Promise.SLUG, "update event set slug = '~' || id where id = " + SOCHI, "is malformed"),
    "a slug of another day": (
        Promise.SLUG, "update event set slug = '2019-12-08-sochi' where id = " + SOCHI, "does not begin with the day"
    ),
    "a former slug that an event has": (
        Promise.SLUG, f"insert into former_slug values ('2019-12-07-sochi', {SOCHI})", "at once"
    ),
    "a former slug that leads nowhere": (
        Promise.SLUG, "update former_slug set event_id = ''", "leads to '', which no event was ever named"
    ),
    "a malformed former slug": (Promise.SLUG, "update former_slug set slug = 'x y ' || rowid", "is malformed"),
    # What the sources give.
    "a value that resolution does not choose": (
        Promise.RESOLUTION, f"delete from event_topic where event_id = {SOCHI}", "has topics []; its mentions give ["
    ),
    "an event that the sources do not give": (
        Promise.RESOLUTION, f"update mention set event_id = (select id from event where slug = '2020-03-01-call') where id = {PRESS_MENTION}",
        "resolution gives",
    ),
    "a mention without its event": (
        Promise.RESOLUTION, f"update mention set event_id = null where id = {PRESS_MENTION}", "is of the event None"
    ),
    "an event that is missing": (
        Promise.RESOLUTION, f"update event set id = 'other' where id = {SOCHI}", "event 2019-12-07-sochi is missing"
    ),
    "a correction that is not noted": (Promise.RESOLUTION, "delete from correction_event", "has corrections []"),
    "a correction noted of what it does not change": (
        Promise.RESOLUTION, f"insert into correction_event select min(document_id), {SOCHI} from correction", "has corrections ["
    ),
    "a value carried to another event": (
        Promise.RESOLUTION, f"update mention set event_id = {SOCHI} where kind = 'correction' and event_id is null",
        "its correction does not change",
    ),
    "a fact that would change an event": (
        Promise.RESOLUTION, "update fact set value = 'Minsk' where field = 'city' and value = 'Yalta'", "its mentions give"
    ),
}  # fmt: skip


def list_faults(path: Path) -> list[Fault]:
    engine = make_engine(path)
    try:
        with read_session(engine) as session:
            return list(prove_database(session))
    finally:
        engine.dispose()


def plant(path: Path, *statements: str) -> None:
    """Change a database as nothing of ours would, and against what it refers to."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_is_planted_is_found(stored: Path, name: str) -> None:
    promise, statement, words = FAULTS[name]
    plant(stored, statement)
    faults = list_faults(stored)
    assert any(fault.promise is promise and words in f"{fault.where} {fault.what}" for fault in faults), (
        faults
    )


def test_every_promise_has_a_fault_that_is_planted(stored: Path) -> None:
    planted = {promise for promise, _, _ in FAULTS.values()}
    assert planted == set(Promise) - {Promise.FILE}, "a damaged file has tests of its own"


def test_what_the_program_wrote_keeps_every_promise(stored: Path) -> None:
    assert list_faults(stored) == []


def test_the_seeds_keep_every_promise_and_one_line_says_what_was_proved(summitry: Run) -> None:
    assert summitry("ingest", "seeds").code == 0
    done = summitry("check")
    assert (done.code, done.err) == (0, "")
    [line] = done.out.splitlines()
    assert line.endswith(": all promises hold.")
    for noun in (" facts, ", " quotes, ", " count claims, ", " texts, ", " events and "):
        assert noun in line
    report = summitry("check", "--json").report
    assert (report["ok"], report["faults"]) == (True, [])
    assert f"{report['counts']['facts']:,} facts" in line


def test_an_empty_database_keeps_every_promise(summitry: Run) -> None:
    done = summitry("check")
    assert (done.code, done.out) == (
        0,
        "0 facts, 0 quotes, 0 count claims, 0 texts, 0 events and 0 former slugs: all promises hold.\n",
    )


def test_each_fault_is_a_line_and_the_status_says_so(summitry: Run, stored: Path) -> None:
    plant(
        stored,
        FAULTS["a text that was changed"][1],
        FAULTS["a malformed former slug"][1].replace("'x y '", "char(10)"),
    )
    done = summitry("check")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert any(line.startswith("text: version ") for line in lines)
    assert any(line.startswith("slug: former slug \\n") and line.endswith("is malformed") for line in lines)
    report = summitry("check", "--json")
    assert (report.code, report.report["ok"], len(report.report["faults"])) == (1, False, len(lines))
    assert set(report.report["faults"][0]) == {"promise", "where", "what"}


def test_a_check_changes_nothing(summitry: Run, stored: Path) -> None:
    before = stored.read_bytes()
    assert summitry("check").code == 0
    assert stored.read_bytes() == before


def test_hostile_and_undated_samples_break_no_promise_but_that_of_resolution(tmp_path: Path) -> None:
    # The samples are resolved by a simpler rule than ours.
    make_sample_database(tmp_path / "samples.db").dispose()
    faults = list_faults(tmp_path / "samples.db")
    assert [fault for fault in faults if fault.promise not in (Promise.RESOLUTION, Promise.VALUE)] == []


def test_a_check_holds_a_few_texts_at_a_time(tmp_path: Path) -> None:
    """However many texts there are, and however much was read from them, a statement fetches a batch of rows."""
    engine = open_database(f"sqlite:///{tmp_path}/many.db")
    text = "x" * 100_000
    with engine.connect() as connection:
        for number in range(300):
            connection.exec_driver_sql(
                "insert into article (id, origin, digest, version_id) values (?, 'press', 0, ?)",
                (f"a{number}", f"v{number}"),
            )
            connection.exec_driver_sql(
                "insert into version (id, article_id, source, raw_hash, text_hash, text, body_start, sentences) "
                "values (?, ?, '', '', '', ?, 0, '[]')",
                (f"v{number}", f"a{number}", text),
            )
        connection.exec_driver_sql("commit")
    with read_session(engine) as session:
        tracemalloc.start()
        assert sum(fault.promise is Promise.TEXT for fault in prove_database(session)) == 300
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    engine.dispose()
    assert peak < 100 * len(text)
