"""What is kept of answers is what would be answered, until the record or the day changes."""

import asyncio
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.main import create_app
from app.settings import Settings
from app.store.engine import open_database
from app.web import page_cache
from app.web.page_cache import PageCache
from tests.databases import change, make_url
from tests.samples import make_sample_readings, save_readings
from tests.web.checks import FRAMED, HEADERS
from tests.web.conftest import BASE_URL, TODAY

PATHS = (
    "/",
    "/?topic=energy",
    "/ru/?topic=energy",
    "/?topic=energy&nonsense=1",
    "/events/2019-12-07-sochi",
    "/be/events/2019-12-07-sochi",
    "/quotes",
    "/events.json",
    "/feed.atom",
    "/api/events?limit=2",
    "/nowhere",
    "/search?q=gas",
)
CHOICES: dict[str, tuple[str | None, ...]] = {
    "HX-Request": (None, "true", "false"),
    "HX-Request-Type": (None, "full", "partial"),
    "HX-Target": (None, "section#timeline", "div#more", "x" * 300),
    "HX-History-Restore-Request": (None, "true"),
    "Accept-Language": (None, "ru", "be;q=0.5, ru;q=0.1", "en"),
    "Accept-Encoding": ("identity", "gzip", "br"),
    "Accept": ("*/*", "text/html", "application/json", "image/png"),
    "X-Forwarded-Host": (None, "evil.example"),
    "Forwarded": (None, "for=192.0.2.1;host=evil.example;proto=https"),
    "X-Forwarded-Proto": (None, "https"),
    "Host": (None, "LOCALHOST:9", "evil.example", "127.0.0.1@evil.example", ""),
    "Range": (None, "bytes=0-9"),
    "If-None-Match": (None, "*", '"of-another"'),
    "If-Modified-Since": (None, "Fri, 31 Dec 2027 23:59:59 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "never"),
    "Cookie": (None, "a=b"),
}
METHODS = ("GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "DELETE", "get")
REQUESTS = st.tuples(
    st.sampled_from(METHODS),
    st.sampled_from(PATHS),
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in CHOICES.items()}),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "summitry.db"
    engine = open_database(make_url(path))
    save_readings(engine, make_sample_readings())
    engine.dispose()
    return path


@pytest.fixture(scope="module")
def opened(database: Path) -> Iterator[TestClient]:
    with TestClient(_make_app(database), base_url=BASE_URL, follow_redirects=False) as client:
        yield client


def _make_app(path: Path) -> FastAPI:
    return create_app(Settings(database_url=make_url(path), base_url=BASE_URL), clock=lambda: TODAY)


@pytest.fixture(scope="module")
def alone(database: Path) -> Iterator[TestClient]:
    """Return a client of the same record where nothing is ever kept."""
    app = _make_app(database)
    app.get_state = lambda: None  # type: ignore[attr-defined]
    with TestClient(app, base_url=BASE_URL, follow_redirects=False) as client:
        yield client


def ask(
    client: TestClient, method: str, path: str, headers: dict[str, str | None]
) -> tuple[int, bytes, list[tuple[str, str]]]:
    said = {name: value for name, value in headers.items() if value is not None}
    answer = client.request(method, path, headers=said)
    return answer.status_code, answer.content, answer.headers.multi_items()


@given(st.lists(REQUESTS, min_size=1, max_size=12))
def test_whoever_asked_before_everybody_gets_what_he_would_have_got_alone(
    opened: TestClient, alone: TestClient, requests: list[tuple[str, str, dict[str, str | None]]]
) -> None:
    for method, path, headers in requests:
        assert ask(opened, method, path, headers) == ask(alone, method, path, headers)


@pytest.mark.parametrize("path", ["/", "/events.json", "/embed/"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_what_is_kept_has_the_headers_that_it_was_first_sent_with(
    opened: TestClient, path: str, encoding: str
) -> None:
    headers = {"Accept-Encoding": encoding, "X-Once": path}
    first, again = (opened.get(f"{path}?headers=once", headers=headers) for _ in range(2))
    assert again.headers.multi_items() == first.headers.multi_items()
    for name, value in (FRAMED if path == "/embed/" else HEADERS).items():
        assert again.headers[name] == value
    had = {**headers, "If-None-Match": first.headers["etag"]}
    same, head = opened.get(f"{path}?headers=once", headers=had), opened.head(path, headers=headers)
    assert (same.status_code, head.content) == (304, b"")
    of_body = {"content-length", "content-type", "content-encoding"}
    told = [one for one in first.headers.multi_items() if one[0] not in of_body]
    assert sorted(same.headers.multi_items()) == sorted(told)
    assert head.headers["content-length"] == opened.get(path, headers=headers).headers["content-length"]


@pytest.mark.parametrize(
    "hosts", [["evil.example"], [], ["127.0.0.1", "127.0.0.1"], ["127.0.0.1", "evil.example"]]
)
def test_whoever_calls_us_by_another_name_gets_nothing_that_is_kept(
    opened: TestClient, hosts: list[str]
) -> None:
    assert opened.get("/").status_code == 200
    app = opened.app

    async def ask_raw(method: str) -> list[Message]:
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"host", host.encode()) for host in hosts]
        scope = make_scope("/", tuple(headers))
        await app({**scope, "method": method, "raw_path": b"/"}, receive, send)  # type: ignore[call-arg, arg-type, misc]
        return sent

    for method in ("GET", "HEAD"):
        start, body = asyncio.run(ask_raw(method))
        assert start["status"] == 400
        assert body["body"] == (b"This host is not served here.\n" if method == "GET" else b"")
        assert dict(start["headers"])[b"content-security-policy"]


def test_what_is_kept_makes_no_long_address_shorter_and_no_broken_site_ready(tmp_path: Path) -> None:
    path = tmp_path / "summitry.db"
    with TestClient(_make_app(path), base_url=BASE_URL) as client:
        page = client.get("/")
        assert client.get("/").content == page.content
        assert client.get("/?" + "a" * 8_000).status_code == 414
        assert client.get("/readyz").status_code == 200
        change(path, "UPDATE alembic_version SET version_num = '9999'")
        assert (client.get("/readyz").status_code, client.get("/healthz").status_code) == (503, 200)


@pytest.mark.parametrize("path", PATHS)
def test_what_an_answer_varies_by_is_known(opened: TestClient, path: str) -> None:
    varies = opened.get(path).headers.get("vary", "")
    assert {one.strip().lower() for one in varies.split(",") if one.strip()} <= page_cache.KNOWN


@pytest.mark.parametrize("path", [path for path in PATHS if path != "/nowhere"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_who_has_an_answer_is_told_so_and_who_has_another_gets_it(
    opened: TestClient, path: str, encoding: str
) -> None:
    headers = {"Accept-Encoding": encoding}
    first = opened.get(path, headers=headers)
    tag = first.headers["etag"]
    again = opened.get(path, headers={**headers, "If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert again.headers.get("vary") == first.headers.get("vary")
    assert "content-length" not in again.headers
    assert "content-type" not in again.headers
    other = opened.get(path, headers={**headers, "If-None-Match": '"of-another"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_a_new_record_and_a_new_day_are_seen_at_once(tmp_path: Path) -> None:
    url = make_url(f"{tmp_path}/summitry.db")
    engine = open_database(url)
    readings = make_sample_readings()
    today = date(2026, 11, 22)
    app = create_app(Settings(database_url=url, base_url=BASE_URL), clock=lambda: today)
    with TestClient(app, base_url=BASE_URL) as client:
        seen = []
        for reading in readings:
            save_readings(engine, [reading])
            # Twice, so that the second is one that was kept.
            seen += [client.get("/events.json").text for _ in range(2)]
            assert seen[-1] == seen[-2]
        before = client.get("/")
        assert client.get("/", headers={"If-None-Match": before.headers["etag"]}).status_code == 304
        save_readings(engine, readings)
        assert client.get("/").content == before.content, "the same record again is the same page"
        today = date(2026, 11, 23)
        after = client.get("/", headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert "23 November 2026" in after.text
    engine.dispose()
    assert len({*seen}) > len(readings) / 2


class Inner:
    """An application that counts how often it is asked, and waits where it is told to."""

    def __init__(
        self, status: int = 200, headers: tuple[tuple[bytes, bytes], ...] = (), body: bytes = b"x"
    ) -> None:
        self.status, self.headers, self.body = status, headers, body
        self.asked = 0
        self.wait: asyncio.Event | None = None
        self.error: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        if self.wait:
            await self.wait.wait()
        if self.error:
            raise self.error
        await send({"type": "http.response.start", "status": self.status, "headers": list(self.headers)})
        await send({"type": "http.response.body", "body": self.body})


async def receive() -> Message:
    return {"type": "http.disconnect"}


def make_scope(path: str, headers: tuple[tuple[bytes, bytes], ...]) -> Scope:
    return {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": list(headers)}


async def get(
    app: PageCache, path: str = "/", headers: tuple[tuple[bytes, bytes], ...] = ()
) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await app(make_scope(path, headers), receive, send)
    return sent


def make(inner: Inner, state: list[Any] | None = None) -> PageCache:
    states = state if state is not None else [(1, date(2026, 1, 1))]
    return PageCache(inner, lambda: states[0])


def test_many_who_ask_at_once_are_answered_by_one_answer() -> None:
    inner = Inner()

    async def run() -> list[list[Message]]:
        inner.wait = asyncio.Event()
        app = make(inner)
        tasks = [asyncio.ensure_future(get(app)) for _ in range(50)]
        while inner.asked == 0:
            await asyncio.sleep(0)
        inner.wait.set()
        return await asyncio.gather(*tasks)

    answers = asyncio.run(run())
    assert inner.asked == 1
    assert all(answer[1]["body"] == b"x" for answer in answers)


def test_when_the_first_fails_the_others_are_answered_by_themselves() -> None:
    inner = Inner()

    async def run() -> list[Any]:
        inner.wait, inner.error = asyncio.Event(), RuntimeError("broken")
        app = make(inner)
        first = asyncio.ensure_future(get(app))
        while inner.asked == 0:
            await asyncio.sleep(0)
        other = asyncio.ensure_future(get(app))
        await asyncio.sleep(0)
        inner.wait.set()
        return await asyncio.gather(first, other, return_exceptions=True)

    assert [type(one) for one in asyncio.run(run())] == [RuntimeError, RuntimeError]
    assert inner.asked == 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (404, ()),
        (500, ()),
        (200, ((b"cache-control", b"no-store"),)),
        (200, ((b"set-cookie", b"a=b"),)),
        (200, ((b"vary", b"HX-Request"), (b"vary", b"Cookie"))),
        (200, ((b"vary", b"*"),)),
    ],
)
def test_what_is_no_page_or_must_not_be_kept_is_asked_for_each_time(
    status: int, headers: tuple[tuple[bytes, bytes], ...]
) -> None:
    inner = Inner(status, headers)
    app = make(inner)
    for _ in range(3):
        start, body = asyncio.run(get(app))
        assert (start["status"], body["body"]) == (status, b"x")
    assert inner.asked == 3


@pytest.mark.parametrize(
    "headers",
    [
        ((b"hx-request", b"true"), (b"hx-request", b"false")),
        ((b"accept-language", b"ru," * 200),),
    ],
)
def test_a_request_that_could_be_read_in_two_ways_is_not_answered_from_what_is_kept(
    headers: tuple[tuple[bytes, bytes], ...],
) -> None:
    inner = Inner()
    app = make(inner)
    for _ in range(2):
        asyncio.run(get(app, headers=headers))
    assert inner.asked == 2
    assert not app.kept


def test_nothing_is_kept_while_the_state_of_the_database_cannot_be_told() -> None:
    inner = Inner()
    app = make(inner, [None])
    asyncio.run(get(app))
    asyncio.run(get(app))
    assert (inner.asked, len(app.kept)) == (2, 0)


def test_an_answer_made_while_the_record_changed_is_not_kept() -> None:
    inner, state = Inner(), [(1, date(2026, 1, 1))]

    async def run() -> None:
        inner.wait = asyncio.Event()
        app = make(inner, state)
        slow = asyncio.ensure_future(get(app))
        while inner.asked == 0:
            await asyncio.sleep(0)
        state[0] = (2, date(2026, 1, 1))
        new = asyncio.ensure_future(get(app))
        while inner.asked == 1:
            await asyncio.sleep(0)
        inner.wait.set()
        await asyncio.gather(slow, new)
        assert len(app.kept) == 1
        await get(app)

    asyncio.run(run())
    assert inner.asked == 2


def test_however_much_is_asked_for_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "CAPACITY", 50_000)
    inner = Inner(body=b"x" * 4_000)
    app = make(inner)
    for number in range(100):
        asyncio.run(get(app, f"/{number}"))
        asyncio.run(get(app, "/0"))
    assert 5 < len(app.kept) < 12
    # What is asked for again and again stays.
    assert inner.asked == 100


def test_many_small_answers_take_no_more_memory_than_large_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_cache, "CAPACITY", 2_000_000)

    class Varied(Inner):
        """Answers with headers of its own, as the pages do, and not with the same objects again and again."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            self.headers = (
                (b"vary", b"HX-Request, HX-Target, Accept-Encoding, Accept-Language"),
                *((f"x-{number}".encode(), f"{self.asked} {number}".encode()) for number in range(8)),
            )
            self.body = f"page {self.asked}".encode()
            await super().__call__(scope, receive, send)

    app = make(Varied())

    async def ask_all() -> None:
        for number in range(4_000):
            target = (b"hx-target", f"div#{number:0400}".encode())
            await get(app, f"/{number % 40}/{'x' * 400}", ((b"hx-request", b"true"), target))

    tracemalloc.start()
    asyncio.run(ask_all())
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert app.kept
    assert used < 3_000_000


def test_who_waits_does_not_wait_until_the_first_has_taken_it() -> None:
    inner = Inner()

    async def run() -> None:
        app = make(inner)
        inner.wait = asyncio.Event()
        stuck = asyncio.Event()

        async def send_slowly(message: Message) -> None:
            if message["type"] == "http.response.body":
                await stuck.wait()

        first = asyncio.ensure_future(app(make_scope("/", ()), receive, send_slowly))
        while inner.asked == 0:
            await asyncio.sleep(0)
        second = asyncio.ensure_future(get(app))
        await asyncio.sleep(0)
        inner.wait.set()
        assert (await second)[1]["body"] == b"x"
        assert not first.done()
        stuck.set()
        await first

    asyncio.run(run())
    assert inner.asked == 1


@pytest.mark.parametrize(("status", "headers"), [(404, ()), (200, ((b"cache-control", b"no-store"),))])
def test_what_is_not_kept_is_waited_for_only_until_that_is_known(
    status: int, headers: tuple[tuple[bytes, bytes], ...]
) -> None:
    inner = Inner(status, headers)

    async def run() -> None:
        app = make(inner)
        inner.wait = asyncio.Event()
        tasks = [asyncio.ensure_future(get(app)) for _ in range(3)]
        while inner.asked == 0:
            await asyncio.sleep(0)
        inner.wait.set()
        for start, _ in await asyncio.gather(*tasks):
            assert start["status"] == status

    asyncio.run(run())
    assert inner.asked == 3


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/static/site.css"])
def test_what_does_not_depend_on_the_record_does_not_ask_for_its_state(path: str) -> None:
    inner = Inner()

    def fail() -> None:
        raise AssertionError("a disk that hangs would hang this as well")

    app = PageCache(inner, fail)
    asyncio.run(get(app, path))
    asyncio.run(get(app, path))
    assert inner.asked == 2


def test_an_address_that_turns_out_to_vary_by_more_is_kept_anew() -> None:
    inner = Inner(headers=((b"vary", b"Accept-Encoding"),), body=b"a fragment")
    app = make(inner)
    fragment = ((b"hx-request", b"true"), (b"hx-target", b"ul#list"))
    asyncio.run(get(app, headers=fragment))
    inner.headers, inner.body = ((b"vary", b"HX-Request, HX-Target"),), b"a page"
    # What said nothing of HX-Request is taken at its word until another answer does.
    assert asyncio.run(get(app))[1]["body"] == b"a fragment"
    assert asyncio.run(get(app, headers=((b"accept-encoding", b"gzip"),)))[1]["body"] == b"a page"
    inner.body = b"the fragment"
    assert asyncio.run(get(app, headers=fragment))[1]["body"] == b"the fragment"
    assert asyncio.run(get(app))[1]["body"] == b"the fragment"
    assert inner.asked == 4


def test_of_an_answer_too_large_to_keep_it_is_known_who_has_it() -> None:
    huge = Inner(headers=((b"etag", b'"x"'), (b"content-length", b"2000000")), body=b"x" * 2_000_000)
    app = make(huge)
    for _ in range(2):
        assert len(asyncio.run(get(app))[1]["body"]) == 2_000_000
    assert huge.asked == 2
    assert app.weight < 5_000
    start, body = asyncio.run(get(app, headers=((b"if-none-match", b'"x"'),)))
    assert (start["status"], start["headers"], body["body"]) == (304, [(b"etag", b'"x"')], b"")
    assert huge.asked == 2
