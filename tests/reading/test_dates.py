"""Times told in words, against the day of publication."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.ingest.stages.dates import find_dates
from app.ingest.stages.segment import find_quoted, split_sentences
from app.lexicon.language import get_language

ENGLISH = get_language("en")


def find(text: str, published: str | None) -> list[str]:
    day = EdtfDate.parse(published) if published else None
    sentences = split_sentences(text, find_quoted(text), ENGLISH)
    return [found.date.text for found in find_dates(text, sentences, day, ENGLISH)]


@pytest.mark.parametrize(
    ("text", "published", "dates"),
    [
        ("They met on 5 April 2023.", None, ["2023-04-05"]),
        ("They met on April 5, 2023, and left.", None, ["2023-04-05"]),
        ("They met on the 5th of April 2023.", None, ["2023-04-05"]),
        ("They met on April 5-6, 2023.", None, ["2023-04-05/2023-04-06"]),
        ("They met from April 30 to May 1, 2023.", None, ["2023-04-30/2023-05-01"]),
        ("They met on 30 April – 1 May 2023.", None, ["2023-04-30/2023-05-01"]),
        ("They met on 2023-04-05 and 06.04.2023.", None, ["2023-04-05", "2023-04-06"]),
        ("They met in April 2023.", None, ["2023-04"]),
        # Without a year or day of its own a word needs the day of publication.
        ("They met on April 5.", None, []),
        ("They met on Saturday, yesterday.", None, []),
        ("They met on April 5.", "2023-04-07", ["2023-04-05"]),
        ("They met on December 30.", "2024-01-02", ["2023-12-30"]),
        ("They will meet on January 5.", "2023-12-30", ["2024-01-05"]),
        ("They met on Wednesday.", "2023-04-07", ["2023-04-05"]),
        ("They met on Friday.", "2023-04-07", ["2023-04-07"]),
        ("They met last Friday.", "2023-04-07", ["2023-03-31"]),
        ("They will meet on Wednesday.", "2023-04-07", ["2023-04-12"]),
        ("They met yesterday.", "2023-03-01", ["2023-02-28"]),
        ("They met the day before yesterday.", "2023-03-01", ["2023-02-27"]),
        ("They met three days ago.", "2023-03-01", ["2023-02-26"]),
        # About a day, but none: the month alone.
        ("They agreed to meet in two weeks.", "2019-12-08", ["2019-12"]),
        ("They will meet in May.", "2023-04-07", ["2023-05"]),
        # A weekly covers each weekday once.
        ("They met on Thursday.", "2024-05-20/2024-05-26", ["2024-05-23"]),
        ("They met yesterday.", "2024-05-20/2024-05-26", []),
        # Not dates.
        ("It may rain, and they march on.", "2023-04-07", []),
        ("Talks took five hours; 31 June 2023 does not exist.", "2023-04-07", []),
        ("Supplies for 2023-2025 cost 12.5 percent more.", "2023-04-07", []),
    ],
)
def test_a_time_means_the_day_it_tells_and_no_more(
    text: str, published: str | None, dates: list[str]
) -> None:
    assert find(text, published) == dates


@given(st.dates(date(1995, 1, 1), date(2035, 12, 31)))
def test_a_full_date_is_read_whatever_the_day(day: date) -> None:
    written = f"{day:%B} {day.day}, {day.year}"
    assert find(f"They met on {written} in Minsk.", None) == [day.isoformat()]


@given(st.dates(date(1995, 1, 1), date(2035, 12, 31)), st.integers(0, 6))
def test_a_weekday_in_a_report_is_the_last_such_day(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    assert find(f"They met on {day:%A}.", published.isoformat()) == [day.isoformat()]


@given(st.text(max_size=300), st.sampled_from([None, "2023-04-07", "2024-05-20/2024-05-26"]))
def test_no_text_makes_the_reading_of_dates_fail(text: str, published: str | None) -> None:
    for found in find(text, published):
        EdtfDate.parse(found)
