"""The full-text indexes of events, quotes and sources: what is written into them.

Each thing has one row: `words` holds the words of its texts in their order, for phrases, and `keys` by what they are
found (`app.lexicon.search.keys`), each once. The number of the row is made of the id; the thing has it as `search_row`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, TextClause, bindparam, exists, select, text
from sqlalchemy.orm import Session

from app.domain.ids import make_search_row
from app.domain.words import join_words, split_words
from app.lexicon.search.keys import list_keys
from app.lexicon.search.rules import get_search_rules
from app.store.full_text import Sought, make_index, match, note_rules
from app.store.schema import AnySelect, article, event, quote
from app.store.searchable import list_article_texts, list_event_texts, list_quote_texts

_BATCH = 500
# Stands between two texts as a word that nobody can ask for.
_BETWEEN = " · "

Texts = Callable[[Session | Connection, Sequence[str]], Mapping[str, Sequence[str]]]
Row = tuple[str, str]
"""The words and the keys of a thing."""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of one noun: where its things are, and what their texts are; what has none is not in the index."""

    noun: str
    table: Table
    list_texts: Texts = field(repr=False)

    def make_condition(self, sought: Sought, row: ColumnElement[int] | None = None) -> ColumnElement[bool]:
        """Make the condition that a thing, or what has the number `row`, is found by what is sought."""
        index = make_index(self.noun)
        return self._get_row(row).in_(select(index.c.rowid).where(match(index, sought)))

    def make_probe(self, sought: Sought, row: ColumnElement[int] | None = None) -> ColumnElement[bool]:
        """The same for who goes through the things in an order of their own, and soon has found enough: each is looked
        up by itself, and what else would be found is not looked for."""
        index = make_index(self.noun)
        return exists().where(index.c.rowid == self._get_row(row), match(index, sought))

    def select_found(self, sought: Sought, column: ColumnElement[Any] | None = None) -> AnySelect:
        """Select a column of the things that are found, or nothing but their numbers, in no order; the first come
        without looking for the last."""
        index = make_index(self.noun)
        if column is None:
            return select(index.c.rowid).where(match(index, sought))
        found = index.join(self.table, self.table.c.search_row == index.c.rowid)
        return select(column).select_from(found).where(match(index, sought))

    def _get_row(self, row: ColumnElement[int] | None) -> ColumnElement[int]:
        own: ColumnElement[int] = self.table.c.search_row
        return own if row is None else row

    def save_rows(self, session: Session | Connection, ids: Iterable[str]) -> None:
        """Bring the rows of these things up to date, writing only those that differ from what is there."""
        for batch in _make_batches(ids):
            rows, there = self.make_rows(session, batch), self.list_rows(session, batch)
            changed = [one for one in batch if rows.get(one) != there.get(one)]
            self.remove_rows(session, [one for one in changed if one in there])
            new = [
                {"rowid": make_search_row(one), "id": one, "words": rows[one][0], "keys": rows[one][1]}
                for one in changed
                if one in rows
            ]
            if new:
                insert = f"INSERT INTO {self.noun}_search (rowid, {self.noun}_id, words, keys)"
                session.execute(text(f"{insert} VALUES (:rowid, :id, :words, :keys)"), new)

    def remove_rows(self, session: Session | Connection, ids: Iterable[str]) -> None:
        """Remove the rows of these things."""
        delete = _make_statement(f"DELETE FROM {self.noun}_search")
        for batch in _make_batches(ids):
            session.execute(delete, {"rows": [make_search_row(one) for one in batch]})

    def make_rows(self, session: Session | Connection, ids: Sequence[str]) -> dict[str, Row]:
        """Make the rows that these things should have."""
        return {one: make_row(told) for one, told in self.list_texts(session, ids).items()}

    def list_rows(self, session: Session | Connection, ids: Sequence[str]) -> dict[str, Row]:
        """List the rows that these things have."""
        rows = _make_statement(f"SELECT {self.noun}_id, words, keys FROM {self.noun}_search")
        found = session.execute(rows, {"rows": [make_search_row(one) for one in ids]})
        return {one: (words, keys) for one, words, keys in found}


EVENTS = SearchIndex("event", event, list_event_texts)
QUOTES = SearchIndex("quote", quote, list_quote_texts)
ARTICLES = SearchIndex("article", article, list_article_texts)
INDEXES = (EVENTS, QUOTES, ARTICLES)


def make_row(texts: Sequence[str]) -> Row:
    """Make the words and the keys of texts; no phrase and no name goes from one to the next."""
    split = [split_words(one) for one in texts]
    keys = {key.text for words in split for key in list_keys(words)}
    return _BETWEEN.join(filter(None, map(join_words, split))), " ".join(sorted(keys))


def save_all_search_rows(session: Session | Connection) -> None:
    """Write the rows of everything, and note by which rules they are made."""
    for index in INDEXES:
        index.save_rows(session, session.execute(select(index.table.c.id)).scalars().all())
    note_rules(session, get_search_rules())


def _make_statement(start: str) -> TextClause:
    return text(f"{start} WHERE rowid IN :rows").bindparams(bindparam("rows", expanding=True))


def _make_batches(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(ids))
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))
