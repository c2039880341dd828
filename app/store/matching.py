"""From what people search for to the conditions of a statement, for events, quotes and sources alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, exists, false, func, not_, or_, select
from sqlalchemy.orm import Session

from app.domain.queries import FieldName, Query, parse_query
from app.lexicon.search.fields import Meaning, read_field
from app.lexicon.search.wanted import Wanted, make_asked
from app.store.dialects import find_part
from app.store.full_text import Sought
from app.store.schema import AnySelect, event_city, quote
from app.store.search import SearchIndex

Fields = Mapping[FieldName, Callable[[Meaning], ColumnElement[bool]]]
"""What it means for a noun that a field has a value."""

FindWords = Callable[[Sought], ColumnElement[bool]]

# Where the record has the names that the lexicon need not know.
_HELD: dict[FieldName, ColumnElement[str]] = {
    FieldName.SPEAKER: quote.c.speaker,
    FieldName.PLACE: event_city.c.place,
}


def is_searchable(text: str) -> bool:
    """Tell whether anything can be searched for by what is typed."""
    return bool(parse_query(text))


def make_search_condition(
    index: SearchIndex, fields: Fields, searches: Sequence[str], find: FindWords | None = None
) -> ColumnElement[bool] | None:
    """Make the condition of meeting any of these searches, `None` if there is none in them.

    A field whose value nobody knows is left out: see `list_unknown`. `find` makes the condition of being found by
    words, where that is not to be in the index itself.
    """
    queries = dict.fromkeys(parse_query(one) for one in searches)
    find = find or index.make_condition
    found = [and_(*parts) for query in queries if (parts := list(_list_parts(find, fields, query)))]
    return or_(*found) if found else None


def make_sought(searches: Sequence[str]) -> Sought | None:
    """Return what any of these searches looks for, where they look for words alone; None where a field or a word that
    is left out is among them, or nothing."""
    sought: list[tuple[Wanted, ...]] = []
    for query in dict.fromkeys(parse_query(one) for one in searches):
        asked = make_asked(query)
        if query.fields or asked.unwanted or not asked.wanted:
            return None
        sought.append(asked.wanted)
    return tuple(sought) or None


def list_unknown(session: Session, query: Query) -> frozenset[str]:
    """List the values of the fields of a query that neither the lexicon nor the record knows."""
    meanings = [(field.value, read_field(field)) for field in query.fields]
    return frozenset(
        value
        for value, meaning in meanings
        if not meaning or (meaning.parts and not session.execute(select(exists(_hold(meaning)))).scalar_one())
    )


def has_value(column: ColumnElement[str], meaning: Meaning) -> ColumnElement[bool]:
    """Make the condition that a column holds what a field's value means."""
    if not meaning.parts:
        return column.in_(meaning.values)
    return or_(*(_has_part(column, part) for part in meaning.parts))


def _list_parts(find: FindWords, fields: Fields, query: Query) -> Iterator[ColumnElement[bool]]:
    asked = make_asked(query)
    if asked.wanted:
        yield find((asked.wanted,))
    if asked.unwanted:
        yield not_(find(asked.unwanted))
    for field in query.fields:
        meaning = read_field(field)
        if meaning:
            held = fields[field.name](meaning)
            # What is not known whether it holds, such as the year of an undated event, does not.
            known = not_(func.coalesce(held, false())) if field.excluded else held
            yield or_(known, not_(exists(_hold(meaning)))) if meaning.parts else known


def _hold(meaning: Meaning) -> AnySelect:
    column = _HELD[meaning.name]
    return select(column).where(has_value(column, meaning))


def _has_part(column: ColumnElement[str], part: str) -> ColumnElement[bool]:
    """Make the condition that a slug is `part`, or has it between its hyphens."""
    return or_(column == part, find_part("-" + column + "-", f"-{part}-") > 0)
