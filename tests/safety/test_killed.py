"""An ingestion that is killed, at any moment, leaves a sound database, and another one completes it."""

import os
import random
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import COMMAND, ROOT, make_environment
from tests.databases import CLUSTER, count_rows, exists
from tests.safety.children import assert_sound_and_completed, count_statements, kill_before

MOMENTS = 12
STEP = "SUMMITRY_TEST_KILL_STEP"
"""Set to 1, this variable has an ingestion killed before every statement: an hour or more; 20 means every twentieth."""


def list_moments(total: int) -> Iterator[int]:
    """List numbers of statements: the first ones, the last ones, and a seeded one of each stretch between; or those
    that are asked for."""
    if STEP in os.environ:
        yield from range(0, total, int(os.environ[STEP]))
        return
    yield from (0, 1)
    # How many there are differs by a few from run to run on PostgreSQL, so that the last has no number there.
    yield from () if CLUSTER else (total - 2, total - 1)
    chosen = random.Random(20191207)
    step = total / MOMENTS
    for number in range(MOMENTS):
        yield chosen.randrange(int(number * step), int((number + 1) * step))


def test_killed_before_any_statement_nothing_is_lost_or_stored_twice(
    tmp_path: Path, sources: Path, whole_file: Path
) -> None:
    total = count_statements(tmp_path / "counted.db", sources)
    assert total > 1000
    for number in list_moments(total):
        database = tmp_path / f"killed-{number}.db"
        assert kill_before(number, database, sources) == -signal.SIGKILL, number
        assert_sound_and_completed(database, sources, whole_file)


def test_killed_again_and_again_it_still_comes_to_an_end(
    tmp_path: Path, sources: Path, whole_file: Path
) -> None:
    database, step, rounds = tmp_path / "summitry.db", 150, 0
    while kill_before(step, database, sources) == -signal.SIGKILL:
        step, rounds = step + 40, rounds + 1
        assert rounds < 40
    assert rounds > 3
    assert_sound_and_completed(database, sources, whole_file)


def count_versions(database: Path) -> int:
    return count_rows(database, "version")


@pytest.mark.parametrize(("stored", "arguments"), [(0, ()), (5, ()), (9, ("--workers", "2"))])
def test_the_command_killed_once_it_has_stored_so_many(
    database: Path, sources: Path, whole_file: Path, stored: int, arguments: tuple[str, ...]
) -> None:
    started = subprocess.Popen(
        [*COMMAND, "ingest", str(sources), *arguments],
        cwd=ROOT,
        env=make_environment(database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while not exists(database) or count_versions(database) < stored:
        assert started.poll() is None
    os.killpg(started.pid, signal.SIGKILL)
    assert started.wait(60) in (-signal.SIGKILL, 0)
    assert_sound_and_completed(database, sources, whole_file)
