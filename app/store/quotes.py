"""Quotes: lists of them, narrowed and searched, and one alone with the sentences around it."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.queries import FieldName
from app.domain.spans import Span
from app.store import quote_rows
from app.store.matching import Fields, has_value, make_search_condition
from app.store.quote_rows import make_quote_rows
from app.store.schema import AnySelect, article, event, event_city, event_topic, mention, quote
from app.store.search import QUOTES
from app.store.sentences import list_sentences
from app.store.views import FacetCount, QuoteDetail, QuoteList, QuoteRow

# The day of what was said there, else the last day of publication (EDTF, of which an interval ends in its last day).
_DAY = func.coalesce(event.c.last, func.substr(article.c.published, -10), "")
_YEAR = func.substr(_DAY, 1, 4)
_TOPICS, _CITIES = select(event_topic.c.event_id), select(event_city.c.event_id)
# Of a quote: who said it, and topic, place and year of its event; of one without an event the year of publication.
_FIELDS: Fields = {
    FieldName.SPEAKER: lambda meaning: has_value(quote.c.speaker, meaning),
    FieldName.TOPIC: lambda meaning: event.c.id.in_(_TOPICS.where(has_value(event_topic.c.topic, meaning))),
    FieldName.PLACE: lambda meaning: event.c.id.in_(_CITIES.where(has_value(event_city.c.place, meaning))),
    FieldName.YEAR: lambda meaning: has_value(_YEAR, meaning),
}
_NEWEST_FIRST = (_DAY.desc(), quote.c.article_id, quote.c.position)


@dataclass(frozen=True, slots=True)
class QuoteFilters:
    """Which quotes are asked for: any of the speakers and years, about events of all the topics, any search."""

    speakers: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    q: tuple[str, ...] = ()


def list_quotes(
    session: Session, filters: QuoteFilters, limit: int | None, after: str | None = None
) -> QuoteList:
    """List quotes, newest first: by the day of their event, else of publication; within an article as told.

    `after` is the id of the quote after which to go on; an unknown one is ignored. `limit=None` gives all.
    """
    conditions = _make_conditions(filters)
    total = session.execute(_join(select(func.count())).where(*conditions)).scalar_one()
    statement = quote_rows.QUOTES.where(*conditions, *_make_after(session, after)).order_by(*_NEWEST_FIRST)
    if limit is None:
        return QuoteList(tuple(make_quote_rows(session, statement)), total)
    # One more than asked for tells whether there is a next page.
    quotes = make_quote_rows(session, statement.limit(limit + 1))
    shown = tuple(quotes[:limit])
    return QuoteList(shown, total, shown[-1].id if shown and len(quotes) > limit else None)


def count_quote_facets(session: Session, filters: QuoteFilters) -> dict[str, tuple[FacetCount, ...]]:
    """Count the quotes by `speaker`, `year` and `topic`, each under the other choices.

    As on the timeline: topics are counted among what is shown, chosen values are always there, the greatest
    count comes first, and years come newest first.
    """
    topics = _join(select(event_topic.c.topic, func.count())).join(
        event_topic, event_topic.c.event_id == event.c.id
    )
    speakers = _join(select(quote.c.speaker, func.count())).where(quote.c.speaker.is_not(None))
    years = _join(select(_YEAR, func.count())).where(_YEAR != "")
    return {
        "speaker": _count(session, speakers, replace(filters, speakers=()), filters.speakers),
        "year": tuple(
            sorted(
                _count(session, years, replace(filters, years=()), filters.years),
                key=_get_value,
                reverse=True,
            )
        ),
        "topic": _count(session, topics, filters, filters.topics),
    }


def get_quote(session: Session, quote_id: str) -> QuoteDetail | None:
    """Return one quote with the sentence or sentences it stands in, `None` if there is none with this id."""
    rows = make_quote_rows(session, quote_rows.QUOTES.where(quote.c.id == quote_id))
    if not rows:
        return None
    columns = (quote.c.version_id, quote.c.start, quote.c.end)
    version_id, start, end = session.execute(select(*columns).where(quote.c.id == quote_id)).one()
    if rows[0].number is None:
        # The row of the record has the words and nothing around them.
        return QuoteDetail(rows[0], rows[0].text, ((0, len(rows[0].text)),))
    text = list_sentences(session, [version_id])[version_id]
    around = text.around(Span(start, end))
    before, after = text.neighbours(around)
    mark = (start - around.start, end - around.start)
    return QuoteDetail(rows[0], around.of(text.text), (mark,), before, after)


def list_quotes_of(session: Session, speaker: str, limit: int | None = None) -> tuple[QuoteRow, ...]:
    """List what a person said, newest first."""
    return list_quotes(session, QuoteFilters(speakers=(speaker,)), limit).quotes


def _make_conditions(filters: QuoteFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.speakers:
        conditions.append(quote.c.speaker.in_(filters.speakers))
    if filters.years:
        conditions.append(_YEAR.in_(filters.years))
    for topic in filters.topics:
        conditions.append(event.c.id.in_(select(event_topic.c.event_id).where(event_topic.c.topic == topic)))
    search = make_search_condition(QUOTES, _FIELDS, filters.q)
    return conditions if search is None else [*conditions, search]


def _make_after(session: Session, quote_id: str | None) -> list[ColumnElement[bool]]:
    """Make the condition of coming after this quote, `[]` if there is none."""
    at = _join(select(_DAY.label("day"), quote.c.article_id, quote.c.position)).where(quote.c.id == quote_id)
    row = session.execute(at).first()
    if row is None:
        return []
    same_day = row.day == _DAY
    same_article = and_(same_day, quote.c.article_id == row.article_id)
    return [
        or_(
            row.day > _DAY,
            and_(same_day, quote.c.article_id > row.article_id),
            and_(same_article, quote.c.position > row.position),
        )
    ]


def _count(
    session: Session, statement: AnySelect, others: QuoteFilters, chosen: tuple[str, ...]
) -> tuple[FacetCount, ...]:
    column = statement.selected_columns[0]
    rows = session.execute(statement.where(*_make_conditions(others)).group_by(column))
    counts = {**dict.fromkeys(chosen, 0), **{str(value): int(count) for value, count in rows}}
    order = sorted(counts, key=lambda value: (-counts[value], value))
    return tuple(FacetCount(value, counts[value], value in chosen) for value in order)


def _join(statement: Any) -> AnySelect:
    joined: AnySelect = (
        statement.select_from(quote)
        .join(article, article.c.id == quote.c.article_id)
        .outerjoin(mention, mention.c.id == quote.c.mention_id)
        .outerjoin(event, event.c.id == mention.c.event_id)
    )
    return joined


def _get_value(count: FacetCount) -> str:
    return count.value
