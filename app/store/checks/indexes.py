"""The search indexes in step: a row for exactly the events, quotes and sources there are, each with its words."""

from collections.abc import Iterator
from itertools import zip_longest

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.ids import make_search_row
from app.store.checks.faults import Fault, Promise
from app.store.dialects import is_postgresql
from app.store.search import INDEXES, SearchIndex

_BATCH = 200


def check_search(session: Session) -> Iterator[Fault]:
    """Yield things that the search does not know or knows by other words, rows of nothing, and words that lead
    elsewhere than their rows say."""
    for index in INDEXES:
        ids: list[str] = []
        rows = select(index.table.c.id).order_by(index.table.c.id)
        for one in session.execute(rows, execution_options={"yield_per": 1000}).scalars():
            ids.append(one)
            if len(ids) == _BATCH:
                yield from _check_rows(session, index, ids)
                ids = []
        yield from _check_rows(session, index, ids)
        yield from _check_strangers(session, index)
        yield from _check_numbers(session, index)
        yield from _check_words(session, index)


def _check_rows(session: Session, index: SearchIndex, ids: list[str]) -> Iterator[Fault]:
    there, rows = index.list_rows(session, ids), index.make_rows(session, ids)
    for one in there.keys() - rows.keys():
        yield _make_stranger(index, one)
    for one, row in rows.items():
        if one not in there:
            yield Fault(Promise.SEARCH, f"{index.noun} {one}", "is not in the search index")
        elif there[one] != row:
            yield Fault(Promise.SEARCH, f"{index.noun} {one}", "is in the search index with other words")


def _check_strangers(session: Session, index: SearchIndex) -> Iterator[Fault]:
    """Find rows of what is not there, and second rows of what is."""
    name = f"{index.noun}_search"
    statement = (
        f"SELECT {index.noun}_id FROM {name} WHERE {index.noun}_id NOT IN (SELECT id FROM {index.noun}) "
        f"UNION ALL SELECT {index.noun}_id FROM {name} GROUP BY {index.noun}_id HAVING count(*) > 1"
    )
    for one in session.execute(text(statement)).scalars():
        yield _make_stranger(index, one)


def _check_numbers(session: Session, index: SearchIndex) -> Iterator[Fault]:
    """Find things whose number leads to no row of theirs."""
    rows = select(index.table.c.id, index.table.c.search_row)
    for one, number in session.execute(rows, execution_options={"yield_per": 1000}):
        if number != make_search_row(one):
            yield Fault(Promise.SEARCH, f"{index.noun} {one}", "leads to another row of the search index")


def _make_stranger(index: SearchIndex, one: str) -> Fault:
    return Fault(
        Promise.SEARCH, f"{index.noun} {one}", "has a row in the search index that belongs to nothing"
    )


def _check_words(session: Session, index: SearchIndex) -> Iterator[Fault]:
    """Index the rows once more beside the database, and compare what each word leads to.

    FTS5 has a check of its own, but it takes the lock of a writer for as long as it runs.
    """
    name = f"{index.noun}_search"
    if is_postgresql(session):
        yield from _check_vectors(session, name)
        return
    definition = session.execute(
        text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name}
    ).scalar_one()
    tables = ("check_again", "check_words", "check_words_again")
    for table in tables:
        session.execute(text(f"DROP TABLE IF EXISTS temp.{table}"))
    session.execute(text(definition.replace(name, f"temp.{tables[0]}", 1)))
    session.execute(
        text(f"INSERT INTO temp.{tables[0]} (rowid, words, keys) SELECT rowid, words, keys FROM main.{name}")
    )
    for table, schema, of in ((tables[1], "main", name), (tables[2], "temp", tables[0])):
        session.execute(text(f"CREATE VIRTUAL TABLE temp.{table} USING fts5vocab({schema}, {of}, 'col')"))
    words, again = (
        session.execute(text(f"SELECT term, col, doc, cnt FROM temp.{one}")) for one in tables[1:]
    )
    for one, other in zip_longest(words, again):
        if one is None or other is None or tuple(one) != tuple(other):
            word = (one or other)[0]
            yield Fault(Promise.SEARCH, f"word {word!r} of {name}", "does not lead to the rows that hold it")
            break
    for table in reversed(tables):
        session.execute(text(f"DROP TABLE temp.{table}"))


def _check_vectors(session: Session, name: str) -> Iterator[Fault]:
    """Make the vectors of the rows once more. That the index of these leads to the rows, PostgreSQL answers for."""
    wrong = "key_vector <> make_lexemes(keys) OR word_vector <> make_lexemes(words)"
    for number in session.execute(text(f"SELECT rowid FROM {name} WHERE {wrong}")).scalars():
        yield Fault(Promise.SEARCH, f"row {number} of {name}", "is not found by its words")
