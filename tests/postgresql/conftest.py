"""The seeds, read once into an SQLite file and copied from there to PostgreSQL."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.commands import COMMAND, ROOT, Done
from tests.databases import make_url


@dataclass(frozen=True)
class Both:
    """One record in two databases, by their addresses."""

    sqlite: str
    postgresql: str


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("both")
    file, server = f"sqlite:///{folder / 'record.db'}", make_url(folder / "record")
    assert run_command("ingest", ROOT / "seeds", database_url=file).code == 0
    done = run_command("copy", file, server)
    assert done.code == 0, done.err
    return Both(file, server)


def run_command(*arguments: str | Path, database_url: str = "") -> Done:
    """Run a command of the program on the database of this address."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "SUMMITRY_DATABASE_URL": database_url, "COLUMNS": "200"},
        capture_output=True,
        timeout=300,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def run_statement(url: str, statement: str) -> None:
    """Run a statement from beside the program."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def export(url: str, folder: Path) -> dict[str, bytes]:
    """Export the record of a database into a new folder; return the files by their names."""
    done = run_command("export", folder, database_url=url)
    assert done.code == 0, done.err
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
