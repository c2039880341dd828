"""The value of the search page: events, quotes and sources that a search finds, with what it looks for marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from app.domain.filters import Filters
from app.store.engine import Session
from app.store.newest import list_newest_events, list_newest_quotes, list_newest_sources
from app.store.views import (
    ArticleRow,
    EventList,
    EventRow,
    FoundPassage,
    FoundSource,
    QuoteList,
    QuoteRow,
    SourceList,
)
from app.web.deps import Frame
from app.web.evidence import Piece
from app.web.formatting import format_person, format_quote, format_title
from app.web.hits import LONGEST, Passage, find_passages, make_passage, mark_hits
from app.web.language import format_number, gettext, mark, ngettext, pgettext
from app.web.page import Page
from app.web.query import make_path
from app.web.query_words import QueryWords, describe_searches
from app.web.quote_view import make_quote_path
from app.web.search_view import SearchView, make_search_path

MOST_EVENTS, MOST_QUOTES, MOST_SOURCES = 8, 5, 5
PAGE_SIZE = 30
"""So many of each are shown together, and so many sources where they stand alone."""

_EXAMPLES = (
    ("gas price", mark("events, quotes and sources that have both words, in whatever form")),
    ('"Union State"', mark("these words one after the other, as they stand")),
    ("gas -oil", mark("the first word without the second")),
    ("speaker:Lukashenko gas", mark("what he said of it, and the events and sources where he did")),
    ("topic:energy year:2019", mark("a topic in one year; several years are written 2019-2021")),
    (
        'place:"Saint Petersburg"',
        mark("a place of several words; a minus before a field leaves its value out"),
    ),
    ("Лукашэнка", mark("a name in all its spellings and both scripts")),
)


Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event that was found, its title and people with hits marked, and the words by which it was."""

    event: EventRow
    title: tuple[Piece, ...]
    people: tuple[Piece, ...]
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote that was found, with hits marked."""

    quote: QuoteRow
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FoundText:
    """A source that was found: title and publisher, and the sentence that tells most of what was searched for."""

    article: ArticleRow
    title: tuple[Piece, ...]
    publisher: tuple[Piece, ...]
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Group(Generic[Item]):
    """The first of what was found of one noun: how many there are, and the way to all of them, with its words."""

    found: tuple[Item, ...]
    total: int
    words: str
    path: str | None
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """What a search finds; without one, how to search. `more` leads to older sources where they stand alone."""

    template: ClassVar[str] = "search"
    section: ClassVar[str] = "/search"

    searched: str
    only_sources: bool
    says: str
    reading: QueryWords
    unknown: tuple[str, ...]
    events: Group[FoundEvent] | None
    quotes: Group[FoundQuote] | None
    sources: Group[FoundText] | None
    more: str | None
    whole: str
    examples: tuple[tuple[str, str, str], ...]


def make_search_page(session: Session, frame: Frame, view: SearchView) -> SearchPage:
    """Search, and make the page."""
    reading = describe_searches(session, view.searches)
    searches = view.searches if reading.meant else ()
    events = quotes = None
    if searches and not view.only_sources:
        events = _find_events(session, frame, searches)
        quotes = _find_quotes(session, searches)
    sources = _find_sources(session, view, searches) if searches else None
    return SearchPage(
        frame=frame,
        title=gettext("Search: %(words)s", words=_join(view.searches))
        if view.searches
        else pgettext("page", "Search"),
        canonical=make_search_path(
            view.searches, only_sources=view.only_sources, after=view.after if view.only_sources else None
        ),
        description=gettext(
            "Search the meetings, quotes and sources of the record for words, phrases, people, places and years."
        ),
        noindex=bool(view.searches),
        searched=view.searches[0] if len(view.searches) == 1 else "",
        only_sources=view.only_sources,
        says=_say_counts(view, events, quotes, sources),
        reading=reading,
        unknown=view.unknown,
        events=events,
        quotes=quotes,
        sources=sources,
        more=sources.path if sources and view.only_sources else None,
        whole=make_search_path(view.searches),
        examples=tuple((query, gettext(words), make_search_path([query])) for query, words in _EXAMPLES),
    )


def _find_events(session: Session, frame: Frame, searches: Sequence[str]) -> Group[FoundEvent]:
    filters = Filters(q=tuple(sorted(searches)))
    listed = list_newest_events(session, searches, frame.today, MOST_EVENTS)
    passages = find_passages(session, listed.events, searches, always=True)
    found = tuple(
        FoundEvent(
            event,
            mark_hits(format_title(event.title), searches),
            mark_hits(", ".join(format_person(one) for one in event.people), searches),
            passages.get(event.id),
        )
        for event in listed.events
    )
    words = ngettext("%(num)s event", "%(num)s events", listed.total)
    more = gettext("more than %(num)s events", num=format_number(listed.total))
    return _make_group(found, listed, words, more, make_path(filters))


def _find_quotes(session: Session, searches: Sequence[str]) -> Group[FoundQuote]:
    filters = Filters(q=tuple(sorted(searches)))
    listed = list_newest_quotes(session, searches, MOST_QUOTES)
    found = tuple(
        FoundQuote(one, mark_hits(format_quote(one.text), searches, LONGEST)) for one in listed.quotes
    )
    words = ngettext("%(num)s quote", "%(num)s quotes", listed.total)
    more = gettext("more than %(num)s quotes", num=format_number(listed.total))
    return _make_group(found, listed, words, more, make_quote_path(filters))


def _find_sources(session: Session, view: SearchView, searches: Sequence[str]) -> Group[FoundText]:
    after = view.after if view.only_sources else None
    listed = list_newest_sources(session, searches, PAGE_SIZE if view.only_sources else MOST_SOURCES, after)
    found = tuple(_make_source(one, searches) for one in listed.sources)
    words = ngettext("%(num)s source", "%(num)s sources", listed.total)
    more = gettext("more than %(num)s sources", num=format_number(listed.total))
    if view.only_sources:
        after = listed.next_after
        path = make_search_path(view.searches, only_sources=True, after=after) if after else None
        return Group(found, listed.total, more if listed.is_least else words, path)
    return _make_group(found, listed, words, more, make_search_path(searches, only_sources=True))


def _make_group(
    found: tuple[Item, ...], listed: EventList | QuoteList | SourceList, words: str, more: str, path: str
) -> Group[Item]:
    """Make a group from a list, with the words for its number: `words`, or `more` where there are more than that."""
    shown = more if listed.is_least else words
    way = (
        gettext("All of them: %(things)s", things=more)
        if listed.is_least
        else gettext("All %(things)s", things=words)
    )
    return Group(found, listed.total, shown, path if listed.next_after else None, way)


def _make_source(found: FoundSource, searches: Sequence[str]) -> FoundText:
    article, sentence = found.article, found.sentence
    return FoundText(
        article,
        mark_hits(article.title or "", searches),
        mark_hits(article.publisher or "", searches),
        None
        if sentence is None
        else make_passage(FoundPassage(sentence.text, article.language, article, sentence.number), searches),
    )


def _join(searches: Sequence[str]) -> str:
    return " · ".join(searches)


def _say_counts(
    view: SearchView,
    events: Group[FoundEvent] | None,
    quotes: Group[FoundQuote] | None,
    sources: Group[FoundText] | None,
) -> str:
    """Count what was found in a sentence."""
    if not view.searches:
        return ""
    if sources is None:
        return gettext("Nothing to search for.")
    if events is None or quotes is None:
        return _begin(gettext("%(sources)s, newest first.", sources=sources.words))
    if not (events.total or quotes.total or sources.total):
        return gettext("Nothing was found.")
    return _begin(
        gettext(
            "%(events)s, %(quotes)s and %(sources)s, newest first.",
            events=events.words,
            quotes=quotes.words,
            sources=sources.words,
        )
    )


def _begin(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
