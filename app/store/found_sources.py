"""The sources that a search finds, and lists of all of them that can be narrowed."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import ARTICLE_FACETS, UNKNOWN, Filters
from app.domain.queries import FieldName, parse_query
from app.domain.vocabulary import Origin
from app.lexicon.search.fields import Meaning
from app.lexicon.search.hits import choose_telling, list_wanted
from app.store.found import find_once
from app.store.matching import Fields, has_value, make_search_condition
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import (
    AnyRow,
    AnySelect,
    article,
    event_city,
    event_topic,
    mention,
    mention_source,
    quote,
)
from app.store.search import ARTICLES
from app.store.shown import list_shown
from app.store.views import ArticleList, FoundSource, SourceList

# An unknown day comes last; an EDTF date sorts by its first day.
_DAY = func.coalesce(article.c.published, literal_column("''"))
_YEAR = func.substr(_DAY, 1, 4)
NEWEST_FIRST = (_DAY.desc(), article.c.id)
IS_SHOWN = (article.c.withdrawn.is_(None), article.c.origin == Origin.PRESS)
_COLUMNS: dict[str, ColumnElement[str]] = {
    "year": func.coalesce(func.substr(article.c.published, 1, 4), UNKNOWN),
    "language": func.coalesce(article.c.language, UNKNOWN),
}
"""Of each of ARTICLE_FACETS what a source has of it."""


def _tells_of(events: AnySelect) -> ColumnElement[bool]:
    told = select(mention_source.c.article_id).join(mention, mention.c.id == mention_source.c.mention_id)
    return article.c.id.in_(told.where(mention.c.event_id.in_(events)))


def _has_topic(meaning: Meaning) -> ColumnElement[bool]:
    return _tells_of(select(event_topic.c.event_id).where(has_value(event_topic.c.topic, meaning)))


def _has_place(meaning: Meaning) -> ColumnElement[bool]:
    return _tells_of(select(event_city.c.event_id).where(has_value(event_city.c.place, meaning)))


def _has_speaker(meaning: Meaning) -> ColumnElement[bool]:
    return article.c.id.in_(select(quote.c.article_id).where(has_value(quote.c.speaker, meaning)))


_FIELDS: Fields = {
    FieldName.SPEAKER: _has_speaker,
    FieldName.TOPIC: _has_topic,
    FieldName.PLACE: _has_place,
    FieldName.YEAR: lambda meaning: has_value(_YEAR, meaning),
}
"""Of a source: it prints words of the speaker; it tells of an event with the topic or in the place; its own year."""


def list_sources(
    session: Session, searches: Sequence[str], limit: int, after: str | None = None
) -> SourceList:
    """List the sources that searches find, newest first; none if they ask for nothing.

    `after` is the id of the source after which to go on; an unknown one is ignored.
    """
    search = make_search_condition(ARTICLES, _FIELDS, searches)
    if search is None:
        return SourceList((), 0)
    found = find_once(session, article, tuple(searches), search, *IS_SHOWN)
    total = session.execute(select(func.count()).select_from(article).where(found)).scalar_one()
    statement = select(*ARTICLE_COLUMNS).where(found, *make_after(session, after))
    rows = session.execute(statement.order_by(*NEWEST_FIRST).limit(limit + 1)).all()
    return make_source_list(session, rows, searches, limit, total)


def make_source_list(
    session: Session,
    rows: Sequence[AnyRow],
    searches: Sequence[str],
    limit: int,
    total: int,
    *,
    is_least: bool = False,
) -> SourceList:
    """Make a page of sources from rows with ARTICLE_COLUMNS, of which there is one more than `limit` if there is a next
    page."""
    articles = [make_article_row(row) for row in rows[:limit]]
    texts = list_shown(session, [one.id for one in articles])
    wanted = list_wanted([parse_query(one) for one in searches])
    sources = []
    for one in articles:
        sentences = texts[one.id].sentences
        number = choose_telling([sentence.text for sentence in sentences], wanted)
        sources.append(FoundSource(one, None if number is None else sentences[number]))
    next_after = articles[-1].id if len(rows) > limit else None
    return SourceList(tuple(sources), total, next_after, is_least)


def list_articles(session: Session, filters: Filters, limit: int) -> ArticleList:
    """List the sources of a view, newest first, those without a day last; no withdrawn one, no document of our own.

    `filters.after` is the id of the source after which to go on; an unknown one is ignored.
    """
    conditions = list(IS_SHOWN)
    for facet in ARTICLE_FACETS:
        column, choice = _COLUMNS[facet], filters.of(facet)
        conditions += [column.in_(choice.wanted)] if choice.wanted else []
        conditions += [column.not_in(choice.unwanted)] if choice.unwanted else []
    search = make_search_condition(ARTICLES, _FIELDS, filters.q)
    conditions += [] if search is None else [search]
    total = session.execute(select(func.count()).select_from(article).where(*conditions)).scalar_one()
    statement = select(*ARTICLE_COLUMNS).where(*conditions, *make_after(session, filters.after))
    rows = session.execute(statement.order_by(*NEWEST_FIRST).limit(limit + 1)).all()
    articles = tuple(make_article_row(row) for row in rows[:limit])
    return ArticleList(articles, total, articles[-1].id if len(rows) > limit else None)


def list_known_article_values(session: Session, facet: str) -> set[str]:
    """List the values of a facet of the sources that can be asked for: those that they have, and `unknown`."""
    return {UNKNOWN, *session.execute(select(_COLUMNS[facet]).where(*IS_SHOWN).distinct()).scalars()}


def has_article(session: Session, article_id: str) -> bool:
    """Tell whether there is a source, or a document of our own, of this id; it may have been withdrawn."""
    found = session.execute(select(article.c.id).where(article.c.id == article_id))
    return found.first() is not None


def make_after(session: Session, article_id: str | None) -> list[ColumnElement[bool]]:
    """Make the condition of coming after this source, `[]` if there is none."""
    if article_id is None:
        return []
    day = session.execute(select(_DAY).where(article.c.id == article_id)).scalar_one_or_none()
    if day is None:
        return []
    return [or_(day > _DAY, and_(day == _DAY, article.c.id > article_id))]
