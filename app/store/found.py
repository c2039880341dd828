"""What a condition finds, found once: a page asks many things of the same events or quotes, each in its own statement.

A session that only reads sees one snapshot of the database, so what was found in it holds until it ends. Any other
session finds anew each time.
"""

from collections.abc import Hashable

from sqlalchemy import ColumnElement, Table, func, literal_column, select
from sqlalchemy.orm import Session

MEMORY = "found"
"""The key of `Session.info` under which a session that only reads holds what was found in it."""


def find_once(
    session: Session, table: Table, name: Hashable, *conditions: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Make the condition of being one of the rows of a table that meet these conditions, whose `name` is theirs alone.

    The rows are named by their numbers in one parameter: a statement takes only so many.
    """
    memory: dict[Hashable, str] = session.info.get(MEMORY, {})
    row = get_row(table)
    key = (table.name, name)
    if key not in memory:
        rows = select(func.json_group_array(row)).select_from(table).where(*conditions)
        memory[key] = session.execute(rows).scalar_one()
    return row.in_(select(func.json_each(memory[key]).table_valued("value").c.value))


def get_row(table: Table) -> ColumnElement[int]:
    """Return the number by which SQLite itself knows the rows of a table: it costs less to compare than an id."""
    return literal_column(f"{table.name}.rowid")
