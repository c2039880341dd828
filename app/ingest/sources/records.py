"""Record folders: four tables that belong together, read into documents that name their sources."""

import csv
import os
from collections import defaultdict
from collections.abc import Container, Generator, Iterator
from dataclasses import dataclass
from io import StringIO

from app.domain.errors import SourceError
from app.ingest.curated import Cells, RecordRow, check_quote, check_source
from app.ingest.sources.tables import parse_csv
from app.ingest.stages.read import SIZE_LIMIT
from app.ingest.stages.read.decode import clean_text

_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "events": (
        ("event", "date", "kind", "status"),
        ("city", "venue", "country", "format", "others", "topics", "outcome", "confidence", "note"),
    ),
    "sources": (("event", "url"), ("publisher", "published", "language")),
    "quotes": (("quote", "speaker", "url"), ("language", "said", "event")),
    "claims": (
        ("year", "count"),
        ("as_of", "claimed_by", "url", "note", "scope", "person", "article", "at_least"),
    ),
}
"""The columns of each table: those that must be there and those that may."""


# Nobody reads a longer one, and every page that shows it would carry it.
_LONGEST_CELL = 20_000


@dataclass(frozen=True, slots=True)
class FileEnd:
    """A file of the record has been read to its end; `kept` are the keys of rows in it that could not be meant."""

    file: str
    kept: frozenset[str] = frozenset()


Numbered = tuple[str, RecordRow | SourceError | FileEnd]


class _FaultError(SourceError):
    """A fault of a table; `is_lost` tells that it hides which document stands there."""

    def __init__(self, source: str, reason: str, *, is_lost: bool = True) -> None:
        super().__init__(source, reason)
        self.is_lost = is_lost


@dataclass(frozen=True, slots=True)
class _Row:
    given: str
    cells: Cells


def is_record_folder(folder: str) -> bool:
    """Tell whether a folder holds a record: an `events.csv` and a `sources.csv` of its own making."""
    if not all(os.path.isfile(os.path.join(folder, f"{name}.csv")) for name in ("events", "sources")):
        return False
    try:
        with open(os.path.join(folder, "events.csv"), encoding="utf-8-sig", errors="replace") as file:
            return "event" in [name.strip() for name in next(csv.reader([file.readline(SIZE_LIMIT)]), [])]
    except (OSError, csv.Error):
        return False


def is_record_table(name: str) -> bool:
    """Tell whether a file of a record folder is one of its tables."""
    return name in {f"{table}.csv" for table in _TABLES}


def read_record(folder: str) -> Iterator[Numbered]:
    """Read a record folder: each document, or reason why a row is none, with its file and number (the header is 1).

    Rows of `sources.csv` and `quotes.csv` go with the event they name. A bad row is refused alone; what it belongs
    to stands, but an event that is left without a source is refused with it.
    """
    tables: dict[str, list[_Row]] = {}
    whole: set[str] = set()
    for name in _TABLES:
        path = os.path.join(folder, f"{name}.csv")
        tables[name] = []
        if not os.path.exists(path):
            # A table that is not there holds nothing: what stood in it goes.
            whole.add(name)
            continue
        rows = list(_read_table(path, name))
        for given, cells in rows:
            if isinstance(cells, _FaultError):
                yield given, SourceError(given, cells.reason)
            else:
                tables[name].append(_Row(given, cells))
        if not any(isinstance(cells, _FaultError) and cells.is_lost for _, cells in rows):
            whole.add(name)
    events: dict[str, _Row] = {}
    for row in tables["events"]:
        key = row.cells["event"]
        if not key or key in events:
            yield row.given, SourceError(row.given, f"{key[:80]!r} is there already" if key else "no event")
        else:
            events[key] = row
    sources = yield from _gather(tables["sources"], events.keys(), "sources")
    quotes = yield from _gather(tables["quotes"], events.keys(), "quotes")
    for key, row in events.items():
        of_event = (tuple(one.cells for one in rows.get(key, ())) for rows in (sources, quotes))
        yield row.given, RecordRow("events", _get_file(folder, "events"), row.cells, *of_event)
    for name, loose in (("quotes", quotes.get("", [])), ("claims", tables["claims"])):
        for row in loose:
            yield row.given, RecordRow(name, _get_file(folder, name), row.cells)
    for name in ("events", "quotes", "claims"):
        # What a table held before stays if a row of it could not be read at all.
        if name in whole:
            yield folder, FileEnd(_get_file(folder, name), frozenset(events))


def _get_file(folder: str, name: str) -> str:
    return os.path.abspath(os.path.join(folder, f"{name}.csv"))


def _gather(
    rows: list[_Row], keys: Container[str], name: str
) -> Generator[Numbered, None, dict[str, list[_Row]]]:
    """Give the rows that cannot be read, and return the others by the event they name ("" for none)."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        key = row.cells.get("event", "")
        try:
            if key not in keys and not (name == "quotes" and not key):
                raise SourceError(row.given, f"no event {key[:80]!r} in events.csv" if key else "no event")
            (check_source if name == "sources" else check_quote)(row.cells)
        except SourceError as error:
            yield row.given, SourceError(row.given, error.reason)
        else:
            found[key].append(row)
    return found


def _read_table(path: str, name: str) -> Iterator[tuple[str, Cells | _FaultError]]:
    """Read the rows of one table, each with its number; a fault of the table itself has its path alone."""
    required, optional = _TABLES[name]
    rows = _read_rows(path)
    first = next(rows, None)
    header = [column.strip() for column in first] if isinstance(first, list) else []
    missing = [column for column in required if column not in header]
    if missing:
        reason = f"it lacks the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}"
        yield (
            path,
            _FaultError(
                path, first.reason if isinstance(first, SourceError) else reason if first else "empty"
            ),
        )
        return
    given = f"{path}, row 1"
    for column in header:
        if header.count(column) > 1:
            yield path, _FaultError(path, f"twice the column: {column!r}")
            return
        if column not in (*required, *optional):
            yield given, _FaultError(given, f"an unknown column: {column!r}", is_lost=False)
    for number, cells in enumerate(rows, start=2):
        given = f"{path}, row {number}"
        if isinstance(cells, SourceError):
            yield given, _FaultError(given, cells.reason)
        elif cells and len(cells) != len(header):
            yield given, _FaultError(given, f"{len(cells)} cells where the header has {len(header)}")
        elif any(len(cell) > _LONGEST_CELL for cell in cells):
            yield given, _FaultError(given, f"a cell longer than {_LONGEST_CELL:,} characters")
        elif cells:
            named = zip(header, (" ".join(clean_text(cell).split()) for cell in cells), strict=True)
            yield given, {column: cell for column, cell in named if column in (*required, *optional)}


def _read_rows(path: str) -> Iterator[list[str] | SourceError]:
    """Read the rows of a table, the header first; what ends the table comes last."""
    try:
        yield from parse_csv(path, iter(StringIO(_read_file(path), newline="")))
    except SourceError as error:
        yield error


def _read_file(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise SourceError(path, (error.strerror or "not readable").lower()) from error
    if len(data) > SIZE_LIMIT:
        raise SourceError(path, f"larger than {SIZE_LIMIT // 1_000_000} MB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(path, "not UTF-8") from error
