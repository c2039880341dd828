"""Feeds: what is followed, when it was asked, and which of the pages that it names were fetched."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.store.dialects import insert_or_update
from app.store.schema import AnyRow, AnySelect, article, feed, feed_entry, run, version
from app.store.views import FeedRow, KnownEntry

_ALL: AnySelect = select(feed)
# How many values one statement asks for.
_AT_ONCE = 500
# No feed tells a change after that.
_FOR_EVER = KnownEntry("9999-12-31T23:59:59.000+00:00")


def list_feeds(session: Session) -> list[FeedRow]:
    """List all feeds that are followed, by publisher and address."""
    rows = session.execute(_ALL.order_by(feed.c.publisher, feed.c.url)).all()
    return [_make_row(row) for row in rows]


def get_feed(session: Session, url: str) -> FeedRow | None:
    """Return what is known of a feed, None if it was never listed."""
    row = session.execute(_ALL.where(feed.c.url == url)).first()
    return _make_row(row) if row else None


def save_feed(
    session: Session, *, url: str, kind: str, publisher: str, language: str, listed: str, wanted: str
) -> None:
    """Note that the file `listed` lists a feed. What was read of it stays known, unless `wanted` is another than
    before: then the version that the server told is forgotten, so that the feed is read whole once more."""
    values = {"kind": kind, "publisher": publisher, "language": language, "listed": listed, "wanted": wanted}
    session.execute(
        update(feed).where(feed.c.url == url, feed.c.wanted != wanted).values(etag=None, last_modified=None)
    )
    session.execute(
        insert_or_update(session, feed)
        .values(url=url, **values)
        .on_conflict_do_update(index_elements=["url"], set_=values)
    )


def remove_feeds(session: Session, listed: str, kept: Sequence[str]) -> None:
    """Forget the feeds that the file `listed` listed before and no longer does; `kept` are the addresses it lists."""
    there = session.execute(select(feed.c.url).where(feed.c.listed == listed)).scalars().all()
    for url in set(there) - set(kept):
        session.execute(delete(feed).where(feed.c.url == url))


def save_success(
    session: Session, url: str, moment: str, etag: str | None = None, last_modified: str | None = None
) -> None:
    """Note that a feed was read, and the version of which nothing is left to be fetched (None if something is)."""
    values = {"checked": moment, "succeeded": moment, "etag": etag, "last_modified": last_modified}
    session.execute(update(feed).where(feed.c.url == url).values(**values))


def save_failure(session: Session, url: str, moment: str, reason: str) -> None:
    """Note that a feed could not be read, and why."""
    values = {"checked": moment, "failed": moment, "reason": reason}
    session.execute(update(feed).where(feed.c.url == url).values(**values))


def list_known(session: Session, urls: Sequence[str]) -> dict[str, KnownEntry]:
    """List what is known of pages, by their addresses: fetched because a feed named them, or stored in another way."""
    known: dict[str, KnownEntry] = {}
    for start in range(0, len(urls), _AT_ONCE):
        some = urls[start : start + _AT_ONCE]
        known.update(_list_stored(session, some))
        columns = (feed_entry.c.url, feed_entry.c.fetched, feed_entry.c.changed, feed_entry.c.failures)
        for url, *values in session.execute(select(*columns).where(feed_entry.c.url.in_(some))):
            known[url] = KnownEntry(*values)
        # What was withdrawn is not asked for again, whatever a feed tells of it.
        gone = select(article.c.url).where(article.c.url.in_(some), article.c.withdrawn.is_not(None))
        known |= dict.fromkeys(session.execute(gone).scalars(), _FOR_EVER)
    return known


def save_entry(session: Session, url: str, known: KnownEntry) -> None:
    """Note that a page was fetched."""
    values = {"fetched": known.fetched, "changed": known.changed, "failures": known.failures}
    session.execute(
        insert_or_update(session, feed_entry)
        .values(url=url, **values)
        .on_conflict_do_update(index_elements=["url"], set_=values)
    )


def _list_stored(session: Session, urls: Sequence[str]) -> dict[str, KnownEntry]:
    """List the articles at these addresses whose text is here, fetched when the run began that brought their last
    text; a digest of an article is not the article."""
    statement = (
        select(article.c.url, func.max(run.c.started))
        .join(version, version.c.article_id == article.c.id)
        .outerjoin(run, run.c.id == version.c.run_id)
        .where(article.c.url.in_(urls), article.c.digest.is_(False))
        .group_by(article.c.url)
    )
    return {url: KnownEntry(started or "") for url, started in session.execute(statement)}


def _make_row(row: AnyRow) -> FeedRow:
    return FeedRow(
        url=row.url,
        kind=row.kind,
        publisher=row.publisher,
        language=row.language,
        etag=row.etag,
        last_modified=row.last_modified,
        checked=row.checked,
        succeeded=row.succeeded,
        failed=row.failed,
        reason=row.reason,
    )
