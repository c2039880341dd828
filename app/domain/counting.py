"""Counts of meetings held against the record: which contacts fill the slots of a claim, which are missing, which
are more than claimed.

What is counted are contacts that were held, in the year that is claimed, up to the day of the claim. Two rules stand
side by side: every contact in person, and the same without those on the sidelines of other events.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.dates import EdtfDate
from app.domain.vocabulary import Format, Kind, Scope


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting or call that was held: its slug and title, its date as `told` (EDTF), the first day of that, and the
    slugs of the `people` who were there."""

    slug: str
    title: str
    kind: str
    format: str | None
    told: str
    first: date
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slots:
    """`count` slots, and the contacts of the record that fill them, in the order of their days.

    Either some slots are `missing`, or some contacts are `more` than claimed, or neither: never both. Of a count that
    is the least (`at_least`) none is more: "at least ten" has a slot for the thirteenth as well.
    """

    count: int
    contacts: tuple[Contact, ...]
    at_least: bool = False

    @property
    def recorded(self) -> int:
        """How many contacts the record has."""
        return len(self.contacts)

    @property
    def filled(self) -> tuple[Contact, ...]:
        """The contacts that fill a slot: the earliest, as many as are claimed; all, if no fewer are."""
        return self.contacts if self.at_least else self.contacts[: self.count]

    @property
    def missing(self) -> int:
        """How many are claimed and not recorded."""
        return max(self.count - self.recorded, 0)

    @property
    def beyond(self) -> tuple[Contact, ...]:
        """The contacts recorded beyond the number claimed: the latest."""
        return self.contacts[len(self.filled) :]

    @property
    def more(self) -> int:
        """How many are recorded beyond the number claimed."""
        return len(self.beyond)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A claim held against the record under both rules, up to the last day `until`; None for the whole year."""

    until: date | None
    in_person: Slots
    without_sidelines: Slots


def find_last_day(year: int, as_of: str | None) -> date | None:
    """Return the last day up to which a claim counts; None if that is the whole year.

    `as_of` is EDTF: of a month or an interval the last day counts, and what is claimed after the year's end is of
    the whole year.
    """
    if as_of is None:
        return None
    last = EdtfDate.parse(as_of).last
    return None if last >= date(year, 12, 31) else last


def list_counted(
    contacts: Iterable[Contact], scope: str, until: date | None = None, person: str | None = None
) -> tuple[Contact, ...]:
    """List those of `contacts` that a claim of this scope counts up to a day, in the order of their days.

    Where one `person`'s are counted, the others are not: in 2008 Russia had one president until May and another then.

    A meeting of that very day counts: the fourth is said to be so on its day. So does one of which only the month
    is told, once the month has begun, and one of several days from the first of them. Calls count only where the
    source counts contacts of every kind.
    """
    kinds = (Kind.MEETING, Kind.CALL) if scope == Scope.CONTACTS else (Kind.MEETING,)
    counted = (
        one
        for one in contacts
        if one.kind in kinds
        and (until is None or one.first <= until)
        and (person is None or person in one.people)
    )
    return tuple(sorted(counted, key=lambda one: (one.first, one.slug)))


def leave_out_sidelines(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """List those of `contacts` that are not known to have met on the sidelines of another event."""
    return tuple(one for one in contacts if one.format != Format.SIDELINES)


def hold_claim(
    year: int,
    count: int,
    as_of: str | None,
    scope: str,
    contacts: Iterable[Contact],
    person: str | None = None,
    *,
    at_least: bool = False,
) -> Reckoning:
    """Hold a claim against the contacts held in its year, those with `person` if that one's are counted.

    `at_least` tells that there were no fewer than `count`.
    """
    until = find_last_day(year, as_of)
    counted = list_counted(contacts, scope, until, person)
    narrow = leave_out_sidelines(counted)
    return Reckoning(until, Slots(count, counted, at_least), Slots(count, narrow, at_least))
