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
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from app import __version__
from app.domain.errors import SourceError
from app.ingest.unpack import Unpacker

Address = IPv4Address | IPv6Address
AddressTest = Callable[[Address], bool]

_MAX_REDIRECTS = 3
_PIECE = 65_536
_REDIRECTS = (301, 302, 303, 307, 308)
_TOO_SLOW = "not fetched within {:g} seconds"
_NAT64 = ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page as the server sent it, unpacked; `address` is where the last redirect led."""

    data: bytes
    content_type: str | None
    address: str


def is_global_address(address: Address) -> bool:
    """Tell whether an IP address is public, also where an IPv6 address stands for an IPv4 one."""
    if isinstance(address, IPv6Address):
        inner = _get_inner(address)
        if inner is not None:
            return is_global_address(inner)
    return address.is_global and not address.is_multicast


def fetch_page(
    url: str,
    *,
    is_allowed_address: AddressTest = is_global_address,
    deadline_s: float = 20,
    limit: int = 10_000_000,
) -> FetchedPage:
    """Fetch one http or https page, following at most three redirects.

    `is_allowed_address` is an argument that only tests replace. `deadline_s` bounds the whole, from the
    resolution of the name to the last byte; `limit` bounds the unpacked page.

    Raises SourceError with a plain reason: an address that is not public, a status other than 200, too many
    redirects, a page that is too large or comes too slowly, a failed connection.
    """
    job = _Fetch(url, is_allowed_address, deadline_s, limit)
    threading.Thread(target=job.run, name="fetch", daemon=True).start()
    # A timeout of the socket counts from byte to byte, and none binds the resolver: only a watch from outside
    # ends a server that sends one byte a second. The thread is a daemon and ends with its closed socket.
    try:
        return job.page.result(deadline_s)
    except _FetchError as error:
        raise SourceError(url, str(error)) from error
    except TimeoutError as error:
        job.stop()
        raise SourceError(url, _TOO_SLOW.format(deadline_s)) from error


class _FetchError(Exception):
    """A reason why the page cannot be fetched."""


class _Fetch:
    """One page being fetched in a thread; `page` comes to hold it or the reason why not."""

    def __init__(self, url: str, is_allowed: AddressTest, deadline_s: float, limit: int) -> None:
        self.page: Future[FetchedPage] = Future()
        self._url = url
        self._is_allowed = is_allowed
        self._deadline_s = deadline_s
        self._deadline = time.monotonic() + deadline_s
        self._limit = limit
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
            url = urljoin(url, location)
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
            "User-Agent": f"summitry/{__version__}",
            "Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
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
        if response.status != HTTPStatus.OK:
            raise _FetchError(f"the server answered {response.status} {_get_phrase(response)}".rstrip())
        try:
            unpacker = Unpacker(response.headers.get("Content-Encoding", ""), self._limit)
            while piece := response.read1(_PIECE, decode_content=False):
                self._get_time_left()
                unpacker.add(piece)
            data = unpacker.get_all()
        except ValueError as error:
            raise _FetchError(str(error)) from error
        return FetchedPage(data, response.headers.get("Content-Type"), url)

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


def _get_inner(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for: mapped, 6to4, Teredo or NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def _get_phrase(response: urllib3.BaseHTTPResponse) -> str:
    try:
        return HTTPStatus(response.status).phrase
    except ValueError:
        return ""


def _get_reason(error: Exception | None) -> str:
    """Return the plain words of a network error, without the objects that urllib3 prints with them."""
    text = str(error).rpartition(">: ")[2] or str(error)
    return text.rpartition("] ")[2] or type(error).__name__
