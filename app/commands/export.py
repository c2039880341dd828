"""`summitry export`."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import read_settings
from app.domain.printable import make_printable
from app.export import export_record
from app.store.engine import open_database


def export(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help="Where to write; made if it is not there.", show_default=False),
    ],
) -> None:
    """Write the record into a folder as CSV and JSON lines, with a datapackage.json that describes them.

    events, sources, quotes, claims and facts are written, each as .csv and as .jsonl: every row names its source;
    facts, quotes and claims give the sentence in which their words stand, and where in it. Of other people's articles
    only the sentences read are written. One record gives the same files byte for byte, whenever and wherever they
    are written and in whatever order its sources came. docs/export.md tells the columns.

    An earlier export in FOLDER is replaced and other files stay; a folder with files of these names that no export
    has written is refused. `summitry ingest FOLDER` reads an export into another database.

    Exit status: 0 when all was written; 1 if it could not be, and then nothing was; 2 for wrong usage.
    """
    counts = export_record(open_database(read_settings().database_url), folder)
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    typer.echo(make_printable(f"{folder}: {told}, each as .csv and .jsonl, and datapackage.json"))
