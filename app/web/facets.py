"""The index: the values of each facet as links that narrow, widen or clear the view."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.filters import FACETS, Choice, Filters
from app.store.views import FacetValue
from app.web.formatting import format_value
from app.web.language import gettext, pgettext
from app.web.query import make_path

LONGEST = 24
"""More values of one facet than this stand behind "more"."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value: the view that choosing or dropping it leads to, and how many events that shows.

    `id` is that of its link, by which the focus stays on it. A value that would show nothing is no link. What is
    chosen has no number, but among several of which any will do `only` leads to the view that has `count` events
    because it wants this value alone.
    """

    id: str
    words: str
    count: int | None
    path: str | None
    chosen: bool
    unwanted: bool
    only: str | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: what is chosen of it, its first and its further values, and those that can be left out.

    `title` is its name as a heading, `note` says what it counts where that is not plain. `joint` says how a further
    value joins those chosen: any of them will do, or all are asked for.
    """

    name: str
    title: str
    entries: tuple[Entry, ...]
    rest: tuple[Entry, ...]
    chosen: tuple[Entry, ...] = ()
    leave_out: tuple[Entry, ...] = ()
    joint: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that narrows the view, and the view without it."""

    facet: str
    words: str
    path: str
    unwanted: bool = False

    @property
    def name(self) -> str:
        """The name of the facet as it stands before the value."""
        return format_facet(self.facet).lower()

    @property
    def label(self) -> str:
        """What the link of the chip does, for those who do not see where it stands."""
        if self.unwanted:
            return gettext("Remove the filter not %(facet)s %(value)s", facet=self.name, value=self.words)
        return gettext("Remove the filter %(facet)s %(value)s", facet=self.name, value=self.words)


# The order at the back of the book: what readers ask for most comes first.
_ORDER = ("topic", "place", "person", "kind", "format", "status", "year")


def format_facet(name: str) -> str:
    """Name a facet as a heading does: `Topic`."""
    return {
        "year": pgettext("facet", "Year"),
        "topic": pgettext("facet", "Topic"),
        "place": pgettext("facet", "Place"),
        "person": pgettext("facet", "Person"),
        "kind": pgettext("facet", "Kind"),
        "format": pgettext("facet", "Format"),
        "status": pgettext("facet", "Status"),
        "speaker": pgettext("facet", "Speaker"),
        "language": pgettext("facet", "Language"),
        "search": pgettext("facet", "Search"),
    }.get(name, name)


def make_index(values: Mapping[str, tuple[FacetValue, ...]], filters: Filters) -> tuple[Facet, ...]:
    """Make the index of a view from the values of its facets."""
    facets = (_make_facet(name, values[name], filters) for name in _ORDER)
    return tuple(one for one in facets if one.chosen or one.entries or one.leave_out)


def make_chips(filters: Filters, path: str = "/") -> tuple[Chip, ...]:
    """Make a chip for everything that narrows a view, in the order of its URL; `path` is the page that shows it."""
    chips = []
    for facet in FACETS:
        choice = filters.of(facet)
        for value in choice.wanted:
            chips.append(
                Chip(facet, format_value(facet, value), make_path(drop(filters, facet, value), path))
            )
        for value in choice.unwanted:
            without = make_path(drop(filters, facet, value), path)
            chips.append(Chip(facet, format_value(facet, value), without, unwanted=True))
    for words in filters.q:
        rest = tuple(one for one in filters.q if one != words)
        chips.append(Chip("search", words, make_path(Filters(filters.choices, rest), path)))
    return tuple(chips)


def choose(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view that also wants this value, from its first page."""
    choice = filters.of(facet)
    wanted = tuple(sorted({*choice.wanted, value}))
    return filters.with_choice(facet, Choice(wanted, _without(choice.unwanted, value)))


def leave_out(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view that excludes this value, from its first page."""
    choice = filters.of(facet)
    unwanted = tuple(sorted({*choice.unwanted, value}))
    return filters.with_choice(facet, Choice(_without(choice.wanted, value), unwanted))


def drop(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view that neither wants nor excludes this value, from its first page."""
    choice = filters.of(facet)
    rest = Choice(_without(choice.wanted, value), _without(choice.unwanted, value))
    return filters.with_choice(facet, rest) if rest else filters.without(facet)


def _without(values: Sequence[str], value: str) -> tuple[str, ...]:
    return tuple(one for one in values if one != value)


def _make_facet(name: str, values: Sequence[FacetValue], filters: Filters) -> Facet:
    several = name != "topic" and len(filters.of(name).wanted) > 1
    open_values = [one for one in values if not (one.wanted or one.unwanted)]
    further = tuple(_make_further(name, one, filters) for one in open_values if one.added)
    return Facet(
        name=name,
        title=format_facet(name),
        entries=further[:LONGEST],
        rest=further[LONGEST:],
        chosen=tuple(
            _make_chosen(name, one, filters, several=several) for one in values if one.wanted or one.unwanted
        ),
        leave_out=tuple(
            _make_left_out(name, one, filters) for one in open_values if one.here and one.left_out
        ),
        joint=name_joint(name) if filters.of(name).wanted else "",
    )


def name_joint(facet: str) -> str:
    """Say how a further value of a facet joins those chosen: `and also` of topics, `or also` of all others."""
    if facet == "topic":
        return pgettext("before further values, all of which are asked for", "and also")
    return pgettext("before further values, any of which will do", "or also")


def _make_chosen(facet: str, one: FacetValue, filters: Filters, *, several: bool) -> Entry:
    only = None
    if several and one.wanted and one.here:
        only = make_path(filters.with_choice(facet, Choice((one.value,), filters.of(facet).unwanted)))
    return Entry(
        id=f"f-{facet}-{one.value}",
        words=format_value(facet, one.value),
        count=one.here if only else None,
        path=make_path(drop(filters, facet, one.value)),
        chosen=one.wanted,
        unwanted=one.unwanted,
        only=only,
    )


def _make_further(facet: str, one: FacetValue, filters: Filters) -> Entry:
    path = make_path(choose(filters, facet, one.value))
    return Entry(f"f-{facet}-{one.value}", format_value(facet, one.value), one.added, path, False, False)


def _make_left_out(facet: str, one: FacetValue, filters: Filters) -> Entry:
    path = make_path(leave_out(filters, facet, one.value))
    return Entry("", format_value(facet, one.value), one.left_out, path, False, True)
