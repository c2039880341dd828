"""A search as the URL writes it: read leniently, written in one canonical order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from app.domain.queries import clean_query
from app.web.query import FOREIGN, shorten_unknown

SOURCES = "sources"
_MOST_SEARCHES = 8


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the URL asks for: the searches as typed, whether sources alone, after which of them, and what is unknown."""

    searches: tuple[str, ...] = ()
    only_sources: bool = False
    after: str | None = None
    unknown: tuple[str, ...] = ()


def read_search(pairs: Iterable[tuple[str, str]]) -> SearchView:
    """Read the parameters of the URL; what is unknown or malformed is named and ignored."""
    searches: dict[str, None] = {}
    only_sources, after, unknown = False, None, []
    for name, raw in pairs:
        value = clean_query(raw)
        if not value or name.startswith(FOREIGN):
            continue
        if name == "q" and len({*searches, value}) <= _MOST_SEARCHES:
            searches[value] = None
        elif (name, value) == ("in", SOURCES):
            only_sources = True
        elif name == "after" and value.isascii() and value.isalnum():
            after = value
        else:
            unknown.append(f"{name}={value}")
    return SearchView(tuple(searches), only_sources, after, tuple(shorten_unknown(unknown)))


def make_search_path(searches: Sequence[str], *, only_sources: bool = False, after: str | None = None) -> str:
    """Write the address of a search in the one canonical order of parameters."""
    pairs = [("q", one) for one in searches]
    pairs += [("in", SOURCES)] if only_sources else []
    pairs += [("after", after)] if only_sources and after else []
    query = urlencode(pairs, quote_via=quote, safe="")
    return f"/search?{query}" if query else "/search"
