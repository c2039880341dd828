"""Rows of the record and articles meet in the same events: articles add sources and quotes, not duplicates."""

from pathlib import Path

from tests.commands import ROOT, Run
from tests.databases import ask
from tests.shared import SHARED, needs_shared

# What these articles tell that the record does not have: a call of 15 August 2020, a plan of which no day is told,
# one for a month, and one meeting of which the reader takes the day of a weekly for its own.
NEW = 4


MET = "SELECT slug FROM event WHERE kind IN ('meeting', 'call')"


@needs_shared
def test_the_reference_articles_and_the_press_add_sources_to_the_record_and_no_duplicates(
    summitry: Run, database: Path
) -> None:
    record = summitry("ingest", ROOT / "seeds" / "record", "--json").report
    before = {slug for (slug,) in ask(database, MET)}
    sources = ask(
        database, "SELECT count(*) FROM mention_source JOIN mention ON id = mention_id WHERE event_id > ''"
    )
    summitry("ingest", SHARED / "seeds")
    assert {slug for (slug,) in ask(database, MET)} == before
    done = summitry("ingest", SHARED / "corpus" / "press", "--workers", "2", "--json")
    assert done.code == 0
    after = {slug for (slug,) in ask(database, MET)}
    assert len(after) <= len(before) + NEW
    assert len(before - after) <= 1, "a slug changed: better evidence of one place at most"
    more = ask(
        database, "SELECT count(*) FROM mention_source JOIN mention ON id = mention_id WHERE event_id > ''"
    )
    assert more[0] > sources[0]
    assert done.report["quotes"] > record["quotes"]
