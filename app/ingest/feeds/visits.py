"""Visits: pages fetched as a polite guest does: where robots.txt lets us, one at a time, with a pause."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol
from urllib.parse import urlsplit

from app.domain.errors import SourceError
from app.ingest.feeds.robots import ROBOTS_LIMIT, Robots, read_robots
from app.ingest.fetch import AnswerError, FetchedPage, Wish, fetch_page
from app.ingest.stages.read.addresses import is_address

PAUSE_S = 3.0
# A site may ask for more than this between two requests; a run would then never end.
LONGEST_PAUSE_S = 60.0
_MOST_REDIRECTS = 3
# How long a wait goes on after Ctrl-C.
_SLICE_S = 0.5
_BUSY = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class Fetch(Protocol):
    """How one page is fetched: `app.ingest.fetch.fetch_page`, or in tests the same with loopback allowed."""

    def __call__(
        self, url: str, *, limit: int = ..., wish: Wish | None = None, follows: bool = True
    ) -> FetchedPage:
        """Fetch one page."""
        ...


class Visitor:
    """Fetches pages one after the other, and remembers of each host when it was asked last and what it asks of us.

    Tests replace `fetch`, so that a server on loopback counts as public, and `clock` and `sleep`, so that nothing
    is waited for. `is_stopped` is asked while waiting: True raises KeyboardInterrupt.
    """

    def __init__(
        self,
        fetch: Fetch = fetch_page,
        *,
        pause_s: float = PAUSE_S,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._fetch = fetch
        self._pause_s = pause_s
        self._clock = clock
        self._sleep = sleep
        self._is_stopped = is_stopped
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Robots | str] = {}
        self._busy: dict[str, str] = {}

    def visit(self, url: str, wish: Wish, *, limit: int) -> FetchedPage:
        """Fetch one page, following at most three redirects, each of them as a visit of its own.

        Raises SourceError, whose source is `url`, for what `fetch_page` refuses, for what robots.txt does not let us
        fetch, and for a host that has asked to be left alone in this run.
        """
        target = url
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                page = self._visit_one(target, wish, limit)
                if page.location is None:
                    return page
                target = page.location
        except SourceError as error:
            reason = error.reason if target == url else f"redirected to {target}: {error.reason}"
            if isinstance(error, AnswerError):
                raise AnswerError(url, reason, error.status) from error
            raise SourceError(url, reason) from error
        raise SourceError(url, f"more than {_MOST_REDIRECTS} redirects")

    def _visit_one(self, url: str, wish: Wish, limit: int) -> FetchedPage:
        origin = _get_origin(url)
        if origin in self._busy:
            raise SourceError(url, self._busy[origin])
        robots = self._get_robots(origin)
        if isinstance(robots, str):
            raise SourceError(url, robots)
        if not robots.allows(url):
            raise SourceError(url, "robots.txt does not allow it")
        try:
            return self._ask(url, wish, limit, robots.delay_s)
        except AnswerError as error:
            if error.status in _BUSY:
                self._busy[origin] = f"left alone: the server answered {error.status} before in this run"
            raise

    def _get_robots(self, origin: str) -> Robots | str:
        """Return what a host asks of us, read once a run, or the reason why nothing of it is fetched."""
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        return self._robots[origin]

    def _read_robots(self, origin: str) -> Robots | str:
        # A file that is missing (any 4xx) allows everything, one that cannot be read nothing: RFC 9309, 2.3.1.
        try:
            page = self._follow_robots(f"{origin}/robots.txt")
        except AnswerError as error:
            is_missing = 400 <= error.status < 500 and error.status != HTTPStatus.TOO_MANY_REQUESTS
            return Robots() if is_missing else f"its robots.txt cannot be read: {error.reason}"
        except SourceError as error:
            return f"its robots.txt cannot be read: {error.reason}"
        return read_robots(page.data[:ROBOTS_LIMIT].decode("utf-8", "replace"))

    def _follow_robots(self, url: str) -> FetchedPage:
        for _ in range(_MOST_REDIRECTS + 1):
            page = self._ask(url, Wish(accept="text/plain, */*;q=0.1"), ROBOTS_LIMIT * 4, None)
            if page.location is None:
                return page
            url = page.location
        raise SourceError(url, f"more than {_MOST_REDIRECTS} redirects")

    def _ask(self, url: str, wish: Wish, limit: int, delay_s: float | None) -> FetchedPage:
        self._wait(url, max(self._pause_s, min(delay_s or 0, LONGEST_PAUSE_S)))
        host = _get_host(url)
        try:
            return self._fetch(url, limit=limit, wish=wish, follows=False)
        finally:
            self._asked[host] = self._clock()

    def _wait(self, url: str, pause_s: float) -> None:
        last = self._asked.get(_get_host(url))
        until = last + pause_s if last is not None else self._clock()
        while True:
            if self._is_stopped():
                raise KeyboardInterrupt
            left = until - self._clock()
            if left <= 0:
                return
            self._sleep(min(left, _SLICE_S))


def make_visitor(is_stopped: Callable[[], bool]) -> Visitor:
    """Make the visitor of the command line. Tests of the command put one in its place that knows loopback: there is
    no setting that would let the program ask what is not public."""
    return Visitor(is_stopped=is_stopped)


def _get_origin(url: str) -> str:
    """Return scheme, host and port of an address: what a robots.txt speaks for."""
    if not is_address(url):
        raise SourceError(url, "not an http(s) address")
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _get_host(url: str) -> str:
    return urlsplit(_get_origin(url)).hostname or ""
