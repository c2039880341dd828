"""Plain text and Markdown as people save them: what is told of an article, and its words."""

import pytest

from app.domain.errors import SourceError
from app.domain.readings import Article
from app.ingest.stages.read import read_article

ARTICLE = """

# Talks in Sochi end late

**A long day on the coast ends without papers.**

December 08, 2019



The two presidents after the talks. **Ivan Petrov/TASS**

Vladimir Putin and Alexander Lukashenko talked for five hours in [Sochi](#) on Saturday.

Protesters gathered in Minsk to show their

[opposition](#) to a new deal, as they had done before.

**Related article:** [What is the Union State?](#)

“We are ready to buy gas at \\$200,” Lukashenko said.

2019. That is a year, and no item of a list.

Original url:

<https://www.TheMoscowTimes.com:443/2019/12/08/talks-a1?utm_source=feed&id=7#top>
"""
BULLETIN = """May 20 – May 26, 2024
Belarus-Russia relations

“No issues.” There are postponed ones

The mood is calm
“No issues.” There are postponed ones

On May 23-24, Lukashenka and Putin talked in Minsk.

This was their fourth meeting.

You have been successfully subscribed

Subscribe to our newsletter

Once a week we send commentaries on what matters. They are available in three languages.

Situation in Belarus

June 3 – June 9
View all

Read more"""


def read(text: str) -> Article:
    return read_article("a.txt", text.encode())


def read_published(text: str) -> str | None:
    published = read(text).published
    return published.text if published else None


def with_lines(*lines: str, tail: str = "") -> str:
    """Make an article of a title, the given lines, two sentences, and a tail."""
    body = "Vladimir Putin met Alexander Lukashenko in the city.\n\nThey talked for hours and signed nothing."
    return "\n\n".join(["The presidents meet again", *lines, body, tail])


def test_an_article_saved_as_markdown() -> None:
    article = read(ARTICLE)
    assert article.title == "Talks in Sochi end late"
    assert article.publisher == "The Moscow Times"
    assert article.url == "https://www.themoscowtimes.com/2019/12/08/talks-a1?id=7"
    assert str(article.published) == "2019-12-08"
    assert article.language == "en"
    assert article.text.split("\n\n") == [
        "Talks in Sochi end late",
        "A long day on the coast ends without papers.",
        "The two presidents after the talks.",
        "Vladimir Putin and Alexander Lukashenko talked for five hours in Sochi on Saturday.",
        "Protesters gathered in Minsk to show their opposition to a new deal, as they had done before.",
        "“We are ready to buy gas at $200,” Lukashenko said.",
        "2019. That is a year, and no item of a list.",
    ]


def test_a_bulletin_with_a_week_for_a_date_and_its_title_twice() -> None:
    article = read(BULLETIN)
    assert article.title == "“No issues.” There are postponed ones"
    assert str(article.published) == "2024-05-20/2024-05-26"
    assert (article.publisher, article.url) == (None, None)
    assert article.text.split("\n\n") == [
        "“No issues.” There are postponed ones",
        "The mood is calm",
        "On May 23-24, Lukashenka and Putin talked in Minsk.",
        "This was their fourth meeting.",
    ]


def test_a_text_without_a_headline_has_none() -> None:
    article = read("Putin met Lukashenko in Minsk on Friday.\n\nThey will meet again.")
    assert article.title is None
    assert article.text == "Putin met Lukashenko in Minsk on Friday.\n\nThey will meet again."


def test_a_headline_alone_is_an_article() -> None:
    assert read("# Putin meets Lukashenko").text == "Putin meets Lukashenko"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("December 8, 2019", "2019-12-08"),
        ("Dec. 8, 2019", "2019-12-08"),
        ("8 December 2019", "2019-12-08"),
        ("Sun, 8th December 2019 at 4:18 PM GMT+2", "2019-12-08"),
        ("8 DEC, 2019, 14:32", "2019-12-08"),
        ("2019-12-08T10:00:00+03:00", "2019-12-08"),
        ("08.12.2019 10:00", "2019-12-08"),
        ("- 8.12.2019, 10:00", "2019-12-08"),
        ("19/12/2019", "2019-12-19"),
        ("12/19/2019", "2019-12-19"),
        ("08/12/2019", None),
        ("31 February 2019", None),
        ("Published: December 8, 2019 | Updated: December 10, 2019", "2019-12-08"),
        ("World | December 8, 2019, 10:00", "2019-12-08"),
        ("By Anna Ivanova, December 8, 2019", "2019-12-08"),
        ("December 8, 2019 by Editor", "2019-12-08"),
        ("8 декабря 2019 года, 10:00", "2019-12-08"),
        ("8 снежня 2019, нядзеля", "2019-12-08"),
        ("2–8 December 2019", "2019-12-02/2019-12-08"),
        ("December 30, 2019 – January 5, 2020", "2019-12-30/2020-01-05"),
        ("December 30 – January 5, 2020", "2019-12-30/2020-01-05"),
        ("2 декабря – 8 декабря 2019 года", "2019-12-02/2019-12-08"),
        ("Analysis. November 2019", "2019-11"),
        ("An explainer. Last updated: 8 December 2019", "2019-12-08"),
    ],
)
def test_date_lines(line: str, date: str | None) -> None:
    article = read(with_lines(line))
    assert (article.published.text if article.published else None) == date
    assert article.title == "The presidents meet again"
    if date:
        assert line not in article.text


def test_a_day_within_a_sentence_is_no_publication_date() -> None:
    assert read_published(with_lines("The treaty was signed on December 8, 1999.")) is None


def test_a_dateline_tells_the_day() -> None:
    assert (
        read_published("Talks\n\nMOSCOW, 22 April 2005 -- The presidents met at the Kremlin today.")
        == "2005-04-22"
    )
    assert (
        read_published("Talks\n\nMINSK, March 30, 2017. /TASS/. The presidents are to meet next week.")
        == "2017-03-30"
    )


def test_a_dateline_without_a_year_takes_it_from_the_page() -> None:
    dateline = "Talks\n\nMINSK, May 24. /TASS/. The presidents met in the palace."
    assert read_published(dateline) is None
    assert read_published(dateline + "\n\n© 2024 TASS") == "2024-05-24"
    assert read_published(dateline + "\n\nhttps://example.org/2024/05/talks") == "2024-05-24"


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    assert read_published(with_lines(tail="Original url: https://example.org/2019/12/08/a")) == "2019-12-08"
    assert read_published(with_lines(tail="Original url: https://example.org/a/20191208/b")) == "2019-12-08"
    assert read_published(with_lines(tail="Original url: https://example.org/20191399")) is None


@pytest.mark.parametrize(
    ("tail", "url"),
    [
        ("Source: https://example.org/a", "https://example.org/a"),
        ("Source: [Example](https://example.org/a)", "https://example.org/a"),
        ("Direct link: example.org/a", "https://example.org/a"),
        ("https://example.org/a?fbclid=x&b=1#c", "https://example.org/a?b=1"),
        (
            "Link: http://example.org/one\n\nOriginal url:\n\n<http://example.org/two>",
            "http://example.org/two",
        ),
        ("Original url:\n\n(none)", None),
        ("Source: footage shown by both press offices", None),
    ],
)
def test_addresses(tail: str, url: str | None) -> None:
    assert read(with_lines(tail=tail)).url == url


@pytest.mark.parametrize(
    ("line", "tail", "publisher"),
    [
        ("", "Original url: https://en.special.kremlin.ru/a", "Kremlin"),
        ("", "Original url: https://www.some.example/a", "some.example"),
        ("By The Moscow Times", "", "The Moscow Times"),
        ("Source: BelTA", "", "BelTA"),
        ("", "© 2024 TASS. All rights reserved.", "TASS"),
        ("SOCHI, May 24. /TASS/. The presidents met in Sochi today.", "", "TASS"),
        ("SOCHI (Reuters) - The presidents met in Sochi today.", "", "Reuters"),
        ("The presidents told TASS and Reuters about it.", "", None),
        ("", "TASS/Reuters", None),
    ],
)
def test_publishers(line: str, tail: str, publisher: str | None) -> None:
    assert read(with_lines(line, tail=tail)).publisher == publisher


def test_front_matter_declares_a_digest() -> None:
    article = read(
        "---\nurl: https://tass.com/politics/1?utm_medium=x\npublisher: TASS\npublished: 2024-05-24\nlanguage: en\n"
        "title: 'Talks in Minsk'\ndigest: true\nauthor: somebody\n---\n\n# Talks in Minsk\n\nThey met on Friday.\n"
    )
    assert article.text == "Talks in Minsk\n\nThey met on Friday."
    assert (article.url, article.publisher, str(article.published)) == (
        "https://tass.com/politics/1",
        "TASS",
        "2024-05-24",
    )
    assert article.digest


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("published: yesterday", "front matter: published: not an EDTF date: 'yesterday'"),
        ("published: 2024-02-31", "front matter: published: not an EDTF date"),
        ("url: tass.com", "front matter: url: not an http(s) address: 'tass.com'"),
        ("url: javascript:alert(1)", "front matter: url: not an http(s) address"),
        ("digest: perhaps", "front matter: digest: true or false is wanted, not 'perhaps'"),
        ("language: English!", "front matter: language: not a language code"),
        ("title: [a, b]", "front matter: title: one value is wanted, not a list or table"),
        ("title: 'open", "front matter: not YAML in line"),
    ],
)
def test_front_matter_that_cannot_be_meant_is_named(line: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(f"---\n{line}\n---\nThey met on Friday.")
    assert caught.value.reason.startswith(reason)


def test_a_rule_at_the_head_is_no_front_matter() -> None:
    assert read("---\n\nThey met on Friday.\n\n---\n\nThey parted on Saturday.").text == (
        "They met on Friday.\n\nThey parted on Saturday."
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Президенты встретились в Минске и говорили о газе.", "ru"),
        ("Прэзідэнты сустрэліся ў Мінску і гаварылі пра газ.", "be"),
        ("Президенти зустрілися в Мінську і говорили про газ.", "uk"),
        (
            "Die Präsidenten trafen sich am Freitag in Minsk und sprachen lange über den Preis von Gas. " * 3,
            "de",
        ),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert read(text).language == language


def test_the_same_bytes_are_known_again_by_their_hash() -> None:
    one, other = read_article("a.txt", ARTICLE.encode()), read_article("b.txt", ARTICLE.encode())
    assert one.raw_hash == other.raw_hash
    fetched = read_article("a.txt", ARTICLE.encode(), None, "https://example.org/a")
    assert fetched.raw_hash != one.raw_hash
