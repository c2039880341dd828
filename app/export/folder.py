"""Writing the record into a folder: all of it or nothing."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from app.domain.errors import SummitryError
from app.domain.exported import (
    CLAIMS,
    EVENTS,
    FACTS,
    FILES,
    PACKAGE_FILE,
    QUOTES,
    SOURCES,
    TABLES,
    is_export,
)
from app.export.files import TableFiles
from app.export.package import make_package
from app.store.engine import Engine, Session, read_session
from app.store.exporting import list_exported_documents, list_exported_events


class ExportError(SummitryError):
    """An export cannot be written: the folder is none, holds other files of these names, or the disk is full."""


def export_record(engine: Engine, folder: Path) -> dict[str, int]:
    """Write the record into a folder, in the place of an earlier export; return the number of rows of each table.

    The folder is made if it is not there. All files are written beside those that are there and then take their
    names. Raises ExportError, and leaves what was there, when that cannot be done.
    """
    _check_folder(folder)
    try:
        with _make_room(folder) as room, read_session(engine) as session:
            counts = _write_files(session, room)
            # The description first: should the rest not follow, its hashes tell that the files are not those.
            for name in (PACKAGE_FILE, *(name for name in FILES if name != PACKAGE_FILE)):
                os.replace(room / name, folder / name)
    except OSError as error:
        raise ExportError(f"cannot write to {folder}: {(error.strerror or str(error)).lower()}") from error
    return counts


def _check_folder(folder: Path) -> None:
    """Refuse what is no folder, and a folder with files that no export has written but one would replace."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise ExportError(f"{folder} is not a folder")
    there = [name for name in FILES if os.path.lexists(folder / name)]
    if there and not _holds_export(folder):
        raise ExportError(f"{folder} holds {there[0]}, which no export has written; choose another folder")


def _holds_export(folder: Path) -> bool:
    try:
        return is_export(json.loads((folder / PACKAGE_FILE).read_bytes()))
    except (OSError, ValueError, RecursionError):
        return False


@contextmanager
def _make_room(folder: Path) -> Iterator[Path]:
    """Make a hidden folder within, which goes at the end; what was made for nothing goes as well."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=".export-", dir=folder))
    try:
        yield room
    except BaseException:
        shutil.rmtree(room, ignore_errors=True)
        with suppress(OSError):
            for one in made:
                one.rmdir()
        raise
    shutil.rmtree(room, ignore_errors=True)


def _write_files(session: Session, room: Path) -> dict[str, int]:
    with ExitStack() as stack:
        files = {table.name: stack.enter_context(TableFiles(room, table)) for table in TABLES}
        files[EVENTS.name].write(list_exported_events(session))
        for document in list_exported_documents(session):
            files[SOURCES.name].write([document.source])
            files[FACTS.name].write(document.facts)
            files[QUOTES.name].write(document.quotes)
            files[CLAIMS.name].write(document.claims)
        package = make_package((one.table, one.finish()) for one in files.values())
    with (room / PACKAGE_FILE).open("x", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(package, ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return {name: one.rows for name, one in files.items()}
