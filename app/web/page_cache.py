"""Answers kept as they were sent, compressed, until the record or the day changes: pure ASGI in front of the pages.

Reading is most of what is done here, and the same few pages are read most. An answer is kept under everything that it
depends on: its address, the headers that it says it varies by, each reduced to what it decides, the state of the
database, and the day. Here it is also seen who has an answer already, for all of them alike: no route asks.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import accepts_json
from app.web.conditional import Headers, has_already, is_fleeting
from app.web.htmx import VARY, find_target
from app.web.language import choose_language
from app.web.observing import get_route, note_kept

CAPACITY = 32_000_000
"""Bytes of all that is kept."""
_LARGEST = 1_000_000
"""Bytes of one body. Of a larger answer the headers alone are kept: who has it need not be sent it again."""
_LONGEST_ADDRESS = 2_000
_LONGEST_HEADER = 500
_OVERHEAD = 2_000
"""Bytes that Python needs for an answer, an address and its headers beside their letters, at most."""

# They answer for themselves, at once, and know nothing of the record; or are in memory as they are.
_PASSED = ("/healthz", "/readyz", "/metrics", "/static/")
_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})
_OF_BODY = frozenset({b"content-length", b"content-type", b"content-encoding", b"etag"})

State = tuple[int, date]
Address = tuple[str, bytes]
Variant = tuple[object, ...]


@lru_cache(maxsize=200)
def _choose(accepted: str) -> str | None:
    return choose_language(accepted)


@lru_cache(maxsize=200)
def _accepts(accepted: str) -> bool:
    return not accepted or accepts_json(accepted)


_DECIDED: tuple[tuple[frozenset[str], Callable[[Mapping[str, str]], object]], ...] = (
    (
        frozenset(name.strip().lower() for name in VARY.split(",")),
        find_target,
    ),
    (frozenset({"accept-encoding"}), lambda headers: "gzip" in headers.get("accept-encoding", "")),
    (frozenset({"accept-language"}), lambda headers: _choose(headers.get("accept-language", ""))),
    (frozenset({"accept"}), lambda headers: _accepts(headers.get("accept", ""))),
)
"""What headers decide. An answer that varies by another one is not kept."""
KNOWN = frozenset[str]().union(*(names for names, _ in _DECIDED))


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer with status 200, and the route that gave it; `body` is None if it is too large to be kept."""

    headers: Headers
    body: bytes | None
    route: str | None

    @property
    def weight(self) -> int:
        """The bytes that it is counted with."""
        letters = sum(len(name) + len(value) for name, value in self.headers)
        return len(self.body or b"") + letters + _OVERHEAD


@dataclass(slots=True)
class _Place:
    """All that is kept of one address: an answer for each variant of what its answers vary by."""

    varies: frozenset[str] = frozenset()
    answers: dict[Variant, _Answer] = field(default_factory=dict)
    weight: int = 0


class PageCache:
    """Keeps what `app` answers as long as `get_state` returns the same; `None` from it keeps nothing.

    Requests for one and the same answer wait until the first of them is answered or not kept. Two answers are never
    confused: what varies by a header that is not known here is not kept, nor what says `no-store`. Bounded by CAPACITY;
    what was not asked for longest goes first.
    """

    def __init__(self, app: ASGIApp, get_state: Callable[[], State | None]) -> None:
        self.app = app
        self.get_state = get_state
        self.state: State | None = None
        self.kept: OrderedDict[Address, _Place] = OrderedDict()
        self.weight = 0
        self.coming: dict[tuple[Address, Variant], asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_PASSED):
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})
        # Read before the answer is made: at worst a newer one is thrown away once more than needed.
        state = self.get_state()
        headers = None if state is None else _read_headers(scope)
        if state is None or headers is None:
            await self._make(scope, receive, send)
            return
        if state != self.state:
            self._empty(state)
        address = (scope["path"], scope["query_string"])
        answer = self._find(address, headers)
        if answer is None and (first := self.coming.get((address, _reduce(headers, KNOWN)))):
            await first.wait()
            answer = self._find(address, headers) if self.get_state() == state else None
        had = has_already(scope["headers"], answer.headers) if answer else None
        if answer and (had is not None or answer.body is not None):
            note_kept(scope, answer.route)
        if answer and had is not None:
            await _give_same(answer.headers, had, send)
        elif answer and answer.body is not None:
            await _give(answer.headers, answer.body, send)
        else:
            await self._make_first(scope, receive, send, state, headers)

    def _find(self, address: Address, headers: Mapping[str, str]) -> _Answer | None:
        place = self.kept.get(address)
        if place is None:
            return None
        self.kept.move_to_end(address)
        return place.answers.get(_reduce(headers, place.varies))

    def _empty(self, state: State) -> None:
        self.state = state
        self.kept.clear()
        self.weight = 0
        # Who waits is woken by whoever makes the answer; those who come now begin anew.
        self.coming.clear()

    async def _make_first(
        self, scope: Scope, receive: Receive, send: Send, state: State, headers: Mapping[str, str]
    ) -> None:
        """Have an answer made that others may wait for, until it is kept or will not be."""
        address = (scope["path"], scope["query_string"])
        key = (address, _reduce(headers, KNOWN))
        done = self.coming.setdefault(key, asyncio.Event())

        def wake() -> None:
            if self.coming.get(key) is done:
                del self.coming[key]
            done.set()

        def keep(answer: _Answer | None) -> None:
            if answer is not None:
                self._keep(address, headers, answer, state)
            wake()

        try:
            await self._make(scope, receive, send, keep)
        finally:
            wake()

    async def _make(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        keep: Callable[[_Answer | None], None] = lambda answer: None,
    ) -> None:
        """Have an answer made whole, whatever the client has of it, and give what the client needs.

        `keep` is called before any of it is sent, with None as soon as it is known that there is nothing to be kept.
        """
        whole = {**scope, "headers": [one for one in scope["headers"] if one[0] not in _CONDITIONS]}
        held: Message | None = None
        body = bytearray()

        async def gather(message: Message) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                if message["status"] != 200:
                    keep(None)
                    await send(message)
                    return
                held = message
                if _list_varying(held["headers"]) is None:
                    keep(None)
                return
            if held is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if len(body) > _LARGEST and message.get("more_body"):
                keep(None)
                await send(held)
                await send({"type": "http.response.body", "body": bytes(body), "more_body": True})
                held = None

        await self.app(whole, receive, gather)
        if held is None:
            return
        headers = list(held["headers"])
        if _list_varying(headers) is not None and not is_fleeting(scope):
            keep(_Answer(headers, bytes(body) if len(body) <= _LARGEST else None, get_route(scope)))
        had = has_already(scope["headers"], headers)
        if had is None:
            await _give(headers, bytes(body), send)
        else:
            await _give_same(headers, had, send)

    def _keep(self, address: Address, headers: Mapping[str, str], answer: _Answer, state: State) -> None:
        if self.state != state:
            return
        place = self.kept.pop(address, None) or _Place()
        self.weight -= place.weight
        varies = (_list_varying(answer.headers) or frozenset()) | place.varies
        if varies != place.varies:
            # Until now this address was not known to vary by so much: what is kept could be taken for another.
            place = _Place(varies)
        variant = _reduce(headers, varies)
        if variant not in place.answers:
            place.answers[variant] = answer
            place.weight += answer.weight + len(address[0]) + len(address[1])
        self.kept[address] = place
        self.weight += place.weight
        while self.weight > CAPACITY:
            _, gone = self.kept.popitem(last=False)
            self.weight -= gone.weight


def _read_headers(scope: Scope) -> Mapping[str, str] | None:
    """Read the headers that answers may vary by; None if what they decide cannot be told for sure or is not worth it:
    an endless address or header, or a header sent twice, of which the pages may read another one than we."""
    if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
        return None
    found = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in scope["headers"]
        if name.decode("latin-1") in KNOWN
    ]
    headers = dict(found)
    if len(headers) < len(found) or any(len(value) > _LONGEST_HEADER for _, value in found):
        return None
    return headers


def _reduce(headers: Mapping[str, str], varies: frozenset[str]) -> Variant:
    """Reduce headers to what those of them decide that an answer varies by."""
    return tuple(decide(headers) if names & varies else None for names, decide in _DECIDED)


def _list_varying(headers: Headers) -> frozenset[str] | None:
    """List the headers that an answer varies by; None if it must not be kept."""
    values = dict(headers)
    if b"no-store" in values.get(b"cache-control", b"") or b"set-cookie" in values:
        return None
    said = b",".join(value for name, value in headers if name == b"vary").decode("latin-1").lower()
    varies = frozenset(one.strip() for one in said.split(",") if one.strip())
    return varies if varies <= KNOWN else None


async def _give(headers: Headers, body: bytes, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _give_same(headers: Headers, had: str, send: Send) -> None:
    """Say that the client has the answer, with the headers that the answer itself would have (RFC 9110, 15.4.5)."""
    sent = [one for one in headers if one[0] not in _OF_BODY]
    if had:
        sent.append((b"etag", had.encode("latin-1")))
    await send({"type": "http.response.start", "status": 304, "headers": sent})
    await send({"type": "http.response.body", "body": b""})
