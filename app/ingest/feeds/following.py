"""Following feeds: each asked once, in turn; what is new in it becomes items of an ingestion."""

import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from app import __version__
from app.domain.errors import SourceError
from app.domain.ids import make_id
from app.domain.printable import make_printable
from app.ingest.feeds.choice import MOST_TRIES, count_tries, format_moment, get_age, get_day
from app.ingest.feeds.entries import Document, Entry
from app.ingest.feeds.lists import Feed, FeedKind, read_feeds
from app.ingest.feeds.visits import Visitor
from app.ingest.feeds.wanted import is_wanted
from app.ingest.fetch import FetchedPage, Wish
from app.ingest.sources import Fetched, Item, Source, SourceKind
from app.ingest.sources.deadline import read_feed_in_time
from app.ingest.stages.read import SIZE_LIMIT, Told
from app.store.engine import Engine, read_session, write_session
from app.store.feeds import (
    get_feed,
    list_known,
    remove_feeds,
    save_entry,
    save_failure,
    save_feed,
    save_success,
)
from app.store.views import KnownEntry

log = logging.getLogger(__name__)

# How many pages of one feed a run fetches, the newest first; the next run goes on.
MOST_FETCHED = 50
# How many sitemaps of an index are read, the last changed first.
MOST_SITEMAPS = 5
_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)


@dataclass(slots=True)
class _Round:
    """One feed in this run: the version that the server told, and the pages whose outcome is not known yet."""

    feed: Feed
    page: FetchedPage
    waiting: set[str] = field(default_factory=set)
    is_listed: bool = False
    is_whole: bool = True
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class _Awaited:
    """A page on its way into the record; `tries` counts this one."""

    round: _Round
    entry: Entry | None
    tries: int


def get_now() -> str:
    """Return the moment, in UTC, as feeds are noted with it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class Following:
    """The feeds of a run. `list_news` gives the items, `note` takes what came of each of them.

    A feed counts as read when the last of its pages has its outcome: only then the version that its server told is
    kept, and only if nothing is left to be fetched, since an unchanged feed is not looked at again. So a run that
    is killed loses nothing. `outcomes` tells of each feed in words.
    """

    def __init__(self, engine: Engine, visitor: Visitor, now: Callable[[], str] = get_now) -> None:
        self.outcomes: list[tuple[str, str]] = []
        self._engine = engine
        self._visitor = visitor
        self._now = now
        self._seen: set[str] = set()
        self._awaited: dict[str, _Awaited] = {}

    def list_news(self, path: str) -> Iterator[Item]:
        """List what is new in the feeds that a file lists: pages as they were fetched, and errors in the place of
        feeds and pages that could not be."""
        try:
            rows = read_feeds(path)
        except SourceError as error:
            yield error
            return
        feeds = [row for row in rows if isinstance(row, Feed)]
        self._save_list(os.path.realpath(path), feeds, is_whole=len(feeds) == len(rows))
        for row in rows:
            if isinstance(row, SourceError):
                yield row
            else:
                yield from self._follow(row)

    def note(self, name: str, outcome: str) -> None:
        """Note what came of an item: `stored`, `unchanged` or `rejected`; names that are none of ours are ignored."""
        awaited = self._awaited.pop(name, None)
        if awaited is None:
            return
        is_read = outcome != "rejected"
        round = awaited.round
        if awaited.entry is None:
            round.is_lost = not is_read
        else:
            known = KnownEntry(self._now(), format_moment(awaited.entry), 0 if is_read else awaited.tries)
            with write_session(self._engine) as session:
                save_entry(session, awaited.entry.url, known)
            round.is_whole &= is_read or awaited.tries >= MOST_TRIES
        round.waiting.discard(name)
        self._close(round)

    def _save_list(self, listed: str, feeds: list[Feed], *, is_whole: bool) -> None:
        with write_session(self._engine) as session:
            for feed in feeds:
                # Another version of the program may know more names.
                wanted = make_id(__version__, feed.kind, feed.section, *feed.phrases)
                save_feed(
                    session,
                    url=feed.url,
                    kind=feed.kind,
                    publisher=feed.publisher,
                    language=feed.language,
                    listed=listed,
                    wanted=wanted,
                )
            if is_whole:
                remove_feeds(session, listed, [feed.url for feed in feeds])

    def _follow(self, feed: Feed) -> Iterator[Item]:
        """Ask one feed; whatever goes wrong with it is its failure and nobody else's."""
        try:
            page = self._fetch_feed(feed)
            if page.is_unchanged:
                with write_session(self._engine) as session:
                    # Some servers tell the version only with the page itself.
                    before = get_feed(session, feed.url)
                    etag = page.etag or (before.etag if before else None)
                    last_modified = page.last_modified or (before.last_modified if before else None)
                    save_success(session, feed.url, self._now(), etag, last_modified)
                self.outcomes.append((feed.url, "unchanged"))
                return
            round = _Round(feed, page)
            items = self._list_page(round) if feed.kind is FeedKind.PAGE else self._list_pages(round)
        except SourceError as error:
            yield self._fail(feed, error.reason)
            return
        except Exception as error:
            # A fault of ours, or of the library that reads feeds.
            log.exception("could not read %s", feed.url)
            yield self._fail(feed, f"could not be read: {type(error).__name__}")
            return
        yield from items
        round.is_listed = True
        self._close(round)

    def _fetch_feed(self, feed: Feed) -> FetchedPage:
        with read_session(self._engine) as session:
            known = get_feed(session, feed.url)
        etag, last_modified = (known.etag, known.last_modified) if known else (None, None)
        wish = Wish(etag=etag, last_modified=last_modified)
        if feed.kind is not FeedKind.PAGE:
            wish = Wish(_ACCEPT, etag, last_modified)
        return self._visitor.visit(feed.url, wish, limit=SIZE_LIMIT)

    def _fail(self, feed: Feed, reason: str) -> SourceError:
        reason = make_printable(reason)
        with write_session(self._engine) as session:
            save_failure(session, feed.url, self._now(), reason)
        return SourceError(feed.url, reason)

    def _list_page(self, round: _Round) -> Iterator[Item]:
        self.outcomes.append((round.feed.url, "read"))
        yield self._await(round, round.feed.url, None, round.page, 1)

    def _list_pages(self, round: _Round) -> Iterator[Item]:
        """Read a feed; what it gives then is an iterator of the pages that are wanted of it, fetched one by one."""
        document = read_feed_in_time(
            round.feed.url, round.page.data, round.page.content_type, round.page.address
        )
        documents, errors = self._read_sitemaps(document)
        entries = [entry for one in (document, *documents) for entry in one.entries]
        wanted = [entry for entry in entries if is_wanted(entry, round.feed)]
        chosen = self._choose(wanted)
        fetched = chosen[:MOST_FETCHED]
        round.is_whole = not errors and len(chosen) == len(fetched)
        self.outcomes.append((round.feed.url, _describe(document, entries, wanted, chosen, fetched)))
        return self._fetch_pages(round, errors, fetched)

    def _fetch_pages(
        self, round: _Round, errors: list[SourceError], chosen: list[tuple[Entry, int]]
    ) -> Iterator[Item]:
        yield from errors
        for entry, tries in chosen:
            page = self._fetch_page(entry.url)
            item = self._await(round, entry.url, entry, page, tries)
            yield page if isinstance(page, SourceError) else item

    def _fetch_page(self, url: str) -> FetchedPage | SourceError:
        try:
            return self._visitor.visit(url, Wish(), limit=SIZE_LIMIT)
        except SourceError as error:
            return error
        except Exception as error:
            log.exception("could not fetch %s", url)
            return SourceError(url, f"could not be fetched: {type(error).__name__}")

    def _read_sitemaps(self, document: Document) -> tuple[list[Document], list[SourceError]]:
        """Read the sitemaps of an index that changed last; an index within an index is not followed."""
        documents: list[Document] = []
        errors: list[SourceError] = []
        for one in sorted(document.sitemaps, key=get_age)[:MOST_SITEMAPS]:
            try:
                page = self._visitor.visit(one.url, Wish(_ACCEPT), limit=SIZE_LIMIT)
                documents.append(read_feed_in_time(one.url, page.data, page.content_type, page.address))
            except SourceError as error:
                errors.append(SourceError(one.url, error.reason))
        return documents, errors

    def _choose(self, wanted: list[Entry]) -> list[tuple[Entry, int]]:
        """Choose what is new or has changed, or could not be read and may be tried again: the newest first, each
        with the number of the try."""
        with read_session(self._engine) as session:
            known = list_known(session, [entry.url for entry in wanted])
        chosen: list[tuple[Entry, int]] = []
        for entry in sorted(wanted, key=get_age):
            tries = count_tries(entry, known.get(entry.url))
            if tries and entry.url not in self._seen:
                self._seen.add(entry.url)
                chosen.append((entry, tries))
        return chosen

    def _await(
        self, round: _Round, url: str, entry: Entry | None, page: FetchedPage | SourceError, tries: int
    ) -> Source:
        """Remember whose page an item is; return the item."""
        name = make_printable(url)
        self._awaited[name] = _Awaited(round, entry, tries)
        round.waiting.add(name)
        told = Told(round.feed.publisher, round.feed.language, get_day(entry))
        fetched = (
            Fetched(page.data, page.content_type, page.address, told)
            if isinstance(page, FetchedPage)
            else None
        )
        return Source(SourceKind.FETCHED, url, url, fetched=fetched)

    def _close(self, round: _Round) -> None:
        """Note that a feed has been read, if it has."""
        if not round.is_listed or round.waiting:
            return
        feed, page = round.feed, round.page
        if round.is_lost:
            self._fail(feed, "what it holds could not be read as an article")
            return
        version = (page.etag, page.last_modified) if round.is_whole else (None, None)
        with write_session(self._engine) as session:
            save_success(session, feed.url, self._now(), *version)


def _describe(
    document: Document,
    entries: list[Entry],
    wanted: list[Entry],
    chosen: list[tuple[Entry, int]],
    fetched: list[tuple[Entry, int]],
) -> str:
    words = f"{len(entries)} entries, {len(wanted)} wanted, {len(chosen)} of them new"
    if len(fetched) < len(chosen):
        words += f"; {len(fetched)} now, the others in later runs"
    if len(document.sitemaps) > MOST_SITEMAPS:
        words += f"; {MOST_SITEMAPS} of {len(document.sitemaps)} sitemaps read"
    return words + ("; it has more than is read" if document.is_cut else "")
