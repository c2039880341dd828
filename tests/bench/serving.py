"""What serving costs: `python -m tests.bench.serving` (a part of `make bench`) prints the table of docs/performance.md.

Serves a synthetic record (`tests.bench.pages`) and, beside it, bare Starlette answers of the same size; asserts what
each address answers, then has wrk ask them in turn, round after round. Figures of one run are compared with one another
only: the milliseconds of processor time that the server takes for a request, and requests a second. Refuses to judge on
a busy machine. Exits with 1 where a goal is missed, with 2 where something it needs is not there.
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.asking import (
    CONNECTIONS,
    ROUNDS,
    SECONDS,
    Target,
    ask,
    find_port,
    measure_round,
    print_targets,
    start,
)
from tests.bench.judging import conclude, find_wrk
from tests.bench.pages import fill
from tests.bench.workers import measure_start, measure_workers
from tests.chromium import ARGUMENTS, find_chromium
from tests.commands import COMMAND, make_environment

EVENTS = 1_000
GOALS = {
    "cached_vs_starlette": (">=", 1.0),
    "not_modified_vs_starlette": (">=", 1.0),
    "first_visit_bytes": ("<=", 30_000),
    "first_visit_requests": ("<=", 5),
    # No more than one where there is one processor.
    "two_workers_over_one": (">=", 1.5),
    "seconds_to_first_byte": ("<=", 1.5),
    "megabytes_a_worker": ("<=", 150),
}


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
        # With the options that `summitry serve` gives it (app/cli.py).
        options = ("--no-access-log", "--no-server-header", "--no-proxy-headers", "--log-level=warning")
        command = [sys.executable, "-m", "uvicorn", "tests.bench.bare:app", "--port", str(bare), *options]
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
        print_targets(targets)
        page, bare_page, same, text = targets[:4]
        figures["cached_vs_starlette"] = _compare(bare_page, page)
        figures["not_modified_vs_starlette"] = _compare(text, same)
        figures["first_visit_bytes"], figures["first_visit_requests"] = measure_first_visit(port)
        figures |= measure_workers(folder, env, port, pid, wrk)
        figures["seconds_to_first_byte"] = measure_start(env)
    return figures


def _find_event(port: int) -> str:
    events = json.loads(ask(port, "/events.json?year=2004", {})[2])["events"]
    return f"/events/{events[0]['slug']}"


def _compare(other: Target, ours: Target) -> float:
    """Return how many times as much the other costs: the median of the rounds, each compared within itself."""
    return statistics.median(one / two for one, two in zip(other.cpu_ms, ours.cpu_ms, strict=True))


def main() -> int:
    """Measure and print everything; 1 if a goal is missed, 2 if nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument(
        "--anyway", action="store_true", help="measure on a busy machine too, and judge nothing"
    )
    options = parser.parse_args()
    wrk = find_wrk(anyway=options.anyway)
    if wrk is None:
        return 2
    print(f"{options.events:,} events, {ROUNDS} rounds of {SECONDS} s, {CONNECTIONS} connections.\n")
    return conclude(measure(options.events, wrk), GOALS, anyway=options.anyway)


if __name__ == "__main__":
    sys.exit(main())
