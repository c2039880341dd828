"""Servers on ports of their own, and wrk (https://github.com/wg/wrk), which asks them: what the bench needs to compare
answers."""

import http.client
import os
import re
import socket
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands import ROOT
from tests.load import wait_until_served

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 8


@dataclass
class Target:
    """An address that wrk asks, with headers, or what a script of its own asks; what was measured of it, a figure a
    round."""

    name: str
    port: int
    pid: int
    path: str
    headers: tuple[str, ...] = ()
    script: Path | None = None
    connections: int = CONNECTIONS
    seconds: int = SECONDS
    cpu_ms: list[float] = field(default_factory=list)
    rate: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)


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
    script = [f"--script={target.script}"] if target.script else []
    before = read_cpu_seconds(target.pid)
    told = subprocess.run(
        [
            wrk, "--threads=1", f"--connections={target.connections}", f"--duration={target.seconds}s", "--timeout=60s",
            "--latency", *script,
            *(f"--header={one}" for one in target.headers), f"http://127.0.0.1:{target.port}{target.path}",
        ],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    spent = read_cpu_seconds(target.pid) - before
    requests = int(re.search(r"(\d+) requests in", told)[1])  # type: ignore[index]
    assert requests, f"{target.name}: no answer within {target.seconds} seconds"
    assert "Socket errors" not in told, told
    assert "Non-2xx or 3xx" not in told, told
    target.cpu_ms.append(1000 * spent / requests)
    target.rate.append(float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1]))  # type: ignore[index]
    target.p50.append(_read_ms(told, "50%"))
    target.p99.append(_read_ms(told, "99%"))


def read_cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has taken, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _read_ms(told: str, share: str) -> float:
    value, unit = re.search(rf"{share}\s+([\d.]+)(us|ms|s)", told).groups()  # type: ignore[union-attr]
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def print_targets(targets: list[Target]) -> None:
    """Print the medians of what was measured."""
    print("| | ms of the processor | requests/s | p50, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: |")
    for one in targets:
        median = [statistics.median(values) for values in (one.cpu_ms, one.rate, one.p50, one.p99)]
        print("| {} | {:.3f} | {:,.0f} | {:.2f} | {:.2f} |".format(one.name, *median))
