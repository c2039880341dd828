"""The material, ingested and exported once; tests work on copies."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import COMMAND, ROOT, Done, Run, make_environment
from tests.databases import copy_database, make_url
from tests.export.material import write_material

Program = Callable[..., Done]


@dataclass(frozen=True)
class Made:
    """Where the material, the database made of it and the export of that are."""

    material: Path
    database: Path
    folder: Path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("export")
    one = Made(write_material(path / "in"), path / "summitry.db", path / "one")
    for arguments in (("ingest", one.material), ("export", one.folder)):
        subprocess.run(
            [*COMMAND, *map(str, arguments)], cwd=ROOT, env=make_environment(one.database), check=True
        )
    return one


@pytest.fixture
def material(made: Made, tmp_path: Path) -> Path:
    """Return a copy of the sources."""
    return Path(shutil.copytree(made.material, tmp_path / "in"))


@pytest.fixture
def folder(made: Made, tmp_path: Path) -> Path:
    """Return a copy of the export."""
    return Path(shutil.copytree(made.folder, tmp_path / "one"))


@pytest.fixture
def filled(made: Made, summitry: Run, database: Path) -> Run:
    """Return the program on a copy of the database made of the material."""
    database.parent.mkdir()
    copy_database(made.database, database)
    return summitry


@pytest.fixture
def other(summitry: Run, tmp_path: Path) -> Program:
    """Return the program on a second database, which is empty."""

    def run(*arguments: str | Path) -> Done:
        env = {"SUMMITRY_DATABASE_URL": make_url(f"{tmp_path}/other/summitry.db")}
        return summitry(*arguments, env=env)

    return run
