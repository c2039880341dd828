"""What operators may know of every request: measured once, in front of everything, for whoever logs or counts."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ROUTE = "summitry.route"
_KEPT = "summitry.kept"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer.

    `route` is the template of the path that the program knows (`/events/{slug}`), without a language's prefix, `None`
    where it knows none. `status` is `None` if the client went before an answer began. `size` counts the bytes of the
    body as they were sent, `seconds` the time until the last of them was handed over. `kept` tells that nothing had to
    be made (`app.web.page_cache`).
    """

    method: str
    path: str
    query: str
    route: str | None
    status: int | None
    size: int
    seconds: float
    kept: bool = False


Observer = Callable[[Exchange], None]


class Observed:
    """Tells observers of every exchange once it is over, also of what no route answers."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self.app = app
        self.observers = tuple(observers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Whatever wraps us from here on copies the scope, but not this dictionary: NotedRoute writes into it.
        state = scope.setdefault("state", {})
        status: int | None = None
        size = 0

        async def send_measured(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        began = time.perf_counter()
        try:
            await self.app(scope, receive, send_measured)
        finally:
            exchange = Exchange(
                scope["method"],
                scope["path"],
                scope["query_string"].decode("latin-1"),
                state.get(_ROUTE),
                status,
                size,
                time.perf_counter() - began,
                state.get(_KEPT, False),
            )
            for observe in self.observers:
                observe(exchange)


class NotedRoute:
    """Stands next to the router, which writes the route that it found into the scope, and notes its template."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            await self.app(scope, receive, send)
        finally:
            route = scope.get("route")
            if route is not None:
                scope.setdefault("state", {})[_ROUTE] = getattr(route, "path", None)


def get_route(scope: Scope) -> str | None:
    """Return the template of the route that answered a request, once it has."""
    route: str | None = scope["state"].get(_ROUTE)
    return route


def note_kept(scope: Scope, route: str | None) -> None:
    """Note of a request that it is answered with what was kept of an answer by this route."""
    state = scope["state"]
    state[_ROUTE], state[_KEPT] = route, True
