"""When an event last changed, and how often: moved by what is shown, and by nothing else; its name lasts."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.ingest.withdrawing import withdraw_named
from app.store.engine import read_session
from app.store.views import RevisionRow
from tests.clocked import TODAY, Site
from tests.commands import write
from tests.records import make_event, make_source, write_record
from tests.safety.sources import write_sources

MINSK = "2021-03-01-minsk"
TALKS = "Vladimir Putin and Alexander Lukashenko met in Minsk on March 1, 2021. "
CORRECTION = """\
[[correction]]
action = "set"
event = "2021-03-01-minsk"
field = "outcome"
value = "{value}"
reason = "The communiqué says so."
author = "An editor"
date = 2026-01-01
"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    made = Site(tmp_path)
    yield made
    made.engine.dispose()


def assert_moved(site: Site, before: RevisionRow, slug: str = MINSK) -> RevisionRow:
    """Assert that an event changed just now, and has the name that it had."""
    after = site.look()[slug]
    assert after.updated == f"{site.now:%Y-%m-%dT%H:%M:%SZ}"
    assert after.sequence > before.sequence
    assert (after.uid, after.published) == (before.uid, before.published)
    return after


def test_a_second_ingestion_of_the_same_files_moves_nothing(site: Site) -> None:
    folder = site.tell("one", TALKS + "They discussed gas.").parent
    site.tell("two", "Putin and Lukashenko will meet in Sochi on May 10, 2021.")
    site.ingest(folder)
    before = site.look()
    assert {one.sequence // 2 for one in before.values()} == {0}
    site.ingest(folder)
    site.ingest(*sorted(folder.iterdir(), reverse=True))
    assert site.look() == before


def test_a_new_event_moves_no_other(site: Site) -> None:
    site.ingest(site.tell("one", TALKS))
    before = site.look()
    site.ingest(site.tell("two", "Putin and Lukashenko met in Sochi on March 2, 2021.", day="2021-03-03"))
    after = site.look()
    assert after.pop("2021-03-02-sochi").published == f"{site.now:%Y-%m-%dT%H:%M:%SZ}"
    assert after == before


@pytest.mark.parametrize(
    "words",
    [
        TALKS,
        TALKS + "They discussed gas.",
        TALKS + "The talks took five hours.",
        TALKS + "“We have agreed on nothing yet, but we shall,” Lukashenko said.",
        "Putin met Lukashenko on Monday in Minsk. Dmitry Medvedev took part in the talks.",
    ],
)
def test_a_further_source_moves_the_event_and_keeps_its_names(site: Site, words: str) -> None:
    site.ingest(site.tell("one", TALKS))
    before = site.look()[MINSK]
    site.ingest(site.tell("two", words, "Beta Daily", "2021-03-01"))
    assert_moved(site, before)
    assert list(site.look()) == [MINSK]


def test_a_new_version_that_tells_something_else_moves_the_event(site: Site) -> None:
    site.ingest(site.tell("one", TALKS))
    before = site.look()[MINSK]
    site.ingest(site.tell("one", TALKS + "They discussed gas.", day="2021-03-03"))
    assert_moved(site, before)


def test_a_version_with_another_publisher_moves_the_event(site: Site) -> None:
    site.ingest(site.tell("one", TALKS))
    before = site.look()[MINSK]
    site.ingest(site.tell("one", TALKS, "Beta Daily", "2021-03-03"))
    assert_moved(site, before)


@pytest.mark.parametrize(
    ("first", "second", "moves"),
    [
        ("Putin met Lukashenko in Minsk today.", "Putin met Lukashenko in Minsk today!", 1),
        (TALKS, TALKS.replace("met in", "met again in"), 1),
        (TALKS + "It rained.", TALKS + "It snowed.", 0),
    ],
)
def test_of_two_texts_of_one_day_only_what_is_shown_moves_the_event(
    tmp_path: Path, make_site: Callable[[Path], Site], first: str, second: str, moves: int
) -> None:
    """The hash of a text decides which is shown, so that one of the two orders changes what is shown at most."""
    moved = 0
    for name, order in (("one", (first, second)), ("two", (second, first))):
        site = make_site(tmp_path / name)
        seen = []
        for words in order:
            site.ingest(site.tell("one", words, day="2021-03-01"))
            [(_, revision)] = site.look().items()
            seen.append(revision.sequence)
        moved += seen[1] > seen[0]
    assert moved == moves


def test_a_title_that_a_source_gets_from_its_text_moves_what_a_row_says_it_tells_of(site: Site) -> None:
    """The text is in a language that is not read, so that it touches the event by nothing but its name."""
    record = write_record(
        site.folder / "record", (make_event("a", "2021-03-01", "Minsk", country="BY"),), (make_source("a"),)
    )
    site.ingest(record)
    before = site.look()[MINSK]
    german = (
        "---\nurl: https://example.org/a/1\npublisher: Alpha Daily\npublished: 2021-03-02\nlanguage: de\n"
        "title: Das Treffen\n---\n\nDie Präsidenten haben sich in der Hauptstadt getroffen und lange gesprochen.\n"
    )
    site.ingest(write(site.folder / "german.md", german))
    assert_moved(site, before)


def test_rows_and_their_edits_move_the_event(site: Site) -> None:
    def write_row(**cells: str) -> Path:
        row = make_event("a", "2021-03-01", "Minsk", country="BY", **cells)
        return write_record(site.folder / "record", (row,), (make_source("a"),))

    site.ingest(write_row())
    before = site.look()[MINSK]
    for cells in ({"note": "One source prints Sunday."}, {"topics": "energy"}, {"others": "Dmitry Medvedev"}):
        site.ingest(write_row(**cells))
        before = assert_moved(site, before)
    site.ingest(write_row(others="Dmitry Medvedev"))
    assert site.look()[MINSK] == before


def test_a_correction_moves_the_event_when_it_comes_changes_and_goes(site: Site) -> None:
    site.ingest(site.tell("one", TALKS))
    before = site.look()[MINSK]
    file = site.folder / "corrections.toml"
    for value in ("no agreement", "a contract"):
        site.ingest(write(file, CORRECTION.format(value=value)))
        before = assert_moved(site, before)
    site.ingest(write(file, ""))
    assert_moved(site, before)


def test_a_withdrawn_source_moves_the_event_that_others_tell_of(site: Site) -> None:
    site.ingest(site.tell("one", TALKS), site.tell("two", TALKS + "They discussed gas.", "Beta Daily"))
    before = site.look()[MINSK]
    site.now += timedelta(hours=1)
    withdraw_named(site.engine, "https://example.org/two", "A hoax.", TODAY)
    site.prove()
    assert_moved(site, before)


def test_what_is_announced_moved_and_called_off_keeps_its_name_through_all_its_slugs(site: Site) -> None:
    site.ingest(site.tell("plan", "Putin and Lukashenko will meet in Sochi in May 2021.", day="2021-03-02"))
    [(slug, before)] = site.look(date(2021, 3, 3)).items()
    site.ingest(
        site.tell("day", "Putin and Lukashenko will meet in Sochi on May 10, 2021.", day="2021-04-02")
    )
    [(later, after)] = site.look(date(2021, 4, 3)).items()
    assert (slug, later) == ("2021-05-sochi", "2021-05-10-sochi")
    assert (after.uid, after.sequence > before.sequence) == (before.uid, True)
    off = "The meeting of Putin and Lukashenko in Sochi on May 10, 2021 was cancelled."
    site.ingest(site.tell("off", off, "Beta Daily", "2021-05-08"))
    [(last, called_off)] = site.look(date(2021, 5, 9)).items()
    assert (last, called_off.uid, called_off.sequence > after.sequence) == (later, before.uid, True)


def test_a_plan_whose_day_has_passed_has_changed_at_the_end_of_that_day(site: Site) -> None:
    site.now = datetime(2021, 4, 2, tzinfo=UTC)
    site.ingest(
        site.tell("day", "Putin and Lukashenko will meet in Sochi on May 10, 2021.", day="2021-04-02")
    )
    slug = "2021-05-10-sochi"
    planned = site.look(date(2021, 5, 10))[slug]
    overdue = site.look(date(2021, 5, 11))[slug]
    assert overdue == site.look(date(2026, 1, 1))[slug]
    assert (overdue.updated, overdue.uid) == ("2021-05-11T00:00:00Z", planned.uid)
    site.now = datetime(2021, 5, 12, tzinfo=UTC)
    site.ingest(site.tell("met", "Putin and Lukashenko met in Sochi on May 10, 2021.", day="2021-05-11"))
    held = site.look()[slug]
    assert held.uid == planned.uid
    assert planned.sequence < overdue.sequence < held.sequence
    assert planned.updated < overdue.updated < held.updated


def test_an_event_that_vanished_and_is_told_of_again_has_its_name_back(site: Site) -> None:
    def write_rows(*rows: str) -> Path:
        return write_record(site.folder / "record", rows, (make_source("a"),) if rows else ())

    row = make_event("a", "2021-03-01", "Minsk", country="BY")
    site.ingest(write_rows(row))
    before = site.look()[MINSK]
    site.ingest(write_rows())
    assert site.look() == {}
    site.ingest(write_rows(row))
    after = site.look()[MINSK]
    assert (after.uid, after.published) == (before.uid, before.published)
    assert after.sequence > before.sequence


def test_two_events_that_turn_out_to_be_one_keep_the_name_of_one_of_them(site: Site) -> None:
    rows = (
        make_event("a", "2021-03-01", "Minsk", country="BY"),
        make_event("b", "2021-03-03", "Minsk", country="BY"),
    )
    sources = (make_source("a"), make_source("b"))
    site.ingest(write_record(site.folder / "record", rows, sources))
    before = site.look()
    join = (
        '[[correction]]\naction = "join"\nevents = ["2021-03-01-minsk", "2021-03-03-minsk"]\n'
        'reason = "One visit."\nauthor = "An editor"\ndate = 2026-01-01\n'
    )
    file = write(site.folder / "corrections.toml", join)
    site.ingest(file)
    [one] = site.look().values()
    assert one.uid in {other.uid for other in before.values()}
    site.ingest(write(file, ""))
    assert {slug: one.uid for slug, one in site.look().items()} == {
        slug: one.uid for slug, one in before.items()
    }


def test_the_digests_do_not_depend_on_the_order_of_ingestion(
    tmp_path: Path, sources: Path, make_site: Callable[[Path], Site]
) -> None:
    """What is shown is a function of the sources, and so is the digest of it."""
    files = sorted(sources.glob("*.md"))
    digests = []
    for name, order in (
        ("one", [*files, sources / "record"]),
        ("two", [sources / "record", *reversed(files)]),
    ):
        made = make_site(tmp_path / name)
        for file in order:
            made.ingest(file)
        with read_session(made.engine) as session:
            rows = "select slug, digest from event_revision join event on event.id = event_id order by slug"
            digests.append(session.execute(text(rows)).all())
    assert digests[0] == digests[1]
    assert digests[0]


@pytest.fixture
def make_site() -> Iterator[Callable[[Path], Site]]:
    made: list[Site] = []

    def make(folder: Path) -> Site:
        folder.mkdir()
        made.append(Site(folder))
        return made[-1]

    yield make
    for one in made:
        one.engine.dispose()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path / "sources")
