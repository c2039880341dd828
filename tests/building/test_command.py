"""`summitry build`: what it refuses, what stays when it fails, and that one record gives the same files."""

import os
import resource
import sqlite3
import subprocess
from pathlib import Path

import pytest

from app.building.folder import MANIFEST, replace_folder
from tests.building.conftest import Site, run_build
from tests.commands import COMMAND, ROOT, make_environment, write
from tests.databases import sqlite_only

ADDRESS = ("--base-url", "https://example.org")


def list_files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(one.relative_to(folder)): (one.read_bytes(), one.stat().st_mtime_ns)
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def list_around(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.parent.iterdir() if one.name.startswith(f".{folder.name}."))


def test_a_second_build_changes_nothing(site: Site) -> None:
    before = list_files(site.folder)
    done = run_build(site.database, site.folder, "--base-url", site.address, "--json")
    assert done.returncode == 0, done.stderr
    assert list_files(site.folder) == before, "the same bytes, written at the same time"
    assert list_around(site.folder) == [f".{site.folder.name}.lock"]


def test_a_folder_of_somebody_else_is_refused(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write(folder / "letter.txt", "dear")
    done = run_build(site.database, folder, *ADDRESS)
    assert (done.returncode, done.stderr) == (
        1,
        f"summitry: {folder} holds files that no build has written; choose another folder\n",
    )
    assert list(list_files(folder)) == ["letter.txt"]


def test_a_file_is_no_folder(site: Site, tmp_path: Path) -> None:
    file = write(tmp_path / "file", "x")
    done = run_build(site.database, file, *ADDRESS)
    assert (done.returncode, done.stderr) == (1, f"summitry: {file} is not a folder\n")


@sqlite_only
def test_without_a_record_nothing_is_built(tmp_path: Path) -> None:
    done = run_build(tmp_path / "none.db", tmp_path / "site", *ADDRESS)
    assert done.returncode == 1
    assert done.stderr == f"summitry: there is no record in {tmp_path / 'none.db'} to back up\n"
    assert list(tmp_path.iterdir()) == []


@sqlite_only
def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE letter (words TEXT)")
    done = run_build(path, tmp_path / "site", *ADDRESS)
    assert done.returncode == 1
    assert done.stderr.startswith("summitry: ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((), "name the address at which the site will stand: --base-url https://example.org"),
        (("--base-url", "example.org"), "is not an address such as https://example.org: 'example.org'"),
        (("--base-url", "https://example.org/a"), "can only stand at the root of its host"),
    ],
)
def test_the_address_must_be_one(site: Site, tmp_path: Path, more: tuple[str, ...], says: str) -> None:
    done = run_build(site.database, tmp_path / "site", *more)
    assert done.returncode == 1
    assert says in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_build_that_fails_leaves_the_former_one(site: Site) -> None:
    before = list_files(site.folder)
    limit = 20_000

    def keep_files_small() -> None:
        # As a full disk does, this lets the first page that is larger fail.
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        [*COMMAND, "build", str(site.folder), *ADDRESS],
        cwd=ROOT,
        env=make_environment(site.database),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=keep_files_small,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("summitry: ")
    assert done.stderr.count("\n") == 1
    assert list_files(site.folder) == before
    assert list_around(site.folder) == [f".{site.folder.name}.lock"]


def test_a_build_that_was_killed_between_two_steps_is_mended(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(tmp_path / ".site.former" / MANIFEST, '{"program": "summitry"}')
    write(tmp_path / ".site.new" / "half", "x")
    building = replace_folder(folder)
    building.__enter__()
    assert os.listdir(folder) == [MANIFEST]
    error = RuntimeError("the page of one event could not be made")
    assert not building.__exit__(RuntimeError, error, None), "the error goes on"
    assert os.listdir(folder) == [MANIFEST]
    assert list_around(folder) == [".site.lock"]


def test_two_builds_at_once_are_refused(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with replace_folder(folder):
        done = run_build(site.database, folder, *ADDRESS)
    assert (done.returncode, done.stderr) == (
        1,
        f"summitry: {folder} is being built already: try again when that build has ended\n",
    )
