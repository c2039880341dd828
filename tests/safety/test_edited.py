"""Files of ours that are edited between ingestions: nothing of what they said before is left behind."""

import random
from pathlib import Path

from tests.commands import write
from tests.safety.children import ingest, read_content
from tests.safety.sources import CORRECTIONS, EVENTS, SOURCES, write_sources
from tests.safety.test_check import list_faults

MORE = """
[[correction]]
action = "join"
events = ["2019-12-07-sochi", "2019-12-20-saint-petersburg"]
reason = "One visit."
author = "An editor"
date = 2026-01-04

[[correction]]
action = "split"
event = "2019-12-07-sochi"
article = "https://example.org/sochi-other"
reason = "Another meeting of the day."
author = "An editor"
date = 2026-01-05

[[correction]]
action = "set"
event = "2021-05-10-yalta"
field = "date"
value = "2021-06"
reason = "It was put off."
author = "An editor"
date = 2026-01-06

[[correction]]
action = "set"
event = "2020-02-07-sochi"
field = "status"
value = "cancelled"
reason = "It did not take place."
author = "An editor"
date = 2026-01-07
"""


def edit(folder: Path, chosen: random.Random) -> None:
    """Leave out some rows and corrections, and let others say something else."""
    head, *rows = EVENTS.splitlines()
    kept = [row for row in rows if chosen.random() < 0.7]
    kept = [
        row.replace("2020-02-07,Sochi", "2020-02-08,Sochi") if chosen.random() < 0.4 else row for row in kept
    ]
    keys = {row.split(",")[0] for row in kept}
    first, *sources = SOURCES.splitlines()
    named = [row for row in sources if row.split(",")[0] in keys]
    write(folder / "record" / "events.csv", "\n".join([head, *kept]) + "\n")
    write(folder / "record" / "sources.csv", "\n".join([first, *named]) + "\n")
    quotes = folder / "record" / "quotes.csv"
    if "2020-02-07-sochi" not in keys:
        write(quotes, "quote,language,speaker,said,event,url\n")
    entries = [f"[[correction]]{one}" for one in (CORRECTIONS + MORE).split("[[correction]]")[1:]]
    write(folder / "corrections.toml", "\n".join(one for one in entries if chosen.random() < 0.6))


def test_whatever_was_edited_the_record_is_what_the_files_say_now(tmp_path: Path) -> None:
    chosen, database = random.Random(20191207), tmp_path / "edited.db"
    folder = tmp_path / "in"
    for number in range(6):
        write_sources(folder)
        if number < 5:
            edit(folder, chosen)
        report = ingest(database, folder)
        assert report.rejected == [], number
        assert list_faults(database) == [], number
        if number % 2:
            fresh = tmp_path / f"fresh-{number}.db"
            ingest(fresh, folder)
            assert read_content(database) == read_content(fresh), number
