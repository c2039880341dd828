"""A process that dies loses only the source that killed it."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from app.ingest.chunks import FULL
from app.ingest.processes import Processes
from app.ingest.workers import Workers


def read(item: str) -> str:
    """Read an item; `endless` never ends, `deadly` always kills its process, a path only if nothing is there yet."""
    if item == "endless":
        signal.pause()
    if item == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    if item.startswith("/") and not Path(item).exists():
        Path(item).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def read_chunk(items: tuple[str, ...]) -> list[str]:
    return [read(item) for item in items]


def lose(item: str) -> str:
    return f"lost {item}"


def make_workers(count: int) -> Workers[str, str]:
    """Make workers for items of which three make a chunk, once chunks have grown."""
    return Workers(Processes(count, read_chunk, lose), lambda item: FULL / 3)


def read_all(items: list[str]) -> list[str]:
    with make_workers(2) as workers:
        return list(workers.read_all(items))


def interrupt_after_one(items: list[str]) -> None:
    with make_workers(1) as workers:
        for _ in workers.read_all(items):
            raise KeyboardInterrupt


def test_a_process_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    items = [*"abc", str(tmp_path / "once"), *"defghijklm"]
    assert read_all(items) == items


def test_what_kills_its_process_again_is_lost_alone() -> None:
    items = [*"abc", "deadly", *"defghijklm", "deadly"]
    assert read_all(items) == [f"lost {item}" if item == "deadly" else item for item in items]


@pytest.mark.parametrize("last", ["b", "endless"])
def test_when_an_exception_passes_no_process_and_no_thread_is_left(last: str) -> None:
    before = {*threading.enumerate()}
    with pytest.raises(KeyboardInterrupt):
        interrupt_after_one(["a", last, "c", "d", "e"])
    assert not multiprocessing.active_children()
    assert {one for one in threading.enumerate() if not one.daemon} <= before
