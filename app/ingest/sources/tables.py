"""Article tables: CSV, also packed with gzip, one article a row, read as a stream and never whole."""

import csv
import gzip
import re
import zlib
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper
from typing import TextIO

from app.domain.errors import SourceError
from app.ingest.stages.read import SIZE_LIMIT, TableRow

COLUMNS = ("url", "title", "published", "text")
# The characters of a table, unpacked: a gzip of a megabyte can hold a gigabyte of rows.
TABLE_LIMIT = 250_000_000
# A line counts as so many characters at least: a gigabyte of line breaks would be read for minutes.
_SHORT_LINE = 50
# Rows of broken CSV after which a table is given up: each is kept in the list of what was rejected.
_MOST_BAD = 1000
_ENDINGS = (".csv", ".csv.gz")
_GZIP = b"\x1f\x8b"
# What a byte that is no UTF-8 is decoded to.
_BROKEN = re.compile("[\udc80-\udcff]")


def is_table(name: str) -> bool:
    """Tell whether a file of this name is a table."""
    return name.lower().endswith(_ENDINGS)


def read_rows(path: str, *, limit: int = TABLE_LIMIT) -> Iterator[tuple[int, TableRow | SourceError]]:
    """Read the rows of an article table one by one, each with its number; the header is row 1.

    A row that cannot be meant comes as a SourceError in its place, whose reason does not name the row. A fault
    after which there is nothing to go on with comes last: broken gzip, a line without end, more than `limit`
    characters. A table that cannot be opened or lacks a column is one SourceError with the number 0.
    """
    last = -1
    try:
        with open(path, "rb") as raw, _unpack(raw) as lines:
            for number, row in _iterate(path, parse_csv(path, _read_lines(path, lines, limit))):
                last = number
                if row:
                    yield number, row
    except SourceError as error:
        yield last + 1, error
    except (OSError, EOFError, zlib.error) as error:
        yield last + 1, SourceError(path, _get_reason(error))


def count_rows(path: str) -> int:
    """Count what `read_rows` gives."""
    return sum(1 for _ in read_rows(path))


def _unpack(raw: BufferedReader) -> TextIO:
    """Read a table as text, unpacking it if it is packed, whatever its name says."""
    is_packed = raw.peek(2)[:2] == _GZIP
    file = gzip.GzipFile(fileobj=raw) if is_packed else raw
    # A byte that is no UTF-8 spoils its own row only.
    return TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="")


def _read_lines(path: str, lines: TextIO, limit: int) -> Iterator[str]:
    """Read the lines of a table, none of them longer than a document may be."""
    size = 0
    while line := lines.readline(SIZE_LIMIT + 1):
        size += max(len(line), _SHORT_LINE)
        if len(line) > SIZE_LIMIT:
            raise SourceError(
                path, f"a line larger than {SIZE_LIMIT // 1_000_000} MB; what follows is not read"
            )
        if size > limit:
            most = f"{limit // 1_000_000} MB or {limit // _SHORT_LINE} lines"
            raise SourceError(path, f"larger than {most}; what follows is not read")
        yield line


def parse_csv(path: str, lines: Iterator[str]) -> Iterator[list[str] | SourceError]:
    """Parse CSV row by row; a row that is none comes as a SourceError in its place, and those after it are read on.

    Raises SourceError for a cell after which there is nothing to go on with.
    """
    # The default of 131,072 characters refuses articles that exist; the limit is one of the whole process.
    csv.field_size_limit(SIZE_LIMIT)
    # Strict, so that a quotation mark that is never closed ends with its row or the next and swallows no others.
    rows = csv.reader(lines, strict=True)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if str(error).startswith("field larger"):
                reason = f"a cell larger than {SIZE_LIMIT // 1_000_000} MB; what follows is not read"
                raise SourceError(path, reason) from error
            yield SourceError(path, f"not CSV: {error}")


def _iterate(
    path: str, rows: Iterator[list[str] | SourceError]
) -> Iterator[tuple[int, TableRow | SourceError | None]]:
    """Number the rows, the header first; what has no words of its own (the header, an empty line) is None."""
    columns, width = _read_header(path, next(rows, None))
    yield 1, None
    bad = 0
    for number, cells in enumerate(rows, start=2):
        row = cells if isinstance(cells, SourceError) else _make_row(path, cells, columns, width)
        yield number, row
        bad += isinstance(row, SourceError)
        if bad > _MOST_BAD:
            raise SourceError(path, f"more than {_MOST_BAD} rows are broken; what follows is not read")


def _read_header(path: str, header: list[str] | SourceError | None) -> tuple[list[int], int]:
    """Return where the columns of an article table stand, and how many cells each row has."""
    if header is None:
        raise SourceError(path, "empty")
    if isinstance(header, SourceError):
        raise header
    names = [name.strip().lower() for name in header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        wanted = "column" if len(missing) == 1 else "columns"
        raise SourceError(path, f"a table, not an article: it lacks the {wanted} {', '.join(missing)}")
    return [names.index(name) for name in COLUMNS], len(names)


def _make_row(path: str, cells: list[str], columns: list[int], width: int) -> TableRow | SourceError | None:
    """Make a row of its cells; None of an empty line."""
    if not cells:
        return None
    if len(cells) != width:
        return SourceError(path, f"{len(cells)} cells where the header has {width}")
    if any(_BROKEN.search(cell) for cell in cells):
        return SourceError(path, "broken UTF-8")
    return TableRow(*(cells[column] for column in columns))


def _get_reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return "no such file" if isinstance(error, FileNotFoundError) else error.strerror.lower()
    return f"the packed table is broken: {str(error).lower()}"
