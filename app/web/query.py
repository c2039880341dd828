"""A view of the timeline as the URL writes it: read leniently, written in one canonical order."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from urllib.parse import quote

from app.domain.filters import FACETS, Choice, Filters
from app.domain.queries import clean_query
from app.store.matching import is_searchable
from app.web.filed import make_filed
from app.web.language import link

FOREIGN = ("utm_", "fbclid", "gclid", "yclid", "mc_")
"""Names that other sites and mail programs add to links; they mean nothing here and are passed over."""

_MOST = 8
# Of what is unknown the page names this much.
_NAMED = 10
_NAMED_LENGTH = 60


def read_filters(
    pairs: Iterable[tuple[str, str]],
    is_known: Callable[[str, str], bool],
    facets: Sequence[str] = FACETS,
) -> tuple[Filters, list[str]]:
    """Read a view of the timeline, or of what else has `facets`, from the parameters of a URL; `is_known` judges a
    value of a facet or of `after`.

    Also returns what was passed over because it is unknown or malformed, as `name=value`, in the order of the URL
    and no more of it than a page can name.
    """
    wanted: dict[str, set[str]] = {facet: set() for facet in facets}
    unwanted: dict[str, set[str]] = {facet: set() for facet in facets}
    searched: set[str] = set()
    after: str | None = None
    asked = 0
    unknown: list[str] = []
    for name, raw in pairs:
        value = " ".join(raw.replace("\0", "").split())
        facet = name.removeprefix("-")
        if not value or name.startswith(FOREIGN):
            continue
        if facet in wanted and is_known(facet, value.lower()):
            (unwanted if name.startswith("-") else wanted)[facet].add(value.lower())
        elif name == "q" and is_searchable(value) and len(searched | {clean_query(value)}) <= _MOST:
            searched.add(clean_query(value))
        elif name == "after" and (asked := asked + 1) <= _MOST and is_known("after", value):
            # Each is a question to the database: nobody means a thousand.
            after = value
        else:
            unknown.append(f"{name}={value}")
    choices = {
        facet: Choice(tuple(sorted(wanted[facet])), tuple(sorted(unwanted[facet])))
        for facet in facets
        if wanted[facet] or unwanted[facet]
    }
    return Filters(choices, tuple(sorted(searched)), after), shorten_unknown(unknown)


def shorten_unknown(unknown: list[str]) -> list[str]:
    """Keep of what was passed over as much as a page can name: anyone can link to us with a thousand parameters."""
    return [one if len(one) <= _NAMED_LENGTH else one[: _NAMED_LENGTH - 1] + "…" for one in unknown[:_NAMED]]


def make_query(filters: Filters, facets: Sequence[str] = FACETS) -> str:
    """Write a view as a query string in the one canonical order; empty for the whole timeline."""
    pairs = list_pairs(filters, facets)
    if filters.after is not None:
        pairs.append(("after", filters.after))
    return "&".join(f"{_quote(name)}={_quote(value)}" for name, value in pairs)


def list_pairs(filters: Filters, facets: Sequence[str] = FACETS) -> list[tuple[str, str]]:
    """List what narrows a view as names and values of parameters, in the canonical order."""
    pairs: list[tuple[str, str]] = []
    for facet in facets:
        choice = filters.of(facet)
        pairs += [(facet, value) for value in choice.wanted]
        pairs += [(f"-{facet}", value) for value in choice.unwanted]
    return pairs + [("q", words) for words in filters.q]


def make_path(filters: Filters, path: str = "/", facets: Sequence[str] = FACETS) -> str:
    """Write the address of a view: `/?year=2019&topic=energy`; `path` can name another form of it (`/events.json`)."""
    query = make_query(filters, facets)
    address = make_filed(f"{path}?{query}" if query else path)
    # In place of a file, which has no language, stands a page, which has one.
    return link(address) if address.endswith("#files") else address


@lru_cache(maxsize=2000)
def _quote(text: str) -> str:
    """Write a name or a value for a URL; a page of figures writes the same few of them thousands of times."""
    return quote(text, safe="")
