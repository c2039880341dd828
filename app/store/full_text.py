"""How the two engines look for words: the full-text index of SQLite (FTS5), and vectors of PostgreSQL.

Both look in the same rows, which hold the words of a thing in their order and the keys by which it is found; both keys
and words come from our own lexicon. So neither engine is given a language to stem, and neither reads what people type:
they look for exactly the same, and find the same.
"""

from collections.abc import Iterable

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    TableClause,
    and_,
    bindparam,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from app.lexicon.search.wanted import Wanted
from app.store.dialects import either, is_postgresql

Sought = tuple[tuple[Wanted, ...], ...]
"""What is looked for: of these groups of conditions one must hold wholly."""

LONGEST = 400
"""Letters by which an index of PostgreSQL tells words apart, of which it takes 2 kB each. What a phrase finds is looked
at letter by letter."""


def make_index(noun: str) -> TableClause:
    """Make the table that is the index of a noun; vectors are in that of PostgreSQL alone."""
    return table(f"{noun}_search", *map(column, ("rowid", "words", "key_vector", "word_vector")))


def match(index: TableClause, sought: Sought) -> ColumnElement[bool]:
    """Make the condition that a row of an index has what is sought."""
    return either(_match_fts5(index, sought), _match_vectors(index, sought))


def _match_fts5(index: TableClause, sought: Sought) -> ColumnElement[bool]:
    """Leave it to FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax), whose table is called as a column."""
    whole: ColumnElement[str] = literal_column(index.name)
    # A statement may hold several such conditions, each with its own expression.
    expression: BindParameter[str] = bindparam("sought", _write_fts5(sought), unique=True)
    return whole.op("MATCH", is_comparison=True)(expression)


def _match_vectors(index: TableClause, sought: Sought) -> ColumnElement[bool]:
    """Look at the vectors (https://www.postgresql.org/docs/current/textsearch-controls.html).

    `websearch_to_tsquery` would take what our parser has read apart once more, by other rules; so the query is written
    as the index has it. Vectors know the places of the first 16,383 words only, so where the words of a phrase stand is
    looked up in the text.
    """

    def meet(wanted: Wanted) -> ColumnElement[bool]:
        if not wanted.phrase:
            keys = literal(_write_query(sorted(wanted.keys), "|"))
            return index.c.key_vector.op("@@", is_comparison=True)(cast(keys, TSQUERY))
        words = literal(_write_query(wanted.phrase, "&"))
        in_a_row = func.strpos(" " + index.c.words + " ", f" {' '.join(wanted.phrase)} ") > 0
        return and_(index.c.word_vector.op("@@", is_comparison=True)(cast(words, TSQUERY)), in_a_row)

    return or_(*(and_(*map(meet, group)) for group in sought))


def note_rules(session: Session | Connection, rules: int) -> None:
    """Note by which rules the rows of the indexes are made, where `app.store.backends` reads it."""
    if is_postgresql(session):
        session.execute(text(f"COMMENT ON TABLE event_search IS '{rules:d}'"))
    else:
        session.execute(text(f"PRAGMA user_version = {rules:d}"))


def _write_fts5(sought: Sought) -> str:
    """Write in the language of FTS5; keys and words hold letters, digits and middle dots only."""
    groups = [" AND ".join(map(_write_wanted, group)) for group in sought]
    return groups[0] if len(groups) == 1 else " OR ".join(f"({group})" for group in groups)


def _write_wanted(wanted: Wanted) -> str:
    if wanted.phrase:
        return f'words : "{" ".join(wanted.phrase)}"'
    keys = " OR ".join(f'"{key}"' for key in sorted(wanted.keys))
    return f"keys : ({keys})"


def _write_query(words: Iterable[str], operator: str) -> str:
    return f" {operator} ".join(f"'{word[:LONGEST]}'" for word in words)
