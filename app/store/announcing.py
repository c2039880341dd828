"""When plans were first announced, and from which days events were moved: of the story of an event what has a week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, or_, select
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
_WORDS = (
    mention.c.version_id,
    fact.c.value,
    fact.c.text,
    fact.c.start,
    fact.c.end,
    fact.c.rule,
    *ARTICLE_COLUMNS,
)
"""What `make_evidence` needs of the words; who only asks for days leaves them where they are."""


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
    plans = _select_plans(*_WORDS, mention.c.date.label("told_date"), _select_former().label("former"))
    first = _find_first(session, plans.where(mention.c.event_id.in_(announced)))
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
    return [one.week for one in _find_first(session, _select_plans())]


def list_moves(session: Session, begin: str, end: str) -> list[Move]:
    """List the days from which events were moved, where these reach into the days (ISO) from `begin` to `end`."""
    told = _find_moves(session, _select_moves(*_WORDS), begin, end)
    texts = list_sentences(session, {row.version_id for row, _former in told})
    return [_make_move(row, former, make_evidence(row, texts[row.version_id])) for row, former in told]


def list_former_days(session: Session) -> list[tuple[str, EdtfDate]]:
    """List the id of every event that was moved with the days from which, without the words that tell so."""
    return [(row.event_id, former) for row, former in _find_moves(session, _select_moves(), "", "9999~")]


def _find_moves(session: Session, moves: AnySelect, begin: str, end: str) -> list[tuple[AnyRow, EdtfDate]]:
    """Find the moves from days (ISO) between two, each event's from one date once: by what was published first."""
    # Few mentions tell of two days: they are found first, and their facts by them.
    near = select(mention.c.id).where(
        mention.c.first < mention.c.last, mention.c.first <= end, mention.c.last >= begin
    )
    told: dict[tuple[str, str], tuple[AnyRow, EdtfDate]] = {}
    for row in session.execute(moves.where(fact.c.mention_id.in_(near))):
        former = EdtfDate.parse(row.value)
        if tells_days(row.value) and former.first.isoformat() <= end and former.last.isoformat() >= begin:
            told.setdefault((row.event_id, row.value), (row, former))
    return list(told.values())


def _select_moves(*words: ColumnElement[Any]) -> AnySelect:
    """Select the days from which events were moved, and the columns of the words that are asked for."""
    return (
        select(mention.c.event_id, fact.c.value, *words)
        .join(mention, mention.c.id == fact.c.mention_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(mention.c.event_id.is_not(None), fact.c.field == Field.DATE, fact.c.rule == MOVED_FROM)
        .order_by(article.c.published.is_(None), article.c.published, fact.c.mention_id, fact.c.position)
    )


def _find_first(session: Session, plans: AnySelect) -> list[_Told]:
    """Find of each event among the plans its first announcement."""
    first: dict[str, _Told] = {}
    for row in session.execute(plans):
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


def _select_plans(*words: ColumnElement[Any]) -> AnySelect:
    """Select what announces something by what decides which comes first, and the columns of the words that are asked
    for. The day is that of publication: of a row of the record that of the first source which it names."""
    named = article.alias()
    withdrawn: Sequence[ColumnElement[bool]] = (
        ~exists().where(named.c.id == citation.c.article_id, named.c.withdrawn.is_not(None)),
    )
    cited = (
        select(func.min(citation.c.published))
        .where(citation.c.document_id == mention.c.article_id, citation.c.published.like(_DAY), *withdrawn)
        .scalar_subquery()
    )
    plan = mention.alias()
    planned = select(plan.c.id).where(plan.c.status == Status.PLANNED)
    return (
        select(
            mention.c.event_id,
            fact.c.mention_id,
            fact.c.start,
            event.c.last.label("event_last"),
            func.coalesce(article.c.published, cited).label("told"),
            article.c.origin,
            article.c.digest,
            *words,
        )
        .join(fact, fact.c.mention_id == mention.c.id)
        .join(event, event.c.id == mention.c.event_id)
        .join(article, article.c.id == mention.c.article_id)
        .where(fact.c.mention_id.in_(planned), article.c.origin != Origin.EDITOR)
        .where(fact.c.field == Field.STATUS, fact.c.value == Status.PLANNED)
    )


def _select_former() -> ScalarSelect[str | None]:
    """Select the day from which the telling says that its event was moved."""
    moved = fact.alias()
    return (
        select(func.min(moved.c.value))
        .where(moved.c.mention_id == mention.c.id, moved.c.field == Field.DATE, moved.c.rule == MOVED_FROM)
        .scalar_subquery()
    )


def _make_move(row: AnyRow, former: EdtfDate, evidence: Evidence) -> Move:
    return Move(row.event_id, row.value, former.first, former.last, evidence)
