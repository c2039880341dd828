"""The two files of one table of an export, written side by side."""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from app.domain.cells import format_row
from app.domain.exported import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Written:
    """A file that has been written: its name, its size in bytes and its SHA-256."""

    name: str
    size: int
    sha256: str


class TableFiles:
    """Writes rows of a table as CSV and as JSON lines into a folder; raises OSError when that fails."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.table = table
        self.rows = 0
        self._csv = _TextFile(folder / f"{table.name}.csv")
        self._jsonl = _TextFile(folder / f"{table.name}.jsonl")
        self._csv.write(format_row([column.name for column in table.columns]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both files."""
        self._csv.close()
        self._jsonl.close()

    def write(self, rows: Iterable[Row]) -> None:
        """Write rows; each has a value for every column."""
        for row in rows:
            self._csv.write(
                format_row([_format_cell(column, row[column.name]) for column in self.table.columns])
            )
            self._jsonl.write(format_json({column.name: row[column.name] for column in self.table.columns}))
            self.rows += 1

    def finish(self) -> tuple[Written, Written]:
        """Bring both files to the disk and tell what they are, the CSV first."""
        return self._csv.finish(), self._jsonl.finish()


def format_json(value: object) -> str:
    """Make one line of JSON, the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _format_cell(column: Column, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ";".join(map(str, value)) if column.type == "list" else format_json(value).rstrip("\n")
    return str(value)


class _TextFile:
    """A new file of UTF-8 whose hash is taken while it is written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb")
        self._hash = hashlib.sha256()
        self._size = 0

    def write(self, text: str) -> None:
        data = text.encode()
        self._file.write(data)
        self._hash.update(data)
        self._size += len(data)

    def finish(self) -> Written:
        self._file.flush()
        os.fsync(self._file.fileno())
        return Written(self._path.name, self._size, self._hash.hexdigest())

    def close(self) -> None:
        self._file.close()
