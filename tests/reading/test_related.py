"""What else is told around a meeting, in three languages: protests, a third person's visit."""

import pytest

from tests.reading.asides import tell


def related(date: str, city: str | None) -> list[tuple[str, str | None, str | None]]:
    return [("related", date, city)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "Putin received Lukashenko in Sochi. On Saturday some two hundred people marched through central Minsk "
            "against a merger.",
            related("2019-12-07", "Minsk"),
        ),
        (
            "en",
            "Putin received Lukashenko in Sochi on Saturday. On the same day protesters gathered in Brest.",
            related("2019-12-07", "Brest"),
        ),
        ("en", "On Saturday some two hundred people marched through Minsk against a merger.", []),
        (
            "en",
            "Putin received Lukashenko. On Saturday thousands of people marched through Minsk with flowers.",
            [],
        ),
        (
            "en",
            "Putin received Lukashenko. People will march through Minsk on December 14, activists say.",
            [],
        ),
        (
            "en",
            "Putin received Lukashenko. The ministry in Minsk protested on Saturday against the notes.",
            [],
        ),
        ("en", "Putin received Lukashenko. Sergei Lavrov arrived in Minsk on December 5.", []),
        (
            "ru",
            "Путин принял Лукашенко в Сочи. В субботу в Минске прошла акция протеста.",
            related("2019-12-07", "Minsk"),
        ),
        (
            "ru",
            "Путин принял Лукашенко в Сочи в субботу. В тот же день сотни человек вышли на улицы Минска.",
            related("2019-12-07", "Minsk"),
        ),
        ("ru", "В субботу в Минске прошла акция протеста.", []),
        ("ru", "Путин принял Лукашенко в Сочи. Когда-то в Минске прошла акция протеста.", []),
        (
            "be",
            "Пуцін прыняў Лукашэнку ў Сочы. У суботу ў Мінску адбылася акцыя пратэсту.",
            related("2019-12-07", "Minsk"),
        ),
        ("be", "У суботу ў Мінску адбылася акцыя пратэсту.", []),
        ("be", "Пуцін прыняў Лукашэнку ў Сочы. Калісьці ў Мінску адбылася акцыя пратэсту.", []),
    ],
)
def test_a_protest_is_told_where_the_story_is_about_both_presidents(
    language: str, text: str, wanted: list[tuple[str, str | None, str | None]]
) -> None:
    assert tell(language, "2019-12-09", text) == wanted
