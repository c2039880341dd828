"""Events and their slugs as resolution changes its mind."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.domain.resolution import ResolvedEvent
from app.store.engine import read_session, write_session
from app.store.events import find_slug, get_event
from app.store.schema import event, former_slug, mention
from app.store.views import SlugAnswer
from app.store.writer import list_neighbourhood, save_events, save_reading
from tests.databases import CLUSTER
from tests.samples import make_sample_readings, resolve_simply, save_readings
from tests.store.conftest import TODAY
from tests.store.test_writer import FIRST, SECOND, make_version

DAY = ("2019-12-07", "2019-12-07")
SOCHI, MINSK = "2019-12-07-sochi", "2019-12-07-minsk"
# How many rows this connection, or this transaction, has written.
CHANGES = (
    "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"
    if CLUSTER
    else "SELECT total_changes()"
)


def resolve_day(session: Session) -> dict[str, ResolvedEvent]:
    """Return the events of the day as they are, by slug."""
    return {one.slug: one for one in resolve_simply(list_neighbourhood(session, [DAY]))}


def list_former(session: Session) -> dict[str, str | None]:
    rows = select(former_slug.c.slug, event.c.slug).outerjoin(event, event.c.id == former_slug.c.event_id)
    return dict(session.execute(rows).all())


def find(session: Session, slug: str) -> str | None:
    answer = find_slug(session, slug, TODAY)
    return answer and answer.slug


def test_events_that_did_not_change_are_not_written_again(samples: Engine) -> None:
    with write_session(samples) as session:
        changes = session.execute(text(CHANGES)).scalar_one()
        save_events(session, list(resolve_day(session).values()))
        assert session.execute(text(CHANGES)).scalar_one() == changes


def test_a_slug_that_an_event_gave_up_leads_to_it(samples: Engine) -> None:
    with write_session(samples) as session:
        events = resolve_day(session)
        save_events(session, [replace(events[SOCHI], slug="new"), events[MINSK]])
        assert find(session, SOCHI) == "new"
        assert find(session, "new") == "new"


def test_two_events_can_exchange_their_slugs(samples: Engine) -> None:
    with write_session(samples) as session:
        events = resolve_day(session)
        sochi, minsk = events[SOCHI], events[MINSK]
        save_events(session, [replace(sochi, slug=MINSK), replace(minsk, slug=SOCHI)])
        rows = select(event.c.slug, event.c.id).where(event.c.id.in_([sochi.id, minsk.id]))
        assert dict(session.execute(rows).all()) == {MINSK: sochi.id, SOCHI: minsk.id}
        assert list_former(session) == {}


def test_a_slug_that_is_taken_up_again_leads_nowhere_else(samples: Engine) -> None:
    with write_session(samples) as session:
        events = resolve_day(session)
        save_events(session, [replace(events[SOCHI], slug="new"), events[MINSK]])
        save_events(session, list(events.values()))
        assert list_former(session) == {"new": SOCHI}
        assert find(session, SOCHI) == SOCHI


def test_former_slugs_follow_their_event_through_several_merges(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        both = tuple(sorted(sochi.mention_ids + minsk.mention_ids))
        save_events(session, [replace(sochi, id="second", slug="second", mention_ids=both)])
        assert list_former(session) == {SOCHI: "second", MINSK: "second"}
        save_events(session, [replace(sochi, id="third", slug="third", mention_ids=both)])
        assert list_former(session) == {SOCHI: "third", MINSK: "third", "second": "third"}
        assert (
            session.execute(select(event.c.id).where(event.c.id.in_([sochi.id, minsk.id, "second"]))).first()
            is None
        )


def test_the_slug_of_an_event_that_fell_apart_leads_to_the_greater_part(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        one, *two = sochi.mention_ids
        lesser = replace(sochi, id="a", slug="lesser", mention_ids=(one,))
        greater = replace(sochi, id="b", slug="greater", mention_ids=tuple(two))
        save_events(session, [lesser, greater, minsk])
        assert find(session, SOCHI) == "greater"


def test_of_equal_parts_the_one_with_the_least_id_takes_the_slug(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        one, *two = sorted(sochi.mention_ids + minsk.mention_ids)
        save_events(session, [replace(sochi, slug="whole", mention_ids=(one, *two))])
        parts = [
            replace(sochi, id="b", slug="later", mention_ids=(one, two[0])),
            replace(sochi, id="a", slug="sooner", mention_ids=tuple(two[1:])),
        ]
        save_events(session, parts)
        assert find(session, "whole") == "sooner"


def test_a_mention_that_is_left_out_belongs_to_no_event(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        save_events(session, [sochi])
        rows = select(mention.c.event_id).where(mention.c.id.in_(minsk.mention_ids))
        assert session.execute(rows).scalars().all() == [None]
        assert find_slug(session, MINSK, TODAY) == SlugAnswer(None)


def test_an_event_whose_only_source_now_tells_of_another_day_hands_its_slug_on(database: Engine) -> None:
    save_readings(database, [FIRST, SECOND])
    with read_session(database) as session:
        assert session.execute(select(event.c.slug)).scalars().all() == ["2019-12-12-sochi"]
        assert find(session, "2019-12-10-sochi") == "2019-12-12-sochi"


def test_an_event_of_which_nothing_is_told_any_more_goes_and_its_slugs_are_known_to_be_gone(
    database: Engine,
) -> None:
    save_readings(database, [FIRST])
    with write_session(database) as session:
        (only,) = resolve_simply(list_neighbourhood(session, [("2019-12-10", "2019-12-10")]))
        save_events(session, [replace(only, slug="renamed")])
        save_reading(session, replace(SECOND, events=(), quotes=()), None)
        for table in (
            "event",
            "event_city",
            "mention",
            "fact",
            "quote",
            "event_search",
            "quote_search",
        ):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0, table
        assert list_former(session) == {"renamed": None, "2019-12-10-sochi": None}
        for slug in ("renamed", "2019-12-10-sochi"):
            assert find_slug(session, slug, TODAY) == SlugAnswer(None)


def test_an_event_that_is_told_of_again_takes_its_slugs_back(database: Engine) -> None:
    save_readings(database, [FIRST])
    with write_session(database) as session:
        (only,) = resolve_simply(list_neighbourhood(session, [("2019-12-10", "2019-12-10")]))
        save_events(session, [replace(only, slug="renamed")])
    save_readings(database, [replace(SECOND, events=(), quotes=())])
    with read_session(database) as session:
        assert find_slug(session, only.slug, TODAY) == SlugAnswer(None)
    save_readings(database, [make_version("2019-12-08", "10")])
    with read_session(database) as session:
        assert find_slug(session, only.slug, TODAY) == SlugAnswer(only.slug)
        assert list_former(session) == {"renamed": only.slug}


def test_slugs_that_led_to_an_event_that_vanished_are_gone_with_it(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        save_events(session, [sochi, replace(minsk, id="second", slug="second")])
        save_events(session, [sochi])
        assert list_former(session) == {MINSK: None, "second": None}
        save_events(session, [sochi, replace(minsk, id="second", slug="third")])
        assert list_former(session) == {MINSK: "third", "second": "third"}
        save_events(session, [sochi, minsk])
        assert list_former(session) == {"second": MINSK, "third": MINSK}


def test_a_slug_of_a_stranger_is_never_taken(samples: Engine) -> None:
    def steal() -> None:
        with write_session(samples) as session:
            events = resolve_day(session)
            save_events(session, [replace(events[SOCHI], slug="2024-05-23-minsk"), events[MINSK]])

    with pytest.raises(IntegrityError):
        steal()
    with read_session(samples) as session:
        assert get_event(session, SOCHI, TODAY).event.slug == SOCHI


def test_the_bare_slug_of_two_events_answers_with_both(samples: Engine) -> None:
    with write_session(samples) as session:
        sochi, minsk = (resolve_day(session)[slug] for slug in (SOCHI, MINSK))
        one, *two = sochi.mention_ids
        parts = [
            replace(sochi, id="a", slug=f"{SOCHI}-00ff", mention_ids=(one,)),
            replace(sochi, id="b", slug=f"{SOCHI}-12ab", mention_ids=tuple(two)),
        ]
        save_events(session, [*parts, replace(minsk, slug=f"{SOCHI}-call")])
        answer = find_slug(session, SOCHI, TODAY)
    assert answer is not None
    assert answer.slug is None
    assert [row.slug for row in answer.shared_by] == [f"{SOCHI}-00ff", f"{SOCHI}-12ab"]


@pytest.mark.parametrize("slug", ["", "-", "2019", "nothing-at-all", "' OR 1=1 --", "%", "2019-12-07*", "\0"])
def test_what_was_never_a_slug_has_no_answer(slug: str, samples: Engine) -> None:
    with read_session(samples) as session:
        assert find_slug(session, slug, TODAY) is None


def test_every_event_and_former_slug_of_the_samples_is_alive(samples: Engine) -> None:
    save_readings(samples, make_sample_readings())
    with read_session(samples) as session:
        assert None not in list_former(session).values()
        told = select(mention.c.event_id).distinct()
        assert session.execute(select(event.c.id).where(event.c.id.not_in(told))).first() is None
