"""How much stands in each week, and which weeks are next to one: lists of weeks, and the way from one to another."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Status
from app.domain.weeks import Week
from app.store.announcing import list_announcing_weeks, list_former_days
from app.store.quote_days import count_quotes_by_monday, find_quote_day_beside
from app.store.schema import article, correction, event
from app.store.view_counts import count_told_days
from app.store.weeks import IS_TOLD_TO_THE_DAY, list_weeks_between


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many things stand in a week: events held, others set for it (moved ones too), plans first announced, quotes,
    corrections and withdrawals."""

    week: Week
    held: int = 0
    set: int = 0
    announced: int = 0
    said: int = 0
    corrected: int = 0


def count_weeks(session: Session) -> tuple[WeekCount, ...]:
    """Count what stands in each week that has anything, the newest first."""
    counts = _count_events(session)
    for monday, number in count_quotes_by_monday(session).items():
        counts[Week(date.fromisoformat(monday))]["said"] += number
    for day in _list_corrected(session):
        counts[Week.of_day(date.fromisoformat(day))]["corrected"] += 1
    return tuple(_make_count(week, counts[week]) for week in sorted(counts, reverse=True))


def list_weeks_of_events(session: Session) -> tuple[Week, ...]:
    """List the weeks in which an event took place, for which one was set, or in which one was announced, newest first.

    They come and go with a change of an event; those that have quotes or corrections alone do not.
    """
    return tuple(sorted(_count_events(session), reverse=True))


def _count_events(session: Session) -> dict[Week, Counter[str]]:
    counts: dict[Week, Counter[str]] = defaultdict(Counter)
    for (told, status), number in count_told_days(session).items():
        days = EdtfDate.parse(told)
        for week in list_weeks_between(days.first.isoformat(), days.last.isoformat()):
            counts[week]["held" if status == Status.HELD else "set"] += number
    for week in _list_moved(session):
        counts[week]["set"] += 1
    for week in list_announcing_weeks(session):
        counts[week]["announced"] += 1
    return counts


def _make_count(week: Week, counts: Counter[str]) -> WeekCount:
    return WeekCount(
        week, counts["held"], counts["set"], counts["announced"], counts["said"], counts["corrected"]
    )


def find_weeks_beside(session: Session, week: Week) -> tuple[Week | None, Week | None]:
    """Find the next week before and after a week that have anything."""
    others = [
        *_list_moved(session),
        *list_announcing_weeks(session),
        *(Week.of_day(date.fromisoformat(day)) for day in _list_corrected(session)),
    ]
    before = [one for one in (*others, *_find_beside(session, week, later=False)) if one < week]
    after = [one for one in (*others, *_find_beside(session, week, later=True)) if one > week]
    return max(before, default=None), min(after, default=None)


def _find_beside(session: Session, week: Week, *, later: bool) -> list[Week]:
    """Find the nearest weeks with events, and with quotes, on one side of a week."""
    begin, end = week.monday.isoformat(), week.sunday.isoformat()
    if later:
        lasting = event.c.first.between(begin, end), event.c.last > end
        days = select(func.min(event.c.first)).where(event.c.first > end, IS_TOLD_TO_THE_DAY)
        edge, beyond = date.max, timedelta(days=1)
    else:
        lasting = event.c.last.between(begin, end), event.c.first < begin
        days = select(func.max(event.c.last)).where(event.c.last < begin, IS_TOLD_TO_THE_DAY)
        edge, beyond = date.min, timedelta(days=-1)
    own = week.sunday if later else week.monday
    # What began in this week, or ends in it, can reach into the one beside it; so can what holds it whole.
    whole = event.c.first < begin, event.c.last > end
    reaching = [
        session.execute(select(event.c.id).where(*one, IS_TOLD_TO_THE_DAY).limit(1)).first()
        for one in (lasting, whole)
    ]
    if any(reaching) and own != edge:
        return [Week.of_day(own + beyond)]
    told = session.execute(days).scalar()
    quoted = find_quote_day_beside(session, end if later else begin, later=later)
    return [Week.of_day(date.fromisoformat(day)) for day in (told, quoted) if day]


def _list_moved(session: Session) -> list[Week]:
    """List the weeks from which events were moved, each as often as that; not those in which these stand now."""
    moves = list_former_days(session)
    ids = {event_id for event_id, _former in moves}
    columns = (event.c.id, event.c.first, event.c.last, IS_TOLD_TO_THE_DAY.label("told"))
    rows = session.execute(select(*columns).where(event.c.id.in_(ids))).all() if ids else ()
    own = {row.id: {*list_weeks_between(row.first, row.last)} for row in rows if row.told}
    return [
        week
        for event_id, former in moves
        for week in list_weeks_between(former.first.isoformat(), former.last.isoformat())
        if week not in own.get(event_id, ())
    ]


def _list_corrected(session: Session) -> list[str]:
    """List the days of all corrections and withdrawals."""
    made = session.execute(select(correction.c.made)).scalars().all()
    gone = select(article.c.withdrawn).where(article.c.withdrawn.is_not(None))
    return [*made, *session.execute(gone).scalars()]
