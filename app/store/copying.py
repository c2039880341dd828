"""Moving a record from one database to another, of whichever kind: every row, proved before it counts."""

from collections.abc import Callable
from itertools import zip_longest

from sqlalchemy import Table, func, insert, select, text
from sqlmodel import SQLModel

from app.domain.errors import DatabaseError
from app.lexicon.search.rules import get_search_rules
from app.store.backends import get_backend
from app.store.dialects import is_postgresql
from app.store.engine import Engine, Session, read_session, write_session
from app.store.full_text import note_rules
from app.store.schema import AnySelect, quote, source_count
from app.store.search import INDEXES

_BATCH = 1_000


def copy_record(source: Engine, target: Engine, advance: Callable[[int, int], None]) -> dict[str, int]:
    """Copy all that the database `source` holds at this moment into `target`, and return how many rows of each table.

    Writers of the source go on meanwhile and are not in the copy. It is one transaction of the target, which is
    committed when every row of every table has been compared with its own; else nothing is there. `advance` is told how
    many rows of how many have been written.

    Raises DatabaseError, in one sentence, if the target holds anything already, or if what it holds then is not what
    the source held.
    """
    with read_session(source) as reading, write_session(target) as writing:
        _check_empty(writing, target)
        counts = {table.name: _count(reading, table) for table in SQLModel.metadata.sorted_tables}
        done, total = 0, sum(counts.values())
        for table in SQLModel.metadata.sorted_tables:
            if table is source_count:
                continue  # The triggers of the target have counted.
            # The whole statement in one stream: what comes is written before the next is read.
            rows = reading.execute(_select(table), execution_options={"yield_per": _BATCH})
            for batch in rows.mappings().partitions():
                writing.execute(insert(table), [dict(row) for row in batch])
                done += len(batch)
                advance(done, total)
        for index in INDEXES:
            _copy_index(reading, writing, index.noun)
        note_rules(writing, get_search_rules())
        _count_on(writing)
        for table in SQLModel.metadata.sorted_tables:
            _compare(reading, writing, table, target)
    return counts


def _check_empty(session: Session, target: Engine) -> None:
    for table in SQLModel.metadata.sorted_tables:
        if session.execute(select(table).limit(1)).first() is not None:
            name = get_backend(target).name
            raise DatabaseError(f"the database {name} holds a record already: copy into an empty one")


def _count(session: Session, table: Table) -> int:
    return int(session.execute(select(func.count()).select_from(table)).scalar_one())


def _select(table: Table) -> AnySelect:
    """Select the rows of a table so that what a row refers to comes before it: quotes that others refer to, first."""
    return select(table).order_by(quote.c.main_id != quote.c.id) if table is quote else select(table)


def _copy_index(reading: Session, writing: Session, noun: str) -> None:
    columns = f"rowid, {noun}_id, words, keys"
    rows = reading.execute(
        text(f"SELECT {columns} FROM {noun}_search ORDER BY rowid"), execution_options={"yield_per": _BATCH}
    )
    values = f":rowid, :{noun}_id, :words, :keys"
    for batch in rows.mappings().partitions():
        writing.execute(
            text(f"INSERT INTO {noun}_search ({columns}) VALUES ({values})"), [dict(row) for row in batch]
        )


def _count_on(session: Session) -> None:
    """Let numbers that the database gives go on after those that were copied: SQLite does so by itself."""
    if not is_postgresql(session):
        return
    for table in SQLModel.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None and len(table.primary_key.columns) == 1:
            last = select(func.max(column)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(table.name, column.name)
            session.execute(select(func.setval(sequence, func.coalesce(last, 1), last.is_not(None))))


def _compare(reading: Session, writing: Session, table: Table, target: Engine) -> None:
    """Raise DatabaseError if a table holds other rows in one database than in the other."""
    rows = select(table).order_by(*table.primary_key.columns)
    theirs, ours = (
        session.execute(rows, execution_options={"yield_per": _BATCH}) for session in (reading, writing)
    )
    for one, other in zip_longest(theirs, ours):
        if one is None or other is None or tuple(one) != tuple(other):
            raise DatabaseError(
                f"{get_backend(target).name} would hold something else in its table {table.name}: nothing was copied"
            )
