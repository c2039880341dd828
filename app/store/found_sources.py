"""The sources that a search finds."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.queries import FieldName, parse_query
from app.domain.vocabulary import Origin
from app.lexicon.search.fields import Meaning
from app.lexicon.search.hits import choose_telling, list_wanted
from app.store.found import find_once
from app.store.matching import Fields, has_value, make_search_condition
from app.store.quote_rows import ARTICLE_COLUMNS, make_article_row
from app.store.schema import (
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
from app.store.views import FoundSource, SourceList

# An unknown day comes last; an EDTF date sorts by its first day.
_DAY = func.coalesce(article.c.published, "")
_YEAR = func.substr(_DAY, 1, 4)


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
    shown = (article.c.withdrawn.is_(None), article.c.origin == Origin.PRESS)
    found = find_once(session, article, tuple(searches), search, *shown)
    total = session.execute(select(func.count()).select_from(article).where(found)).scalar_one()
    statement = select(*ARTICLE_COLUMNS).where(found, *_make_after(session, after))
    rows = session.execute(statement.order_by(_DAY.desc(), article.c.id).limit(limit + 1)).all()
    articles = [make_article_row(row) for row in rows[:limit]]
    texts = list_shown(session, [one.id for one in articles])
    wanted = list_wanted([parse_query(one) for one in searches])
    sources = []
    for one in articles:
        sentences = texts[one.id].sentences
        number = choose_telling([sentence.text for sentence in sentences], wanted)
        sources.append(FoundSource(one, None if number is None else sentences[number]))
    return SourceList(tuple(sources), total, articles[-1].id if len(rows) > limit else None)


def _make_after(session: Session, article_id: str | None) -> list[ColumnElement[bool]]:
    day = session.execute(select(_DAY).where(article.c.id == article_id)).scalar_one_or_none()
    if day is None:
        return []
    return [or_(day > _DAY, and_(day == _DAY, article.c.id > article_id))]
