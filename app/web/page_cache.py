"""Answers kept exactly as they were sent, compressed and with all their headers, until the record or the day changes:
pure ASGI in front of whatever makes them.

Reading is most of what is done here, and the same few pages are read most. An answer is kept under everything that it
depends on: its address, the headers that it says it varies by, each reduced to what it decides, the state of the
database, and the day. Here it is also seen who has an answer already, for all of them alike: no route asks.

To give what is kept must cost next to nothing, so nothing is made for it: what a request's headers decide is
remembered, and the messages of an answer, and of the 304 in its place, are those that others were given before.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import itemgetter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answers import accepts_json
from app.web.conditional import CONDITIONS, Headers, has_already, is_fleeting
from app.web.htmx import VARY, find_target
from app.web.language import choose_language
from app.web.observing import get_route, note_kept

CAPACITY = 8_000_000
"""Bytes of all that is kept."""
_LARGEST = 1_000_000
"""Bytes of one body. Of a larger answer the headers alone are kept: who has it need not be sent it again."""
_LONGEST_ADDRESS = 2_000
_LONGEST_HEADER = 500
_MOST_REQUESTS = 500
"""How many sets of headers that decide are remembered with what they decide."""
_OVERHEAD = 3_000
"""Bytes that Python needs for an answer, an address and its headers beside their letters, at most."""

# They answer for themselves, at once, and know nothing of the record; or are in memory as they are.
_PASSED = ("/healthz", "/readyz", "/metrics", "/static/")
_OF_BODY = frozenset({b"content-length", b"content-type", b"content-encoding", b"etag"})

State = tuple[Hashable, date]
Address = tuple[str, bytes]
Decided = tuple[object, ...]
"""What the headers of a request decide, in the order of _DECIDED."""
Variant = object
"""That part of it which an address varies by."""

_DECIDED: tuple[tuple[frozenset[str], Callable[[Mapping[str, str]], object]], ...] = (
    (
        frozenset(name.strip().lower() for name in VARY.split(",")),
        find_target,
    ),
    (frozenset({"accept-encoding"}), lambda headers: "gzip" in headers.get("accept-encoding", "")),
    (frozenset({"accept-language"}), lambda headers: choose_language(headers.get("accept-language", ""))),
    (frozenset({"accept"}), lambda headers: accepts_json(headers.get("accept", ""))),
)
"""What headers decide. An answer that varies by another one is not kept."""
KNOWN = frozenset[str]().union(*(names for names, _ in _DECIDED))
_KNOWN = frozenset(name.encode() for name in KNOWN)


_NOTHING: Message = {"type": "http.response.body", "body": b""}


@dataclass(frozen=True, slots=True)
class _Answer:
    """One answer with status 200 as it is sent, and the route that gave it; `body` is None if it is too large to keep.

    `same` is what begins the 304 for who has it, `condition` how they ask who have it by its own tag. Nobody who is
    given a message changes it.
    """

    start: Message
    body: Message | None
    same: Message
    condition: Headers
    route: str | None

    @property
    def headers(self) -> Headers:
        """The headers that it is sent with."""
        headers: Headers = self.start["headers"]
        return headers

    @property
    def weight(self) -> int:
        """The bytes that it is counted with."""
        letters = sum(len(name) + len(value) for name, value in self.headers)
        return (len(self.body["body"]) if self.body else 0) + letters + _OVERHEAD

    def find_same(self, conditions: Headers) -> Message | None:
        """Return what begins the 304 for a client that sent these conditions; None if it has not got this answer."""
        if not conditions:
            return None
        if conditions == self.condition:
            return self.same
        had = has_already(conditions, self.headers)
        return None if had is None else _make_same(self.headers, had.encode("latin-1"))


def _make_answer(headers: Headers, body: bytes, route: str | None) -> _Answer:
    tag = next((value for name, value in headers if name == b"etag"), b"")
    return _Answer(
        start={"type": "http.response.start", "status": 200, "headers": headers},
        body={"type": "http.response.body", "body": body},
        same=_make_same(headers, tag),
        condition=[(b"if-none-match", tag)] if tag else [],
        route=route,
    )


def _make_same(headers: Headers, tag: bytes) -> Message:
    """Begin a 304, with the headers that the answer itself would have (RFC 9110, 15.4.5)."""
    sent = [one for one in headers if one[0] not in _OF_BODY]
    if tag:
        sent.append((b"etag", tag))
    return {"type": "http.response.start", "status": 304, "headers": sent}


@dataclass(slots=True)
class _Place:
    """All that is kept of one address: an answer for each variant of what its answers vary by."""

    varies: frozenset[str] = frozenset()
    answers: dict[Variant, _Answer] = field(default_factory=dict)
    weight: int = 0
    pick: Callable[[Decided], Variant] = field(init=False)
    """Picks from what a request's headers decide what the answers vary by."""

    def __post_init__(self) -> None:
        places = [place for place, (names, _) in enumerate(_DECIDED) if names & self.varies]
        self.pick = itemgetter(*places) if places else lambda decided: None


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
        self.coming: dict[tuple[Address, Decided], asyncio.Event] = {}
        self.decided: dict[tuple[tuple[bytes, bytes], ...], Decided] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_PASSED):
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})
        # Read before the answer is made: at worst a newer one is thrown away once more than needed.
        state = self.get_state()
        decided = None if state is None else self._decide(scope)
        if state is None or decided is None:
            await self._make(scope, receive, send)
            return
        if state != self.state:
            self._empty(state)
        address = (scope["path"], scope["query_string"])
        answer = self._find(address, decided)
        if answer is None and (first := self.coming.get((address, decided))):
            await first.wait()
            answer = self._find(address, decided) if self.get_state() == state else None
        same = answer.find_same(_list_conditions(scope)) if answer else None
        if answer and (body := _NOTHING if same else answer.body):
            note_kept(scope, answer.route)
            await send(same or answer.start)
            await send(body)
        else:
            await self._make_first(scope, receive, send, state, decided)

    def _decide(self, scope: Scope) -> Decided | None:
        """Tell what the headers of a request decide; None if that cannot be told for sure or is not worth it: of an
        endless address or header, or of a header sent twice, of which the pages may read another one than we."""
        if len(scope["path"]) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            return None
        asked = tuple([one for one in scope["headers"] if one[0] in _KNOWN])
        decided = self.decided.get(asked)
        if decided is None:
            headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in asked}
            if len(headers) < len(asked) or any(len(value) > _LONGEST_HEADER for value in headers.values()):
                return None
            if len(self.decided) >= _MOST_REQUESTS:
                self.decided.clear()
            decided = self.decided[asked] = tuple(decide(headers) for _, decide in _DECIDED)
        return decided

    def _find(self, address: Address, decided: Decided) -> _Answer | None:
        place = self.kept.get(address)
        if place is None:
            return None
        self.kept.move_to_end(address)
        return place.answers.get(place.pick(decided))

    def _empty(self, state: State) -> None:
        self.state = state
        self.kept.clear()
        self.weight = 0
        # Who waits is woken by whoever makes the answer; those who come now begin anew.
        self.coming.clear()

    async def _make_first(
        self, scope: Scope, receive: Receive, send: Send, state: State, decided: Decided
    ) -> None:
        """Have an answer made that others may wait for, until it is kept or will not be."""
        address = (scope["path"], scope["query_string"])
        key = (address, decided)
        done = self.coming.setdefault(key, asyncio.Event())

        def wake() -> None:
            if self.coming.get(key) is done:
                del self.coming[key]
            done.set()

        def keep(answer: _Answer | None) -> None:
            if answer is not None:
                self._keep(address, decided, answer, state)
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
        whole = {**scope, "headers": [one for one in scope["headers"] if one[0] not in CONDITIONS]}
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
        answer = _make_answer(headers, bytes(body), get_route(scope))
        if _list_varying(headers) is not None and not is_fleeting(scope):
            keep(answer if len(body) <= _LARGEST else replace(answer, body=None))
        same = answer.find_same(_list_conditions(scope))
        await send(same or answer.start)
        await send(_NOTHING if same else answer.body or _NOTHING)

    def _keep(self, address: Address, decided: Decided, answer: _Answer, state: State) -> None:
        if self.state != state:
            return
        place = self.kept.pop(address, None) or _Place()
        self.weight -= place.weight
        varies = (_list_varying(answer.headers) or frozenset()) | place.varies
        if varies != place.varies:
            # Until now this address was not known to vary by so much: what is kept could be taken for another.
            place = _Place(varies)
        variant = place.pick(decided)
        if variant not in place.answers:
            place.answers[variant] = answer
            place.weight += answer.weight + len(address[0]) + len(address[1])
        self.kept[address] = place
        self.weight += place.weight
        while self.weight > CAPACITY:
            _, gone = self.kept.popitem(last=False)
            self.weight -= gone.weight


def _list_conditions(scope: Scope) -> Headers:
    return [one for one in scope["headers"] if one[0] in CONDITIONS]


def _list_varying(headers: Headers) -> frozenset[str] | None:
    """List the headers that an answer varies by; None if it must not be kept."""
    values = dict(headers)
    if b"no-store" in values.get(b"cache-control", b"") or b"set-cookie" in values:
        return None
    said = b",".join(value for name, value in headers if name == b"vary").decode("latin-1").lower()
    varies = frozenset(one.strip() for one in said.split(",") if one.strip())
    return varies if varies <= KNOWN else None
