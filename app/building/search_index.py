"""The index of the search in the browser: for every form of a word the things that the server finds by it.

A browser has neither our stems nor our names, so it is given what they come to: each word of the record, in every form
in which it occurs there, and each spelling of a name that the record has, with what the server would find by it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from fastapi import FastAPI

from app.domain.filters import FACETS, QUOTE_FACETS, Choice, Filters
from app.domain.words import Word
from app.lexicon.search.keys import list_keys
from app.lexicon.search.names import get_names
from app.store.articles import list_article_ids
from app.store.engine import Session, read_session
from app.store.found_sources import list_articles
from app.store.quote_facets import list_known_quote_values
from app.store.quotes import list_quotes
from app.store.search import ARTICLES, EVENTS, QUOTES, SearchIndex
from app.store.timeline import list_events, list_known
from app.store.views import ArticleRow, EventRow, QuoteRow
from app.web.dates import format_date
from app.web.formatting import format_quote, format_speaker, format_status, format_title
from app.web.language import LANGUAGES, speak
from app.web.telling import name_publisher

WORDS, SHOWN = "search/words.json", "search/shown.json"
_LONGEST_QUOTE = 240


def list_index_files(app: FastAPI, today: date) -> Iterator[tuple[str, bytes]]:
    """Make the files of the index: the words, which all languages share, and for each what is shown of a thing found.

    `words` gives each form the number of a list of `lists`; a list holds the numbers of things, each as its distance
    from the one before. Things are numbered events first, then quotes, then sources, each newest first; a word
    `topic:energy` stands for a value of a facet.
    """
    with read_session(app.state.engine) as session:
        events = list_events(session, Filters(), today, None).events
        quotes = list_quotes(session, Filters(), None).quotes
        sources = list_articles(session, Filters(), len(list_article_ids(session))).articles
        ids = [*(one.id for one in events), *(one.id for one in quotes), *(one.id for one in sources)]
        numbers = {one: number for number, one in enumerate(ids)}
        found = _list_words(session, numbers)
        found.update(_list_values(session, numbers, today))
    lists: dict[tuple[int, ...], int] = {}
    words = {word: lists.setdefault(things, len(lists)) for word, things in sorted(found.items())}
    steps = [[here - before for before, here in zip((0, *one), one, strict=False)] for one in lists]
    yield WORDS, _write({"words": words, "lists": steps})
    for code in LANGUAGES:
        with speak(code):
            shown = {
                "events": [_show_event(one, today) for one in events],
                "quotes": [_show_quote(one) for one in quotes],
                "sources": [_show_source(one) for one in sources],
            }
        yield SHOWN if code == "en" else f"{code}/{SHOWN}", _write(shown)


def _list_words(session: Session, numbers: dict[str, int]) -> dict[str, tuple[int, ...]]:
    """List for every form of a word the things that have one of its keys."""
    having: dict[str, set[int]] = defaultdict(set)
    forms: set[str] = {one for words in get_names().forms if len(words) == 1 for one in words}
    for index in (EVENTS, QUOTES, ARTICLES):
        for thing, (words, written) in _list_rows(session, index, list(numbers)):
            forms.update(words.split())
            for key in written.split():
                having[key].add(numbers[thing])
    found = {}
    for form in forms:
        keys = {key.text for key in list_keys([Word(form, form, 0, 0)], typed=True)}
        things: set[int] = set().union(*(having[key] for key in keys if key in having))
        if things and form != "·":
            found[form] = tuple(sorted(things))
    return found


def _list_rows(
    session: Session, index: SearchIndex, ids: Sequence[str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    for start in range(0, len(ids), 500):
        yield from index.list_rows(session, ids[start : start + 500]).items()


def _list_values(session: Session, numbers: dict[str, int], today: date) -> dict[str, tuple[int, ...]]:
    """List for every value of a facet the events and quotes that have it, as the views of the server do."""
    found: dict[str, set[int]] = defaultdict(set)

    def add(facet: str, values: Iterable[str], list_ids: Callable[[Filters], Iterable[str]]) -> None:
        for value in values:
            ids = list_ids(Filters({facet: Choice((value,))}))
            found[f"{facet}:{value}"].update(numbers[one] for one in ids)

    for facet in FACETS:
        add(
            facet,
            list_known(session, facet),
            lambda view: (one.id for one in list_events(session, view, today, None).events),
        )
    for facet in QUOTE_FACETS:
        add(
            facet,
            list_known_quote_values(session, facet),
            lambda view: (one.id for one in list_quotes(session, view, None).quotes),
        )
    return {value: tuple(sorted(things)) for value, things in found.items() if things}


def _show_event(event: EventRow, today: date) -> list[str]:
    return [event.slug, format_date(event.date), format_title(event.title), format_status(event, today)]


def _show_quote(quote: QuoteRow) -> list[str]:
    words = format_quote(quote.text)
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE].rstrip()}…"
    return [quote.id, format_speaker(quote), words, quote.language or ""]


def _show_source(article: ArticleRow) -> list[str]:
    published = format_date(article.published) if article.published else ""
    return [article.id, name_publisher(article), article.title or article.url or "", published]


def _write(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
