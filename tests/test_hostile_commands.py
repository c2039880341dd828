"""The commands on what is made to break them: one bad source is named, everything else goes on."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.commands import COMMAND, ROOT, Run, make_environment, write
from tests.databases import CLUSTER, ask, change, count_rows, sqlite_only

TEXT = "Vladimir Putin and Alexander Lukashenko met in {city} on December 7, 2019.\n"
LARGE = "A sentence that is about nothing in particular at all.\n\n" * 8000


def count_versions(database: Path) -> int:
    return count_rows(database, "version")


def refuse(database: Path, word: str) -> None:
    """Have the database refuse every text with this word."""
    if CLUSTER:
        change(
            database, f"alter table version add constraint refuse check (text not like '%{word}%') not valid"
        )
        return
    change(
        database,
        f"create trigger refuse before insert on version when new.text like '%{word}%' "
        f"begin select raise(abort, 'no {word}'); end",
    )


def write_many(folder: Path, count: int) -> Path:
    for number in range(count):
        write(folder / f"{number:04}.txt", f"Report {number}\n\n" + TEXT.format(city="Minsk") * 40)
    return folder


def test_nothing_in_the_working_folder_is_run(tmp_path: Path, database: Path) -> None:
    write(tmp_path / "large.txt", TEXT.format(city="Sochi") + LARGE)
    write(tmp_path / "pickle.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
    write(tmp_path / "app/__init__.py", f"open({str(tmp_path / 'ran')!r}, 'w')")
    program = "from app.cli import run; import sys; sys.argv = ['summitry', 'ingest', 'large.txt']; run()"
    done = subprocess.run(
        [COMMAND[0], "-P", "-c", program],
        cwd=tmp_path,
        env=make_environment(database),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, count_versions(database)) == (0, 1), done.stderr
    assert not (tmp_path / "ran").exists()


def test_halves_of_letters_and_controls_lose_no_source(summitry: Run, tmp_path: Path, database: Path) -> None:
    head = '---\ntitle: "a\\ud800b\\0\\x1b[31m"\npublisher: "c\\x07d"\n---\n\n'
    folder = tmp_path / "in"
    write(folder / "a.md", head + TEXT.format(city="Sochi"))
    write(
        folder / "m.html", "<html><head><title>M &#27;[31m</title></head><body><p>" + TEXT * 3 + "</p></body>"
    )
    write(folder / "z.txt", TEXT.format(city="Minsk"))
    Path(os.fsdecode(os.fsencode(folder) + b"/empty\xff.txt")).write_bytes(b"")
    Path(os.fsdecode(os.fsencode(folder) + b"/full\xff.txt")).write_bytes(TEXT.encode())
    done = summitry("ingest", folder, "--json")
    assert "Traceback" not in done.err
    assert done.report["stored"] == 4
    assert [row["source"] for row in done.report["rejected"]] == [f"{folder}/empty\\xff.txt"]
    titles = dict(ask(database, "select title, publisher from article where title is not null"))
    assert titles.pop("ab[31m") == "cd"
    assert not any("\x1b" in title for title in titles)
    assert summitry("extract", folder).code == 1
    assert "empty\\xff.txt" in summitry("runs").out


def test_the_name_of_a_file_cannot_forge_a_line(summitry: Run, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a\nrejected: b\x1b[31m\u202e.txt", b"")
    done = summitry("ingest", tmp_path / "in")
    lines = [*done.err.splitlines(), *summitry("runs").out.splitlines()]
    assert (
        sum(
            "rejected: " in line and line.endswith("a\\nrejected: b\\x1b[31m\\u202e.txt: empty")
            for line in lines
        )
        == 2
    )
    assert not any(line.startswith("rejected: b") or "\x1b" in line for line in lines)
    assert "\x1b[31m" not in done.out


def test_a_source_that_cannot_be_stored_stops_nothing(summitry: Run, tmp_path: Path, database: Path) -> None:
    summitry("ingest", write(tmp_path / "first.txt", TEXT.format(city="Sochi")))
    refuse(database, "Brest")
    write(tmp_path / "in" / "a.txt", TEXT.format(city="Brest"))
    write(tmp_path / "in" / "b.txt", TEXT.format(city="Minsk"))
    done = summitry("ingest", tmp_path / "in", "--json")
    assert (done.code, done.report["stored"]) == (1, 1)
    assert [row["reason"] for row in done.report["rejected"]] == ["could not be stored: IntegrityError"]


@sqlite_only
def test_a_full_disk_is_one_sentence_and_keeps_what_is_stored(
    summitry: Run, tmp_path: Path, database: Path
) -> None:
    folder = write_many(tmp_path / "in", 200)
    # The largest file that may be written: the log of the database soon is larger. The model of the languages
    # is unpacked into a file as well, and is loaded before.
    program = (
        "import resource, signal, sys; from app.cli import run; "
        "from app.ingest.stages.read.languages import find_language; find_language('слова'), find_language('w' * 300); "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000)); "
        f"sys.argv = ['summitry', 'ingest', {str(folder)!r}]; run()"
    )
    done = subprocess.run(
        [COMMAND[0], "-c", program],
        cwd=ROOT,
        env=make_environment(database),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"summitry: the database {database} failed: ")
    assert 0 < count_versions(database) < 200
    assert "did not end" in summitry("runs").out


@pytest.mark.parametrize("arguments", [(), ("--workers", "2")])
def test_an_interrupted_run_says_so_and_keeps_its_counts(
    summitry: Run, tmp_path: Path, database: Path, arguments: tuple[str, ...]
) -> None:
    folder = write_many(tmp_path / "in", 1000)
    started = subprocess.Popen(
        [*COMMAND, "ingest", str(folder), *arguments],
        cwd=ROOT,
        env=make_environment(database),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while count_versions(database) < 5 and started.poll() is None:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)
    _, err = started.communicate(timeout=60)
    stored = count_versions(database)
    assert started.returncode == 130
    assert err.decode().splitlines() == [f"summitry: stopped; {stored} stored so far, run again to go on"]
    assert f"did not end: {stored} read, {stored} stored, 0 unchanged, 0 rejected" in summitry("runs").out


@pytest.mark.parametrize(
    "address", ["nonsense", "ftp://x", "http://", "http://a b", "http://x:99999", "http://x/?q"]
)
def test_a_base_url_that_is_none_is_one_sentence(summitry: Run, address: str) -> None:
    done = summitry("serve", "--port", "1", env={"SUMMITRY_BASE_URL": address})
    assert done.code == 1
    assert (
        done.err
        == f"summitry: SUMMITRY_BASE_URL is not an address such as https://example.org: {address!r}\n"
    )


def test_a_base_url_with_a_path_is_one_sentence(summitry: Run) -> None:
    done = summitry("serve", "--port", "1", env={"SUMMITRY_BASE_URL": "https://x.example/sub"})
    assert done.code == 1
    assert done.err == (
        "summitry: SUMMITRY_BASE_URL has a path, and the site can only stand at the root of its host: "
        "'https://x.example/sub'\n"
    )


def test_a_setting_that_cannot_be_meant_is_one_sentence(summitry: Run) -> None:
    done = summitry("runs", env={"SUMMITRY_FULL_TEXT": "perhaps"})
    assert done.code == 1
    assert done.err.startswith("summitry: SUMMITRY_FULL_TEXT: ")
    assert len(done.err.splitlines()) == 1
