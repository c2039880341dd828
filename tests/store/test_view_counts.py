"""What is kept of views against what counting gives, and that nothing kept goes through the whole record."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event, true
from sqlalchemy.orm import Session

from app.domain.filters import FACETS, Choice, Filters
from app.store import facets, marks, view_counts
from app.store.engine import read_session
from app.store.facets import list_facets
from app.store.marks import count_matching, list_marks
from app.store.timeline import get_record_size, list_events, list_known, list_years
from tests.databases import sqlite_only
from tests.store.conftest import TODAY

VALUES = {
    "year": ("1999", "2019", "2020", "2024", "2026", "1812"),
    "topic": ("energy", "integration", "security", "industry", "space"),
    "place": ("sochi", "minsk", "grodno", "vitebsk", "atlantis"),
    "person": ("vladimir-putin", "alexander-lukashenko", "boris-yeltsin"),
    "kind": ("meeting", "call", "milestone", "related"),
    "format": ("bilateral", "telephone", "visit", "sidelines"),
    "status": ("held", "planned", "cancelled", "overdue"),
}


@st.composite
def make_filters(draw: st.DrawFn) -> Filters:
    """Draw a view, most often one that is kept."""
    names = draw(st.lists(st.sampled_from(FACETS), max_size=3, unique=True))
    choices = {}
    for name in names:
        several = draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=2, unique=True))
        wanted = several[: draw(st.sampled_from((1, 1, 2)))]
        unwanted = draw(st.sampled_from(((), (), (), tuple(one for one in several if one not in wanted))))
        choices[name] = Choice(tuple(sorted(wanted)), unwanted)
    return Filters(choices)


def read_view(session: Session, filters: Filters, today: date) -> object:
    """Read everything of a view that counts events."""
    total = list_events(session, filters, today, 1).total
    return (
        list_facets(session, filters, total, today),
        list_years(session, filters, today),
        {year: sorted(told) for year, told in count_matching(session, filters, today).items()},
        list_marks(session, filters, today, {2019, 2024, 2026}),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=make_filters(), days=st.sampled_from((-3000, -1, 0, 30, 34, 400)))
def test_what_is_kept_is_what_counting_gives(samples: Engine, filters: Filters, days: int) -> None:
    today = TODAY + timedelta(days)
    with read_session(samples) as session:
        kept = read_view(session, filters, today)
        shown = list_events(session, filters, today, None)
    with read_session(samples) as session, pytest.MonkeyPatch.context() as patch:
        for module in (facets, marks):
            patch.setattr(module, "find_counts", lambda *_: None)
        patch.setattr(marks, "find_days", lambda *_: None)
        # A further condition, even one that holds of every event, is not kept.
        counted = list_events(session, filters, today, None, also=[true()])
        assert kept == read_view(session, filters, today)
    assert shown == counted


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=make_filters(), limit=st.integers(1, 4))
def test_pages_of_a_kept_view_are_the_whole_of_it(samples: Engine, filters: Filters, limit: int) -> None:
    with read_session(samples) as session:
        whole = [one.slug for one in list_events(session, filters, TODAY, None).events]
        seen: list[str] = []
        after = None
        for _ in range(len(whole) + 1):
            page = list_events(session, Filters(filters.choices, after=after), TODAY, limit)
            seen += [one.slug for one in page.events]
            after = page.next_after
            if after is None:
                break
        assert seen == whole


# PostgreSQL chooses by the sizes of tables, and reads one as small as these through.
@sqlite_only
@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"year": "2019"},
        {"topic": "energy"},
        {"year": "2019", "topic": "energy"},
        {"place": "sochi", "person": "vladimir-putin"},
        {"kind": "meeting", "status": "held"},
    ],
)
def test_no_list_goes_through_a_big_table(samples: Engine, choices: dict[str, str]) -> None:
    filters = Filters({facet: Choice((value,)) for facet, value in choices.items()})
    statements: list[tuple[str, object]] = []
    with read_session(samples) as session:
        connection = session.connection()

        @event.listens_for(connection, "before_cursor_execute")
        def note(_c: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
            statements.append((statement, parameters))

        total = list_events(session, filters, TODAY, 50).total
        list_facets(session, filters, total, TODAY)
        list_years(session, filters, TODAY)
        count_matching(session, filters, TODAY)
        if view_counts.find_days(session, filters.with_choice("year", Choice(("2019",))), TODAY) is not None:
            list_marks(session, filters, TODAY, {2019})
        for facet in FACETS:
            list_known(session, facet)
        event.remove(connection, "before_cursor_execute", note)
        assert statements
        for statement, parameters in statements:
            plan = [
                row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            ]  # type: ignore[arg-type]
            scans = [step for step in plan if step.startswith("SCAN") and "sort_key" not in step]
            assert not scans, (statement, plan)
            assert not any("TEMP B-TREE" in step and "event" in step for step in plan), (statement, plan)


def test_kept_counts_know_no_empty_value(samples: Engine) -> None:
    with read_session(samples) as session:
        counts = view_counts.find_counts(session, Filters({"year": Choice(("1812",))}), TODAY)
        assert counts is not None
        assert counts.total == 0
        assert not any(counts.values.values())
        assert get_record_size(session).events == view_counts.read_counts(session, TODAY).total == 16
