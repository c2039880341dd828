"""The command `summitry backup`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import make_progress, read_settings
from app.domain.errors import DatabaseError
from app.domain.printable import make_printable
from app.store.backing_up import back_up
from app.store.engine import find_database_file


def backup(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The copy to write; its folder is made.", show_default=False),
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace FILE if it is there, once the copy is proved.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print what was written as one JSON object.")
    ] = False,
) -> None:
    """Copy the database into one file, also while it is served and articles are ingested.

    The copy is the database of one moment; what is stored meanwhile is not in it. It is proved before it takes its
    name: SQLite's own check, what refers to a row finds it, every table has its rows. FILE is there whole or not at
    all.
    `SUMMITRY_DATABASE_URL=sqlite:///FILE summitry check` proves the promises of the record as well.

    A database of PostgreSQL is backed up by its own tools; `summitry copy` makes a file of its record.

    To restore, stop the server, remove the database with its -wal and -shm, and put the copy in its place.

    Exit status: 0 when FILE is written; 1 if it could not be, and then it is what it was; 2 for wrong usage.
    """
    source = find_database_file(read_settings().database_url)
    if source is None:
        raise DatabaseError(
            "the database is no file: pg_dump backs PostgreSQL up, `summitry copy` makes an SQLite file of the record"
        )
    with make_progress() as progress:
        task = progress.add_task("copying", total=None)

        def advance(done: int, pages: int) -> None:
            progress.update(task, completed=done, total=pages)

        done = back_up(source, file, replace=replace, advance=advance)
    if as_json:
        told = {"file": str(file), "bytes": done.size, "revision": done.revision}
        typer.echo(json.dumps(told))
        return
    typer.echo(make_printable(f"{file}: {done.size / 1e6:,.1f} MB, revision {done.revision}, sound"))
