"""What is said otherwise in SQLite and in PostgreSQL: one statement for both, which takes the spelling of the database
only when it is compiled."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Table,
    Text,
    cast,
    func,
    literal,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import _asbool, and_, or_

Value = TypeVar("Value")

POSTGRESQL = "postgresql"


class Either(FunctionElement[Any]):
    """An expression in two spellings, of which only that of the database is written."""

    inherit_cache = True
    name = "either"

    def self_group(self, against: Any = None) -> Any:
        """Stand as a condition by itself: SQLAlchemy would write `= 1` behind one that it does not know, and SQLite
        can look nothing up by what is compared."""
        return self if against in (_asbool, and_, or_) else super().self_group(against)


def either(in_sqlite: ColumnElement[Value], in_postgresql: ColumnElement[Any]) -> ColumnElement[Value]:
    """Make an expression of one meaning and type that has another spelling in each dialect."""
    expression: ColumnElement[Value] = Either(in_sqlite.self_group(), in_postgresql.self_group())
    expression.type = in_sqlite.type
    return expression


@compiles(Either)
def _write_first(element: Either, compiler: Any, **more: Any) -> str:
    return str(compiler.process(next(iter(element.clauses)), **more))


@compiles(Either, POSTGRESQL)
def _write_second(element: Either, compiler: Any, **more: Any) -> str:
    return str(compiler.process(list(element.clauses)[1], **more))


def is_postgresql(session: Session | Connection) -> bool:
    """Tell whether a session is one with PostgreSQL."""
    dialect = session.get_bind().dialect if isinstance(session, Session) else session.dialect
    return dialect.name == POSTGRESQL


def insert_or_update(session: Session | Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Begin a statement that inserts rows and can say what becomes of those that are there."""
    return postgresql.insert(table) if is_postgresql(session) else sqlite.insert(table)


def get_row_number(table: Table) -> ColumnElement[int]:
    """Return a number by which a row of a table with a search index is told from the others, cheaper to compare than
    an id: SQLite's own, or that of its row in the index."""
    own: ColumnElement[int] = literal_column(f"{table.name}.rowid", BigInteger())
    return either(own, table.c.search_row)


def gather_numbers(number: ColumnElement[int]) -> ColumnElement[str]:
    """Make the JSON list of the numbers of all rows."""
    listed = func.coalesce(cast(func.json_agg(number), Text), _write("[]"))
    return either(func.json_group_array(number), listed)


def is_one_of(number: ColumnElement[int], listed: str) -> ColumnElement[bool]:
    """Make the condition that a number stands in a JSON list: one parameter, for a statement takes only so many."""
    value = (
        func.json_array_elements_text(cast(literal(listed, Text), postgresql.JSON))
        .table_valued("value")
        .c.value
    )
    return either(
        number.in_(select(func.json_each(listed).table_valued("value").c.value)),
        number.in_(select(cast(value, BigInteger))),
    )


def is_one_of_ids(column: ColumnElement[str], ids: Sequence[str]) -> ColumnElement[bool]:
    """Make the condition that an id is one of many, in one parameter."""
    listed = json.dumps(ids)
    there = (
        func.json_array_elements_text(cast(literal(listed, Text), postgresql.JSON))
        .table_valued("value")
        .c.value
    )
    return either(
        column.in_(select(func.json_each(listed).table_valued("value").c.value)), column.in_(select(there))
    )


def find_part(text: ColumnElement[str], part: Any) -> ColumnElement[int]:
    """Make the place, from 1 on, at which a text has a part; 0 if it has not."""
    return either(func.instr(text, part), func.strpos(text, part))


def take_greater(one: ColumnElement[Value], other: Any) -> ColumnElement[Value]:
    """Make the greater of two values."""
    return either(func.max(one, other), func.greatest(one, other))


def make_monday(day: ColumnElement[str]) -> ColumnElement[str]:
    """Make the Monday (ISO) of the week of a day (ISO): the first one not before the sixth day back."""
    monday = func.to_char(
        func.date_trunc(_write("week"), cast(day, postgresql.TIMESTAMP)), _write("YYYY-MM-DD")
    )
    return either(func.date(day, _write("-6 days"), _write("weekday 1")), monday)


def _write(word: str) -> ColumnElement[str]:
    """Write a word of ours into a statement: PostgreSQL takes two parameters for two things, whatever their values, and
    would not see that two expressions are one."""
    return literal_column(f"'{word}'", Text())
