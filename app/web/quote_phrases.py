"""A view of the quotes in words: its heading, and the sentence that counts what it shows.

Each step puts the words so far into a larger phrase, so that a translator can set what narrows them before or behind.
"""

from collections.abc import Sequence

from app.domain.filters import UNKNOWN, Filters
from app.web.formatting import format_list
from app.web.language import format_number, gettext, ngettext, pgettext
from app.web.quote_view import format_chosen


def make_quote_heading(filters: Filters) -> str:
    """Name a view: `Quotes of Vladimir Putin in 2019 on energy`."""
    return _narrow(pgettext("heading", "Quotes"), filters)


def make_quote_sentence(filters: Filters, total: int, *, shown: int) -> str:
    """Say how many quotes a view has; on a later page (`filters.after`) how many more of them are shown."""
    if not total:
        return gettext("%(none)s.", none=_narrow(gettext("No quotes"), filters))
    words = _narrow(ngettext("%(num)s quote", "%(num)s quotes", total), filters)
    if filters.after is not None:
        return gettext(
            "%(quotes)s, newest first: here are %(shown)s older ones.",
            quotes=words,
            shown=format_number(shown),
        )
    if total == 1:
        return gettext("%(quotes)s.", quotes=words)
    if not filters:
        return gettext("All %(quotes)s, newest first.", quotes=words)
    return gettext("%(quotes)s, newest first.", quotes=words)


def _narrow(words: str, filters: Filters) -> str:
    if filters.of("speaker").wanted == (UNKNOWN,):
        words = gettext("%(quotes)s of unknown speakers", quotes=words)
    elif speakers := _list_wanted(filters, "speaker"):
        words = gettext("%(quotes)s of %(speakers)s", quotes=words, speakers=speakers)
    if years := _list_wanted(filters, "year"):
        words = gettext("%(quotes)s in %(years)s", quotes=words, years=years)
    if topics := _list_wanted(filters, "topic", "and"):
        words = gettext("%(quotes)s on %(topics)s", quotes=words, topics=topics)
    if filters.q:
        words = gettext("%(quotes)s with %(words)s", quotes=words, words=_quote(filters.q))
    if languages := _list_wanted(filters, "language"):
        words = gettext("%(quotes)s, in %(languages)s", quotes=words, languages=languages)
    if manners := _list_wanted(filters, "kind"):
        words = gettext("%(quotes)s, %(manners)s", quotes=words, manners=manners)
    left_out = [
        format_chosen(facet, value)
        for facet in ("kind", "speaker", "year", "topic", "language")
        for value in filters.of(facet).unwanted
    ]
    if left_out:
        words = gettext("%(quotes)s, without %(values)s", quotes=words, values=format_list(left_out))
    return words


def _list_wanted(filters: Filters, facet: str, joint: str = "or") -> str:
    return format_list([format_chosen(facet, value) for value in filters.of(facet).wanted], joint)


def _quote(searches: Sequence[str]) -> str:
    return format_list([gettext("“%(words)s”", words=words) for words in searches], "or")
