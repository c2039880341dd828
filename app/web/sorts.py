"""The sorts into which the events of a part of the record are counted: held by kind, plans by what became of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Kind, Status
from app.store.parts import SortCount
from app.store.rows import OVERDUE
from app.web.language import gettext, mark, ngettext
from app.web.query import make_path

_CONTACTS = (Kind.CALL.value, Kind.MEETING.value)


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort: the kinds and statuses of its events, and what it is called at the head of a column."""

    name: str
    heading: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...] = ()

    def make_path(self, filters: Filters) -> str:
        """Write the address of the timeline that shows exactly the events of this sort in a view."""
        narrowed = filters.with_choice("kind", Choice(self.kinds))
        return make_path(narrowed.with_choice("status", Choice(self.statuses)) if self.statuses else narrowed)


SORTS: tuple[Sort, ...] = (
    Sort("meetings", mark("Meetings"), (Kind.MEETING,), (Status.HELD,)),
    Sort("calls", mark("Calls"), (Kind.CALL,), (Status.HELD,)),
    Sort("planned", mark("Planned"), _CONTACTS, (Status.PLANNED,)),
    Sort("overdue", mark("Overdue"), _CONTACTS, (OVERDUE,)),
    Sort("cancelled", mark("Cancelled"), _CONTACTS, (Status.CANCELLED,)),
    # Milestones and related events have no status to tell.
    Sort("milestones", mark("Milestones"), (Kind.MILESTONE,)),
    Sort("related", mark("Related"), (Kind.RELATED,)),
)


def find_sort(kind: str, status: str) -> str:
    """Name the sort of an event by its kind and the status that is shown of it."""
    return next(
        sort.name for sort in SORTS if kind in sort.kinds and (not sort.statuses or status in sort.statuses)
    )


def count_by_sort(counts: Iterable[SortCount]) -> dict[str, int]:
    """Count events by sort; every sort is a key."""
    numbers = dict.fromkeys((sort.name for sort in SORTS), 0)
    for one in counts:
        numbers[find_sort(one.kind, one.status)] += one.count
    return numbers


def format_sort(name: str, number: int) -> str:
    """Count the events of a sort in words: `3 meetings held`, `1 overdue`."""
    match name:
        case "meetings":
            return ngettext("%(num)s meeting held", "%(num)s meetings held", number)
        case "calls":
            return ngettext("%(num)s call held", "%(num)s calls held", number)
        case "planned":
            return ngettext("%(num)s planned", "%(num)s planned", number)
        case "overdue":
            return ngettext("%(num)s overdue", "%(num)s overdue", number)
        case "cancelled":
            return ngettext("%(num)s cancelled", "%(num)s cancelled", number)
        case "milestones":
            return ngettext("%(num)s milestone", "%(num)s milestones", number)
        case _:
            return ngettext("%(num)s related event", "%(num)s related events", number)


def list_sorts(numbers: Mapping[str, int]) -> tuple[Sort, ...]:
    """List the sorts of which there are any events."""
    return tuple(sort for sort in SORTS if numbers[sort.name])


def format_heading(sort: Sort) -> str:
    """Say at the head of a column what it counts."""
    return gettext(sort.heading)
