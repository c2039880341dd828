"""Ingestions in processes of their own, forked from the test: they begin at once and end as the test decides."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from app.domain.errors import DatabaseError
from app.ingest.pipeline import Report, ingest_sources
from app.ingest.sources import list_items, list_sources
from app.store import engine as opening
from tests.databases import CLUSTER, exists, make_engine, make_url
from tests.safety.test_check import list_faults
from tests.store.dump import dump

FAILED = 7
"""The exit status of a child whose database failed, with one sentence in its file of messages."""


def ingest(database: Path, sources: Path) -> Report:
    """Ingest a folder as the command does."""
    engine = opening.open_database(make_url(database))
    try:
        return ingest_sources(engine, list_items(list_sources([str(sources)])))
    finally:
        engine.dispose()


def on_statement(note: Callable[[str], None]) -> None:
    """Call `note` before every statement that reaches the database in this process from now on."""
    if CLUSTER:
        event.listen(Engine, "before_cursor_execute", lambda _c, _cursor, said, *_rest: note(said))
        event.listen(Engine, "commit", lambda _connection: note("COMMIT"))
        return

    @event.listens_for(Engine, "connect")
    def trace(connection: Any, _record: Any) -> None:
        connection.set_trace_callback(note)


def run_child(work: Callable[[], object], messages: Path | None = None) -> int:
    """Run `work` in a fork of this process and return its exit status: 0, FAILED, or minus a signal's number."""
    child = start_child(work, messages)
    child.join(60)
    assert child.exitcode is not None, "the child hangs"
    return child.exitcode


def start_child(work: Callable[[], object], messages: Path | None = None) -> Any:
    """Start `work` in a fork of this process."""

    def run() -> None:
        try:
            work()
        except DatabaseError as error:
            if messages is not None:
                with suppress(OSError):
                    messages.write_text(str(error))
            os._exit(FAILED)
        os._exit(0)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    return child


def kill_before(number: int, database: Path, sources: Path) -> int:
    """Ingest in a child that is killed before its statement of this number; return its exit status."""

    def work() -> None:
        left = number

        def count(_statement: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        on_statement(count)
        ingest(database, sources)

    return run_child(work)


def count_statements(database: Path, sources: Path) -> int:
    """Count the statements of an undisturbed ingestion."""
    reader, writer = os.pipe()

    def work() -> None:
        number = 0

        def count(_statement: str) -> None:
            nonlocal number
            number += 1

        on_statement(count)
        ingest(database, sources)
        os.write(writer, str(number).encode())

    assert run_child(work) == 0
    os.close(writer)
    with os.fdopen(reader) as pipe:
        return int(pipe.read())


def read_content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a database holds, but for which run stored a version."""
    engine = make_engine(path)
    try:
        content = dump(engine)
    finally:
        engine.dispose()
    content["version"] = [(*row[:2], *row[3:]) for row in content["version"]]
    return content


def assert_sound_and_completed(database: Path, sources: Path, whole: Path) -> None:
    """Assert that nothing is broken, that a further run stores the rest, that one more stores nothing, and that the
    content then is that of an undisturbed ingestion."""
    if exists(database) and (CLUSTER or database.stat().st_size):
        opening.open_database(make_url(database)).dispose()
        assert list_faults(database) == []
    again = ingest(database, sources)
    assert again.rejected == []
    assert again.stored + again.unchanged == again.documents
    # What an undisturbed ingestion writes has been checked: so has whatever equals it.
    assert read_content(database) == read_content(whole)
    last = ingest(database, sources)
    assert (last.stored, last.removed, last.unchanged) == (0, 0, last.documents)
