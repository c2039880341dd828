"""What a Dask cluster costs beside the processes of this machine: `python -m tests.bench.cluster`.

A scheduler and two workers on loopback read the same pages and the same table as a pool of two processes, in turns, by
the code that `summitry ingest` runs. All have read them once before the clock runs. Beside the clock stands the time
of the processor that the readers and the scheduler took, which says more where others use the machine. The cluster is
to reach 0.9 of the pool's throughput; exits with 1 if the medians miss it, by either measure, and with 2 where others
use the machine.
"""

import argparse
import csv
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from app.ingest.readers import make_cluster_workers, make_workers
from app.ingest.sources import list_items, list_sources
from app.ingest.workers import Workers
from tests.bench.judging import is_busy
from tests.bench.reading import TEXTS, make_pages
from tests.clusters import run_cluster

WORKERS = 2
LEAST = 0.9
# How often the pages are read in a round, and how many rows the table has: half a minute's work each, so that what it
# costs to begin and to end is as small beside it as in a run that is worth a cluster.
TIMES, ROWS = 16, 6_000


def write_material(folder: Path) -> tuple[Path, Path]:
    """Write the pages, each under several names, and a table of the texts; return both."""
    pages = folder / "pages"
    pages.mkdir()
    for name, page in make_pages().items():
        for number in range(TIMES):
            (pages / f"{number}-{name}").write_bytes(page)
    texts = [path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))]
    table = folder / "table.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("url", "title", "published", "text"))
        for number in range(ROWS):
            title, _, text = texts[number % len(texts)].partition("\n")
            rows.writerow((f"https://news.example/{number}", title, "2024-05-24", text))
    return pages, table


@dataclass
class Measured:
    """The rounds of one crew: seconds of the clock and of the processor, and how many articles were read."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    articles: int = 0


def get_processor_time(processes: Iterable[psutil.Process]) -> float:
    """Return the seconds that processes and those beneath them have taken, and this one."""
    every = {one for top in processes for one in (top, *top.children(recursive=True))}
    times = [one.cpu_times() for one in every] + [psutil.Process().cpu_times()]
    return sum(one.user + one.system for one in times)


def measure_round(
    measured: Measured, workers: Workers, source: Path, get_time: Callable[[], float], *, counts: bool = True
) -> None:
    """Read everything once; the first time does not count."""
    begun, before = time.perf_counter(), get_time()
    articles = sum(1 for _ in workers.read_all(list_items(list_sources([str(source)]))))
    if counts:
        measured.clock.append(time.perf_counter() - begun)
        measured.processor.append(get_time() - before)
        measured.articles = articles


def compare(rounds: int) -> bool:
    """Measure both crews in turns and print the table; tell whether the cluster keeps up."""
    print(
        f"| {WORKERS} workers each, medians of {rounds} rounds | articles | articles/s | s of the processor |\n"
        "| --- | ---: | ---: | ---: |"
    )
    kept = True
    with tempfile.TemporaryDirectory(prefix="summitry-") as given:
        folder = Path(given)
        sources = write_material(folder)
        with run_cluster(folder / "cluster", WORKERS) as cluster:
            tops = [psutil.Process(one.pid) for one in (*cluster.workers, cluster.scheduler)]
            here = psutil.Process()
            with make_workers(WORKERS) as pool, make_cluster_workers(cluster.address, ()) as dask:
                for source in sources:
                    crews = {
                        "processes": (
                            pool,
                            Measured(),
                            lambda: get_processor_time({*here.children()} - {*tops}),
                        ),
                        "Dask": (dask, Measured(), lambda: get_processor_time(tops)),
                    }
                    for number in range(rounds + 1):
                        for workers, measured, get_time in crews.values():
                            measure_round(measured, workers, source, get_time, counts=number > 0)
                    kept &= print_rows(source.name, {name: crew[1] for name, crew in crews.items()})
    return kept


def print_rows(what: str, crews: dict[str, Measured]) -> bool:
    """Print the rows of one source and what the cluster reaches; tell whether it is enough."""
    for name, one in crews.items():
        clock, processor = median(one.clock), median(one.processor)
        print(f"| {what}, {name} | {one.articles:,} | {one.articles / clock:,.0f} | {processor:.1f} |")
    pool, dask = crews["processes"], crews["Dask"]
    # Rounds that follow one another met the same machine.
    by_clock = median(a / b for a, b in zip(pool.clock, dask.clock, strict=True))
    by_processor = median(a / b for a, b in zip(pool.processor, dask.processor, strict=True))
    print(f"| {what}: Dask over processes | | {by_clock:.2f} | {by_processor:.2f} |", flush=True)
    return min(by_clock, by_processor) >= LEAST


def main() -> int:
    """Measure and print everything; 1 if the cluster is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each reads everything")
    parser.add_argument(
        "--anyway", action="store_true", help="measure on a busy machine too, and judge nothing"
    )
    options = parser.parse_args()
    if not options.anyway and is_busy():
        return 2
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors.\n")
    if compare(options.rounds) or options.anyway:
        return 0
    print(f"bench: the cluster reaches less than {LEAST} of the processes", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
