"""What a condition finds, found once: a page asks many things of the same events or quotes, each in its own statement.

A session that only reads sees one snapshot of the database, so what was found in it holds until it ends. Any other
session finds anew each time.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.orm import Session

from app.store.dialects import gather_numbers, get_row_number, is_one_of

Found = TypeVar("Found")
MEMORY = "found"
"""The key of `Session.info` under which a session that only reads holds what was found in it."""


def find_once(
    session: Session, table: Table, name: Hashable, *conditions: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Make the condition of being one of the rows of a table that meet these conditions, whose `name` is theirs alone.

    The rows are named by their numbers in one parameter: a statement takes only so many.
    """
    row = get_row_number(table)

    def find() -> str:
        rows = select(gather_numbers(row)).select_from(table).where(*conditions)
        numbers: str = session.execute(rows).scalar_one()
        return numbers

    numbers = remember(session, (table.name, name), find)
    return is_one_of(row, numbers)


def remember(session: Session, name: Hashable, find: Callable[[], Found]) -> Found:
    """Return what `find` gives, asking it once in a session that only reads; `name` is its alone."""
    memory: dict[Hashable, Found] | None = session.info.get(MEMORY)
    if memory is None:
        return find()
    if name not in memory:
        memory[name] = find()
    return memory[name]
