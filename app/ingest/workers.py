"""Processes that read: a pool that outlives the death of a process and loses only the source that killed it."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Timer
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Results wait for the writer in this number per process, so that memory stays flat however many sources there are.
_AHEAD = 4
# So many seconds a process has to finish what it reads when the others are to stop; most need some milliseconds.
_GRACE = 0.5


class Workers(Generic[Item, Result]):
    """Reads items in `count` processes and gives the results in the order of the items.

    `read` is a function of a module. When a process dies (killed, or out of memory), what was being read is read
    once more in a fresh pool, and if that breaks too, item by item in a process of its own; `lost` makes the
    result of an item whose process dies there.
    """

    def __init__(self, count: int, read: Callable[[Item], Result], lost: Callable[[Item], Result]) -> None:
        self._count = count
        self._read = read
        self._lost = lost
        self._pool = self._make_pool(count)
        self._waiting: deque[tuple[Item, Future[Result]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes end; when an exception passes, stop those that have not after a moment.

        In both cases the thread that looks after them is waited for: a Python that exits while that thread closes its
        pipe says "Bad file descriptor" (seen in 3.11).
        """
        stopping = Timer(_GRACE, _stop_processes)
        stopping.daemon = True
        if error is not None:
            stopping.start()
        self._pool.shutdown(wait=True, cancel_futures=True)
        stopping.cancel()

    def read_all(self, items: Iterable[Item]) -> Iterator[Result]:
        """Read every item."""
        for item in items:
            self._waiting.append((item, self._submit(item)))
            if len(self._waiting) >= _AHEAD * self._count:
                yield self._take()
        while self._waiting:
            yield self._take()

    def _take(self) -> Result:
        """Return the result of the item that has waited longest."""
        for retry in (self._retry_together, self._retry_alone):
            try:
                return self._pop()
            except BrokenProcessPool:
                retry()
        return self._pop()

    def _pop(self) -> Result:
        result = self._waiting[0][1].result()
        self._waiting.popleft()
        return result

    def _retry_together(self) -> None:
        """Read what was lost with the pool in a fresh one."""
        self._renew()
        self._waiting = deque(
            (item, self._submit(item) if _is_lost(future) else future) for item, future in self._waiting
        )

    def _retry_alone(self) -> None:
        """Read what was lost twice one by one, so that only the item that kills its process is lost."""
        self._renew()
        self._waiting = deque(
            (item, self._read_alone(item) if _is_lost(future) else future) for item, future in self._waiting
        )

    def _read_alone(self, item: Item) -> Future[Result]:
        future: Future[Result] = Future()
        try:
            with self._make_pool(1) as pool:
                future.set_result(pool.submit(self._read, item).result())
        except BrokenProcessPool:
            future.set_result(self._lost(item))
        return future

    def _submit(self, item: Item) -> Future[Result]:
        try:
            return self._pool.submit(self._read, item)
        except BrokenProcessPool as error:
            future: Future[Result] = Future()
            future.set_exception(error)
            return future

    def _renew(self) -> None:
        # Once a pool is broken, all that it has not done fails: nothing is waited for in vain.
        self._pool.shutdown(wait=True)
        self._pool = self._make_pool(self._count)

    @staticmethod
    def _make_pool(count: int) -> ProcessPoolExecutor:
        # Forked processes could inherit a lock that a thread of ours holds.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)


def _is_lost(future: Future[Result]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenProcessPool)


def _stop_processes() -> None:
    for process in multiprocessing.active_children():
        process.terminate()


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which lets what is being read come in and then ends its processes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
