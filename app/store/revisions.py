"""When what is shown of an event last changed, and how often: what feeds, calendars and the sitemap tell of it.

This is no part of the record, which is a function of its sources: it tells how this installation came to show what it
shows, as a run does. It is written in the transaction that saves the events. An event is looked at when it was resolved
anew, when one of its quotes was put together anew, and when a source that tells of it has another name; it counts as
changed only if what is shown of it has another digest than before.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import Session

from app.domain.clock import Moments, get_utc_moment
from app.domain.ids import make_id
from app.domain.spans import Span
from app.domain.vocabulary import Status
from app.store.dialects import take_greater
from app.store.order import NEWEST_FIRST
from app.store.rows import OVERDUE, get_status
from app.store.schema import (
    AnyRow,
    AnySelect,
    article,
    correction,
    correction_event,
    event,
    event_city,
    event_person,
    event_revision,
    event_topic,
    fact,
    mention,
    mention_source,
    quote,
)
from app.store.sentences import list_sentences
from app.store.views import EventRow, RevisionRow

CLOCK = "clock"
"""Under this name a session carries the clock that tells the moment of a change."""

_LOOK_AT = "events to look at"
_BATCH = 500
_TEXTS = 20

_EVENT = (
    "slug",
    "title",
    "kind",
    "format",
    "status",
    "date",
    "country",
    "outcome",
    "duration_minutes_at_least",
    "venue",
    "others",
    "note",
    "confidence",
)
_SOURCE = ("id", "title", "publisher", "url", "published", "language", "digest")
_QUOTE = ("text", "kind", "speaker", "speaker_text", "said", "language", "article_id")
_CORRECTION = ("document_id", "action", "field", "value", "reason", "author", "made")

Shown = dict[str, list[Any]]


def note_told_by(session: Session, article_ids: Collection[str]) -> None:
    """Note that sources have other names or days than before: the events that they tell of show these."""
    rows = select(mention.c.event_id).join(mention_source, mention_source.c.mention_id == mention.c.id)
    told = rows.where(mention_source.c.article_id.in_(article_ids), mention.c.event_id.is_not(None))
    session.info.setdefault(_LOOK_AT, set()).update(session.execute(told).scalars())


def note_gone(session: Session, event_ids: Collection[str]) -> None:
    """Note that no source tells of events any more, unless they are found to have become others."""
    session.info.setdefault(_LOOK_AT, set()).update(event_ids)


def follow_events(session: Session, event_ids: Iterable[str], successors: Mapping[str, str]) -> None:
    """Note of these events, and of those noted before, what has changed; `successors` leads from the ids that events
    had to those that they have now."""
    wanted = {*event_ids, *successors, *session.info.pop(_LOOK_AT, ())}
    clock: Moments = session.info.get(CLOCK, get_utc_moment)
    moment = format_moment(clock())
    for ids in _make_batches(sorted(wanted)):
        shown = digest_events(session, ids)
        known = _find_known(session, shown, successors)
        for event_id, digest in shown.items():
            _save(session, event_id, digest, known.get(event_id), moment)
    _note_vanished(session, wanted, moment)


def start_following(session: Session | Connection, moment: datetime) -> None:
    """Follow all events as they are shown now, which is no change of those that were followed before: for migrations,
    after which a program may show other things."""
    ids = list(session.execute(select(event.c.id).order_by(event.c.id)).scalars())
    for batch in _make_batches(ids):
        shown = digest_events(session, batch)
        known = {row.event_id: row for row in _list_rows(session, batch)}
        for event_id, digest in shown.items():
            if event_id not in known:
                _save(session, event_id, digest, None, format_moment(moment))
            elif known[event_id].digest != digest:
                of_event = event_revision.c.event_id == event_id
                session.execute(update(event_revision).where(of_event).values(digest=digest))


def list_revisions(session: Session, events: Sequence[EventRow]) -> dict[str, RevisionRow]:
    """Return by the id of each event its lasting name, and when and how often it changed.

    That a plan became overdue is a change that no ingestion makes: it came at the end of the plan's last day, in UTC.
    So the stored number counts twice, and once more for what is overdue: it rises with every change that is seen.
    """
    found: dict[str, RevisionRow] = {}
    by_id = {one.id: one for one in events}
    for ids in _make_batches(list(by_id)):
        for row in _list_rows(session, ids):
            shown = by_id[row.event_id]
            overdue = _get_overdue(shown.status, shown.last)
            found[row.event_id] = RevisionRow(
                uid=row.uid,
                sequence=2 * row.sequence + (overdue is not None),
                published=row.published,
                updated=max(row.updated, overdue or ""),
            )
    return found


def list_changes(session: Session, today: date) -> list[tuple[str, str]]:
    """List the slugs of all events, newest first, each with the moment of its last change, for the sitemap."""
    columns = (event.c.slug, event.c.status, event.c.last, event_revision.c.updated)
    rows = select(*columns).join(event_revision, event_revision.c.event_id == event.c.id)
    return [
        (row.slug, max(row.updated, _get_overdue(get_status(row.status, row.last, today), row.last) or ""))
        for row in session.execute(rows.order_by(*NEWEST_FIRST))
    ]


def get_last_change(session: Session, today: date) -> str | None:
    """Return the moment at which anything shown of any event changed last, also that it vanished or is overdue since;
    `None` if there was never an event."""
    changed = session.execute(select(func.max(event_revision.c.updated))).scalar()
    plans = select(func.max(event.c.last)).where(event.c.status == Status.PLANNED)
    last = session.execute(plans.where(event.c.last < today.isoformat())).scalar()
    return max(changed, _make_overdue(last)) if changed and last else changed


def digest_events(session: Session | Connection, event_ids: Sequence[str]) -> dict[str, str]:
    """Digest what is shown of each of these events that is there: the same whatever the order of ingestion.

    With a change of what this takes in goes a migration, so that no event seems to have changed by an update of the
    program (`start_following`).
    """
    shown = _list_shown(session, event_ids)
    return {one: _digest(parts) for one, parts in shown.items()}


def format_moment(moment: datetime) -> str:
    """Write a moment to the second, as RFC 3339 does: `2026-11-23T09:30:00Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _get_overdue(status: str, last: str | None) -> str | None:
    """Return the moment since which a plan is overdue, `None` if it is not."""
    return _make_overdue(last) if status == OVERDUE and last else None


def _make_overdue(last: str) -> str:
    return f"{date.fromisoformat(last) + timedelta(days=1)}T00:00:00Z"


def _make_batches(ids: Sequence[str], size: int = _BATCH) -> Iterator[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _digest(parts: Sequence[Any]) -> str:
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _list_rows(session: Session | Connection, event_ids: Collection[str]) -> Sequence[AnyRow]:
    return session.execute(select(event_revision).where(event_revision.c.event_id.in_(event_ids))).all()


def _find_known(
    session: Session, event_ids: Collection[str], successors: Mapping[str, str]
) -> dict[str, AnyRow]:
    """Find what is known of each of these events: under its id, or under that of the oldest one that became it."""
    known = {row.event_id: row for row in _list_rows(session, event_ids)}
    former = [one for one, now in successors.items() if now in event_ids and now not in known]
    there = set(session.execute(select(event.c.id).where(event.c.id.in_(former))).scalars())
    vanished = [row for row in _list_rows(session, former) if row.event_id not in there]
    for row in sorted(vanished, key=lambda row: (row.published, row.uid)):
        known.setdefault(successors[row.event_id], row)
    return known


def _save(
    session: Session | Connection, event_id: str, digest: str, known: AnyRow | None, moment: str
) -> None:
    known = known or _take_up(session, event_id)
    if known is None:
        uid = _make_uid(session, event_id)
        values = {"uid": uid, "event_id": event_id, "digest": digest, "sequence": 0}
        session.execute(insert(event_revision).values(**values, published=moment, updated=moment))
        return
    changes: dict[str, Any] = {}
    if known.event_id != event_id:
        changes["event_id"] = event_id
    if known.digest != digest:
        # A clock that was set back takes no change back.
        changed = {"digest": digest, "sequence": known.sequence + 1, "updated": max(moment, known.updated)}
        changes.update(changed)
    if changes:
        session.execute(update(event_revision).where(event_revision.c.uid == known.uid).values(**changes))


def _note_vanished(session: Session, event_ids: Iterable[str], moment: str) -> None:
    """Note of those of these events that are not there any more, and became no other, that they went."""
    for ids in _make_batches(sorted(event_ids)):
        there = select(event.c.id).where(event.c.id.in_(ids))
        rows = event_revision.c.event_id.in_(ids), event_revision.c.event_id.not_in(there)
        changes = {"digest": "", "updated": take_greater(event_revision.c.updated, moment)}
        session.execute(update(event_revision).where(*rows, event_revision.c.digest != "").values(**changes))


def _take_up(session: Session | Connection, event_id: str) -> AnyRow | None:
    """Find the event that vanished and was first named as this one is named now: it is told of again."""
    slug = session.execute(select(event.c.slug).where(event.c.id == event_id)).scalar_one()
    row = session.execute(select(event_revision).where(event_revision.c.uid == slug)).first()
    if row is None or session.execute(select(event.c.id).where(event.c.id == row.event_id)).first():
        return None
    return row


def _make_uid(session: Session | Connection, event_id: str) -> str:
    """Make the lasting name of an event: its first slug, and where another event has that one, its id as well.

    An event's id follows from the source that tells of it best and can change with any further source, and its slug
    with a better date. The first slug is nearly always the same when a database is built anew; the id often is not.
    """
    slug: str = session.execute(select(event.c.slug).where(event.c.id == event_id)).scalar_one()
    number = 1
    uid = slug
    while session.execute(select(event_revision.c.uid).where(event_revision.c.uid == uid)).first():
        uid = f"{slug}-{event_id}" + (f"-{number}" if number > 1 else "")
        number += 1
    return uid


def _list_shown(session: Session | Connection, event_ids: Sequence[str]) -> Shown:
    """List what is shown of each event: its values, lists, sources, the words read, quotes and corrections."""
    rows = session.execute(select(event).where(event.c.id.in_(event_ids))).all()
    parts: Shown = {row.id: [[row._mapping[name] for name in _EVENT]] for row in rows}
    for table, column in ((event_city, "city"), (event_person, "person"), (event_topic, "topic")):
        listed = select(table.c.event_id, table.c[column]).where(table.c.event_id.in_(event_ids))
        # In their order: the first city stands in the title.
        _add(session, parts, listed.order_by(table.c.event_id, table.c.position), ordered=True)
    told = mention.c.event_id.in_(event_ids)
    sources = select(
        mention.c.event_id, *(article.c[name] for name in _SOURCE), article.c.version_id.is_not(None)
    )
    sources = sources.join(mention_source, mention_source.c.article_id == article.c.id)
    sources = sources.join(mention, mention.c.id == mention_source.c.mention_id).where(told)
    _add(session, parts, sources.distinct())
    _add_words(session, parts)
    _add(session, parts, _select_quotes().where(told))
    columns = (correction_event.c.event_id, *(correction.c[name] for name in _CORRECTION))
    corrections = select(*columns).join(
        correction, correction.c.document_id == correction_event.c.document_id
    )
    _add(session, parts, corrections.where(correction_event.c.event_id.in_(event_ids)))
    return parts


def _add_words(session: Session | Connection, parts: Shown) -> None:
    """Add to each event the words read, each with its whole sentence, a few texts at a time."""
    columns = (mention.c.event_id, mention.c.version_id, mention.c.article_id)
    rows = select(*columns, fact.c.field, fact.c.value, fact.c.text, fact.c.start, fact.c.end)
    rows = rows.join(mention, mention.c.id == fact.c.mention_id).where(mention.c.event_id.in_(parts))
    by_version: dict[str, list[AnyRow]] = defaultdict(list)
    for row in session.execute(rows):
        by_version[row.version_id].append(row)
    words: dict[str, list[list[Any]]] = defaultdict(list)
    for versions in _make_batches(list(by_version), _TEXTS):
        texts = list_sentences(session, versions)
        for row in (row for one in versions for row in by_version[one]):
            text = texts[row.version_id]
            sentence = text.around(Span(row.start, row.end)).of(text.text)
            words[row.event_id].append([row.article_id, row.field, row.value, row.text, make_id(sentence)])
    for event_id, part in parts.items():
        part.append(sorted(words[event_id]))


def _select_quotes() -> AnySelect:
    """Select by its event every quote that is shown there, and each that is one with it."""
    main = quote.alias()
    columns = (*(quote.c[name] for name in _QUOTE), quote.c.id == main.c.id)
    rows = select(mention.c.event_id, *columns, article.c.publisher, article.c.published)
    rows = rows.join(main, main.c.id == quote.c.main_id).join(mention, mention.c.id == main.c.mention_id)
    return rows.join(article, article.c.id == quote.c.article_id)


def _add(session: Session | Connection, parts: Shown, statement: AnySelect, *, ordered: bool = False) -> None:
    """Add to each event one part: the rows of a statement whose first column is the event's id."""
    by_event: dict[str, list[list[Any]]] = defaultdict(list)
    for event_id, *values in session.execute(statement):
        by_event[event_id].append(values)
    for event_id, part in parts.items():
        part.append(by_event[event_id] if ordered else sorted(by_event[event_id], key=repr))
