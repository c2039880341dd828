"""What is found once holds in a session that only reads, and in no other."""

from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.domain.filters import Choice, Filters
from app.store.engine import read_session, write_session
from app.store.facets import list_facets
from app.store.found import find_once
from app.store.quote_facets import list_quote_facets
from app.store.quotes import list_quotes
from app.store.schema import event as events
from app.store.timeline import list_events
from tests.store.conftest import TODAY


def count_calls(session: Session) -> int:
    calls = find_once(session, events, "calls", events.c.kind == "call")
    return session.execute(select(func.count()).select_from(events).where(calls)).scalar_one()


def test_a_page_searches_once(samples: Engine) -> None:
    searched: list[str] = []

    @event.listens_for(samples, "before_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        searched.extend(["search"] * (" MATCH " in statement or "_vector @@" in statement))

    with read_session(samples) as session:
        filters = Filters({"kind": Choice(("meeting",))}, ("gas",))
        list_facets(session, filters.without("kind"), list_events(session, filters, TODAY, 5).total, TODAY)
        of_events = len(searched)
        view = Filters(q=("gas",))
        list_quote_facets(session, view, list_quotes(session, view, 5).total)
    # Two views of the timeline, one with a kind and one without; one search of the quotes.
    assert (of_events, len(searched)) == (2, 3)


def test_two_names_are_two_findings(samples: Engine) -> None:
    with read_session(samples) as session:
        every = select(func.count()).select_from(events)
        none = find_once(session, events, "none", events.c.kind == "none")
        assert 0 < count_calls(session) < session.execute(every).scalar_one()
        assert session.execute(every.where(none)).scalar_one() == 0


def test_who_writes_finds_anew(samples: Engine) -> None:
    with write_session(samples) as session:
        before = count_calls(session)
        session.execute(events.update().values(kind="call"))
        assert count_calls(session) > before


def test_what_a_reader_found_ends_with_its_snapshot(samples: Engine) -> None:
    with read_session(samples) as session:
        before = count_calls(session)
        with write_session(samples) as other:
            other.execute(events.update().values(kind="call"))
        assert count_calls(session) == before
    with read_session(samples) as session:
        assert count_calls(session) > before
