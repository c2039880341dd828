"""Article tables: CSV, also packed with gzip, one article a row, read as a stream and never whole."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import BinaryIO

from app.domain.errors import SourceError
from app.ingest.stages.read import SIZE_LIMIT, TableRow

COLUMNS = ("url", "title", "published", "text")
# The characters of a table, unpacked: a gzip of a megabyte can hold a gigabyte of rows.
TABLE_LIMIT = 1_000_000_000
_ENDINGS = (".csv", ".csv.gz")
_GZIP = b"\x1f\x8b"


def is_table(name: str) -> bool:
    """Tell whether a file of this name is a table."""
    return name.lower().endswith(_ENDINGS)


def read_rows(path: str, *, limit: int = TABLE_LIMIT) -> Iterator[tuple[int, TableRow | SourceError]]:
    """Read the rows of an article table one by one, each with its number; the header is row 1.

    A row that cannot be meant comes as a SourceError in its place, whose reason does not name the row. A fault
    after which no row can be told from the next ends the table: broken gzip, a cell without end, more than
    `limit` characters. A table that cannot be opened or lacks a column is one SourceError with the number 0.
    """
    number = 0
    try:
        with ExitStack() as stack:
            file = stack.enter_context(_open(path, stack))
            lines = stack.enter_context(io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline=""))
            rows = _parse(_read_lines(path, lines, limit))
            header = next(rows, None)
            columns = _find_columns(path, header)
            for number, cells in enumerate(rows, start=2):  # noqa: B007
                if cells:
                    yield number, _make_row(path, cells, columns, len(header or ()))
    except SourceError as error:
        yield number and number + 1, error
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        yield number and number + 1, SourceError(path, _get_reason(error))


def count_rows(path: str) -> int:
    """Count what `read_rows` gives."""
    return sum(1 for _ in read_rows(path))


def _open(path: str, stack: ExitStack) -> BinaryIO:
    """Open a table, unpacking it if it is packed, whatever its name says."""
    raw = stack.enter_context(open(path, "rb"))
    is_packed = raw.peek(2)[:2] == _GZIP
    return gzip.GzipFile(fileobj=raw) if is_packed else raw  # type: ignore[return-value]


def _read_lines(path: str, lines: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """Read the lines of a table, none of them longer than a document may be."""
    size = 0
    while line := lines.readline(SIZE_LIMIT + 1):
        size += len(line)
        if len(line) > SIZE_LIMIT:
            raise SourceError(path, f"a line larger than {SIZE_LIMIT // 1_000_000} MB; what follows is not read")
        if size > limit:
            raise SourceError(path, f"larger than {limit // 1_000_000} MB; what follows is not read")
        yield line


def _parse(lines: Iterator[str]) -> Iterator[list[str]]:
    # The default of 131,072 characters refuses articles that exist; the limit is one of the whole process.
    csv.field_size_limit(SIZE_LIMIT)
    return csv.reader(lines)


def _find_columns(path: str, header: list[str] | None) -> list[int]:
    """Return where the columns of an article table stand."""
    if header is None:
        raise SourceError(path, "empty")
    names = [name.strip().lower() for name in header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        wanted = "column" if len(missing) == 1 else "columns"
        raise SourceError(path, f"a table, not an article: it lacks the {wanted} {', '.join(missing)}")
    return [names.index(name) for name in COLUMNS]


def _make_row(path: str, cells: list[str], columns: list[int], width: int) -> TableRow | SourceError:
    if len(cells) != width:
        return SourceError(path, f"{len(cells)} cells where the header has {width}")
    row = TableRow(*(cells[column] for column in columns))
    if any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
        return SourceError(path, "broken UTF-8")
    return row


def _get_reason(error: Exception) -> str:
    if isinstance(error, csv.Error):
        # The reader stops in the middle of a cell: what follows could be words as well as rows.
        return f"not a CSV table from here on: {error}; what follows is not read"
    if isinstance(error, (EOFError, zlib.error, gzip.BadGzipFile)):
        return f"the packed table is broken: {str(error).lower()}"
    return (getattr(error, "strerror", None) or "not readable").lower()
