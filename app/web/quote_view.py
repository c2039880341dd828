"""A view of the quotes as the URL writes it, and the index and the chips that lead from one view to another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode

from app.domain.queries import clean_query
from app.store.matching import is_searchable
from app.store.quotes import QuoteFilters
from app.store.views import FacetCount
from app.web.facets import LONGEST, Chip, Entry, Facet
from app.web.formatting import format_person, format_value
from app.web.query import shorten_unknown

# The parameters of a view in their canonical order, and the fields of QuoteFilters that hold their values.
_FIELDS = {"speaker": "speakers", "year": "years", "topic": "topics"}
_MOST_SEARCHES = 8
# Names that other sites and mail programs add to links.
_FOREIGN = ("utm_", "fbclid", "gclid", "yclid", "mc_")


def read_quote_view(
    pairs: Iterable[tuple[str, str]], known: Mapping[str, Iterable[str]]
) -> tuple[QuoteFilters, str | None, list[str]]:
    """Read a view of the quotes from the parameters of a URL; `known` gives the values of each facet.

    Also returns the quote after which to go on, and what was passed over because it is unknown or malformed.
    """
    values = {facet: frozenset(known[facet]) for facet in _FIELDS}
    chosen: dict[str, set[str]] = {facet: set() for facet in _FIELDS}
    searches: set[str] = set()
    after: str | None = None
    unknown: list[str] = []
    for name, raw in pairs:
        value = " ".join(raw.replace("\0", "").split())
        if not value or name.startswith(_FOREIGN):
            continue
        if name in chosen and value.lower() in values[name]:
            chosen[name].add(value.lower())
        elif name == "q" and is_searchable(value) and len(searches | {clean_query(value)}) <= _MOST_SEARCHES:
            searches.add(clean_query(value))
        elif name == "after" and value.isascii() and value.isalnum():
            after = value
        else:
            unknown.append(f"{name}={value}")
    fields = {field: tuple(sorted(chosen[facet])) for facet, field in _FIELDS.items()}
    return QuoteFilters(**fields, q=tuple(sorted(searches))), after, shorten_unknown(unknown)


def make_quote_path(filters: QuoteFilters, after: str | None = None) -> str:
    """Write the address of a view of the quotes in the one canonical order."""
    pairs = [(facet, value) for facet in _FIELDS for value in _get_chosen(filters, facet)]
    pairs += [("q", words) for words in filters.q]
    pairs += [("after", after)] if after else []
    query = urlencode(pairs, quote_via=quote, safe="")
    return f"/quotes?{query}" if query else "/quotes"


def make_quote_index(
    counts: Mapping[str, tuple[FacetCount, ...]], filters: QuoteFilters
) -> tuple[Facet, ...]:
    """Make the index of a view of the quotes from the counts of its facets."""
    facets = []
    for name in ("speaker", "topic", "year"):
        entries = tuple(_make_entry(name, count, filters) for count in counts[name])
        if entries:
            cut = max([LONGEST, *(place + 1 for place, entry in enumerate(entries) if entry.chosen)])
            facets.append(Facet(name, entries[:cut], entries[cut:]))
    return tuple(facets)


def make_quote_chips(filters: QuoteFilters) -> tuple[Chip, ...]:
    """Make a chip for everything that narrows a view of the quotes."""
    chips = [
        Chip(facet, format_chosen(facet, value), make_quote_path(_toggle(filters, facet, value)))
        for facet in _FIELDS
        for value in _get_chosen(filters, facet)
    ]
    for words in filters.q:
        rest = tuple(one for one in filters.q if one != words)
        chips.append(Chip("search", words, make_quote_path(replace(filters, q=rest))))
    return tuple(chips)


def list_kept(filters: QuoteFilters) -> tuple[tuple[str, str], ...]:
    """List the choices that a new search keeps, as names and values."""
    return tuple((facet, value) for facet in _FIELDS for value in _get_chosen(filters, facet))


def format_chosen(facet: str, value: str) -> str:
    """Write a chosen value as readers know it."""
    return format_person(value) if facet == "speaker" else format_value(facet, value)


def _get_chosen(filters: QuoteFilters, facet: str) -> tuple[str, ...]:
    chosen: tuple[str, ...] = getattr(filters, _FIELDS[facet])
    return chosen


def _toggle(filters: QuoteFilters, facet: str, value: str) -> QuoteFilters:
    chosen = {*_get_chosen(filters, facet)} ^ {value}
    return replace(filters, **{_FIELDS[facet]: tuple(sorted(chosen))})


def _make_entry(facet: str, count: FacetCount, filters: QuoteFilters) -> Entry:
    return Entry(
        id=f"f-{facet}-{count.value}",
        words=format_chosen(facet, count.value),
        count=count.count,
        path=make_quote_path(_toggle(filters, facet, count.value)) if count.wanted or count.count else None,
        chosen=count.wanted,
        unwanted=False,
    )
