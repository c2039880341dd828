"""Turns of the event loop: what is asked once for all requests that had come by then."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class OnceATurn(Generic[T]):
    """Asks a question once for all who want its answer in one turn of the event loop.

    Whoever is answered with what another was told had come before that was asked, so that no answer is older than the
    request that it is given to. For the loop runs what waits in the order in which it was told to: first the end of
    the turn is put behind all that waits, then the question is asked. What comes meanwhile waits behind that end
    (https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_soon).
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self.ask = ask
        self.told: list[T] = []

    def __call__(self) -> T:
        """Return the answer; only within a running loop."""
        if not self.told:
            asyncio.get_running_loop().call_soon(self.told.clear)
            self.told.append(self.ask())
        return self.told[0]
