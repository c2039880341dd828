"""Export folders: what `summitry export` has written, checked against its hashes and read a document at a time."""

import hashlib
import json
import os
import re
from collections.abc import Iterator

from app.domain.errors import SourceError
from app.domain.exported import (
    CLAIMS,
    FACTS,
    FILES,
    FORMAT,
    PACKAGE_FILE,
    QUOTES,
    SOURCES,
    DocumentType,
    Table,
    is_export,
)
from app.ingest.restoring import ExportedRow, NumberedRow
from app.ingest.stages.read import SIZE_LIMIT

# A row holds a text, where its sentences stand, and what JSON writes around them.
_LINE_LIMIT = 4 * SIZE_LIMIT
_HALF_LETTER = re.compile("[\ud800-\udfff]")
_READ = (SOURCES, FACTS, QUOTES, CLAIMS)
_PASSED_OVER = (DocumentType.CITED, DocumentType.WITHDRAWN)

Found = NumberedRow | SourceError


def is_export_folder(folder: str) -> bool:
    """Tell whether a folder holds an export, perhaps a damaged one."""
    path = os.path.join(folder, PACKAGE_FILE)
    if not os.path.isfile(path):
        return False
    return _is_described(path) or all(os.path.isfile(_get_path(folder, table)) for table in _READ)


def is_export_file(name: str) -> bool:
    """Tell whether a file of an export folder is one that an export writes."""
    return name in FILES


def read_export(folder: str) -> Iterator[tuple[str, ExportedRow | SourceError]]:
    """Read an export: each document, or reason why rows are none, with its file and number (the first line is 1).

    Documents come in the order of `sources`, one at a time. Of an export that is damaged, whose files are not those
    that its datapackage.json describes, nothing is read: half of what a document tells would look like all of it.
    """
    faults = list(_check(folder))
    if faults:
        yield from ((fault.source, fault) for fault in faults)
        return
    streams = [_Stream(folder, table) for table in (FACTS, QUOTES, CLAIMS)]
    for source in _read_lines(folder, SOURCES):
        if isinstance(source, SourceError):
            yield source.source, source
            continue
        one = str(source.row.get("id"))
        for stream in streams:
            yield from ((fault.source, fault) for fault in stream.skip_to(one))
        rows = [tuple(stream.take(one)) for stream in streams]
        if source.row.get("type") not in _PASSED_OVER:
            yield source.given, ExportedRow(source, *rows)
    for stream in streams:
        yield from ((fault.source, fault) for fault in stream.skip_to(None))


class _Stream:
    """The rows of one file, which stand in the order of the documents that they name."""

    def __init__(self, folder: str, table: Table) -> None:
        self._rows = _read_lines(folder, table)
        self._next = next(self._rows, None)

    def skip_to(self, document: str | None) -> Iterator[SourceError]:
        """Pass over what stands before a document (None: all that is left); none of it can be meant."""
        while self._next is not None:
            if isinstance(self._next, SourceError):
                yield self._next
            else:
                named = str(self._next.row.get("document"))
                if document is not None and named >= document:
                    return
                yield SourceError(
                    self._next.given, f"no row of sources.jsonl before it has the id {named[:80]!r}"
                )
            self._next = next(self._rows, None)

    def take(self, document: str) -> Iterator[NumberedRow]:
        """Take the rows of a document."""
        while isinstance(self._next, NumberedRow) and self._next.row.get("document") == document:
            yield self._next
            self._next = next(self._rows, None)


def _is_described(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return is_export(json.loads(file.read(SIZE_LIMIT)))
    except (OSError, ValueError, RecursionError):
        return False


def _check(folder: str) -> Iterator[SourceError]:
    """Hold the files against the description of the export."""
    path = os.path.join(folder, PACKAGE_FILE)
    try:
        with open(path, "rb") as file:
            package = json.loads(file.read(SIZE_LIMIT))
        form = package["summitry"]["format"]
        hashes = {resource["path"]: resource["hash"] for resource in package["resources"]}
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        yield SourceError(path, "it describes no export of summitry: the export is damaged")
        return
    if form != FORMAT:
        yield SourceError(
            path, f"an export of another form ({str(form)[:20]}): this program reads form {FORMAT}"
        )
        return
    for table in _READ:
        name = f"{table.name}.jsonl"
        # A file without a row is not listed.
        expected = hashes.get(name, f"sha256:{hashlib.sha256().hexdigest()}")
        try:
            found = f"sha256:{_hash_file(_get_path(folder, table))}"
        except OSError as error:
            reason = "missing" if isinstance(error, FileNotFoundError) else (error.strerror or "").lower()
            yield SourceError(_get_path(folder, table), f"{reason}: the export is damaged")
            continue
        if found != expected:
            yield SourceError(
                _get_path(folder, table),
                f"not the file that {PACKAGE_FILE} describes (its hash is another): the export is damaged",
            )


def _hash_file(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _get_path(folder: str, table: Table) -> str:
    return os.path.join(folder, f"{table.name}.jsonl")


def _read_lines(folder: str, table: Table) -> Iterator[Found]:
    path = _get_path(folder, table)
    with open(path, "rb") as file:
        number = 0
        while line := file.readline(_LINE_LIMIT + 1):
            number += 1
            given = f"{path}, row {number}"
            if len(line) > _LINE_LIMIT:
                yield SourceError(
                    given, f"larger than {_LINE_LIMIT // 1_000_000} MB; what follows is not read"
                )
                return
            yield _read_line(given, line)


def _read_line(given: str, line: bytes) -> Found:
    try:
        row: object = json.loads(line)
    except (ValueError, RecursionError):
        return SourceError(given, "not JSON")
    if not isinstance(row, dict):
        return SourceError(given, "not an object")
    # Only an escape can bring half of a letter in, and no database takes it.
    if b"\\ud" in line.lower() and _HALF_LETTER.search(json.dumps(row, ensure_ascii=False)):
        return SourceError(given, "it holds halves of letters")
    return NumberedRow(given, row)
