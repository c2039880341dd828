"""A database that somebody else is writing to, and two ingestions of the same sources at once."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.store.engine import write_session
from tests.commands import COMMAND, ROOT, Run, make_environment
from tests.databases import CLUSTER, ask, count_rows, make_engine
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
BEGIN = "SELECT pg_advisory_xact_lock(5817001)" if CLUSTER else "BEGIN IMMEDIATE"
REASON = "canceling statement due to lock timeout" if CLUSTER else "database is locked"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have who writes wait for a moment only."""
    for backend in ("sqlite", "postgresql"):
        monkeypatch.setattr(f"app.store.backends.{backend}.WAIT_SECONDS", 0.3)


@contextmanager
def hold(database: Path) -> Iterator[None]:
    """Be the one who writes, and write nothing."""
    engine = make_engine(database)
    with write_session(engine):
        yield
    engine.dispose()


def test_an_ingestion_waits_for_a_lock_that_is_released(
    stored: Path, sources: Path, whole_file: Path
) -> None:
    ours, theirs = os.pipe(), os.pipe()

    def work() -> None:
        os.read(theirs[0], 1)
        on_statement(lambda statement: statement == BEGIN and os.write(ours[1], b"b"))
        ingest(stored, sources)

    child = start_child(work)
    with hold(stored):
        os.write(theirs[1], b"g")
        # It is about to begin, and cannot until we end.
        assert os.read(ours[0], 1) == b"b"
        assert list_faults(stored) == [], "who reads does not wait"
        assert child.is_alive()
    child.join(60)
    assert child.exitcode == 0
    assert_sound_and_completed(stored, sources, whole_file)


def test_a_lock_that_nobody_releases_is_one_sentence(
    stored: Path, tmp_path: Path, sources: Path, impatient: None
) -> None:
    before = read_content(stored)
    go = os.pipe()

    def work() -> None:
        os.read(go[0], 1)
        ingest(stored, sources)

    child = start_child(work, tmp_path / "said")
    with hold(stored):
        os.write(go[1], b"g")
        child.join(60)
        assert child.exitcode == FAILED
        assert list_faults(stored) == []
    assert (tmp_path / "said").read_text().endswith(f" failed: {REASON}")
    assert read_content(stored) == before


def test_a_lock_taken_in_the_middle_loses_nothing_that_was_stored(
    database: Path, tmp_path: Path, sources: Path, whole_file: Path, impatient: None
) -> None:
    ours, theirs = os.pipe(), os.pipe()

    def work() -> None:
        begun = 0

        def stop(statement: str) -> None:
            nonlocal begun
            begun += statement == BEGIN
            if statement == BEGIN and begun == _THIRD:
                os.write(ours[1], b"b")
                os.read(theirs[0], 1)

        on_statement(stop)
        ingest(database, sources)

    child = start_child(work, tmp_path / "said")
    assert os.read(ours[0], 1) == b"b"
    with hold(database):
        os.write(theirs[1], b"g")
        child.join(60)
    assert child.exitcode == FAILED
    assert (tmp_path / "said").read_text().endswith(REASON)
    assert count_rows(database, "version") > 0
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
    runs = ask(database, "select documents, stored, unchanged, finished is null from run")
    assert sum(stored for _, stored, _, _ in runs) == done["documents"]
    assert all(stored + unchanged == documents and not open_ for documents, stored, unchanged, open_ in runs)
    assert_sound_and_completed(database, sources, whole_file)
