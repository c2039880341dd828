"""A disk that is full in the middle of an ingestion: one sentence, a sound database, and room lets it go on."""

import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import COMMAND, ROOT, make_environment
from tests.databases import sqlite_only
from tests.safety.children import FAILED, assert_sound_and_completed, ingest, run_child
from tests.safety.test_check import list_faults

pytestmark = sqlite_only


@pytest.mark.parametrize("limit", [4_096, 60_000, 200_000, 300_000, 400_000])
def test_files_that_may_not_grow_further(tmp_path: Path, sources: Path, whole_file: Path, limit: int) -> None:
    """At these sizes the migration, the log of it, or the storing of the sources reaches the limit."""
    database, said = tmp_path / "data" / "summitry.db", tmp_path / "said"

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        ingest(database, sources)

    assert run_child(work, said) == FAILED
    [line] = said.read_text().splitlines()
    assert line.startswith(f"the database {database} ")
    assert_sound_and_completed(database, sources, whole_file)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a file system of 896 KB, where this user may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=896k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_full(small_disk: Path, sources: Path, whole_file: Path) -> None:
    database = small_disk / "summitry.db"
    done = subprocess.run(
        [*COMMAND, "ingest", str(sources)],
        cwd=ROOT,
        env=make_environment(database),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"summitry: the database {database} ")
    assert line.endswith("disk is full") or "disk I/O error" in line
    # The check itself only reads: a full disk does not keep it from its proof.
    assert list_faults(database) == []
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    assert_sound_and_completed(database, sources, whole_file)
