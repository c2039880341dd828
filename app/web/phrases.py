"""A view of the timeline in words: its heading, and the sentence that counts what it shows."""

from collections.abc import Sequence

from app.domain.filters import Filters
from app.store.views import YearBar
from app.web.formatting import format_count, format_list, format_value

_NOUNS = {
    "meeting": ("meeting", "meetings"),
    "call": ("call", "calls"),
    "milestone": ("milestone", "milestones"),
    "related": ("related event", "related events"),
}
_WITHOUT = {
    "year": "outside {}",
    "topic": "not on {}",
    "place": "outside {}",
    "person": "without {}",
    "kind": "other than a {}",
    "format": "other than {}",
    "status": "not {}",
}


def make_heading(filters: Filters) -> str:
    """Name a view: `Meetings in Sochi on energy`."""
    words = _describe(filters, several=True)
    return words[:1].upper() + words[1:]


def make_lead(years: Sequence[YearBar]) -> str:
    """Say what the record holds; only what is in it is named."""
    if not years:
        return "Nothing has been read yet. Give this program articles, and their events stand here."
    held = sum(year.held for year in years)
    since = next((year.year for year in years if year.held), None)
    sentence = format_count(held, "meeting") + (f" since {since}" if since else "")
    besides = []
    if any(year.calls for year in years):
        besides.append("the calls between them")
    if any(year.overdue for year in years):
        besides.append("the meetings that were announced and never reported")
    return f"{sentence}{', with ' if besides else ''}{format_list(besides)}."


def make_count_sentence(filters: Filters, total: int, *, shown: int) -> str:
    """Say how many events a view has; on a later page (`filters.after`) how many more of them are shown."""
    noun = _describe(filters, several=total != 1)
    if total == 0:
        return f"No {_describe(filters, several=True)}."
    if filters.after is not None:
        return f"All {total:,} {noun}, newest first: here are {shown:,} older ones."
    if not filters:
        return f"All {total:,} {noun}, newest first." if total > 1 else f"One {noun}."
    return f"{total:,} {noun}, newest first." if total > 1 else f"One {noun}."


def _describe(filters: Filters, *, several: bool) -> str:
    kinds = [_NOUNS[kind][several] for kind in filters.of("kind").wanted] or [("event", "events")[several]]
    parts = [
        format_list(_list_words(filters, "status"), "or"),
        format_list(kinds, "and" if several else "or"),
    ]
    if formats := _list_words(filters, "format"):
        parts.append(f"({format_list(formats, 'or')})")
    for facet, preposition, joint in (
        ("place", "in", "or"),
        ("person", "with", "or"),
        ("topic", "on", "and"),
        ("year", "in", "or"),
    ):
        if words := _list_words(filters, facet):
            parts.append(f"{preposition} {format_list(words, joint)}")
    for facet, without in _WITHOUT.items():
        if unwanted := filters.of(facet).unwanted:
            words = [format_value(facet, value) for value in unwanted]
            parts.append(without.format(format_list(words, "or")))
    if filters.q:
        parts.append(f"that tell of {format_list([f'“{words}”' for words in filters.q], 'or')}")
    return " ".join(part for part in parts if part)


def _list_words(filters: Filters, facet: str) -> Sequence[str]:
    return [format_value(facet, value) for value in filters.of(facet).wanted]
