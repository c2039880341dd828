"""Ingest sources into the record: read here or in workers, store one article in one transaction."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from app.domain.errors import DatabaseError, SourceError, SummitryError
from app.domain.printable import make_printable
from app.domain.readings import Reading
from app.domain.resolution import Mention
from app.ingest.sources import (
    CrawlSeen,
    Item,
    KnownPage,
    Source,
    SourceKind,
    hash_source,
    list_record_items,
    read_crawl,
    read_source,
)
from app.ingest.stages.resolve import RULES, resolve_events
from app.ingest.workers import Workers
from app.lexicon.language import has_language
from app.store.attestations import mark_quotes_stale
from app.store.checks import iterate_neighbourhoods
from app.store.engine import Engine, Session, read_session, write_session
from app.store.mentions import make_range
from app.store.own import FileSeen, FolderSeen, find_holder, let_go, list_lost_files, list_stale_files
from app.store.record import count_record
from app.store.runs import (
    count_stored,
    finish_run,
    get_rules,
    list_known,
    save_counts,
    save_rejection,
    start_run,
)
from app.store.writer import (
    DayRange,
    Saved,
    read_neighbourhood,
    remove_document,
    save_events,
    save_reading,
)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Report:
    """What one ingestion did. `events`, `quotes` and `claims` count the whole record afterwards.

    `unread` names the articles, stored now or before, from which nothing is read for want of rules for their
    language, with its code (None if it could not be told), `withdrawn` those that were withdrawn before, with the day:
    of them nothing is stored. `passed_over` tells by WARC file how many of its pages do not name both presidents: they
    are no documents.
    """

    documents: int = 0
    stored: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)
    unread: list[tuple[str, str | None]] = field(default_factory=list)
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    events: int = 0
    quotes: int = 0
    claims: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    outcomes: list[tuple[str, str]] = field(default_factory=list)


Ours = defaultdict[str, set[str]]
"""The documents that a run has seen in each file of ours."""

Progress = Callable[[str, str], None]
Single = tuple[str, Reading | SourceError | FileSeen | FolderSeen | KnownPage | CrawlSeen]
"""What came of one document, with the name by which its user finds it."""
Result = Single | tuple[str, tuple[Single, ...]]
"""The same of one source, which is several documents if it is a crawl."""


class StoppedError(SummitryError):
    """An ingestion was interrupted; `report` tells what it did until then."""

    exit_status = 130

    def __init__(self, report: Report) -> None:
        super().__init__(f"stopped; {report.stored} stored so far, run again to go on")
        self.report = report


def ingest_sources(
    engine: Engine,
    sources: Iterable[Item],
    workers: Workers[Item, Result] | None = None,
    progress: Progress = lambda name, outcome: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Report:
    """Read every source and store what is new; a source that cannot be read or stored is noted and stops nothing.

    With `workers` articles are read there; they are always stored here, one transaction an article.
    `progress` is called after each source with its name and `stored`, `unchanged` or `rejected`;
    `is_stopped` is asked after each, and True ends the run there.

    Raises DatabaseError when the database fails and StoppedError when the run was stopped. What was stored until
    then stays, and the run keeps its counts and has no end.
    """
    report = Report()
    with write_session(engine) as session:
        _renew_events(session)
        run_id = start_run(session, RULES)
        known = list_known(session)
    ours: Ours = defaultdict(set)

    def note(name: str, outcome: str) -> None:
        report.outcomes.append((name, outcome))
        progress(name, outcome)
        stop_if_asked()

    def stop_if_asked() -> None:
        if is_stopped():
            raise StoppedError(report)

    def iterate() -> Iterator[Item]:
        """Iterate over what is not known yet: what is, need not be read again."""
        for source in sources:
            raw_hash = hash_source(source) if isinstance(source, Source) else None
            if isinstance(source, Source) and raw_hash in known:
                name = make_printable(source.given)
                article_id, language = known[raw_hash]
                if source.own:
                    ours[source.own.file].add(article_id)
                _count_unchanged(name, language, report)
                note(name, "unchanged")
            elif isinstance(source, Source) and source.kind is SourceKind.WARC:
                yield replace(source, known=frozenset(known))
            else:
                yield replace(source, seen=raw_hash) if isinstance(source, Source) else source

    try:
        for name, result in spread(workers.read_all(iterate())) if workers else read_items(iterate()):
            if isinstance(result, CrawlSeen):
                report.passed_over[name] = report.passed_over.get(name, 0) + result.passed_over
                stop_if_asked()
                continue
            if isinstance(result, KnownPage):
                _count_unchanged(name, known[result.raw_hash][1], report)
                note(name, "unchanged")
                continue
            if isinstance(result, FileSeen | FolderSeen):
                report.removed += _let_go(engine, result, ours)
                continue
            note(name, _store(engine, run_id, name, result, report, ours))
        report.removed += _let_go(engine, FolderSeen(None), ours)
        for name, reading in _read_stale(engine):
            if save_document(engine, reading, run_id).changed:
                report.documents += 1
                report.stored += 1
                note(name, "stored")
    except BaseException as error:
        with suppress(DatabaseError), write_session(engine) as session:
            # An interrupt may come between a commit and its being counted here: the database knows.
            report.stored = count_stored(session, run_id)
            report.documents = report.stored + report.unchanged + len(report.rejected)
            save_counts(session, run_id, **_get_counts(report))
        if isinstance(error, KeyboardInterrupt):
            raise StoppedError(report) from error
        raise
    with write_session(engine) as session:
        finish_run(session, run_id, **_get_counts(report))
        report.events, report.quotes, report.claims = count_record(session)
    return report


def _get_counts(report: Report) -> dict[str, int]:
    return {
        "documents": report.documents,
        "stored": report.stored,
        "unchanged": report.unchanged,
        "removed": report.removed,
    }


def _let_go(engine: Engine, seen: FileSeen | FolderSeen, ours: Ours) -> int:
    """Forget what files of ours held at an earlier run and no longer hold, and remove what none of them holds; return
    how many documents that were."""
    number, touched = 0, list[DayRange]()
    with write_session(engine) as session:
        if isinstance(seen, FileSeen):
            gone = let_go(session, seen.file, ours[seen.file], seen.kept)
        else:
            lost = list_lost_files(session, seen.folder)
            gone = [one for file in lost for one in let_go(session, file, ())]
        for one in dict.fromkeys(gone):
            if find_holder(session, one) is None:
                touched += remove_document(session, one)
                number += 1
        if number:
            resolve_touched(session, dict.fromkeys(touched))
    return number


def _read_stale(engine: Engine) -> Iterator[tuple[str, Reading]]:
    """Read those record folders again of which a row is to be shown now and was not, for another file told otherwise.

    What cannot be read there now was refused when it was read, or will be.
    """
    with read_session(engine) as session:
        files = list_stale_files(session)
    for folder in sorted({os.path.dirname(file) for file in files}):
        for item in list_record_items(Source(SourceKind.RECORD, os.path.basename(folder), folder)):
            name, result = read_item(item)
            if isinstance(result, Reading):
                yield name, result


def _store(
    engine: Engine, run_id: int, name: str, result: Reading | SourceError, report: Report, ours: Ours
) -> str:
    if isinstance(result, SourceError):
        return _reject(engine, run_id, name, result.reason, report)
    try:
        saved = save_document(engine, result, run_id)
    except DatabaseError:
        raise
    except SourceError as error:
        return _reject(engine, run_id, name, error.reason, report)
    except Exception as error:
        # Like a fault in reading, one in storing must not lose the other articles.
        log.exception("could not store %s", name)
        return _reject(engine, run_id, name, f"could not be stored: {type(error).__name__}", report)
    if result.article.file is not None:
        ours[result.article.file].add(saved.article_id)
    if saved.withdrawn:
        report.documents += 1
        report.unchanged += 1
        report.withdrawn.append((name, saved.withdrawn))
        return "unchanged"
    if not saved.changed:
        _count_unchanged(name, result.article.language, report)
        return "unchanged"
    report.documents += 1
    report.stored += 1
    if not has_language(result.article.language):
        report.unread.append((name, result.article.language))
    return "stored"


def _count_unchanged(name: str, language: str | None, report: Report) -> None:
    report.documents += 1
    report.unchanged += 1
    if not has_language(language):
        report.unread.append((name, language))


def _reject(engine: Engine, run_id: int, name: str, reason: str, report: Report) -> str:
    reason = make_printable(reason)
    with write_session(engine) as session:
        save_rejection(session, run_id, name, reason)
    report.documents += 1
    report.rejected.append((name, reason))
    return "rejected"


def save_article(engine: Engine, reading: Reading, run_id: int | None) -> bool:
    """Store one document as `save_document` does; False if it is unchanged."""
    return save_document(engine, reading, run_id).changed


def save_document(engine: Engine, reading: Reading, run_id: int | None) -> Saved:
    """Store one document and bring the events that it touches up to date, in one transaction."""
    with write_session(engine) as session:
        saved = save_reading(session, reading, run_id)
        if saved.changed:
            resolve_touched(session, saved.touched)
    return saved


def _renew_events(session: Session) -> None:
    """Resolve everything anew if the last ingestion did so by other rules: a newer program has other events, and may
    put other quotes together."""
    if get_rules(session) == RULES:
        return
    mark_quotes_stale(session)
    # One day of each neighbourhood leads to it again; the mentions themselves would fill the memory.
    days = [_get_days(near.mentions) for near in iterate_neighbourhoods(session)]
    for one in days or [None]:
        resolve_touched(session, [one])


def _get_days(mentions: Sequence[Mention]) -> DayRange:
    return next((make_range(mention.reading.date) for mention in mentions), None)


def resolve_touched(session: Session, touched: Iterable[DayRange]) -> None:
    """Put the events in the place of those that the mentions of these days had, as they follow from them now."""
    days = list(touched)
    if not days:
        save_events(session, (), ())
        return
    near = read_neighbourhood(session, days)
    save_events(session, resolve_events(near.mentions, near.corrections), near.mention_ids)


def read_items(sources: Iterable[Item]) -> Iterator[Single]:
    """Read sources in this process, the pages of a crawl one by one."""
    for source in sources:
        if isinstance(source, Source) and source.kind is SourceKind.WARC:
            yield from read_crawl(source.given, source.known)
        else:
            yield from spread([read_item(source)])


def spread(results: Iterable[Result]) -> Iterator[Single]:
    """Give the results of sources, those of many pages page by page."""
    for name, result in results:
        if isinstance(result, tuple):
            yield from result
        else:
            yield name, result


def read_item(source: Item) -> Result:
    """Read one source; whatever is wrong with it becomes a reason, so that the run goes on.

    All that is kept of a crawl is one result, which `spread` takes apart: it can travel between processes.
    """
    if isinstance(source, SourceError):
        return make_printable(source.source), source
    if source.kind is SourceKind.END:
        return source.name, FileSeen(source.given, source.kept)
    if source.kind is SourceKind.FOLDER_END:
        return source.name, FolderSeen(source.given)
    name = make_printable(source.given)
    try:
        if source.kind is SourceKind.WARC:
            return name, tuple(read_crawl(source.given, source.known))
        return name, read_source(source)
    except SourceError as error:
        return name, error
    except Exception as error:
        # A fault of ours (or of a library) in one article must not lose the others; the log keeps the whole story.
        log.exception("could not read %s", name)
        return name, SourceError(name, f"could not be read: {type(error).__name__}: {error}")
