"""What a URL of `/compare` asks for: two values of one facet, all else narrowing both sides; and what it lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from app.domain.filters import FACETS, Choice, Filters
from app.web.facets import format_facet
from app.web.formatting import format_list, format_value
from app.web.language import gettext, ngettext
from app.web.query import list_pairs, make_path

COMPARE = "/compare"

OFFERED = ("year", "topic", "place", "person", "kind", "format")
"""The facets for which the page offers a form; any can be asked for."""

_MOST_OFFERS = 6


@dataclass(frozen=True, slots=True)
class Option:
    """One value in a list to choose from, and in which of the two lists it stands chosen."""

    value: str
    words: str
    first: bool
    second: bool


@dataclass(frozen=True, slots=True)
class Form:
    """A form that compares two values of one facet; `kept` are the filters that go on narrowing both sides."""

    name: str
    title: str
    options: tuple[Option, ...]
    kept: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """Why nothing can be compared yet, and what could be: words and address."""

    words: str
    offers: tuple[tuple[str, str], ...]


def find_comparison(filters: Filters) -> str | None:
    """Name the one facet of which exactly two values are chosen; `None` if there is none, or are several."""
    pairs = _list_pairs(filters)
    return pairs[0] if len(pairs) == 1 else None


def make_side(filters: Filters, facet: str, value: str) -> Filters:
    """Return the view of one side: what narrows both, and this one value."""
    return filters.with_choice(facet, Choice((value,), filters.of(facet).unwanted))


def make_common(filters: Filters, facet: str) -> Filters:
    """Return the view of what narrows both sides."""
    unwanted = filters.of(facet).unwanted
    return filters.with_choice(facet, Choice((), unwanted)) if unwanted else filters.without(facet)


def describe_lack(filters: Filters) -> Lack:
    """Say what is missing before anything can be compared."""
    pairs = _list_pairs(filters)
    if len(pairs) > 1:
        names = format_list([format_facet(facet).lower() for facet in pairs])
        return Lack(
            gettext(
                "Two values are chosen of each of these: %(facets)s. One of them can be compared.",
                facets=names,
            ),
            tuple(_offer(filters, pairs, facet, filters.of(facet).wanted) for facet in pairs),
        )
    many = next((facet for facet in FACETS if len(filters.of(facet).wanted) > 2), None)
    if many is not None:
        values = filters.of(many).wanted
        words = ngettext(
            "%(num)s value is chosen; two can stand side by side.",
            "%(num)s values are chosen; two can stand side by side.",
            len(values),
        )
        offers = [_offer(filters, (), many, pair) for pair in combinations(values, 2)]
        return Lack(words, tuple(offers[:_MOST_OFFERS]))
    one = next((facet for facet in FACETS if filters.of(facet).wanted), None)
    if one is not None:
        words = gettext(
            "Only one value is chosen: %(value)s. Choose a second one beside it.",
            value=format_value(one, filters.of(one).wanted[0]),
        )
        return Lack(words, ())
    return Lack(gettext("Nothing is chosen yet. Choose two years, two topics, two places or two people."), ())


def make_form(facet: str, values: Mapping[str, int], filters: Filters) -> Form:
    """Make the form for one facet from its values with their numbers of events; years newest first, else by name."""
    names = {value: format_value(facet, value) for value in values}
    order = sorted(values, reverse=True) if facet == "year" else sorted(values, key=lambda one: names[one])
    first, second = _choose_two(filters.of(facet).wanted, order, values)
    return Form(
        name=facet,
        title=format_facet(facet),
        options=tuple(Option(one, names[one], one == first, one == second) for one in order),
        kept=tuple(list_pairs(_keep(filters, facet))),
    )


def _list_pairs(filters: Filters) -> tuple[str, ...]:
    return tuple(facet for facet in FACETS if len(filters.of(facet).wanted) == 2)


def _offer(filters: Filters, pairs: Sequence[str], facet: str, values: tuple[str, ...]) -> tuple[str, str]:
    rest = filters
    for other in pairs:
        rest = make_common(rest, other) if other != facet else rest
    path = make_path(rest.with_choice(facet, Choice(values, rest.of(facet).unwanted)), COMPARE)
    return format_list([format_value(facet, value) for value in values]), path


def _keep(filters: Filters, facet: str) -> Filters:
    """Return what the form of a facet keeps: a pair of another facet would make the question ambiguous."""
    kept = replace(make_common(filters, facet), after=None)
    for other in _list_pairs(kept):
        kept = make_common(kept, other)
    return kept


def _choose_two(
    wanted: tuple[str, ...], order: Sequence[str], values: Mapping[str, int]
) -> tuple[str | None, str | None]:
    """Choose what the two lists show at first: what is chosen, else the values with most events."""
    chosen = [value for value in wanted if value in values]
    often = sorted(order, key=lambda one: -values[one]) if order else []
    two = list(dict.fromkeys([*chosen, *often]))[:2]
    return (two[0] if two else None), (two[1] if len(two) > 1 else None)
