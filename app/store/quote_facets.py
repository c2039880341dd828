"""The facets of a view of the quotes: how many quotes the views have that are next to it."""

from collections import Counter

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.domain.filters import QUOTE_FACETS, UNKNOWN, Choice, Filters
from app.domain.vocabulary import TOPICS, QuoteKind
from app.store.quote_narrow import COLUMNS, count_quotes, make_quote_conditions, select_quotes
from app.store.schema import article, event_topic, mention, quote
from app.store.views import QuoteFacetValue

_SINGLE = tuple(COLUMNS)

Sorts = Counter[tuple[str, ...]]
"""How many quotes have each combination of the values of which a quote has one, in the order of COLUMNS."""


def list_quote_facets(
    session: Session, filters: Filters, total: int
) -> dict[str, tuple[QuoteFacetValue, ...]]:
    """List the values of each facet that a view of `total` quotes has or could have besides.

    A quote can show any of several chosen speakers, years and so on; of topics it must have all. Chosen values are
    there even if none is left. Greatest number first, then by value; years newest first.
    """
    # One pass over the quotes serves all facets but the topics: any choice of them is a sum over these few sorts.
    sorts = _count_sorts(session, filters)
    return {
        facet: _list_topics(session, filters, total)
        if facet == "topic"
        else _list_values(sorts, facet, filters)
        for facet in QUOTE_FACETS
    }


def list_known_quote_values(session: Session, facet: str) -> set[str]:
    """List the values of a facet of the quotes that can be asked for: those that quotes have, and closed lists."""
    if facet == "topic":
        return {*TOPICS}
    if facet == "kind":
        return {*QuoteKind}
    return {UNKNOWN, *session.execute(select_quotes(COLUMNS[facet]).distinct()).scalars()}


def _count_sorts(session: Session, filters: Filters) -> Sorts:
    """Count the quotes that meet whatever else is asked for than values of which a quote has one."""
    for facet in _SINGLE:
        filters = filters.without(facet)
    # The language by a join: SQLite would look it up twice for each quote if it were selected.
    told = {**COLUMNS, "language": func.coalesce(quote.c.language, article.c.language, UNKNOWN)}
    columns = [told[facet].label(f"of_{facet}") for facet in _SINGLE]
    statement = select_quotes(*columns, func.count()).outerjoin(article, article.c.id == quote.c.article_id)
    statement = statement.where(*make_quote_conditions(session, filters))
    rows = session.execute(statement.group_by(*(column.name for column in columns)))
    return Counter({tuple(values): number for *values, number in rows})


def _list_values(sorts: Sorts, facet: str, filters: Filters) -> tuple[QuoteFacetValue, ...]:
    choice = filters.of(facet)
    there = _sum_up(sorts, facet, filters)

    def count(wanted: set[str], unwanted: set[str]) -> int:
        return sum(there[one] for one in (wanted or there.keys()) - unwanted)

    values = []
    wanted, unwanted = set(choice.wanted), set(choice.unwanted)
    shown = count(wanted, unwanted)
    for value in {*there, *wanted, *unwanted}:
        if value in wanted or value in unwanted:
            number, left_out = count(wanted - {value}, unwanted - {value}), 0
        else:
            number, left_out = count(wanted | {value}, unwanted), count(wanted, unwanted | {value})
        # Only what is there can be left out, and something must be left.
        open_ = left_out if 0 < left_out < shown else None
        values.append(QuoteFacetValue(value, number, open_, value in wanted, value in unwanted))
    values.sort(key=lambda one: (-one.count, one.value))
    if facet == "year":
        values.sort(key=lambda one: (one.value != UNKNOWN, one.value), reverse=True)
    return tuple(values)


def _sum_up(sorts: Sorts, facet: str, filters: Filters) -> Counter[str]:
    """Count by the values of one facet what the view has under the choices of all the others."""
    choices = [filters.of(one) if one != facet else Choice() for one in _SINGLE]
    place = _SINGLE.index(facet)
    there: Counter[str] = Counter()
    for values, number in sorts.items():
        if all(map(_allows, choices, values)):
            there[values[place]] += number
    return there


def _allows(choice: Choice, value: str) -> bool:
    return value not in choice.unwanted and (not choice.wanted or value in choice.wanted)


def _list_topics(session: Session, filters: Filters, total: int) -> tuple[QuoteFacetValue, ...]:
    choice = filters.of("topic")
    # Outer joins, because SQLite would begin an inner one with the topics and look up every quote of each.
    statement = (
        select_quotes(event_topic.c.topic, func.count())
        .outerjoin(mention, mention.c.id == quote.c.mention_id)
        .outerjoin(event_topic, event_topic.c.event_id == mention.c.event_id)
    )
    rows = session.execute(
        statement.where(*make_quote_conditions(session, filters)).group_by(event_topic.c.topic)
    )
    there = {topic: number for topic, number in rows if topic is not None}
    values = []
    for value in {*there, *choice.wanted, *choice.unwanted}:
        number, left_out = there.get(value, 0), None
        if value in choice.wanted or value in choice.unwanted:
            rest = Choice(_drop(choice.wanted, value), _drop(choice.unwanted, value))
            number = count_quotes(session, filters.with_choice("topic", rest))
        elif number < total:
            left_out = total - number
        values.append(
            QuoteFacetValue(value, number, left_out, value in choice.wanted, value in choice.unwanted)
        )
    return tuple(sorted(values, key=lambda one: (-one.count, one.value)))


def _drop(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(one for one in values if one != value)
