"""What stands in the weeks of the calendar: events, plans by their first announcement, quotes, corrections.

Only what is told to the day, or to days of one week, stands in a week: a month or "about" a day would have to be
guessed. docs/feeds.md tells the rules.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.dates import tells_days
from app.domain.weeks import Week
from app.store.announcing import list_announcements, list_moves
from app.store.correction_rows import list_corrections
from app.store.order import OLDEST_FIRST
from app.store.quote_days import list_quote_days
from app.store.quotes import list_quotes_of
from app.store.rows import list_event_rows
from app.store.schema import event
from app.store.views import CorrectionRow, EventRow, Evidence, QuoteRow, WithdrawnRow
from app.store.withdrawn import list_withdrawn

IS_TOLD_TO_THE_DAY: ColumnElement[bool] = or_(
    event.c.date.like("____-__-__"), event.c.date.like("____-__-__/____-__-__")
)
"""The condition of an event of which the day or days are told, none of them "about": as `tells_days` in SQL."""


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """A plan and its first announcement: `day` (EDTF) is that of publication, `date` for when it was then announced,
    and `former` for when it had first been set, where that is told as a move."""

    event: EventRow
    day: str
    date: str | None
    former: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class MovedRow:
    """An event that was first set for another day, `former` (EDTF), and the words that tell so."""

    event: EventRow
    former: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class WeekRows:
    """Everything of one week, each list oldest first. `events` are of every status."""

    events: tuple[EventRow, ...] = ()
    moved: tuple[MovedRow, ...] = ()
    announced: tuple[AnnouncedRow, ...] = ()
    quotes: tuple[QuoteRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    withdrawn: tuple[WithdrawnRow, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return any((self.events, self.moved, self.announced, self.quotes, self.corrections, self.withdrawn))


def list_weeks(session: Session, first: Week, last: Week, today: date) -> dict[Week, WeekRows]:
    """List everything of the weeks from `first` to `last`, oldest week first; a week without anything is left out."""
    begin, end = first.monday.isoformat(), last.sunday.isoformat()
    events: dict[Week, list[EventRow]] = defaultdict(list)
    near = (event.c.first <= end, event.c.last >= begin, IS_TOLD_TO_THE_DAY)
    for one in list_event_rows(session, select(event).where(*near).order_by(*OLDEST_FIRST), today):
        for week in list_weeks_between(max(one.first or "", begin), min(one.last or "", end)):
            events[week].append(one)
    announced = _list_announced(session, begin, end, today)
    moved = _list_moved(session, first, last, today)
    quotes: dict[Week, list[QuoteRow]] = defaultdict(list)
    days = list_quote_days(session, begin, end)
    for row in list_quotes_of(session, sorted(days, key=lambda one: (days[one], one))):
        quotes[_get_week(days[row.id])].append(row)
    corrections: dict[Week, list[CorrectionRow]] = defaultdict(list)
    for correction in reversed(list_corrections(session, days=(begin, end))):
        corrections[_get_week(correction.made)].append(correction)
    withdrawn: dict[Week, list[WithdrawnRow]] = defaultdict(list)
    for gone in reversed(list_withdrawn(session)):
        if begin <= gone.day <= end:
            withdrawn[_get_week(gone.day)].append(gone)
    weeks = sorted({*events, *announced, *moved, *quotes, *corrections, *withdrawn})
    return {
        week: WeekRows(
            events=tuple(events[week]),
            moved=tuple(moved[week]),
            announced=tuple(announced[week]),
            quotes=tuple(quotes[week]),
            corrections=tuple(corrections[week]),
            withdrawn=tuple(withdrawn[week]),
        )
        for week in weeks
    }


def count_vague(session: Session, week: Week) -> int:
    """Count the events that may be of a week but stand in none: their month is told, or about when they were."""
    near = event.c.first <= week.sunday.isoformat(), event.c.last >= week.monday.isoformat()
    # Of what is told to the year alone there would be the same number in each of its weeks.
    is_vague = (~IS_TOLD_TO_THE_DAY, func.length(func.rtrim(event.c.date, "~")) > len("2024"))
    return session.execute(select(func.count()).select_from(event).where(*near, *is_vague)).scalar_one()


def list_weeks_between(first: str, last: str) -> Iterator[Week]:
    """List the weeks that hold the days (ISO) from `first` to `last`."""
    week = _get_week(first)
    while week.monday.isoformat() <= last:
        yield week
        if week.sunday == date.max:
            return
        week = Week.of_day(week.sunday + timedelta(days=1))


def _list_announced(session: Session, begin: str, end: str, today: date) -> dict[Week, list[AnnouncedRow]]:
    found = {one.event_id: one for one in list_announcements(session, begin, end)}
    events = _list_by_id(session, list(found), today)
    announced: dict[Week, list[AnnouncedRow]] = defaultdict(list)
    for one in sorted(found.values(), key=lambda one: (one.week, one.day, events[one.event_id].slug)):
        row = AnnouncedRow(events[one.event_id], one.day, one.date, one.former, one.evidence)
        announced[one.week].append(row)
    return announced


def _list_moved(session: Session, first: Week, last: Week, today: date) -> dict[Week, list[MovedRow]]:
    """List what was moved away from each week; what was moved within a week stands in it by its own day."""
    moves = list_moves(session, first.monday.isoformat(), last.sunday.isoformat())
    events = _list_by_id(session, [one.event_id for one in moves], today)
    moved: dict[Week, list[MovedRow]] = defaultdict(list)
    for one in sorted(moves, key=lambda one: (one.first, events[one.event_id].slug)):
        row = events[one.event_id]
        own = {*list_weeks_between(row.first or "", row.last or "")} if tells_days(row.date) else set()
        for week in list_weeks_between(one.first.isoformat(), one.last.isoformat()):
            if first <= week <= last and week not in own:
                moved[week].append(MovedRow(row, one.former, one.evidence))
    return moved


def _list_by_id(session: Session, ids: list[str], today: date) -> dict[str, EventRow]:
    rows = list_event_rows(session, select(event).where(event.c.id.in_(ids)), today) if ids else ()
    return {row.id: row for row in rows}


def _get_week(day: str) -> Week:
    return Week.of_day(date.fromisoformat(day))
