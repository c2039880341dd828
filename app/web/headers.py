"""Headers on every answer, as pure ASGI round the whole application, its outermost error handler included: a 500 has
them too. What is kept of answers is kept with them (`app.web.page_cache`).
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.frames import is_framed
from app.web.tags import mark_compressed

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_POLICY = CONTENT_SECURITY_POLICY.removesuffix("; frame-ancestors 'none'")
"""As much of it as a page can say itself (CSP 3, 4.2): of frames only a header is believed."""
FRAMED_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors *"
)
"""Of what stands in frames of other sites: any site may frame it, and it can do nothing but show itself."""


class Headers:
    """Sends the headers of every answer.

    A header that an answer sets itself stays: exports allow other sites to load them.
    """

    def __init__(self, app: ASGIApp, base_url: str) -> None:
        self.app = app
        headers = {
            "Content-Security-Policy": CONTENT_SECURITY_POLICY,
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if urlsplit(base_url).scheme == "https":
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
        headers = self.framed if is_framed(scope["path"]) else self.headers

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message.get("headers", [])}
                missing = [header for header in headers if header[0] not in present]
                message = {**message, "headers": mark_compressed([*message.get("headers", []), *missing])}
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _encode(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
