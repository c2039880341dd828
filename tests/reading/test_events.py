"""What is an event, and what is none."""

import pytest

from tests.reading.articles import read, read_one


def test_a_report_tells_day_place_people_length_and_end() -> None:
    event = read_one(
        "Vladimir Putin and Alexander Lukashenko met in Sochi on Wednesday for more than three hours. "
        "The talks of the two presidents in Sochi ended without agreement. They discussed gas and loans."
    )
    assert (event.kind, event.format, event.status, str(event.date)) == (
        "meeting",
        "bilateral",
        "held",
        "2023-04-05",
    )
    assert (event.cities, event.country) == (("Sochi",), "RU")
    assert event.people == ("vladimir-putin", "alexander-lukashenko")
    assert (event.outcome, event.duration_minutes_at_least) == ("no agreement", 180)
    assert set(event.topics) == {"energy", "finance"}


@pytest.mark.parametrize(
    "who",
    [
        "Putin and Lukashenka",
        "Putin and his Belarusian counterpart",
        "Lukashenko and his Russian counterpart",
        "The Russian and Belarusian presidents",
        "The presidents of Belarus and Russia",
        "The leaders of Russia and Belarus",
    ],
)
def test_both_presidents_are_known_by_name_office_or_reference(who: str) -> None:
    event = read_one(f"{who} met in Minsk on April 5, 2023.")
    assert event.people == ("vladimir-putin", "alexander-lukashenko")


@pytest.mark.parametrize(
    "text",
    [
        "Putin met Xi Jinping in Moscow on April 5, 2023.",
        "Lukashenko met the governor in Sochi on April 5, 2023.",
        "Putin and Lukashenko could meet in Sochi on April 20.",
        "Putin and Lukashenko may meet in May.",
        "No meeting of Putin and Lukashenko in April is planned.",
        "Putin is ready for peace talks with Kyiv, Lukashenko said on Wednesday.",
        "“We will meet with Putin on April 20 in Minsk,” Lukashenko said.",
        "In Yerevan Putin had talks with Pashinyan, and Lukashenko met Tokayev on April 5.",
        "Putin and Lukashenko have not met since April 5.",
        "Their prime ministers met on Wednesday in Minsk, Putin and Lukashenko said.",
        "Putin and Lukashenko see no need to meet in the next years.",
    ],
)
def test_what_is_not_asserted_of_both_is_no_event(text: str) -> None:
    assert read(text).events == ()


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("Putin and Lukashenko will meet in Minsk on April 20.", "planned", "2023-04-20"),
        ("Putin and Lukashenko agreed to meet in Minsk in two weeks.", "planned", "2023-04"),
        (
            "The meeting of Putin and Lukashenko in Minsk on April 20 was cancelled.",
            "cancelled",
            "2023-04-20",
        ),
        ("The meeting of Putin and Lukashenko in Minsk is postponed.", "planned", None),
        ("Putin and Lukashenko met in Minsk on April 5.", "held", "2023-04-05"),
    ],
)
def test_the_mood_tells_what_is_held_planned_and_cancelled(text: str, status: str, date: str | None) -> None:
    event = read_one(text)
    assert (event.status, str(event.date) if event.date else None, event.city) == (status, date, "Minsk")


@pytest.mark.parametrize(
    ("words", "format"),
    [
        ("held a session of the Supreme State Council and met", "council"),
        ("met on the sidelines of the CIS summit", "sidelines"),
        ("met on an official visit", "visit"),
        ("held informal talks", "informal"),
        ("held talks", "bilateral"),
    ],
)
def test_the_first_format_that_fits_is_the_format(words: str, format: str) -> None:
    assert read_one(f"Putin and Lukashenko {words} in Moscow on April 5, 2023.").format == format


def test_a_telephone_conversation_is_a_call() -> None:
    event = read_one("Putin and Lukashenko spoke by telephone on Wednesday.")
    assert (event.kind, event.format, event.cities) == ("call", "telephone", ())


def test_a_meeting_and_the_next_one_in_one_sentence_are_two() -> None:
    events = read(
        "Putin and Lukashenko met in Sochi on Wednesday — and will meet in Minsk on April 20."
    ).events
    assert [(e.status, str(e.date), e.cities) for e in events] == [
        ("held", "2023-04-05", ("Sochi",)),
        ("planned", "2023-04-20", ("Minsk",)),
    ]


def test_recalled_meetings_are_two_of_their_own() -> None:
    events = read("Putin and Lukashenko last met on March 9 and before that on February 17.").events
    assert sorted(str(event.date) for event in events) == ["2023-02-17", "2023-03-09"]


def test_medvedev_is_the_president_whom_lukashenko_met_in_2009() -> None:
    event = read_one("Medvedev and Lukashenko met in Moscow on February 3.", "2009-02-04")
    assert event.people == ("dmitry-medvedev", "alexander-lukashenko")
    assert read("Putin and Lukashenko met in Moscow on February 3.", "2009-02-04").events == ()


def test_an_anniversary_tells_the_day_of_the_founding() -> None:
    event = read_one("Friday marks the 27th anniversary of the founding of the Union of Russia and Belarus.")
    assert (event.kind, str(event.date)) == ("milestone", "1996-04-07")


def test_a_capital_that_stands_for_its_government_is_no_place() -> None:
    event = read_one("Moscow said that Putin and Lukashenko held talks on April 5, 2023.")
    assert event.cities == ()


def test_an_announcement_that_recalls_an_earlier_meeting_is_about_the_one_to_come() -> None:
    events = read(
        "Putin will meet Lukashenko in Moscow on April 20. The two leaders will discuss trade. "
        "Putin last met Lukashenko in Sochi in February."
    ).events
    assert [(e.status, str(e.date), e.topics) for e in events] == [
        ("planned", "2023-04-20", ("trade",)),
        ("held", "2023-02", ()),
    ]


def test_a_meeting_of_others_lends_its_day_and_place_to_none() -> None:
    event = read_one(
        "The prime ministers, Mishustin and Golovchenko, met in Moscow on Wednesday ahead of a meeting between "
        "Putin and Lukashenko planned for April 20."
    )
    assert (event.status, str(event.date), event.cities) == ("planned", "2023-04-20", ())


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("for three hours", 180),
        ("for more than two and a half hours", 150),
        ("for at least 90 minutes", 90),
        ("for nearly three hours", None),
        ("for about an hour", None),
        ("three hours after a call", None),
    ],
)
def test_a_length_is_a_least_only_if_it_was_reached(words: str, minutes: int | None) -> None:
    event = read_one(f"Putin and Lukashenko met in Sochi on Wednesday {words}.")
    assert event.duration_minutes_at_least == minutes
