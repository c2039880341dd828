"""Which found event is which wanted one, one to one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.ids import make_slug
from app.domain.readings import EventReading
from app.domain.vocabulary import Kind
from app.ingest.evaluation.gold import GoldEvent
from app.lexicon.places import get_places

Test = Callable[[GoldEvent, EventReading], bool]
Pairs = dict[int, int]

_CONTACTS = (Kind.MEETING, Kind.CALL)
# How much of an event must be right for it to be the same one told wrongly: its day and its kind, for instance.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Matching:
    """Indexes of wanted and found events: `right` in every compared field, `near` told wrongly, and the rest."""

    right: Pairs
    near: Pairs
    missed: tuple[int, ...]
    invented: tuple[int, ...]


def match_events(wanted: Sequence[GoldEvent], found: Sequence[EventReading]) -> Matching:
    """Match what was wanted with what was found so that as many wanted events as possible are right.

    An optional event takes only what no other can take. What is left is paired by what it has in common; such a
    pair is a miss and an invention.
    """
    right = match(wanted, found, is_right)
    missed = [index for index, event in enumerate(wanted) if index not in right and not event.optional]
    invented = [index for index in range(len(found)) if index not in right.values()]
    near = _pair_near(wanted, found, missed, invented)
    return Matching(right, near, tuple(missed), tuple(invented))


def match(wanted: Sequence[GoldEvent], found: Sequence[EventReading], is_same: Test) -> Pairs:
    """Return the largest set of pairs that pass a test, one to one, optional events last.

    Augmenting paths: a wanted event once paired stays paired, perhaps with another found one.
    """
    owners: Pairs = {}

    def find_place(index: int, seen: set[int]) -> bool:
        for other, event in enumerate(found):
            if other not in seen and is_same(wanted[index], event):
                seen.add(other)
                if other not in owners or find_place(owners[other], seen):
                    owners[other] = index
                    return True
        return False

    for index in sorted(range(len(wanted)), key=lambda i: (wanted[i].optional, _count_open(wanted[i]))):
        find_place(index, set())
    return {index: other for other, index in sorted(owners.items(), key=lambda pair: pair[1])}


def is_right(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether kind, status, first and last day and city are equal, as far as they are told."""
    return is_right_but_city(wanted, found) and is_city_right(wanted, found)


def is_right_but_city(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether all but the city is right."""
    return is_kind_right(wanted, found) and is_status_right(wanted, found) and is_date_right(wanted, found)


def is_kind_right(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether the kind is right; where meeting and call cannot be told apart, either is."""
    if wanted.is_kind_open and wanted.kind in _CONTACTS:
        return found.kind in _CONTACTS
    return found.kind == wanted.kind


def is_status_right(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether the status is right."""
    return wanted.status is None or found.status == wanted.status


def is_date_scored(wanted: GoldEvent) -> bool:
    """Tell whether the date of an event is compared."""
    return wanted.start is not None and not wanted.is_date_open


def is_date_right(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether first and last day (or month) are right."""
    if not is_date_scored(wanted):
        return True
    return found.date is not None and (found.date.start, found.date.end) == (wanted.start, wanted.end)


def is_city_right(wanted: GoldEvent, found: EventReading) -> bool:
    """Tell whether the first city told is the right one, however it is written."""
    return wanted.city is None or (found.city is not None and _fold(found.city) == _fold(wanted.city))


def _fold(city: str) -> str:
    """Give every name of a city in one form: a residence or a longer name stands for the city it lies in."""
    known = get_places().cities.get(city)
    return re.sub(r"^st-", "saint-", make_slug(known.name if known else city))


def _count_open(event: GoldEvent) -> int:
    return (not is_date_scored(event)) + (event.city is None) + event.is_kind_open


def _pair_near(
    wanted: Sequence[GoldEvent], found: Sequence[EventReading], missed: list[int], invented: list[int]
) -> Pairs:
    scores = sorted(
        ((_score(wanted[i], found[j]), i, j) for i in missed for j in invented),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs: Pairs = {}
    for score, i, j in scores:
        if score >= _NEAR and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _score(wanted: GoldEvent, found: EventReading) -> int:
    is_dated = is_date_scored(wanted) and is_date_right(wanted, found)
    is_placed = wanted.city is not None and is_city_right(wanted, found)
    return (
        3 * is_dated
        + 2 * is_placed
        + 2 * is_kind_right(wanted, found)
        + (wanted.status is not None and is_status_right(wanted, found))
    )
