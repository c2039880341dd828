"""Who else is there: people with the number of events and the years, and those whom the record has in words only."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.filters import Filters
from app.domain.ids import make_slug
from app.lexicon.people import get_people
from app.store.views import OverviewRow, ValueCount
from app.web.counted import Figure, make_figure, narrow
from app.web.formatting import format_person

SHOWN = 24
"""So many people stand in the table at once, further ones behind "more"."""

_MOST_LISTED = 60
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Companion:
    """A person, the number of events, and in which years they were."""

    slug: str
    words: str
    figure: Figure
    years: tuple[tuple[int, Figure], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Others in the words of the record, and the newest of the `count` events of which it says so."""

    words: str
    count: int
    events: tuple[OverviewRow, ...]


@dataclass(frozen=True, slots=True)
class Company:
    """The presidents of Russia and of Belarus, whoever else is known by name, and others told in words only.

    `chosen`: the view asks for people, and only these are here.
    """

    presidents: tuple[Companion, ...]
    others: tuple[Companion, ...]
    told: tuple[Told, ...]
    chosen: bool


def make_company(
    counts: Iterable[ValueCount], rows: Iterable[OverviewRow], years: Sequence[int], filters: Filters
) -> Company:
    """Make what is said of the people at the events of a view."""
    wanted = filters.of("person").wanted
    numbers: dict[str, Counter[int | None]] = defaultdict(Counter)
    for one in counts:
        if not wanted or one.value in wanted:
            numbers[one.value][one.year] += one.count
    order = sorted(numbers, key=lambda slug: (-numbers[slug].total(), slug))
    people = [_make_companion(slug, numbers[slug], years, filters) for slug in order]
    presidents = get_people().presidents
    return Company(
        presidents=tuple(one for one in people if one.slug in presidents),
        others=tuple(one for one in people if one.slug not in presidents),
        told=_list_told(rows),
        chosen=bool(wanted),
    )


def _make_companion(
    slug: str, numbers: Counter[int | None], years: Sequence[int], filters: Filters
) -> Companion:
    of_person = narrow(filters, "person", slug)
    return Companion(
        slug,
        format_person(slug),
        make_figure(numbers.total(), of_person),
        tuple(
            (year, make_figure(numbers[year], narrow(of_person, "year", str(year))))
            for year in years
            if numbers[year]
        ),
    )


def _list_told(rows: Iterable[OverviewRow]) -> tuple[Told, ...]:
    """Put the events together of which the record says in the same words who else was there, a remark in brackets
    aside ("CIS leaders (28 Dec)").

    Words that are the name of somebody known are left out: such people stand among the others.
    """
    known = get_people().names
    events: dict[str, list[OverviewRow]] = defaultdict(list)
    for row in rows:
        for told in (row.others or "").split(";"):
            words = _REMARK.sub("", told).strip()
            if words and make_slug(words) not in known:
                events[words].append(row)
    order = sorted(events, key=lambda words: (-len(events[words]), words))
    return tuple(
        Told(words, len(events[words]), tuple(events[words][::-1][:_MOST_LISTED])) for words in order
    )
