"""From a view of the quotes to the conditions of a statement.

Conditions and columns are those of the attestation that stands for a quote; only the words are sought in all of them.
"""

from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.filters import QUOTE_FACETS, UNKNOWN, Choice, Filters
from app.domain.queries import FieldName
from app.lexicon.search.fields import Meaning
from app.store.found import find_once
from app.store.full_text import Sought
from app.store.matching import Fields, has_value, make_search_condition
from app.store.schema import AnySelect, article, event_city, event_topic, mention, quote
from app.store.search import QUOTES

_LANGUAGE = select(article.c.language).where(article.c.id == quote.c.article_id).scalar_subquery()

COLUMNS: dict[str, ColumnElement[str]] = {
    "speaker": func.coalesce(quote.c.speaker, UNKNOWN),
    "year": func.coalesce(quote.c.year, UNKNOWN),
    "language": func.coalesce(quote.c.language, _LANGUAGE, UNKNOWN),
    "kind": quote.c.kind,
}
"""Facets of which a quote has one value, and what holds it."""


def select_quotes(*columns: Any) -> AnySelect:
    """Select columns of every quote, each once."""
    return select(*columns).select_from(quote).where(quote.c.main_id == quote.c.id)


def count_quotes(session: Session, filters: Filters) -> int:
    """Count the quotes of a view, each once."""
    statement = select_quotes(func.count()).where(*make_quote_conditions(session, filters))
    return int(session.execute(statement).scalar_one())


def make_quote_conditions(session: Session, filters: Filters) -> list[ColumnElement[bool]]:
    """Make the conditions that a quote of the view meets; none for all quotes."""
    conditions: list[ColumnElement[bool]] = []
    for facet in QUOTE_FACETS:
        choice = filters.of(facet)
        conditions += _narrow_topics(choice) if facet == "topic" else _narrow_value(COLUMNS[facet], choice)
    search = make_search_condition(QUOTES, _FIELDS, filters.q, partial(_find_words, session))
    return conditions if search is None else [*conditions, search]


def _narrow_value(column: ColumnElement[str], choice: Choice) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if choice.wanted:
        conditions.append(column.in_(choice.wanted))
    if choice.unwanted:
        conditions.append(column.not_in(choice.unwanted))
    return conditions


def _narrow_topics(choice: Choice) -> list[ColumnElement[bool]]:
    """A quote has the topics of its event: all of those wanted, as an event of the timeline, and none unwanted."""

    def tied(topics: tuple[str, ...]) -> ColumnElement[bool]:
        told = select(mention.c.id).join(event_topic, event_topic.c.event_id == mention.c.event_id)
        return func.coalesce(quote.c.mention_id, "").in_(told.where(event_topic.c.topic.in_(topics)))

    conditions = [tied((topic,)) for topic in choice.wanted]
    return conditions + ([~tied(choice.unwanted)] if choice.unwanted else [])


def _find_words(session: Session, sought: Sought) -> ColumnElement[bool]:
    """A quote is found by the words of any of its attestations."""
    other = quote.alias()
    # Sums with nothing, so that SQLite goes through the quotes: looking up each of many rows takes it several times
    # as long. An attestation that has to be found out anew stands for nothing yet.
    of_main = QUOTES.make_condition(sought, quote.c.search_row + 0)
    of_other = QUOTES.make_condition(sought, other.c.search_row + 0)
    others = select(other.c.main_id).where(other.c.main_id != other.c.id, of_other)
    stands = quote.c.main_id == quote.c.id
    return find_once(session, quote, sought, stands, or_(of_main, quote.c.id.in_(others)))


def _has_topic(meaning: Meaning) -> ColumnElement[bool]:
    return _at_events(select(event_topic.c.event_id).where(has_value(event_topic.c.topic, meaning)))


def _has_place(meaning: Meaning) -> ColumnElement[bool]:
    return _at_events(select(event_city.c.event_id).where(has_value(event_city.c.place, meaning)))


def _at_events(events: AnySelect) -> ColumnElement[bool]:
    return quote.c.mention_id.in_(select(mention.c.id).where(mention.c.event_id.in_(events)))


_FIELDS: Fields = {
    FieldName.SPEAKER: lambda meaning: has_value(quote.c.speaker, meaning),
    FieldName.TOPIC: _has_topic,
    FieldName.PLACE: _has_place,
    FieldName.YEAR: lambda meaning: has_value(quote.c.year, meaning),
}
"""Of a quote: who said it, topic and place of its event, and the year under which it is listed."""
