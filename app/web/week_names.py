"""How a week is named and told of, wherever it is: its address, its name and days, its headings, what stands in it."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.vocabulary import Status
from app.domain.weeks import Week
from app.store.views import RecordSize
from app.store.week_counts import WeekCount
from app.store.weeks import AnnouncedRow, MovedRow, WeekRows
from app.web.dates import format_date
from app.web.language import format_number, gettext, ngettext, pgettext

WEEKS = "/weeks"
FEED = f"{WEEKS}.atom"

_LOOSE = re.compile(r"(\d{4})-?[wW](\d{1,2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class WeekLink:
    """A week in words, and the address of its page."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class WeekHeadings:
    """The headings of the sections of a week, in their order."""

    held: str
    planned: str
    moved: str
    announced: str
    said: str
    corrected: str


def find_week_name(text: str) -> str | None:
    """Find the week that is meant by another spelling of its name (`2024w21`, `2024-W1`) or by one of its days."""
    try:
        if match := _LOOSE.fullmatch(text):
            return str(Week.parse(f"{match[1]}-W{int(match[2]):02}"))
        return str(Week.of_day(date.fromisoformat(text))) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def is_in_years_of_record(week: Week, record: RecordSize | None, today: date) -> bool:
    """Tell whether a week lies in the years of the record, which go on to this one."""
    first = record.first_year if record and record.first_year else today.year
    last = record.last_year if record and record.last_year else today.year
    return min(first, today.year) <= week.year <= max(last, today.year)


def make_week_link(week: Week) -> WeekLink:
    """Make the way to the page of a week."""
    return WeekLink(format_week(week), make_week_path(week))


def make_week_path(week: Week) -> str:
    """Write the address of the page of a week."""
    return f"{WEEKS}/{week}"


def format_week(week: Week) -> str:
    """Name a week: `Week 21 of 2024`."""
    return gettext("Week %(week)s of %(year)s", week=week.number, year=week.year)


def format_week_days(week: Week) -> str:
    """Write the days of a week, the year only where they are of two: `20–26 May`."""
    return format_date(week.days.text, year=week.monday.year != week.sunday.year)


def format_week_counts(count: WeekCount) -> str:
    """Say what stands in a week: `2 took place, 1 announced, 6 quotes`."""
    parts = (
        (count.held, pgettext("week", "%(num)s took place", num=format_number(count.held))),
        (count.set, pgettext("week", "%(num)s set for it", num=format_number(count.set))),
        (count.announced, pgettext("week", "%(num)s announced", num=format_number(count.announced))),
        (count.said, ngettext("%(num)s quote", "%(num)s quotes", count.said)),
        (count.corrected, ngettext("%(num)s correction", "%(num)s corrections", count.corrected)),
    )
    return ", ".join(words for number, words in parts if number)


def count_rows(week: Week, rows: WeekRows) -> WeekCount:
    """Count the rows of a week as the list of weeks does."""
    held = sum(one.status == Status.HELD for one in rows.events)
    return WeekCount(
        week,
        held=held,
        set=len(rows.events) - held + len(rows.moved),
        announced=len(rows.announced),
        said=len(rows.quotes),
        corrected=len(rows.corrections) + len(rows.withdrawn),
    )


def make_week_headings() -> WeekHeadings:
    """Write the headings of the sections of a week."""
    return WeekHeadings(
        held=gettext("What took place"),
        planned=gettext("Set for this week"),
        moved=gettext("Set for this week, and moved"),
        announced=gettext("First announced in this week"),
        said=gettext("Said in this week, or first printed"),
        corrected=gettext("Corrected in this week"),
    )


def format_announced(row: AnnouncedRow) -> str:
    """Say for when a plan was first announced."""
    if row.date is None:
        return gettext("Announced without a date")
    if row.former is None:
        return gettext("Announced for %(date)s", date=format_date(row.date))
    return gettext(
        "Announced for %(date)s; it had first been set for %(former)s",
        date=format_date(row.date),
        former=format_date(row.former),
    )


def format_moved(row: MovedRow) -> str:
    """Say from which day an event was moved."""
    return gettext("First set for %(date)s, then moved", date=format_date(row.former))
