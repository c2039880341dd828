"""EDTF dates: as precise as told, in and out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate, Precision
from app.domain.errors import InvalidDateError

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, DAYS)
def test_days_and_intervals_come_back_as_they_were_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    value = EdtfDate.of_days(first, last)
    assert EdtfDate.parse(value.text) == value
    assert (value.first, value.last, value.precision) == (first, last, Precision.DAY)
    assert (value.start, value.end) == (first.isoformat(), last.isoformat())


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_covers_its_days_and_shows_none(year: int, month: int) -> None:
    value = EdtfDate.of_month(year, month)
    assert value.start == value.end == f"{year}-{month:02d}"
    assert value.first.day == 1
    assert value.holds(value.last)
    assert (value.last.month, value.first.month) == (month, month)


@given(DAYS, DAYS, DAYS)
def test_dates_overlap_both_ways_and_exactly_when_they_share_a_day(a: date, b: date, c: date) -> None:
    interval, day = EdtfDate.of_days(min(a, b), max(a, b)), EdtfDate.of_day(c)
    assert interval.overlaps(day) == day.overlaps(interval) == interval.holds(c)


@pytest.mark.parametrize(
    "text", ["", "2019-13", "2019-02-30", "2019-12-07/2019-12-06", "2019/2020-01", "7 May", "20-1-1"]
)
def test_what_is_no_edtf_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidDateError, match="not an EDTF date"):
        EdtfDate.parse(text)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_and_nothing_else_is_raised(text: str) -> None:
    try:
        value = EdtfDate.parse(text)
    except InvalidDateError:
        return
    assert value.text == text
