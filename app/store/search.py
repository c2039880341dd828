"""The full-text indexes of events and quotes: what is written into them, and how words become a query.

Each event or quote has one row: `words` holds the words of its texts, `stems` the stem of each of them. A row
is found by a rowid made of the id, because FTS5 indexes no column by value.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import snowballstemmer
from sqlalchemy import Connection, Table, TextClause, TextualSelect, bindparam, select, text
from sqlalchemy.orm import Session

from app.domain.ids import make_id
from app.store.schema import event, quote
from app.store.searchable import list_event_texts, list_quote_texts

MAX_TOKENS = 32
_BATCH = 500
_TOKEN = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_STEMMERS = {"en": snowballstemmer.stemmer("english"), "ru": snowballstemmer.stemmer("russian")}

Texts = Callable[[Session | Connection, Sequence[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The index of one noun: where its things are, and what their texts are."""

    noun: str
    table: Table
    list_texts: Texts = field(repr=False)

    def make_condition(self, query: str) -> TextualSelect:
        """Make the statement of the ids that a query (see `make_search_query`) finds."""
        found = text(f"SELECT {self.noun}_id FROM {self.noun}_search WHERE {self.noun}_search MATCH :words")
        return found.bindparams(words=query).columns(self.table.c.id)

    def save_rows(self, session: Session | Connection, ids: Iterable[str]) -> None:
        """Bring the rows of these things up to date, writing only those that differ from what is there."""
        for batch in _make_batches(ids):
            words = {
                one: " ".join(make_tokens(told)) for one, told in self.list_texts(session, batch).items()
            }
            there = self._list_words(session, list(words))
            changed = [one for one, told in words.items() if there.get(_make_rowid(one)) != told]
            if changed:
                self.remove_rows(session, changed)
                insert = f"INSERT INTO {self.noun}_search (rowid, {self.noun}_id, words, stems)"
                rows = [_make_row(one, words[one]) for one in changed]
                session.execute(text(f"{insert} VALUES (:rowid, :id, :words, :stems)"), rows)

    def remove_rows(self, session: Session | Connection, ids: Iterable[str]) -> None:
        """Remove the rows of these things."""
        delete = _make_statement(f"DELETE FROM {self.noun}_search")
        for batch in _make_batches(ids):
            session.execute(delete, {"rows": [_make_rowid(one) for one in batch]})

    def make_rows(self, session: Session | Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Make the words and stems that the rows of these things should hold."""
        texts = self.list_texts(session, ids)
        rows = {one: _make_row(one, " ".join(make_tokens(told))) for one, told in texts.items()}
        return {one: (str(row["words"]), str(row["stems"])) for one, row in rows.items()}

    def list_rows(self, session: Session | Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """List the words and stems that the rows of these things hold."""
        rows = _make_statement(f"SELECT {self.noun}_id, words, stems FROM {self.noun}_search")
        found = session.execute(rows, {"rows": [_make_rowid(one) for one in ids]})
        return {one: (words, stems) for one, words, stems in found}

    def _list_words(self, session: Session | Connection, ids: Sequence[str]) -> dict[int, str]:
        rows = _make_statement(f"SELECT rowid, words FROM {self.noun}_search")
        found = session.execute(rows, {"rows": [_make_rowid(one) for one in ids]}).all()
        words: dict[int, str] = dict(found)
        return words


EVENTS = SearchIndex("event", event, list_event_texts)
QUOTES = SearchIndex("quote", quote, list_quote_texts)


def make_search_query(searches: Sequence[str]) -> str | None:
    """Turn search strings as typed into an FTS5 query, `None` if they hold no word.

    One string finds what holds every word of it, in this or another inflected form; of several strings any
    does. No input is an error: there is no query language, and what is neither letter nor digit only
    separates words. Words beyond the first MAX_TOKENS of a string are not looked at, nor strings beyond.
    """
    parts = []
    for search in searches[:MAX_TOKENS]:
        tokens = list(dict.fromkeys(make_tokens(search)))[:MAX_TOKENS]
        if tokens:
            parts.append(" AND ".join(f'(words : "{one}" OR stems : "{make_stem(one)}")' for one in tokens))
    return " OR ".join(f"({part})" for part in dict.fromkeys(parts)) or None


def make_tokens(words: str) -> list[str]:
    """Split text into lower-case words of letters and digits, `ё` written as `е`."""
    return _TOKEN.findall(unicodedata.normalize("NFC", words).casefold().replace("ё", "е"))


@lru_cache(maxsize=20_000)
def make_stem(token: str) -> str:
    """Return the stem of a word: by the Russian rules if it is Cyrillic, else by the English ones."""
    return str(_STEMMERS["ru" if _CYRILLIC.search(token) else "en"].stemWord(token))


def save_all_search_rows(session: Session | Connection) -> None:
    """Write the rows of everything, for a migration."""
    for index in (EVENTS, QUOTES):
        index.save_rows(session, session.execute(select(index.table.c.id)).scalars().all())


def _make_statement(start: str) -> TextClause:
    return text(f"{start} WHERE rowid IN :rows").bindparams(bindparam("rows", expanding=True))


def _make_batches(ids: Iterable[str]) -> Iterator[list[str]]:
    ordered = sorted(set(ids))
    return (ordered[start : start + _BATCH] for start in range(0, len(ordered), _BATCH))


def _make_row(one: str, words: str) -> dict[str, object]:
    stems = " ".join(make_stem(token) for token in words.split())
    return {"rowid": _make_rowid(one), "id": one, "words": words, "stems": stems}


def _make_rowid(one: str) -> int:
    """Hash an id into SQLite's range of rowids; 63 bits leave no room for chance."""
    return int(make_id(one), 16) >> 1
