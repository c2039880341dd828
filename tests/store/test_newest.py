"""The newest of what common words find: the same as all that they find put in order, without looking at all of it."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from app.domain.filters import Filters
from app.store import newest
from app.store.engine import read_session
from app.store.found_sources import list_sources
from app.store.newest import list_newest_events, list_newest_quotes, list_newest_sources
from app.store.quotes import list_quotes
from app.store.timeline import list_events
from tests.databases import sqlite_only
from tests.store.conftest import TODAY

WORDS = (
    *(
        "Putin",
        "Lukashenko",
        "Путин",
        "Лукашенко",
        "gas",
        "газ",
        "Minsk",
        "Sochi",
        "встреча",
        "meeting",
        "union",
    ),
    *('"Union State"', "integration", "2019", "президент", "not-there"),
)
FEW = 2


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a word be common that more than two things have."""
    monkeypatch.setattr(newest, "MOST_COUNTED", FEW)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    searches=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join),
        min_size=1,
        max_size=2,
        unique=True,
    ),
    limit=st.sampled_from((1, 3, 8)),
)
@pytest.mark.usefixtures("few")
def test_the_newest_are_the_first_of_all(samples: Engine, searches: list[str], limit: int) -> None:
    filters = Filters(q=tuple(sorted(searches)))
    with read_session(samples) as session:
        for all_of_them, newest_of_them, name in (
            (
                list_events(session, filters, TODAY, limit),
                list_newest_events(session, searches, TODAY, limit),
                "events",
            ),
            (list_quotes(session, filters, limit), list_newest_quotes(session, searches, limit), "quotes"),
            (
                list_sources(session, searches, limit),
                list_newest_sources(session, searches, limit),
                "sources",
            ),
        ):
            assert getattr(newest_of_them, name) == getattr(all_of_them, name)
            is_common = all_of_them.total > FEW
            assert newest_of_them.is_least == is_common
            assert newest_of_them.total == (FEW if is_common else all_of_them.total)
            assert (newest_of_them.next_after is None) <= (all_of_them.next_after is None)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("search", ["speaker:Putin", "газ -нефть", "газ year:2019", "", "-"])
def test_what_is_not_asked_for_by_words_alone_is_counted(samples: Engine, search: str) -> None:
    with read_session(samples) as session:
        assert not list_newest_events(session, [search], TODAY, 3).is_least
        assert not list_newest_quotes(session, [search], 3).is_least
        assert not list_newest_sources(session, [search], 3).is_least


@pytest.mark.usefixtures("few")
def test_the_sources_go_on_where_they_ended(samples: Engine) -> None:
    with read_session(samples) as session:
        everything = list_sources(session, ["Лукашенко"], 100).sources
        assert len(everything) > FEW
        seen, after = [], None
        while True:
            page = list_newest_sources(session, ["Лукашенко"], 1, after)
            seen += page.sources
            after = page.next_after
            if after is None:
                break
        assert seen == list(everything)


@sqlite_only
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda session: list_newest_events(session, ["Putin"], TODAY, 1), "ix_event_sort_key"),
        (lambda session: list_newest_quotes(session, ["Lukashenko"], 1), "ix_quote_newest"),
        (lambda session: list_newest_sources(session, ["Лукашенко"], 1), "ix_article_newest"),
    ],
)
def test_the_record_is_gone_through_from_its_newest_end(
    samples: Engine, ask: Callable[[Any], Any], index: str
) -> None:
    with read_session(samples) as session:
        connection, statements = session.connection(), []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if "EXISTS" in statement:
                statements.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        assert ask(session).is_least
        event.remove(connection, "before_cursor_execute", note)
        [(statement, parameters)] = statements
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
        assert any(index in step for step in plan), plan
        assert not any("TEMP B-TREE" in step for step in plan), plan
