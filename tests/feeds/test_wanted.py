"""Which entries are fetched whole."""

from datetime import UTC, datetime

import pytest

from app.ingest.feeds.entries import Entry
from app.ingest.feeds.lists import Feed, FeedKind
from app.ingest.feeds.wanted import is_wanted


def wants(title: str = "", url: str = "https://example.org/1", summary: str = "", **more: object) -> bool:
    values = {"language": "en", "year": 2024, "phrases": (), "section": None, **more}
    feed = Feed(
        FeedKind.FEED, "https://example.org/rss", "Example", values["language"], "a.toml",
        phrases=values["phrases"], section=values["section"],
    )  # fmt: skip
    return is_wanted(Entry(url, title, summary, datetime(values["year"], 6, 1, tzinfo=UTC)), feed)


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Putin and Lukashenko meet", "en"),
        ("PUTIN HOSTS LUKASHENKA", "en"),
        ("The Russian president received his guest, Alexander Lukashenko", "en"),
        ("Путин встретился с Лукашенко", "ru"),
        ("Переговоры президентов России и Белоруссии", "ru"),
        ("Пуцін і Лукашэнка сустрэліся ў Мінску", "be"),
        # Names are the same people's in every language, also in one without rules.
        ("Putin trifft Lukashenko", "de"),
        ("Путин и Лукашенко", "en"),
        ("Russian and Belarusian presidents to meet", "en"),
        ("Supreme State Council to sit in Minsk", "en"),
        ("Высший Государственный Совет заседал в Минске", "ru"),
    ],
)
def test_what_names_both_presidents_is_wanted(title: str, language: str) -> None:
    assert wants(title, language=language)


@pytest.mark.parametrize(
    "title",
    ["Putin visits Kazan", "Lukashenko on the harvest", "Putin and Xi meet", "Minsk and Moscow", "", "Путин"],
)
def test_what_does_not_is_not(title: str) -> None:
    assert not wants(title)


def test_the_summary_counts_like_the_title() -> None:
    assert wants("Talks in Minsk", summary="Vladimir Putin was received by Alexander Lukashenko.")
    assert wants("Putin in Minsk", summary="Lukashenko met him at the airport.")


def test_the_presidents_are_those_of_the_day() -> None:
    assert wants("Medvedev and Lukashenko meet", year=2010)
    assert not wants("Medvedev and Lukashenko meet", year=2024)


def test_without_title_the_address_speaks() -> None:
    assert wants(url="https://example.org/news/putin-lukashenko-talks.html")
    assert not wants(url="https://example.org/news/12345")
    assert not wants("Weather", url="https://example.org/putin-lukashenko")


def test_a_phrase_of_the_list_is_enough_in_any_case_of_letters() -> None:
    assert wants("The VALAAM pilgrimage", phrases=("valaam",))
    assert wants(url="https://example.org/valaam-pilgrimage", phrases=("Valaam Pilgrimage",))


def test_outside_of_the_section_nothing_is_wanted() -> None:
    section = "https://example.org/politics/"
    assert wants("Putin and Lukashenko meet", url=section + "1", section=section)
    assert not wants("Putin and Lukashenko meet", url="https://example.org/sport/1", section=section)
