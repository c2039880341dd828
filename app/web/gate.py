"""Who is let in, as pure ASGI in front of everything that answers: whoever calls us by a name of ours, and asks for an
address that ends. HEAD goes in as GET, and comes out without a body.

It stands in front of what is kept too: nothing is given under a name that is not ours.
"""

import re
from collections.abc import Awaitable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.headers import Headers

LONGEST_ADDRESS = 8_000
"""Letters of a path and query, as sent: proxies take no longer ones either."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# A name of the DNS has 253 letters at most (RFC 1035, 2.3.4), a port five.
_LONGEST_HOST = 260
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?", re.ASCII)


class Gate:
    """Refuses a Host that is neither that of `base_url` nor a loopback name, and an endless address."""

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app = app
        self.hosts = LOOPBACK | {(urlsplit(base_url).hostname or "").lower()}
        self.is_ours = lru_cache(maxsize=100)(self._is_ours)
        self.unknown = Headers(_Refusal(400, b"This host is not served here.\n"), base_url)
        self.endless = Headers(_Refusal(414, b"This address is too long.\n"), base_url)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Choose who answers one request."""
        if scope["type"] != "http":
            return self.app(scope, receive, send)
        if scope["method"] == "HEAD":
            # Whatever answers GET answers HEAD, with the same headers.
            scope, send = {**scope, "method": "GET"}, _drop_bodies(send)
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or len(hosts[0]) > _LONGEST_HOST or not self.is_ours(hosts[0]):
            return self.unknown(scope, receive, send)
        if len(scope["query_string"]) + len(scope.get("raw_path") or scope["path"]) > LONGEST_ADDRESS:
            return self.endless(scope, receive, send)
        return self.app(scope, receive, send)

    def _is_ours(self, host: bytes) -> bool:
        match = _HOST.fullmatch(host.decode("latin-1"))
        return match is not None and (match["v6"] or match["name"]).lower() in self.hosts


class _Refusal:
    """Answers everything with one sentence."""

    def __init__(self, status: int, body: bytes) -> None:
        length = str(len(body)).encode()
        headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length)]
        self.start = {"type": "http.response.start", "status": status, "headers": headers}
        self.body = {"type": "http.response.body", "body": body}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await send(self.start)
        await send(self.body)


def _drop_bodies(send: Send) -> Send:
    async def send_bare(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_bare
