"""Faults 3 and 32: a statement that takes too long is given up, and whoever asks for something else is answered."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.domain.errors import SlowStatementError
from app.store.engine import limit_statements, open_database, read_session
from tests.commands import Run
from tests.databases import CLUSTER, make_url, sqlite_only
from tests.faults.slow_record import LONG, make_slow_record
from tests.web.conftest import BASE_URL, make_test_app

SECONDS = 0.3
_SHORT = LONG.replace("15000000", "20000")


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Return a site on a record whose quotes take many seconds to be read."""
    path = tmp_path_factory.mktemp("slow") / "summitry.db"
    make_slow_record(path)
    app = make_test_app(path, statement_seconds=SECONDS)
    with TestClient(app, base_url=BASE_URL) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/quotes", "What was asked for takes our database too long."),
        ("/ru/quotes?q=газ", "Такой запрос отнимает у нашей базы данных слишком много времени."),
        ("/be/quotes", "Такі запыт займае ў нашай базы даных занадта шмат часу."),
    ],
)
def test_a_page_that_takes_too_long_is_an_answer_and_the_next_is_a_page(
    slow: TestClient, caplog: pytest.LogCaptureFixture, path: str, words: str
) -> None:
    answer = slow.get(path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert words in answer.text
    [said] = [one for one in caplog.records if one.name == "app.web.errors"]
    assert said.levelno == logging.WARNING
    assert "gave up a statement that took too long" in said.getMessage()
    assert "q=" not in said.getMessage(), "what was searched for is in no log"
    assert slow.get("/readyz").status_code == 200


def test_a_program_is_told_so_in_its_own_form(slow: TestClient) -> None:
    answer = slow.get("/api/quotes")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["title"] == "Service Unavailable"
    assert "too long" in answer.json()["detail"]


def test_four_of_the_worst_at_once_do_not_keep_others_waiting(slow: TestClient) -> None:
    statuses: list[int] = []
    asking = [
        threading.Thread(
            target=lambda path=f"/quotes?year={year}": statuses.append(slow.get(path).status_code)
        )
        for year in range(2017, 2021)
    ]
    for one in asking:
        one.start()
    others = 0
    while any(one.is_alive() for one in asking):
        assert slow.get("/healthz").status_code == 200
        others += 1
    assert statuses == [503] * 4
    # If one kept the others waiting there would be none or one; a busy machine does few.
    assert others >= 3


def test_the_time_is_that_of_one_statement_and_none_is_left_behind(tmp_path: Path) -> None:
    engine = limit_statements(open_database(make_url(tmp_path / "summitry.db")), SECONDS)
    for _ in range(2):
        with pytest.raises(SlowStatementError), read_session(engine) as session:
            session.execute(text(LONG)).scalar()
        with read_session(engine) as session:
            assert session.execute(text(_SHORT)).scalar() == 20000
    with closing(engine.raw_connection()) as connection:
        # The same connection, longer after its last statement of a page than the deadline: nothing ends it.
        threading.Event().wait(SECONDS)
        assert connection.cursor().execute(_SHORT.replace("20000", "200000")).fetchone() == (200000,)
    engine.dispose()


def test_rows_that_are_read_one_after_the_other_are_held_to_it_as_well(tmp_path: Path) -> None:
    engine = limit_statements(open_database(make_url(tmp_path / "summitry.db")), SECONDS)
    with pytest.raises(SlowStatementError), read_session(engine) as session:
        for _row in session.execute(text(LONG.replace("max(n)", "n"))):
            pass
    engine.dispose()


def test_commands_take_the_time_they_need(summitry: Run, tmp_path: Path) -> None:
    env = {"SUMMITRY_STATEMENT_SECONDS": "0.000001"}
    assert summitry("ingest", "seeds", env=env).code == 0
    for command in (("check",), *([] if CLUSTER else [("backup", tmp_path / "copy.db")])):
        done = summitry(*command, env=env)
        assert (done.code, "too long" in done.err) == (0, False), command


@pytest.mark.parametrize("value", ["0", "nan", "soon"])
def test_a_deadline_that_cannot_be_meant_is_refused(summitry: Run, value: str) -> None:
    done = summitry("serve", env={"SUMMITRY_STATEMENT_SECONDS": value})
    assert done.code == 1
    [line] = done.err.splitlines()
    assert line.startswith("summitry: SUMMITRY_STATEMENT_SECONDS: ")


@sqlite_only
def test_it_costs_next_to_nothing(tmp_path: Path) -> None:
    """The handler is called once for so many steps of SQLite's machine, not for each row."""
    called = 0
    engine = open_database(make_url(tmp_path / "summitry.db"))
    seen: list[Callable[[], bool]] = []

    class Counted(sqlite3.Connection):
        def set_progress_handler(self, handler: Callable[[], bool], steps: int) -> None:  # type: ignore[override]
            seen.append(handler)

            def count() -> bool:
                nonlocal called
                called += 1
                return handler()

            super().set_progress_handler(count, steps)

    limit_statements(engine, 60)
    engine.dialect.connect = lambda *args, **kwargs: sqlite3.connect(  # type: ignore[method-assign]
        *args, **kwargs, factory=Counted
    )
    with read_session(engine) as session:
        assert session.execute(text(_SHORT.replace("20000", "1000000"))).scalar() == 1000000
    assert len(seen) == 1
    assert 100 < called < 2000
    engine.dispose()
