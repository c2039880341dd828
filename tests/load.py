"""Requests at a steady rate while an ingestion runs: `python -m tests.load` (a minute at 12 a second).

Loopback only, bounded in count and time. Prints what was answered and how fast; exits with 1 if anything
but 2xx and 3xx came, or if the ingestion lost an article.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.databases import make_url

ROOT = Path(__file__).parents[1]
PATHS = (
    "/",
    "/?topic=energy",
    "/?q=gas",
    "/?year=2019&topic=integration",
    "/events.json",
    "/quotes",
    "/events/2019-12-07-sochi",
)
CITIES = ("Minsk", "Sochi", "Moscow", "Grodno", "Kazan")


@dataclass
class Outcome:
    """What a run saw: answers by status, seconds each took, and what the ingestion reported."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    report: dict[str, object] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    while_ingesting: int = 0

    @property
    def is_clean(self) -> bool:
        """Tell whether every request was answered and every article stored."""
        answered = all(200 <= status < 400 for status in self.statuses)
        return answered and not self.errors and not self.report.get("rejected")


def write_articles(folder: Path, number: int) -> None:
    """Write short articles, each about a meeting of its own."""
    first = date(2012, 6, 1)
    for index in range(number):
        day = first + timedelta(days=index)
        city = CITIES[index % len(CITIES)]
        (folder / f"{index:05}.md").write_text(
            f"---\nurl: https://example.org/{index}\npublished: {day + timedelta(days=1)}\nlanguage: en\n"
            f"title: Talks number {index}\n---\n\nAlexander Lukashenko and his Russian counterpart met in {city} on "
            f"{day:%B} {day.day}, {day.year}. They discussed gas and trade.\n\n"
            f"“We have agreed on item {index} of the list,” Lukashenko said.\n"
        )


@contextmanager
def serve(database: Path) -> Iterator[int]:
    """Serve a database on a free port of the loopback interface."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", str(port)], cwd=ROOT, env=make_environment(database)
    )
    try:
        wait_until_served(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def make_environment(database: Path) -> dict[str, str]:
    """Make the environment in which a command uses `database`."""
    return {**os.environ, "SUMMITRY_DATABASE_URL": make_url(database), "SUMMITRY_BASE_URL": ""}


def wait_until_served(port: int, limit_s: float = 30, path: str = "/healthz") -> None:
    """Wait until the server answers; raise TimeoutError if it does not."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        try:
            if fetch(port, path) == 200:
                return
        except OSError:
            threading.Event().wait(0.05)
    raise TimeoutError(f"no answer on port {port} within {limit_s} s")


def fetch(port: int, path: str) -> int:
    """Fetch a path and read its body; return the status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def run(seconds: float, rate: float, articles: int) -> Outcome:
    """Ask for pages at `rate` a second for `seconds`, while `articles` articles are ingested."""
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        write_articles(folder / "in", articles)
        database = folder / "load.db"
        ingest = [sys.executable, "-m", "app", "ingest", "--json"]
        subprocess.run(
            [*ingest, "seeds"], cwd=ROOT, env=make_environment(database), check=True, capture_output=True
        )
        with serve(database) as port:
            running = subprocess.Popen(
                [*ingest, str(folder / "in")],
                cwd=ROOT,
                env=make_environment(database),
                stdout=subprocess.PIPE,
            )
            ask(port, seconds, rate, outcome, lambda: running.poll() is None)
            out, _ = running.communicate(timeout=600)
            outcome.report = json.loads(out)
    return outcome


def ask(port: int, seconds: float, rate: float, outcome: Outcome, is_ingesting: Callable[[], bool]) -> None:
    """Send requests at fixed times, each in a thread of its own, so that a slow answer delays no other."""
    lock = threading.Lock()

    def one(path: str) -> None:
        began = time.monotonic()
        try:
            status = fetch(port, path)
        except OSError as error:
            with lock:
                outcome.errors.append(f"{path}: {error}")
            return
        with lock:
            outcome.statuses[status] += 1
            outcome.seconds.append(time.monotonic() - began)

    began = time.monotonic()
    threads: list[threading.Thread] = []
    for index in range(int(seconds * rate)):
        threading.Event().wait(max(0.0, began + index / rate - time.monotonic()))
        thread = threading.Thread(target=one, args=(PATHS[index % len(PATHS)],))
        thread.start()
        threads.append(thread)
        outcome.while_ingesting += is_ingesting()
    for thread in threads:
        thread.join(timeout=60)


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--rate", type=float, default=12, help="requests a second")
    parser.add_argument("--articles", type=int, default=3000, help="articles ingested meanwhile")
    arguments = parser.parse_args()
    outcome = run(arguments.seconds, arguments.rate, arguments.articles)
    ordered = sorted(outcome.seconds)
    print(f"answers by status: {dict(outcome.statuses)}; not answered: {len(outcome.errors)}")
    print(f"median {ordered[len(ordered) // 2] * 1000:.0f} ms, slowest {ordered[-1] * 1000:.0f} ms")
    print(f"ingestion meanwhile, during {outcome.while_ingesting} of the requests: {outcome.report}")
    return 0 if outcome.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
