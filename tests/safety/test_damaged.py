"""A database file that is damaged: a sentence or a list of faults, never a traceback."""

import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from app.domain.errors import DatabaseError
from app.store.checks import Fault, Promise
from app.store.engine import open_database
from tests.commands import Run
from tests.databases import make_url, sqlite_only
from tests.safety.test_check import list_faults

pytestmark = sqlite_only


def open_and_check(path: Path) -> list[Fault] | str:
    """Check as the command does; what it would say in one sentence comes as a text."""
    try:
        open_database(make_url(path)).dispose()
        return list_faults(path)
    except (DatabaseError, SQLAlchemyError) as error:
        return str(error)


def test_bytes_that_flipped_anywhere_give_faults_or_a_sentence(whole_file: Path, tmp_path: Path) -> None:
    chosen, found = random.Random(20191207), 0
    data = whole_file.read_bytes()
    for number in range(40):
        flipped = bytearray(data)
        for _ in range(1 if number % 2 else 60):
            flipped[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
        path = tmp_path / f"flipped-{number}.db"
        path.write_bytes(flipped)
        found += open_and_check(path) != []
    # A single bit may lie where nothing is stored; sixty do not.
    assert found >= 20


@pytest.mark.parametrize("kept", [50, 100_000])
def test_a_file_that_was_cut_off_is_said_so(summitry: Run, stored: Path, kept: int) -> None:
    with stored.open("r+b") as file:
        file.truncate(kept)
    done = summitry("check")
    assert (done.code, "Traceback" in done.err) == (1, False)
    if done.err:
        [line] = done.err.splitlines()
        assert line.startswith(f"summitry: the database {stored} ")
    else:
        assert all(line.startswith("file: database ") for line in done.out.splitlines())


def test_of_a_damaged_file_nothing_else_is_told(whole_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(whole_file, tmp_path))
    data = bytearray(path.read_bytes())
    # The last page of each quarter: pages of rows and indexes.
    for quarter in range(1, 5):
        end = len(data) * quarter // 4 // 4096 * 4096
        data[end - 4096 : end - 4000] = b"\xff" * 96
    path.write_bytes(data)
    faults = open_and_check(path)
    assert isinstance(faults, str) or {fault.promise for fault in faults} == {Promise.FILE}


def test_a_schema_that_is_no_text_any_more_is_one_sentence(whole_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "schema.db"
    path.write_bytes(whole_file.read_bytes().replace(b"CREATE TABLE", b"CREATE T\xceBLE"))
    said = open_and_check(path)
    assert isinstance(said, str), said
    assert said == f"the database {path} cannot be opened: its schema is damaged"
