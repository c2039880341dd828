"""What serving costs: `python -m tests.bench.serving` (a part of `make bench`) prints the table of docs/performance.md.

Serves a synthetic record (`tests.bench.pages`) and, beside it, bare Starlette answers of the same size; asserts what
each address answers, then has wrk ask them in turn, round after round. Figures of one run are compared with one another
only: the milliseconds of processor time that the server takes for a request, and requests a second. Refuses to judge on
a busy machine. Exits with 1 where a goal is missed, with 2 where something it needs is not there.
"""

import argparse
import gzip
import http.client
import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.pages import fill
from tests.chromium import ARGUMENTS, find_chromium
from tests.commands import COMMAND, ROOT, make_environment
from tests.load import wait_until_served

FIGURES = ROOT / "var" / "bench.json"
EVENTS = 1_000
ROUNDS, SECONDS, CONNECTIONS = 5, 2, 8
BUSIEST = 0.15
"""The share of the processors that others may use."""
GOALS = {
    "cached_vs_starlette": (">=", 1.0),
    "not_modified_vs_starlette": (">=", 1.0),
    "first_visit_bytes": ("<=", 30_000),
    "first_visit_requests": ("<=", 5),
}


@dataclass
class Target:
    """An address that wrk asks, with headers; what was measured of it, a figure a round."""

    name: str
    port: int
    pid: int
    path: str
    headers: tuple[str, ...] = ()
    cpu_ms: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


def measure_busyness(seconds: float = 1.0) -> float:
    """Return the share of the processors' time that others use now."""

    def read() -> tuple[int, int]:
        numbers = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
        return numbers[3] + numbers[4], sum(numbers)

    idle, whole = read()
    time.sleep(seconds)
    idle_after, whole_after = read()
    return 1 - (idle_after - idle) / (whole_after - whole)


@contextmanager
def start(command: list[str], port: int, env: dict[str, str], probe: str) -> Iterator[int]:
    """Start a server, wait until it answers, and give its process id."""
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        wait_until_served(port, 60, probe)
        yield server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def find_port() -> int:
    """Find a free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(port: int, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Ask once, and return status, headers and body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def measure_round(target: Target, wrk: str) -> None:
    """Have wrk ask an address for some seconds, and note what it and the server's clock say."""
    before = _read_cpu_seconds(target.pid)
    told = subprocess.run(
        [
            wrk, "--threads=1", f"--connections={CONNECTIONS}", f"--duration={SECONDS}s", "--latency",
            *(f"--header={one}" for one in target.headers), f"http://127.0.0.1:{target.port}{target.path}",
        ],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    spent = _read_cpu_seconds(target.pid) - before
    requests = int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]
    assert "Socket errors" not in told, told
    assert "Non-2xx or 3xx" not in told, told
    target.cpu_ms.append(1000 * spent / requests)
    target.rate.append(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]))  # type: ignore[index]
    target.p50.append(_read_ms(told, "50%"))
    target.p99.append(_read_ms(told, "99%"))


def _read_cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read_ms(told: str, share: str) -> float:
    value, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", told).groups()  # type: ignore[union-attr]
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def measure_first_visit(port: int) -> tuple[int, int]:
    """Return the bytes, headers included, and the number of requests of a browser that has never been here."""
    path = find_chromium()
    if path is None:
        raise FileNotFoundError("no Chromium was found: set SUMMITRY_CHROMIUM, or call `make bench`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        page = browser.new_page()
        seen = []
        page.on("requestfinished", lambda one: seen.append(one))
        page.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
        sizes = [one.sizes() for one in seen]
        browser.close()
    assert all(one.url.startswith(f"http://127.0.0.1:{port}/") for one in seen)
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes), len(sizes)


def measure(events: int, wrk: str) -> dict[str, float]:
    """Serve, look, measure, print the table, and return the figures."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        fill(folder / "summitry.db", events, 4)
        port, bare = find_port(), find_port()
        env = make_environment(folder / "summitry.db", SUMMITRY_ACCESS_LOG="off", SUMMITRY_BASE_URL="")
        pid = stack.enter_context(start([*COMMAND, "serve", "--port", str(port)], port, env, "/healthz"))
        status, headers, body = ask(port, "/", {"Accept-Encoding": "gzip"})
        assert status == 200
        assert b"Number 0" not in gzip.decompress(body), "the newest events come first"
        assert ask(port, "/", {"Accept-Encoding": "gzip"})[2] == body
        assert ask(port, "/", {"Accept-Encoding": "gzip", "If-None-Match": headers["etag"]})[0] == 304
        (folder / "body").write_bytes(body)
        bare_env = {**os.environ, "BARE_BODY": str(folder / "body")}
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "tests.bench.bare:app",
            "--port",
            str(bare),
            "--no-access-log",
        ]
        bare_pid = stack.enter_context(start(command, bare, bare_env, "/text"))
        assert ask(bare, "/page", {})[2] == body
        zipped = "Accept-Encoding: gzip"
        targets = [
            Target("timeline, kept", port, pid, "/", (zipped,)),
            Target("bare Starlette, as many bytes", bare, bare_pid, "/page", (zipped,)),
            Target("timeline, 304", port, pid, "/", (zipped, f"If-None-Match: {headers['etag']}")),
            Target("bare Starlette, two bytes", bare, bare_pid, "/text", (zipped,)),
            Target("event, kept", port, pid, _find_event(port), (zipped,)),
            Target("feed, kept", port, pid, "/feed.atom?year=2004", (zipped,)),
        ]
        for _ in range(ROUNDS):
            for target in targets:
                measure_round(target, wrk)
        print(
            "| | ms of the processor | requests/s | p50, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: |"
        )
        for one in targets:
            median = [statistics.median(values) for values in (one.cpu_ms, one.rate, one.p50, one.p99)]
            print("| {} | {:.3f} | {:,.0f} | {:.2f} | {:.2f} |".format(one.name, *median))
        page, bare_page, same, text = targets[:4]
        figures["cached_vs_starlette"] = _compare(bare_page, page)
        figures["not_modified_vs_starlette"] = _compare(text, same)
        figures["first_visit_bytes"], figures["first_visit_requests"] = measure_first_visit(port)
    return figures


def _find_event(port: int) -> str:
    events = json.loads(ask(port, "/events.json?year=2004", {})[2])["events"]
    return f"/events/{events[0]['slug']}"


def _compare(other: Target, ours: Target) -> float:
    """Return how many times as much the other costs: the median of the rounds, each compared within itself."""
    return statistics.median(one / two for one, two in zip(other.cpu_ms, ours.cpu_ms, strict=True))


def keep(figures: dict[str, float]) -> None:
    """Write figures down beside those of other parts, in var/bench.json."""
    FIGURES.parent.mkdir(exist_ok=True)
    before = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    told = {name: round(value, 3) for name, value in figures.items()}
    FIGURES.write_text(json.dumps({**before, **told}, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def judge(figures: dict[str, float]) -> bool:
    """Print each figure with its goal; tell whether all are reached."""
    reached = True
    print("\n| figure | | goal |\n| --- | ---: | ---: |")
    for name, value in figures.items():
        sign, goal = GOALS[name]
        is_reached = value >= goal if sign == ">=" else value <= goal
        reached = reached and is_reached
        told = f"{value:.2f}" if isinstance(goal, float) else f"{value:,.0f}"
        print(f"| `{name}` | {told} | {sign} {goal:,}{'' if is_reached else ', missed'} |")
    return reached


def main() -> int:
    """Measure and print everything; 1 if a goal is missed, 2 if nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument(
        "--anyway", action="store_true", help="measure on a busy machine too, and judge nothing"
    )
    options = parser.parse_args()
    wrk = shutil.which("wrk")
    if wrk is None:
        print("bench: wrk is not installed (Debian, Ubuntu: apt install wrk)", file=sys.stderr)
        return 2
    busy = measure_busyness()
    if busy > BUSIEST and not options.anyway:
        print(f"bench: others use {busy:.0%} of the processors: measure when it is quiet", file=sys.stderr)
        return 2
    print(f"{options.events:,} events, {ROUNDS} rounds of {SECONDS} s, {CONNECTIONS} connections.\n")
    figures = measure(options.events, wrk)
    reached = judge(figures)
    if options.anyway:
        return 0
    keep(figures)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
