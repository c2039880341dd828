"""The weeks of the record: the page of one, what was held, announced, said and corrected in it, and the list of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from app.domain.vocabulary import Origin, Status
from app.domain.weeks import Week
from app.store.engine import Session
from app.store.views import CorrectionRow, EventRow, RecordSize, WithdrawnRow
from app.store.week_counts import WeekCount, count_weeks, find_weeks_beside
from app.store.weeks import AnnouncedRow, MovedRow, WeekRows, count_vague, list_weeks
from app.web.dates import format_date
from app.web.evidence import Sentence, make_sentences
from app.web.language import gettext, ngettext, pgettext
from app.web.page import Frame, Page
from app.web.statements import Statement, make_statements
from app.web.week_names import (
    FEED,
    WEEKS,
    WeekHeadings,
    WeekLink,
    count_rows,
    format_announced,
    format_moved,
    format_week,
    format_week_counts,
    format_week_days,
    is_in_years_of_record,
    make_week_headings,
    make_week_link,
    make_week_path,
)

# A list of so many weeks is enough for one page; older years have one of their own.
_ENOUGH = 104


@dataclass(frozen=True, slots=True)
class PlanView:
    """An event, what a source tells of its plan in words, and the sentence that does; `note` says when it did so where
    the sentence is that of a row of the record."""

    event: EventRow
    words: str
    sentence: Sentence
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage(Page):
    """One week. `absent` says what of it is not on record, `vague` what may belong to it; `years` are the years of its
    days that have a page."""

    template: ClassVar[str] = "week"
    section: ClassVar[str] = "/"

    heading: str
    lead: str
    headings: WeekHeadings
    held: tuple[EventRow, ...]
    planned: tuple[EventRow, ...]
    moved: tuple[PlanView, ...]
    announced: tuple[PlanView, ...]
    said: tuple[Statement, ...]
    corrections: tuple[CorrectionRow, ...]
    withdrawn: tuple[WithdrawnRow, ...]
    absent: tuple[str, ...]
    vague: str
    before: WeekLink | None
    after: WeekLink | None
    years: tuple[int, ...]
    feed_path: str
    json_path: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A week in the list of them: its number and its days in words, and what stands in it."""

    number: str
    days: str
    counts: str
    path: str


@dataclass(frozen=True, slots=True)
class YearWeeks:
    """The weeks of a year, newest first."""

    year: int
    weeks: tuple[WeekLine, ...]


@dataclass(frozen=True, slots=True)
class YearLink:
    """A year whose weeks stand on a page of their own."""

    year: int
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeksPage(Page):
    """The weeks that have anything, newest first: of one year, or the newest years whole and `older` ones as links."""

    template: ClassVar[str] = "weeks"
    section: ClassVar[str] = "/"

    heading: str
    lead: str
    years: tuple[YearWeeks, ...]
    older: tuple[YearLink, ...]
    whole: bool
    feed_path: str


def make_week_page(session: Session, frame: Frame, week: Week) -> WeekPage | None:
    """Read one week and make its page; none for one that has nothing and lies outside the years of the record."""
    rows = list_weeks(session, week, week, frame.today).get(week, WeekRows())
    if not rows and not is_in_years_of_record(week, frame.record, frame.today):
        return None
    heading = gettext("%(week)s: %(days)s", week=format_week(week), days=format_week_days(week))
    counts = format_week_counts(count_rows(week, rows))
    before, after = find_weeks_beside(session, week)
    return WeekPage(
        frame=frame,
        title=heading,
        canonical=make_week_path(week),
        description=_describe(heading, counts),
        noindex=not rows,
        heading=heading,
        lead=_make_lead(week, counts, frame.today),
        headings=make_week_headings(),
        held=tuple(one for one in rows.events if one.status == Status.HELD),
        planned=tuple(one for one in rows.events if one.status != Status.HELD),
        moved=tuple(map(_make_moved, rows.moved)),
        announced=tuple(map(_make_announced, rows.announced)),
        said=make_statements(rows.quotes),
        corrections=rows.corrections,
        withdrawn=rows.withdrawn,
        absent=_list_absent(rows) if rows else (),
        vague=_format_vague(count_vague(session, week)),
        before=make_week_link(before) if before else None,
        after=make_week_link(after) if after else None,
        years=_list_years(week, frame.record),
        feed_path=FEED,
        json_path=f"{make_week_path(week)}.json",
    )


def make_weeks_page(session: Session, frame: Frame, asked: Sequence[str]) -> WeeksPage:
    """Read the list of weeks and make its page: of the first year asked for that has any, or of the newest years."""
    counts = count_weeks(session)
    years = {year: tuple(several) for year, several in groupby(counts, lambda one: one.week.year)}
    by_name = {str(year): year for year in years}
    chosen = next((by_name[one] for one in asked if one in by_name), None)
    shown = [chosen] if chosen else _choose_newest(years)
    older = [year for year in years if year not in shown]
    heading = gettext("The weeks of %(year)s", year=chosen) if chosen else gettext("The record, week by week")
    return WeeksPage(
        frame=frame,
        title=heading,
        canonical=f"{WEEKS}?year={chosen}" if chosen else WEEKS,
        description=gettext(
            "%(heading)s: what was held, announced, said and corrected of the presidents of Russia and Belarus.",
            heading=heading,
        ),
        noindex=not counts,
        heading=heading,
        lead=ngettext(
            "%(num)s week of which anything is on record.",
            "%(num)s weeks of which anything is on record.",
            sum(len(years[year]) for year in shown) if chosen else len(counts),
        ),
        years=tuple(YearWeeks(year, tuple(map(_make_line, years[year]))) for year in shown),
        older=tuple(_make_year_link(year, len(years[year])) for year in older),
        whole=chosen is None,
        feed_path=FEED,
    )


def _choose_newest(years: dict[int, tuple[WeekCount, ...]]) -> list[int]:
    shown: list[int] = []
    total = 0
    for year, weeks in years.items():
        if total >= _ENOUGH:
            break
        shown.append(year)
        total += len(weeks)
    return shown


def _make_line(count: WeekCount) -> WeekLine:
    week = count.week
    number = pgettext("list of weeks", "Week %(week)s", week=week.number)
    return WeekLine(number, format_week_days(week), format_week_counts(count), make_week_path(week))


def _make_year_link(year: int, number: int) -> YearLink:
    return YearLink(year, ngettext("%(num)s week", "%(num)s weeks", number), f"{WEEKS}?year={year}")


def _describe(heading: str, counts: str) -> str:
    if not counts:
        return gettext("%(heading)s. Nothing is on record of this week.", heading=heading)
    return gettext(
        "%(heading)s. What the presidents of Russia and Belarus did, announced and said, as recorded: %(counts)s.",
        heading=heading,
        counts=counts,
    )


def _make_lead(week: Week, counts: str, today: date) -> str:
    if week.monday > today:
        when = gettext("This week is still to come.")
    elif week.sunday >= today:
        when = gettext("This week is not over yet.")
    else:
        when = ""
    nothing = gettext(
        "Nothing is on record of this week: nothing held, announced, said or corrected on a day that is told."
    )
    return " ".join(filter(None, (f"{counts}." if counts else nothing, when)))


def _list_absent(rows: WeekRows) -> tuple[str, ...]:
    held = any(one.status == Status.HELD for one in rows.events)
    parts = (
        (held, gettext("No event is on record as having taken place in this week.")),
        (rows.announced, gettext("Nothing is on record as first announced in this week.")),
        (rows.quotes, gettext("No words are on record as said, or first printed, in this week.")),
        (rows.corrections or rows.withdrawn, gettext("Nothing was corrected in this week.")),
    )
    return tuple(words for there, words in parts if not there)


def _format_vague(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(num)s event that may belong here stands in no week: only its month is told, or about when it was.",
        "%(num)s events that may belong here stand in no week: only their month is told, or about when they were.",
        number,
    )


def _make_announced(row: AnnouncedRow) -> PlanView:
    note = ""
    if row.evidence.article.origin != Origin.PRESS:
        note = gettext("The first source that the row names is of %(day)s.", day=format_date(row.day))
    return PlanView(row.event, format_announced(row), make_sentences([row.evidence])[0], note)


def _make_moved(row: MovedRow) -> PlanView:
    return PlanView(row.event, format_moved(row), make_sentences([row.evidence])[0])


def _list_years(week: Week, record: RecordSize | None) -> tuple[int, ...]:
    if record is None or record.first_year is None or record.last_year is None:
        return ()
    years = dict.fromkeys((week.monday.year, week.sunday.year))
    return tuple(year for year in years if record.first_year <= year <= record.last_year)
