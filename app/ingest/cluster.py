"""A crew on other machines: the workers of a Dask cluster that is there already (the extra `cluster`).

Files and rows of tables travel as paths; only this process writes to the database. Dask hands a chunk whose worker
died to another one, as often as its setting `allowed-failures` says.
"""

import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, wait
from contextlib import contextmanager
from threading import Lock
from typing import Any

from app.domain.errors import ClusterError
from app.ingest.chunks import FULL
from app.ingest.fingerprint import Fingerprint, find_difference, make_fingerprint
from app.ingest.workers import Crew, Item, LostError, Result

# Seconds in which a scheduler answers and has a worker, and in which a worker comes back when all have died.
_CONNECT_S = 10
_NO_WORKER_S = 60
# Seconds after which it is asked again how many workers there are.
_ASK_S = 5

log = logging.getLogger(__name__)

Sizes = list[tuple[str, int | None]]
Read = Callable[[tuple[Item, ...]], list[Result]]

# The word lists learn while they are in use, which two threads of a worker must not do at once.
_reading = Lock()


def connect(address: str, paths: Sequence[str]) -> Any:
    """Connect to the scheduler at `address` (host:port) and return its client.

    Raises ClusterError, in one sentence, if Dask is not installed here, if no scheduler answers, if it has no worker,
    and if a worker has another program or sees other files at `paths`.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "Dask is not installed here: it comes with the extra `cluster` (pip install 'summitry[cluster]')"
        ) from error
    # Dask logs whole tracebacks of what is one sentence here; its levels are set when it is imported.
    for name in ("distributed", "distributed.client", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(f"tcp://{address}", timeout=_CONNECT_S, set_as_default=False, name="summitry")
    except (OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}") from error
    try:
        _check_workers(client, address, paths)
    except BaseException:
        client.close()
        raise
    return client


def _check_workers(client: Any, address: str, paths: Sequence[str]) -> None:
    try:
        client.wait_for_workers(1, timeout=_CONNECT_S)
        answers: dict[str, Any] = client.run(examine, list(paths), on_error="return")
    except OSError as error:
        raise ClusterError(f"the cluster at {address} has no worker") from error
    here = make_fingerprint()
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, ImportError | AttributeError):
            raise ClusterError(f"the worker {worker} has no summitry, or another version of it: {answer}")
        if isinstance(answer, BaseException):
            raise ClusterError(f"the worker {worker} does not answer: {answer}")
        fingerprint, sizes = answer
        if difference := find_difference(here, fingerprint):
            raise ClusterError(f"the worker {worker} is not of this version: it has {difference}")
        for (path, size), (_, mine) in zip(sizes, measure(paths), strict=True):
            if mine is not None and size != mine:
                what = "does not see" if size is None else "sees another file at"
                raise ClusterError(f"the worker {worker} {what} {path}: the paths have to be shared")


def examine(paths: Sequence[str]) -> tuple[Fingerprint, Sizes]:
    """Tell, on a worker, which program it has and which files it sees."""
    return make_fingerprint(), measure(paths)


def measure(paths: Sequence[str]) -> Sizes:
    """Measure files in bytes; None for one that is not there."""
    return [(path, os.path.getsize(path) if os.path.isfile(path) else None) for path in paths]


def read_there(read: Read[Item, Result], here: Fingerprint, chunk: tuple[Item, ...]) -> list[Result]:
    """Read a chunk on a worker; raise ClusterError if it came to the cluster with another program."""
    if difference := find_difference(here, make_fingerprint()):
        raise ClusterError(f"a worker of the cluster is not of this version: it has {difference}")
    with _reading:
        return read(chunk)


class Cluster(Crew[Item, Result]):
    """The workers behind a `client`, which read chunks by `read`, a function of a module, one at a time each.

    `lost` makes the result of an item whose process dies there, `is_sent` tells what is read there; the rest is read
    here, while the workers are at work.
    """

    # Dask has tried a chunk before it gives it up.
    retries = 0
    # A scheduler on another machine is asked for whole chunks alone, from the first.
    first = FULL

    def __init__(
        self,
        client: Any,
        read: Read[Item, Result],
        lost: Callable[[Item], Result],
        is_sent: Callable[[Item], bool],
    ) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)
        self._read = read
        self._lost = lost
        self._is_sent = is_sent
        self._fingerprint = make_fingerprint()
        self._size = self._count_workers()
        self._asked = self._seen = time.monotonic()

    @property
    def size(self) -> int:
        """How many workers there are, or were a moment ago."""
        if time.monotonic() - self._asked > _ASK_S:
            self._ask()
        return max(1, self._size)

    def is_sent(self, item: Item) -> bool:
        """Tell whether an item is read by the cluster."""
        return self._is_sent(item)

    def submit(self, chunk: tuple[Item, ...]) -> Future[list[Result]]:
        """Hand out a chunk, or read it here."""
        if all(map(self._is_sent, chunk)):
            with self._reaching():
                sent: Future[list[Result]] = self._executor.submit(
                    read_there, self._read, self._fingerprint, chunk
                )
                return sent
        future: Future[list[Result]] = Future()
        future.set_result(self._read(chunk))
        return future

    def get(self, future: Future[list[Result]]) -> list[Result]:
        """Wait for the results of a chunk.

        Raises LostError if its workers died, and ClusterError if the cluster has gone or cannot read.
        """
        with self._reaching():
            while not wait([future], timeout=_ASK_S).done:
                self._ask()
        try:
            return future.result()
        except CancelledError as error:
            raise ClusterError("the scheduler of the cluster has gone; run again to go on") from error
        except ClusterError:
            raise
        except Exception as error:
            if self.is_lost(future):
                raise LostError from error
            # Whatever is wrong with a source is a result: this is a fault of the worker.
            raise ClusterError(
                f"a worker of the cluster cannot read: {type(error).__name__}: {error}"
            ) from error

    def is_lost(self, future: Future[list[Result]]) -> bool:
        """Tell whether Dask gave a chunk up because its workers died."""
        from distributed import KilledWorker

        return future.done() and not future.cancelled() and isinstance(future.exception(), KilledWorker)

    def renew(self) -> None:
        """Do nothing: workers that die are the cluster's to replace."""

    def read_alone(self, chunk: tuple[Item, ...]) -> list[Result]:
        """Read items one by one; one is lost if every worker dies that it is handed to."""
        results: list[Result] = []
        for item in chunk:
            try:
                results += self.get(self.submit((item,)))
            except LostError:
                results.append(self._lost(item))
        return results

    def close(self, *, is_stopped: bool) -> None:
        """Leave the cluster as it was; if the work was stopped, what is not read yet is not read."""
        try:
            self._executor.shutdown(wait=not is_stopped)
            self._client.close(timeout=_CONNECT_S)
        except Exception as error:
            # Everything is read by now, or another error is on its way: a scheduler that has gone needs no farewell.
            log.debug("the client could not be closed: %s", error)

    def _ask(self) -> None:
        """Ask how many workers there are; raise ClusterError if there has been none for long."""
        self._size, self._asked = self._count_workers(), time.monotonic()
        if self._size:
            self._seen = self._asked
        elif self._asked - self._seen > _NO_WORKER_S:
            raise ClusterError(
                f"the cluster has had no worker for {_NO_WORKER_S} seconds; run again to go on"
            )

    def _count_workers(self) -> int:
        with self._reaching():
            return len(self._client.scheduler_info()["workers"])

    @contextmanager
    def _reaching(self) -> Iterator[None]:
        """Say in one sentence that the scheduler has gone: what a client raises then depends on what it was doing."""
        try:
            yield
        except ClusterError:
            raise
        except Exception as error:
            raise ClusterError("the scheduler of the cluster has gone; run again to go on") from error
