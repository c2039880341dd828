"""Times told in words, against the day of publication: what holds in every language."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.findings import Sentence
from app.domain.spans import Span
from app.ingest.stages.dates import find_dates
from tests.reading.dates import get_tested, list_dates, read_dates

LANGUAGES = ("en", "ru", "be")
DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "be": "студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
}
WEEKDAYS = {
    "en": "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday",
    "ru": "в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье",
    "be": "у панядзелак|у аўторак|у сераду|у чацвер|у пятніцу|у суботу|у нядзелю",
}
MET = {
    "en": "They met {} in Minsk.",
    "ru": "Они встретились {} в Минске.",
    "be": "Яны сустрэліся {} у Мінску.",
}
WILL_MEET = {"en": "They will meet {}.", "ru": "Они встретятся {}.", "be": "Яны сустрэнуцца {}."}
FORMS = {
    "en": (
        "{d} {month} {y}", "the {d}th of {month} {y}", "{month} {d}, {y}", "{month} {d}th, {y}", "{y}-{m:02}-{d:02}",
        "{d:02}.{m:02}.{y}", "{weekday}, {month} {d}, {y}", "{month} {d}, {y} ({weekday_alone})",
    ),
    "ru": (
        "{d} {month} {y} года", "{d}-го {month} {y} г.", "{d} {month} {y}", "{d:02}.{m:02}.{y}", "{d}/{m}/{y}",
        "{y}-{m:02}-{d:02}", "{weekday}, {d} {month} {y} года,", "{d} {month} {y} года ({weekday_alone})",
    ),
    "be": (
        "{d} {month} {y} года", "{d}-га {month} {y} г.", "{d} {month} {y}", "{d:02}.{m:02}.{y}", "{d}/{m}/{y}",
        "{y}-{m:02}-{d:02}", "{weekday}, {d} {month} {y} году,", "{d} {month} {y} года ({weekday_alone})",
    ),
}  # fmt: skip
WORDS = (
    "May", "24", "31", "2024", ",", ".", "-", "–", "(", ")", "/", ":", "on", "the", "of", "Friday", "and", "to", "24th",
    "last", "week", "мая", "в", "пятницу", "году", "с", "по", "и", "накануне", "две", "недели", "назад", "траўня", "у",
    "сераду", "напярэдадні", "праз",
)  # fmt: skip
YESTERDAY = {"en": "yesterday", "ru": "вчера", "be": "учора"}


def write(code: str, form: str, day: date) -> str:
    weekday = WEEKDAYS[code].split("|")[day.weekday()]
    return form.format(
        d=day.day,
        m=day.month,
        y=day.year,
        month=MONTHS[code].split()[day.month - 1],
        weekday=weekday,
        weekday_alone=weekday.split()[1],
    )


@settings(deadline=None)
@given(DAYS, st.sampled_from([(code, form) for code, forms in FORMS.items() for form in forms]))
def test_a_full_date_is_read_in_every_form(day: date, form: tuple[str, str]) -> None:
    code, pattern = form
    written = MET[code].format(write(code, pattern, day))
    assert list_dates(code, written, None) == [day.isoformat()]


@settings(deadline=None)
@given(DAYS, st.integers(1, 40), st.sampled_from(LANGUAGES))
def test_a_range_is_read_within_and_across_months_and_years(first: date, days: int, code: str) -> None:
    last = first + timedelta(days=days)
    dash = "{d} {month}" if first.year == last.year else "{d} {month} {y}"
    written = f"{write(code, dash, first)} – {write(code, '{d} {month} {y}', last)}"
    assert list_dates(code, MET[code].format(written), None) == [f"{first}/{last}"]


@settings(deadline=None)
@given(DAYS, st.integers(0, 300), st.sampled_from(LANGUAGES))
def test_a_day_without_a_year_is_the_last_such_day_of_what_has_been(
    published: date, back: int, code: str
) -> None:
    day = published - timedelta(days=back)
    written = MET[code].format(("on " if code == "en" else "") + write(code, "{d} {month}", day))
    if (day.month, day.day) != (2, 29):
        assert list_dates(code, written, published.isoformat()) == [day.isoformat()]


@settings(deadline=None)
@given(DAYS, st.integers(0, 6), st.sampled_from(LANGUAGES))
def test_a_weekday_is_the_last_one_in_a_report_and_the_next_in_an_announcement(
    published: date, distance: int, code: str
) -> None:
    last, coming = published - timedelta(days=distance), published + timedelta(days=distance)
    told, announced = (write(code, "{weekday}", day) for day in (last, coming))
    assert list_dates(code, MET[code].format(told), published.isoformat()) == [last.isoformat()]
    assert list_dates(code, WILL_MEET[code].format(announced), published.isoformat()) == [coming.isoformat()]


@settings(deadline=None)
@given(DAYS, st.sampled_from(LANGUAGES))
def test_yesterday_moves_with_the_day_of_publication(published: date, code: str) -> None:
    written = MET[code].format(YESTERDAY[code])
    yesterday = published - timedelta(days=1)
    assert list_dates(code, written, published.isoformat()) == [yesterday.isoformat()]
    assert list_dates(code, written, None) == []


@given(
    st.sampled_from(LANGUAGES),
    st.lists(
        st.sampled_from(WORDS) | st.text(max_size=3),
        max_size=30,
    ),
    st.sampled_from([None, "2023-04-07", "2024-05-20/2024-05-26", "2023-11"]),
)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_the_reading_of_dates_fail(code: str, words: list[str], published: str | None) -> None:
    read_dates(code, " ".join(words), published)


@pytest.mark.parametrize(
    ("code", "text", "limit"),
    [
        ("en", "The truce holds until 24 May 2024.", True),
        ("en", "They met on 24 May 2024.", False),
        ("ru", "Перемирие продлено до 24 мая 2024 года.", True),
        ("be", "Перамір'е працягнулі да 24 траўня 2024 года.", True),
    ],
)
def test_a_day_by_which_something_must_be_over_says_so(code: str, text: str, limit: bool) -> None:
    assert [found.limit for found in read_dates(code, text, None)] == [limit]


@pytest.mark.parametrize("text", ["They agreed to meet in two weeks.", "They met last week."])
def test_words_that_are_only_about_a_day_say_so(text: str) -> None:
    assert [found.exact for found in read_dates("en", text, "2019-12-02")] == [False]


@pytest.mark.parametrize("unit", ["May ", "24 мая ", "1", "24, ", "в пятницу ", "а", "учора "])
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(code: str, unit: str) -> None:
    short, long = (_measure(code, unit, size) for size in (10_000, 100_000))
    assert long < 30 * short + 2


def _measure(code: str, unit: str, size: int) -> float:
    text = (unit * size)[:size]
    whole = Span(0, size)
    marks = get_tested(code).mark(text)
    started = time.process_time()
    find_dates(text, (Sentence(whole, 0, (whole,)),), EdtfDate.parse("2024-05-24"), get_tested(code), marks)
    return time.process_time() - started
