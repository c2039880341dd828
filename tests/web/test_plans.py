"""A page costs the same however large the record is: SQLite goes through no table that grows with it.

What counts or gives the whole record goes through it; docs/performance.md names these pages and tells what they cost.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from tests.databases import sqlite_only

SMALL = {"source_count", "correction", "correction_event", "run", "rejection", "feed"}
"""Tables that do not grow with the record: a row a language, a correction, a run or a feed."""


@contextmanager
def watch(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """Give the statements of what is done meanwhile, with their parameters."""
    statements: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        statements.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def list_scans(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """List the steps of a plan that go through a table of the database from one end to the other."""
    with engine.connect() as connection:
        tables = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    return [step for step in plan if _goes_through(step, tables - SMALL, is_limited="LIMIT" in statement)]


def _goes_through(step: str, tables: set[str], *, is_limited: bool) -> bool:
    found = re.match(r"SCAN (\w+)", step)
    if found is None or "VIRTUAL TABLE" in step:
        return False
    # In the order of an index it ends with the rows that are wanted.
    ends = is_limited and re.search(r"USING INDEX ix_\w+_(sort_key|newest)", step) is not None
    return re.sub(r"_\d+$", "", found[1]) in tables and not ends


@sqlite_only
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?year=2019",
        "/?topic=energy&year=2019",
        "/?person=vladimir-putin",
        "/?kind=meeting&status=held",
        "/?status=planned",
        "/?status=overdue&year=2026",
        "/places/minsk",
        "/embed",
        "/api/events",
        "/api/events?topic=energy",
        "{event}",
        "{event}.json",
        "{event}.ics",
        "{event}.csl.json",
        "{event}.png",
        "/embed{event}",
        "/oembed?url=http://127.0.0.1:8000{event}",
        "{article}",
        "/api{article}",
        "{quote}",
        "{quote}.json",
        "/nothing-here",
    ],
)
def test_no_page_goes_through_a_table_that_grows(client: TestClient, address: str) -> None:
    home = client.get("/events.json").json()["events"]
    slug = next(one["slug"] for one in home if one["status"] == "held")
    page = client.get(f"/events/{slug}").text
    article, quote = (re.findall(rf"/{noun}/[0-9a-f]{{16}}", page)[0] for noun in ("articles", "quotes"))
    named = {"event": f"/events/{slug}", "article": article, "quote": quote}
    engine = client.app.state.engine  # type: ignore[attr-defined]
    with watch(engine) as statements:
        answer = client.get(address.format(**named), follow_redirects=True)
    assert answer.status_code == (404 if address == "/nothing-here" else 200)
    for statement, parameters in statements:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            assert not list_scans(engine, statement, parameters), statement


@sqlite_only
def test_a_scan_is_seen(client: TestClient) -> None:
    engine = client.app.state.engine  # type: ignore[attr-defined]
    assert list_scans(engine, "SELECT count(*) FROM event WHERE title = 'x'", ())
    assert list_scans(engine, "SELECT a.id FROM article AS a, article AS article_1 WHERE a.title = 'x'", ())
    assert not list_scans(engine, "SELECT title FROM event WHERE id = 'x'", ())
