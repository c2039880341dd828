"""`summitry backup`: one moment of a database that is in use, proved, or nothing at all."""

import os
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import DatabaseError
from app.store import backing_up
from app.store.backing_up import Backup, back_up
from app.store.engine import open_database
from tests.commands import Run
from tests.databases import make_url, sqlite_only
from tests.safety.children import (
    FAILED,
    assert_sound_and_completed,
    ingest,
    read_content,
    run_child,
    start_child,
)
from tests.safety.test_check import list_faults

pytestmark = sqlite_only


def ignore(_done: int, _pages: int) -> None:
    """Take no notice of the progress."""


def copy(source: Path, target: Path, advance: Callable[[int, int], None] = ignore) -> Backup:
    return back_up(source, target, replace=True, advance=advance)


def test_a_backup_restored_is_the_database(stored: Path, summitry: Run, tmp_path: Path) -> None:
    target = tmp_path / "backups" / "monday.db"
    done = summitry("backup", str(target))
    assert (done.code, done.err) == (0, "")
    assert str(target) in done.out
    assert [one.name for one in target.parent.iterdir()] == ["monday.db"], "nothing else is left"
    assert read_content(target) == read_content(stored)
    assert list_faults(target) == []


def test_it_tells_programs_what_it_wrote(stored: Path, summitry: Run, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    report = summitry("backup", str(target), "--json").report
    assert report == {
        "file": str(target),
        "bytes": target.stat().st_size,
        "revision": sqlite3.connect(stored).execute("SELECT version_num FROM alembic_version").fetchone()[0],
    }


def test_backups_during_an_ingestion_are_each_a_moment_of_it(
    tmp_path: Path, sources: Path, whole_file: Path
) -> None:
    database = tmp_path / "data" / "summitry.db"
    open_database(make_url(database)).dispose()
    ours, theirs = os.pipe(), os.pipe()

    def work() -> None:
        os.write(ours[1], b"b")
        ingest(database, sources)
        os.read(theirs[0], 1)

    child = start_child(work)
    assert os.read(ours[0], 1) == b"b"
    targets = [tmp_path / f"{number}.db" for number in range(8)]
    for target in targets:
        copy(database, target)
    os.write(theirs[1], b"g")
    child.join(60)
    assert child.exitcode == 0
    for target in targets:
        assert_sound_and_completed(target, sources, whole_file)
    assert read_content(database) == read_content(whole_file), "the ingestion did not mind"


def test_what_is_written_while_it_copies_is_not_in_it(
    stored: Path, whole_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backing_up, "_PAGES_A_STEP", 10)
    steps: list[tuple[int, int]] = []

    def write(done: int, pages: int) -> None:
        steps.append((done, pages))
        with closing(sqlite3.connect(stored)) as other, other:
            other.execute("UPDATE event SET venue = ?", (f"somewhere {done}",))

    target = tmp_path / "copy.db"
    copy(stored, target, write)
    # Each step was told once: SQLite did not begin anew because somebody wrote.
    assert [done for done, _ in steps] == sorted({done for done, _ in steps})
    assert len(steps) > 5
    assert read_content(target) == read_content(whole_file)
    assert read_content(stored) != read_content(whole_file)


def test_it_is_one_file_and_what_is_made_of_it_has_a_log_again(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(stored, target)
    with closing(sqlite3.connect(f"{target.as_uri()}?immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    open_database(make_url(target)).dispose()
    with closing(sqlite3.connect(target)) as connection:
        # Otherwise readers would wait for writers.
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(
    stored: Path, whole_file: Path, summitry: Run, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    target.write_text("a letter")
    done = summitry("backup", str(target))
    assert (done.code, done.out) == (1, "")
    assert (
        done.err == f"summitry: {target} is there already: name another file, or replace it with --replace\n"
    )
    assert target.read_text() == "a letter"
    assert summitry("backup", str(target), "--replace").code == 0
    assert read_content(target) == read_content(whole_file)


@pytest.mark.parametrize("replace", [(), ("--replace",)])
def test_it_writes_neither_into_a_folder_nor_over_the_database(
    stored: Path, whole_file: Path, summitry: Run, tmp_path: Path, replace: tuple[str, ...]
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(stored)
    itself = "is the database itself, or a file that it needs"
    # As the Tab key offers them, whether they are there just now or not.
    needed = [stored.with_name(f"{stored.name}{end}") for end in ("", "-wal", "-shm", "-journal", ".lock")]
    for target, reason in (
        (tmp_path, "is a folder: name the file to write"),
        (link, itself),
        *((one, itself) for one in needed),
    ):
        done = summitry("backup", str(target), *replace)
        assert (done.code, done.err) == (1, f"summitry: {target} {reason}\n")
    assert read_content(stored) == read_content(whole_file)


def test_no_record_is_nothing_to_back_up(database: Path, summitry: Run, tmp_path: Path) -> None:
    done = summitry("backup", str(tmp_path / "copy.db"))
    assert (done.code, done.err) == (1, f"summitry: there is no record in {database} to back up\n")
    assert not database.exists()
    assert not (tmp_path / "copy.db").exists()


def test_a_damaged_database_gives_no_copy_and_keeps_the_last_one(stored: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    copy(stored, target)
    before = target.read_bytes()
    content = bytearray(stored.read_bytes())
    # The free space of pages may be damaged without harm; whole pages may not.
    for page in range(40, 60):
        content[page * 4096 : page * 4096 + 200] = bytes(200)
    stored.write_bytes(content)
    with pytest.raises(DatabaseError, match=r"sound|malformed"):
        copy(stored, target)
    assert target.read_bytes() == before
    assert [one.name for one in tmp_path.glob("*copy*")] == ["copy.db"]


def test_a_full_disk_leaves_nothing(stored: Path, tmp_path: Path) -> None:
    target, said = tmp_path / "backups" / "copy.db", tmp_path / "said"

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        copy(stored, target)

    assert run_child(work, said) == FAILED
    [line] = said.read_text().splitlines()
    assert line.startswith(f"the database {stored} cannot be backed up to {target}: ")
    assert list(target.parent.iterdir()) == []


def test_a_backup_of_before_an_update_is_one(stored: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(stored)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert copy(stored, tmp_path / "copy.db").revision == "9999"


def test_a_copy_that_is_killed_leaves_the_last_one(stored: Path, whole_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    shutil.copy(whole_file, target)

    def work() -> None:
        copy(stored, target, lambda _done, _pages: os.kill(os.getpid(), signal.SIGKILL))

    assert run_child(work) == -signal.SIGKILL
    assert target.read_bytes() == whole_file.read_bytes()
