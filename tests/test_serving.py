"""`summitry serve` as an operator meets it: its log, its stop, its worker processes."""

import http.client
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import COMMAND, ROOT, Run, make_environment
from tests.databases import change
from tests.load import fetch, wait_until_served
from tests.samples import make_sample_database


@contextmanager
def start(database: Path, *options: str, **env: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Serve on a free port; what is left of the server at the end is killed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), *options],
        cwd=ROOT,
        env=make_environment(database, **env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        wait_until_served(port, 60)
        yield server, port
    finally:
        server.kill()
        server.communicate()


def test_a_server_that_is_stopped_answers_what_was_asked_for_and_ends(database: Path, summitry: Run) -> None:
    assert summitry("ingest", "seeds").code == 0
    asked, ended = 12, []
    with start(database) as (server, port):
        connections = [http.client.HTTPConnection("127.0.0.1", port, timeout=60) for _ in range(asked)]
        for connection in connections:
            # Much work: the server has taken all of it in before it has done any.
            connection.request("GET", "/events.bib")

        def read(connection: http.client.HTTPConnection) -> None:
            answer = connection.getresponse()
            ended.append((answer.status, len(answer.read()) == int(answer.headers["content-length"])))

        threads = [threading.Thread(target=read, args=(connection,)) for connection in connections]
        for thread in threads:
            thread.start()
        threads[0].join()
        server.send_signal(signal.SIGTERM)
        for thread in threads:
            thread.join()
        out, err = server.communicate(timeout=30)
        with pytest.raises(ConnectionRefusedError):
            fetch(port, "/healthz")
    assert ended == [(200, True)] * asked
    assert server.returncode in (0, -signal.SIGTERM)
    assert err.decode().splitlines() == [f"Summitry is served on http://127.0.0.1:{port} (Ctrl-C stops it)"]
    lines = [json.loads(line) for line in out.decode().splitlines()]
    assert [line["path"] for line in lines].count("/events.bib") == asked


def test_a_client_that_never_ends_does_not_keep_a_server_from_stopping(database: Path) -> None:
    with start(database) as (server, port), socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
    assert server.returncode in (0, -signal.SIGTERM)


def test_worker_processes_add_up_their_figures_and_one_that_is_killed_is_replaced(database: Path) -> None:
    with start(database, "--workers", "2", SUMMITRY_METRICS="1") as (server, port):
        before = _list_children(server.pid)
        os.kill(before[-1], signal.SIGKILL)
        for _ in range(20):
            # A connection that the killed one had taken is lost; whoever asks again is served.
            wait_until_served(port)
        end = time.monotonic() + 60
        while before[-1] in (after := _list_children(server.pid)) or len(after) < len(before):
            assert time.monotonic() < end, "nothing took its place"
            threading.Event().wait(0.05)
        told = _get(port, "/metrics")
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
    [line] = [
        one for one in told.splitlines() if one.startswith("summitry_requests_total{") and "/healthz" in one
    ]
    assert float(line.rpartition(" ")[2]) >= 20


@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_answer_is_older_than_what_was_committed_before_it_was_asked_for(
    database: Path, workers: str
) -> None:
    """Eight who ask at once for what is kept, while another process writes and tells them what it has committed."""
    make_sample_database(database).dispose()
    committed, told = [1], []
    is_over, answered = threading.Event(), threading.Semaphore(0)

    def follow(port: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while not is_over.is_set():
            before = committed[-1]
            connection.request("GET", "/events/2019-12-07-sochi.json")
            answer = connection.getresponse()
            told.append((before, json.loads(answer.read())["duration_minutes_at_least"]))
            answered.release()

    with start(database, "--workers", workers, SUMMITRY_ACCESS_LOG="off") as (server, port):
        threads = [threading.Thread(target=follow, args=(port,)) for _ in range(8)]
        _set_duration(database, 1)
        for thread in threads:
            thread.start()
        try:
            for minutes in range(2, 42):
                _set_duration(database, minutes)
                committed.append(minutes)
                seen = len(told)
                # Of these at most eight had been asked for before.
                while len(told) < seen + 16:
                    assert answered.acquire(timeout=60)
        finally:
            is_over.set()
        for thread in threads:
            thread.join()
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=60)
    assert all(minutes >= before for before, minutes in told)
    assert {minutes for _, minutes in told} >= {*range(2, 42)}


def _set_duration(database: Path, minutes: int) -> None:
    statement = "UPDATE event SET duration_minutes_at_least = ? WHERE slug = ?"
    assert change(database, statement, minutes, "2019-12-07-sochi") == 1


def _list_children(pid: int) -> list[int]:
    """List the processes that a process has started, in that order."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def test_a_log_that_cannot_be_meant_is_refused_in_one_sentence(summitry: Run) -> None:
    done = summitry("serve", env={"SUMMITRY_ACCESS_LOG": "everything"})
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("summitry: SUMMITRY_ACCESS_LOG: ")
    assert len(done.err.splitlines()) == 1
