"""The value of the pages of a person, a place, a topic or a year: their part of the record in short."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Kind, Status
from app.store.engine import Session
from app.store.marks import count_matching, list_marks
from app.store.quotes import list_quotes
from app.store.rows import OVERDUE
from app.store.timeline import list_events, list_years
from app.store.views import EventRow
from app.web.counting import YearCount
from app.web.deps import Frame
from app.web.formatting import format_count, format_list
from app.web.page import Page
from app.web.query import make_path
from app.web.quote_view import make_quote_path
from app.web.statements import Statement, make_statements
from app.web.years import YearSection, get_year, make_sections

MOST_EVENTS = 50
MOST_QUOTES = 5

Counts = Mapping[int, Sequence[tuple[str, str, int]]]
"""How many events each year has: kind, status and number."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the record: its events, newest first, of which `shown` of `total` are on the page."""

    summary: str
    first: EventRow | None
    latest: EventRow | None
    shown: int
    total: int
    sections: tuple[YearSection, ...]
    undated: tuple[EventRow, ...]
    timeline_path: str


@dataclass(frozen=True, slots=True)
class Said:
    """The newest quotes of a part of the record, `shown` of `total`, and where all of them are."""

    heading: str
    quotes: tuple[Statement, ...]
    shown: int
    total: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage(Page):
    """One person, place, topic or year. `near` are the years before and after: a word and the address.

    `counted` is what is recorded and claimed of a year.
    """

    template: ClassVar[str] = "subject"
    section: ClassVar[str] = "/"

    noun: str
    heading: str
    part: Part
    said: Said | None = None
    counted: YearCount | None = None
    near: tuple[tuple[str, str], ...] = ()


def read_part(session: Session, frame: Frame, filters: Filters, *, limit: int | None = MOST_EVENTS) -> Part:
    """Read the part of the record that `filters` name."""
    today = frame.today
    listed = list_events(session, filters, today, limit)
    years = list_years(session, filters, today)
    on_page = {get_year(event) for event in listed.events if event.first}
    marks = list_marks(session, filters, today, on_page)
    sections, undated = make_sections(listed.events, years, marks, after_year=None, whole=False)
    counts = _keep_years(count_matching(session, filters, today), filters)
    held = filters.with_choice("status", Choice((Status.HELD,)))
    latest = list_events(session, held, today, 1).events
    return Part(
        summary=format_summary(counts, listed.total),
        first=_find_first(session, frame, held, counts),
        latest=latest[0] if latest and latest[0].first else None,
        shown=len(listed.events),
        total=listed.total,
        sections=sections,
        undated=undated,
        timeline_path=make_path(filters),
    )


def read_said(session: Session, heading: str, filters: Filters) -> Said | None:
    """Read the newest few quotes; `None` if there are none."""
    listed = list_quotes(session, filters, MOST_QUOTES)
    if not listed.total:
        return None
    statements = make_statements(listed.quotes)
    return Said(heading, statements, len(statements), listed.total, make_quote_path(filters))


def format_summary(counts: Counts, total: int) -> str:
    """Say what a part of the record holds: `9 events: 5 meetings and 2 calls held, 1 planned, 1 overdue.`"""
    if not total:
        return "No event is on record."
    number: Counter[tuple[str, str]] = Counter()
    for of_year in counts.values():
        for kind, status, count in of_year:
            number[_sort(kind, status)] += count
    held = [
        format_count(number[kind, Status.HELD], kind)
        for kind in (Kind.MEETING, Kind.CALL)
        if number[kind, Status.HELD]
    ]
    parts = [f"{format_list(held)} held"] if held else []
    for kind, noun in ((Kind.MILESTONE, "milestone"), (Kind.RELATED, "related event")):
        if number[kind, ""]:
            parts.append(format_count(number[kind, ""], noun))
    for status in (Status.PLANNED, Status.CANCELLED, OVERDUE):
        if number["", status]:
            parts.append(f"{number['', status]:,} {status}")
    if undated := total - sum(number.values()):
        parts.append(f"{undated:,} of which no date was told")
    return f"{format_count(total, 'event')}: {', '.join(parts)}."


def _sort(kind: str, status: str) -> tuple[str, str]:
    """Put an event under its kind if it took place, under its status if not; milestones have no status to tell."""
    if status != Status.HELD:
        return "", status
    return (kind, Status.HELD) if kind in (Kind.MEETING, Kind.CALL) else (kind, "")


def _keep_years(counts: Counts, filters: Filters) -> Counts:
    wanted = filters.of("year").wanted
    return {year: of_year for year, of_year in counts.items() if not wanted or str(year) in wanted}


def _find_first(session: Session, frame: Frame, held: Filters, counts: Counts) -> EventRow | None:
    """Find the oldest event that took place; its year is known, so that only that year is read."""
    years = [
        year for year, of_year in counts.items() if any(status == Status.HELD for _, status, _ in of_year)
    ]
    if not years:
        return None
    of_year = held.with_choice("year", Choice((str(min(years)),)))
    events = list_events(session, of_year, frame.today, None).events
    return events[-1] if events else None
