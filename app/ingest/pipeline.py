"""Ingest sources into the record: read in any executor, store one article in one transaction."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from app.domain.errors import SourceError
from app.domain.readings import Reading
from app.ingest.reading import read_reading
from app.ingest.sources import Source, read_source
from app.ingest.stages.resolve import resolve_events
from app.store.engine import Engine, write_session
from app.store.record import count_record
from app.store.runs import finish_run, save_rejection, start_run
from app.store.writer import list_neighbourhood, save_events, save_reading

log = logging.getLogger(__name__)

# Readings wait for the writer in this number per worker, so that memory stays flat however many sources there are.
_AHEAD = 4


@dataclass(slots=True)
class Report:
    """What one ingestion did. `events`, `quotes` and `claims` count the whole record afterwards."""

    documents: int = 0
    stored: int = 0
    unchanged: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    events: int = 0
    quotes: int = 0
    claims: int = 0
    outcomes: list[tuple[str, str]] = field(default_factory=list)


Progress = Callable[[str, str], None]


def ingest_sources(
    engine: Engine,
    sources: Iterable[Source | SourceError],
    executor: Executor | None = None,
    progress: Progress = lambda name, outcome: None,
) -> Report:
    """Read every source and store what is new; a source that cannot be read is noted and stops nothing.

    With an `executor` articles are read there; they are always stored here, one transaction an article.
    `progress` is called after each source with its name and `stored`, `unchanged` or `rejected`.
    """
    report = Report()
    with write_session(engine) as session:
        run_id = start_run(session)
    try:
        for name, result in _read_all(sources, executor):
            outcome = _store(engine, run_id, name, result, report)
            report.outcomes.append((name, outcome))
            progress(name, outcome)
    finally:
        with write_session(engine) as session:
            finish_run(
                session, run_id, documents=report.documents, stored=report.stored, unchanged=report.unchanged
            )
            report.events, report.quotes, report.claims = count_record(session)
    return report


def _store(engine: Engine, run_id: int, name: str, result: Reading | SourceError, report: Report) -> str:
    report.documents += 1
    if isinstance(result, SourceError):
        report.rejected.append((name, result.reason))
        with write_session(engine) as session:
            save_rejection(session, run_id, name, result.reason)
        return "rejected"
    if save_article(engine, result, run_id):
        report.stored += 1
        return "stored"
    report.unchanged += 1
    return "unchanged"


def save_article(engine: Engine, reading: Reading, run_id: int | None) -> bool:
    """Store one article and bring the events that it touches up to date, in one transaction; False if unchanged."""
    with write_session(engine) as session:
        saved = save_reading(session, reading, run_id)
        if saved.changed:
            save_events(session, resolve_events(list_neighbourhood(session, saved.touched)))
    return saved.changed


Result = tuple[str, Reading | SourceError]


def _read_all(sources: Iterable[Source | SourceError], executor: Executor | None) -> Iterator[Result]:
    if executor is None:
        for source in sources:
            yield _read(source)
        return
    waiting: list[Future[Result]] = []
    limit = _AHEAD * getattr(executor, "_max_workers", 1)
    for source in sources:
        waiting.append(executor.submit(_read, source))
        if len(waiting) >= limit:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _read(source: Source | SourceError) -> Result:
    """Read one source; whatever is wrong with it becomes a reason, so that the run goes on."""
    if isinstance(source, SourceError):
        return source.source, source
    try:
        return source.given, read_reading(read_source(source))
    except SourceError as error:
        return source.given, error
    except Exception as error:
        # A fault of ours (or of a library) in one article must not lose the others; the log keeps the whole story.
        log.exception("could not read %s", source.given)
        return source.given, SourceError(source.given, f"could not be read: {type(error).__name__}: {error}")
