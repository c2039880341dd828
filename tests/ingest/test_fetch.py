"""Fetching, against a real server on the loopback interface."""

import gzip
import pickle
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest

from app.domain.errors import SourceError
from app.ingest.agent import make_agent
from app.ingest.fetch import AnswerError, FetchedPage, Wish, fetch_page, is_global_address

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A small web server; `answers` maps a path to what it does, `hits` counts what was asked."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.hits: list[str] = []
        self.agents: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.hits.append(self.path)
                site.agents.append(self.headers["User-Agent"])
                try:
                    answers[self.path](self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *args: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def give(body: bytes, status: int = 200, **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirect(to: str) -> Answer:
    return give(b"", 302, Location=to)


def give_endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"word " * 10_000)


def give_slowly(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b".")
        time.sleep(0.1)


def send_head_slowly(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(300):
        handler.wfile.write(b"X")
        time.sleep(0.1)


def give_version(handler: BaseHTTPRequestHandler) -> None:
    """Give a page with its version, and 304 to whoever tells it."""
    is_known = MOMENT in (handler.headers["If-Modified-Since"], handler.headers["If-None-Match"])
    headers = {"ETag": f'"{"x" * 600}"', "Last-Modified": MOMENT}
    give(b"" if is_known else PAGE, 304 if is_known else 200, **headers)(handler)


def deflate_bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


MOMENT = "Fri, 06 Dec 2024 10:00:00 GMT"
PAGE = b"<p>The presidents met in Minsk.</p>"
BOMB = gzip.compress(b"\0" * 40_000_000)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    answers: dict[str, Answer] = {
        "/page": give(PAGE, Content_Type="text/html; charset=utf-8"),
        "/gzip": give(gzip.compress(PAGE), Content_Encoding="gzip"),
        "/zlib": give(zlib.compress(PAGE), Content_Encoding="deflate"),
        "/deflate": give(deflate_bare(PAGE), Content_Encoding="deflate"),
        "/brotli": give(PAGE, Content_Encoding="br"),
        "/broken": give(b"\x1f\x8b not a gzip", Content_Encoding="gzip"),
        "/cut": give(gzip.compress(PAGE)[:-8], Content_Encoding="gzip"),
        "/bomb": give(BOMB, Content_Encoding="gzip"),
        "/large": give(b"x" * 2000),
        "/endless": give_endless,
        "/slow": give_slowly,
        "/slow-head": send_head_slowly,
        "/version": give_version,
        "/always-304": give(b"", 304),
        "/gone": give(b"", 410),
        "/odd": give(b"", 499),
        "/once": redirect("page"),
        "/1": redirect("/2"),
        "/2": redirect("/3"),
        "/3": redirect("/page"),
        "/loop": redirect("/loop"),
        "/nowhere": give(b"", 302),
        "/to-file": redirect("file:///etc/passwd"),
        "/to-user": redirect("http://user:secret@127.0.0.1/"),
        "/to-private": redirect("http://10.0.0.1/admin"),
    }
    site = Site(answers)
    yield site
    site.close()


def fetch(url: str, *, deadline_s: float = 5, limit: int = 10_000_000) -> FetchedPage:
    """Fetch with loopback counted as public, everything else as it is."""
    return fetch_page(
        url,
        is_allowed_address=lambda address: address.is_loopback or is_global_address(address),
        deadline_s=deadline_s,
        limit=limit,
    )


def get_reason(url: str, *, deadline_s: float = 5, limit: int = 10_000_000) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, deadline_s=deadline_s, limit=limit)
    assert caught.value.source == url
    return caught.value.reason


def test_a_page_comes_with_its_type_and_address(site: Site) -> None:
    page = fetch(site.url + "/page")
    assert page == FetchedPage(PAGE, "text/html; charset=utf-8", site.url + "/page")
    assert site.agents[-1].startswith("summitry/")


@pytest.mark.parametrize("path", ["/gzip", "/zlib", "/deflate"])
def test_a_packed_page_is_unpacked(site: Site, path: str) -> None:
    assert fetch(site.url + path).data == PAGE


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/brotli", "the server packed the page in an unknown way: br"),
        ("/broken", "the packed page is broken"),
        ("/cut", "the page broke off"),
        ("/gone", "the server answered 410 Gone"),
        ("/odd", "the server answered 499"),
        ("/loop", "more than 3 redirects"),
        ("/nowhere", "it redirects to nowhere"),
        ("/to-file", "not http(s): file:///etc/passwd"),
        ("/to-user", "the address holds a user name or password"),
    ],
)
def test_what_a_server_does_wrong_is_a_plain_reason(site: Site, path: str, reason: str) -> None:
    assert get_reason(site.url + path) == reason


def test_redirects_are_followed_up_to_three(site: Site) -> None:
    assert fetch(site.url + "/once").address == site.url + "/page"
    assert fetch(site.url + "/1").address == site.url + "/page"


def test_a_redirect_is_left_to_whoever_wants_to_follow_it_himself(site: Site) -> None:
    page = fetch_page(site.url + "/once", is_allowed_address=lambda _: True, follows=False)
    assert (page.location, page.address, page.data) == (site.url + "/page", site.url + "/once", b"")
    assert site.hits[-1] == "/once"


def test_a_page_that_has_not_changed_comes_without_its_data(site: Site) -> None:
    page = fetch(site.url + "/version")
    # A version that is told at such length is not kept.
    assert (page.data, page.etag, page.last_modified, page.is_unchanged) == (PAGE, None, MOMENT, False)
    for wish in (Wish(last_modified=MOMENT), Wish(etag=MOMENT)):
        again = fetch_page(site.url + "/version", is_allowed_address=lambda _: True, wish=wish)
        assert (again.data, again.last_modified, again.is_unchanged) == (b"", MOMENT, True)
    assert get_reason(site.url + "/always-304") == "the server answered 304 Not Modified"


def test_the_status_of_an_answer_that_is_no_page_is_told_also_between_processes(site: Site) -> None:
    with pytest.raises(AnswerError) as caught:
        fetch(site.url + "/gone")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.status, again.reason, again.source) == (
        410,
        "the server answered 410 Gone",
        site.url + "/gone",
    )


@pytest.mark.parametrize(
    ("base_url", "contact", "comment"),
    [
        (None, None, ""),
        ("https://example.org", None, " (+https://example.org)"),
        (None, "desk@example.org", " (desk@example.org)"),
        ("https://example.org", "Редакция", " (+https://example.org)"),
        ("https://example.org", "a\r\nHost: evil", " (+https://example.org)"),
        ("https://example.org", "a) (b", " (+https://example.org)"),
    ],
)
def test_the_agent_names_the_site_as_far_as_a_header_can(
    base_url: str | None, contact: str | None, comment: str
) -> None:
    assert make_agent(base_url, contact).partition(" ")[0].startswith("summitry/")
    assert make_agent(base_url, contact).endswith(comment)
    assert make_agent(base_url, contact).count("(") == bool(comment)


def test_a_redirect_to_a_private_address_is_refused(site: Site) -> None:
    assert get_reason(site.url + "/to-private") == "10.0.0.1 is not a public address (10.0.0.1)"


def test_nothing_is_asked_of_an_address_that_is_not_public(site: Site) -> None:
    before = len(site.hits)
    port = site.url.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(SourceError, match=r"not a public address|no such host"):
            fetch_page(f"http://{host}:{port}/page")
    assert len(site.hits) == before


def test_a_name_is_refused_if_one_of_its_addresses_is_private(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("93.184.216.34", port)), (2, 1, 6, "", ("192.168.1.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", resolve)
    with pytest.raises(SourceError, match=r"news\.example is not a public address \(192\.168\.1\.1\)"):
        fetch_page("http://news.example/")


def test_a_large_page_is_refused(site: Site) -> None:
    assert get_reason(site.url + "/large", limit=1000) == "larger than 0.001 MB"


def test_a_small_gzip_of_a_large_page_is_refused(site: Site) -> None:
    assert len(BOMB) < 50_000
    assert get_reason(site.url + "/bomb") == "larger than 10 MB"


def test_an_endless_page_ends(site: Site) -> None:
    assert get_reason(site.url + "/endless", limit=1_000_000) == "larger than 1 MB"


@pytest.mark.parametrize("path", ["/slow", "/slow-head"])
def test_a_page_that_trickles_ends_in_time(site: Site, path: str) -> None:
    start = time.monotonic()
    assert get_reason(site.url + path, deadline_s=0.5) == "not fetched within 0.5 seconds"
    assert time.monotonic() - start < 2


def test_a_name_that_is_never_resolved_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: time.sleep(2) or [])
    assert get_reason("http://slow.example/", deadline_s=0.2) == "not fetched within 0.2 seconds"


def test_a_closed_port_is_no_connection() -> None:
    assert get_reason("http://127.0.0.1:9/") == "no connection to 127.0.0.1: Connection refused"


@pytest.mark.parametrize(
    "url", ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://a b/", "http://[/"]
)
def test_other_addresses_are_refused(url: str) -> None:
    assert get_reason(url)


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)  # fmt: skip
def test_addresses_that_are_not_global(text: str) -> None:
    assert not is_global_address(ip_address(text))


@pytest.mark.parametrize(
    "text", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]
)
def test_addresses_that_are_global(text: str) -> None:
    assert is_global_address(ip_address(text))
