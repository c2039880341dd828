"""Values in words: dates as exact as told, counts that agree, views named."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EdtfDate
from app.domain.filters import Choice, Filters
from app.domain.vocabulary import Format, Kind, Status
from app.lexicon.places import get_places
from app.store.views import YearBar
from app.web import language, phrases
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


def view(q: tuple[str, ...] = (), **choices: str) -> Filters:
    """Make a view from words: `place="sochi -minsk"` wants the first and leaves out the second."""
    made = {}
    for facet, words in choices.items():
        wanted = tuple(sorted(word for word in words.split() if word[0] != "-"))
        made[facet] = Choice(wanted, tuple(sorted(word[1:] for word in words.split() if word[0] == "-")))
    return Filters(made, q)


@pytest.mark.parametrize(
    ("filters", "total", "sentence"),
    [
        (view(), 0, "No events."),
        (view(), 1, "One event."),
        (view(), 1234, "All 1,234 events, newest first."),
        (
            view(kind="meeting", topic="energy", year="2022"),
            12,
            "12 meetings on energy in 2022, newest first.",
        ),
        (view(kind="call"), 1, "One call."),
        (view(kind="milestone related"), 7, "7 events (milestones or related events), newest first."),
        (view(kind="call meeting"), 1, "One call or meeting."),
        (view(kind="meeting", status="held", place="sochi"), 28, "28 meetings held in Sochi, newest first."),
        (view(status="overdue"), 1, "One overdue event."),
        (view(status="held", year="2017"), 1, "One event that took place in 2017."),
        (view(kind="call", status="planned cancelled"), 2, "2 calls (cancelled or planned), newest first."),
        (view(kind="milestone", status="held"), 3, "3 milestones (held), newest first."),
        (view(format="visit"), 6, "6 visits, newest first."),
        (view(format="visit", status="planned"), 0, "No visits (planned)."),
        (view(kind="call", format="visit"), 0, "No calls (visits)."),
        (
            view(kind="meeting", format="council sidelines", year="2009"),
            2,
            "2 meetings (meetings of the Supreme State Council or meetings on the sidelines) in 2009, newest first.",
        ),
        (view(format="telephone", kind="call"), 38, "38 telephone calls, newest first."),
        (
            view(place="sochi minsk", person="maxim-oreshkin", topic="energy trade", year="2019 2020"),
            4,
            "4 events in Minsk or Sochi with Maxim Oreshkin on energy and trade in 2019 or 2020, newest first.",
        ),
        (view(person="-maxim-oreshkin"), 9, "9 events without Maxim Oreshkin, newest first."),
        (
            view(topic="-energy -trade", year="2024"),
            5,
            "5 events not on energy or trade in 2024, newest first.",
        ),
        (view(year="-2019"), 1, "One event outside 2019."),
        (view(kind="-call", topic="energy"), 0, "No events on energy, leaving out calls."),
        (
            view(place="sochi -minsk"),
            3,
            "3 events in Sochi, leaving out those in Minsk, newest first.",
        ),
        (
            view(
                status="-planned",
                person="-maxim-oreshkin",
                topic="-trade",
                year="-2019 -2020",
                format="-visit",
            ),
            90,
            "90 events, leaving out visits, those planned, those with Maxim Oreshkin, those on trade and those of "
            "2019 or 2020, newest first.",
        ),
        (view(("gas",), kind="call"), 1, "One call that tells of “gas”."),
        (
            view(("gas", "oil"), place="-minsk"),
            2,
            "2 events outside Minsk that tell of “gas” or “oil”, newest first.",
        ),
        (
            view(("gas",), kind="-call"),
            2,
            "2 events that tell of “gas”, leaving out calls, newest first.",
        ),
    ],
)
def test_any_view_is_said_in_a_sentence(filters: Filters, total: int, sentence: str) -> None:
    assert make_count_sentence(filters, total, shown=total) == sentence


def test_a_later_page_says_how_many_older_ones_it_shows() -> None:
    later = Filters({"kind": Choice(("call",))}, (), "2019-12-30-call")
    assert make_count_sentence(later, 60, shown=1) == "All 60 calls, newest first: here is 1 older one."
    assert make_count_sentence(later, 60, shown=10) == "All 60 calls, newest first: here are 10 older ones."


def test_every_kind_format_and_status_has_words_in_every_place() -> None:
    for facet, values in (("kind", Kind), ("format", Format), ("status", (*Status, "overdue"))):
        for value in values:
            assert make_heading(view(**{facet: value}))
            assert "leaving out" in make_heading(view(**{facet: f"-{value}"}))
        every = " ".join(values)
        assert make_count_sentence(view(**{facet: every}), 3, shown=3).count("(") == 1


def test_a_catalogue_can_say_the_sentence_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """A language with cases and three plural forms needs no other code, only messages and the names in their role."""
    texts = {
        "%(events)s on %(topics)s": "%(events)s об %(topics)s",
        "%(events)s in %(years)s": "%(events)s в %(years)s году",
        "%(events)s, newest first.": "%(events)s, сначала новые.",
    }
    forms = ("%(num)s встреча", "%(num)s встречи", "%(num)s встреч")

    def find_plural(one: str, _many: str, number: int) -> str:
        if number % 10 == 1 and number % 100 != 11:
            return forms[0]
        return forms[1] if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else forms[2]

    names = {("energy", phrases.Role.ON): "энергетике", ("2022", phrases.Role.IN): "2022"}
    monkeypatch.setattr(language, "find_text", lambda message: texts.get(message, message))
    monkeypatch.setattr(language, "find_text_in", lambda _context, message: texts.get(message, message))
    monkeypatch.setattr(language, "find_plural", find_plural)
    monkeypatch.setattr(phrases, "format_name", lambda _facet, value, role: names[value, role])
    shown = view(kind="meeting", topic="energy", year="2022")
    for number, noun in ((12, "встреч"), (22, "встречи"), (31, "встреча")):
        sentence = make_count_sentence(shown, number, shown=number)
        assert sentence == f"{number} {noun} об энергетике в 2022 году, сначала новые."


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
