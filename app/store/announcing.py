"""When plans were first announced, and from which days events were moved: of the story of an event what has a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate, tells_days
from app.domain.readings import MOVED_FROM
from app.domain.vocabulary import Field, Origin, Status
from app.domain.weeks import Week
from app.store.evidence import make_evidence
from app.store.quote_rows import ARTICLE_COLUMNS
from app.store.schema import AnyRow, AnySelect, article, citation, event, fact, mention
from app.store.sentences import list_sentences
from app.store.views import Evidence

_DAY = "____-__-__%"


@dataclass(frozen=True, slots=True)
class Announcement:
    """The first announcement of an event: published on `day` (EDTF), which is told to days of one week, for `date`;
    of what it tells as moved `former` is the day that it was first set for."""

    event_id: str
    week: Week
    day: str
    date: str | None
    former: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Move:
    """An event was first set for the days from `first` to `last` (`former` as EDTF); `evidence` tells so."""

    event_id: str
    former: str
    first: date
    last: date
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Told:
    day: EdtfDate
    week: Week
    row: AnyRow


def list_announcements(session: Session, begin: str, end: str) -> list[Announcement]:
    """List the events that were first announced on the days (ISO) from `begin` to `end`, each with the words.

    The first announcement is the one published first of those whose day of publication is told. A source that tells
    of a plan when its days have passed looks back, and announces nothing.
    """
    # Text sorts as days do: an interval comes after its first day.
    within = (article.c.published >= begin, article.c.published < f"{end}~", article.c.published.like(_DAY))
    named = (citation.c.published >= begin, citation.c.published < f"{end}~", citation.c.published.like(_DAY))
    telling = or_(
        mention.c.article_id.in_(select(article.c.id).where(*within)),
        mention.c.article_id.in_(select(citation.c.document_id).where(*named)),
    )
    announced = select(mention.c.event_id).where(telling, mention.c.status == Status.PLANNED)
    first = _find_first(session, mention.c.event_id.in_(announced))
    last_week = Week.of_day(date.fromisoformat(end))
    first_week = Week.of_day(date.fromisoformat(begin))
    wanted = [one for one in first if first_week <= one.week <= last_week]
    texts = list_sentences(session, {one.row.version_id for one in wanted})
    return [
        Announcement(
            event_id=one.row.event_id,
            week=one.week,
            day=one.day.text,
            date=one.row.told_date,
            former=one.row.former,
            evidence=make_evidence(one.row, texts[one.row.version_id]),
        )
        for one in wanted
    ]


def list_announcing_weeks(session: Session) -> list[Week]:
    """List the week of the first announcement of every event that has one."""
    return [one.week for one in _find_first(session, mention.c.event_id.is_not(None))]


def list_moves(session: Session, begin: str = "", end: str = "9999~") -> list[Move]:
    """List the days from which events were moved, where these reach into the days (ISO) from `begin` to `end`."""
    columns = (mention.c.event_id, mention.c.version_id, *_FACT)
    # Few mentions tell of two days: they are found first, and their facts by them.
    near = select(mention.c.id).where(
        mention.c.first < mention.c.last, mention.c.first <= end, mention.c.last >= begin
    )
    rows = session.execute(
        select(*columns, *ARTICLE_COLUMNS)
        .join(mention, mention.c.id == fact.c.mention_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(mention.c.event_id.is_not(None), fact.c.mention_id.in_(near))
        .where(fact.c.field == Field.DATE, fact.c.rule == MOVED_FROM)
        .order_by(article.c.published.is_(None), article.c.published, fact.c.mention_id, fact.c.position)
    ).all()
    told: dict[tuple[str, str], AnyRow] = {}
    for row in rows:
        former = EdtfDate.parse(row.value)
        if tells_days(row.value) and former.first.isoformat() <= end and former.last.isoformat() >= begin:
            told.setdefault((row.event_id, row.value), row)
    texts = list_sentences(session, {row.version_id for row in told.values()})
    return [_make_move(row, make_evidence(row, texts[row.version_id])) for row in told.values()]


_FACT = (fact.c.value, fact.c.text, fact.c.start, fact.c.end, fact.c.rule)


def _find_first(session: Session, condition: ColumnElement[bool]) -> list[_Told]:
    """Find of each event that meets a condition its first announcement."""
    first: dict[str, _Told] = {}
    for row in session.execute(_select_plans().where(condition)):
        day = EdtfDate.parse(row.told) if row.told else None
        week = Week.of_date(day) if day else None
        if day is None or week is None or (row.event_last and day.first.isoformat() > row.event_last):
            continue
        one, there = _Told(day, week, row), first.get(row.event_id)
        if there is None or _get_place(one) < _get_place(there):
            first[row.event_id] = one
    return list(first.values())


def _get_place(one: _Told) -> tuple[date, date, bool, bool, str, int]:
    """Of what was published on one day a source comes before a row of ours, and an original before our digest."""
    row = one.row
    return one.day.first, one.day.last, row.origin != Origin.PRESS, row.digest, row.mention_id, row.start


def _select_plans() -> AnySelect:
    """Select the words that announce something, each with the day on which it was published: of a row of the record
    that of the first source which it names."""
    named = article.alias()
    withdrawn: Sequence[ColumnElement[bool]] = (
        citation.c.article_id.not_in(select(named.c.id).where(named.c.withdrawn.is_not(None))),
    )
    cited = (
        select(func.min(citation.c.published))
        .where(citation.c.document_id == mention.c.article_id, citation.c.published.like(_DAY), *withdrawn)
        .scalar_subquery()
    )
    plan, moved = mention.alias(), fact.alias()
    planned = select(plan.c.id).where(plan.c.status == Status.PLANNED)
    former = (
        select(func.min(moved.c.value))
        .where(moved.c.mention_id == mention.c.id, moved.c.field == Field.DATE, moved.c.rule == MOVED_FROM)
        .scalar_subquery()
    )
    return (
        select(
            mention.c.event_id,
            mention.c.version_id,
            mention.c.date.label("told_date"),
            former.label("former"),
            fact.c.mention_id,
            *_FACT,
            event.c.last.label("event_last"),
            func.coalesce(article.c.published, cited).label("told"),
            *ARTICLE_COLUMNS,
        )
        .join(fact, fact.c.mention_id == mention.c.id)
        .join(event, event.c.id == mention.c.event_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(fact.c.mention_id.in_(planned), article.c.origin != Origin.EDITOR)
        .where(fact.c.field == Field.STATUS, fact.c.value == Status.PLANNED)
    )


def _make_move(row: AnyRow, evidence: Evidence) -> Move:
    former = EdtfDate.parse(row.value)
    return Move(row.event_id, row.value, former.first, former.last, evidence)
