"""A Dask cluster reads what the processes of this machine would, and the record is the same."""

import csv
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ingest.chunks import FULL
from app.ingest.cluster import Cluster, connect
from app.ingest.workers import Workers
from tests.clusters import DaskCluster, needs_dask, run_cluster, wait_for
from tests.commands import COMMAND, ROOT, Run, make_environment, write
from tests.databases import count_rows, drop
from tests.ingest.test_workers import lose, read_chunk

PRESS = ROOT / "tests" / "quality" / "press"
ROWS = 480
TEXT = b"Minsk, 24 May 2024. Vladimir Putin met Alexander Lukashenko in Minsk on Friday."

needs_own_paths = pytest.mark.skipif(
    not Path("/proc/self/cwd").exists(), reason="no path that means another file elsewhere"
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskCluster]:
    with run_cluster(tmp_path_factory.mktemp("cluster"), 2) as running:
        yield running


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a table of several whole chunks: most tell of no summit, are much to read and little to store."""
    path = tmp_path_factory.mktemp("tables") / "press.csv"
    texts = [file.read_text("utf-8") for file in sorted(PRESS.glob("*.txt"))]
    harvest = (
        "The ministry of agriculture told reporters on Monday that the harvest in Brest was larger. " * 60
    )
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("url", "title", "published", "text"))
        for number in range(ROWS):
            title, text = "Harvest", f"{number}. {harvest}"
            if number % 40 == 0:
                title, _, text = texts[number // 40].partition("\n")
            rows.writerow((f"https://news.example/{number}", title, "2024-05-24", text))
    return path


def read_export(summitry: Run, folder: Path) -> dict[str, bytes]:
    assert summitry("export", folder).code == 0
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def count_versions(database: Path) -> int:
    return count_rows(database, "version")


@needs_dask
def test_the_record_is_that_of_the_processes_byte_for_byte(
    summitry: Run, tmp_path: Path, database: Path, cluster: DaskCluster, table: Path
) -> None:
    # Paths from the folder of the command mean nothing where a worker runs.
    sources = ("seeds/record", "seeds/2019-12-07-sochi.md", table, "-", "no-such-file")
    reports, exports = [], []
    for arguments in (("--workers", "2"), ("--executor", cluster.url)):
        done = summitry("ingest", *sources, *arguments, "--json", stdin=TEXT, timeout=400)
        assert done.code == 1, done.err
        reports.append((done.report, done.err))
        exports.append(read_export(summitry, tmp_path / arguments[0]))
        drop(database)
    assert reports[0] == reports[1]
    assert [one["source"] for one in reports[1][0]["rejected"]] == ["no-such-file"]
    assert exports[0] == exports[1]
    assert exports[0]["events.csv"].count(b"\n") > 60


@needs_dask
def test_a_worker_that_is_killed_on_the_way_changes_nothing(
    summitry: Run, tmp_path: Path, database: Path, table: Path
) -> None:
    with run_cluster(tmp_path / "cluster", 2, "--no-nanny") as running:
        started = start_ingest(database, table, running)
        wait_for(lambda: count_versions(database) >= 5 or started.poll() is not None, "five are stored")
        assert started.poll() is None
        os.kill(running.workers[0].pid, signal.SIGKILL)
        assert started.wait(300) == 0
    after_kill = read_export(summitry, tmp_path / "killed")
    drop(database)
    assert summitry("ingest", table, "--json").report["stored"] == ROWS
    assert read_export(summitry, tmp_path / "whole") == after_kill


def start_ingest(database: Path, table: Path, running: DaskCluster) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, "ingest", str(table), "--executor", running.url],
        cwd=ROOT,
        env=make_environment(database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


@needs_dask
def test_without_its_scheduler_a_run_ends_and_the_next_one_goes_on(
    summitry: Run, tmp_path: Path, database: Path, table: Path
) -> None:
    with run_cluster(tmp_path / "cluster", 1) as running:
        started = start_ingest(database, table, running)
        wait_for(lambda: count_versions(database) >= 5 or started.poll() is not None, "five are stored")
        assert started.poll() is None
        os.killpg(running.scheduler.pid, signal.SIGKILL)
        _, told = started.communicate(timeout=300)
    assert started.returncode == 1
    assert told.decode() == "summitry: the scheduler of the cluster has gone; run again to go on\n"
    assert 5 <= count_versions(database) < ROWS
    report = summitry("ingest", table, "--json").report
    assert (report["documents"], report["rejected"]) == (ROWS, [])
    assert report["unchanged"] >= 5


@needs_dask
def test_ctrl_c_stops_a_run_and_leaves_the_cluster(
    summitry: Run, database: Path, cluster: DaskCluster, table: Path
) -> None:
    started = start_ingest(database, table, cluster)
    wait_for(lambda: count_versions(database) >= 3 or started.poll() is not None, "three are stored")
    assert started.poll() is None
    started.send_signal(signal.SIGINT)
    _, told = started.communicate(timeout=300)
    assert started.returncode == 130
    assert told.decode().startswith("summitry: stopped; ")
    assert count_versions(database) < ROWS
    report = summitry("ingest", table, "--executor", cluster.url, "--json").report
    assert (report["documents"], report["rejected"]) == (ROWS, [])


@needs_dask
def test_what_kills_every_worker_is_lost_alone(tmp_path: Path) -> None:
    items = [*"abc", "deadly", *"defg"]
    # Dask gives a task up at the first death; a nanny replaces the worker.
    with run_cluster(tmp_path, 1, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0") as running:
        crew = Cluster(connect(running.address, []), read_chunk, lose, lambda item: True)
        with Workers(crew, lambda item: FULL / 3) as workers:
            assert [*workers.read_all(items)] == [*"abc", "lost deadly", *"defg"]


@needs_dask
def test_only_what_can_be_found_there_is_sent(tmp_path: Path, cluster: DaskCluster) -> None:
    crew = Cluster(connect(cluster.address, []), read_pids, lose, lambda item: item == "sent")
    with Workers(crew, lambda item: FULL / 3) as workers:
        here, there, *_ = workers.read_all(["here", "sent", "sent"])
    assert here == str(os.getpid())
    assert there != here


def read_pids(items: tuple[str, ...]) -> list[str]:
    return [str(os.getpid()) for _ in items]


@pytest.mark.parametrize(
    "executor",
    ["dask", "dask://", "dask://host", "dask://host:0", "dask://host:x", "tcp://h:1", "dask://h:1/a"],
)
def test_an_address_that_is_none_is_wrong_usage(summitry_here: Run, database: Path, executor: str) -> None:
    done = summitry_here("ingest", "seeds", "--executor", executor)
    assert done.code == 2
    assert f"'{executor}' is neither processes nor dask://HOST:PORT" in done.err
    assert count_versions(database) == 0


def test_without_dask_it_says_which_extra_is_missing(summitry: Run, tmp_path: Path, database: Path) -> None:
    write(tmp_path / "distributed.py", "raise ImportError('not installed')")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = summitry("ingest", "seeds", "--executor", "dask://127.0.0.1:8786", env={"PYTHONPATH": path})
    assert done.code == 2
    assert "pip install 'summitry[cluster]'" in done.err
    assert "Traceback" not in done.err
    assert count_versions(database) == 0


def refuse(summitry: Run, database: Path, executor: str, *sources: str | Path, cwd: Path = ROOT) -> str:
    """Return the sentence with which an ingestion by a cluster is refused as wrong usage."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = summitry("ingest", *sources, "--executor", executor, cwd=cwd, env={"PYTHONPATH": path})
    assert done.code == 2, done.err
    assert count_versions(database) == 0
    usage, told = done.err.split("Error: Invalid value for --executor: ")
    assert usage.startswith("Usage: ")
    return told.strip()


@needs_dask
def test_where_nothing_listens_no_scheduler_answers(summitry: Run, database: Path) -> None:
    told = refuse(summitry, database, "dask://127.0.0.1:9", "seeds")
    assert told == "no Dask scheduler answers at 127.0.0.1:9."


@needs_dask
def test_a_cluster_without_workers_is_refused(summitry: Run, tmp_path: Path, database: Path) -> None:
    with run_cluster(tmp_path / "cluster", 0) as running:
        told = refuse(summitry, database, running.url, "seeds")
    assert told == f"the cluster at {running.address} has no worker."


@needs_dask
def test_a_worker_with_another_lexicon_is_refused(summitry: Run, tmp_path: Path, database: Path) -> None:
    shutil.copytree(ROOT / "app", tmp_path / "other" / "app", ignore=shutil.ignore_patterns("__pycache__"))
    with (tmp_path / "other" / "app" / "lexicon" / "places.toml").open("a") as file:
        file.write("# One word more.\n")
    path = os.pathsep.join([str(tmp_path / "other"), *filter(None, [os.environ.get("PYTHONPATH")])])
    with run_cluster(tmp_path / "cluster", 0) as running:
        running.add_worker(PYTHONPATH=path)
        told = refuse(summitry, database, running.url, "seeds")
    assert told.startswith("the worker tcp://127.0.0.1:")
    assert told.endswith("is not of this version: it has other rules and lexicons.")


@needs_dask
@needs_own_paths
def test_a_worker_that_does_not_see_the_files_is_refused(
    summitry: Run, tmp_path: Path, database: Path, cluster: DaskCluster
) -> None:
    write(tmp_path / "news.txt", TEXT)
    told = refuse(summitry, database, cluster.url, "/proc/self/cwd/news.txt", cwd=tmp_path)
    assert told.startswith("the worker tcp://127.0.0.1:")
    assert told.endswith("does not see /proc/self/cwd/news.txt: the paths have to be shared.")


@needs_dask
@needs_own_paths
def test_another_file_at_the_same_path_is_never_taken_for_it(
    summitry: Run, tmp_path: Path, database: Path, cluster: DaskCluster
) -> None:
    write(tmp_path / "news.txt", TEXT)
    write(cluster.folder / "news.txt", TEXT.replace(b"Minsk", b"Sochi"))
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    arguments = ("ingest", "/proc/self/cwd/news.txt", "--json", "--executor", cluster.url)
    done = summitry(*arguments, cwd=tmp_path, env={"PYTHONPATH": path})
    (rejected,) = done.report["rejected"]
    assert "is another file where it was read" in rejected["reason"]
    assert count_versions(database) == 0
