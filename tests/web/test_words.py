"""Values in words: dates as exact as told, counts that agree, views named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.lexicon.places import get_places
from app.store.views import YearBar
from app.web.dates import format_date, format_weekday, make_date_words
from app.web.formatting import (
    format_count,
    format_country,
    format_days,
    format_duration,
    format_list,
    format_place,
    format_quote,
    format_topic,
)
from app.web.phrases import make_count_sentence, make_heading, make_lead


@pytest.mark.parametrize(
    ("text", "words", "short", "beside"),
    [
        ("2019-12-07", "7 December 2019", "7 December", "Saturday"),
        ("2024-05-23/2024-05-24", "23–24 May 2024", "23–24 May", "Thu–Fri"),
        ("2024-04-30/2024-05-02", "30 April–2 May 2024", "30 April–2 May", "Tue–Thu"),
        ("2023-12-31/2024-01-01", "31 December 2023–1 January 2024", "31 December–1 January 2024", "Sun–Mon"),
        ("2021-02", "February 2021", "February", "day not told"),
        ("2024-05~", "about May 2024", "about May", "day not told"),
        ("2024-05-24~", "about 24 May 2024", "about 24 May", "day of the report"),
        ("2021-02/2021-03", "February–March 2021", "February–March", "day not told"),
        ("1999", "1999", "1999", "month not told"),
    ],
)
def test_a_date_is_as_exact_as_it_was_told(text: str, words: str, short: str, beside: str) -> None:
    assert format_date(text) == words
    assert format_date(text, year=False) == short
    assert format_weekday(text) == beside


def test_quoted_words_lose_the_comma_that_led_on_and_nothing_else() -> None:
    assert format_quote("We do not ask for cheap gas,") == "We do not ask for cheap gas"
    assert format_quote("It will be done…") == "It will be done…"
    assert format_quote("Is that so?") == "Is that so?"


def test_no_date_is_said() -> None:
    assert format_date(None) == "date not told"


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 500))
def test_the_machine_form_of_a_date_is_what_was_told(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    words = make_date_words(EdtfDate.of_days(first, last).text)
    assert [machine for machine, _ in words.parts] == [first.isoformat(), last.isoformat()]
    assert str(last.year) in str(words)


def test_counts_agree() -> None:
    assert format_count(1, "source") == "1 source"
    assert format_count(0, "source") == "0 sources"
    assert format_count(1200, "match", "matches") == "1,200 matches"
    assert format_list(["a", "b", "c"]) == "a, b and c"
    assert format_days(1) == "1 day"
    assert format_days(400) == "13 months"
    assert format_days(3000) == "8 years"
    assert format_duration(330) == "at least 5 hours 30 minutes"
    assert format_duration(60) == "at least 1 hour"
    assert format_duration(45) == "at least 45 minutes"


def test_names_are_those_that_readers_know() -> None:
    assert format_topic("foreign-policy") == "foreign policy"
    assert format_topic("ukraine") == "Ukraine"
    assert format_place("saint-petersburg") == "Saint Petersburg"
    assert format_place("a-place-unheard-of") == "A Place Unheard Of"


def test_a_view_is_named_and_counted() -> None:
    view = Filters({"topic": Choice(("energy",)), "year": Choice(("2022",))})
    assert make_heading(view) == "Events on energy in 2022"
    assert make_count_sentence(view, 1, shown=1) == "One event on energy in 2022."
    assert make_count_sentence(Filters(), 191, shown=50) == "All 191 events, newest first."
    view = Filters({"kind": Choice(("call", "meeting")), "place": Choice((), ("minsk",))}, ("gas",))
    assert make_count_sentence(view, 12, shown=12) == (
        "12 calls and meetings outside Minsk that tell of “gas”, newest first."
    )
    assert make_count_sentence(view, 0, shown=0) == "No calls and meetings outside Minsk that tell of “gas”."


def test_the_lead_names_only_what_is_in_the_record() -> None:
    def year(number: int, **counts: int) -> YearBar:
        every = dict.fromkeys(("held", "calls", "planned", "cancelled", "overdue", "other", "matching"), 0)
        return YearBar(year=number, **{**every, **counts})

    assert make_lead([year(1999, other=1), year(2018, held=1)]) == "1 meeting since 2018."
    assert make_lead([year(2018, held=2, calls=1), year(2019, overdue=1)]) == (
        "2 meetings since 2018, with the calls between them and the meetings that were announced and never reported."
    )
    assert make_lead([]).startswith("Nothing has been read yet.")


def test_every_country_of_the_lexicon_has_a_name() -> None:
    codes = {city.country for city in get_places().cities.values()} | get_places().countries
    assert all(format_country(code) != code for code in codes), codes
