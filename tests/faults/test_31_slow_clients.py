"""Fault 31: clients that open connections and say nothing, ask without end, or do not read: others are served."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from tests.commands import ROOT, Run, make_environment
from tests.faults.slow_record import make_slow_record
from tests.load import fetch, wait_until_served

HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


@contextmanager
def serve(database: Path, **limits: float) -> Iterator[tuple[int, int]]:
    """Serve by the command itself with these limits instead of its own; give the port and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    change = "".join(f"connections.{name} = {value}; " for name, value in limits.items())
    program = f"from app.web import connections; {change}from app.cli import run; run()"
    server = subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", str(port)],
        cwd=ROOT,
        env=make_environment(database, SUMMITRY_ACCESS_LOG="off", SUMMITRY_STATEMENT_SECONDS="2"),
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_served(port, 60)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def read_to_end(client: socket.socket) -> bytes:
    """Read until the server closes the connection, in whatever way; fail if it does not."""
    said = b""
    with suppress(ConnectionError):
        while chunk := client.recv(65536):
            said += chunk
    return said


def trickle(client: socket.socket, data: bytes) -> None:
    """Send and go on sending until the server closes the connection; fail if it does not."""
    client.settimeout(0.1)
    for _ in range(150):
        try:
            client.sendall(data)
            if not client.recv(65536):
                return
        except TimeoutError:
            continue
        except ConnectionError:
            return
    pytest.fail("the connection is open after fifteen seconds")


def test_two_hundred_slow_clients_do_not_keep_others_waiting(database: Path) -> None:
    with serve(database, HEAD_SECONDS=60) as (port, pid), ExitStack() as stack:
        for number in range(200):
            slow = stack.enter_context(connect(port))
            # Some say nothing, some begin a head, some a body.
            slow.sendall((b"", HEAD, HEAD + b"a" * 500, b"POST / HTTP/1.1\r\nHost: a\r\n")[number % 4])
        assert [fetch(port, "/") for _ in range(20)] == [200] * 20
        assert count_files(pid) < 200 + 100


def test_a_new_client_takes_the_place_of_the_one_that_was_silent_longest(database: Path) -> None:
    with serve(database, MOST_CONNECTIONS=50, HEAD_SECONDS=60) as (port, pid), ExitStack() as stack:
        slow = [stack.enter_context(connect(port)) for _ in range(200)]
        # They are taken in, in their order, before who comes now.
        assert fetch(port, "/healthz") == 200
        assert count_files(pid) < 50 + 100
        assert all(read_to_end(one) == b"" for one in slow[:140])
        slow[-1].sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert read_to_end(slow[-1]).endswith(b"ok\n"), "the last of them still may"


def test_where_all_are_being_answered_one_is_told_to_come_again(tmp_path: Path) -> None:
    database = tmp_path / "summitry.db"
    make_slow_record(database)
    with serve(database, MOST_CONNECTIONS=3) as (port, _), ExitStack() as stack:
        busy = [stack.enter_context(connect(port)) for _ in range(3)]
        for one in busy:
            first = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            one.sendall(first + b"GET /quotes HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            # The first answer has come: the second is being made.
            assert one.recv(1)
        new = stack.enter_context(connect(port))
        said = read_to_end(new)
        assert said.startswith(b"HTTP/1.1 503 Service Unavailable\r\n")
        assert b"retry-after: 10\r\n" in said
        ends = [read_to_end(one) for one in busy]
        assert all(b"HTTP/1.1 503" in end and b"too long" in end for end in ends), (
            "nobody's answer was cut off"
        )


def count_files(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"", b""),
        (HEAD, b"a"),
        (b"", b"\r\n"),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000000\r\n\r\n", b"a"),
        (b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"\r\n"),
    ],
    ids=["nothing", "head", "line breaks", "body", "between two requests"],
)
def test_a_request_that_never_ends_is_ended(database: Path, first: bytes, then: bytes) -> None:
    with serve(database, HEAD_SECONDS=1) as (port, _), connect(port) as slow:
        slow.sendall(first)
        if then:
            trickle(slow, then)
        else:
            assert read_to_end(slow) == b""


def test_a_head_without_end_is_refused(database: Path) -> None:
    with serve(database, HEAD_SECONDS=60) as (port, _):
        with connect(port) as client:
            client.sendall(HEAD + b"a" * 30_000 + b"\r\nConnection: close\r\n\r\n")
            assert read_to_end(client).startswith(b"HTTP/1.1 200 ")
        with connect(port) as client:
            client.sendall(HEAD)
            trickle(client, b"a" * 10_000)
        with connect(port) as client:
            # In one piece of more than a read takes at once.
            with suppress(ConnectionError):
                client.sendall(HEAD + b"a" * 5_000_000)
            assert read_to_end(client) in (
                b"",
                b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            )


def test_who_does_not_read_is_given_up_and_who_reads_is_not(database: Path, summitry: Run) -> None:
    assert summitry("ingest", "seeds").code == 0
    ask = b"GET /events.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with serve(database, READ_SECONDS=0.5) as (port, pid):
        whole = http.client.HTTPConnection("127.0.0.1", port)
        whole.request("GET", "/events.json")
        size = len(whole.getresponse().read())
        whole.close()
        before = count_files(pid)
        with ExitStack() as stack:
            deaf = socket.socket()
            stack.enter_context(deaf)
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", port))
            # More answers than the kernel keeps for it.
            deaf.sendall(ask * (8_000_000 // size))
            while count_files(pid) <= before:
                assert fetch(port, "/healthz") == 200
            turns = 0
            while count_files(pid) > before:
                assert fetch(port, "/healthz") == 200
                turns += 1
                assert turns < 50_000
        with connect(port) as reader:
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.sendall(ask + ask.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            said = read_to_end(reader)
        answers = said.split(b"HTTP/1.1 200 OK")[1:]
        assert [json.loads(one.partition(b"\r\n\r\n")[2])["count"] > 0 for one in answers] == [True, True]
