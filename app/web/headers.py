"""Headers on every answer, the check of the Host header, and HEAD, as pure ASGI in front of everything.

It wraps the whole application, its outermost error handler included, so that a 500 carries the headers too.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.frames import is_framed
from app.web.tags import mark_compressed

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FRAMED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors *"
)
"""Of what stands in frames of other sites: any site may frame it, and it can do nothing but show itself."""
LONGEST_ADDRESS = 8_000
"""Letters of a path and query, as sent: proxies take no longer ones either."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[A-Za-z0-9._-]+))(?::\d{1,5})?", re.ASCII)


class Headers:
    """Sends the headers of every answer and refuses a Host that is neither ours nor a loopback name.

    A header that an answer sets itself stays: exports allow other sites to load them.
    """

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app = app
        parts = urlsplit(base_url)
        self.hosts = LOOPBACK | {(parts.hostname or "").lower()}
        headers = {
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if parts.scheme == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000"
        framed = {
            "Content-Security-Policy": FRAMED_POLICY,
            # Sites that load only what agrees to it (COEP) may frame it too; what it loads is all ours.
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
        }
        self.headers, self.framed = _encode(headers), _encode({**headers, **framed})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        bare = scope["method"] == "HEAD"
        headers = self.framed if is_framed(scope["path"]) else self.headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                missing = [header for header in headers if header[0] not in present]
                message = {**message, "headers": mark_compressed([*message.get("headers", []), *missing])}
            elif bare and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if not self._is_known(scope):
            await _refuse(send_with_headers, 400, b"This host is not served here.\n")
            return
        if len(scope["query_string"]) + len(scope.get("raw_path") or scope["path"]) > LONGEST_ADDRESS:
            await _refuse(send_with_headers, 414, b"This address is too long.\n")
            return
        # Whatever answers GET answers HEAD, with the same headers and no body.
        inner = {**scope, "method": "GET"} if bare else scope
        await self.app(inner, receive, send_with_headers)

    def _is_known(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        match = _HOST.fullmatch(hosts[0].decode("latin-1")) if len(hosts) == 1 else None
        return match is not None and (match["v6"] or match["name"]).lower() in self.hosts


def _encode(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
