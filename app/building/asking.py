"""Asking the application itself for what it would serve: in this process, without a server."""

import asyncio
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from fastapi import FastAPI
from lxml import html
from starlette.types import Message, Scope

from app.web.filed import SEARCH

_HTML = "text/html"
# What a page refers to: whatever is not a path from the root, or does not begin with our address, is somebody else's.
_REFERRING = ("href", "src", "action")
_IMAGES = frozenset({"og:image", "twitter:image"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application says at an address: `links` are the paths of ours that it refers to, in order and each once,
    `location` is where a redirect leads."""

    path: str
    status: int
    media_type: str
    body: bytes
    links: tuple[str, ...] = ()
    location: str | None = None

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page for readers."""
        return self.media_type == _HTML


class Asker:
    """Asks one application, one address after the other."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._base_url: str = app.state.base_url
        self._loop = asyncio.new_event_loop()

    def ask(self, path: str) -> Answer:
        """Ask for a path, as it is written in an address."""
        return self._loop.run_until_complete(self._ask(path))

    def close(self) -> None:
        """Ask nothing more."""
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()

    async def _ask(self, path: str) -> Answer:
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": urlsplit(self._base_url).scheme,
            "path": unquote(path),
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(b"host", b"localhost")],
            "client": ("127.0.0.1", 0),
            "server": ("127.0.0.1", 0),
        }
        start: Message = {}
        body = bytearray()

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            else:
                body.extend(message.get("body", b""))

        await self._app(scope, receive, send)
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
        media_type = headers.get("content-type", "").partition(";")[0]
        content = bytes(body)
        links = list_links(content, path, self._base_url) if media_type == _HTML else ()
        return Answer(path, start["status"], media_type, content, links, headers.get("location"))


def list_links(page: bytes, path: str, base_url: str) -> tuple[str, ...]:
    """List the paths of our own site that a page refers to, without query and fragment.

    Only the search takes a query there, which its script reads. Raises ValueError for a link with any other: there
    could be no file for it.
    """
    here = base_url + path
    found: dict[str, None] = {}
    for element in html.fromstring(page).iter("*"):
        values = [element.get(name) for name in _REFERRING]
        if element.tag == "meta" and (element.get("property") or element.get("name")) in _IMAGES:
            values.append(element.get("content"))
        for value in values:
            if value is None or value.startswith("#"):
                continue
            address = urlsplit(urljoin(here, value))
            if f"{address.scheme}://{address.netloc}" != base_url:
                continue
            if address.query and not address.path.endswith(SEARCH):
                raise ValueError(f"{path} links to {value}, for which there is no file")
            found[quote(unquote(address.path))] = None
    return tuple(found)
