"""Files of corrections: TOML with one `[[correction]]` for each."""

from collections.abc import Iterator, Mapping

from app.domain.errors import SourceError
from app.ingest.editing import CorrectionRow

TABLE = "correction"


def list_corrections(
    path: str, given: str, table: Mapping[str, object]
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
