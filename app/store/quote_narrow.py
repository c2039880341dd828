"""From a view of the quotes to the conditions of a statement.

Conditions and columns are those of the attestation that stands for a quote; only the words are sought in all of them.
"""

from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.filters import QUOTE_FACETS, UNKNOWN, Choice, Filters
from app.store.schema import AnySelect, article, event_topic, mention, quote
from app.store.search import QUOTES, make_search_query

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
    statement = select_quotes(func.count()).where(*make_quote_conditions(filters))
    return int(session.execute(statement).scalar_one())


def make_quote_conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """Make the conditions that a quote of the view meets; none for all quotes."""
    conditions: list[ColumnElement[bool]] = []
    for facet in QUOTE_FACETS:
        choice = filters.of(facet)
        conditions += _narrow_topics(choice) if facet == "topic" else _narrow_value(COLUMNS[facet], choice)
    return conditions + _narrow_words(filters.q)


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


def _narrow_words(searches: tuple[str, ...]) -> list[ColumnElement[bool]]:
    """A quote is found by the words of any of its attestations."""
    words = make_search_query(searches)
    if words is None:
        return []
    attested = quote.alias()
    found = select(attested.c.main_id).where(attested.c.id.in_(QUOTES.make_condition(words)))
    return [quote.c.id.in_(found)]
