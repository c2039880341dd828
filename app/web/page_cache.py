"""Answers kept as they were sent, compressed, until the record or the day changes: pure ASGI in front of the pages.

Reading is most of what is done here, and the same few pages are read most. An answer is kept under everything that it
may depend on: its address, the headers that answers vary by, each reduced to what it decides, the state of the
database, and the day. A client that has it already is told so (RFC 9110, 13.2.2).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import accepts_json
from app.web.language import choose_language
from app.web.page import VARY
from app.web.tags import find_tag

CAPACITY = 32_000_000
"""Bytes of all answers that are kept."""
_LARGEST = 1_000_000
"""Bytes of one; a larger one passes through. Also of what is held back until it is whole."""
_LONGEST_ADDRESS = 2_000
_LONGEST_HEADER = 1_000

_HTMX = tuple(name.strip().lower().encode() for name in VARY.split(","))
_KNOWN = frozenset({*_HTMX, b"accept-language", b"accept-encoding", b"accept"})
_ASKED = _KNOWN | {b"if-none-match", b"if-modified-since"}
_OF_BODY = frozenset({b"content-length", b"content-type", b"content-encoding"})

Headers = list[tuple[bytes, bytes]]
State = tuple[int, date]
Key = tuple[str, bytes, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Kept:
    """One answer with status 200."""

    headers: Headers
    body: bytes
    tag: str | None

    @property
    def weight(self) -> int:
        return len(self.body) + 1_000


class PageCache:
    """Keeps what `app` answers as long as `get_state` returns the same; `None` from it keeps nothing.

    Requests for one and the same answer wait for the first of them. Two answers are never confused: what varies by a
    header that is not known here is not kept, nor what says `no-store`. Bounded by CAPACITY; what was not asked for
    longest goes first.
    """

    def __init__(self, app: ASGIApp, get_state: Callable[[], State | None]) -> None:
        self.app = app
        self.get_state = get_state
        self.state: State | None = None
        self.kept: OrderedDict[Key, _Kept] = OrderedDict()
        self.weight = 0
        self.coming: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        state = self.get_state()
        if state is None or _is_too_special(scope, headers):
            await self.app(scope, receive, send)
            return
        if state != self.state:
            # Read before the answer is made: at worst a newer one is thrown away once more than needed.
            self._empty(state)
        key = (scope["path"], scope["query_string"], _reduce(headers))
        kept = self._find(key)
        if kept is None and (first := self.coming.get(key)):
            await first.wait()
            kept = self._find(key) if self.get_state() == state else None
        if kept is None:
            await self._make(scope, receive, send, key, state)
        else:
            await _give(kept, headers.get(b"if-none-match"), send)

    def _find(self, key: Key) -> _Kept | None:
        kept = self.kept.get(key)
        if kept is not None:
            self.kept.move_to_end(key)
        return kept

    def _empty(self, state: State) -> None:
        self.state = state
        self.kept.clear()
        self.weight = 0
        # Who waits is woken by whoever makes the answer; those who come now begin anew.
        self.coming.clear()

    async def _make(self, scope: Scope, receive: Receive, send: Send, key: Key, state: State) -> None:
        """Have the answer made whole, whatever the client has of it, keep it, and give what the client needs."""
        asked = dict(scope["headers"]).get(b"if-none-match")
        whole = {**scope, "headers": [one for one in scope["headers"] if one[0] != b"if-none-match"]}
        held: Message | None = None
        body = bytearray()

        async def gather(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start" and message["status"] == 200:
                held = message
                return
            if held is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if len(body) > _LARGEST and message.get("more_body"):
                await send(held)
                await send({"type": "http.response.body", "body": bytes(body), "more_body": True})
                held = None

        done = self.coming.setdefault(key, asyncio.Event())
        try:
            await self.app(whole, receive, gather)
            if held is None:
                return
            headers = list(held["headers"])
            answer = _Kept(headers, bytes(body), _get_tag(headers))
            if _may_be_kept(answer):
                self._keep(key, answer, state)
        finally:
            if self.coming.get(key) is done:
                del self.coming[key]
            done.set()
        await _give(answer, asked, send)

    def _keep(self, key: Key, answer: _Kept, state: State) -> None:
        if self.state != state or key in self.kept:
            return
        self.kept[key] = answer
        self.weight += answer.weight
        while self.weight > CAPACITY:
            _, gone = self.kept.popitem(last=False)
            self.weight -= gone.weight


def _is_too_special(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Tell whether a request had better be answered by the pages themselves: it asks by date, its address or a header
    is endless, or it sends a header twice, of which the pages may read another one than we."""
    if b"if-modified-since" in headers and b"if-none-match" not in headers:
        return True
    if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
        return True
    names = [name for name, _ in scope["headers"] if name in _ASKED]
    return len(names) > len({*names}) or any(len(headers[name]) > _LONGEST_HEADER for name in names)


def _reduce(headers: dict[bytes, bytes]) -> tuple[object, ...]:
    """Reduce what answers vary by to what it decides."""
    return (
        *(headers.get(name) for name in _HTMX),
        b"gzip" in headers.get(b"accept-encoding", b""),
        _choose(headers.get(b"accept-language", b"")),
        _accepts(headers.get(b"accept", b"")),
    )


@lru_cache(maxsize=1_000)
def _choose(accepted: bytes) -> str | None:
    return choose_language(accepted.decode("latin-1"))


@lru_cache(maxsize=1_000)
def _accepts(accepted: bytes) -> bool:
    return not accepted or accepts_json(accepted.decode("latin-1"))


def _may_be_kept(answer: _Kept) -> bool:
    if len(answer.body) > _LARGEST:
        return False
    headers = dict(answer.headers)
    if b"no-store" in headers.get(b"cache-control", b"") or b"set-cookie" in headers:
        return False
    varies = {one.strip().lower() for one in _list_values(answer.headers, b"vary")}
    return varies <= _KNOWN


def _list_values(headers: Headers, name: bytes) -> Iterable[bytes]:
    for one, value in headers:
        if one == name:
            yield from value.split(b",")


def _get_tag(headers: Headers) -> str | None:
    return next((value.decode("latin-1") for name, value in headers if name == b"etag"), None)


async def _give(kept: _Kept, asked: bytes | None, send: Send) -> None:
    """Give an answer, or 304 to a client that has it."""
    had = find_tag(asked.decode("latin-1"), kept.tag) if asked and kept.tag else None
    if had is None:
        await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
        await send({"type": "http.response.body", "body": kept.body})
        return
    headers = [one for one in kept.headers if one[0] not in _OF_BODY and one[0] != b"etag"]
    await send(
        {
            "type": "http.response.start",
            "status": 304,
            "headers": [*headers, (b"etag", had.encode("latin-1"))],
        }
    )
    await send({"type": "http.response.body", "body": b""})
