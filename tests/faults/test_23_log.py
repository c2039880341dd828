"""Fault 23: the log of the database grows while somebody reads. It is emptied when nobody does."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.engine import open_database, tidy_up
from tests.commands import Run, write
from tests.databases import make_url, sqlite_only
from tests.load import write_articles

pytestmark = sqlite_only


def test_after_an_ingestion_there_is_no_log_to_speak_of(
    database: Path, summitry: Run, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    write_articles(tmp_path / "in", 30)
    log = database.with_name(f"{database.name}-wal")
    assert summitry("ingest", tmp_path / "in").code == 0
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        # Who has the database open keeps SQLite from removing the log; nobody is in a transaction.
        reader.execute("SELECT count(*) FROM event").fetchone()
        write(tmp_path / "in" / "more.md", "Putin and Lukashenko met in Minsk on 3 May 2021.")
        assert summitry("ingest", tmp_path / "in").code == 0
        assert log.exists()
        assert log.stat().st_size == 0


def test_a_reader_is_neither_waited_for_nor_disturbed(database: Path, summitry: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_articles(tmp_path / "in", 3)
    assert summitry("ingest", tmp_path / "in").code == 0
    engine = open_database(make_url(database))
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM event").fetchone()
        write(tmp_path / "in" / "more.md", "Putin and Lukashenko met in Minsk on 3 May 2021.")
        assert summitry("ingest", tmp_path / "in", timeout=60).code == 0
        tidy_up(engine)
        assert reader.execute("SELECT count(*) FROM event").fetchone() == before
        reader.execute("ROLLBACK")
    tidy_up(engine)
    engine.dispose()
