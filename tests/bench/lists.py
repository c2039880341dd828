"""What a list costs that is made anew: `python -m tests.bench.lists` (a part of `make bench`) prints tables of
docs/performance.md.

Records of 1,000, 100,000 and 1,000,000 events (`tests.bench.records`) are served without keeping any answer, and the
same events by Datasette, which is asked the same question: fifty events of one year and one topic, newest first, with
the numbers of each kind, form, status, place, person, topic and year. The list that is compared between records is that
of a topic alone, of which each shows fifty events. What each address answers is looked at before it
is measured, round after round, with wrk. Refuses to judge on a busy machine. Exits with 1 where a goal is missed, with
2 where something it needs is not there.

The records stay in var/bench (the largest takes 15 GB and half an hour) and are built anew when the schema changes.
"""

import argparse
import json
import sqlite3
import statistics
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.store.migrating import HEAD
from tests.bench.asking import Target, ask, find_port, measure_round, start
from tests.bench.judging import conclude, find_wrk
from tests.bench.records import BASE, build
from tests.commands import ROOT, make_environment

FOLDER = ROOT / "var" / "bench"
SIZES = (1_000, 100_000, 1_000_000)
ROUNDS = 5
YEAR, TOPIC = 2019, "energy"
LIST = f"/?year={YEAR}&topic={TOPIC}"
ASKED = (
    f"year={YEAR}&topics__arraycontains={TOPIC}&_sort_desc=sort_key&_size=50"
    "&_facet=kind&_facet=format&_facet=status&_facet=place&_facet=year&_facet_array=topics&_facet_array=people"
)
PLAIN, PLAIN_JSON = f"/plain/event?{ASKED}", f"/plain/event.json?_shape=objects&{ASKED}"
HTMX = ("HX-Request: true", "HX-Target: timeline")
GOALS = {
    "list_vs_datasette_1k": (">=", 8.0),
    "list_vs_datasette_100k": (">=", 30.0),
    "event_1m_over_1k": ("<=", 1.2),
    "list_1m_over_1k": ("<=", 1.2),
    "page1000_over_page1": ("<=", 1.2),
    "search_1m_over_1k": ("<=", 1.3),
}


def find_record(events: int) -> Path:
    """Return the record of so many events, built if it is not there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{events}-{HEAD}.db"
    if not path.exists():
        print(f"building a record of {events:,} events …", file=sys.stderr, flush=True)
        build(path, events)
    return path


def find_plain(record: Path) -> Path:
    """Return the same events as one plain table, as one would give them to Datasette, with indexes on what is asked."""
    path = record.with_suffix(".plain.db")
    if path.exists():
        return path
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS record", (str(record),))
        connection.execute(
            "CREATE TABLE event (slug TEXT PRIMARY KEY, title TEXT, kind TEXT, format TEXT, status TEXT, date TEXT,"
            " sort_key TEXT, year INTEGER, place TEXT, topics TEXT, people TEXT)"
        )
        connection.execute(
            "INSERT INTO event SELECT slug, title, kind, format, status, date, date || slug, year, city,"
            " (SELECT json_group_array(topic) FROM record.event_topic WHERE event_id = id),"
            " (SELECT json_group_array(person) FROM record.event_person WHERE event_id = id) FROM record.event"
        )
        for column in ("kind", "format", "status", "sort_key", "place"):
            connection.execute(f"CREATE INDEX event_{column} ON event ({column})")
        connection.execute("CREATE INDEX event_year_sort_key ON event (year, sort_key)")
        connection.execute("ANALYZE")
    partial.rename(path)
    return path


@contextmanager
def serve(record: Path) -> Iterator[tuple[int, int]]:
    """Serve a record, keeping no answer; give the port and the process."""
    port = find_port()
    command = [
        *(sys.executable, "-m", "uvicorn", "--factory", "tests.bench.afresh:create_app", "--port", str(port)),
        *("--no-access-log", "--no-server-header", "--log-level", "warning"),
    ]
    env = make_environment(record, SUMMITRY_ACCESS_LOG="off", SUMMITRY_BASE_URL=f"http://127.0.0.1:{port}")
    with start(command, port, env, "/healthz") as pid:
        yield port, pid


@contextmanager
def serve_plain(plain: Path) -> Iterator[tuple[int, int]]:
    """Serve the same events by Datasette, with time to answer; give the port and the process."""
    port = find_port()
    link = plain.parent / "served" / "plain.db"
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(plain)
    settings = {
        "sql_time_limit_ms": 20_000,
        "facet_time_limit_ms": 20_000,
        "suggest_facets": "off",
        "max_returned_rows": 1_000,
    }
    told = [one for name, value in settings.items() for one in ("--setting", name, str(value))]
    command = [sys.executable, "-m", "datasette", "serve", str(link), "--port", str(port), *told]
    with start(command, port, make_environment(plain), "/-/versions.json") as pid:
        yield port, pid


def look_at(port: int, events: int) -> tuple[str, str]:
    """Assert what our list answers; return the address of an event and of the list's page 1,000, or its last one."""
    expected = json.loads(ask(port, f"/api/events?year={YEAR}&topic={TOPIC}&limit=50", {})[2])
    status, _, body = ask(port, LIST, {})
    page = body.decode()
    assert status == 200
    shown = [one["slug"] for one in expected["events"]]
    assert shown
    assert all(f'id="{slug}"' in page for slug in shown)
    assert str(expected["count"]) in page.replace(",", "")
    slug = shown[0]
    status, _, body = ask(port, f"/events/{slug}", {})
    assert status == 200
    assert slug in body.decode()
    whole = json.loads(ask(port, f"/api/events?topic={TOPIC}&limit=1", {})[2])["count"]
    assert whole >= events // 20
    return f"/events/{slug}", slug


def find_page(record: Path, number: int) -> str:
    """Return the address of a late page of the events of a topic: the list goes on after the event before it."""
    with closing(sqlite3.connect(record)) as connection:
        row = connection.execute(
            "SELECT slug FROM event_value JOIN event ON event.id = event_id WHERE facet = 'topic' AND value = ?"
            " ORDER BY event_value.sort_key LIMIT 1 OFFSET ?",
            (TOPIC, 50 * (number - 1) - 1),
        ).fetchone()
    return f"/?topic={TOPIC}&after={row[0]}"


def look_at_plain(port: int, expected: int) -> None:
    """Assert that Datasette answers the same question."""
    assert ask(port, PLAIN, {})[0] == 200
    status, _, body = ask(port, PLAIN_JSON, {})
    assert status == 200, body[:300]
    told = json.loads(body)
    assert told["filtered_table_rows_count"] == expected
    assert len(told["rows"]) == min(50, expected)
    assert {*told["facet_results"]} >= {"kind", "format", "status", "place", "year", "topics", "people"}


def measure_size(events: int, wrk: str, rounds: int, *, plain: bool) -> dict[str, Target]:
    """Measure a record of one size, and by Datasette the same."""
    record = find_record(events)
    with serve(record) as (port, pid):
        address, _ = look_at(port, events)
        count = json.loads(ask(port, f"/api/events?year={YEAR}&topic={TOPIC}&limit=1", {})[2])["count"]
        targets = {
            "list": Target(f"list, {events:,}", port, pid, LIST),
            "fragment": Target(f"list for htmx, {events:,}", port, pid, LIST, HTMX),
            "api": Target(f"list as JSON, {events:,}", port, pid, f"/api/events?year={YEAR}&topic={TOPIC}"),
            "event": Target(f"event, {events:,}", port, pid, address),
            "search": Target(f"search, {events:,}", port, pid, "/search?q=gas"),
        }  # fmt: skip
        # Fifty events of a record of any size.
        targets["page 1"] = Target(f"fifty events of a topic, {events:,}", port, pid, f"/?topic={TOPIC}")
        if events >= 100_000:
            late = 1_000 if events >= 1_000_000 else 100
            targets["late page"] = Target(f"page {late:,}, {events:,}", port, pid, find_page(record, late))
        if plain:
            with serve_plain(find_plain(record)) as (other, other_pid):
                look_at_plain(other, count)
                targets["datasette"] = Target(f"Datasette, {events:,}", other, other_pid, PLAIN)
                targets["datasette as JSON"] = Target(
                    f"Datasette as JSON, {events:,}", other, other_pid, PLAIN_JSON
                )
                _measure(targets, wrk, rounds)
        else:
            _measure(targets, wrk, rounds)
    return targets


def _measure(targets: dict[str, Target], wrk: str, rounds: int) -> None:
    for target in targets.values():
        # What takes a second has no turn among eight.
        target.connections, target.seconds = 1, 4
    for _ in range(rounds):
        for target in targets.values():
            measure_round(target, wrk)
    for one in targets.values():
        median = [statistics.median(values) for values in (one.cpu_ms, one.rate, one.p50, one.p99)]
        print("| {} | {:.2f} | {:,.1f} | {:.1f} | {:.1f} |".format(one.name, *median), flush=True)


def compare(sizes: dict[int, dict[str, Target]]) -> dict[str, float]:
    """Make the figures of what was measured: ratios of processor time."""
    cost = {
        (events, name): statistics.median(target.cpu_ms)
        for events, targets in sizes.items()
        for name, target in targets.items()
    }
    figures: dict[str, float] = {}

    def note(name: str, one: tuple[int, str], other: tuple[int, str]) -> None:
        if one in cost and other in cost:
            figures[name] = cost[one] / cost[other]

    note("list_vs_datasette_1k", (1_000, "datasette"), (1_000, "list"))
    note("list_vs_datasette_100k", (100_000, "datasette"), (100_000, "list"))
    for figure, name in (("event", "event"), ("list", "page 1"), ("search", "search")):
        note(f"{figure}_1m_over_1k", (1_000_000, name), (1_000, name))
    largest = max(sizes)
    note("page1000_over_page1", (largest, "late page"), (largest, "page 1"))
    return figures


def main() -> int:
    """Measure and print everything; 1 if a goal is missed, 2 if nothing can be measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, help=f"numbers of events, multiples of {BASE:,}"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each address is measured")
    parser.add_argument(
        "--anyway", action="store_true", help="measure on a busy machine too, and judge nothing"
    )
    options = parser.parse_args()
    for events in options.sizes:
        find_record(events)
    wrk = find_wrk(anyway=options.anyway)
    if wrk is None:
        return 2
    print("| | ms of the processor | requests/s | p50, ms | p99, ms |\n| --- | ---: | ---: | ---: | ---: |")
    sizes = {
        events: measure_size(events, wrk, options.rounds, plain=events <= 100_000) for events in options.sizes
    }
    return conclude(compare(sizes), GOALS, anyway=options.anyway)


if __name__ == "__main__":
    sys.exit(main())
