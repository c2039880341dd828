"""The index: the values of each facet as links that narrow, widen or clear the view."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.filters import FACETS, Choice, Filters
from app.store.views import FacetCount
from app.web.formatting import format_value
from app.web.query import make_path

LONGEST = 24
"""More values of one facet than this stand behind "more"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: the view that choosing or dropping it leads to; a value that would show nothing is no link."""

    id: str
    words: str
    count: int
    path: str | None
    chosen: bool
    unwanted: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its first and its further values."""

    name: str
    entries: tuple[Entry, ...]
    rest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the view, and the view without it."""

    facet: str
    words: str
    path: str
    unwanted: bool = False


# The order at the back of the book: what readers ask for most comes first.
_ORDER = ("topic", "place", "person", "kind", "format", "status", "year")


def make_index(counts: Mapping[str, tuple[FacetCount, ...]], filters: Filters) -> tuple[Facet, ...]:
    """Make the index of a view from the counts of its facets."""
    facets = []
    for name in _ORDER:
        entries = tuple(_make_entry(name, count, filters) for count in counts[name])
        if entries:
            # What is chosen is never hidden.
            cut = max(
                [LONGEST, *(place + 1 for place, one in enumerate(entries) if one.chosen or one.unwanted)]
            )
            facets.append(Facet(name, entries[:cut], entries[cut:]))
    return tuple(facets)


def make_chips(filters: Filters) -> tuple[Chip, ...]:
    """Make a chip for everything that narrows a view, in the order of its URL."""
    chips = []
    for facet in FACETS:
        choice = filters.of(facet)
        for value in choice.wanted:
            chips.append(Chip(facet, format_value(facet, value), make_path(drop(filters, facet, value))))
        for value in choice.unwanted:
            path = make_path(drop(filters, facet, value))
            chips.append(Chip(facet, format_value(facet, value), path, unwanted=True))
    for words in filters.q:
        rest = tuple(one for one in filters.q if one != words)
        chips.append(Chip("search", words, make_path(Filters(filters.choices, rest))))
    return tuple(chips)


def choose(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view that also wants this value, from its first page."""
    choice = filters.of(facet)
    wanted = tuple(sorted({*choice.wanted, value}))
    return filters.with_choice(facet, Choice(wanted, tuple(one for one in choice.unwanted if one != value)))


def drop(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view that neither wants nor excludes this value, from its first page."""
    choice = filters.of(facet)
    rest = Choice(
        tuple(one for one in choice.wanted if one != value),
        tuple(one for one in choice.unwanted if one != value),
    )
    return filters.with_choice(facet, rest) if rest else filters.without(facet)


def _make_entry(facet: str, count: FacetCount, filters: Filters) -> Entry:
    picked = count.wanted or count.unwanted
    after = drop(filters, facet, count.value) if picked else choose(filters, facet, count.value)
    return Entry(
        id=f"f-{facet}-{count.value}",
        words=format_value(facet, count.value),
        count=count.count,
        path=make_path(after) if picked or count.count else None,
        chosen=count.wanted,
        unwanted=count.unwanted,
    )
