"""Files of corrections: TOML with one `[[correction]]` for each."""

import tomllib
from collections.abc import Iterator

from app.domain.errors import SourceError
from app.ingest.editing import CorrectionRow
from app.ingest.stages.read import SIZE_LIMIT

TABLE = "correction"


def read_toml(path: str) -> dict[str, object]:
    """Read a TOML file; raise SourceError, whose text is the reason, for one that is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        reason = (
            "no such file"
            if isinstance(error, FileNotFoundError)
            else (error.strerror or "not readable").lower()
        )
        raise SourceError(path, reason) from error
    if len(data) > SIZE_LIMIT:
        raise SourceError(path, f"larger than {SIZE_LIMIT // 1_000_000} MB")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(path, "not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SourceError(path, f"not TOML: {error}") from error


def list_corrections(
    path: str, given: str, table: dict[str, object]
) -> Iterator[tuple[str, CorrectionRow | SourceError]]:
    """List the corrections of a file that has been read, each with its number; what else stands in it is a fault."""
    for key in table:
        if key != TABLE:
            yield given, SourceError(given, f"an unknown table or key: {key!r}")
    rows = table.get(TABLE, [])
    if not isinstance(rows, list):
        yield given, SourceError(given, f"{TABLE} is no list of tables: write [[{TABLE}]]")
        return
    for number, entries in enumerate(rows, start=1):
        name = f"{given}, correction {number}"
        if isinstance(entries, dict):
            yield name, CorrectionRow(path, tuple(entries.items()))
        else:
            yield name, SourceError(name, "not a table")
