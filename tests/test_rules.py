"""A newer program with other rules of resolution makes the events anew."""

from pathlib import Path

from app.ingest.stages.resolve import RULES
from tests.commands import Run
from tests.databases import ask, change
from tests.records import make_event, make_source, write_record

KEYS = ("2021-03-01-sochi", "2021-03-05-sochi", "2022-01-01-call")


def test_events_that_former_rules_made_are_made_anew_by_the_next_ingestion(
    summitry: Run, database: Path, tmp_path: Path
) -> None:
    events = tuple(make_event(key, key[:10], kind="call" if "call" in key else "meeting") for key in KEYS)
    record = write_record(tmp_path / "record", events, tuple(make_source(key) for key in KEYS))
    assert summitry("ingest", record).code == 0
    assert ask(database, "SELECT rules FROM run") == [(RULES,)]
    change(database, "UPDATE event SET outcome = 'what former rules gave'")
    assert summitry("ingest", record).code == 0
    assert summitry("check").code == 1, "the same rules: nothing is made anew"
    change(database, "UPDATE run SET rules = NULL")
    assert summitry("ingest", record, "--json").report["stored"] == 0
    done = summitry("check")
    assert (done.code, done.err) == (0, ""), done.out
