"""A crew of processes on this machine: a pool that is replaced when one of them dies."""

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Timer

from app.ingest.workers import Crew, Item, LostError, Result

# So many seconds a process has to finish what it reads when the others are to stop; most need some milliseconds.
_GRACE = 0.5


class Processes(Crew[Item, Result]):
    """`count` processes that read chunks by `read`, a function of a module; `lost` makes the result of an item whose
    process dies there."""

    # One process that dies takes the chunks of all with it: most are read when they are handed out again.
    retries = 1

    def __init__(
        self, count: int, read: Callable[[tuple[Item, ...]], list[Result]], lost: Callable[[Item], Result]
    ) -> None:
        self._count = count
        self._read = read
        self._lost = lost
        self._pool = _make_pool(count)

    @property
    def size(self) -> int:
        """How many processes there are."""
        return self._count

    def submit(self, chunk: tuple[Item, ...]) -> Future[list[Result]]:
        """Hand out a chunk."""
        try:
            return self._pool.submit(self._read, chunk)
        except BrokenProcessPool as error:
            future: Future[list[Result]] = Future()
            future.set_exception(error)
            return future

    def get(self, future: Future[list[Result]]) -> list[Result]:
        """Wait for the results of a chunk; raise LostError if its process died."""
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise LostError from error

    def is_lost(self, future: Future[list[Result]]) -> bool:
        """Tell whether a chunk was not read because a process died."""
        return future.done() and (future.cancelled() or isinstance(future.exception(), BrokenProcessPool))

    def renew(self) -> None:
        """Put a fresh pool in the place of a broken one."""
        # Once a pool is broken, all that it has not done fails: nothing is waited for in vain.
        self._pool.shutdown(wait=True)
        self._pool = _make_pool(self._count)

    def read_alone(self, chunk: tuple[Item, ...]) -> list[Result]:
        """Read items one by one in a process beside the others.

        It is replaced when it dies, and an item is lost if a fresh one dies of it: the former may have died of what it
        read before.
        """
        results: list[Result] = []
        pool, is_fresh = _make_pool(1), True
        try:
            while len(results) < len(chunk):
                item = chunk[len(results)]
                try:
                    results += pool.submit(self._read, (item,)).result()
                except BrokenProcessPool:
                    if is_fresh:
                        results.append(self._lost(item))
                    pool.shutdown(wait=True)
                    pool, is_fresh = _make_pool(1), True
                else:
                    is_fresh = False
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
        return results

    def close(self, *, is_stopped: bool) -> None:
        """Let the processes end; if the work was stopped, end those that have not after a moment.

        In both cases the thread that looks after them is waited for: a Python that exits while that thread closes its
        pipe says "Bad file descriptor" (seen in 3.11).
        """
        stopping = Timer(_GRACE, _stop_processes)
        stopping.daemon = True
        if is_stopped:
            stopping.start()
        self._pool.shutdown(wait=True, cancel_futures=True)
        stopping.cancel()


def _make_pool(count: int) -> ProcessPoolExecutor:
    # Forked processes could inherit a lock that a thread of ours holds.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)


def _stop_processes() -> None:
    for process in multiprocessing.active_children():
        process.terminate()


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which lets what is being read come in and then ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
