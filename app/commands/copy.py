"""`summitry copy`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.commands.terminal import make_progress
from app.domain.errors import DatabaseError
from app.domain.printable import make_printable
from app.store.backends import find_backend
from app.store.copying import copy_record
from app.store.engine import find_database_file, open_database, tidy_up

_NOUNS = {
    "event": ("event", "events"),
    "article": ("source", "sources"),
    "quote": ("quote", "quotes"),
    "claim": ("count claim", "count claims"),
}


def copy(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM", help="The database to read: its URL, or an SQLite file.", show_default=False
        ),
    ],
    target: Annotated[
        str,
        typer.Argument(
            metavar="TO", help="The database to fill, which holds nothing yet.", show_default=False
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as one JSON object.")] = False,
) -> None:
    """Copy a whole record from one database to another: from SQLite to PostgreSQL, or back.

    Everything goes along: texts, events, quotes, corrections, runs, feeds and how often an event has changed. FROM can
    be served and written meanwhile; the copy is its record of one moment. Each row is compared with its own before the
    copy counts, and if anything fails, TO holds nothing. `summitry export` of both is the same, byte for byte.

    TO is an SQLite file, which is made, or a database of PostgreSQL that is there and empty:
    createdb --encoding=UTF8 --locale=C --template=template0 summitry
    summitry copy var/summitry.db postgresql+psycopg://user@host/summitry

    Exit status: 0 when TO holds the record; 1 if it does not; 2 for wrong usage.
    """
    reading, writing = _make_url(source), _make_url(target)
    file = find_database_file(reading)
    if file is not None and not file.is_file():
        raise DatabaseError(f"there is no record in {file} to copy")
    if find_backend(reading).name == find_backend(writing).name:
        raise DatabaseError("FROM and TO are one database")
    ours, theirs = open_database(reading), open_database(writing)
    with make_progress() as progress:
        task = progress.add_task("copying", total=None)

        def advance(done: int, rows: int) -> None:
            progress.update(task, completed=done, total=rows)

        counts = copy_record(ours, theirs, advance)
        tidy_up(theirs)
    name = find_backend(writing).name
    if as_json:
        typer.echo(json.dumps({"database": name, "rows": counts}))
        return
    told = ", ".join(f"{counts[table]:,} {nouns[counts[table] != 1]}" for table, nouns in _NOUNS.items())
    typer.echo(make_printable(f"{name}: {told}; all {sum(counts.values()):,} rows are the same"))


def _make_url(named: str) -> str:
    return named if "://" in named else f"sqlite:///{Path(named)}"
