from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from app.domain.filters import Choice, Filters
from app.store.engine import read_session
from app.store.facets import list_facets
from app.store.timeline import (
    count_planned,
    get_record_size,
    list_events,
    list_known,
    list_planned,
    list_years,
)
from tests.store.conftest import TODAY

ALL = [
    "2026-12-25-saint-petersburg", "2026-11-06-vitebsk", "2025-03-13-moscow", "2024-05-23-minsk",
    "2024-05-24-related", "2023-07-03-brest", "2022-04-12-vostochny", "2021-02-sochi", "2020-06-19-minsk",
    "2020-05-29-call", "2019-12-30-call", "2019-12-20-saint-petersburg", "2019-12-07-minsk", "2019-12-07-sochi",
    "1999-12-08-milestone", "undated-grodno",
]  # fmt: skip


def find(session: Session, q: tuple[str, ...] = (), today: date = TODAY, **choices: Choice) -> list[str]:
    return [one.slug for one in list_events(session, Filters(choices, q), today, None).events]


def any_of(*values: str) -> Choice:
    return Choice(wanted=values)


def none_of(*values: str) -> Choice:
    return Choice(unwanted=values)


def test_events_come_newest_first_and_undated_ones_last(session: Session) -> None:
    # The guest came on the second day of the visit, so both end on one day and the one that began later leads.
    assert find(session) == [*ALL[:3], ALL[4], ALL[3], *ALL[5:]]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 16, 50])
def test_pages_hold_every_event_once_in_the_same_order(limit: int, session: Session) -> None:
    seen: list[str] = []
    filters = Filters()
    for _ in range(20):
        page = list_events(session, filters, TODAY, limit)
        assert page.total == 16
        seen += [one.slug for one in page.events]
        if page.next_after is None:
            break
        assert page.next_after == seen[-1]
        filters = replace(filters, after=page.next_after)
    assert seen == find(session)


def test_after_a_slug_that_is_unknown_the_list_starts_anew(session: Session) -> None:
    page = list_events(session, Filters(after="no-such-slug"), TODAY, 3)
    assert [one.slug for one in page.events] == ALL[:3]


def test_a_row_carries_all_that_a_card_shows(session: Session) -> None:
    row = next(
        one for one in list_events(session, Filters(), TODAY, None).events if one.slug == "2019-12-07-sochi"
    )
    assert row.people == ("vladimir-putin", "alexander-lukashenko", "maxim-oreshkin")
    assert set(row.topics) == {"energy", "integration"}
    assert (row.city, row.cities, row.country, row.kind, row.status) == (
        "Sochi",
        ("Sochi",),
        "RU",
        "meeting",
        "held",
    )
    assert (row.date, row.date_start, row.date_end) == ("2019-12-07",) * 3
    assert row.sources == 3
    assert row.quote is not None
    # The longest direct quote of a president, though not the first.
    assert row.quote.text.startswith("If our plants pay two hundred dollars")
    assert row.quote.article.digest is False


def test_dates_keep_their_precision(session: Session) -> None:
    rows = {one.slug: one for one in list_events(session, Filters(), TODAY, None).events}
    month, days, none = rows["2021-02-sochi"], rows["2024-05-23-minsk"], rows["undated-grodno"]
    assert (month.date, month.date_start, month.date_end) == ("2021-02",) * 3
    assert (month.first, month.last) == ("2021-02-01", "2021-02-28")
    assert (days.date, days.date_start, days.date_end) == (
        "2024-05-23/2024-05-24",
        "2024-05-23",
        "2024-05-24",
    )
    assert (none.date, none.date_start, none.date_end, none.first, none.last) == (None,) * 5


def test_the_words_of_an_original_go_before_longer_ones_of_a_digest(samples: Engine) -> None:
    with samples.begin() as connection:
        connection.execute(
            text("UPDATE article SET digest = NOT digest WHERE publisher = 'The Example Times'")
        )
    with read_session(samples) as opened:
        (row,) = [
            one
            for one in list_events(opened, Filters(), TODAY, None).events
            if one.slug == "2019-12-07-sochi"
        ]
    assert row.quote is not None
    assert row.quote.text == "We do not ask for cheap gas,"


def test_only_held_events_show_a_quote(session: Session) -> None:
    quoted = [one for one in list_events(session, Filters(), TODAY, None).events if one.quote]
    assert {one.status for one in quoted} == {"held"}
    assert all(one.quote and len(one.quote.text) <= 220 and one.quote.kind == "direct" for one in quoted)


def test_a_plan_is_overdue_the_day_after_and_never_without_a_date(session: Session) -> None:
    assert "2025-03-13-moscow" in find(session, today=date(2025, 3, 13), status=any_of("planned"))
    assert find(session, today=date(2025, 3, 14), status=any_of("overdue")) == ["2025-03-13-moscow"]
    assert "undated-grodno" in find(session, today=date(9999, 1, 1), status=any_of("planned"))


@pytest.mark.parametrize(
    ("choices", "slugs"),
    [
        ({"year": any_of("1999", "2021")}, ["2021-02-sochi", "1999-12-08-milestone"]),
        ({"topic": any_of("energy", "integration")}, ["2019-12-07-sochi"]),
        ({"place": any_of("brest", "moscow")}, ["2025-03-13-moscow", "2023-07-03-brest"]),
        ({"person": any_of("viktor-yanukovych")}, ["2024-05-24-related"]),
        ({"kind": any_of("call"), "format": none_of("video")}, ["2019-12-30-call"]),
        ({"kind": any_of("milestone"), "format": none_of("video")}, ["1999-12-08-milestone"]),
        ({"status": any_of("cancelled")}, ["2020-06-19-minsk"]),
        (
            {
                "year": none_of("2019"),
                "topic": none_of("nuclear", "space"),
                "place": any_of("moscow", "sochi"),
            },
            ["2021-02-sochi"],
        ),
        ({"year": none_of(*map(str, range(1999, 2027)))}, ["undated-grodno"]),
        ({"year": any_of("no year", "²⁰", "99999999999999999999", "-1")}, []),
        ({"place": any_of("'; DROP TABLE event; --")}, []),
    ],
)
def test_filters_narrow(choices: dict[str, Choice], slugs: list[str], session: Session) -> None:
    assert find(session, **choices) == slugs


def test_years_have_no_gaps_and_count_the_whole_record(session: Session) -> None:
    years = list_years(session, Filters({"topic": any_of("energy"), "year": any_of("2019")}), TODAY)
    assert [bar.year for bar in years] == list(range(1999, 2027))
    by_year = {bar.year: bar for bar in years}
    assert (by_year[2019].held, by_year[2019].calls, by_year[2019].other) == (2, 1, 1)
    assert (by_year[2020].calls, by_year[2020].cancelled) == (1, 1)
    assert (by_year[2025].overdue, by_year[2025].planned) == (1, 0)
    assert (by_year[2026].held, by_year[2026].planned) == (1, 1)
    assert {bar.year: bar.matching for bar in years if bar.matching} == {2019: 2, 2025: 1}


def test_plans_are_those_to_come_and_those_overdue(session: Session) -> None:
    coming, overdue = list_planned(session, TODAY, 5)
    assert [one.slug for one in coming] == ["2026-12-25-saint-petersburg"]
    assert [one.slug for one in overdue] == ["2025-03-13-moscow"]
    assert {one.status for one in overdue} == {"overdue"}
    # One more is planned without a date.
    assert count_planned(session, TODAY) == (2, 1)


def test_known_values_are_those_that_can_be_asked_for(session: Session) -> None:
    assert list_known(session, "year") == {str(year) for year in range(1999, 2027)}
    assert list_known(session, "place") >= {"sochi", "saint-petersburg"}
    assert list_known(session, "person") >= {"vladimir-putin", "maxim-oreshkin"}
    assert "overdue" in list_known(session, "status")
    assert "video" in list_known(session, "format")
    assert "sport" in list_known(session, "topic")


def test_the_size_of_the_record(session: Session) -> None:
    size = get_record_size(session)
    assert (size.events, size.articles, size.first_year, size.last_year) == (16, 12, 1999, 2026)


def test_an_empty_record_is_no_error(database: Engine) -> None:
    with read_session(database) as session:
        assert list_events(session, Filters(q=("gas",)), TODAY, 50).total == 0
        assert set(list_facets(session, Filters(), 0, TODAY).values()) == {()}
        assert list_years(session, Filters(), TODAY) == ()
        assert list_planned(session, TODAY, 5) == ((), ())
        assert get_record_size(session).first_year is None
        assert list_known(session, "year") == set()


def test_a_list_costs_the_same_number_of_statements_however_long(session: Session) -> None:
    def count(limit: int) -> int:
        statements: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
        list_events(session, Filters(), TODAY, limit)
        return len(statements)

    assert count(3) >= count(16)
