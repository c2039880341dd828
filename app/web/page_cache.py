"""Answers kept as they were sent, compressed, until the record or the day changes: pure ASGI in front of the pages.

Reading is most of what is done here, and the same few pages are read most. An answer is kept under everything that it
may depend on: its address, the headers that answers vary by, each reduced to what it decides, the state of the
database, and the day. Here it is also seen who has an answer already, for all of them alike: no route asks.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import accepts_json
from app.web.conditional import Headers, has_already
from app.web.htmx import VARY
from app.web.language import choose_language

CAPACITY = 32_000_000
"""Bytes of all answers that are kept."""
_LARGEST = 1_000_000
"""Bytes of one. Of a larger one the headers alone are kept: who has it need not be sent it again."""
_LONGEST_ADDRESS = 2_000
_LONGEST_HEADER = 1_000

_HTMX = tuple(name.strip().lower().encode() for name in VARY.split(","))
_VARYING = frozenset({*_HTMX, b"accept-language", b"accept-encoding", b"accept"})
_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
_OF_BODY = frozenset({b"content-length", b"content-type", b"content-encoding", b"etag"})

State = tuple[int, date]
Key = tuple[str, bytes, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer with status 200; `body` is None if it is too large to be kept."""

    headers: Headers
    body: bytes | None

    @property
    def weight(self) -> int:
        """The bytes that it is counted with."""
        return len(self.body or b"") + 1_000


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
        self.kept: OrderedDict[Key, _Answer] = OrderedDict()
        self.weight = 0
        self.coming: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        # Read before the answer is made: at worst a newer one is thrown away once more than needed.
        state = self.get_state()
        key = None if state is None else _make_key(scope)
        if state is None or key is None:
            await self._make(scope, receive, send)
            return
        if state != self.state:
            self._empty(state)
        answer = self._find(key)
        if answer is None and (first := self.coming.get(key)):
            await first.wait()
            answer = self._find(key) if self.get_state() == state else None
        had = has_already(scope["headers"], answer.headers) if answer else None
        if answer and had is not None:
            await _give_same(answer, had, send)
        elif answer and answer.body is not None:
            await _give(answer.headers, answer.body, send)
        else:
            await self._make_first(scope, receive, send, key, state)

    def _find(self, key: Key) -> _Answer | None:
        answer = self.kept.get(key)
        if answer is not None:
            self.kept.move_to_end(key)
        return answer

    def _empty(self, state: State) -> None:
        self.state = state
        self.kept.clear()
        self.weight = 0
        # Who waits is woken by whoever makes the answer; those who come now begin anew.
        self.coming.clear()

    async def _make_first(self, scope: Scope, receive: Receive, send: Send, key: Key, state: State) -> None:
        """Have an answer made that others may wait for."""
        done = self.coming.setdefault(key, asyncio.Event())
        try:
            await self._make(scope, receive, send, lambda answer: self._keep(key, answer, state))
        finally:
            if self.coming.get(key) is done:
                del self.coming[key]
            done.set()

    async def _make(
        self, scope: Scope, receive: Receive, send: Send, keep: Callable[[_Answer], None] | None = None
    ) -> None:
        """Have an answer made whole, whatever the client has of it, and give what the client needs."""
        whole = {**scope, "headers": [one for one in scope["headers"] if one[0] not in _CONDITIONS]}
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

        await self.app(whole, receive, gather)
        if held is None:
            return
        headers = list(held["headers"])
        if keep and _may_be_kept(headers):
            keep(_Answer(headers, bytes(body) if len(body) <= _LARGEST else None))
        had = has_already(scope["headers"], headers)
        if had is None:
            await _give(headers, bytes(body), send)
        else:
            await _give_same(_Answer(headers, None), had, send)

    def _keep(self, key: Key, answer: _Answer, state: State) -> None:
        if self.state != state or key in self.kept:
            return
        self.kept[key] = answer
        self.weight += answer.weight
        while self.weight > CAPACITY:
            _, gone = self.kept.popitem(last=False)
            self.weight -= gone.weight


def _make_key(scope: Scope) -> Key | None:
    """Name all that an answer depends on, but for the state; None if it is not worth it or cannot be told for sure: an
    endless address or header, or a header sent twice, of which the pages may read another one than we."""
    if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
        return None
    found = [(name, value) for name, value in scope["headers"] if name in _VARYING]
    headers = dict(found)
    if len(headers) < len(found) or any(len(value) > _LONGEST_HEADER for _, value in found):
        return None
    return (
        scope["path"],
        scope["query_string"],
        (
            *(headers.get(name) for name in _HTMX),
            b"gzip" in headers.get(b"accept-encoding", b""),
            _choose(headers.get(b"accept-language", b"")),
            _accepts(headers.get(b"accept", b"")),
        ),
    )


@lru_cache(maxsize=1_000)
def _choose(accepted: bytes) -> str | None:
    return choose_language(accepted.decode("latin-1"))


@lru_cache(maxsize=1_000)
def _accepts(accepted: bytes) -> bool:
    return not accepted or accepts_json(accepted.decode("latin-1"))


def _may_be_kept(headers: Headers) -> bool:
    values = dict(headers)
    if b"no-store" in values.get(b"cache-control", b"") or b"set-cookie" in values:
        return False
    varies = [value for name, value in headers if name == b"vary"]
    return {one.strip().lower() for value in varies for one in value.split(b",")} <= _VARYING


async def _give(headers: Headers, body: bytes, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _give_same(answer: _Answer, had: str, send: Send) -> None:
    """Say that the client has the answer, with the headers that the answer itself would have (RFC 9110, 15.4.5)."""
    headers = [one for one in answer.headers if one[0] not in _OF_BODY]
    if had:
        headers.append((b"etag", had.encode("latin-1")))
    await send({"type": "http.response.start", "status": 304, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
