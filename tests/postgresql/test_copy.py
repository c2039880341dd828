"""`summitry copy` between the two kinds of database."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from app.store.engine import open_database, read_session
from app.store.schema import run as runs
from app.store.schema import version
from tests.commands import ROOT
from tests.databases import make_url, postgresql_only
from tests.postgresql.conftest import Both, run_command, run_statement
from tests.samples import make_sample_database
from tests.store.dump import dump
from tests.web.hostile import make_hostile_database

pytestmark = postgresql_only


def test_every_row_goes_there_and_back(tmp_path: Path) -> None:
    make_hostile_database(tmp_path / "there")
    there, back = make_url(tmp_path / "there"), f"sqlite:///{tmp_path / 'back.db'}"
    done = run_command("copy", there, back, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["rows"]["event"] == 11
    assert dump(open_database(back))["event"] == dump(open_database(there))["event"]
    again = make_url(tmp_path / "again")
    assert run_command("copy", tmp_path / "back.db", again).code == 0
    one, other = dump(open_database(there)), dump(open_database(again))
    assert one == other


def test_an_ingestion_goes_on_in_the_copy(both: Both, tmp_path: Path) -> None:
    copy = make_url(tmp_path / "copy")
    assert run_command("copy", both.sqlite, copy).code == 0
    done = run_command("ingest", ROOT / "seeds", "--json", database_url=copy)
    assert done.code == 0, done.err
    assert (done.report["stored"], done.report["rejected"]) == (0, [])
    with read_session(open_database(copy)) as session:
        assert session.execute(select(runs.c.id).order_by(runs.c.id)).scalars().all() == [1, 2]


def test_nothing_is_mixed(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "one").dispose()
    make_hostile_database(tmp_path / "other")
    before = dump(open_database(make_url(tmp_path / "other")))
    done = run_command("copy", make_url(tmp_path / "one"), make_url(tmp_path / "other"))
    assert (done.code, done.out) == (1, "")
    assert "holds a record already" in done.err
    assert dump(open_database(make_url(tmp_path / "other"))) == before


def test_a_copy_that_is_not_the_same_does_not_count(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "one").dispose()
    target = make_url(tmp_path / "other")
    open_database(target).dispose()
    run_statement(
        target,
        "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := 'x'; RETURN NEW; END $$",
    )
    run_statement(
        target, "CREATE TRIGGER spoil BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION spoil()"
    )
    done = run_command("copy", make_url(tmp_path / "one"), target)
    assert (done.code, done.out) == (1, "")
    assert "in its table version: nothing was copied" in done.err
    with read_session(open_database(target)) as session:
        assert session.execute(select(version.c.id)).first() is None


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.db", "there is no record in nowhere.db to copy"),
        ("mysql://localhost/record", "neither an SQLite URL"),
        ("postgresql://localhost/record", "postgresql+psycopg://"),
        ("postgresql+psycopg://localhost:1/record", "cannot be opened"),
    ],
)
def test_what_cannot_be_copied_is_said_in_a_sentence(tmp_path: Path, source: str, words: str) -> None:
    done = run_command("copy", source, make_url(tmp_path / "record"))
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert words in done.err


def test_a_database_is_not_copied_to_itself(tmp_path: Path) -> None:
    make_sample_database(tmp_path / "one").dispose()
    done = run_command("copy", make_url(tmp_path / "one"), make_url(tmp_path / "one"))
    assert "FROM and TO are one database" in done.err
