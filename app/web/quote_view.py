"""A view of the quotes as the URL writes it, and the index and the chips that lead from one view to another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from app.domain.filters import QUOTE_FACETS, UNKNOWN, Choice, Filters
from app.store.engine import Session
from app.store.quote_facets import list_known_quote_values
from app.store.views import QuoteFacetValue
from app.web.deps import SessionDep
from app.web.facets import LONGEST, Chip, Entry, Facet, choose, drop, name_joint
from app.web.formatting import format_language, format_person, format_value
from app.web.language import gettext, pgettext
from app.web.query import make_path, read_filters

# The order at the back of the book: what readers ask for most comes first.
_ORDER = ("speaker", "topic", "year", "language", "kind")


def read_quote_view(
    pairs: Iterable[tuple[str, str]], is_known: Callable[[str, str], bool]
) -> tuple[Filters, list[str]]:
    """Read a view of the quotes from the parameters of a URL, and what was passed over, as `read_filters` does."""
    return read_filters(pairs, is_known, QUOTE_FACETS)


def make_quote_knowledge(session: Session) -> Callable[[str, str], bool]:
    """Make the judge of `read_quote_view`: a value is known if a quote has it or a closed list names it."""
    values: dict[str, set[str]] = {}

    def is_known(facet: str, value: str) -> bool:
        if facet == "after":
            return value.isascii() and value.isalnum()
        if facet not in values:
            values[facet] = list_known_quote_values(session, facet)
        return value in values[facet]

    return is_known


def get_quote_view(request: Request, session: SessionDep) -> tuple[Filters, list[str]]:
    """Give a route the view of the quotes that the URL asks for, and what in it was passed over."""
    return read_quote_view(request.query_params.multi_items(), make_quote_knowledge(session))


QuoteViewDep = Annotated[tuple[Filters, list[str]], Depends(get_quote_view)]


def make_quote_path(filters: Filters, path: str = "/quotes") -> str:
    """Write the address of a view of the quotes in the one canonical order."""
    return make_path(filters, path, QUOTE_FACETS)


def make_quote_index(
    values: Mapping[str, tuple[QuoteFacetValue, ...]], filters: Filters
) -> tuple[Facet, ...]:
    """Make the index of a view of the quotes from the values of its facets."""
    facets = (_make_facet(name, values[name], filters) for name in _ORDER)
    return tuple(one for one in facets if one.chosen or one.entries or one.leave_out)


def make_quote_chips(filters: Filters) -> tuple[Chip, ...]:
    """Make a chip for everything that narrows a view of the quotes, in the order of its URL."""
    chips = [
        Chip(
            _name_facet(facet).lower(),
            format_chosen(facet, value),
            make_quote_path(drop(filters, facet, value)),
            unwanted=unwanted,
        )
        for facet in QUOTE_FACETS
        for unwanted, chosen in ((False, filters.of(facet).wanted), (True, filters.of(facet).unwanted))
        for value in chosen
    ]
    for words in filters.q:
        rest = tuple(one for one in filters.q if one != words)
        without = make_quote_path(Filters(filters.choices, rest))
        chips.append(Chip(pgettext("chip", "search"), words, without))
    return tuple(chips)


def list_kept(filters: Filters) -> tuple[tuple[str, str], ...]:
    """List the choices that a new search keeps, as names and values."""
    return tuple(
        (name, value)
        for facet in QUOTE_FACETS
        for name, values in ((facet, filters.of(facet).wanted), (f"-{facet}", filters.of(facet).unwanted))
        for value in values
    )


def format_chosen(facet: str, value: str) -> str:
    """Write a value of a facet of the quotes as readers know it."""
    if value == UNKNOWN:
        return {
            "speaker": gettext("speaker not known"),
            "year": gettext("year not told"),
            "language": gettext("language not told"),
        }.get(facet, value)
    if facet == "speaker":
        return format_person(value)
    if facet == "language":
        return format_language(value)
    if facet == "kind":
        return {
            "direct": gettext("word for word"),
            "transcript": gettext("from a transcript"),
            "reported": gettext("as reported"),
        }.get(value, value)
    return format_value(facet, value)


def _name_facet(facet: str) -> str:
    return {
        "speaker": pgettext("facet", "Speaker"),
        "year": pgettext("facet", "Year"),
        "topic": pgettext("facet", "Topic of the event"),
        "language": pgettext("facet", "Language"),
        "kind": pgettext("facet", "Manner"),
    }[facet]


def _make_facet(name: str, values: Sequence[QuoteFacetValue], filters: Filters) -> Facet:
    chosen = [one for one in values if one.wanted or one.unwanted]
    further = tuple(
        _make_further(name, one, filters) for one in values if one.count and not (one.wanted or one.unwanted)
    )
    by_year = gettext("Of the event; else of the day it was said; else of publication.")
    return Facet(
        name=name,
        title=_name_facet(name),
        note=by_year if name == "year" else "",
        entries=further[:LONGEST],
        rest=further[LONGEST:],
        chosen=tuple(_make_chosen(name, one, filters) for one in chosen),
        leave_out=tuple(_make_left_out(name, one, filters) for one in values if one.left_out is not None),
        joint=name_joint(name) if filters.of(name).wanted else "",
    )


def _make_further(facet: str, one: QuoteFacetValue, filters: Filters) -> Entry:
    return Entry(
        id=f"f-{facet}-{one.value}",
        words=format_chosen(facet, one.value),
        count=one.count,
        path=make_quote_path(choose(filters, facet, one.value)),
        chosen=False,
        unwanted=False,
    )


def _make_chosen(facet: str, one: QuoteFacetValue, filters: Filters) -> Entry:
    return Entry(
        id=f"f-{facet}-{one.value}",
        words=format_chosen(facet, one.value),
        count=None,
        path=make_quote_path(drop(filters, facet, one.value)),
        chosen=one.wanted,
        unwanted=one.unwanted,
    )


def _make_left_out(facet: str, one: QuoteFacetValue, filters: Filters) -> Entry:
    choice = filters.of(facet)
    without = Choice(choice.wanted, tuple(sorted({*choice.unwanted, one.value})))
    return Entry(
        id=f"n-{facet}-{one.value}",
        words=format_chosen(facet, one.value),
        count=one.left_out or 0,
        path=make_quote_path(filters.with_choice(facet, without)),
        chosen=False,
        unwanted=True,
    )
