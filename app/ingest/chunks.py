"""Items in chunks: to hand each to another process alone costs more than reading many of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# Seconds of reading in a chunk. Below a second a cluster spends much of its time on handing out; the weights are
# estimates, and the machine may be twice as fast as the one on which they were taken.
FULL = 2.0
# Where the chunks begin to grow.
_LEAST = FULL / 256


def cut_chunks(
    items: Iterable[Item],
    weigh: Callable[[Item], float],
    get_size: Callable[[], int],
    get_kind: Callable[[Item], object] = lambda item: None,
    first: float = 0.0,
) -> Iterator[tuple[Item, ...]]:
    """Cut items into chunks of about `FULL` seconds, in their order; `weigh` estimates the seconds of one.

    The first chunks are of `first` seconds, one item each if it is 0, and then they grow, doubled after as many chunks
    as `get_size` gives processes, so that in a small run each of them has work too. Items of which `get_kind` tells
    different things are never in one chunk.
    """
    limit, left = first, get_size()
    chunk: list[Item] = []
    weight = 0.0
    for item in items:
        if chunk and get_kind(item) != get_kind(chunk[-1]):
            yield tuple(chunk)
            chunk, weight = [], 0.0
        chunk.append(item)
        weight += weigh(item)
        if weight < limit:
            continue
        yield tuple(chunk)
        chunk, weight, left = [], 0.0, left - 1
        if left <= 0:
            limit, left = min(FULL, max(_LEAST, 2 * limit)), get_size()
    if chunk:
        yield tuple(chunk)
