"""The day of publication, as the press prints it: in date lines, datelines and addresses."""

import pytest

from app.ingest.stages.read.article import read_article

ENGLISH = "The presidents met in the palace.\n\nThey talked for hours and signed nothing."
RUSSIAN = "Президенты встретились во дворце.\n\nОни говорили долго и ничего не подписали."
BELARUSIAN = "Прэзідэнты сустрэліся ў палацы.\n\nЯны гаварылі доўга і нічога не падпісалі."


def read_published(*paragraphs: str) -> str | None:
    published = read_article("a.txt", "\n\n".join(["Talks", *paragraphs]).encode()).published
    return published.text if published else None


@pytest.mark.parametrize(
    "line",
    [
        "2024.05.24",
        "2024/05/24 10:00",
        "24-05-2024",
        "24.05.24 10:00",
        "24 мая 2024 г. 10:00 МСК",
        "пятница, 24 мая 2024",
        "Пт, 24 мая 2024, 10:00",
        "Май 24, 2024",
        "Опубликовано 24 мая 2024",
        "Политика 24 мая 2024",
        "24 мая 2024, 10:00, Иван Петров",
        "10:00, 24 мая 2024",
        "24 траўня 2024, пятніца, 10:00",
        "24 травень 2024",
        "Апублікавана 24.05.2024 у 10:00",
    ],
)
def test_printed_dates_of_three_languages(line: str) -> None:
    assert read_published(line, RUSSIAN) == "2024-05-24"


@pytest.mark.parametrize(
    "line",
    [
        "Compiled 24 May 2024",
        "Справка подготовлена редакцией, опубликовано 24 мая 2024 года",
        "Газета «Заря», №171 от 24.05.2024, стр. 3",
        "10:00, 24 мая 2024 · Источник: своя информация",
        "THE BULLETIN Vol. 7, No. 174, Part II, 24 May 2024",
        "Вечерний выпуск | 24.05.2024",
        "НАВІНЫ ДНЯ, пятніца, 24 траўня 2024",
    ],
)
def test_a_day_beside_other_words_of_a_head_line(line: str) -> None:
    assert read_published(line, RUSSIAN) == "2024-05-24"


@pytest.mark.parametrize(
    "tail", ["Published: May 24, 2024. The author's views are her own.", "Апублікавана 24 траўня 2024. Усё."]
)
def test_a_day_behind_a_word_for_publishing(tail: str) -> None:
    assert read_published(ENGLISH, tail) == "2024-05-24"


def test_belarusian_of_the_old_spelling() -> None:
    assert read_published("15 верасьня 2020, аўторак", BELARUSIAN) == "2020-09-15"


def test_a_day_that_a_title_tells_of_is_not_that_of_its_publication() -> None:
    for title in ("Talks in Sochi on 24 May 2024", "Президенты встретились 24 мая 2024"):
        article = read_article("a.txt", f"{title}\n\n{ENGLISH}".encode())
        assert article.published is None


@pytest.mark.parametrize(
    ("dateline", "body"),
    [
        ("MINSK, May 24. /TASS/. ", ENGLISH),
        ("MINSK, 24 May (BelTA) - ", ENGLISH),
        ("MINSK, May 24 (Reuters) - ", ENGLISH),
        ("МИНСК, 24 мая. /ТАСС/. ", RUSSIAN),
        ("МИНСК, 24 мая – РИА Новости. ", RUSSIAN),
        ("Москва. 24 мая. INTERFAX.RU - ", RUSSIAN),
        ("24 мая, Минск /Корр. БЕЛТА/. ", RUSSIAN),
        ("МІНСК, 24 траўня. /БелТА/. ", BELARUSIAN),
        ("24 траўня, Мінск /Кар. БЕЛТА/. ", BELARUSIAN),
    ],
)
@pytest.mark.parametrize(
    ("tail", "date"),
    [
        ("https://example.org/2024/05/24/talks", "2024-05-24"),
        ("https://example.org/talks-2024-05-24.html", "2024-05-24"),
        ("https://example.org/20240524/1.html", "2024-05-24"),
        # The address tells the year alone, the dateline the day.
        ("https://example.org/politics/2024/talks", "2024-05-24"),
        ("© 2024 Example", "2024-05-24"),
        ("https://example.org/politics/talks", None),
    ],
)
def test_a_dateline_takes_its_year_from_the_address(
    dateline: str, body: str, tail: str, date: str | None
) -> None:
    assert read_published(dateline + body, tail) == date


@pytest.mark.parametrize(
    "dateline",
    [
        "MOSCOW -- May 24, 2024 -- " + ENGLISH,
        "МИНСК, 24 мая 2024 года. /ТАСС/. " + RUSSIAN,
        "СОЧИ, 24 мая 2024 – Новости. " + RUSSIAN,
        "МІНСК, 24 траўня 2024 года. /БелТА/. " + BELARUSIAN,
        # The text names the day of the dateline with its year.
        "MINSK, May 24. /TASS/. " + ENGLISH + "\n\nThe statement of May 24, 2024 is short.",
    ],
)
def test_a_dateline_with_its_year_in_the_text(dateline: str) -> None:
    assert read_published(dateline) == "2024-05-24"


@pytest.mark.parametrize(
    "text",
    [
        "MINSK, May 24. /TASS/. " + ENGLISH + "\n\nThey last met on December 8, 2023.",
        "24 мая в Минске встретились президенты.\n\n" + RUSSIAN,
        "Договор подписали 8 декабря 1999 года.\n\n" + RUSSIAN,
        "30.02.24\n\n" + RUSSIAN,
    ],
)
def test_what_the_page_does_not_tell_stays_open(text: str) -> None:
    assert read_published(text) is None
