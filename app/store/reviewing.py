"""What deserves an editor's eye: cases found in the record, each with what is the matter and where to look."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.resolution import CORRECTION, Mention
from app.domain.vocabulary import Action, Confidence, Kind
from app.domain.voices import Voices
from app.store.disagreeing import find_disagreements
from app.store.mentions import list_mentions
from app.store.order import OLDEST_FIRST
from app.store.rows import OVERDUE, get_status
from app.store.schema import (
    AnyRow,
    article,
    correction,
    correction_event,
    event,
    fact,
    holding,
    mention,
    mention_source,
    version,
)
from app.store.sources import make_source_ids
from app.store.twins import find_near_duplicates

GROUPS = {
    "low_evidence": "Low evidence",
    "disagreements": "Sources that disagree",
    "overdue": "Overdue: announced, the day has passed, nobody reports it held",
    "near_duplicates": "Perhaps one event told twice",
    "differing_rows": "Rows of one name in several files that tell different things",
    "idle_corrections": "Corrections that hit no event",
    "loose_mentions": "Told and in no event: it fits several, or only recalls what fits none",
}
"""The groups of cases in the order in which they are listed, and their headings."""

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Case:
    """One case: its group, the event's slug (if it is about one), what is the matter, and the path of its page."""

    group: str
    slug: str | None
    what: str
    path: str


def list_cases(session: Session, today: date) -> list[Case]:
    """List all cases in the order of GROUPS, within a group the oldest event first; `today` tells what is overdue."""
    cases = [
        *_list_event_cases(session, today),
        *(
            Case("near_duplicates", one.slug, what, f"/events/{one.slug}")
            for one, what in find_near_duplicates(session)
        ),
        *_list_differing_rows(session),
        *_list_idle_corrections(session),
        *_list_loose_mentions(session),
    ]
    order = list(GROUPS)
    return sorted(cases, key=lambda case: order.index(case.group))


def _list_event_cases(session: Session, today: date) -> Iterator[Case]:
    """List what is the matter with single events, a batch of them at a time."""
    slugs = session.execute(select(event.c.id).order_by(*OLDEST_FIRST)).scalars().all()
    for start in range(0, len(slugs), _BATCH):
        ids = slugs[start : start + _BATCH]
        mentions = list_mentions(session, ids)
        rows = session.execute(select(event).where(event.c.id.in_(ids)).order_by(*OLDEST_FIRST)).all()
        settled = _list_settled(session, ids)
        names = _list_names(session, [one for told in mentions.values() for one in told])
        for row in rows:
            for group, what in _find_cases(row, mentions[row.id], names, settled[row.id], today):
                yield Case(group, row.slug, what, f"/events/{row.slug}")


def _find_cases(
    row: AnyRow, mentions: Sequence[Mention], names: dict[str, str], settled: set[str], today: date
) -> Iterator[tuple[str, str]]:
    reasons = []
    if row.confidence == Confidence.LOW:
        reasons.append("confidence low")
    if Voices(mentions).count(mentions) < 2:
        told_by = ", ".join(sorted({names[one] for mention in mentions for one in mention.article_ids}))
        reasons.append(f"only one independent voice: {told_by or 'none'}")
    if reasons:
        yield "low_evidence", "; ".join(reasons)
    for field, what in find_disagreements(row, mentions, names):
        if field not in settled:
            yield "disagreements", f"{field}: {what}"
    if get_status(row.status, row.last, today) == OVERDUE:
        yield "overdue", f"planned for {row.date}"


def _list_names(session: Session, mentions: Sequence[Mention]) -> dict[str, str]:
    """Name the sources of mentions, and documents of our own, as a person knows them: publisher, else address."""
    ids = sorted({one for told in mentions for one in (*told.article_ids, told.document_id)})
    names: dict[str, str] = {}
    for start in range(0, len(ids), _BATCH):
        columns = (article.c.id, article.c.publisher, article.c.url, article.c.title)
        rows = session.execute(select(*columns).where(article.c.id.in_(ids[start : start + _BATCH])))
        names |= {row.id: row.publisher or row.url or row.title or f"article {row.id}" for row in rows}
    return names


def _list_differing_rows(session: Session) -> Iterator[Case]:
    """List the documents of our own of which files tell different things, with the file that is shown first."""
    of_row = func.count(holding.c.text_hash.distinct()) > 1
    ids = select(holding.c.document_id).group_by(holding.c.document_id).having(of_row)
    columns = (holding.c.document_id, holding.c.file, article.c.title, mention.c.event_id, event.c.slug)
    rows = (
        select(*columns)
        .join(article, article.c.id == holding.c.document_id)
        .outerjoin(mention, mention.c.article_id == holding.c.document_id)
        .outerjoin(event, event.c.id == mention.c.event_id)
        .where(holding.c.document_id.in_(ids))
        .order_by(article.c.title, holding.c.document_id, holding.c.text_hash, holding.c.file)
    )
    for one, told in groupby(session.execute(rows).all(), key=lambda row: row.document_id):
        first, *others = told
        what = f"{first.title}: shown from {first.file}, told otherwise in {', '.join(row.file for row in others)}"
        yield Case("differing_rows", first.slug, what, f"/articles/{one}")


def _list_idle_corrections(session: Session) -> Iterator[Case]:
    """List the corrections that changed no event: nothing is called so, or nothing of it is meant.

    One that rejected everything that was told of an event left none that could show it.
    """
    of_row = holding.c.document_id == correction.c.document_id
    rows = (
        select(correction, select(func.min(holding.c.file)).where(of_row).scalar_subquery().label("file"))
        .where(correction.c.document_id.not_in(select(correction_event.c.document_id)))
        .order_by(correction.c.made, correction.c.document_id)
    )
    loose = select(mention.c.id, mention_source.c.article_id).where(mention.c.event_id.is_(None))
    sourced = loose.join(mention_source, mention_source.c.mention_id == mention.c.id)
    left_out = {one for row in session.execute(sourced) for one in row}
    for row in session.execute(rows):
        mentions, sources = _list_meant([row])
        if row.action == Action.REJECT and left_out & (mentions | sources):
            continue
        events = ", ".join(json.loads(row.events))
        what = f"{row.action} {events} (made {row.made} by {row.author}, in {row.file or 'an export'})"
        yield Case("idle_corrections", None, what, "/corrections")


def _list_loose_mentions(session: Session) -> Iterator[Case]:
    """List the meetings and calls that a source tells of and that belong to no event, but for rejected ones."""
    rejected_mentions, rejected_sources = _list_rejected(session)
    columns = (mention.c.id, mention.c.kind, mention.c.status, mention.c.date, mention.c.article_id)
    rows = (
        select(*columns, article.c.publisher, article.c.url, article.c.title, version.c.published)
        .join(article, article.c.id == mention.c.article_id)
        .join(version, version.c.id == mention.c.version_id)
        .where(mention.c.event_id.is_(None), mention.c.kind.in_([Kind.MEETING, Kind.CALL]))
        .order_by(mention.c.first, mention.c.id)
    )
    for row in session.execute(rows).all():
        sources = select(mention_source.c.article_id).where(mention_source.c.mention_id == row.id)
        if row.id in rejected_mentions or rejected_sources & set(session.execute(sources).scalars()):
            continue
        name = ": ".join(filter(None, (row.publisher, row.title))) or row.url or row.article_id
        published = f", published {row.published}" if row.published else ""
        what = f"{row.status} {row.kind}, {row.date or 'no date'} ({name}{published})"
        yield Case("loose_mentions", None, what, f"/articles/{row.article_id}")


def _list_rejected(session: Session) -> tuple[set[str], set[str]]:
    """List the ids of the mentions and of the sources that editors reject."""
    rows = session.execute(select(correction).where(correction.c.action == Action.REJECT)).all()
    return _list_meant(rows)


def _list_meant(corrections: Sequence[AnyRow]) -> tuple[set[str], set[str]]:
    """List the ids of the mentions and of the sources that corrections mean."""
    mentions = {one for row in corrections for one in json.loads(row.mentions)}
    told = {one for row in corrections for one in json.loads(row.articles)}
    return mentions, {one for address in told for one in make_source_ids(address)}


def _list_settled(session: Session, event_ids: Sequence[str]) -> dict[str, set[str]]:
    """List for each event the fields that an editor has set."""
    rows = (
        select(mention.c.event_id, fact.c.field)
        .join(fact, fact.c.mention_id == mention.c.id)
        .where(mention.c.event_id.in_(event_ids), mention.c.kind == CORRECTION)
    )
    settled: dict[str, set[str]] = defaultdict(set)
    for event_id, field in session.execute(rows):
        settled[event_id].add(field)
    return settled
