"""Sources on their way to another process: as paths and places in tables, not as texts, and whole again there."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from threading import local

from app.domain.errors import SourceError
from app.ingest.sources.listing import Item, Source
from app.ingest.sources.tables import read_rows
from app.ingest.stages.read import TableRow

State = tuple[int, int, int]


def pack_source(item: Item) -> Item:
    """Leave out what another process can find by itself."""
    return replace(item, row=None) if isinstance(item, Source) and item.place else item


def is_elsewhere(item: Item) -> bool:
    """Tell whether another machine that sees the same files can find the whole of a source there."""
    return isinstance(item, Source) and item.place is not None


def unpack_sources(items: Iterable[Item]) -> Iterator[Item]:
    """Find again what `pack_source` left out; a SourceError comes in the place of what is no longer there."""
    for item in items:
        place = item.place if isinstance(item, Source) else None
        if isinstance(item, Source) and place and place.number is not None:
            yield _find_row(item, place.path, place.number)
        else:
            yield item


class _OpenTable:
    """A table that is read forward: chunks come in its order, so that each process goes through it once."""

    def __init__(self, path: str, state: State) -> None:
        self.path = path
        self.state = state
        self.number = -1
        self._rows = read_rows(path)

    def find(self, number: int) -> TableRow | SourceError | None:
        """Find a row that stands after those found before; None if there is none of this number."""
        for found, row in self._rows:
            self.number = found
            if found >= number:
                return row if found == number else None
            if found == 0:
                # The table itself could not be read.
                return row
        return None


# A thread has the table open that it read last: the next chunk goes on in it.
_open = local()


def _find_row(source: Source, path: str, number: int) -> Item:
    try:
        row = _open_table(path, number).find(number)
    except OSError as error:
        return SourceError(source.given, f"the table is gone: {(error.strerror or 'not readable').lower()}")
    if isinstance(row, TableRow):
        return replace(source, row=row)
    return SourceError(source.given, row.reason if row else "the row is gone from its table")


def _open_table(path: str, number: int) -> _OpenTable:
    status = os.stat(path)
    state = (status.st_ino, status.st_size, status.st_mtime_ns)
    table: _OpenTable | None = getattr(_open, "table", None)
    # A table that was written anew meanwhile is another one; an item that is read once more stands further up.
    if table is None or (table.path, table.state) != (path, state) or table.number >= number:
        table = _open.table = _OpenTable(path, state)
    return table
