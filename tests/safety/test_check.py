"""`summitry check`: it finds nothing in what the program wrote, and each fault that a test plants."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.ingest.proving import prove_database
from app.store.checks import Fault, Promise
from app.store.engine import open_database, read_session
from tests.commands import Run
from tests.databases import CLUSTER, change, fingerprint, make_engine, make_url
from tests.safety.planted import FAULTS
from tests.samples import make_sample_database


def list_faults(path: Path) -> list[Fault]:
    engine = make_engine(path)
    try:
        with read_session(engine) as session:
            return list(prove_database(session))
    finally:
        engine.dispose()


def plant(path: Path, *statements: str) -> None:
    """Change a database as nothing of ours would, and against what it refers to."""
    for statement in statements:
        assert change(path, statement) != 0, statement


@pytest.fixture(scope="module")
def open_file(whole_file: Path) -> Iterator[Engine]:
    """Return a database in which a test plants faults within a transaction that is never committed."""
    engine = make_engine(whole_file, migrating=True)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_is_planted_is_found(open_file: Engine, name: str) -> None:
    promise, statement, words = FAULTS[name]
    if CLUSTER and (words.startswith("refers to a row of") or "quote_search_content" in statement):
        pytest.skip("PostgreSQL answers for its references and indexes")
    with read_session(open_file) as session:
        if CLUSTER:
            session.execute(text("SET LOCAL session_replication_role = replica"))
        assert session.execute(text(statement)).rowcount != 0
        faults = list(prove_database(session))
    assert any(fault.promise is promise and words in f"{fault.where} {fault.what}" for fault in faults), (
        faults
    )


def test_every_promise_has_a_fault_that_is_planted() -> None:
    planted = {promise for promise, _, _ in FAULTS.values()}
    assert planted == set(Promise) - {Promise.FILE}, "a damaged file has tests of its own"


def test_what_the_program_wrote_keeps_every_promise(stored: Path) -> None:
    assert list_faults(stored) == []


def test_the_seeds_keep_every_promise_and_one_line_says_what_was_proved(
    summitry: Run, summitry_here: Run
) -> None:
    assert summitry("ingest", "seeds").code == 0
    done = summitry("check")
    assert (done.code, done.err) == (0, "")
    [line] = done.out.splitlines()
    assert line.endswith(": all promises hold.")
    for noun in (" facts, ", " quotes, ", " count claims, ", " texts, ", " events and "):
        assert noun in line
    report = summitry_here("check", "--json").report
    assert (report["ok"], report["faults"]) == (True, [])
    assert f"{report['counts']['facts']:,} facts" in line


def test_an_empty_database_keeps_every_promise(summitry_here: Run) -> None:
    done = summitry_here("check")
    assert (done.code, done.out) == (
        0,
        "0 facts, 0 quotes, 0 count claims, 0 texts, 0 events and 0 former slugs: all promises hold.\n",
    )


def test_each_fault_is_a_line_and_the_status_says_so(summitry_here: Run, stored: Path) -> None:
    plant(
        stored,
        FAULTS["a text that was changed"][1],
        FAULTS["a malformed former slug"][1].replace("'x y '", "'\n'"),
    )
    done = summitry_here("check")
    assert (done.code, done.err) == (1, "")
    lines = done.out.splitlines()
    assert any(line.startswith("text: version ") for line in lines)
    assert any(line.startswith("slug: former slug \\n") and line.endswith("is malformed") for line in lines)
    report = summitry_here("check", "--json")
    assert (report.code, report.report["ok"], len(report.report["faults"])) == (1, False, len(lines))
    assert set(report.report["faults"][0]) == {"promise", "where", "what"}


def test_a_check_changes_nothing(summitry_here: Run, stored: Path) -> None:
    before = fingerprint(stored)
    assert summitry_here("check").code == 0
    assert fingerprint(stored) == before


def test_hostile_and_undated_samples_break_no_promise_but_that_of_resolution(tmp_path: Path) -> None:
    # The samples are resolved by a simpler rule than ours.
    make_sample_database(tmp_path / "samples.db").dispose()
    faults = list_faults(tmp_path / "samples.db")
    assert [fault for fault in faults if fault.promise not in (Promise.RESOLUTION, Promise.VALUE)] == []


def test_a_check_holds_a_few_texts_at_a_time(tmp_path: Path) -> None:
    """However many texts there are, and however much was read from them, a statement fetches a batch of rows."""
    engine = open_database(make_url(f"{tmp_path}/many.db"))
    long = "x" * 100_000
    with engine.connect() as connection:
        for number in range(300):
            connection.execute(
                text("insert into article (id, origin, digest, version_id) values (:a, 'press', false, :v)"),
                {"a": f"a{number}", "v": f"v{number}"},
            )
            connection.execute(
                text(
                    "insert into version (id, article_id, source, raw_hash, text_hash, text, body_start, sentences) "
                    "values (:v, :a, '', '', '', :text, 0, '[]')"
                ),
                {"a": f"a{number}", "v": f"v{number}", "text": long},
            )
        connection.commit()
    with read_session(engine) as session:
        tracemalloc.start()
        assert sum(fault.promise is Promise.TEXT for fault in prove_database(session)) == 300
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    engine.dispose()
    assert peak < 100 * len(long)
