"""A database that somebody else is writing to, and two ingestions of the same sources at once."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.store import engine as opening
from tests.commands import COMMAND, ROOT, Run, make_environment
from tests.safety.children import (
    FAILED,
    assert_sound_and_completed,
    ingest,
    on_statement,
    read_content,
    start_child,
)
from tests.safety.test_check import list_faults

# Children are forked before the test opens a database: what SQLite knows of its locks must not be inherited.

# All migrations are one transaction, the run begins with one, and each source is stored in one.
_THIRD = 4


def test_an_ingestion_waits_for_a_lock_that_is_released(
    stored: Path, sources: Path, whole_file: Path
) -> None:
    ours, theirs = os.pipe(), os.pipe()

    def work() -> None:
        os.read(theirs[0], 1)
        on_statement(lambda statement: statement == "BEGIN IMMEDIATE" and os.write(ours[1], b"b"))
        ingest(stored, sources)

    child = start_child(work)
    with closing(sqlite3.connect(stored, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        os.write(theirs[1], b"g")
        # It is about to begin, and cannot until we end.
        assert os.read(ours[0], 1) == b"b"
        assert list_faults(stored) == [], "who reads does not wait"
        assert child.is_alive()
        other.execute("ROLLBACK")
    child.join(60)
    assert child.exitcode == 0
    assert_sound_and_completed(stored, sources, whole_file)


def test_a_lock_that_nobody_releases_is_one_sentence(
    stored: Path, tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.3)
    before = read_content(stored)
    go = os.pipe()

    def work() -> None:
        os.read(go[0], 1)
        ingest(stored, sources)

    child = start_child(work, tmp_path / "said")
    with closing(sqlite3.connect(stored, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        os.write(go[1], b"g")
        child.join(60)
        assert child.exitcode == FAILED
        assert list_faults(stored) == []
        other.execute("ROLLBACK")
    assert (tmp_path / "said").read_text() == f"the database {stored} failed: database is locked"
    assert read_content(stored) == before


def test_a_lock_taken_in_the_middle_loses_nothing_that_was_stored(
    database: Path, tmp_path: Path, sources: Path, whole_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.3)
    ours, theirs = os.pipe(), os.pipe()

    def work() -> None:
        begun = 0

        def stop(statement: str) -> None:
            nonlocal begun
            begun += statement == "BEGIN IMMEDIATE"
            if statement == "BEGIN IMMEDIATE" and begun == _THIRD:
                os.write(ours[1], b"b")
                os.read(theirs[0], 1)

        on_statement(stop)
        ingest(database, sources)

    child = start_child(work, tmp_path / "said")
    assert os.read(ours[0], 1) == b"b"
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        os.write(theirs[1], b"g")
        child.join(60)
        other.execute("ROLLBACK")
    assert child.exitcode == FAILED
    assert (tmp_path / "said").read_text().endswith("database is locked")
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("select count(*) from version").fetchone()[0] > 0
    assert_sound_and_completed(database, sources, whole_file)


def test_two_ingestions_at_once_store_everything_once(
    summitry: Run, database: Path, sources: Path, whole_file: Path
) -> None:
    command = [*COMMAND, "ingest", str(sources), "--json"]
    started = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=make_environment(database),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    done = summitry("ingest", sources, "--json").report
    assert (done["stored"], done["removed"], done["rejected"]) == (0, 0, [])
    with closing(sqlite3.connect(database)) as connection:
        runs = connection.execute("select documents, stored, unchanged, finished is null from run").fetchall()
    assert sum(stored for _, stored, _, _ in runs) == done["documents"]
    assert all(stored + unchanged == documents and not open_ for documents, stored, unchanged, open_ in runs)
    assert_sound_and_completed(database, sources, whole_file)
