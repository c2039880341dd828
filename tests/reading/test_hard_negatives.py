"""Sentences that sound like a meeting of the two presidents and assert none."""

import pytest

from tests.reading.articles import read, read_one

PUBLISHED = "2020-05-08"


@pytest.mark.parametrize(
    "text",
    [
        # Denied, invented, false.
        "The Kremlin denied that Putin and Lukashenko met in Minsk on May 5.",
        "Reports that Putin met Lukashenko in Minsk on May 5 are false.",
        "Putin never met Lukashenko in Minsk on May 5.",
        "Putin met Lukashenko in Minsk on May 5, according to a Telegram hoax.",
        "In his novel, Putin and Lukashenko meet on Mars on January 1, 2040.",
        "GOMEL, May 7, 2020 - Putin never met Lukashenko in Gomel.",
        # Did not come about.
        "Putin was to have met Lukashenko in Minsk on May 5.",
        "Putin had been due to meet Lukashenko on May 5 but fell ill.",
        "Putin and Lukashenko failed to meet in Sochi on Friday as announced.",
        # Somebody of theirs.
        "Aides of Putin and Lukashenko met in Vitebsk on Monday.",
        "Putin's spokesman met Lukashenko in Minsk on May 5.",
        "Putin's daughter met Lukashenko’s son in Minsk on May 5.",
        "Lukashenko's son Viktor met Putin in Moscow on May 5.",
        "Putin and Lukashenko supporters met in Minsk on May 5.",
        # Somebody else.
        "The presidents of Russia and China spoke by telephone on May 5.",
        "The presidents of Belarus and Serbia met in Minsk on May 5.",
        "Putin hosted Xi in Moscow on May 5; Lukashenko flew home.",
        "Putin met Merkel in Sochi and Lukashenko in Minsk on May 5.",
        "Lukashenko met the governor of Pskov on May 5, a day after Putin did.",
        "Putin and Lukashenko met separately with Xi in Beijing on May 5.",
        "Trump calls Lukashenko before summit with Putin on May 5.",
        "Macron spoke with Zelensky. Both presidents agreed to meet in Minsk on Monday.",
        "Neither Putin nor Lukashenko met reporters in Minsk on Friday.",
        "The leaders of the EEU met in Bishkek on Friday.",
    ],
)
def test_it_is_no_event(text: str) -> None:
    assert read(text, PUBLISHED).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "Putin's meeting with Lukashenko in Sochi took place on May 5.",
        "MOSCOW, May 8, 2020 (AP) - Putin and Lukashenko held talks in Sochi on Tuesday.",
        "MINSK, May 8. /TASS/. Putin and Lukashenko met in Sochi on Tuesday.",
        "Putin, Lukashenko and Pashinyan met in Sochi on May 5.",
        # Both in one room are together, whomever they see there.
        "Putin and Lukashenko met cosmonauts in Sochi on May 5.",
        "Xi flew home. Putin and Lukashenko met in Sochi on Tuesday.",
    ],
)
def test_and_what_looks_like_these_but_asserts_one_is(text: str) -> None:
    event = read_one(text, PUBLISHED)
    assert (event.status, str(event.date), event.cities) == ("held", "2020-05-05", ("Sochi",))


def test_a_meeting_that_was_put_off_stands_at_its_new_day() -> None:
    text = "A meeting of Putin and Lukashenko set for May 3 has been postponed to May 15."
    event = read_one(text, PUBLISHED)
    assert (event.status, str(event.date)) == ("planned", "2020-05-15")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Dmitry Peskov denied that Putin met Lukashenko. “There was no such meeting,” he said.",
            "dmitry-peskov",
        ),
        ("“He is ready,” Makei said of Putin. “Moscow offers no date,” he added.", "vladimir-makei"),
        ("Putin told Lukashenko so. “We met an hour ago,” he said beside Lukashenko.", "vladimir-putin"),
    ],
)
def test_he_is_who_spoke_last_or_the_subject_of_the_sentence_before(text: str, speaker: str) -> None:
    assert read(text, PUBLISHED).quotes[-1].speaker == speaker


def test_a_count_of_other_peoples_meetings_is_no_claim() -> None:
    assert read("Putin met Biden twice in 2019 and Lukashenko met Raisi five times.", PUBLISHED).claims == ()
