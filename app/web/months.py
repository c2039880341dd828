"""One year by month: its events under the months in which they began, and its longest silence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.dates import EdtfDate, Precision
from app.store.parts import SortCount
from app.store.views import EventRow
from app.web.dates import format_date
from app.web.language import gettext, ngettext
from app.web.sorts import count_by_sort, find_sort, format_heading, list_sorts
from app.web.years import Entry, YearSection

_NO_MONTH = "00"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year, newest first; `name` says so in words. `numbers` are its events by sort."""

    anchor: str
    name: str
    entries: tuple[Entry, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """A year by month: the heads of the table's columns, the months, the numbers of the year, and its silence."""

    heads: tuple[str, ...]
    months: tuple[Month, ...]
    numbers: tuple[int, ...]
    total: int
    silence: str


def make_months(section: YearSection) -> Months:
    """Put the events of a year under the months in which they began; a month without any is left out."""
    by_month: dict[str, list[Entry]] = defaultdict(list)
    for entry in section.entries:
        by_month[_get_month(entry.event)].append(entry)
    events = [entry.event for entry in section.entries]
    sorts = list_sorts(_count(events))

    def list_numbers(several: Iterable[EventRow]) -> tuple[int, ...]:
        numbers = _count(several)
        return tuple(numbers[sort.name] for sort in sorts)

    return Months(
        heads=tuple(map(format_heading, sorts)),
        months=tuple(
            Month(
                f"m-{month}",
                _format_month(section.year, month),
                tuple(by_month[month]),
                list_numbers(entry.event for entry in by_month[month]),
            )
            for month in sorted(by_month, reverse=True)
        ),
        numbers=list_numbers(events),
        total=len(events),
        silence=_format_silence(events),
    )


def _get_month(event: EventRow) -> str:
    told = EdtfDate.parse(event.date or "")
    return _NO_MONTH if told.precision == Precision.YEAR else f"{told.first.month:02}"


def _format_month(year: int, month: str) -> str:
    return gettext("Month not told") if month == _NO_MONTH else format_date(f"{year}-{month}", year=False)


def _count(events: Iterable[EventRow]) -> dict[str, int]:
    return count_by_sort(SortCount(None, event.kind, event.status, 1) for event in events)


def _format_silence(events: Sequence[EventRow]) -> str:
    """Say between which two contacts of the year, whose days are known, the longest time passed."""
    contacts = sorted(
        (event.first or "", event.last or "", event.date or "")
        for event in events
        if find_sort(event.kind, event.status) in ("meetings", "calls") and _has_day(event)
    )
    gaps = [
        ((date.fromisoformat(after[0]) - date.fromisoformat(before[1])).days, before[2], after[2])
        for before, after in pairwise(contacts)
    ]
    days, before, after = max(gaps, key=lambda gap: gap[0], default=(0, "", ""))
    if days < 1:
        return ""
    return gettext(
        "The longest time between two contacts whose days are known: %(length)s, from %(first)s to %(last)s.",
        length=ngettext("%(num)s day", "%(num)s days", days),
        first=format_date(before, year=False),
        last=format_date(after, year=False),
    )


def _has_day(event: EventRow) -> bool:
    return event.date is not None and EdtfDate.parse(event.date).precision == Precision.DAY
