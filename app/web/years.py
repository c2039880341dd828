"""The list of the timeline: events under their years, with the silences between them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from app.domain.dates import EdtfDate, Precision
from app.store.views import EventMark, EventRow, YearBar
from app.web.language import gettext, ngettext
from app.web.strip import Tick, count_events, format_year_counts, make_ticks

# From how many days on the space below an entry widens, and from how many on the silence is told in words.
_GAPS = ((90, "g4"), (46, "g3"), (21, "g2"))
_SILENCE = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with the space below it and what that space means."""

    event: EventRow
    gap: str
    silence: str


@dataclass(frozen=True, slots=True)
class YearSection:
    """The shown events of one year. `continued`: its newer events stand on the page before."""

    year: int
    continued: bool
    words: str
    ticks: tuple[Tick, ...]
    entries: tuple[Entry, ...]


def make_sections(
    events: Sequence[EventRow],
    years: Iterable[YearBar],
    marks: Iterable[EventMark],
    *,
    after_year: int | None,
    whole: bool,
) -> tuple[tuple[YearSection, ...], tuple[EventRow, ...]]:
    """Put events, newest first, under their years; also returns those without a date.

    `after_year` is the year of the event before the first; `whole` says that nothing is filtered out, so that a
    long wait between two events is a silence of the record.
    """
    words = {year.year: _format_year(year) for year in years}
    by_year: dict[int, list[EventMark]] = defaultdict(list)
    for mark in marks:
        by_year[mark.year].append(mark)
    dated = [event for event in events if event.first is not None]
    sections = tuple(
        YearSection(
            year,
            year == after_year,
            words.get(year, ""),
            make_ticks(by_year[year]),
            _make_entries(list(of_year), whole),
        )
        for year, of_year in groupby(dated, get_year)
    )
    return sections, tuple(event for event in events if event.first is None)


def get_year(event: EventRow) -> int:
    """Return the year under which an event that has a date stands."""
    return int((event.first or "")[:4])


def _format_year(bar: YearBar) -> str:
    """Say what a year holds, and how much of it a narrowed list shows."""
    words = format_year_counts(bar)
    if bar.matching == count_events(bar):
        return words
    matching = ngettext("%(num)s in this list", "%(num)s in this list", bar.matching)
    return gettext("%(year)s; %(matching)s", year=words, matching=matching)


def _make_entries(events: list[EventRow], whole: bool) -> tuple[Entry, ...]:
    entries = [_make_entry(event, older, whole) for event, older in pairwise(events)]
    return (*entries, *(Entry(event, "", "") for event in events[-1:]))


def _make_entry(event: EventRow, older: EventRow, whole: bool) -> Entry:
    days = _count_days_between(event, older)
    gap = next((css for least, css in _GAPS if days >= least), "")
    told = whole and days >= _SILENCE
    if not told:
        return Entry(event, gap, "")
    silence = ngettext(
        "Nothing is recorded for the %(num)s day before.",
        "Nothing is recorded for the %(num)s days before.",
        days,
    )
    return Entry(event, gap, silence)


def _count_days_between(event: EventRow, older: EventRow) -> int:
    """Count the days from the end of the older to the start of the newer; 0 where one tells no day."""
    if any(EdtfDate.parse(one.date or "").precision < Precision.DAY for one in (event, older)):
        return 0
    return (date.fromisoformat(event.first or "") - date.fromisoformat(older.last or "")).days
