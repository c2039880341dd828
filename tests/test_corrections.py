"""Corrections by an editor, through the command: what they do, that they can be taken back, what is refused."""

from pathlib import Path

import pytest

from tests.commands import Run, write
from tests.databases import ask, make_url
from tests.records import make_article, make_event, make_source, write_record

SLUG = "2021-03-01-sochi"
HEAD = '[[correction]]\nreason = "The row was copied wrongly."\nauthor = "The editors"\ndate = 2026-11-20\n'


@pytest.fixture
def record(tmp_path: Path) -> Path:
    events = (make_event(SLUG, "2021-03-01", "Sochi"), make_event("2021-03-05-sochi", "2021-03-05", "Sochi"))
    return write_record(tmp_path / "record", events, (make_source(SLUG), make_source("2021-03-05-sochi")))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    text = "Vladimir Putin and Alexander Lukashenko met in Sochi on March 1, 2021. They talked about energy."
    return write(
        tmp_path / "article.md", make_article("https://example.org/a", "Beta Wire", "2021-03-02", text)
    )


def test_a_value_that_an_editor_sets_is_shown_and_can_be_taken_back(
    summitry: Run, database: Path, tmp_path: Path, record: Path
) -> None:
    file = write(
        tmp_path / "fix.toml",
        f'{HEAD}action = "set"\nevent = "{SLUG}"\nfield = "date"\nvalue = "2021-03-02"\n',
    )
    done = summitry("ingest", record, file, "--json")
    assert (done.code, done.report["stored"]) == (0, 3)
    assert ask(database, "SELECT slug FROM event ORDER BY slug") == [
        ("2021-03-02-sochi",),
        ("2021-03-05-sochi",),
    ]
    linked = "SELECT slug FROM event JOIN correction_event ON event_id = event.id"
    assert ask(database, linked) == [("2021-03-02-sochi",)]
    again = summitry("ingest", record, file, "--json").report
    assert (again["stored"], again["unchanged"]) == (0, 3)
    write(file, "")
    assert "1 taken out" in summitry("ingest", file).out
    assert "1 taken out" in summitry("runs").out
    assert ask(database, "SELECT slug FROM event ORDER BY slug") == [(SLUG,), ("2021-03-05-sochi",)]
    assert ask(database, "SELECT * FROM correction") == []
    assert ("2021-03-02-sochi",) in ask(database, "SELECT slug FROM former_slug")


@pytest.mark.parametrize(
    ("entry", "events"),
    [
        ('action = "reject"\nevent = "2021-03-01-sochi"\narticle = "https://example.org/a"', 2),
        ('action = "split"\nevent = "2021-03-01-sochi"\narticle = "https://example.org/a"', 3),
        ('action = "join"\nevents = ["2021-03-01-sochi", "2021-03-05-sochi"]', 1),
    ],
)
def test_mentions_are_rejected_and_events_split_and_joined(
    summitry: Run, database: Path, tmp_path: Path, record: Path, article: Path, entry: str, events: int
) -> None:
    file = write(tmp_path / "fix.toml", f"{HEAD}{entry}\n")
    one = summitry("ingest", record, article, file, "--json")
    assert (one.code, one.report["events"]) == (0, events)
    slugs = ask(database, "SELECT slug, id FROM event ORDER BY slug")
    other = tmp_path / "other.db"
    summitry("ingest", file, article, record, env={"SUMMITRY_DATABASE_URL": make_url(other)})
    assert ask(other, "SELECT slug, id FROM event ORDER BY slug") == slugs


def test_a_rejected_mention_stays_with_its_article(
    summitry: Run, database: Path, tmp_path: Path, record: Path, article: Path
) -> None:
    reject = f'{HEAD}action = "reject"\nevent = "{SLUG}"\narticle = "https://example.org/a"\n'
    summitry("ingest", record, article, write(tmp_path / "fix.toml", reject))
    query = "SELECT event_id FROM mention JOIN article ON article.id = article_id WHERE url LIKE '%/a'"
    assert ask(database, query) == [(None,)]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('action = "burn"', "action: 'burn' is none of set, reject, join, split"),
        (
            'action = "set"\nevent = "Sochi"\nfield = "city"\nvalue = "Minsk"',
            "event: not the slug of an event",
        ),
        (
            'action = "set"\nevent = "2021-03-01-sochi"\nfield = "mood"\nvalue = "good"',
            "field: 'mood' is none of",
        ),
        (
            'action = "set"\nevent = "2021-03-01-sochi"\nfield = "date"\nvalue = "May"',
            "value: not an EDTF date",
        ),
        ('action = "set"\nevent = "2021-03-01-sochi"\nfield = "city"', "no value"),
        (
            'action = "set"\nevent = "2021-03-01-sochi"\nfield = "topics"\nvalue = "weather"',
            "value: not one of",
        ),
        ('action = "join"\nevents = ["2021-03-01-sochi"]', "join names two events or more"),
        ('action = "reject"\nevent = "2021-03-01-sochi"', "reject needs the articles or the mentions"),
        (
            'action = "reject"\nevent = "2021-03-01-sochi"\narticle = "here"',
            "article: neither an address nor",
        ),
        ('action = "split"\nevent = "2021-03-01-sochi"\nmention = "x"', "mention: not the id of a mention"),
        ('action = "join"\nevents = ["2021-03-01-sochi", "2021-13-05-sochi"]', "event: not the slug"),
        (
            f'action = "set"\nevent = "{SLUG}"\nfield = "city"\nvalue = 0x{"f" * 5000}',
            "value: a number too long",
        ),
        (f'action = "set"\nevent = "{SLUG}"\nfield = "city"\nvalue = [0x{"f" * 5000}]', "value: not a text"),
        (f'action = "set"\nevent = "{SLUG}"\nfield = "city"\nvalue = ";"', "no value"),
        (f'action = "set"\nevent = "{SLUG}"\nfield = "note"\nvalue = "{"a" * 30_000}"', "value: longer than"),
        (
            f'action = "set"\nevent = "{SLUG}"\nfield = "duration_minutes_at_least"\nvalue = "1{"9" * 40}"',
            "value: not a number of minutes",
        ),
        ('action = "join"\nwhere = "here"', "an unknown key: 'where'"),
        ('action = "join"\nevents = ["2021-03-01-sochi", "2021-03-05-sochi"]\nreason = ""', "no reason"),
    ],
)
def test_a_bad_correction_is_refused_by_number_and_reason_and_the_others_stand(
    summitry: Run, tmp_path: Path, entry: str, reason: str
) -> None:
    good = f'{HEAD}action = "set"\nevent = "{SLUG}"\nfield = "city"\nvalue = "Minsk"\n'
    head = HEAD.replace('reason = "The row was copied wrongly."\n', "") if "reason" in entry else HEAD
    file = write(tmp_path / "fix.toml", f"{good}\n{head}{entry}\n")
    done = summitry("ingest", file, "--json")
    assert (done.code, done.report["stored"]) == (1, 1)
    [refused] = done.report["rejected"]
    assert refused["source"] == f"{file}, correction 2"
    assert reason in refused["reason"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[correction", "not TOML"),
        (f"a = {'9' * 5000}", "not TOML: a number too long"),
        ("[other]\na = 1", "a TOML file without"),
    ],
)
def test_a_file_that_is_none_is_refused(summitry: Run, tmp_path: Path, text: str, reason: str) -> None:
    done = summitry("ingest", write(tmp_path / "fix.toml", text), "--json")
    assert done.code == 1
    assert reason in done.report["rejected"][0]["reason"]
