"""What the arguments of a command name: files, folders, standard input and addresses."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.errors import SourceError
from app.ingest.curated import RecordRow
from app.ingest.editing import CorrectionRow
from app.ingest.restoring import ExportedRow
from app.ingest.sources.corrections import list_corrections
from app.ingest.sources.exported import is_export_file, is_export_folder, read_export
from app.ingest.sources.records import is_record_folder, is_record_table, read_record
from app.ingest.sources.tables import count_rows, is_table, read_rows
from app.ingest.sources.toml import TomlKind, find_toml_kind, is_toml
from app.ingest.sources.warc import is_warc
from app.ingest.stages.read import SIZE_LIMIT, TableRow, Told, hash_row
from app.ingest.stages.read.addresses import is_address
from app.ingest.toml_file import read_toml

STDIN = "-"


class SourceKind(StrEnum):
    """Where a source's bytes come from."""

    FILE = "file"
    WARC = "WARC file"
    TABLE = "table"
    ROW = "row"
    RECORD = "record"
    CORRECTIONS = "corrections"
    OWN = "own"
    EXPORT = "export"
    EXPORTED = "exported"
    END = "end"
    FOLDER_END = "end of a folder"
    STDIN = "stdin"
    URL = "url"
    FEEDS = "feeds"
    FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page that was fetched because a feed named it; `told` is what the list and the feed say of it."""

    data: bytes
    content_type: str | None
    address: str
    told: Told


@dataclass(frozen=True, slots=True)
class Place:
    """Where another process finds a file, a table or, by its number, a row of it; the path is absolute."""

    path: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One document to read. `name` is the file's name (or the address), `given` how the user can find it.

    `data` holds what came from standard input, which no other process could read again, `row` what stands in a row
    of a table, `exported` a document of an export, `fetched` a page that a feed named. A table itself is no
    document, nor is a record, a file of corrections, an export or a list of feeds: `list_items` gives their rows, and
    what the feeds have that is new. Those of our own files have `own`; after the last one of each file comes its END,
    with the keys in `kept` that stand there and could not be read, and after the last file of a folder that was named
    its FOLDER_END. A WARC file is one source of many pages; `known` are the hashes of pages that are stored already.

    `place` is where files and rows stand, and `seen` the hash of what was there when it was listed, where that is
    known: a process that reads it again finds the same or says so.
    """

    kind: SourceKind
    name: str
    given: str
    data: bytes | None = None
    row: TableRow | None = None
    own: RecordRow | CorrectionRow | None = None
    exported: ExportedRow | None = None
    kept: frozenset[str] = frozenset()
    fetched: Fetched | None = None
    known: frozenset[str] = frozenset()
    place: Place | None = None
    seen: str | None = None


Item = Source | SourceError
ListNews = Callable[[str], Iterator[Item]]

_OF_ROWS = (SourceKind.RECORD, SourceKind.CORRECTIONS, SourceKind.EXPORT)


def _refuse_feeds(path: str) -> Iterator[Item]:
    yield SourceError(path, "a list of feeds, which only `summitry ingest` reads")


def list_items(sources: Iterable[Item], list_news: ListNews = _refuse_feeds) -> Iterator[Item]:
    """List the documents of sources: every source itself, in the place of a table its rows, read one by one, in that
    of a list of feeds what `list_news` gives for its path.

    A row that cannot be meant comes as a SourceError that names the file and the row.
    """
    for source in sources:
        match source:
            case Source(kind=SourceKind.TABLE):
                yield from _list_rows(source)
            case Source(kind=SourceKind.RECORD):
                yield from list_record_items(source)
            case Source(kind=SourceKind.CORRECTIONS):
                yield from list_correction_items(source)
            case Source(kind=SourceKind.FEEDS):
                yield from list_news(source.given)
            case Source(kind=SourceKind.EXPORT):
                yield from _list_exported(source)
            case _:
                yield source


def count_items(sources: Iterable[Item]) -> int:
    """Count the documents of `list_items`; tables are read through for it."""
    number = 0
    for source in sources:
        if is_end(source):
            continue
        if isinstance(source, Source) and source.kind is SourceKind.TABLE:
            number += count_rows(source.given)
        elif isinstance(source, Source) and source.kind in _OF_ROWS:
            number += sum(1 for item in list_items([source]) if not is_end(item))
        else:
            number += 1
    return number


def is_end(item: Item) -> bool:
    """Tell whether an item is only the end of one of our own files or of a folder."""
    return isinstance(item, Source) and item.kind in (SourceKind.END, SourceKind.FOLDER_END)


def list_record_items(record: Source) -> Iterator[Item]:
    """List the documents of a record folder, and the end of each of its files that could be read."""
    ends: dict[str, set[str]] = {}
    for given, row in read_record(record.given):
        if isinstance(row, SourceError):
            yield SourceError(given, row.reason)
        elif isinstance(row, RecordRow):
            yield Source(SourceKind.OWN, record.name, given, own=row)
        else:
            ends[row.file] = set(row.kept)
    for file, kept in ends.items():
        yield Source(SourceKind.END, record.name, file, kept=frozenset(kept))


def list_correction_items(corrections: Source) -> Iterator[Item]:
    """List the corrections of a file, and its end if it could be read."""
    path = os.path.abspath(corrections.given)
    try:
        table = read_toml(corrections.given)
    except SourceError as error:
        yield error
        return
    for given, row in list_corrections(path, corrections.given, table):
        if isinstance(row, SourceError):
            yield row
        else:
            yield Source(SourceKind.OWN, corrections.name, given, own=row)
    yield Source(SourceKind.END, corrections.name, path)


def _list_exported(export: Source) -> Iterator[Item]:
    for given, row in read_export(export.given):
        if isinstance(row, SourceError):
            yield SourceError(given, row.reason)
        else:
            yield Source(SourceKind.EXPORTED, export.name, given, exported=row)


def _list_rows(table: Source) -> Iterator[Item]:
    path = os.path.abspath(table.given)
    for number, row in read_rows(table.given):
        given = f"{table.given}, row {number}" if number else table.given
        if isinstance(row, SourceError):
            yield SourceError(given, row.reason)
        else:
            place = Place(path, number)
            yield Source(SourceKind.ROW, row.url.strip(), given, row=row, place=place, seen=hash_row(row))


def list_sources(arguments: Iterable[str]) -> Iterator[Item]:
    """List the sources that the arguments name, in their order, folders recursively and sorted.

    Within folders README*, hidden files, `datapackage.json` and lists of feeds are passed over: to read a folder
    asks nothing of the network. A table is one source, a list of feeds that is named another. What cannot be a
    source comes as a SourceError in its place, so that the others are still read.
    """
    for argument in arguments:
        scheme = argument.partition("://")[0] if "://" in argument else None
        if argument == STDIN:
            yield _read_stdin()
        elif scheme is None:
            yield from _list_entry(argument, Path(argument).name, frozenset(), is_named=True)
        elif scheme.lower() in ("http", "https"):
            yield _make_url(argument)
        else:
            yield SourceError(argument, "not http(s)")


def _read_stdin() -> Source | SourceError:
    data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
    return Source(SourceKind.STDIN, STDIN, STDIN, data)


def _make_url(argument: str) -> Source | SourceError:
    if not is_address(argument):
        return SourceError(argument, "not an address")
    return Source(SourceKind.URL, argument, argument)


def _list_folder(folder: str, above: frozenset[tuple[int, int]]) -> Iterator[Source | SourceError]:
    """List the files of a folder and of those below it; `above` are the folders that a link could lead back to."""
    try:
        status = os.stat(folder)
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield SourceError(folder, _get_reason(error))
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    is_export, is_record = is_export_folder(folder), is_record_folder(folder)
    if is_export:
        yield Source(SourceKind.EXPORT, Path(folder).name, folder)
    elif is_record:
        yield Source(SourceKind.RECORD, Path(folder).name, folder)
    for name in names:
        is_read = is_export_file(name) if is_export else is_record and is_record_table(name)
        if not _is_passed_over(name) and not is_read:
            yield from _list_entry(os.path.join(folder, name), name, above | {here}, is_named=False)


def _list_entry(
    path: str, name: str, above: frozenset[tuple[int, int]], *, is_named: bool
) -> Iterator[Source | SourceError]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        yield SourceError(path, _get_reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _list_folder(path, above)
        if is_named:
            yield Source(SourceKind.FOLDER_END, name, os.path.abspath(path))
    elif stat.S_ISREG(mode) and is_toml(name):
        yield from _list_toml(path, name, is_named=is_named)
    elif stat.S_ISREG(mode):
        place = Place(os.path.abspath(path))
        yield Source(_find_kind(name), name, path, place=place)
    else:
        # A pipe or device could be waited for without end.
        yield SourceError(path, "not a regular file")


def _find_kind(name: str) -> SourceKind:
    if is_warc(name):
        return SourceKind.WARC
    return SourceKind.TABLE if is_table(name) else SourceKind.FILE


def _list_toml(path: str, name: str, *, is_named: bool) -> Iterator[Source | SourceError]:
    try:
        kind = find_toml_kind(path)
    except SourceError as error:
        yield error
        return
    match kind:
        case TomlKind.FEEDS:
            if is_named:
                yield Source(SourceKind.FEEDS, name, path)
        case TomlKind.CORRECTIONS:
            yield Source(SourceKind.CORRECTIONS, name, path)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().startswith("readme") or name == "datapackage.json"


def _get_reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return (
        (reason or "not a path").lower()
        if reason != "No such file or directory"
        else "no such file or folder"
    )
