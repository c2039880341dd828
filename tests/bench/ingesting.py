"""What an ingestion costs, what it costs to ask for the same again, and whether it needs more memory the longer it is:
`python -m tests.bench.ingesting` (`make bench ARGS=ingesting`).

Tables of news of several years (../shared/corpus, all articles, whether of summits or not) go through `summitry
ingest`, one table after another into one database, then all of them once more. The second time nothing is stored and no
row of what was read is another.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text

from app.store.engine import make_engine, read_session
from tests.bench.judging import Goals, conclude, is_busy
from tests.commands import COMMAND, ROOT

CORPUS = ROOT.parent / "shared" / "corpus"
TABLES = (
    "article",
    "version",
    "mention",
    "fact",
    "event",
    "quote",
    "claim",
    "citation",
    "event_value",
    "view_count",
)
GOALS: Goals = {
    "reingest_speedup": (">=", 20.0),
    "ingest_memory_growth": ("<=", 1.1),
}


class Cost(NamedTuple):
    """Seconds of the clock and of the processor, and the greatest memory in megabytes."""

    clock: float
    processor: float
    memory: float


def main() -> int:
    """Measure, print, and exit with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tables", type=int, default=5, help="how many tables to read (default: all five)")
    parser.add_argument("--anyway", action="store_true", help="measure on a busy machine, and judge nothing")
    options = parser.parse_args()
    tables = sorted(CORPUS.glob("*.csv.gz"))[: options.tables]
    if not tables:
        print(f"bench: there are no tables of news in {CORPUS}: ingesting is left out", file=sys.stderr)
        return 0
    if not options.anyway and is_busy():
        return 1
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/record.db"
        print("| | articles | articles/s of the processor | s by the clock | MB at most |")
        print("| --- | ---: | ---: | ---: | ---: |")
        first = [_report(table.name, url, [table]) for table in tables]
        before = _digest(url)
        again = _report("all of them once more", url, tables)
        if _digest(url) != before:
            print("bench: the second time rows became others", file=sys.stderr)
            return 1
    figures = {
        "reingest_speedup": sum(one.processor for one in first) / again.processor,
        "ingest_memory_growth": max(one.memory for one in (*first, again)) / first[0].memory,
    }
    return conclude(figures, GOALS, anyway=options.anyway)


def _report(name: str, url: str, tables: list[Path]) -> Cost:
    cost, number = _ingest(url, tables)
    rate = number / cost.processor
    print(f"| {name} | {number:,} | {rate:,.0f} | {cost.clock:.1f} | {cost.memory:.0f} |", flush=True)
    return cost


def _ingest(url: str, tables: list[Path]) -> tuple[Cost, int]:
    """Run the command; return what it cost and how many articles it read. Raises RuntimeError if it fails."""
    with tempfile.TemporaryFile() as out:
        begun = os.times()
        command = subprocess.Popen(
            [*COMMAND, "ingest", "--json", *map(str, tables)],
            cwd=ROOT,
            env={**os.environ, "SUMMITRY_DATABASE_URL": url},
            stdout=out,
        )
        _, status, used = os.wait4(command.pid, 0)
        command.returncode = os.waitstatus_to_exitcode(status)
        clock = os.times().elapsed - begun.elapsed
        if command.returncode:
            raise RuntimeError(f"summitry ingest ended with {command.returncode}")
        out.seek(0)
        number = int(json.loads(out.read())["documents"])
    return Cost(clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024), number


def _digest(url: str) -> str:
    """Digest all that was read, row by row."""
    engine = make_engine(url)
    found = hashlib.sha256()
    with read_session(engine) as session:
        for table in TABLES:
            rows = session.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))
            for row in rows:
                found.update(repr(tuple(row)).encode())
    engine.dispose()
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
