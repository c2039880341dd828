"""What is asked once for many is never older than the request that it is told to."""

import asyncio
from collections.abc import Callable

import pytest

from app.web.turns import OnceATurn


class Site:
    """A state that is written to, and how often it was asked for."""

    def __init__(self) -> None:
        self.state = 0
        self.asked = 0
        self.is_broken = False

    def ask(self) -> int:
        self.asked += 1
        if self.is_broken:
            raise OSError("no disk")
        return self.state


@pytest.fixture(params=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return what runs a coroutine on the loop of this name."""
    if request.param == "asyncio":
        return asyncio.run
    run: Callable[..., None] = pytest.importorskip("uvloop").run
    return run


def test_all_who_had_come_are_told_the_same_and_who_comes_later_what_is_new(run: Callable[..., None]) -> None:
    site = Site()
    get = OnceATurn(site.ask)
    seen: list[tuple[int, int]] = []

    async def answer(came: int) -> None:
        seen.append((came, get()))

    async def answer_and_write(came: int) -> None:
        """Someone commits right after the state was read, sees to it that the next ones know, and they ask."""
        await answer(came)
        site.state += 1
        for _ in range(3):
            coming.append(asyncio.create_task(answer(site.state)))

    coming: list[asyncio.Task[None]] = []

    async def serve() -> None:
        coming.extend(asyncio.create_task(answer_and_write(0)) for _ in range(4))
        while any(not one.done() for one in coming):
            await asyncio.sleep(0)

    run(serve())
    assert len(seen) == 16
    assert all(told >= came for came, told in seen)
    assert seen[:4] == [(0, 0)] * 4, "who came together is told the same"
    assert site.asked == 2


def test_a_question_that_fails_is_asked_again(run: Callable[..., None]) -> None:
    site = Site()
    get = OnceATurn(site.ask)

    async def serve() -> None:
        site.is_broken = True
        with pytest.raises(OSError, match="disk"):
            get()
        site.is_broken = False
        assert (get(), get(), site.asked) == (0, 0, 2)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert (get(), site.asked) == (0, 3)

    run(serve())
