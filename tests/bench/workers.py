"""What a server process costs before it answers, what it takes, and what a second one gives (`tests.bench.serving`)."""

import gzip
import statistics
import subprocess
import time
from pathlib import Path

from tests.bench.asking import (
    ROUNDS,
    Target,
    ask,
    find_port,
    measure_round,
    print_targets,
    read_cpu_seconds,
    start,
)
from tests.commands import COMMAND, ROOT

STARTS = 3
# No two requests for one address: every page has to be made. Lua writes fourteen digits of a number.
_ANEW = """
local number = os.time() % 1000000 * 100000
request = function()
  number = number + 1
  return wrk.format("GET", "/?of=" .. number)
end
"""


def measure_start(env: dict[str, str]) -> float:
    """Return the seconds from the command to the first byte of the timeline, the median of STARTS starts after one that
    leaves behind what Python and Jinja compile once."""
    # Some environments have Python keep nothing of what it compiles, as no server does.
    env = {name: value for name, value in env.items() if name != "PYTHONDONTWRITEBYTECODE"}
    _measure_one_start(env)
    told = [_measure_one_start(env) for _ in range(STARTS)]
    seconds, spent = (statistics.median(values) for values in zip(*told, strict=True))
    print(f"\nFirst byte after {seconds:.2f} s, {spent:.2f} s of the processor.")
    return seconds


def _measure_one_start(env: dict[str, str]) -> tuple[float, float]:
    port = find_port()
    began = time.perf_counter()
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port)], cwd=ROOT, env=env, stderr=subprocess.DEVNULL
    )
    try:
        while True:
            assert server.poll() is None, "the server has ended"
            try:
                status, _, body = ask(port, "/", {})
            except ConnectionRefusedError:
                time.sleep(0.002)
                continue
            seconds = time.perf_counter() - began
            assert status == 200
            assert b"</html>" in body
            return seconds, read_cpu_seconds(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def measure_workers(folder: Path, env: dict[str, str], port: int, pid: int, wrk: str) -> dict[str, float]:
    """Compare the server at `port`, one process, with one of two: pages that are made anew, requests a second; and
    read how much memory each process has then, the most of them."""
    script = folder / "anew.lua"
    script.write_text(_ANEW, encoding="utf-8")
    two_port = find_port()
    command = [*COMMAND, "serve", "--port", str(two_port), "--workers", "2"]
    with start(command, two_port, env, "/healthz") as parent:
        known = ask(port, "/", {})[2]
        for one in (port, two_port):
            body = gzip.decompress(ask(one, "/?of=0", {"Accept-Encoding": "gzip"})[2])
            assert body.count(b'href="/events/') == known.count(b'href="/events/') > 0
        targets = [
            Target("timeline, made anew, one process", port, pid, "/", script=script),
            Target("the same, two processes", two_port, parent, "/", script=script),
        ]
        for one in targets:
            # Whichever process is awake takes a connection: of a few one may take all.
            one.connections = 16
        for _ in range(ROUNDS):
            for target in targets:
                measure_round(target, wrk)
        # What the parent spends is not what answering costs.
        print()
        print_targets(targets[:1])
        print(f"\nTwo processes: {statistics.median(targets[1].rate):,.0f} requests/s.")
        workers = [pid, *_list_workers(parent)]
        ratios = [two / one for one, two in zip(targets[0].rate, targets[1].rate, strict=True)]
        return {
            "two_workers_over_one": statistics.median(ratios),
            "megabytes_a_worker": max(_read_megabytes(worker) for worker in workers),
        }


def _list_workers(parent: int) -> list[int]:
    """List the processes that a server has started to answer; Python's own helper among them answers nothing."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(one) for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]


def _read_megabytes(pid: int) -> float:
    [line] = [one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS:")]
    return int(line.split()[1]) * 1024 / 1_000_000
