"""The furniture around an article goes, its sentences stay, torn and wrapped ones in one piece."""

import time
from contextlib import suppress

import pytest

from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.stages.read import read_article


def read(text: str) -> Article:
    return read_article("a.txt", text.encode())


def with_lines(*lines: str, tail: str = "") -> str:
    """Make an article of a title, the given lines, two sentences, and a tail."""
    body = "Vladimir Putin met Alexander Lukashenko in the city.\n\nThey talked for hours and signed nothing."
    return "\n\n".join(["The presidents meet again", *lines, body, tail])


@pytest.mark.parametrize(
    "line",
    [
        "Read also: [Who pays for the gas?](#)",
        "Share | Tweet | Print",
        "Tags: Sochi, Union State",
        "[Print version] \\| [Mail to a friend]",
        "#Putin #Lukashenko",
        "We use cookies to improve your experience.",
        "Photo: RIA Novosti",
        "&copy; All rights reserved",
        "Читайте также: Кто платит за газ",
        "Падзяліцца: Facebook | Twitter",
        "SEE ALSO\n\nAnother story of the day",
        "Reporting by Anna Ivanova; editing by Ivan Petrov",
    ],
)
def test_furniture_goes_wherever_it_stands(line: str) -> None:
    plain = read(with_lines()).text
    assert read(with_lines(line)).text == plain
    assert read(with_lines(tail=line)).text == plain


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell on the news.",
        "Read more than once, the treaty still says nothing.",
        "Source: footage from the residence released by both press offices on Friday",
        "Subscribe or not, the readers of the state paper will pay for it, the ministry decided on Friday.",
        "— We are ready, — said the guest.",
        "President of Russia Vladimir Putin: Good afternoon!",
        "They agreed:\n\n- gas at the old price\n\n- oil without duty",
        "*The writer's surname has been corrected.*",
    ],
)
def test_sentences_of_the_article_stay(line: str) -> None:
    words = line.strip("*")
    assert words in read(with_lines(line)).text
    assert words in read(with_lines(tail=line)).text


def test_an_article_goes_on_after_a_prompt_to_subscribe() -> None:
    article = read(with_lines("Subscribe to our newsletter", "The talks had been planned for weeks."))
    assert "The talks had been planned for weeks." in article.text
    assert "newsletter" not in article.text


def test_a_hard_wrapped_text_becomes_paragraphs() -> None:
    text = (
        "The presidents meet again\n\n"
        "Vladimir Putin and Alexander Lukashenko met in Minsk on Friday and\n"
        "talked about gas, oil and the union of their two states until late in\n"
        "the evening. They will meet again.\n\nThat was all."
    )
    assert (
        "met in Minsk on Friday and talked about gas, oil and the union of their two states until late in the evening."
        in (read(text).text)
    )


def test_lines_that_stand_for_themselves_stay_apart() -> None:
    text = (
        "Putin hosts Lukashenko for talks on energy\nBy Anna Ivanova and Ivan Petrov\nFebruary 7, 2020 6:12 PM UTC\n"
        "The presidents met in Sochi on Friday.\nThey failed to agree on the price of oil.\n"
    )
    article = read(text)
    assert article.title == "Putin hosts Lukashenko for talks on energy"
    assert str(article.published) == "2020-02-07"
    assert article.text.split("\n\n")[1:] == [
        "The presidents met in Sochi on Friday.",
        "They failed to agree on the price of oil.",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "<!---->",
        "<!-- x",
        "[a](",
        "*a **b ",
        "a | ",
        "#a ",
        "[a] ",
        "May 24 ",
        "A. ",
        "Ab, ",
        "---\n",
        "https://a.b/ ",
        "© 2020 ",
    ],
)
def test_no_text_takes_long_to_read(piece: str) -> None:
    start = time.perf_counter()
    for tail in ("", "x", "\n\nMay 24, 2019. /TASS/"):
        with suppress(SourceError):
            read(piece * (50_000 // len(piece)) + tail)
        with suppress(SourceError):
            read(piece * (90 // len(piece)) + tail)
    assert time.perf_counter() - start < 5
