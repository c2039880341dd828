"""Processes that read: they outlive the death of one of them, and only the source that killed it is lost."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from app.ingest.chunks import cut_chunks

Item = TypeVar("Item")
Result = TypeVar("Result")

# Chunks wait for the writer in this number per process, so that memory stays flat however many sources there are.
_AHEAD = 3


class LostError(Exception):
    """The process that read a chunk died."""


class Crew(ABC, Generic[Item, Result]):
    """Processes somewhere that read chunks of items.

    `retries` tells how often a chunk whose process died is to be handed out again before it is read alone, `first` of
    how many seconds the first chunks are.
    """

    retries: int
    first = 0.0

    @property
    @abstractmethod
    def size(self) -> int:
        """How many chunks are read at once."""

    def is_sent(self, item: Item) -> bool:
        """Tell whether an item is handed out; any other is read in this process, in its turn."""
        return True

    @abstractmethod
    def submit(self, chunk: tuple[Item, ...]) -> Future[list[Result]]:
        """Hand out a chunk."""

    @abstractmethod
    def get(self, future: Future[list[Result]]) -> list[Result]:
        """Wait for the results of a chunk; raise LostError if its process died."""

    @abstractmethod
    def is_lost(self, future: Future[list[Result]]) -> bool:
        """Tell, without waiting, whether the process of a chunk died."""

    @abstractmethod
    def renew(self) -> None:
        """Make ready for work after a process died."""

    @abstractmethod
    def read_alone(self, chunk: tuple[Item, ...]) -> list[Result]:
        """Read the items of a chunk one by one, so that only one that kills its process is lost."""

    @abstractmethod
    def close(self, *, is_stopped: bool) -> None:
        """Let the processes go, at once if the work was stopped."""


@dataclass(slots=True)
class _Waiting(Generic[Item, Result]):
    """A chunk whose results have not been taken; without a `future` it is to be read alone."""

    chunk: tuple[Item, ...]
    future: Future[list[Result]] | None


class Workers(Generic[Item, Result]):
    """Reads items in chunks by a crew and gives the results one by one in the order of the items.

    `weigh` estimates the seconds that an item takes, `pack` makes of it what is handed out. When a process dies
    (killed, or out of memory), its chunk is handed out again as often as the crew says, and then read item by item.
    """

    def __init__(
        self,
        crew: Crew[Item, Result],
        weigh: Callable[[Item], float],
        pack: Callable[[Item], Item] = lambda item: item,
    ) -> None:
        self._crew = crew
        self._weigh = weigh
        self._pack = pack
        self._waiting: deque[_Waiting[Item, Result]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the processes end; when an exception passes, without what they have not read."""
        self._crew.close(is_stopped=error is not None)

    def read_all(self, items: Iterable[Item]) -> Iterator[Result]:
        """Read every item."""
        crew = self._crew
        for chunk in cut_chunks(items, self._weigh, lambda: crew.size, crew.is_sent, crew.first):
            packed = tuple(map(self._pack, chunk))
            self._waiting.append(_Waiting(packed, self._crew.submit(packed)))
            if len(self._waiting) >= _AHEAD * self._crew.size:
                yield from self._take()
        while self._waiting:
            yield from self._take()

    def _take(self) -> list[Result]:
        """Return the results of the chunk that has waited longest."""
        for left in range(self._crew.retries, -1, -1):
            future = self._waiting[0].future
            if future is None:
                break
            try:
                results = self._crew.get(future)
            except LostError:
                self._retry(together=left > 0)
            else:
                self._waiting.popleft()
                return results
        return self._crew.read_alone(self._waiting.popleft().chunk)

    def _retry(self, *, together: bool) -> None:
        """Hand out once more what was lost, or have it read alone."""
        self._crew.renew()
        for one in self._waiting:
            if one.future is not None and self._crew.is_lost(one.future):
                one.future = self._crew.submit(one.chunk) if together else None
