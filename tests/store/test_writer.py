import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, update

from app.domain.readings import Reading
from app.domain.vocabulary import Field
from app.store.engine import read_session, write_session
from app.store.mentions import list_neighbourhood
from app.store.schema import article, event, mention, quote, version
from app.store.writer import make_article_id, save_reading
from tests import sample_2019, sample_2020s
from tests.sample_reading import Told, make_article, make_event, make_quote, make_reading
from tests.samples import make_sample_readings, save_readings
from tests.store.dump import dump

READINGS = make_sample_readings()
URL = "https://news.example.org/plan"


def make_version(published: str, day: str, words: str = "Putin and Lukashenko meet") -> Reading:
    """Make one version of an article about a meeting in Sochi, with a quote."""
    source = make_article(
        [f"{words} in Sochi on {day} in December 2019. “All is well,” Putin said."],
        url=URL,
        published=published,
    )
    text = source.text
    meeting = make_event(
        text,
        Told(Field.KIND, "meeting", "meet"),
        Told(Field.STATUS, "held", "meet"),
        Told(Field.DATE, f"2019-12-{day}", f"on {day} in December 2019"),
        Told(Field.CITY, "Sochi", "Sochi"),
    )
    return make_reading(source, [meeting], [make_quote(text, "All is well,", "vladimir-putin", "Putin")])


FIRST = make_version("2019-12-05", "10")
SECOND = make_version("2019-12-06", "12")
SECOND_LATER_TEXT = make_version("2019-12-06", "12", "Both presidents meet")


def test_the_same_version_again_is_unchanged(samples: Engine) -> None:
    before = dump(samples)
    with write_session(samples) as session:
        saved = [save_reading(session, reading, None) for reading in READINGS]
    assert not any(one.changed or one.touched for one in saved)
    assert dump(samples) == before


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_the_order_of_ingestion_does_not_matter(
    seed: int, make_database: Callable[[], Engine], samples: Engine
) -> None:
    readings = [*READINGS, FIRST, SECOND, SECOND_LATER_TEXT]
    save_readings(samples, readings)
    random.Random(seed).shuffle(readings)
    other = make_database()
    save_readings(other, readings)
    assert dump(other) == dump(samples)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0)])
def test_the_last_version_is_read_and_every_version_stays(order: tuple[int, ...], database: Engine) -> None:
    versions = sorted([FIRST, SECOND, SECOND_LATER_TEXT], key=lambda one: str(one.article.published))
    save_readings(database, [versions[number] for number in order])
    with read_session(database) as session:
        texts = session.execute(select(version.c.text)).scalars().all()
        assert sorted(texts) == sorted(one.article.text for one in versions)
        assert session.execute(select(article.c.published)).scalars().all() == ["2019-12-06"]
        assert session.execute(select(event.c.slug)).scalars().all() == ["2019-12-12-sochi"]
        assert session.execute(select(func.count()).select_from(quote)).scalar_one() == 1


def test_an_earlier_version_changes_no_event(database: Engine) -> None:
    with write_session(database) as session:
        save_reading(session, SECOND, None)
        saved = save_reading(session, FIRST, None)
    assert saved.changed
    assert saved.touched == ()


def test_what_is_touched_are_the_days_before_and_after(database: Engine) -> None:
    with write_session(database) as session:
        assert save_reading(session, FIRST, None).touched == (("2019-12-10", "2019-12-10"),)
        assert save_reading(session, SECOND, None).touched == (
            ("2019-12-10", "2019-12-10"),
            ("2019-12-12", "2019-12-12"),
        )


def test_a_withdrawn_article_stays_withdrawn(database: Engine) -> None:
    with write_session(database) as session:
        saved = save_reading(session, FIRST, None)
        session.execute(update(article).values(withdrawn="2026-11-22", withdrawn_reason="a hoax"))
        assert not save_reading(session, FIRST, None).changed
        assert not save_reading(session, SECOND, None).changed
        assert session.execute(select(article.c.withdrawn)).scalars().all() == ["2026-11-22"]
    assert saved.changed


def test_an_article_is_known_by_its_address_and_whether_it_is_a_digest() -> None:
    source = FIRST.article
    assert make_article_id(source) == make_article_id(
        replace(source, title="Other", text="Other", publisher="P")
    )
    assert make_article_id(source) != make_article_id(replace(source, digest=True))
    assert make_article_id(source) != make_article_id(replace(source, url=f"{URL}/2"))


def test_without_address_an_article_is_known_by_publisher_title_and_date() -> None:
    source = replace(FIRST.article, url=None, title="A plan", publisher="Neva Observer")
    assert make_article_id(source) == make_article_id(replace(source, text="Corrected."))
    assert make_article_id(source) != make_article_id(replace(source, publisher=None))
    assert make_article_id(source) != make_article_id(replace(source, title="Another plan"))


def test_without_these_an_article_is_known_by_its_text() -> None:
    source = replace(FIRST.article, url=None, published=None)
    assert make_article_id(source) == make_article_id(replace(source, publisher="Neva Observer"))
    assert make_article_id(source) != make_article_id(replace(source, text="Corrected."))


def test_better_cleaning_changes_no_id(database: Engine) -> None:
    reading = FIRST.events[0]
    cleaner = replace(
        reading, cities=("Adler",), facts=tuple(replace(f, value=f"{f.value}?") for f in reading.facts)
    )
    quote_ = replace(FIRST.quotes[0], speaker="someone-else")

    def list_ids(stored: Reading, engine: Engine) -> list[str]:
        with write_session(engine) as session:
            save_reading(session, stored, None)
            columns = (select(table.c.id).order_by(table.c.id) for table in (mention, quote))
            return [one for column in columns for one in session.execute(column).scalars()]

    before = list_ids(FIRST, database)
    moved = replace(SECOND.article, text=f"Now.\n\n{FIRST.article.text}")
    later = make_reading(
        moved,
        [replace(cleaner, date=None, facts=tuple(replace(f, span=f.span.shifted(6)) for f in reading.facts))],
        [replace(quote_, span=quote_.span.shifted(6))],
    )
    assert list_ids(later, database) == before


def test_readings_come_back_exactly_as_they_were_stored(samples: Engine) -> None:
    with read_session(samples) as session:
        days = [("0001-01-01", "9999-12-31"), None]
        found = {repr(mention.reading) for mention in list_neighbourhood(session, days)}
    assert found == {repr(event) for reading in READINGS for event in reading.events}


def test_a_neighbourhood_is_what_overlapping_dates_reach(samples: Engine) -> None:
    def list_days(*touched: tuple[str, str] | None) -> set[str]:
        with read_session(samples) as session:
            return {str(one.reading.date) for one in list_neighbourhood(session, touched)}

    assert list_days(("2019-12-07", "2019-12-07")) == {"2019-12-07"}
    assert list_days(("2024-05-24", "2024-05-24")) == {"2024-05-23/2024-05-24", "2024-05-24"}
    assert list_days(("2021-02-15", "2021-02-15")) == {"2021-02"}
    assert list_days(("2018-01-01", "2018-12-31")) == set()
    assert list_days(None) == {"None"}
    assert list_days() == set()


def test_a_chain_of_overlapping_dates_is_one_neighbourhood(samples: Engine) -> None:
    source = make_article(["They met in December 2019."], url=URL, published="2020-01-05")
    month = make_event(source.text, Told(Field.DATE, "2019-12", "December 2019"))
    with write_session(samples) as session:
        saved = save_reading(session, make_reading(source, [month]), None)
        days = {str(one.reading.date) for one in list_neighbourhood(session, [("2019-12-07", "2019-12-07")])}
    assert saved.touched == (("2019-12-01", "2019-12-31"),)
    assert days == {"2019-12", "2019-12-07", "2019-12-20", "2019-12-30"}


def test_a_digest_and_its_original_count_as_one_publisher(samples: Engine) -> None:
    with read_session(samples) as session:
        keys = {
            one.document_id: one.voices for one in list_neighbourhood(session, [("2019-12-07", "2019-12-07")])
        }
    digest, original, other = (
        make_article_id(reading.article)
        for reading in (
            sample_2019.make_digest(),
            sample_2019.make_original(),
            sample_2019.make_disagreeing_report(),
        )
    )
    assert keys[digest] == keys[original] == {"the example times"}
    assert keys[other] == {"black sea wire"}


def test_without_publisher_the_domain_counts_and_without_address_the_article(database: Engine) -> None:
    named = replace(FIRST.article, publisher=None, url="https://www.example.org/a")
    with write_session(database) as session:
        save_reading(session, replace(FIRST, article=named), None)
        weekly = save_reading(session, sample_2020s.make_weekly(), None)
        near = list_neighbourhood(session, [("2019-12-10", "2024-05-24")])
    keys = {voice for one in near for voice in one.voices}
    assert keys == {"example.org", weekly.article_id}
