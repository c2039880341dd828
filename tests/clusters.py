"""A real Dask cluster on loopback: a scheduler and workers in processes of their own, for tests and measurements."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from threading import Event

import pytest

from tests.commands import ROOT

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="left out: the extra `cluster` (Dask) is not installed"
)
# Seconds within which processes of a busy machine start, die and are noticed.
PATIENCE_S = 120.0


def wait_for(is_so: Callable[[], bool], what: str) -> None:
    """Wait until something is so; fail if it takes longer than anything does."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"still not so: {what}"
        # Leaves the processor to those who are waited for.
        Event().wait(0.02)


@dataclass
class DaskCluster:
    """A scheduler at `address` (host:port) and its workers."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"dask://{self.address}"

    def add_worker(self, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker that reads one chunk at a time; `environment` is added to ours."""
        worker = _start(
            self.folder,
            *("worker", f"tcp://{self.address}", "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard"),
            *("--local-directory", str(self.folder), "--memory-limit", "0", *arguments),
            **environment,
        )
        self.workers.append(worker)
        return worker


def _start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    with (folder / "dask.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=folder,
            # Dask copies its settings into the home of the user otherwise, and looks what a worker does 100 times a
            # second.
            env={
                **os.environ,
                "PYTHONPATH": _get_path(),
                "DASK_CONFIG": str(folder),
                "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
                **environment,
            },
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _get_path() -> str:
    return os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])


@contextmanager
def run_cluster(folder: Path, workers: int, *arguments: str, **environment: str) -> Iterator[DaskCluster]:
    """Run a scheduler and `workers`; `arguments` are those of the workers."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    scheduler = _start(
        folder,
        *("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)),
        **environment,
    )
    cluster = DaskCluster(folder, scheduler, "")
    try:
        # It is there before it is written.
        wait_for(lambda: file.exists() and file.read_text().rstrip().endswith("}"), "the scheduler listens")
        cluster.address = json.loads(file.read_text())["address"].removeprefix("tcp://")
        for _ in range(workers):
            cluster.add_worker(*arguments)
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
