"""Fetching a page: the only code of the application that reaches the network.

A page is fetched from public addresses alone. The host is resolved once, every address it has must be global,
and the connection goes to that very address, so that a name cannot turn to another one in between; the
certificate is checked against the name. Each redirect is checked in the same way. Ports are free, since a public
host's are its own affair. Proxies of the environment are not used: urllib3's connections do not look for any,
and behind a proxy the address could not be vouched for.
"""

import http.client
import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from app.domain.errors import SourceError
from app.ingest.addresses import Address, AddressTest, is_global_address
from app.ingest.agent import make_agent
from app.ingest.unpack import Unpacker
from app.settings import get_settings

_MAX_REDIRECTS = 3
_PIECE = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_TOO_SLOW = "not fetched within {:g} seconds"
_ACCEPT = "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1"
# What a server says of the version of a page; longer ones are not kept.
_LONGEST_VALIDATOR = 500


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for beside the address: what we can read, and, as `etag` and `last_modified`, which version of
    the page we have already."""

    accept: str = _ACCEPT
    etag: str | None = None
    last_modified: str | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say so."""
        told = {"Accept": self.accept, "If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the server sent it, unpacked; `address` is where the last redirect led.

    `etag` and `last_modified` are what the server says of its version. `is_unchanged`: it is the version that the
    wish told, and comes without data. `location` is where a redirect leads that was not followed.
    """

    data: bytes
    content_type: str | None
    address: str
    etag: str | None = None
    last_modified: str | None = None
    is_unchanged: bool = False
    location: str | None = None


class AnswerError(SourceError):
    """The server answered with a status that is no page; `status` is that."""

    def __init__(self, source: str, reason: str, status: int) -> None:
        super().__init__(source, reason)
        self.status = status

    def __reduce__(self) -> tuple[type["AnswerError"], tuple[str, str, int]]:  # type: ignore[override]
        """Let the error travel between processes."""
        return type(self), (self.source, self.reason, self.status)


def fetch_page(
    url: str,
    *,
    is_allowed_address: AddressTest = is_global_address,
    deadline_s: float = 20,
    limit: int = 10_000_000,
    wish: Wish | None = None,
    follows: bool = True,
) -> FetchedPage:
    """Fetch one http or https page, following at most three redirects, or, unless `follows`, none.

    `is_allowed_address` is an argument that only tests replace. `deadline_s` bounds the whole, from the
    resolution of the name to the last byte; `limit` bounds the unpacked page.

    Raises SourceError with a plain reason: an address that is not public, a status other than 200 (an AnswerError,
    which carries it), too many redirects, a page that is too large or comes too slowly, a failed connection.
    """
    job = _Fetch(url, is_allowed_address, deadline_s, limit, wish or Wish(), follows)
    threading.Thread(target=job.run, name="fetch", daemon=True).start()
    # A timeout of the socket counts from byte to byte, and none binds the resolver: only a watch from outside
    # ends a server that sends one byte a second. The thread is a daemon and ends with its closed socket.
    try:
        return job.page.result(deadline_s)
    except _FetchError as error:
        if error.status is not None:
            raise AnswerError(url, str(error), error.status) from error
        raise SourceError(url, str(error)) from error
    except TimeoutError as error:
        job.stop()
        raise SourceError(url, _TOO_SLOW.format(deadline_s)) from error


class _FetchError(Exception):
    """A reason why the page cannot be fetched; `status` is what the server answered, where that is the reason."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class _Fetch:
    """One page being fetched in a thread; `page` comes to hold it or the reason why not."""

    def __init__(
        self, url: str, is_allowed: AddressTest, deadline_s: float, limit: int, wish: Wish, follows: bool
    ) -> None:
        self.page: Future[FetchedPage] = Future()
        self._url = url
        self._is_allowed = is_allowed
        self._deadline_s = deadline_s
        self._deadline = time.monotonic() + deadline_s
        self._limit = limit
        self._wish = wish
        self._follows = follows
        self._connection: HTTPConnection | None = None

    def run(self) -> None:
        """Fetch; what goes wrong on the network becomes a `_FetchError`."""
        try:
            self.page.set_result(self._follow())
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            self.page.set_exception(_FetchError(f"the connection failed: {_get_reason(error)}"))
        except Exception as error:
            self.page.set_exception(error)
        finally:
            self._close()

    def stop(self) -> None:
        """End the connection from outside, so that the thread does not wait for it."""
        sock = self._connection.sock if self._connection else None
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                # It was closed in the meantime, which is what is wanted.
                return

    def _follow(self) -> FetchedPage:
        url = self._url
        for _ in range(_MAX_REDIRECTS + 1):
            response = self._request(_parse(url))
            if response.status not in _REDIRECTS:
                return self._read(response, url)
            location = response.headers.get("Location")
            if not location:
                raise _FetchError("it redirects to nowhere")
            target = urljoin(url, location)
            if not self._follows:
                return FetchedPage(b"", None, url, location=target)
            url = target
            self._close()
        raise _FetchError(f"more than {_MAX_REDIRECTS} redirects")

    def _request(self, url: Url) -> urllib3.BaseHTTPResponse:
        host = url.host or ""
        port = url.port or (443 if url.scheme == "https" else 80)
        addresses = self._resolve(host.strip("[]"), port)
        failure: Exception | None = None
        for address in addresses:
            self._connection = _make_connection(url, str(address), port, self._get_time_left())
            try:
                self._connection.connect()
            except (HTTPError, OSError) as error:
                failure = error
                self._close()
                continue
            return self._send(self._connection, url)
        raise _FetchError(f"no connection to {host}: {_get_reason(failure)}")

    def _send(self, connection: HTTPConnection, url: Url) -> urllib3.BaseHTTPResponse:
        headers = {
            "Host": url.netloc or "",
            "User-Agent": _get_agent(),
            "Accept-Encoding": "gzip, deflate",
            **self._wish.headers,
        }
        connection.request(
            "GET", url.request_uri, headers=headers, preload_content=False, decode_content=False
        )
        return connection.getresponse()

    def _resolve(self, host: str, port: int) -> list[Address]:
        """Resolve a host; all of its addresses must be allowed, or none is used."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise _FetchError(f"no such host: {host}") from error
        addresses = list(dict.fromkeys(ip_address(str(answer[4][0]).partition("%")[0]) for answer in answers))
        for address in addresses:
            if not self._is_allowed(address):
                raise _FetchError(f"{host} is not a public address ({address})")
        return addresses

    def _read(self, response: urllib3.BaseHTTPResponse, url: str) -> FetchedPage:
        told = _read_validators(response.headers)
        if response.status == HTTPStatus.NOT_MODIFIED and (self._wish.etag or self._wish.last_modified):
            return FetchedPage(b"", None, url, *told, is_unchanged=True)
        if response.status != HTTPStatus.OK:
            reason = f"the server answered {response.status} {_get_phrase(response)}".rstrip()
            raise _FetchError(reason, response.status)
        try:
            unpacker = Unpacker(response.headers.get("Content-Encoding", ""), self._limit)
            while piece := response.read1(_PIECE, decode_content=False):
                self._get_time_left()
                unpacker.add(piece)
            data = unpacker.get_all()
        except ValueError as error:
            raise _FetchError(str(error)) from error
        return FetchedPage(data, response.headers.get("Content-Type"), url, *told)

    def _get_time_left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise _FetchError(_TOO_SLOW.format(self._deadline_s))
        return left

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()


def _parse(text: str) -> Url:
    """Parse an address; refuse other schemes, credentials, and what is no address."""
    try:
        url = parse_url(text)
    except LocationParseError as error:
        raise _FetchError(f"not an address: {text}") from error
    if url.scheme not in ("http", "https"):
        raise _FetchError(f"not http(s): {text}")
    if url.auth:
        raise _FetchError("the address holds a user name or password")
    if not url.host:
        raise _FetchError(f"an address without a host: {text}")
    return url


def _make_connection(url: Url, address: str, port: int, timeout: float) -> HTTPConnection:
    """Make a connection to one IP address that speaks for the URL's host."""
    if url.scheme == "http":
        return HTTPConnection(address, port, timeout=timeout)
    host = (url.host or "").strip("[]")
    return HTTPSConnection(
        address, port, timeout=timeout, cert_reqs="CERT_REQUIRED", server_hostname=host, assert_hostname=host
    )


def _get_agent() -> str:
    settings = get_settings()
    return make_agent(settings.base_url, settings.contact)


def _read_validators(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return what an answer says of its version: `ETag` and `Last-Modified`, as they will be sent back."""
    etag, last_modified = (
        value
        if value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
        else None
        for value in (headers.get("ETag"), headers.get("Last-Modified"))
    )
    return etag, last_modified


def _get_phrase(response: urllib3.BaseHTTPResponse) -> str:
    try:
        return HTTPStatus(response.status).phrase
    except ValueError:
        return ""


def _get_reason(error: Exception | None) -> str:
    """Return the plain words of a network error, without the objects that urllib3 prints with them."""
    text = str(error).rpartition(">: ")[2] or str(error)
    return text.rpartition("] ")[2] or type(error).__name__
